from dataclasses import replace
from datetime import date

from support.judged import judged
from support.small_registry import START, small_registry

from emulation_batch.criteria import assess
from emulation_batch.criteria.evidence import Evidence
from emulation_batch.registry.model import Person, Unit


def people(results):
    return list(results.loc[results["subject"] == "individual", "candidate"].drop_duplicates())


def test_every_active_unit_is_assessed_in_the_registry_order():
    results = assess(judged())
    units = results[results["subject"] == "collective"].drop_duplicates("candidate")
    assert list(units["candidate"]) == ["VP", "BCXB", "TTCNTT"]
    assert list(units["name"])[0] == "Văn phòng Sở"


def test_a_unit_that_ended_is_assessed_only_with_rows():
    registry = small_registry()
    gone = Unit("CU", "Phòng cũ", "", "", (), "", START, date(2022, 3, 1))
    registry = replace(registry, units=(*registry.units, gone))
    assert "CU" not in set(assess(judged(registry=registry))["candidate"])
    assert "CU" in set(assess(judged({"van_ban": [{"_unit": "CU", "loai": "a3"}]}, registry=registry))["candidate"])


def test_people_come_from_their_sheet_from_leading_and_from_nominations():
    results = assess(judged(
        {"ca_nhan": [{"can_bo": "STTTT-010", "loai": "b1", "_unit": "TTCNTT"}],
         "van_ban": [{"loai": "a2", "nguoi_chu_tri": "STTTT-002"}, {"loai": "a1", "nguoi_chu_tri": "STTTT-001"}],
         "de_nghi": [{"doi_tuong": "ca_nhan", "ten": "STTTT-005", "loai_de_nghi": "hang_nam", "_unit": "BCXB"},
                     {"doi_tuong": "tap_the", "ten": "VP", "loai_de_nghi": "hang_nam"}]},
        {"ca_nhan": [{"can_bo": "STTTT-003", "loai": None}, {"can_bo": "STTTT-999", "loai": "b1"}]}))
    assert people(results) == ["STTTT-002", "STTTT-003", "STTTT-005", "STTTT-010"]
    assert set(results.loc[results["candidate"] == "STTTT-005", "unit"]) == {"BCXB"}


def test_a_person_is_one_across_units_and_belongs_where_the_registry_says():
    """Rows reported by the old and the new unit speak for one person."""
    registry = small_registry()
    moved = [replace(person, to=date(2022, 3, 1)) if person.code == "STTTT-003" else person for person in registry.people]
    moved.append(Person("STTTT-003", "Lý Thị Ánh", "Chuyên viên", "BCXB", date(2022, 3, 2), None))
    results = assess(judged({"ca_nhan": [{"can_bo": "STTTT-003", "loai": "b1", "_unit": "VP"},
                                         {"can_bo": "STTTT-003", "loai": "b2", "_unit": "BCXB"}]},
                            registry=replace(registry, people=tuple(moved))))
    support = results[results["clause"] == "CN-b"]
    assert list(support["status"]) == ["for_council"]
    assert list(support["unit"]) == ["BCXB"]
    assert support.iloc[0]["rows"] == ["2022-03/VP/ca_nhan/8", "2022-03/BCXB/ca_nhan/8"]


def test_rows_of_one_candidate_do_not_speak_for_another():
    results = assess(judged({"van_ban": [{"loai": "a3", "_unit": "BCXB"}]})).set_index(["candidate", "clause"])
    assert results.at[("BCXB", "TT-a3"), "status"] == "sufficient"
    assert results.at[("VP", "TT-a3"), "status"] == "no_evidence"


def test_each_ad_hoc_row_is_a_case_of_its_own_and_others_are_none():
    row = {"doi_tuong": "ca_nhan", "ten": "STTTT-003"}
    results = assess(judged({"de_nghi": [row | {"loai_de_nghi": "dot_xuat"}, row | {"loai_de_nghi": "dot_xuat", "da_khen": "co"},
                                         row | {"loai_de_nghi": "hang_nam"}]}))
    own = results[results["subject"] == "proposal"]
    assert list(own["status"]) == ["for_council", "blocked"]
    assert [rows[0][-2:] for rows in own["rows"]] == ["/8", "/9"]


def test_a_name_not_understood_is_shown_as_typed():
    month = judged({}, {"de_nghi": [{"doi_tuong": "ca_nhan", "ten": None, "loai_de_nghi": "dot_xuat"}]})
    month.batch.raw["de_nghi"].loc[0, "ten"] = "Lý Ánh"
    found = [candidate for candidate in Evidence(month).candidates() if candidate.subject == "proposal"]
    assert [(candidate.code, candidate.name) for candidate in found] == [("", "Lý Ánh")]
