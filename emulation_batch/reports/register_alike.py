"""Registers of one month or review for several readers. What they see alike is laid first and packed once: the same bytes stand
in each of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import groupby, repeat
from typing import Any

from emulation_batch import memory
from emulation_batch.package_check import Seen
from emulation_batch.reports.register_book import Book
from emulation_batch.reports.register_packing import Texts, arrange, laid
from emulation_batch.workbook_check import require_dead


@dataclass(frozen=True)
class Laid:
    """Some sheets of a register. add lays them; two registers in which `made_of` is equal have them alike. alone: it does
    more to the workbook than lay them, so each register needs it."""

    add: Callable[[Book], None]
    made_of: Any
    alone: bool = False


@dataclass(frozen=True)
class Plan:
    """A register that is to be made: its name among others, when it was made, its title, its sheets as its tabs stand."""

    name: str
    as_of: datetime
    title: str
    sheets: tuple[Laid, ...]


def made(plans: Sequence[Plan]) -> Iterator[bytes]:
    """The registers as files, one after another: the same data, the same bytes. CannotWrite, with its name, when one must not
    be kept."""
    often = Counter(sheets.made_of for plan in plans for sheets in plan.sheets)
    texts, seen = Texts(), Seen(by_name=False)
    before: list[tuple[Laid, list[Any], int]] = []
    for _, same in groupby(plans, _tabs):
        plan, *again = same
        order = sorted(plan.sheets, key=lambda sheets: (sheets.alone, -often[sheets.made_of]))
        while [sheets.made_of for sheets, _, _ in before] != [sheets.made_of for sheets in order[:len(before)]]:
            before.pop()
        texts.back_to(before[-1][2] if before else 0)
        book = Book(plan.as_of.astimezone(UTC).replace(tzinfo=None), plan.title, texts)
        pages = {sheets.made_of: taken for sheets, taken, _ in before}
        for sheets in order[len(before):]:
            pages[sheets.made_of] = laid(book.workbook, partial(sheets.add, book))
            memory.give_back()
            if often[sheets.made_of] > 1 and not sheets.alone:
                before.append((sheets, pages[sheets.made_of], texts.unique_count))
        arrange(book.workbook, (page for sheets in plan.sheets for page in pages[sheets.made_of]))
        content = book.content()
        require_dead(plan.name, content, seen=seen)
        yield from repeat(content, 1 + len(again))
        del content


def _tabs(plan: Plan) -> list[Any]:
    """What the file of a register is made of."""
    return [plan.as_of, plan.title, *(sheets.made_of for sheets in plan.sheets)]
