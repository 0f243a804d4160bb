import hashlib
import json
from dataclasses import replace
from datetime import datetime

import pytest
from support.judged import frame
from support.paths import shipped_definition

from emulation_batch import __version__
from emulation_batch.definition import Column
from emulation_batch.errors import CannotWrite, UsageFault
from emulation_batch.findings import Finding
from emulation_batch.ledger import broken_seals, load_findings, load_past, seal, sealed_months
from emulation_batch.periods import VIETNAM_TIME, Month
from emulation_batch.reports.records import unguarded, write_findings

AS_OF = datetime(2022, 3, 16, 18, 0, tzinfo=VIETNAM_TIME)
DEFINITION = shipped_definition()


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def run(tmp_path):
    """Write a run folder as the batch leaves it: accepted rows and a manifest that lists them."""
    def write(month, rows=None, definition=DEFINITION):
        folder = tmp_path / month
        (folder / "records").mkdir(parents=True)
        for sheet in definition.tables:
            frame(sheet, (rows or {}).get(sheet.key, []), month).to_parquet(folder / "records" / f"{sheet.key}.parquet")
        outputs = {f"records/{path.name}": sha256(path) for path in (folder / "records").iterdir()}
        (folder / "manifest.json").write_text(json.dumps({"period": month, "outputs": outputs}), encoding="utf-8")
        return folder
    return write


def sealed(run, *months):
    previous = None
    for month in months:
        folder = run(month, {"van_ban": [{"loai": "a3"}]})
        seal(folder, previous, AS_OF)
        previous = folder


def test_seal_says_what_it_holds(run):
    first, second = run("2022-01"), run("2022-02")
    assert seal(first, None, AS_OF) == first / "seal.json"
    seal(second, first, AS_OF)
    assert json.loads((second / "seal.json").read_text(encoding="utf-8")) == {
        "period": "2022-02", "manifest_sha256": sha256(second / "manifest.json"),
        "previous_seal_sha256": sha256(first / "seal.json"), "as_of": "2022-03-16T18:00:00+07:00",
        "program": {"name": "emulation_batch", "version": __version__}}
    assert json.loads((first / "seal.json").read_text(encoding="utf-8"))["previous_seal_sha256"] is None
    assert sorted(path.name for path in first.iterdir()) == ["manifest.json", "records", "seal.json"]


def test_seal_refuses(run, tmp_path):
    first, second = run("2022-01"), run("2022-02")
    seal(second, None, AS_OF)
    with pytest.raises(CannotWrite):
        seal(second, None, AS_OF)
    with pytest.raises(UsageFault, match="2022-02 đã chốt rồi"):
        seal(first, second, AS_OF)
    (tmp_path / "2022-03").mkdir()
    with pytest.raises(UsageFault, match="chưa có kết quả để chốt"):
        seal(tmp_path / "2022-03", second, AS_OF)


def test_sealed_months(run, tmp_path):
    sealed(run, "2021-12", "2022-01")
    run("2022-02")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "seal.json").write_text("{}", encoding="utf-8")
    assert sealed_months(tmp_path) == ["2021-12", "2022-01"]
    assert sealed_months(tmp_path / "nothing") == []


def test_load_past_reads_sealed_months_before_this_one(run, tmp_path):
    sealed(run, "2021-12", "2022-01", "2022-03")
    run("2022-02", {"van_ban": [{"loai": "a3"}]})
    past, months = load_past(tmp_path, Month(2022, 3), DEFINITION)
    assert months == ["2021-12", "2022-01"]
    assert list(past["van_ban"]["_ref"]) == ["2021-12/VP/van_ban/8", "2022-01/VP/van_ban/8"]
    assert set(past) == {sheet.key for sheet in DEFINITION.tables}


def test_load_past_without_sealed_months(tmp_path):
    """The first month: frames with every column, no rows."""
    past, months = load_past(tmp_path, Month(2021, 8), DEFINITION)
    assert months == []
    assert list(past["nguon_luc"].columns) == list(frame(DEFINITION.sheet("nguon_luc"), []).columns)
    assert all(table.empty for table in past.values())


def changed(key, change):
    sheets = tuple(replace(sheet, columns=change(sheet.columns)) if sheet.key == key else sheet for sheet in DEFINITION.sheets)
    return replace(DEFINITION, sheets=sheets)


