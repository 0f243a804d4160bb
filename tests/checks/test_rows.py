"""R30x, R31x: a row against itself. The window of 2022-03 is 15/02 to 14/03/2022."""

from dataclasses import replace

import pytest
from support.paths import shipped_definition
from support.tables import assert_findings, with_column

from emulation_batch.checks import rows


@pytest.mark.parametrize(("check", "table"), [
    (rows.at_most, """
        | loai | so_ho | so_luot_ho | expect     |
        | c4   | 12    | 12         |            |
        | c4   | 12    |            |            |
        | c4   | 13    | 12         | R301 so_ho |
    """),
    (rows.before_assigned, """
        | loai | van_ban_giao                                | han_hoan_thanh | ngay_hoan_thanh | expect |
        | a1   | 511/KH-UBND ngày 13/8/2021                  | 10/03/2022     | 05/03/2022      |        |
        | a1   | 511/KH-UBND                                 | 10/03/2022     | 05/03/2022      |        |
        | a1   | 9/UBND-VX ngày 06 tháng 3 năm 2022          | 10/03/2022     | 05/03/2022      | R303 ngay_hoan_thanh |
        | a1   | 9/UBND-VX ngày 11/3/2022                    | 10/03/2022     |                 | R303 han_hoan_thanh |
    """),
    (rows.late, """
        | loai | han_hoan_thanh | ngay_hoan_thanh | expect              |
        | a1   | 05/03/2022     | 05/03/2022      |                     |
        | a1   | 05/03/2022     |                 |                     |
        | a1   | 05/03/2022     | 06/03/2022      | R304 ngay_hoan_thanh |
        | a1   | 05/03/2022     | 03/06/2022      |                     |
    """),
    (rows.overdue, """
        | loai | han_hoan_thanh | ngay_hoan_thanh | expect              |
        | a1   | 15/03/2022     |                 |                     |
        | a1   | 10/03/2022     | 12/03/2022      |                     |
        | a1   | 10/03/2022     | 31/02/2022      |                     |
        | a1   | 14/03/2022     |                 | R305 han_hoan_thanh |
    """),
    (rows.in_kind_without_quantity, """
        | loai | hien_vat              | expect        |
        | c2   | Gạo 200 kg            |               |
        | c2   | Mười chăn ấm          |               |
        | c1   |                       |               |
        | c2   | như trên              |               |
        | c2   | Gạo, áo ấm            | R306 hien_vat |
    """),
    (rows.copied_text, """
        | loai | noi_dung                       | ket_qua                          | minh_chung                       | giai_trinh | expect |
        | a3   | Hướng dẫn xã lắp loa           | Loa đã chạy ở 3 thôn             | Hồ sơ 12                         |            |        |
        | a3   | Hướng dẫn                      | Hướng dẫn                        | Hồ sơ 12                         |            |        |
        | a3   | Hướng dẫn xã lắp loa           | Loa đã chạy ở 3 thôn             | Hồ sơ 12                         | Hướng dẫn xã lắp loa | |
        | a3   | Hướng dẫn xã lắp loa           | hướng dẫn  xã lắp loa            | Loa đã chạy ở 3 thôn             |            | R307 ket_qua |
    """),
    (rows.counted_nowhere, """
        | loai | so_luong | don_vi_tinh | expect           |
        | d1   | 3        | tin         |                  |
        | d2   | 3        | hội nghị    |                  |
        | d1   |          | hội nghị    |                  |
        | d1   | 3        | hội nghị    | R308 don_vi_tinh |
        | d2   | 3        | bài         | R308 don_vi_tinh |
    """),
    (rows.amount_in_no_figure, """
        | loai | so_tien  | expect       |
        | c1   | 30000000 |              |
        | c4   |          |              |
        | c4   | 30000000 | R309 so_tien |
    """),
    (rows.unrecognised_initiative, """
        | loai | sang_kien | quyet_dinh_cong_nhan | expect         |
        | a2   | Sáng kiến | 45/QĐ-STTTT          |                |
        | a2   | Sáng kiến | =#REF!               |                |
        | a1   | Sáng kiến |                      |                |
        | a2   | Giải pháp |                      |                |
        | a2   | Sáng kiến |                      | R310 sang_kien |
    """),
    (rows.recognised_solution, """
        | loai | sang_kien | quyet_dinh_cong_nhan | expect                    |
        | a2   | Sáng kiến | 45/QĐ-STTTT          |                           |
        | a3   | Giải pháp | 45/QĐ-STTTT          |                           |
        | a2   | Giải pháp | 45/QĐ-STTTT          | R311 quyet_dinh_cong_nhan |
    """),
    (rows.day_off, """
        | can_bo    | loai | ngay       | so_ngay | expect    |
        | STTTT-003 | a1   | 04/03/2022 | 1       |           |
        | STTTT-003 | b1   | 06/03/2022 |         |           |
        | STTTT-003 | a1   | 06/03/2022 | 1       | R312 ngay |
    """),
])
def test_rows(check, table):
    """Each table shows a row that holds together and one that does not."""
    assert_findings(check, table)


