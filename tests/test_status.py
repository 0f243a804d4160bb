import json
import shutil

import pytest
from support.paths import shipped_definition
from support.small_registry import small_registry

from emulation_batch.errors import UsageFault
from emulation_batch.printing_status import print_status
from emulation_batch.status import as_plain, of_year
from emulation_batch.workspace import Workspace


@pytest.fixture
def space(tmp_path):
    return Workspace(tmp_path, shipped_definition(), small_registry())


def run(space, period, sealed=False, **standings):
    folder = space.output / period
    folder.mkdir(parents=True)
    units = [{"unit": unit, "name": f"Phòng {unit}", "standing": word, "file": None} for unit, word in standings.items()]
    (folder / "manifest.json").write_text(json.dumps({"period": period, "units": units, "files": [], "outputs": {}}), encoding="utf-8")
    if sealed:
        from emulation_batch import ledger
        done = [name for name in ledger.sealed_months(space.output) if name < period]
        from datetime import datetime
        ledger.seal(folder, space.output / done[-1] if done else None, datetime(2022, 3, 16))


def test_months_by_units(space):
    run(space, "2021-12", sealed=True, VP="on_time")
    run(space, "2022-01", sealed=True, VP="late", CU="nil")
    run(space, "2022-02", MOI="missing", VP="returned")
    (space.inbox / "2022-03").mkdir(parents=True)
    (space.inbox / "2022-03" / "VP.xlsx").write_bytes(b"")
    (space.inbox / "2022-04").mkdir()
    shown = of_year(space)
    assert as_plain(shown) == {
        "year": "2022", "broken": [], "unreceived": [], "outside": "", "outdated": [],
        "units": [{"unit": "MOI", "name": "Phòng MOI"}, {"unit": "VP", "name": "Phòng VP"}, {"unit": "CU", "name": "Phòng CU"}],
        "months": [{"period": "2022-01", "state": "sealed", "units": {"VP": "late", "CU": "nil"}, "corrected": []},
                   {"period": "2022-02", "state": "open", "units": {"MOI": "missing", "VP": "returned"}, "corrected": []},
                   {"period": "2022-03", "state": "not_run", "units": {}, "corrected": []}]}
    assert shown.next_step == "“emulation-batch run 2022-03”."
    assert [month.period for month in of_year(space, "2021").months] == ["2021-12"]
    assert of_year(space, "2021").next_step == shown.next_step


def test_a_nil_report_that_came_late_is_told_beside_its_word(space, capsys):
    """The word for machines stays; by its own due time, which an extension moves."""
    run(space, "2022-03", VP="nil", MOI="nil", CU="nil")
    path = space.output / "2022-03" / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8")) | {"window": {"due": "2022-03-16T17:00:00+07:00"}}
    for unit, at in zip(told["units"], ("16T17:00:01", "16T17:00:00", "17T08:00:00"), strict=True):
        unit["file"] = unit["unit"].lower()
        told["files"].append({"unit": unit["unit"], "sha256": unit["file"], "outcome": "accepted", "received_at": f"2022-03-{at}+07:00",
                              "attempt": 1, "name": ""})
    told["units"][2]["extended"] = {"due": "2022-03-18T17:00:00+07:00", "basis": "12/VP"}
    path.write_text(json.dumps(told), encoding="utf-8")
    shown = of_year(space)
    assert shown.months[0].late_nil == ("VP",)
    assert as_plain(shown)["months"][0]["units"] == {"VP": "nil", "MOI": "nil", "CU": "nil"}
    print_status(shown)
    table = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert (table["VP"], table["MOI"], table["CU"]) == (["KPSm"], ["KPS"], ["KPS"])


def test_an_open_month_is_to_be_closed_and_a_broken_seal_mended(space):
    run(space, "2022-01", VP="on_time")
    assert "“emulation-batch seal 2022-01”" in of_year(space).next_step
    run(space, "2022-02", sealed=True, VP="on_time")
    (space.output / "2022-02" / "manifest.json").write_text('{"units": []}', encoding="utf-8")
    shown = of_year(space)
    assert shown.broken == ("Kỳ 2022-02: manifest.json đã thay đổi sau khi chốt.",)
    assert "sao lưu" in shown.next_step


