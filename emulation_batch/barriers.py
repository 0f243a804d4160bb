"""What keeps a proposal from being put forward by itself: it goes to the Council, with the reason; nothing is decided here.

The facts are the unit's own statements on the proposal sheet. Their sources: an achievement already commended (Law
06/2022/QH15, Điều 5), pending discipline, inspection or complaint (NĐ 98/2023/NĐ-CP, Điều 4), and for ad hoc commendation
an achievement within the plan (NĐ 91/2017/NĐ-CP, Điều 13). No article is printed: which one applies depends on the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass

AD_HOC = "dot_xuat"


@dataclass(frozen=True)
class Barrier:
    """A statement that stops a proposal: `column` = `code`, for these kinds of proposal (none: every kind)."""

    column: str
    code: str
    words: str
    kinds: tuple[str, ...] = ()


BARRIERS = (
    Barrier("ngoai_ke_hoach", "khong", "đơn vị ghi thành tích nằm trong kế hoạch được giao, trong khi khen thưởng đột xuất xét "
            "thành tích ngoài chương trình, kế hoạch: chuyển Hội đồng xem xét", (AD_HOC,)),
    Barrier("da_khen", "co", "đơn vị ghi đã được khen cho chính thành tích này: chuyển Hội đồng xem xét"),
    Barrier("dang_xem_xet_ky_luat", "co", "đơn vị ghi đang bị xem xét kỷ luật, thanh tra hoặc khiếu nại: "
            "chuyển Hội đồng xem xét"),
)
COLUMNS = tuple(barrier.column for barrier in BARRIERS)


def barriers_of(row: Mapping[str, object], kind: str) -> tuple[str, ...]:
    """The words of every barrier that stands against a row of the proposal sheet of this kind."""
    return tuple(barrier.words for barrier in BARRIERS
                 if (not barrier.kinds or kind in barrier.kinds) and row.get(barrier.column) == barrier.code)
