"""C201 to C211: filled, blank, chosen. Each table is what a unit would see."""

from support.paths import shipped_definition
from support.tables import assert_findings, only, with_column

from emulation_batch.checks import cells


def test_required():
    """A used row fills every required column; spaces fill nothing."""
    assert_findings(cells.required, """
        | loai | noi_dung                        | minh_chung | expect                          |
        | a1   | Tham mưu kế hoạch giảm nghèo    | Hồ sơ 12   |                                 |
        | a1   | =0                              | Hồ sơ 13   |                                 |
        |      | Tham mưu kế hoạch giảm nghèo    |            | C201 loai, C201 minh_chung      |
    """, definition=only(shipped_definition(), "van_ban", "loai", "noi_dung", "minh_chung"))


def test_required_on_the_form():
    """The form is held to the same rule, cell by cell."""
    assert_findings(cells.required, """
        | nguoi_lap     | ngay_ky    | expect       |
        | Lý Thị Ánh    | 14/03/2022 |              |
        | Bàn Văn Hải   |            | C201 ngay_ky |
    """, definition=only(shipped_definition(), "thong_tin", "nguoi_lap", "ngay_ky"))


def test_required_by_kind():
    """Assigned documents need their deadline and assigning document; other kinds do not; an unknown kind asks nothing."""
    findings = assert_findings(cells.required_by_kind, """
        | loai                  | van_ban_giao   | han_hoan_thanh | expect              |
        | a1                    | 511/KH-UBND    | 10/03/2022     |                     |
        | Văn bản được giao     | 511/KH-UBND    |                | C202 han_hoan_thanh |
        | xyz                   |                |                |                     |
    """, definition=only(shipped_definition(), "van_ban", "loai", "van_ban_giao", "han_hoan_thanh"))
    assert findings[0].message == "Loại a1 - Văn bản được giao cần ô Hạn hoàn thành, ô này đang để trống."


def test_required_with():
    """Work that is done has its document; guidance (a3), for which the column is not meant, needs none."""
    assert_findings(cells.required_with, """
        | loai | ngay_hoan_thanh | so_ky_hieu    | expect          |
        | a1   |                 |               |                 |
        | a1   | 05/03/2022      | 125/BC-STTTT  |                 |
        | a3   | 05/03/2022      |               |                 |
        | a2   | 05/03/2022      |               | C203 so_ky_hieu |
    """)


def test_amount_for_another_kind():
    """A number in a column that the kind does not use is asked about, since no figure counts it."""
    assert_findings(cells.amount_for_another_kind, """
        | loai | so_tien | so_ngay_cong | hien_vat | expect             |
        | c1   | 500000  |              |          |                    |
        | c4   | 500000  | 0            |          |                    |
        | c2   | 500000  |              | gạo      | C204 so_tien       |
        | c1   | 500000  | 2            | gạo      | C204 so_ngay_cong  |
        |      | 500000  | 2            |          |                    |
    """)


def test_words_for_another_kind():
    """A text in a column that the kind does not use is told only."""
    findings = assert_findings(cells.words_for_another_kind, """
        | loai | so_tien | so_ngay_cong | hien_vat | expect        |
        | c2   |         |              | gạo      |               |
        | c1   | 500000  | 2            | gạo      | C205 hien_vat |
    """)
    assert findings[0].severity == "notice"


def test_placeholder():
    """A word that only holds a place fills nothing, in every way of writing it."""
    assert_findings(cells.placeholder, """
        | loai | noi_dung      | dia_ban          | minh_chung     | ket_qua | expect           |
        | a3   | Họp ở xã      | Xã Bành Trạch    | Hồ sơ 12       |         |                  |
        | a3   | đang cập nhật | Xã Bành Trạch    | Đang cập nhật  |         | C206 noi_dung, C206 minh_chung |
        | a3   | x             | …                | x              | x       | C206 dia_ban, C206 minh_chung |
    """)


def test_a_form_has_no_row_to_explain_in():
    """On the form, where no column takes an explanation, the remedy names another way to give it."""
    findings = assert_findings(cells.placeholder, """
        [thong_tin]
        | nguoi_lap      | expect         |
        | …              | C206 nguoi_lap |
        | Lường Văn Anh  |                |
    """)
    assert "nói rõ trong thư khi gửi lại" in findings[0].mend


def test_unknown_choice():
    """A choice is known by code, by label and without marks; anything else comes back with the nearest label."""
    findings = assert_findings(cells.unknown_choice, """
        | loai   | hinh_thuc   | expect         |
        | c1     | Tự ủng hộ   |                |
        | Tiền   | van dong    |                |
        | c1     | Tự ủng hội  | C211 hinh_thuc |
        | c9     | Phân bổ     | C211 loai      |
    """)
    assert findings[0].mend.startswith("Có phải là “Tự ủng hộ”? ")


def test_a_new_column_needs_no_python():
    """A column added to the definition is checked at once: required, typed, bounded."""
    definition = with_column(shipped_definition(), "tuyen_truyen", key="so_trang", header="Số trang", type="integer",
                             required=("d1",), max=50)
    assert_findings(cells.required_by_kind, """
        | loai | so_trang | so_luong | don_vi_tinh | kenh | expect        |
        | d1   | 3        | 1        | tin         | Báo  |               |
        | d1   |          | 1        | tin         | Báo  | C202 so_trang |
    """, definition=definition)
