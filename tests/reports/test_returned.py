"""Letters to the units: the right kind, the whole story, and nobody else's rows."""

import email
from dataclasses import replace
from datetime import datetime, timedelta
from email.policy import default

import pytest
from support.month_register import VP, month_data

from emulation_batch.errors import DefinitionFault
from emulation_batch.findings import NO_RESULT, word
from emulation_batch.intake.labels import OTHER_SENDER
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.own import Sorted
from emulation_batch.reports.returned import folder_name, letter, write_letters

FORBIDDEN = ("không hợp lệ", "vui lòng", "lỗi hệ thống", "tặng")


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    write_letters(folder, month_data())
    return folder / "returned"


def text_for(unit, month=None, **changes):
    """Subject and text for a unit; changes apply to its standing."""
    month = month or month_data()
    standing = replace(next(item for item in month.standings if item.unit == unit), **changes)
    return letter(month, standing, Sorted(month).of(standing))


def without_findings(unit):
    month = month_data()
    kept = tuple(item for item in month.judged.findings if item.unit != unit)
    return replace(month, judged=replace(month.judged, findings=kept))


def test_every_unit_gets_a_text_and_a_draft(returned):
    assert {(path.parent.name, path.name) for path in returned.rglob("*") if path.is_file()} == {
        (unit, name) for unit in ("VP", "BCXB", "TTCNTT") for name in ("noi_dung.txt", "thu.eml")}


def test_the_text_opens_on_windows(returned):
    content = (returned / "VP" / "noi_dung.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 10


def test_the_draft_is_a_mail_ready_to_send(returned):
    message = email.message_from_bytes((returned / "TTCNTT" / "thu.eml").read_bytes(), policy=default)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "ttcntt@stttt.example.vn, vanthu.ttcntt@stttt.example.vn"
    assert message["Subject"] == ("Phong trào thi đua: chưa nhận được báo cáo tháng 3 năm 2022 của "
                                  "Trung tâm Công nghệ thông tin và Truyền thông")
    assert message["Date"] is None
    assert message["Message-ID"] is None
    text = (returned / "TTCNTT" / "noi_dung.txt").read_bytes().decode("utf-8-sig")
    assert text == f"{message['Subject']}\r\n\r\n{message.get_content()}"


def test_a_unit_without_an_address_still_has_a_draft(tmp_path):
    month = month_data()
    units = tuple(replace(unit, emails=()) for unit in month.registry.units)
    write_letters(tmp_path, replace(month, registry=replace(month.registry, units=units)))
    message = email.message_from_bytes((tmp_path / "returned" / "VP" / "thu.eml").read_bytes(), policy=default)
    assert message["To"] is None
    assert "Kính gửi: Văn phòng Sở" in message.get_content()


def test_a_draft_answers_the_mail_the_workbook_came_in(tmp_path):
    """Also when its identifier is longer than a line; without one the draft stands alone."""
    month = month_data()
    known = f"<{'a' * 120}@mail.unit.example.vn>"
    standings = tuple(replace(item, submission=replace(item.submission, received=replace(item.submission.received, message_id=known)))
                      if item.unit == "VP" and item.submission else item for item in month.standings)
    write_letters(tmp_path, replace(month, standings=standings))
    head = (tmp_path / "returned" / "VP" / "thu.eml").read_bytes().partition(b"\r\n\r\n")[0]
    assert f"In-Reply-To: {known}\r\nReferences: {known}\r\n".encode() in head
    other = email.message_from_bytes((tmp_path / "returned" / "BCXB" / "thu.eml").read_bytes(), policy=default)
    assert other["In-Reply-To"] is None


def test_the_same_month_gives_the_same_bytes(returned, tmp_path):
    write_letters(tmp_path, month_data())
    for path in returned.rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "returned" / path.relative_to(returned)).read_bytes()


def test_what_to_mend():
    subject, text = text_for("BCXB")
    assert subject == "Phong trào thi đua: cần sửa báo cáo tháng 3 năm 2022 của Phòng Bưu chính - Xuất bản"
    assert "lần gửi 1, lúc 09:30 ngày 15/03/2022.\nSố dòng: 14; nhận vào 14, trả lại 0." in text
    assert "CHỖ CẦN SỬA (9 chỗ)" in text
    assert "1. Trang 3. Cá nhân, cột Minh chứng, 9 chỗ: ô L8-L16\n   Đã ghi (ô L8): 0012/8\n" in text
    assert "CHỖ CẦN XEM LẠI (1 chỗ)" in text
    assert "LƯU Ý, KHÔNG PHẢI SỬA (1 chỗ)" in text
    assert "Ghi “Lần gửi” là 2. Gửi lại tới thidua@stttt.example.vn." in text
    assert "đã quá 2 ngày" in text