def test_a_month_that_waits_for_units_is_not_to_be_closed(space):
    run(space, "2022-01", VP="on_time", MOI="missing", CU="returned")
    lines = ["code,severity,unit,file,period", *["C201,error,VP,VP.xlsx,2022-01"] * 3, "C202,query,VP,VP.xlsx,2022-01",
             "H402,error,,so_theo_doi.xlsx,2022-01"]
    (space.output / "2022-01" / "findings.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    told = of_year(space).next_step
    assert "kỳ 2022-01 còn 1 đơn vị chưa gửi, 1 đơn vị bị trả lại, 3 chỗ sai chưa sửa, 1 ô chưa đọc được trong sổ của Hội đồng" in told
    assert str(space.output / "2022-01" / "returned") in told and told.index("run 2022-01") < told.index("seal 2022-01")


def test_what_is_ready_is_closed_before_the_next_month_is_run(space):
    (space.inbox / "2022-02").mkdir(parents=True)
    (space.inbox / "2022-02" / "VP.xlsx").write_bytes(b"")
    run(space, "2022-01", VP="on_time")
    assert "seal 2022-01" in of_year(space).next_step
    run(space, "2022-03", VP="on_time")
    (space.output / "2022-01" / "manifest.json").unlink()
    assert of_year(space).next_step == "“emulation-batch run 2022-02”."


def test_when_all_is_closed_the_next_month_begins(space):
    run(space, "2022-01", sealed=True, VP="on_time")
    assert of_year(space).next_step == "“emulation-batch templates 2022-02”."
    (space.output / "templates" / "2022-02").mkdir(parents=True)
    told = of_year(space).next_step
    assert str(space.inbox / "2022-02") in told and "run 2022-02" in told


def test_after_the_last_month_of_the_movement_come_its_reports(space):
    run(space, "2026-01", sealed=True, VP="on_time")
    assert "emulation-batch review" in of_year(space).next_step


def test_nothing_yet(space):
    shown = of_year(space)
    assert as_plain(shown) == {"year": "", "broken": [], "unreceived": [], "outside": "", "outdated": [], "units": [], "months": []}
    assert shown.next_step == "“emulation-batch templates NĂM-THÁNG”."
    assert of_year(space, "2030").months == ()


def test_what_cannot_be_shown_is_told(space):
    with pytest.raises(UsageFault, match="không phải một năm"):
        of_year(space, "22")
    run(space, "2022-01", VP="on_time")
    (space.output / "2022-01" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageFault, match="không đọc được"):
        of_year(space)


def test_a_month_that_was_passed_over_is_never_to_be_run_or_closed(space):
    (space.inbox / "2021-08").mkdir(parents=True)
    (space.inbox / "2021-08" / "VP.xlsx").write_bytes(b"")
    run(space, "2021-10", sealed=True, VP="on_time")
    run(space, "2021-09", VP="on_time")
    shown = of_year(space)
    assert [month.state for month in shown.months] == ["passed", "passed", "sealed"]
    assert shown.next_step == "“emulation-batch templates 2021-11”."


@pytest.mark.parametrize("gone", ["2022-01", "2022-02", "2022-03"])
def test_a_sealed_month_whose_folder_is_lost_is_told_so_in_the_table(space, gone, capsys):
    for period in ("2022-01", "2022-02", "2022-03"):
        run(space, period, sealed=True, VP="on_time")
    shutil.rmtree(space.output / gone)
    (space.inbox / gone).mkdir(parents=True)
    (space.inbox / gone / "VP.xlsx").write_bytes(b"x")
    shown = of_year(space)
    assert {month.period: month.state for month in shown.months} == {
        period: "lost" if period == gone else "sealed" for period in ("2022-01", "2022-02", "2022-03")}
    assert any(gone in words for words in shown.broken) and "sao lưu" in shown.next_step
    print_status(shown)
    table = next(line.split() for line in capsys.readouterr().out.splitlines() if line.strip().startswith("Kỳ "))
    assert table[int(gone[-2:])] == "mất" and table.count("chốt") == 2


def test_a_month_without_its_seal_or_manifest_is_lost_too(space):
    for period in ("2022-01", "2022-02"):
        run(space, period, sealed=True, VP="on_time")
    (space.output / "2022-01" / "seal.json").unlink()
    (space.output / "2022-02" / "manifest.json").unlink()
    assert [month.state for month in of_year(space).months] == ["lost", "lost"]