def test_load_past_fits_the_definition_of_today(run, tmp_path):
    """A new column is blank in months before it, a dropped one is gone, a new sheet is empty; types stay."""
    seal(run("2022-01", {"nguon_luc": [{"loai": "c1", "so_tien": 5, "so_ngay_cong": 0.5, "dia_ban": "Ba Bể"}]}), None, AS_OF)
    today = changed("nguon_luc", lambda columns: (*(column for column in columns if column.key != "dia_ban"),
                                                  Column("so_khau", "Số khẩu", "integer"), Column("ghi_chu", "Ghi chú", "text")))
    past, _ = load_past(tmp_path, Month(2022, 3), today)
    table = past["nguon_luc"]
    assert list(table.columns) == list(frame(today.sheet("nguon_luc"), []).columns)
    assert dict(table.dtypes) == dict(frame(today.sheet("nguon_luc"), [{}], text="str").dtypes)
    assert table["so_tien"].tolist() == [5]
    assert table[["so_khau", "ghi_chu"]].isna().all(axis=None)
    (tmp_path / "2022-01" / "records" / "co_che.parquet").unlink()
    assert load_past(tmp_path, Month(2022, 3), today)[0]["co_che"].empty


def test_whole_seals_are_not_broken(run, tmp_path):
    sealed(run, "2021-12", "2022-01", "2022-02")
    assert broken_seals(tmp_path) == []


@pytest.mark.parametrize(("file", "said"), [
    ("manifest.json", ["Kỳ 2022-01: manifest.json đã thay đổi hoặc bị mất sau khi chốt."]),
    ("records/van_ban.parquet", ["Kỳ 2022-01: records/van_ban.parquet đã thay đổi hoặc bị mất sau khi chốt."]),
])
@pytest.mark.parametrize("how", ["changed", "lost"])
def test_a_changed_file_is_named(run, tmp_path, file, said, how):
    sealed(run, "2021-12", "2022-01", "2022-02")
    path = tmp_path / "2022-01" / file
    if how == "lost":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b" ")
    assert broken_seals(tmp_path) == said


def test_a_changed_seal_breaks_the_chain_after_it(run, tmp_path):
    """Whoever changes a manifest and its own seal is still told by the next seal."""
    sealed(run, "2021-12", "2022-01", "2022-02")
    path = tmp_path / "2022-01" / "seal.json"
    path.write_text(path.read_text(encoding="utf-8").replace("18:00", "19:00"), encoding="utf-8")
    assert broken_seals(tmp_path) == [
        "Kỳ 2022-02: chuỗi chốt bị đứt, vì seal.json của kỳ 2022-01 không còn như khi đó."]


def test_a_seal_taken_away_breaks_the_chain(run, tmp_path):
    sealed(run, "2021-12", "2022-01")
    (tmp_path / "2021-12" / "seal.json").unlink()
    assert broken_seals(tmp_path) == [
        "Kỳ 2022-01: chuỗi chốt bị đứt, vì không còn kỳ đã chốt trước đó."]


@pytest.mark.parametrize("text", ["{", "[]", '{"period": "2022-09"}', "\udcff"])
def test_a_seal_that_cannot_be_read_is_named(run, tmp_path, text):
    sealed(run, "2021-12")
    (tmp_path / "2021-12" / "seal.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert broken_seals(tmp_path) == ["Kỳ 2021-12: tệp seal.json không đọc được hoặc không phải của kỳ này."]


def test_findings_of_the_sealed_months_before(run, tmp_path):
    """As they were written, with what a spreadsheet would run put back; months that are open or later are left out."""
    sealed(run, "2022-01", "2022-02", "2022-03")
    run("2021-12")
    finding = Finding("C201", "error", "VP", "2022-01", "=a.xlsx", "2c. Nguồn lực, mô hình", "D8", "noi_dung", "+84 \n một", "Ô để trống.", "Điền.")
    for month in ("2021-12", "2022-01", "2022-03"):
        write_findings(tmp_path / month / "findings.csv", [finding])
    assert load_findings(tmp_path, Month(2022, 3), unguarded) == {"2022-01": (finding,), "2022-02": ()}
    (tmp_path / "2022-02" / "findings.csv").write_text("code,unit\nC201,VP\n", encoding="utf-8")
    assert load_findings(tmp_path, Month(2022, 3), unguarded)["2022-02"] == ()
