from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.judged import judged
from support.paths import shipped_definition

from emulation_batch.criteria import OVERALL, RESULT_COLUMNS, STATUSES, assess
from emulation_batch.criteria.base import Result, sentence, settle
from emulation_batch.errors import DefinitionFault

UNITS = st.sampled_from(["VP", "BCXB", "TTCNTT"])
PEOPLE = st.sampled_from([f"STTTT-{number:03d}" for number in range(1, 11)])
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2022, 4, 30))
YES_NO = st.sampled_from(["co", "khong"])


def rows_of(**columns):
    return st.lists(st.fixed_dictionaries({"_unit": UNITS, **columns}), max_size=5)


def codes(key):
    return st.sampled_from([item.code for item in shipped_definition().choice(key).items])


SHEETS = st.fixed_dictionaries({
    "van_ban": rows_of(loai=codes("loai_van_ban"), han_hoan_thanh=DAYS, ngay_hoan_thanh=DAYS, nguoi_chu_tri=PEOPLE,
                       van_ban_giao=st.just("511/KH-UBND"), sang_kien=codes("sang_kien"),
                       quyet_dinh_cong_nhan=st.sampled_from([None, "12/QĐ-STTTT"])),
    "co_che": rows_of(loai=codes("loai_co_che"), nguoi_chu_tri=PEOPLE),
    "nguon_luc": rows_of(loai=codes("loai_nguon_luc")),
    "tuyen_truyen": rows_of(loai=codes("loai_tuyen_truyen")),
    "ca_nhan": rows_of(loai=codes("loai_ca_nhan"), can_bo=PEOPLE),
    "de_nghi": rows_of(loai_de_nghi=codes("loai_de_nghi"), ten=PEOPLE, da_khen=YES_NO, ngoai_ke_hoach=YES_NO,
                       dang_xem_xet_ky_luat=YES_NO),
})


@settings(max_examples=25, deadline=None)
@given(accepted=SHEETS, refused=SHEETS, nil=YES_NO)
def test_no_word_of_judgement_is_ever_settled_by_the_machine(accepted, refused, nil):
    """The heart of it, on any data: never "sufficient" with judgement, never "đạt", every row exists, every clause once."""
    month = judged(accepted, refused, forms=[{"_unit": "VP", "khong_phat_sinh": nil}])
    results = assess(month)
    definition = month.batch.definition
    judgement = {clause.code: clause.judgement for clause in definition.clauses}
    known = {ref for sheet in definition.tables for ref in month.batch.sheets[sheet.key]["_ref"]}
    assert tuple(results.columns) == RESULT_COLUMNS
    assert set(results["status"]) <= set(STATUSES)
    assert not any(judgement.get(clause) for clause in results.loc[results["status"] == "sufficient", "clause"])
    assert {ref for rows in results["rows"] for ref in rows} <= known
    assert not any("đạt" in text.lower() or "tặng" in text.lower() for column in ("facts", "missing") for text in results[column])
    single = results[results["subject"] != "proposal"]
    assert not single.duplicated(["subject", "candidate", "clause"]).any()
    said = results[["facts", "missing"]].agg("".join, axis=1)
    assert said.ne("").all(), "each result says something"


@pytest.mark.parametrize(("status", "judgement", "expect"), [
    ("sufficient", (), "sufficient"),
    ("sufficient", ("tích cực",), "for_council"),
    ("incomplete", ("tích cực",), "incomplete"),
    ("blocked", ("đặc biệt xuất sắc",), "blocked"),
])
def test_settle(status, judgement, expect):
    assert settle(Result(status, ("1 việc",)), judgement) == Result(expect, ("1 việc",))


def standard_c(accepted, **more):
    results = assess(judged(accepted, **more))
    return results[(results["candidate"] == "VP") & (results["clause"] == "TT-c")].iloc[0]


@pytest.mark.parametrize(("kinds", "status", "by"), [
    (["c1"], "for_council", "TT-c1"),
    (["c4"], "for_council", "TT-c2"),
    (["c1", "c5"], "for_council", "TT-c1 và TT-c2"),
    ([], "no_evidence", "TT-c1 và TT-c2"),
])
def test_any_takes_the_better_clause_and_says_which(kinds, status, by):
    found = standard_c({"nguon_luc": [{"loai": kind} for kind in kinds]})
    assert found["status"] == status
    assert found["standard"] == "TT-c"
    assert f"Theo chữ “hoặc” trong Kế hoạch, Mục III.1.c, xét vế {by}" in found["facts"]
    assert len(found["rows"]) == len(kinds)


def test_any_prefers_what_waits_for_mending_to_silence():
    results = assess(judged({}, {"nguon_luc": [{"loai": "c4"}]}))
    found = results[(results["candidate"] == "VP") & (results["clause"] == "TT-c")].iloc[0]
    assert found["status"] == "incomplete"
    assert "xét vế TT-c2" in found["facts"]
    assert "mô hình còn phải sửa" in found["missing"]


@pytest.mark.parametrize(("rule", "basis", "statuses"), [
    ("", "", []),
    ("all", "", []),
    ("", "Nghị quyết 01", []),
    ("all", "Nghị quyết 01", ["no_evidence"] * 3),
    ("any", "Nghị quyết 01", ["for_council", "no_evidence", "no_evidence"]),
])
def test_overall_only_by_an_adopted_rule(rule, basis, statuses):
    """No overall verdict without rule and basis; and then still none on a word of judgement."""
    definition = shipped_definition()
    definition = replace(definition, overall=replace(definition.overall, rule=rule, basis=basis))
    results = assess(judged({"van_ban": [{"loai": "a3"}]}, definition=definition))
    found = results[results["clause"] == OVERALL]
    assert list(found["status"]) == statuses
    assert all("Nghị quyết 01" in facts for facts in found["facts"])


def test_the_shipped_definition_has_no_overall_verdict():
    assert OVERALL not in set(assess(judged({"van_ban": [{"loai": "a3"}]}))["clause"])


def test_order_of_the_plan():
    results = assess(judged())
    assert list(results.loc[results["candidate"] == "VP", "clause"]) == [
        "TT-a1", "TT-a2", "TT-a3", "TT-b", "TT-c1", "TT-c2", "TT-c", "TT-d"]


def without(sheet_key, *columns):
    definition = shipped_definition()
    sheets = tuple(replace(sheet, columns=tuple(column for column in sheet.columns if column.key not in columns))
                   if sheet.key == sheet_key else sheet for sheet in definition.sheets)
    return replace(definition, sheets=sheets)


def test_a_rule_without_its_columns_is_a_fault_of_the_definition():
    with pytest.raises(DefinitionFault) as caught:
        assess(judged(definition=without("van_ban", "han_hoan_thanh", "sang_kien")))
    assert [fault.place.split("clauses")[1] for fault in caught.value.faults] == ["[TT-a1]", "[TT-a2]"]
    assert "han_hoan_thanh" in str(caught.value.faults[0])


def test_an_individual_source_needs_its_person():
    definition = shipped_definition()
    clauses = tuple(replace(clause, sources=tuple(replace(source, person="") for source in clause.sources))
                    if clause.code == "CN-a1" else clause for clause in definition.clauses)
    with pytest.raises(DefinitionFault) as caught:
        assess(judged(definition=replace(definition, clauses=clauses)))
    assert "person" in str(caught.value.faults[0])


def test_sentence():
    assert sentence(()) == ""
    assert sentence(("đơn vị ghi", "2 việc")) == "Đơn vị ghi; 2 việc."