def test_a_letter_names_the_cells_that_do_not_go_back():
    own = Sorted(month := month_data()).of(standing := next(item for item in month.standings if item.unit == "BCXB"))
    others = [replace(own.findings[0], value=value, sheet="2a", cell=f"D{8 + row}") for row, value in enumerate(("", NO_RESULT, NO_RESULT))]
    assert "trừ các ô công thức chưa có kết quả được để trống (trang 2a: D9-D10), " in letter(month, standing, replace(own, findings=others), "a.xlsx")[1]


def test_a_unit_reads_its_own_private_values_and_nobody_elses_rows():
    _, text = text_for("VP")
    assert "Đã ghi: 0912 345 67x" in text
    for theirs in ("250000000", "0012/8", "HYPERLINK", "Bưu chính", "khong_ro.xlsx", "BCXB"):
        assert theirs not in text
    for unit in ("BCXB", "TTCNTT"):
        assert "0912" not in text_for(unit)[1]
        assert "bao_cao_VP" not in text_for(unit)[1]


@pytest.mark.parametrize(("refused", "told", "else_told"), [(0, "mọi dòng đã nhận vào đều được tính", "Dòng có chỗ sai chưa được tính"),
                                                            (1, "Dòng có chỗ sai chưa được tính", "mọi dòng đã nhận vào")])
def test_a_letter_that_returns_no_row_does_not_say_that_rows_are_not_counted(refused, told, else_told):
    """Errors of the form refuse no row: “trả lại 0” and “chưa được tính” would contradict each other."""
    month = month_data()
    standing = next(item for item in month.standings if item.unit == "BCXB")
    text = letter(month, standing, replace(Sorted(month).of(standing), refused=refused))[1]
    assert f"trả lại {refused}." in text and told in text and else_told not in text


def test_the_letter_about_an_empty_workbook_asks_for_results():
    subject, text = text_for("BCXB", standing="returned")
    assert "trả lại để gửi lại báo cáo" in subject and "Việc cần làm" in text
    assert "chưa có báo cáo dùng được" in text and "mọi dòng đã nhận vào đều được tính" not in text


def test_a_letter_about_a_file_that_was_known_begins_after_one_blank_line():
    month = month_data()
    standing = replace(next(item for item in month.standings if item.unit == "VP"), standing="kept")
    text = letter(month, standing, Sorted(month).of(standing))[1]
    assert "Kính gửi: Văn phòng Sở\n\nKỳ này đã chốt;" in text and "\n\n\n" not in text


def test_only_a_query_asks_for_an_explanation():
    month = month_data()
    kept = tuple(item for item in month.judged.findings if item.severity == "query")
    subject, text = text_for("BCXB", replace(month, judged=replace(month.judged, findings=kept)))
    assert "cần giải trình báo cáo" in subject
    assert "CHỖ CẦN SỬA" not in text


def test_a_question_about_the_mail_is_answered_by_a_mail():
    """No cell takes the answer: nothing is said of “Giải trình”, of a workbook or of the registry, unless something else asks."""
    month = month_data()
    query = next(item for item in month.judged.findings if (item.unit, item.severity) == ("BCXB", "query"))
    sender = word(OTHER_SENDER, unit="BCXB", period="2022-03", file=query.file, sender="a@b.vn", unit_name="BCXB")
    subject, text = text_for("BCXB", replace(month, judged=replace(month.judged, findings=(sender,))))
    assert "cần xác nhận báo cáo" in subject and "Việc cần làm: trả lời thư này" in text and "Cách sửa: Đơn vị xác nhận đã gửi tệp này." in text
    assert not [words for words in ("Giải trình", "giải trình", "gửi lại", "danh_muc") if words in text]
    both = text_for("BCXB", replace(month, judged=replace(month.judged, findings=(sender, query))))[1]
    assert "ghi lý do vào cột Giải trình" in both and "đơn vị trả lời thư này" in both


def test_a_receipt_with_totals_and_the_hash():
    subject, text = text_for("VP", without_findings("VP"))
    assert subject == "Phong trào thi đua: đã nhận đủ báo cáo tháng 3 năm 2022 của Văn phòng Sở"
    assert "Thư này là xác nhận đã nhận đủ." in text
    assert f"Mã SHA-256 của tệp: {VP}" in text
    assert "- Tiền vận động: 12.500.000 đồng\n- Ngày công: 4,5 ngày công" in text
    assert "Tiền vận động: 0" not in text_for("BCXB", without_findings("BCXB"))[1]
    assert "21.000.000" not in text, "only this month's figures"


