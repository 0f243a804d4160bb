import csv
import hashlib
import json
import shutil
from datetime import datetime

import docx
import pytest
from support.paths import shipped_definition
from support.small_registry import small_registry

from emulation_batch import ledger, run_folder
from emulation_batch.errors import CannotWrite, Unbalanced, UsageFault
from emulation_batch.findings import FINDING_COLUMNS
from emulation_batch.periods import VIETNAM_TIME, Month, parse_month
from emulation_batch.sealing import LONGEST_QUOTE, _short, seal_month
from emulation_batch.workspace import Workspace

AS_OF = datetime(2022, 3, 20, 9, 0, tzinfo=VIETNAM_TIME)
REPORT = "reports/2022-03_bao_cao_thang.docx"
MARK = "1. Ưu điểm: [Văn phòng Sở bổ sung]"
MARCH = Month(2022, 3)


@pytest.fixture
def space(tmp_path):
    return Workspace(tmp_path, shipped_definition(), small_registry())


def document(path, *paragraphs):
    written = docx.Document()
    for text in paragraphs:
        written.add_paragraph(text)
    written.save(path)


def run(space, period="2022-03", mark="", standing="on_time", errors=(), past=(), files=(), code="C201"):
    """A run folder as the batch leaves it, small. past: the sealed months that its totals count."""
    folder = space.output / period
    for name in ("reports", "records"):
        (folder / name).mkdir(parents=True)
    document(folder / f"reports/{period}_bao_cao_thang.docx", "Báo cáo", *([mark] if mark else []))
    with (folder / "findings.csv").open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictWriter(file, FINDING_COLUMNS, restval="")
        lines.writeheader()
        lines.writerows({"code": code, "severity": "error", "unit": unit, "file": name, "period": "".join(of) or period} for unit, name, *of in errors)
    for name in ("register.xlsx", "reports/bieu.csv", "records/figures.parquet"):
        (folder / name).write_bytes(b"made")
    manifest = {"period": period, "files": list(files), "past": list(past), "units": [{"unit": "VP", "name": "Văn phòng Sở", "standing": standing, "file": None}],
                "outputs": {name: run_folder.sha256_of(folder / name) for name in run_folder.files_in(folder)}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def sealed(folder):
    return json.loads((folder / "seal.json").read_text(encoding="utf-8"))


def refused(space, *, month=MARCH, reason=""):
    with pytest.raises(CannotWrite) as told:
        seal_month(space, month, AS_OF, reason)
    assert told.value.exit_code == 6 and not (space.output / str(month) / "seal.json").exists()
    return told.value


def test_a_finished_month_is_closed_and_never_written_again(space):
    folder = run(space)
    done = seal_month(space, MARCH, AS_OF)
    manifest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    assert (done.path, done.completed, done.open) == (folder / "seal.json", {}, ())
    assert sealed(folder)["manifest_sha256"] == manifest and sealed(folder)["previous_seal_sha256"] is None
    assert "forced" not in sealed(folder) and "completed" not in sealed(folder)
    with pytest.raises(CannotWrite, match="đã chốt"):
        run_folder.refuse_sealed(space.output, "2022-03")
    with pytest.raises(CannotWrite, match="đã chốt"):
        seal_month(space, MARCH, AS_OF)


def test_the_mark_of_a_long_paragraph_is_never_cut_off():
    told = _short("Sở đề nghị các đơn vị gửi báo cáo đúng biểu mẫu " * 3 + "trước: [Văn phòng Sở bổ sung giờ, ngày]. Đơn vị không có kết quả vẫn gửi.")
    assert told.startswith("Sở đề nghị") and told.endswith("… [Văn phòng Sở bổ sung giờ, ngày]")
    assert len(told) <= LONGEST_QUOTE + 2
    assert _short("1. Ưu điểm:  [bổ sung]") == "1. Ưu điểm: [bổ sung]"


def test_what_is_open_is_listed(space):
    run(space, mark=MARK, standing="missing", errors=[("VP", "VP.xlsx"), ("VP", "VP.xlsx"), ("", "lạ.xlsx"),
                                                         ("VP", "sửa.xlsx", "2021-11")])
    told = [str(fault) for fault in refused(space).faults]
    assert told == [f"{REPORT}: còn 1 chỗ cần người viết: “{MARK}”.", "Văn phòng Sở: chưa gửi báo cáo.",
                    "Văn phòng Sở: còn 2 chỗ sai chưa sửa.", "Tệp chưa rõ của đơn vị nào: còn 1 chỗ sai chưa sửa.",
                    "Văn phòng Sở: còn 1 chỗ sai chưa sửa trong báo cáo của kỳ 2021-11."]


def test_an_unread_cell_of_the_councils_register_is_open_under_its_own_name(space):
    run(space, errors=[("", "so_theo_doi.xlsx")], code="H402")
    assert [str(fault) for fault in refused(space).faults] == ["Sổ của Hội đồng: còn 1 ô chưa đọc được, ở trang Cần sửa của register.xlsx."]


def test_a_returned_report_is_open_and_a_fault_that_a_later_file_settled_is_not(space):
    files = [{"unit": "VP", "name": "cũ.xlsx", "outcome": "refused"}, {"unit": "VP", "name": "mới.xlsx", "outcome": "accepted"}]
    run(space, errors=[("VP", "cũ.xlsx")], files=files)
    assert seal_month(space, MARCH, AS_OF).open == ()
    run(space, "2022-04", standing="returned", past=["2022-03"])
    assert "báo cáo bị trả lại" in str(refused(space, month=Month(2022, 4)).faults[0])


def test_force_closes_all_the_same_and_keeps_the_reason(space):
    folder = run(space, mark=MARK, standing="missing")
    done = seal_month(space, MARCH, AS_OF, "Đơn vị giải thể ngày 01/3/2022")
    assert len(done.open) == 2
    assert sealed(folder)["forced"] == {"reason": "Đơn vị giải thể ngày 01/3/2022", "open": list(done.open)}


def test_a_report_completed_by_hand_is_taken_with_its_own_hash(space):
    folder = run(space, mark=MARK)
    generated = ledger.manifest_of(folder)["outputs"][REPORT]
    document(folder / REPORT, "Báo cáo", "1. Ưu điểm: các đơn vị gửi đúng hạn.")
    (folder / "reports" / "bao_cao_da_ky.pdf").write_bytes(b"%PDF")
    done = seal_month(space, MARCH, AS_OF)
    assert set(done.completed) == {REPORT, "reports/bao_cao_da_ky.pdf"}
    assert sealed(folder)["completed"][REPORT] == run_folder.sha256_of(folder / REPORT) != generated
    assert ledger.manifest_of(folder)["outputs"][REPORT] == generated
    assert ledger.broken_chain(space.output) == []
    document(folder / REPORT, "Báo cáo sửa sau khi chốt")
    assert ledger.broken_chain(space.output) == [f"Kỳ 2022-03: {REPORT} đã thay đổi sau khi chốt."]


@pytest.mark.parametrize(("name", "words"), [
    ("register.xlsx", "đã thay đổi sau khi tổng hợp"), ("reports/bieu.csv", "đã thay đổi"),
    ("records/figures.parquet", "đã thay đổi"), ("findings.csv", "đã thay đổi"),
    ("ghi chú.txt", "Chuyển tệp này ra ngoài"), ("reports/~$2022-03_bao_cao_thang.docx", "Đóng tệp đó"),
])
@pytest.mark.parametrize("reason", ["", "vội"])
def test_any_other_changed_file_is_named_and_stops_it(space, name, words, reason):
    folder = run(space)
    with (folder / name).open("ab") as file:
        file.write(b" ")
    told = refused(space, reason=reason)
    assert [fault.place for fault in told.faults] == [name] and words in str(told.faults[0])


def test_only_what_a_run_mends_calls_for_a_run_and_the_next_place_of_kept_files_is_named(space):
    folder = run(space)
    (folder / "ghi chú.txt").write_bytes(b"x")
    assert "run" not in refused(space).message
    (folder / "register.xlsx").write_bytes(b"x")
    assert "emulation-batch run 2022-03" in refused(space).message and "2022-03.giu-lai-1," in refused(space).message
    (space.output / "2022-03.giu-lai-1").mkdir()
    assert "2022-03.giu-lai-2," in refused(space).message


def test_a_lost_file_stops_it_and_a_file_of_the_system_does_not(space):
    folder = run(space)
    (folder / REPORT).unlink()
    assert str(refused(space).faults[0]) == f"{REPORT}: đã mất."
    document(folder / REPORT, "Báo cáo")
    (folder / "Thumbs.db").write_bytes(b"x")
    assert seal_month(space, MARCH, AS_OF).path.exists()


def test_a_report_that_is_no_word_file_is_open(space):
    folder = run(space)
    (folder / REPORT).write_bytes(b"broken")
    assert "không mở được như một văn bản Word" in str(refused(space).faults[0])


def test_months_are_closed_in_order(space):
    run(space, "2022-01")
    run(space, "2022-02", past=["2022-01"])
    told = str(refused(space, month=Month(2022, 2)).faults[0])
    assert "emulation-batch seal 2022-01" in told and "không chốt được nữa" in told
    first = seal_month(space, Month(2022, 1), AS_OF)
    second = seal_month(space, Month(2022, 2), AS_OF)
    assert sealed(second.path.parent)["previous_seal_sha256"] == run_folder.sha256_of(first.path)
    assert ledger.broken_seals(space.output) == []


def test_a_month_with_files_in_the_inbox_is_passed_over_only_by_force_and_then_for_good(space):
    (space.inbox / "2021-08").mkdir(parents=True)
    (space.inbox / "2021-08" / "VP.xlsx").write_bytes(b"x")
    folder, september = run(space, "2021-09"), parse_month("2021-09")
    told = [str(fault) for fault in refused(space, month=september).faults]
    assert told == ["Kỳ 2021-08: có tệp trong inbox nhưng chưa chốt; kỳ 2021-09 chốt rồi thì kỳ 2021-08 không chốt được nữa và không vào "
                    "số lũy kế. Chạy “emulation-batch run 2021-08” trước."]
    assert seal_month(space, september, AS_OF, "bỏ tháng 8").open == tuple(told) == tuple(sealed(folder)["forced"]["open"])
    run(space, "2021-08", standing="missing")
    for reason in ("", "bổ sung"):
        told = refused(space, month=parse_month("2021-08"), reason=reason)
        assert told.message.startswith("Kỳ 2021-09 đã chốt rồi nên không chốt được kỳ 2021-08") and told.faults == ()
    run(space, "2021-10", past=["2021-09"])
    assert seal_month(space, parse_month("2021-10"), AS_OF).open == ()


def test_a_gap_without_any_file_is_said_and_not_refused(space):
    run(space, "2021-09")
    assert seal_month(space, parse_month("2021-09"), AS_OF).absent == ("2021-08",)
    run(space, "2021-12", past=["2021-09"])
    assert seal_month(space, parse_month("2021-12"), AS_OF).absent == ("2021-10", "2021-11")


def test_a_month_that_ran_before_the_one_before_was_closed_counts_too_little(space):
    run(space, "2022-02")
    run(space, "2022-03")
    seal_month(space, Month(2022, 2), AS_OF)
    fault = refused(space).faults[0]
    assert "2022-02" in str(fault) and "emulation-batch run 2022-03" in fault.mend


def whole(space, reason=""):
    """What keeps a month from being sealed while a sealed one is not whole, whatever the reason given."""
    with pytest.raises(Unbalanced) as told:
        seal_month(space, MARCH, AS_OF, reason)
    assert told.value.exit_code == 4 and "bản sao lưu" in told.value.message
    assert not (space.output / "2022-03" / "seal.json").exists()
    return told.value


@pytest.mark.parametrize("reason", ["", "phải chốt"])
def test_no_reason_closes_a_month_over_a_lost_or_altered_one(space, tmp_path, reason):
    """Its seal would follow the wrong one: laid back, the lost month would break the chain for good."""
    for month, past in (("2022-01", []), ("2022-02", ["2022-01"])):
        run(space, month, past=past)
        seal_month(space, parse_month(month), AS_OF)
    run(space, past=["2022-01", "2022-02"])
    before, kept = space.output / "2022-02", tmp_path / "kept"
    before.rename(kept)
    assert "Kỳ 2022-02: cả thư mục của kỳ bị mất" in str(whole(space, reason).faults[0])
    kept.rename(before)
    manifest = (before / "manifest.json").read_bytes()
    (before / "manifest.json").write_bytes(manifest + b" ")
    assert "manifest.json đã thay đổi" in str(whole(space, reason).faults[0])
    (before / "manifest.json").write_bytes(manifest)
    index = (space.output / "seals.json").read_bytes()
    (space.output / "seals.json").unlink()
    assert "seals.json trong output bị mất" in str(whole(space, reason).faults[0])
    (space.output / "seals.json").write_bytes(index)
    seal_month(space, MARCH, AS_OF, reason)
    assert ledger.broken_chain(space.output) == []


def test_a_paper_of_a_sealed_month_that_changed_is_told_and_may_be_left(space):
    run(space, "2022-02")
    seal_month(space, Month(2022, 2), AS_OF)
    (space.output / "2022-02" / "register.xlsx").write_bytes(b"other")
    run(space, past=["2022-02"])
    assert "2022-02: register.xlsx đã thay đổi" in str(refused(space).faults[0])
    assert len(seal_month(space, MARCH, AS_OF, "không còn bản sao lưu").open) == 1


def test_a_seal_that_a_kill_left_unlisted_holds_nothing_back_and_is_listed_by_the_next(space):
    for month, past in (("2022-01", []), ("2022-02", ["2022-01"])):
        run(space, month, past=past)
        seal_month(space, parse_month(month), AS_OF)
        if month == "2022-01":
            index = (space.output / "seals.json").read_bytes()
    (space.output / "seals.json").write_bytes(index)
    run(space, past=["2022-01", "2022-02"])
    assert seal_month(space, MARCH, AS_OF).open == () and ledger.broken_chain(space.output) == []


def test_a_sealed_month_whose_folder_is_lost_comes_from_the_backup(space):
    folder = run(space)
    seal_month(space, MARCH, AS_OF)
    shutil.rmtree(folder)
    told = refused(space).message
    assert "thư mục của kỳ bị mất" in told and "bản sao lưu" in told and "run" not in told


def test_a_month_that_was_never_run(space):
    with pytest.raises(UsageFault, match="chưa có kết quả để chốt"):
        seal_month(space, MARCH, AS_OF)
    assert not space.output.exists()
