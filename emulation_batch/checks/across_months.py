"""A33x, rows against the sealed months before: what has been told and counted already, what departs from all before."""

from collections.abc import Iterator

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks import same
from emulation_batch.checks.across import DOCUMENT, RECEIPT, TITLE, initiatives
from emulation_batch.checks.base import Failure, check, fail, keyed
from emulation_batch.checks.rows import tables_with
from emulation_batch.definition import Sheet
from emulation_batch.periods import parse_month

OWN_PAST = 3
"""Numbers of sealed months from which a unit's own past can be spoken of."""


def _with_past(batch: Batch, *names: str) -> Iterator[tuple[Sheet, pd.DataFrame, pd.DataFrame]]:
    """Data sheets with these columns, their rows, and the accepted rows of sealed months, where there are any."""
    for sheet, frame in tables_with(batch, *names):
        past = batch.past.get(sheet.key)
        if past is not None and len(past) and set(names) <= set(past.columns):
            yield sheet, frame, past


def _told(sheet: Sheet, name: str, frame: pd.DataFrame, key: pd.Series, past: pd.DataFrame,
          past_key: pd.Series) -> Iterator[Failure]:
    """Rows whose key a sealed row has, in the first month that has it. Blank keys count for nothing."""
    earlier = pd.DataFrame({"key": past_key, "month": past["_period"]}).sort_values("month", kind="stable")
    months = earlier[earlier["key"] != ""].drop_duplicates("key").set_index("key")["month"]
    told = key.map(months).dropna()
    titles = {month: parse_month(month).title for month in told.unique()}
    yield fail(sheet, sheet.column(name), frame.loc[told.index], month=told.map(titles))


@check("A331", "Văn bản “{value}” đã được báo cáo ở {month}.",
       mend="Xóa dòng nếu là cùng một việc; nếu là việc khác của văn bản này thì giải trình trong dòng.", severity="query",
       why="Kết quả đã tính ở tháng trước thì không tính lại.",
       example="125/BC-STTTT đã báo ở tháng 2: xóa dòng, hoặc giải trình phần việc mới.")
def document_told_before(batch: Batch) -> Iterator[Failure]:
    """A document of a year is told in one month; numbers begin anew each year."""
    def key(frame: pd.DataFrame) -> pd.Series:
        number = keyed(frame[DOCUMENT], same.document_key)
        return (number + same.APART + frame["_period"].str[:4]).where(number != "", "")

    for sheet, frame, past in _with_past(batch, DOCUMENT):
        yield from _told(sheet, DOCUMENT, frame, key(frame), past, key(past))


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
    """An initiative is new in one month (domain.md 8.3)."""
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
    def key(sheet: Sheet, rows: pd.DataFrame) -> pd.Series:
        whole = rows["_unit"] + same.folded(rows, sheet, without=("date",))
        return whole.where(keyed(rows[TITLE], same.title_key) != "", "")

    for sheet, frame, past in _with_past(batch, TITLE):
        yield from _told(sheet, TITLE, frame, key(sheet, frame), past, key(sheet, past))


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
            rows, most, month = _above_past(sheet, frame, frame[column.key], past, past[column.key], column.ask_times)
            yield fail(sheet, column, rows, times=column.ask_times, most=most, month=month)


@check("A337", "Ô {column.header} chia cho {other} được {each}, hơn {times} lần mức lớn nhất từng báo cáo ({most}, {month}).",
       mend="Kiểm tra hai ô có thừa, thiếu chữ số không; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Mức hỗ trợ bình quân lớn hơn hẳn mọi tháng trước của chính đơn vị thường do ghi nhầm một trong hai số.",
       example="Các tháng trước mỗi hộ nhiều nhất 2.000.000 đồng, tháng này 40.000.000: kiểm tra số tiền và số hộ.")
def far_above_own_past_each(batch: Batch) -> Iterator[Failure]:
    """A number shared by another (đồng a household) is held against the unit's own past as A336 holds the number itself."""
    for sheet, column, frame in batch.columns():
        past = batch.past.get(sheet.key)
        if column.ask_each and column.ask_times and past is not None and {column.key, column.ask_each} <= set(past):
            each, before = (_shared(rows[column.key], rows[column.ask_each]) for rows in (frame, past))
            rows, most, month = _above_past(sheet, frame, each, past, before, column.ask_times)
            yield fail(sheet, column, rows, other=sheet.column(column.ask_each).header, times=column.ask_times, most=most,
                       month=month, each=each.loc[rows.index].round())


def _shared(amounts: pd.Series, by: pd.Series) -> pd.Series:
    """Amounts divided by counts, blank where there is none."""
    counts = by.astype("Float64")
    return amounts.astype("Float64") / counts.where(counts > 0)


def _above_past(sheet: Sheet, frame: pd.DataFrame, values: pd.Series, past: pd.DataFrame, before: pd.Series,
                times: float) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Rows whose value is more than so many times the largest of the unit's own past for that kind, that largest rounded, and
    its month."""
    known = past[["_unit", "_period", sheet.kind_column]].assign(value=before)
    known = known[(known["value"] > 0).fillna(False).astype(bool)]
    groups = known.groupby(["_unit", sheet.kind_column])["value"]
    largest = known.loc[groups.idxmax()[groups.size() >= OWN_PAST]].set_index(["_unit", sheet.kind_column])
    own = pd.MultiIndex.from_frame(frame[["_unit", sheet.kind_column]])
    most = largest["value"].reindex(own).set_axis(frame.index)
    rows = frame[(values > most * times).fillna(False).astype(bool)]
    month = largest["_period"].reindex(own).set_axis(frame.index).loc[rows.index]
    return rows, most.loc[rows.index], month.map(lambda key: parse_month(key).title)
