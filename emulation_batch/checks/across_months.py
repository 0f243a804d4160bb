"""A33x, rows against the sealed months before: what has been told and counted already, what departs from all before."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks import same
from emulation_batch.checks.across import DOCUMENT, RECEIPT, TITLE, initiatives
from emulation_batch.checks.base import Failure, check, fail, keyed, mask
from emulation_batch.checks.rows import tables_with
from emulation_batch.definition import Column, Sheet
from emulation_batch.frames import plain
from emulation_batch.periods import parse_month

OWN_PAST = 3
"""Numbers of sealed months from which a unit's own past can be spoken of."""


def _with_past(batch: Batch, *names: str) -> Iterator[tuple[Sheet, pd.DataFrame, pd.DataFrame]]:
    """Data sheets with these columns, their rows, and the accepted rows of sealed months, where there are any."""
    for sheet, frame in tables_with(batch, *names):
        past = batch.past.get(sheet.key)
        if past is not None and len(past) and set(names) <= set(past.columns):
            yield sheet, frame, past


def _told(sheet: Sheet, name: str, frame: pd.DataFrame, keys: Sequence[str], past: pd.DataFrame,
          past_keys: Sequence[str]) -> Iterator[Failure]:
    """Rows whose key a sealed row has, in the first month that has it. Blank keys count for nothing."""
    months: dict[str, str] = {}
    for key, month in zip(past_keys, past["_period"].tolist(), strict=True):
        if key:
            months[key] = min(month, months.get(key, month))
    if not months.keys().isdisjoint(keys):
        told = pd.Series([months.get(key) for key in keys], frame.index, dtype=object)
        yield fail(sheet, sheet.column(name), frame, told.notna(), month=_titles(told))


def _titles(months: pd.Series) -> pd.Series:
    """Months as people write them."""
    return months.map(lambda month: parse_month(month).title, na_action="ignore")


@check("A331", "Văn bản “{value}” đã được báo cáo ở {month}.",
       mend="Xóa dòng nếu là cùng một việc; nếu là việc khác của văn bản này thì giải trình trong dòng.", severity="query",
       why="Kết quả đã tính ở tháng trước thì không tính lại.",
       example="125/BC-STTTT đã báo ở tháng 2: xóa dòng, hoặc giải trình phần việc mới.")
def document_told_before(batch: Batch) -> Iterator[Failure]:
    """A document of a year is told in one month; numbers begin anew each year."""
    def keys(rows: pd.DataFrame) -> list[str]:
        return same.joined(keyed(rows[DOCUMENT], same.document_key), [period[:4] for period in rows["_period"].tolist()])

    for sheet, frame, past in _with_past(batch, DOCUMENT):
        yield from _told(sheet, DOCUMENT, frame, keys(frame), past, keys(past))


@check("A332", "Chứng từ “{value}” đã dùng ở {month}.",
       mend="Ghi đúng chứng từ của dòng này; nếu một chứng từ cho nhiều khoản thì giải trình trong dòng.", severity="query",
       why="Một chứng từ dùng lại có thể là một khoản tiền báo cáo hai lần.",
       example="UNC 15 ngày 02/02/2022 đã báo ở tháng 2: xóa dòng.")
def receipt_used_before(batch: Batch) -> Iterator[Failure]:
    """A numbered receipt stands behind one row of all months."""
    for sheet, frame, past in _with_past(batch, RECEIPT):
        yield from _told(sheet, RECEIPT, frame, keyed(frame[RECEIPT], same.receipt_key),
                         past, keyed(past[RECEIPT], same.receipt_key))


@check("A333", "Sáng kiến, giải pháp cùng tên đã được báo cáo ở {month}.",
       mend="Nếu là kết quả áp dụng mới thì giải trình trong dòng; nếu không thì xóa dòng.", severity="query",
       why="Một sáng kiến dùng lại ở kỳ sau không phải là sáng kiến mới.",
       example="Sáng kiến đã báo ở tháng 11 năm 2021: giải trình điểm mới.")
def initiative_told_before(batch: Batch) -> Iterator[Failure]:
    """An initiative is new in one month."""
    kinds = {sheet.key: kinds for sheet, kinds in initiatives(batch)}
    for sheet, *frames in _with_past(batch, TITLE):
        if sheet.key in kinds:
            frame, past = (rows[rows[sheet.kind_column].isin(kinds[sheet.key])] for rows in frames)
            yield from _told(sheet, TITLE, frame, keyed(frame[TITLE], same.title_key),
                             past, keyed(past[TITLE], same.title_key))


@check("A334", "Dòng này giống một dòng đã nhận ở {month}, chỉ khác ngày.",
       mend="Nếu chép từ tệp tháng trước thì xóa dòng; nếu là việc lặp lại thì giải trình trong dòng.", severity="query",
       why="Dòng chép lại từ tháng trước rồi đổi ngày làm kết quả bị tính hai lần.",
       example="Mở tệp tháng 2 để làm tháng 3 mà quên xóa dòng cũ: xóa dòng.")
