"""A317, A318, A335, what is told twice in nearly the same words. Always a question: likeness alone never merges or refuses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from emulation_batch.batch import Batch
from emulation_batch.checks import same
from emulation_batch.checks.across import DATE, TITLE, initiatives
from emulation_batch.checks.base import Failure, check, fail, keyed
from emulation_batch.checks.cells import of_kind
from emulation_batch.checks.rows import tables_with
from emulation_batch.definition import Sheet
from emulation_batch.periods import parse_month
from emulation_batch.vietnamese import bare_key

NEARLY = 0.06
"""Of the letters of two titles, the share that may differ: a slip of the hand, missing marks, one short word."""
CHUNK, FEW = 512, 64


class Title(NamedTuple):
    """A title by its key. row: the index in its frame; block: what rows must have in common to be held against each other."""

    key: str
    row: int
    block: str = ""


def near_key(text: str) -> str:
    """A title without marks, long enough to name one piece of work, else ""."""
    return bare_key(text) if len(text) >= same.TITLE_FROM else ""


def _numbers(key: str) -> str:
    """The numbers in a title: two that differ in them speak of two things (a month, a batch, a village)."""
    return " ".join(re.findall(r"\d+", key))


def likes(titles: Iterable[Title], others: Iterable[Title]) -> Iterator[tuple[int, int]]:
    """Pairs (row of `titles`, row of `others`) of nearly the same words, equal words among them.

    Only titles with the same numbers, of nearly the same length and in the same block are held against each other, so that
    the cost stays far below that of all pairs.
    """
    here, there = _blocked(titles), _blocked(others)
    for name, mine in here.items():
        if theirs := there.get(name):
            yield from _near(mine, theirs)


def _near(mine: list[Title], theirs: list[Title]) -> Iterator[tuple[int, int]]:
    """Pairs of one block; both lists rise by length."""
    lengths = [len(title.key) for title in theirs]
    for start in range(0, len(mine), CHUNK):
        part = mine[start:start + CHUNK]
        shortest, longest = len(part[0].key) * (1 - NEARLY), len(part[-1].key) / (1 - NEARLY)
        fit = theirs[bisect_left(lengths, shortest):bisect_right(lengths, longest)]
        if len(part) * len(fit) <= FEW:
            yield from ((title.row, other.row) for title in part for other in fit
                        if Levenshtein.normalized_distance(title.key, other.key, score_cutoff=NEARLY) <= NEARLY)
            continue
        apart = cdist([title.key for title in part], [other.key for other in fit], scorer=Levenshtein.normalized_distance,
                      score_cutoff=NEARLY)
        yield from ((part[row].row, fit[column].row) for row, column in zip(*(apart <= NEARLY).nonzero(), strict=True))


def _blocked(titles: Iterable[Title]) -> dict[tuple[str, str], list[Title]]:
    """The titles by what they must have in common, rising by length."""
    blocks: dict[tuple[str, str], list[Title]] = {}
    for title in sorted(titles, key=lambda title: len(title.key)):
        blocks.setdefault((_numbers(title.key), title.block), []).append(title)
    return blocks


def _titles(rows: pd.DataFrame) -> list[Title]:
    """The titles of some rows, without those that say too little."""
    return [Title(key, row) for row, key in zip(rows.index.tolist(), keyed(rows[TITLE], near_key), strict=True) if key]


def _exact(rows: pd.DataFrame) -> dict[int, str]:
    """The key of each title whole, by its row."""
    return dict(zip(rows.index.tolist(), keyed(rows[TITLE], same.title_key), strict=True))


def _between_units(batch: Batch, sheet: Sheet, rows: pd.DataFrame, titles: Sequence[Title]) -> Iterator[Failure]:
    """Rows with a nearly equal title in another unit; where a title is quite equal, another check has asked already."""
    exact, units = _exact(rows), dict(zip(rows.index.tolist(), rows["_unit"].tolist(), strict=True))
    found: dict[int, str] = {}
    for one, other in likes(titles, titles):
        if units[one] != units[other] and exact[one] != exact[other]:
            found.setdefault(one, units[other])
    if found:
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
        rows = batch.sheets[sheet.key][of_kind(batch, sheet, kinds)]
        yield from _between_units(batch, sheet, rows, _titles(rows))


@check("A318", "{unit} cũng báo cáo một việc cùng ngày, nội dung chỉ khác vài chữ.",
       mend="Nếu là một thì thống nhất đơn vị chủ trì; nếu là hai thì giải trình chỗ khác nhau trong dòng.", severity="query",
       why="Hoạt động chung gõ hai cách ở hai đơn vị vẫn là một, và chỉ được tính một lần.",
       example="Hai đơn vị cùng ghi một hội nghị, một nơi viết “tập huấn”, nơi kia viết “tập hấn”.")
def work_nearly_of_two_units(batch: Batch) -> Iterator[Failure]:
    """No two units report work of the same day in nearly the same words; both sides are asked."""
    for sheet, frame in tables_with(batch, TITLE, DATE):
        days = dict(zip(frame.index.tolist(), same.texts(frame[DATE]), strict=True))
        titles = [title._replace(block=days[title.row]) for title in _titles(frame) if days[title.row]]
        yield from _between_units(batch, sheet, frame, titles)


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
        exact, told = _exact(now), set(_exact(before).values())
        found: dict[int, str] = {}
        for one, other in likes(_titles(now), _titles(before)):
            if exact[one] not in told:
                found[one] = min(found.get(one, "9"), before["_period"][other])
        if found:
            months = pd.Series({one: parse_month(month).title for one, month in found.items()}, dtype=object)
            yield fail(sheet, sheet.column(TITLE), now.loc[months.index], month=months)
