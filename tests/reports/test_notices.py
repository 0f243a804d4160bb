"""The reminder and the notice to units."""

from dataclasses import replace

from support.month import BASE, council_month, empty_month, month_of, spring_month
from support.paths import SHIPPED

from emulation_batch.decree.elements import recognise
from emulation_batch.decree.reading import read_paper
from emulation_batch.reports.context import monthly
from emulation_batch.reports.notices import notice, reminder
from emulation_batch.reports.one_page import one_page
from emulation_batch.reports.word import Template


def test_the_reminder_names_who_is_behind_and_no_other():
    said = reminder(spring_month())
    assert said["addressees"] == ["- Trung tâm Công nghệ thông tin và Truyền thông;", "- Phòng Bưu chính - Xuất bản."]
    assert "Văn phòng Sở" not in " ".join(said["addressees"] + said["standing_lines"])
    assert said["number_line"].endswith("/STTTT-VP")
    assert "17:00 ngày 16/03/2022" in said["opening"]
    assert said["request"][0].startswith("Sở Thông tin và Truyền thông đề nghị Trung tâm Công nghệ thông tin và Truyền thông gửi báo cáo")


def test_who_is_only_late_is_not_asked_to_send():
    month = spring_month()
    late = tuple(item for item in month.standings if item.standing != "missing")
    said = reminder(replace(month, standings=late))
    assert said["request"] == []
    assert (said["addressee"], said["addressees"]) == ("Phòng Bưu chính - Xuất bản", ["- Phòng Bưu chính - Xuất bản."])


def test_a_single_addressee_stands_on_the_line_itself(tmp_path):
    """NĐ 30, Phụ lục I, ô 9a: one addressee follows “Kính gửi:”, several have a line each."""
    month = spring_month()
    one = replace(month, standings=tuple(item for item in month.standings if item.standing != "missing"))
    for name, what, wanted in (("one", one, ["Kính gửi: Phòng Bưu chính - Xuất bản"]),
                               ("two", month, ["Kính gửi:", "- Trung tâm Công nghệ thông tin và Truyền thông;", "- Phòng Bưu chính - Xuất bản."])):
        path = tmp_path / f"{name}.docx"
        Template(SHIPPED / "don_doc.docx").render(reminder(what), path)
        assert [line.text for line in recognise(read_paper(path)).of("kinh_gui")] == wanted


def test_the_notice_tells_each_unit_its_rows():
    said = notice(council_month())
    assert [(row["name"], row["standing"], row["accepted"], row["refused"], row["asked"]) for row in said["rows"]] == [
        ("Văn phòng Sở", "Gửi đúng hạn", "3", "0", "0"), ("Phòng Bưu chính - Xuất bản", "Gửi muộn", "16", "1", "2"),
        ("Trung tâm Công nghệ thông tin và Truyền thông", "Chưa gửi", "–", "–", "–")]
    assert said["requests"][0].startswith("- Phòng Bưu chính - Xuất bản: sửa các dòng trả lại")
    assert [line[-1] for line in said["requests"]] == [";", ";", "."]
    assert "06 đề nghị" in said["summary"]


def test_the_rows_that_are_told_balance_in_every_paper():
    month = council_month()
    rows = {"received": 55, "accepted": 19, "refused": 5, "superseded": 13, "duplicate": 18}
    month = replace(month, balance=replace(month.balance, rows=rows))
    told = ("ác đơn vị gửi 55 dòng kết quả, gồm: 19 dòng được tổng hợp, 05 dòng trả lại, 13 dòng ở tệp đã có bản gửi sau thay "
            "thế, 18 dòng ở tệp trùng.")
    for said in (notice(month)["summary"], one_page(month)["standing_lines"][0], monthly(month)["reporting"][-1]):
        assert told in said


def test_a_returned_file_is_asked_for_once():
    month = council_month()
    standings = tuple(replace(item, standing="returned") if item.unit == "BCXB" else item for item in month.standings)
    said = notice(replace(month, standings=standings))["requests"]
    assert sum("Phòng Bưu chính - Xuất bản" in line for line in said) == 1


def test_the_notice_names_no_candidate():
    said = str(notice(council_month()))
    assert "Bàn Văn Hải" not in said
    assert "Hoàng Văn Cường" not in said


def test_a_month_without_anything_to_mend():
    assert notice(empty_month())["requests"] == ["Các đơn vị không có nội dung phải bổ sung."]


def test_a_month_without_rows_to_mend_says_so():
    summary = notice(month_of(BASE))["summary"]
    assert "Không có dòng nào phải trả lại." in summary and "00" not in summary
