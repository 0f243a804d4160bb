"""A317, A318, A335: nearly the same words, in another unit or in a sealed month."""

import pytest
from support.tables import assert_findings

from emulation_batch.checks import across_alike


def test_initiative_nearly_of_two_units():
    """Both sides are asked; the same words are A316's, other numbers another thing, a short name says too little."""
    findings = assert_findings(across_alike.initiative_nearly_of_two_units, """
        | unit | loai | noi_dung                               | expect        |
        | VP   | a2   | Bản đồ số các hộ cần hỗ trợ của tỉnh   | A317 noi_dung |
        | BCXB | a2   | Ban do so cac hộ cần hổ trợ của tỉnh   | A317 noi_dung |
        | VP   | a2   | Sổ tay số phục vụ hộ nghèo đợt 1       |               |
        | BCXB | a2   | Sổ tay số phục vụ hộ nghèo đợt 2       |               |
        | VP   | a2   | Sổ theo dõi                            |               |
        | BCXB | a2   | Sổ theo rõi                            |               |
        | VP   | a2   | Phần mềm quản lý hộ nghèo trên bản đồ  |               |
        | BCXB | a2   | Phần mềm quản lý hộ nghèo trên bản đồ  |               |
        | VP   | a1   | Báo cáo công tác giảm nghèo về thông tin|              |
        | BCXB | a1   | Báo cáo công tác giảm nghèo về thôngtin |              |
    """)
    assert findings[0].message == "Phòng BCXB cũng báo cáo sáng kiến, giải pháp có tên chỉ khác vài chữ."
    assert "Bản đồ" not in findings[0].message, "what another unit wrote is not repeated"


def test_work_nearly_of_two_units():
    """The same day only; within one unit it is the unit's own matter."""
    assert_findings(across_alike.work_nearly_of_two_units, """
        [tuyen_truyen]
        | unit | loai | noi_dung                               | ngay       | expect        |
        | VP   | d2   | Hội nghị tập huấn kỹ năng số tại xã    | 05/03/2022 | A318 noi_dung |
        | BCXB | d2   | Hội nghị tập hấn kỹ năng số tại xã     | 05/03/2022 | A318 noi_dung |
        | BCXB | d2   | Hội nghị tập hấn kỹ năng số tại xã     | 06/03/2022 |               |
        | VP   | d2   | Hội nghị tuyên truyền tại xã Cao Kỳ    | 07/03/2022 |               |
        | BCXB | d2   | Hội nghị tuyên truyền tại xã Yên Cư    | 07/03/2022 |               |
    """)


def test_initiative_nearly_told_before():
    """The first month that tells of it is named; the same words are A333's."""
    findings = assert_findings(across_alike.initiative_nearly_told_before, """
        | unit | loai | noi_dung                             | expect        |
        | BCXB | a2   | Bản đồ số các hộ cần hỗ trợ của tỉnh | A335 noi_dung |
        | BCXB | a2   | Sổ tay số phục vụ hộ nghèo của tỉnh  |               |
    """, past="""
        | period  | unit | loai | noi_dung                             |
        | 2022-01 | VP   | a2   | Bản đồ số các hộ cần hổ trợ của tỉnh |
        | 2021-11 | VP   | a2   | Bản đồ số các hộ cần hổ trơ của tỉnh |
        | 2021-12 | VP   | a2   | Sổ tay số phục vụ hộ nghèo của tỉnh  |
    """)
    assert "tháng 11 năm 2021" in findings[0].message


@pytest.mark.parametrize("count", [3, across_alike.CHUNK + 40])
def test_likes_finds_what_comparing_all_pairs_finds(count):
    """Blocks, lengths and chunks leave no pair out."""
    from rapidfuzz.distance import Levenshtein

    words = ["ho ngheo", "thong tin", "ban do so", "ky nang", "vien thong"]
    keys = [f"viec {words[n % 5]} {words[n % 3]} {'x' * (n % 4)} {n % 7}" for n in range(count)]
    titles = [across_alike.Title(key, row) for row, key in enumerate(keys)]
    found = set(across_alike.likes(titles, titles))
    step = max(1, count // 60)
    for one in range(0, count, step):
        for other in range(0, count, step):
            near = (Levenshtein.normalized_distance(keys[one], keys[other]) <= across_alike.NEARLY
                    and keys[one].split()[-1] == keys[other].split()[-1])
            assert ((one, other) in found) == near
