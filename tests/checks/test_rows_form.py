"""R33x: the form against the sheets."""

from support.tables import assert_findings

from emulation_batch.checks import rows_form


def test_nil_sheet_with_rows():
    """A sheet declared nil has no row of that unit."""
    findings = assert_findings(rows_form.nil_sheet_with_rows, """
        [thong_tin]
        | unit   | kps_van_ban | kps_co_che | expect           |
        | VP     | Có          | Có         | R331 kps_van_ban |
        | BCXB   | Không       | Có         |                  |
        [van_ban]
        | unit   | loai |
        | VP     | a1   |
        | VP     | a1   |
        | BCXB   | a1   |
    """)
    assert findings[0].message == "Ô Trang 2a không phát sinh chọn Có, nhưng trang “2a. Văn bản, sáng kiến” có 2 dòng."
    assert findings[0].severity == "error"


def test_nil_file_with_rows():
    """A file declared nil has no row anywhere."""
    assert_findings(rows_form.nil_file_with_rows, """
        [thong_tin]
        | unit   | khong_phat_sinh | expect               |
        | VP     | Có              | R332 khong_phat_sinh |
        | BCXB   | Có              |                      |
        | TTCNTT | Không           |                      |
        [ca_nhan]
        | unit   | loai |
        | VP     | a1   |
        | TTCNTT | a1   |
    """)


def test_nothing_said():
    """An empty file says that it is meant so."""
    assert_findings(rows_form.nothing_said, """
        [thong_tin]
        | unit   | khong_phat_sinh | nguoi_lap | expect               |
        | VP     |                 | A         | R333 khong_phat_sinh |
        | BCXB   | Có              | B         |                      |
        | TTCNTT | Không           | C         |                      |
        [ca_nhan]
        | unit   | loai |
        | TTCNTT | a1   |
    """)


def test_empty_sheet_not_declared():
    """An empty sheet of a file with rows is declared; a nil file and an empty file are others' business."""
    assert_findings(rows_form.empty_sheet_not_declared, """
        [thong_tin]
        | unit   | khong_phat_sinh | kps_van_ban | kps_co_che | kps_nguon_luc | kps_tuyen_truyen | kps_ca_nhan | expect          |
        | VP     | Không           |             |            | Có            | Có               | Có          | R334 kps_co_che |
        | BCXB   | Có              |             |            |               |                  |             |                 |
        | TTCNTT | Không           |             |            |               |                  |             |                 |
        [van_ban]
        | unit   | loai |
        | VP     | a1   |
    """)


def test_nil_without_reason():
    """Whoever declares something nil says why."""
    assert_findings(rows_form.nil_without_reason, """
        | unit   | khong_phat_sinh | kps_co_che | ly_do_kps        | expect         |
        | VP     | Không           | Có         |                  | R335 ly_do_kps |
        | BCXB   | Có              |            | Không được giao  |                |
        | TTCNTT | Có              |            | =#N/A            |                |
    """, sheet="thong_tin")


def test_nil_file_but_not_sheet():
    """The whole and its parts agree."""
    assert_findings(rows_form.nil_file_but_not_sheet, """
        | unit   | khong_phat_sinh | kps_co_che | expect          |
        | VP     | Có              | Không      | R336 kps_co_che |
        | BCXB   | Có              |            |                 |
        | TTCNTT | Không           | Không      |                 |
    """, sheet="thong_tin")


def test_signed_early():
    """The last day of the window is late enough."""
    assert_findings(rows_form.signed_early, """
        | unit | ngay_ky    | expect       |
        | VP   | 14/03/2022 |              |
        | BCXB | 13/03/2022 | R337 ngay_ky |
    """, sheet="thong_tin")


def test_another_head():
    """Salutations and case do not make another head; the registry's name is not told."""
    findings = assert_findings(rows_form.another_head, """
        | unit   | thu_truong         | expect          |
        | VP     | Bà NÔNG THỊ BÍCH   |                 |
        | BCXB   | Nông Thị Bích      | R338 thu_truong |
        | TTCNTT | đang cập nhật      |                 |
    """, sheet="thong_tin")
    assert "Hoàng Văn Cường" not in findings[0].message


def test_same_hand():
    """Two people stand behind a form."""
    assert_findings(rows_form.same_hand, """
        | unit | nguoi_lap     | thu_truong      | expect         |
        | VP   | Lý Thị Ánh    | Nông Thị Bích   |                |
        | BCXB | Hoàng Văn Cường | hoàng văn  cường | R339 nguoi_lap |
    """, sheet="thong_tin")
