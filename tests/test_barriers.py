import pytest
from support.paths import shipped_definition

from emulation_batch.barriers import BARRIERS, barriers_of

CLEAR = {"ngoai_ke_hoach": "co", "da_khen": "khong", "dang_xem_xet_ky_luat": "khong"}


@pytest.mark.parametrize(("change", "kind", "expect"), [
    ({}, "dot_xuat", []),
    ({"da_khen": "co"}, "hang_nam", ["đã được khen"]),
    ({"dang_xem_xet_ky_luat": "co"}, "so_ket", ["kỷ luật"]),
    ({"ngoai_ke_hoach": "khong"}, "dot_xuat", ["ngoài chương trình, kế hoạch"]),
    ({"ngoai_ke_hoach": "khong"}, "hang_nam", []),
    ({"ngoai_ke_hoach": None, "da_khen": None}, "dot_xuat", []),
    ({"ngoai_ke_hoach": "khong", "da_khen": "co", "dang_xem_xet_ky_luat": "co"}, "dot_xuat",
     ["kế hoạch", "khen", "kỷ luật"]),
])
def test_barriers_of(change, kind, expect):
    found = barriers_of(CLEAR | change, kind)
    assert len(found) == len(expect)
    assert all(word in words for word, words in zip(expect, found, strict=True))


def test_each_barrier_only_passes_on_to_the_council():
    assert all(barrier.words.endswith("chuyển Hội đồng xem xét") for barrier in BARRIERS)


def test_barriers_stand_in_the_shipped_definition():
    """Each names a column of the proposal sheet, one of its codes, and kinds that exist."""
    definition = shipped_definition()
    sheet = next(sheet for sheet in definition.tables if sheet.subject == "proposal")
    kinds = definition.choice(sheet.column(sheet.kind_column).choices).labels
    for barrier in BARRIERS:
        assert barrier.code in definition.choice(sheet.column(barrier.column).choices).labels
        assert set(barrier.kinds) <= set(kinds)
