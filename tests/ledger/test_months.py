import errno
from pathlib import Path

import pytest
from support.run_folders import seal_all, write_run

from emulation_batch.errors import UsageFault
from emulation_batch.findings import Finding
from emulation_batch.ledger.months import load_findings, manifest_of, read_json, run_months, sealed_months
from emulation_batch.periods import Month
from emulation_batch.reports.records import unguarded, write_findings


def test_sealed_and_run_months(tmp_path):
    for month in ("2021-12", "2022-01", "2022-02"):
        write_run(tmp_path, month)
    seal_all(tmp_path, "2021-12", "2022-01")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "seal.json").write_text("{}", encoding="utf-8")
    assert sealed_months(tmp_path) == ["2021-12", "2022-01"]
    assert run_months(tmp_path) == ["2021-12", "2022-01", "2022-02"]
    assert sealed_months(tmp_path / "nothing") == []


@pytest.mark.parametrize("text", ["", "[]", "{", "\udcff"])
def test_a_manifest_that_cannot_be_read_is_told(tmp_path, text):
    folder = write_run(tmp_path, "2022-01")
    assert manifest_of(folder)["period"] == "2022-01"
    (folder / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert read_json(folder / "manifest.json") is None
    with pytest.raises(UsageFault, match="không đọc được"):
        manifest_of(folder)


def test_a_manifest_that_the_system_does_not_give_is_told_with_the_cause(tmp_path, monkeypatch):
    folder = write_run(tmp_path, "2022-01")

    def refuse(path, *arguments, **options):
        raise OSError(errno.EACCES, "refused", str(path))

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(UsageFault, match="không đọc được: không có quyền"):
        manifest_of(folder)


def test_findings_of_the_sealed_months_before(tmp_path):
    """As they were written, with what a spreadsheet would run put back; months that are open or later are left out."""
    for month in ("2021-12", "2022-01", "2022-02", "2022-03"):
        write_run(tmp_path, month)
    seal_all(tmp_path, "2022-01", "2022-02", "2022-03")
    finding = Finding("C201", "error", "VP", "2022-01", "=a.xlsx", "2c. Nguồn lực, mô hình", "D8", "noi_dung", "+84 \n một", "Ô để trống.", "Điền.")
    for month in ("2021-12", "2022-01", "2022-03"):
        write_findings(tmp_path / month / "findings.csv", [finding])
    assert load_findings(tmp_path, Month(2022, 3), unguarded) == {"2022-01": (finding,), "2022-02": ()}
    (tmp_path / "2022-02" / "findings.csv").write_text("code,unit\nC201,VP\n", encoding="utf-8")
    assert load_findings(tmp_path, Month(2022, 3), unguarded)["2022-02"] == ()
