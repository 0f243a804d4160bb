"""A31x: the same thing told twice, in one unit or in two."""

import pytest
from support.tables import assert_findings

from emulation_batch.checks import across


def test_duplicate_row():
    """The first of two equal rows of a unit stays; another unit's row, and one that differs in a number, are others."""
    findings = assert_findings(across.duplicate_row, """
        | unit | loai | noi_dung                | so_tien   | giai_trinh | expect        |
        | VP   | c1   | Ủng hộ Quỹ Vì người nghèo | 500000  |            |               |
        | VP   | c1   | Ủng hộ Quỹ Vì người nghèo | 600000  |            |               |
        | VP   | Tiền | ủng hộ quỹ Vì người nghèo | 500.000 | có         | A311 noi_dung |
        | BCXB | c1   | Ủng hộ Quỹ Vì người nghèo | 500000  |            |               |
    """)
    assert findings[0].message == "Dòng này giống hệt hàng 8 của cùng trang."


def test_document_of_two_units():
    """Both sides are asked, each about the other; one's own repetition is not meant, a document without number neither."""
    findings = assert_findings(across.document_of_two_units, """
        [van_ban]
        | unit   | loai | so_ky_hieu                      | expect          |
        | VP     | a1   | 125/BC-STTTT                    | A312 so_ky_hieu |
        | VP     | a1   | 126/BC-STTTT                    |                 |
        | VP     | a1   | 126/BC-STTTT                    |                 |
        | VP     | a1   | Báo cáo                         |                 |
        [co_che]
        | unit   | loai | so_ky_hieu                      | expect          |
        | TTCNTT | b2   | Số 125/BC-STTTT ngày 5/3/2022   | A312 so_ky_hieu |
        | TTCNTT | b2   | Báo cáo                         |                 |
    """)
    assert [finding.message for finding in findings] == [
        "Văn bản “125/BC-STTTT” cũng được Trung tâm CNTT&TT báo cáo trong kỳ này.",
        "Văn bản “Số 125/BC-STTTT ngày 5/3/2022” cũng được Văn phòng báo cáo trong kỳ này."]


def test_same_link():
    """In one unit the later row is asked, among units both; two addresses on one site are two."""
    findings = assert_findings(across.same_link, """
        [tuyen_truyen]
        | unit | loai | minh_chung                              | kenh                     | expect          |
        | VP   | d1   | https://a.example.vn/tin/1              | http://a.example.vn/tin/1 |                |
        | VP   | d1   | https://a.example.vn/tin/2              |                          |                 |
        | VP   | d1   | Bài: http://www.a.example.vn/tin/1/     |                          | A313 minh_chung |
        | BCXB | d1   | https://a.example.vn/tin/3              |                          | A313 minh_chung |
        [van_ban]
        | unit | loai | minh_chung                              | expect          |
        | VP   | a1   | https://a.example.vn/tin/3              | A313 minh_chung |
        | VP   | a1   | Hồ sơ 12                                |                 |
        | VP   | a1   | Hồ sơ 12                                |                 |
    """)
    assert {finding.message for finding in findings} == {
        "Đường dẫn ở ô Minh chứng đã dùng ở trang “2d. Tuyên truyền”, hàng 8.",
        "Đường dẫn ở ô Minh chứng đã dùng ở Phòng BCXB.", "Đường dẫn ở ô Minh chứng đã dùng ở Văn phòng."}


@pytest.mark.parametrize(("check", "table"), [
    (across.same_receipt, """
        | unit | loai | chung_tu              | expect        |
        | VP   | c1   | UNC 15 ngày 2/3/2022  |               |
        | VP   | c1   | Danh sách ký nhận     |               |
        | VP   | c2   | Danh sách ký nhận     |               |
        | VP   | c2   | unc 15  ngày 2/3/2022 | A314 chung_tu |
        | VP   | c1   | UNC 16                | A314 chung_tu |
        | BCXB | c1   | UNC 16                | A314 chung_tu |
    """),
    (across.work_of_two_units, """
        | unit   | loai | noi_dung                           | ngay       | expect        |
        | VP     | d2   | Hội nghị giảm nghèo về thông tin   | 05/03/2022 | A315 noi_dung |
        | BCXB   | d2   | hội nghị giảm nghèo về thông tin   | 05/03/2022 | A315 noi_dung |
        | TTCNTT | d2   | Hội nghị giảm nghèo về thông tin   | 06/03/2022 |               |
        | TTCNTT | d2   | Phát tờ rơi                        | 05/03/2022 |               |
        | VP     | d2   | Phát tờ rơi                        | 05/03/2022 |               |
    """),
    (across.initiative_of_two_units, """
        | unit   | loai | noi_dung                           | ngay_hoan_thanh | expect        |
        | VP     | a2   | Bản đồ số các hộ cần hỗ trợ        | 05/03/2022      | A316 noi_dung |
        | BCXB   | a2   | Bản đồ số các hộ cần hỗ trợ        | 07/03/2022      | A316 noi_dung |
        | TTCNTT | a1   | Bản đồ số các hộ cần hỗ trợ        | 07/03/2022      |               |
    """),
])
def test_across(check, table):
    """Each table shows what is one thing and what is two."""
    assert_findings(check, table, sheet="tuyen_truyen" if check is across.work_of_two_units else None)
