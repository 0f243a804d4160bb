"""R35x: a proposal against itself."""

import pytest
from support.tables import assert_findings

from emulation_batch.checks import rows_proposals as proposals


@pytest.mark.parametrize(("check", "table"), [
    (proposals.award_not_open, """
        | loai_de_nghi | hinh_thuc                          | expect         |
        | Hằng năm     | Giấy khen của Giám đốc Sở          |                |
        | Đột xuất     | Bằng khen của Chủ tịch UBND tỉnh   |                |
        | Điển hình    | Bằng khen của Chủ tịch UBND tỉnh   |                |
        | Đột xuất     | Giấy khen của Giám đốc Sở          | R352 hinh_thuc |
    """),
    (proposals.person_as_collective, """
        | doi_tuong | ten          | expect   |
        | Tập thể   | Văn phòng Sở |          |
        | Cá nhân   | Lý Thị Ánh   |          |
        | Tập thể   | Lý Thị Ánh   | R353 ten |
    """),
    (proposals.collective_as_person, """
        | doi_tuong | ten          | expect   |
        | Tập thể   | Văn phòng Sở |          |
        | Cá nhân   | Văn phòng Sở | R354 ten |
    """),
    (proposals.barrier, """
        | loai_de_nghi | da_khen | dang_xem_xet_ky_luat | ngoai_ke_hoach | expect       |
        | Đột xuất     | Không   | Không                | Có             |              |
        | Hằng năm     | Có      | Không                | Không          | R355 da_khen |
        | Đột xuất     | Không   | Có                   | Không          | R355 dang_xem_xet_ky_luat, R355 ngoai_ke_hoach |
    """),
    (proposals.event_to_come, """
        | loai_de_nghi | ngay_su_kien | expect            |
        | Đột xuất     | 14/03/2022   |                   |
        | Hằng năm     | 15/03/2022   |                   |
        | Đột xuất     | 15/03/2022   | R356 ngay_su_kien |
    """),
    (proposals.nobody_in_favour, """
        | so_phieu_tan_thanh | tong_so_phieu | expect                  |
        | 1                  | 9             |                         |
        |                    | 9             |                         |
        | 0                  | 9             | R357 so_phieu_tan_thanh |
    """),
])
def test_proposals(check, table):
    """Each table shows a proposal that can stand and one that cannot, or that the Council is told of."""
    assert_findings(check, table)


@pytest.mark.parametrize(("period", "expect_mid", "expect_final"), [
    ("2022-03", "R351 loai_de_nghi", "R351 loai_de_nghi"),
    ("2023-03", "", "R351 loai_de_nghi"),
    ("2025-03", "R351 loai_de_nghi", ""),
])
def test_out_of_season(period, expect_mid, expect_final):
    """The plan calls for a mid-term review in 2023 and a final one in 2025 (Mục V.2)."""
    findings = assert_findings(proposals.out_of_season, f"""
        | loai_de_nghi | expect         |
        | Hằng năm     |                |
        | Sơ kết       | {expect_mid}   |
        | Tổng kết     | {expect_final} |
    """, period=period)
    assert findings[-1].mend.endswith(f"{'2023' if expect_mid and not expect_final else '2025'} (Kế hoạch, Mục V.2).")