def test_not_before():
    """The order of two dates is a matter of the definition."""
    definition = with_column(shipped_definition(), "co_che", key="ngay_gui", header="Ngày gửi", type="date", not_before="ngay")
    findings = assert_findings(rows.not_before, """
        | loai | ngay       | ngay_gui   | expect        |
        | b2   | 05/03/2022 | 05/03/2022 |               |
        | b2   | 05/03/2022 |            |               |
        | b2   | 05/03/2022 | 04/03/2022 | R302 ngay_gui |
    """, definition=definition)
    assert findings[0].message == "Ô Ngày gửi ghi 04/03/2022, trước ô Ngày (05/03/2022)."


def test_a_swapped_day_is_a_working_day():
    """The registry's swapped days count."""
    from datetime import date

    from support.small_registry import small_registry

    registry = replace(small_registry(), worked=frozenset({date(2022, 3, 5)}))
    assert_findings(rows.day_off, """
        | can_bo    | loai | ngay       | so_ngay | expect    |
        | STTTT-003 | a1   | 05/03/2022 | 1       |           |
        | STTTT-003 | a1   | 12/03/2022 | 1       | R312 ngay |
    """, registry=registry)


def test_shares_of_a_whole():
    """Percentages make 100; names without percentages are left alone."""
    findings = assert_findings(rows.shares_of_a_whole, """
        | loai | dong_tac_gia                      | expect            |
        | a2   | Lý Thị Ánh 60 %; Lê Văn Ba 40%    |                   |
        | a2   | Lý Thị Ánh 33,3%, Lê Văn Ba 66.7% |                   |
        | a2   | Lý Thị Ánh và Lê Văn Ba           |                   |
        | a2   | Lý Thị Ánh 60 %; Lê Văn Ba 30,5 % | R313 dong_tac_gia |
        | a2   | Lý Thị Ánh 60 %; Lê Văn Ba 60 %   | R313 dong_tac_gia |
    """, sheet="van_ban")
    assert findings[0].message.endswith("cộng lại được 90,5 %, phải đủ 100 %.")


def test_many_without_list():
    """Above the mark the evidence names a list, a file or an address; at the mark, and of a kind that counts nothing, it need not."""
    findings = assert_findings(rows.many_without_list, """
        | loai | so_luong | minh_chung                    | expect        |
        | d1   | 20       | Lưu tại phòng                 |               |
        | d1   | 21       | Lưu tại phòng                 | R314 so_luong |
        | d1   | 45       | Danh sách tin, bài kèm theo   |               |
        | d1   | 45       | tin_bai_thang_3.xlsx          |               |
        | d2   | 45       | https://stttt.example.vn/tin  |               |
        | d1   | 45       |                               |               |
        | d4   | 45       | Lưu tại phòng                 |               |
    """)
    assert findings[0].message == "Ô Số lượng ghi 21, hơn 20, mà ô Minh chứng chưa nêu danh sách kèm theo."
