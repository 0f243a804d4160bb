"""What a unit's accepted workbook changed against the one it superseded: cells, rows, findings, results of clauses.

The earlier workbooks are judged together in the month, and the later ones, so that what the units that sent once have
changes nothing here, and the work is that of two more months however many sent again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from emulation_batch import layout
from emulation_batch.batch import Judged, RawBook, RawSheet, Submission
from emulation_batch.changes import Change, Resubmission
from emulation_batch.definition import Sheet
from emulation_batch.findings import Finding
from emulation_batch.vietnamese import clean

Row = tuple[int, dict[str, Any]]
"""Zero-based row of the file, values by key."""
Examined = tuple[Judged, pd.DataFrame]
"""A month after its checks, and the results of its clauses."""

ATTEMPT = "lan_nop"  # differs by its nature
NAMED = ("error", "query")
ALIKE_IN_PLACE, ALIKE_ELSEWHERE = 1 / 3, 1 / 2
MOST_COMPARISONS = 200_000
KIND_WORDS = ((str, "chữ"), ((int, float), "số"), (date, "ngày"))


def compare(submissions: Sequence[Submission], judged: Judged, books: dict[str, RawBook],
            examine: Callable[[Sequence[Submission]], Examined], show: Callable[[Any], str]) -> tuple[Resubmission, ...]:
    """One Resubmission for each unit with an accepted and a superseded workbook; of several superseded ones the last.

    judged: the month of all units. examine: judges a month of these accepted submissions and no others; it is called once
    for the earlier and once for the later workbooks. show: a typed value as a person reads it.
    """
    pairs = list(_resubmitted(submissions))
    if not pairs:
        return ()
    was, now = (examine([replace(item, outcome="accepted") for item in items]) for items in zip(*pairs, strict=True))
    return tuple(_compare(earlier, later, judged, books, was, now, show) for earlier, later in pairs)


def _resubmitted(submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Submission]]:
    for later in submissions:
        others = [item for item in submissions if item.outcome == "superseded" and item.unit == later.unit]
        if later.outcome == "accepted" and others:
            yield max(others, key=lambda item: (item.attempt or 1, item.received.received_at, item.received.sha256)), later


def _compare(earlier: Submission, later: Submission, judged: Judged, books: dict[str, RawBook], was: Examined,
             now: Examined, show: Callable[[Any], str]) -> Resubmission:
    definition, unit = judged.batch.definition, later.unit
    old, new = books[earlier.received.sha256], books[later.received.sha256]
    pairs = {sheet.key: matched(_rows(old, sheet), _rows(new, sheet)) for sheet in definition.tables}
    changes = [change for sheet in definition.sheets for change in _changes(sheet, old, new, pairs.get(sheet.key, []), show)]
    moves = {(sheet.name, before[0]): after[0] for sheet in definition.tables for before, after in pairs[sheet.key]
             if before and after}
    gone, fresh = _exchanged(_named(was[0], unit), _named(now[0], unit), {sheet.name for sheet in definition.tables}, moves)
    keys = {sheet.name: sheet.key for sheet in definition.sheets}
    changes += [_finding_change("gone", item, keys) for item in gone]
    changes += [_finding_change("new", item, keys) for item in fresh]
    changes += _result_changes(was[1], now[1], unit)
    named, added = (Counter(item.severity for item in items) for items in (_named(judged, unit), fresh))
    left = {severity: max(named[severity] - added[severity], 0) for severity in NAMED}
    return Resubmission(unit, earlier, later, tuple(changes), left)


def _named(judged: Judged, unit: str) -> list[Finding]:
    return [item for item in judged.findings if item.unit == unit and item.severity in NAMED]


def _rows(book: RawBook, sheet: Sheet) -> list[Row]:
    found = book.sheets.get(sheet.key)
    return list(found.rows) if found else []


def matched(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Each row of two sheets with its counterpart, None where it has none, in the order of the new sheet; removed rows last.

    First equal rows at the same place, then equal rows elsewhere in order, then rows that are much alike: at the same place
    a third of their cells, elsewhere a half. So an inserted row changes no row below it.
    """
    before, after = dict(enumerate(old)), dict(enumerate(new))
    partner: dict[int, int] = {}

    def pair(i: int, j: int) -> None:
        partner[j] = i
        del before[i], after[j]

    places = {row: i for i, (row, _) in before.items()}
    for j, (row, values) in list(after.items()):
        i = places.get(row, -1)
        if i in before and before[i][1] == values:
            pair(i, j)
    moved: dict[tuple[Any, ...], list[int]] = {}
    for i, (_, values) in before.items():
        moved.setdefault(_content(values), []).append(i)
    for j, (_, values) in list(after.items()):
        if waiting := moved.get(_content(values)):
            pair(waiting.pop(0), j)
    for _, i, j in sorted(_alike(before, after)):
        if i in before and j in after:
            pair(i, j)
    pairs: list[tuple[Row | None, Row | None]] = [
        (old[partner[j]] if j in partner else None, row) for j, row in enumerate(new)]
    return pairs + [(row, None) for row in before.values()]


def _content(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted((key, type(value).__name__, str(value)) for key, value in values.items()))


