"""A33x: what a sealed month has told already."""

from support.tables import assert_findings

from emulation_batch.checks import across_months


def test_document_told_before():
    """A number of the same year is the same document; the next year counts anew."""
    findings = assert_findings(across_months.document_told_before, """
        | unit | loai | so_ky_hieu   | expect          |
        | VP   | a1   | 125/BC-STTTT | A331 so_ky_hieu |
        | VP   | a1   | 126/BC-STTTT |                 |
        | VP   | a1   | 127/BC-STTTT |                 |
    """, past="""
        | period  | unit | loai | so_ky_hieu                   |
        | 2022-02 | BCXB | a1   | 125/BC-STTTT ngày 20/01/2022 |
        | 2022-01 | VP   | a1   | 125/BC-STTTT                 |
        | 2021-12 | VP   | a1   | 126/BC-STTTT                 |
    """)
    assert findings[0].message.endswith("ở tháng 1 năm 2022.")


def test_receipt_used_before():
    """A receipt is used once in all months."""
    assert_findings(across_months.receipt_used_before, """
        | unit | loai | chung_tu | expect        |
        | VP   | c1   | UNC 15   | A332 chung_tu |
        | VP   | c1   | UNC 16   |               |
    """, past="""
        | period  | unit | loai | chung_tu |
        | 2021-12 | VP   | c1   | unc 15   |
    """)


def test_initiative_told_before():
    """An initiative is new once; a document of the same title is no initiative."""
    assert_findings(across_months.initiative_told_before, """
        | unit | loai | noi_dung                    | expect        |
        | BCXB | a2   | Bản đồ số các hộ cần hỗ trợ | A333 noi_dung |
        | BCXB | a1   | Bản đồ số các hộ cần hỗ trợ |               |
        | BCXB | a2   | Báo cáo tháng về giảm nghèo |               |
    """, past="""
        | period  | unit | loai | noi_dung                    |
        | 2021-12 | VP   | a2   | Bản đồ số các hộ cần hỗ trợ |
        | 2021-12 | VP   | a1   | Báo cáo tháng về giảm nghèo |
    """)


def test_copied_from_before():
    """A row of last month with a new date is asked about; with another number, or in another unit, it is another row."""
    assert_findings(across_months.copied_from_before, """
        | unit | loai | noi_dung                     | ngay       | so_tien | expect        |
        | VP   | c1   | Ủng hộ Quỹ Vì người nghèo    | 05/03/2022 | 500000  | A334 noi_dung |
        | VP   | c1   | Ủng hộ Quỹ Vì người nghèo    | 05/03/2022 | 700000  |               |
        | BCXB | c1   | Ủng hộ Quỹ Vì người nghèo    | 05/03/2022 | 500000  |               |
    """, sheet="nguon_luc", past="""
        | period  | unit | loai | noi_dung                     | ngay       | so_tien |
        | 2022-02 | VP   | c1   | Ủng hộ Quỹ Vì người nghèo    | 05/02/2022 | 500000  |
    """)


def test_far_above_own_past():
    """Against the unit's own numbers of that kind, once there are enough of them; another unit's do not count."""
    findings = assert_findings(across_months.far_above_own_past, """
        | unit | loai | so_tien  | expect       |
        | VP   | c1   | 20000001 | A336 so_tien |
        | VP   | c1   | 20000000 |              |
        | VP   | c4   | 90000000 |              |
        | BCXB | c1   | 90000000 |              |
    """, sheet="nguon_luc", past="""
        | period  | unit | loai | so_tien  |
        | 2021-11 | VP   | c1   | 500000   |
        | 2021-12 | VP   | c1   | 2000000  |
        | 2022-01 | VP   | c1   | 1000000  |
        | 2022-01 | VP   | c4   | 1000     |
        | 2021-12 | BCXB | c1   | 1000     |
        | 2022-01 | BCXB | c1   | 1000     |
    """)
    assert "2.000.000, tháng 12 năm 2021" in findings[0].message and "hơn 10 lần" in findings[0].message


def test_far_above_own_past_each():
    """Đồng a household, against the unit's own rows of that kind that say both; a blank or no household says nothing."""
    findings = assert_findings(across_months.far_above_own_past_each, """
        | unit | loai | so_tien  | so_ho | expect       |
        | VP   | c1   | 20000001 | 1     | A337 so_tien |
        | VP   | c1   | 40000000 | 2     |              |
        | VP   | c1   | 90000000 |       |              |
        | VP   | c1   | 90000000 | 0     |              |
        | VP   | c4   | 90000000 | 1     |              |
        | BCXB | c1   | 90000000 | 1     |              |
    """, sheet="nguon_luc", past="""
        | period  | unit | loai | so_tien  | so_ho |
        | 2021-11 | VP   | c1   | 500000   | 1     |
        | 2021-12 | VP   | c1   | 20000000 | 10    |
        | 2022-01 | VP   | c1   | 1000000  | 2     |
        | 2022-01 | VP   | c1   | 90000000 |       |
        | 2022-01 | VP   | c4   | 1000     | 1     |
        | 2021-12 | BCXB | c1   | 1000     | 1     |
        | 2022-01 | BCXB | c1   | 1000     | 1     |
    """)
    assert "chia cho Số hộ được 20.000.001, hơn 10 lần" in findings[0].message
    assert "(2.000.000, tháng 12 năm 2021)" in findings[0].message