def copied_from_before(batch: Batch) -> Iterator[Failure]:
    """No row repeats a sealed row of its unit in everything but its dates."""
    def keys(sheet: Sheet, rows: pd.DataFrame) -> list[str]:
        return same.joined(rows["_unit"].tolist(), same.folded(rows, sheet, without=("date",)))

    for sheet, *frames in _with_past(batch, TITLE):
        now, before = (keyed(rows[TITLE], same.title_key) for rows in frames)
        both = (set(now) & set(before)) - {""}
        if both:
            frame, past = (rows[mask(title in both for title in titles)]
                           for rows, titles in zip(frames, (now, before), strict=True))
            yield from _told(sheet, TITLE, frame, keys(sheet, frame), past, keys(sheet, past))


@check("A336", "Ô {column.header} ghi {value}, hơn {times} lần số lớn nhất từng báo cáo ({most}, {month}).",
       mend="Kiểm tra có thừa chữ số 0 không; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Một số lớn hơn hẳn mọi tháng trước của chính đơn vị thường do gõ thừa chữ số; không so với đơn vị khác.",
       example="Các tháng trước nhiều nhất 2.000.000 đồng, tháng này 200.000.000: kiểm tra lại, hoặc giải trình.")
def far_above_own_past(batch: Batch) -> Iterator[Failure]:
    """A number is not many times (the column's `ask_times`) what the unit has reported at most for that kind of row.

    Only where the unit has at least OWN_PAST such numbers: the first ones can be compared with nothing. A question, no
    standard: the plan has no thresholds.
    """
    for sheet, column, frame in batch.columns():
        past = batch.past.get(sheet.key)
        if column.ask_times and past is not None and column.key in past:
            largest = _largest(sheet, past, plain(past[column.key]))
            yield from _above_past(sheet, column, frame, plain(frame[column.key]), largest)


@check("A337", "Ô {column.header} chia cho {other} được {each}, hơn {times} lần mức lớn nhất từng báo cáo ({most}, {month}).",
       mend="Kiểm tra hai ô có thừa, thiếu chữ số không; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Mức hỗ trợ bình quân lớn hơn hẳn mọi tháng trước của chính đơn vị thường do ghi nhầm một trong hai số.",
       example="Các tháng trước mỗi hộ nhiều nhất 2.000.000 đồng, tháng này 40.000.000: kiểm tra số tiền và số hộ.")
def far_above_own_past_each(batch: Batch) -> Iterator[Failure]:
    """A number shared by another (đồng a household) is held against the unit's own past as A336 holds the number itself."""
    for sheet, column, frame in batch.columns():
        past = batch.past.get(sheet.key)
        if column.ask_each and column.ask_times and past is not None and {column.key, column.ask_each} <= set(past):
            each, before = (_shared(plain(rows[column.key]), plain(rows[column.ask_each])) for rows in (frame, past))
            rounded = pd.Series([None if number is None else round(number) for number in each], frame.index, dtype=object)
            yield from _above_past(sheet, column, frame, each, _largest(sheet, past, before), each=rounded,
                                   other=sheet.column(column.ask_each).header)


def _shared(amounts: Sequence[Any], counts: Sequence[Any]) -> list[float | None]:
    """Amounts divided by counts, None where there is none."""
    return [None if amount is None or count is None or count <= 0 else amount / count
            for amount, count in zip(amounts, counts, strict=True)]


def _largest(sheet: Sheet, past: pd.DataFrame, values: Sequence[Any]) -> dict[tuple[str, str], tuple[Any, str]]:
    """The largest number of each unit and kind, with its month, where there are OWN_PAST of them."""
    numbers: dict[tuple[str, str], list[tuple[Any, str]]] = {}
    places = zip(past["_unit"].tolist(), plain(past[sheet.kind_column]), past["_period"].tolist(), values, strict=True)
    for unit, kind, month, value in places:
        if kind is not None and value is not None and value > 0:
            numbers.setdefault((unit, kind), []).append((value, month))
    return {own: max(told, key=lambda number: number[0]) for own, told in numbers.items() if len(told) >= OWN_PAST}


def _above_past(sheet: Sheet, column: Column, frame: pd.DataFrame, values: Sequence[Any],
                largest: dict[tuple[str, str], tuple[Any, str]], **words: object) -> Iterator[Failure]:
    """Rows whose value is more than `ask_times` times the largest of the unit's own past for that kind."""
    owns = list(zip(frame["_unit"].tolist(), frame[sheet.kind_column].tolist(), strict=True))
    above = mask(own in largest and value is not None and value > largest[own][0] * column.ask_times
                 for own, value in zip(owns, values, strict=True))
    if above.any():
        most, month = (pd.Series([largest[own][part] if own in largest else None for own in owns], frame.index, dtype=object)
                       for part in (0, 1))
        yield fail(sheet, column, frame, above, times=column.ask_times, most=most,
                   month=_titles(month), **words)
