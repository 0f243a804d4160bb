"""A317, A318, A335, what is told twice in nearly the same words. Always a question: likeness alone never merges or refuses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from emulation_batch.batch import Batch
from emulation_batch.checks import same
from emulation_batch.checks.across import DATE, TITLE, initiatives
from emulation_batch.checks.base import Failure, check, fail, keyed
from emulation_batch.checks.rows import tables_with
from emulation_batch.definition import Sheet
from emulation_batch.periods import parse_month
from emulation_batch.vietnamese import bare_key

NEARLY = 0.06
"""Of the letters of two titles, the share that may differ: a slip of the hand, missing marks, one short word."""
CHUNK, FEW = 512, 64

Title = tuple[str, Any]
"""Its key, and the index of its row."""

Block = Callable[[pd.Index], pd.Series]
"""What rows must have in common to be held against each other."""


def near_key(text: str) -> str:
    """A title without marks, long enough to name one piece of work, else ""."""
    return bare_key(text) if len(text) >= same.TITLE_FROM else ""


def _numbers(key: str) -> str:
    """The numbers in a title: two that differ in them speak of two things (a month, a batch, a village)."""
    return " ".join(re.findall(r"\d+", key))


def likes(keys: pd.Series, others: pd.Series, block: Block | None = None) -> Iterator[tuple[Any, Any]]:
    """Pairs (index of `keys`, index of `others`) of nearly the same words, equal words among them.

    Only titles with the same numbers, of nearly the same length and in the same block are held against each other, so that
    the cost stays far below that of all pairs.
    """
    here, there = _blocked(keys, block), _blocked(others, block)
    for name, mine in here.items():
        if theirs := there.get(name):
            yield from _near(mine, theirs)


def _near(mine: list[Title], theirs: list[Title]) -> Iterator[tuple[Any, Any]]:
    """Pairs of one block; both lists rise by length."""
    lengths = [len(key) for key, _ in theirs]
    for start in range(0, len(mine), CHUNK):
        part = mine[start:start + CHUNK]
        shortest, longest = len(part[0][0]) * (1 - NEARLY), len(part[-1][0]) / (1 - NEARLY)
        fit = theirs[bisect_left(lengths, shortest):bisect_right(lengths, longest)]
        if len(part) * len(fit) <= FEW:
            yield from ((one, other) for key, one in part for like, other in fit
                        if Levenshtein.normalized_distance(key, like, score_cutoff=NEARLY) <= NEARLY)
            continue
        apart = cdist([key for key, _ in part], [key for key, _ in fit], scorer=Levenshtein.normalized_distance,
                      score_cutoff=NEARLY)
        yield from ((part[row][1], fit[column][1]) for row, column in zip(*(apart <= NEARLY).nonzero(), strict=True))


def _blocked(keys: pd.Series, block: Block | None) -> dict[str, list[Title]]:
    """The titles by what they must have in common, rising by length."""
    keys = keys[keys != ""]
    names = keyed(keys, _numbers)
    if block is not None:
        names = names + same.APART + block(keys.index)
    blocks: dict[str, list[Title]] = {}
    for name, key, index in sorted(zip(names, keys, keys.index, strict=True), key=lambda title: len(title[1])):
        blocks.setdefault(name, []).append((key, index))
    return blocks


def _between_units(batch: Batch, sheet: Sheet, rows: pd.DataFrame, block: Block | None = None) -> Iterator[Failure]:
    """Rows with a nearly equal title in another unit; where a title is quite equal, another check has asked already."""
    keys, exact = keyed(rows[TITLE], near_key), keyed(rows[TITLE], same.title_key)
    units = rows["_unit"]
    found: dict[Any, str] = {}
    for one, other in likes(keys, keys, block):
        if units[one] != units[other] and exact[one] != exact[other]:
            found.setdefault(one, units[other])
    short = {unit.code: unit.short for unit in batch.registry.units}
    named = pd.Series({row: short.get(unit, unit) for row, unit in found.items()}, dtype=object)
    yield fail(sheet, sheet.column(TITLE), rows.loc[named.index], unit=named)


@check("A317", "{unit} cũng báo cáo sáng kiến, giải pháp có tên chỉ khác vài chữ.",
       mend="Nếu là một thì thống nhất một đơn vị báo cáo; nếu là hai thì giải trình chỗ khác nhau trong dòng.",
       severity="query",
       why="Một sáng kiến gõ hai cách ở hai đơn vị vẫn là một, và chỉ được tính một lần.",
       example="“Bản đồ số hộ cần hỗ trợ” và “Bản đồ số hộ cần hổ trợ”: hai đơn vị thống nhất nơi báo cáo.")
def initiative_nearly_of_two_units(batch: Batch) -> Iterator[Failure]:
    """No two units report an initiative in nearly the same words; both sides are asked."""
    for sheet, kinds in initiatives(batch):
        frame = batch.sheets[sheet.key]
        yield from _between_units(batch, sheet, frame[frame[sheet.kind_column].isin(kinds)])


@check("A318", "{unit} cũng báo cáo một việc cùng ngày, nội dung chỉ khác vài chữ.",
       mend="Nếu là một thì thống nhất đơn vị chủ trì; nếu là hai thì giải trình chỗ khác nhau trong dòng.", severity="query",
       why="Hoạt động chung gõ hai cách ở hai đơn vị vẫn là một, và chỉ được tính một lần.",
       example="Hai đơn vị cùng ghi một hội nghị, một nơi viết “tập huấn”, nơi kia viết “tập hấn”.")
def work_nearly_of_two_units(batch: Batch) -> Iterator[Failure]:
    """No two units report work of the same day in nearly the same words; both sides are asked."""
    for sheet, frame in tables_with(batch, TITLE, DATE):
        dated = frame[frame[DATE].notna()]
        days = dated[DATE].astype(str)
        yield from _between_units(batch, sheet, dated, days.reindex)


@check("A335", "Sáng kiến, giải pháp có tên chỉ khác vài chữ đã được báo cáo ở {month}.",
       mend="Nếu là một thì xóa dòng hoặc giải trình kết quả áp dụng mới; nếu là hai thì giải trình chỗ khác nhau.",
       severity="query",
       why="Một sáng kiến đổi vài chữ ở kỳ sau không phải là sáng kiến mới.",
       example="Sáng kiến tháng 11 viết lại thêm một chữ ở tháng 3: giải trình điểm mới.")
def initiative_nearly_told_before(batch: Batch) -> Iterator[Failure]:
    """An initiative is new, also when a few letters of its name have changed (A333: when none has)."""
    for sheet, kinds in initiatives(batch):
        past = batch.past.get(sheet.key)
        if past is None or TITLE not in past:
            continue
        now, before = (rows[rows[sheet.kind_column].isin(kinds)] for rows in (batch.sheets[sheet.key], past))
        exact, told = keyed(now[TITLE], same.title_key), set(keyed(before[TITLE], same.title_key))
        found: dict[Any, str] = {}
        for one, other in likes(keyed(now[TITLE], near_key), keyed(before[TITLE], near_key)):
            if exact[one] not in told:
                found[one] = min(found.get(one, "9"), before["_period"][other])
        months = pd.Series({one: parse_month(month).title for one, month in found.items()}, dtype=object)
        yield fail(sheet, sheet.column(TITLE), now.loc[months.index], month=months)
