"""C207, C26x to C28x: texts."""

import pytest
from support.tables import assert_findings

from emulation_batch.checks import cells_text as texts

LONG = "x" * 121


@pytest.mark.parametrize(("check", "table"), [
    (texts.too_short, """
        | loai | noi_dung             | ket_qua                       | expect       |
        | a3   | Tháo gỡ khó khăn     |                               |              |
        | a3   | Tháo gỡ khó khăn     | Tốt                           | C207 ket_qua |
        | a3   | Họp    xã            | Xã đã có mạng, 12 hộ dùng     | C207 noi_dung |
    """),
    (texts.too_long, f"""
        | loai | dia_ban       | expect       |
        | a3   | {LONG[1:]}    |              |
        | a3   | {LONG}        | C208 dia_ban |
    """),
    (texts.document_number, """
        | loai | so_ky_hieu                       | expect          |
        | a1   | 125/BC-STTTT                     |                 |
        | a1   | Số: 12/2022/QĐ-UBND ngày 1/3/2022 |                |
        | a1   | 15-CV/ĐU                         |                 |
        | a1   |                                  |                 |
        | a1   | Báo cáo tháng 3                  | C261 so_ky_hieu |
        | a1   | 5/3/2022                         | C261 so_ky_hieu |
        | a1   | =125                             | C261 so_ky_hieu |
        [co_che]
        | loai | so_ky_hieu      | expect          |
        | b2   | đang cập nhật   |                 |
        | b2   | đang soạn       | C261 so_ky_hieu |
    """),
    (texts.email, """
        | unit   | thu_dien_tu                               | expect           |
        | VP     | vp@stttt.example.vn; vt@stttt.example.vn  |                  |
        | BCXB   | bcxb.stttt.example.vn                     | C262 thu_dien_tu |
        | TTCNTT | tt@stttt                                  | C262 thu_dien_tu |
    """),
    (texts.phone, """
        | unit   | dien_thoai              | expect          |
        | VP     | 0209 3870 000 máy lẻ 12 |                 |
        | BCXB   | =912345678              |                 |
        | TTCNTT | 3870                    | C263 dien_thoai |
    """),
    (texts.look_alike, """
        | loai | dia_ban        | expect       |
        | a3   | Xã Bành Trạch  |              |
        | a3   | Xã B\u0430nh Trạch | C272 dia_ban |
    """),
    (texts.cell_error, """
        | loai | so_tien  | noi_dung | expect        |
        | c1   | 1500     | =formula |               |
        | c1   | =#N/A    |          | C273 so_tien  |
        | c1   | 1500     | =#REF!   | C273 noi_dung |
    """),
    (texts.formula_without_value, """
        | loai | so_tien  | noi_dung | expect        |
        | c1   | 1500     | =#REF!   |               |
        | c1   | =formula |          | C274 so_tien  |
    """),
    (texts.identity_number, """
        | loai | noi_dung                                       | chung_tu                      | expect        |
        | c1   | Tặng quà 12 hộ nghèo                           | https://a.example.vn/012345678901 |           |
        | c1   | Hộ nghèo số căn cước công dân 0123             | UNC 123456789012              |               |
        | c1   | Hộ bà A, CCCD số 006123456789                  |                               | C281 noi_dung |
        | c1   | Hộ bà A (006123456789)                         |                               | C281 noi_dung |
    """),
    (texts.own_disk, r"""
        | loai | minh_chung                | expect          |
        | d1   | anh_hoi_nghi.jpg          |                 |
        | d1   | https://a.example.vn/tin  |                 |
        | d1   | D:\Bao cao\anh.jpg        | C282 minh_chung |
    """),
])
def test_texts(check, table):
    """Each table shows what is let through, and what is sent back or asked about."""
    assert_findings(check, table)


def test_legacy_text():
    """TCVN3 is proposed in Unicode; French and Vietnamese in Unicode are left alone."""
    findings = assert_findings(texts.legacy_text, """
        | loai | noi_dung                    | expect        |
        | a3   | Café à la carte, Hà Nội     |               |
        | a3   | Gi¶m nghÌo bÒn v÷ng         | C271 noi_dung |
    """, sheet="van_ban")
    assert "“Giảm nghèo bền vững”" in findings[0].mend
