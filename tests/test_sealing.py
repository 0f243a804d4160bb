"""What stands open before a month is closed, and what a seal keeps of papers finished by hand."""

import hashlib

import pytest
from support.paths import shipped_definition
from support.sealable import AS_OF, MARCH, MARK, REPORT, document, refused, run, sealed
from support.small_registry import small_registry

from emulation_batch import ledger, run_folder
from emulation_batch.errors import CannotWrite
from emulation_batch.sealing import LONGEST_QUOTE, _short, seal_month
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import Workspace


@pytest.fixture
def space(tmp_path):
    return Workspace(tmp_path, shipped_definition(), small_registry())


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


def test_a_later_file_that_was_refused_and_a_returned_report_are_open(space):
    files = [{"unit": "VP", "name": "mới.xlsx", "outcome": "refused"}, {"unit": "VP", "name": "dùng.xlsx", "outcome": "accepted"}]
    run(space, standing="returned", errors=[("VP", "mới.xlsx")], files=files, code="F205")
    returned, later = refused(space).faults
    assert "báo cáo bị trả lại" in str(returned) and "còn 1 chỗ sai chưa sửa" in str(later)


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
    assert sealed(folder)["completed"][REPORT] == sha256_of(folder / REPORT) != generated
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