def _alike(before: dict[int, Row], after: dict[int, Row]) -> Iterator[tuple[tuple[float, int], int, int]]:
    """Pairs that are alike enough, the likest and nearest first when sorted; places only where a sheet is very long."""
    everywhere = len(before) * len(after) <= MOST_COMPARISONS
    places = {row: j for j, (row, _) in after.items()}
    for i, (row, values) in before.items():
        for j in after if everywhere else [places[row]] if row in places else ():
            other, theirs = after[j]
            share = sum(values.get(key) == value for key, value in theirs.items()) / max(len(values.keys() | theirs.keys()), 1)
            if share >= (ALIKE_IN_PLACE if row == other else ALIKE_ELSEWHERE):
                yield (-share, abs(row - other)), i, j


def _changes(sheet: Sheet, old: RawBook, new: RawBook, pairs: Iterable[tuple[Row | None, Row | None]],
             show: Callable[[Any], str]) -> Iterator[Change]:
    """Cells and rows of one sheet that are no longer as they were."""
    was, now = old.sheets.get(sheet.key), new.sheets.get(sheet.key)
    if sheet.kind == "form":
        first = [(item.rows[0] if item and item.rows else (0, {})) for item in (was, now)]
        yield from _cells(sheet, now or was, first[0], first[1], show)
        return
    for before, after in pairs:
        if before and after:
            yield from _cells(sheet, now, before, after, show)
        elif after:
            yield Change("added", sheet.key, layout.a1(after[0], layout.NUMBER_COLUMN), after=_line(sheet, after, show))
        elif before:
            yield Change("removed", sheet.key, layout.a1(before[0], layout.NUMBER_COLUMN), before=_line(sheet, before, show))


def _cells(sheet: Sheet, page: RawSheet | None, before: Row, after: Row, show: Callable[[Any], str]) -> Iterator[Change]:
    for column in sheet.columns:
        old, new = before[1].get(column.key), after[1].get(column.key)
        if column.key == ATTEMPT or _same(old, new) or page is None:
            continue
        place = page.columns.get(column.key)
        cell = page.cells.get(column.key, "") if sheet.kind == "form" else "" if place is None else layout.a1(after[0], place)
        yield Change("cell", sheet.key, cell, column.key, *_shown(old, new, show))


def _same(old: Any, new: Any) -> bool:
    """Whether a person sees no difference: texts are compared cleaned, a text is never a number or a date."""
    if isinstance(old, str) and isinstance(new, str):
        return clean(old) == clean(new)
    return isinstance(old, str) == isinstance(new, str) and bool(old == new)


def _shown(old: Any, new: Any, show: Callable[[Any], str]) -> tuple[str, str]:
    """Both values as people read them; what they are, where they look the same."""
    before, after = ("" if value is None else show(value) for value in (old, new))
    if before != after:
        return before, after
    return f"{before} ({_kind(old)})", f"{after} ({_kind(new)})"


def _kind(value: Any) -> str:
    return next((word for types, word in KIND_WORDS if isinstance(value, types)), "lỗi")


def _line(sheet: Sheet, row: Row, show: Callable[[Any], str]) -> str:
    return "; ".join(show(row[1][column.key]) for column in sheet.columns if column.key in row[1] and not column.private)


def _exchanged(was: Iterable[Finding], now: Iterable[Finding], tables: set[str],
               moves: dict[tuple[str, int], int]) -> tuple[list[Finding], list[Finding]]:
    """Findings that are gone, and those that are new. A row that moved takes its findings along."""
    def key(item: Finding, moved: bool) -> tuple[Any, ...]:
        row = layout.row_of(item.cell)
        if item.sheet not in tables or row < 0:
            return item.code, item.severity, item.sheet, item.cell, item.column
        return item.code, item.severity, item.sheet, moves.get((item.sheet, row), -1) if moved else row, item.column

    old = [(key(item, True), item) for item in was]
    new = [(key(item, False), item) for item in now]
    return _without(old, new), _without(new, old)


def _without(items: list[tuple[Any, Finding]], others: list[tuple[Any, Finding]]) -> list[Finding]:
    count = Counter(key for key, _ in others)
    left = []
    for key, item in items:
        count[key] -= 1
        if count[key] < 0:
            left.append(item)
    return left


def _finding_change(what: str, item: Finding, keys: dict[str, str]) -> Change:
    texts = {"before": item.message} if what == "gone" else {"after": item.message}
    return Change(what, keys.get(item.sheet, ""), item.cell, item.column, code=item.code, who=item.severity, **texts)


def _result_changes(old: pd.DataFrame, new: pd.DataFrame, unit: str) -> Iterator[Change]:
    """Clauses of the unit's candidates whose status is another; "" where there is no such line."""
    before, after = (_statuses(frame, unit) for frame in (old, new))
    for key in dict.fromkeys([*after, *before]):
        if before.get(key, "") != after.get(key, ""):
            _, _, name, clause = key
            yield Change("result", before=before.get(key, ""), after=after.get(key, ""), code=clause, who=name)


def _statuses(results: pd.DataFrame, unit: str) -> dict[tuple[str, str, str, str], str]:
    own = results[results["unit"] == unit]
    return dict(zip(zip(own["subject"], own["candidate"], own["name"], own["clause"], strict=True), own["status"],
                    strict=True))