def test_a_late_and_a_nil_report_are_called_so():
    month = without_findings("VP")
    assert "Tệp đến sau hạn (17:00 ngày 16/03/2022)." in text_for("VP", month, standing="late")[1]
    assert "Đơn vị khai không phát sinh trong kỳ." in text_for("VP", month, standing="nil")[1]


def test_further_files_of_the_unit_are_accounted_for():
    _, text = text_for("VP")
    assert "- “bao_cao_VP_cu.xlsx”: được thay bằng bản gửi sau. Có lần gửi 2." in text
    assert "- “bao_cao_VP (1).xlsx”: trùng với tệp đã nhận." in text


def test_a_file_that_could_not_be_used():
    month = month_data()
    refused = replace(month.submissions[4], unit="TTCNTT", reason="Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
    month = replace(month, submissions=(*month.submissions[:4], refused))
    subject, text = text_for("TTCNTT", month, name="Trung tâm", standing="returned", submission=refused)
    assert "trả lại để gửi lại báo cáo" in subject
    assert "Các tệp đã nhận:\n- “khong_ro.xlsx”: trả lại. Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại." in text
    assert "các dòng khác đã được tính" not in text
    assert "chưa được tính vào kỳ này" in text


@pytest.mark.parametrize(("as_of", "words"), [
    (datetime(2022, 3, 16, 16, 59), "Hạn gửi của kỳ này: 17:00 ngày 16/03/2022."),
    (datetime(2022, 3, 16, 17, 1), "đã qua trong hôm nay"),
    (datetime(2022, 3, 17, 0, 1), "đã quá 1 ngày"),
    (datetime(2022, 4, 16, 8, 0), "đã quá 31 ngày"),
])
def test_a_reminder_counts_the_days(as_of, words):
    month = replace(month_data(), as_of=as_of.replace(tzinfo=VIETNAM_TIME))
    _, text = text_for("TTCNTT", month)
    assert words in text
    assert "chọn “Có” ở ô “Cả kỳ không phát sinh”, trang “1. Thông tin chung”" in text


@pytest.mark.parametrize(("as_of", "tone"), [
    (datetime(2022, 3, 16, 16, 59), "nhắc để đơn vị gửi kịp hạn"),
    (datetime(2022, 3, 16, 17, 1), "Đề nghị đơn vị:"),
    (datetime(2022, 3, 19, 23, 59), "Đề nghị đơn vị:"),
    (datetime(2022, 3, 20, 0, 1), "Kính đề nghị thủ trưởng đơn vị chỉ đạo gửi ngay"),
])
def test_the_tone_of_a_reminder_goes_by_the_days(as_of, tone):
    """A word before the due time, a request after it, the head of the unit from the fourth day on; one of them at a time."""
    month = replace(month_data(), as_of=as_of.replace(tzinfo=VIETNAM_TIME))
    _, text = text_for("TTCNTT", month)
    tones = ("nhắc để đơn vị gửi kịp hạn", "Kính đề nghị thủ trưởng")
    assert tone in text
    assert [other for other in tones if other in text] == [other for other in tones if other in tone]


def test_days_are_counted_in_vietnam_wherever_the_machine_is():
    month = month_data()
    moved = replace(month, as_of=month.as_of.astimezone(VIETNAM_TIME) - timedelta(hours=7, minutes=59))
    assert "đã quá 2 ngày" in text_for("TTCNTT", moved)[1]
    assert text_for("TTCNTT", replace(month, as_of=month.as_of.astimezone(None))) == text_for("TTCNTT", month)


def test_after_the_seal_corrections_go_to_a_later_month():
    assert "phần sửa được ghi vào kỳ sau" in text_for("VP", replace(month_data(), sealed=True))[1]


@pytest.mark.parametrize("unit", ["VP", "BCXB", "TTCNTT"])
def test_the_tone(unit):
    for text in (*text_for(unit), text_for(unit, without_findings(unit))[1]):
        assert not any(word in text.casefold() for word in FORBIDDEN)
        assert "None" not in text
        assert "nan" not in text.split()


@pytest.mark.parametrize("code", ["CON", "nul", "Com1", "lpt9.x"])
def test_codes_that_windows_reserves_name_no_folder(code):
    with pytest.raises(DefinitionFault, match="dành riêng"):
        folder_name(code)


def test_an_ordinary_code_names_its_folder():
    assert folder_name("TTCNTT") == "TTCNTT"
