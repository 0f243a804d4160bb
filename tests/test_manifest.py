"""What a manifest says."""

import json
from dataclasses import replace
from datetime import date

from support.corrected import corrected_month
from support.month_register import VP, month_data

from emulation_batch import manifest
from emulation_batch.registry import Extension


def test_the_manifest_is_the_contract():
    """The form that other programs rely on: its keys, files by name then hash, times with +07:00, units in the registry's order."""
    month = month_data()
    made = manifest.of_month(replace(month, submissions=month.submissions[::-1], standings=month.standings[::-1]), "1.2.3")
    assert list(made) == ["period", "window", "as_of", "program", "definition", "registry", "files", "units", "rows",
                          "rows_by_unit", "past"]
    assert made == manifest.of_month(month, "1.2.3")
    assert made["window"] == {"from": "2022-02-15", "to": "2022-03-14", "due": "2022-03-16T17:00:00+07:00"}
    assert made["as_of"] == "2022-03-18T08:00:00+07:00"
    assert made["program"] == {"name": "emulation_batch", "version": "1.2.3"}
    assert [file["name"] for file in made["files"]] == ["=HYPERLINK(A1).xlsx", "bao_cao_VP (1).xlsx", "bao_cao_VP.xlsx",
                                                        "bao_cao_VP_cu.xlsx", "chu_ky.png", "khong_ro.xlsx"]
    assert made["files"][2] == {"name": "bao_cao_VP.xlsx", "sha256": VP, "size": 1000, "unit": "VP", "attempt": 2,
                                "received_at": "2022-03-15T09:30:00+07:00", "sender": "vp@stttt.example.vn",
                                "outcome": "accepted", "code": "", "reason": "Đã nhận."}
    assert [unit["unit"] for unit in made["units"]] == ["VP", "BCXB", "TTCNTT"]
    assert made["units"][0] == {"unit": "VP", "name": "Văn phòng Sở", "standing": "on_time", "file": VP}
    assert made["units"][2]["file"] is None
    assert made["rows"]["received"] == 30
    assert made["rows_by_unit"][""]["refused"] == 5
    json.dumps(made)


def test_a_unit_with_an_extension_tells_its_due_time_and_basis():
    month = month_data()
    granted = replace(month.registry, extensions=(Extension("BCXB", "2022-03", date(2022, 3, 18), "Văn bản số 12/VP"),
                                                  Extension("VP", "2022-04", date(2022, 4, 18), "Văn bản số 13/VP")))
    units = manifest.of_month(replace(month, registry=granted), "1.2.3")["units"]
    assert [unit.get("extended") for unit in units] == [
        None, {"due": "2022-03-18T17:00:00+07:00", "basis": "Văn bản số 12/VP"}, None]


def test_a_file_for_a_sealed_month_tells_its_month_and_its_rows_count(tmp_path, monkeypatch):
    month = corrected_month(tmp_path, monkeypatch)
    made = manifest.of_month(month, "1")
    assert {file["name"]: file.get("period") for file in made["files"] if not file["name"].startswith("VP 2021-11")} == {
        "VP sửa.xlsx": "2021-10", "TT muộn.xlsx": "2021-10", "BCXB cũ.xlsx": "2021-10"}
    assert made["rows"] == {"received": 4, "accepted": 3, "refused": 0, "superseded": 1, "duplicate": 0}
    assert (made["past"], month.balance.rows["received"]) == (["2021-10"], 1)
