"""C22x and C24x, dates: day first with the whole year, inside the window of the period."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import Failure, check, fail, noted
from emulation_batch.vietnamese import format_date, maybe_swapped

DATES = ("date",)


@check("C221", "Ô {column.header} ghi “{value}”, chưa đọc được là ngày nào.",
       mend="{maybe}Ghi ngày/tháng/năm, ví dụ 05/03/2022.",
       why="Ngày cho biết việc thuộc kỳ nào và có đúng hạn hay không.",
       example="“đầu tháng 3” ghi lại là 01/03/2022.")
def not_a_date(batch: Batch) -> Iterator[Failure]:
    """A date is a date."""
    for sheet, column, frame, proposal in noted(batch, DATES, "not_a_date"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C222", "Ô {column.header} ghi “{value}”, thiếu năm.",
       mend="{maybe}Ghi đủ ngày/tháng/năm.",
       why="Kỳ báo cáo có thể nằm ở hai năm, nên năm không được đoán thay đơn vị.",
       example="“5/3” ghi lại là 05/03/2022.")
def without_year(batch: Batch) -> Iterator[Failure]:
    """A date has its year."""
    for sheet, column, frame, proposal in noted(batch, DATES, "no_year"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C223", "Ô {column.header} ghi “{value}”, năm chỉ có hai chữ số.",
       mend="{maybe}Ghi năm đủ bốn chữ số.",
       why="Năm hai chữ số đứng cạnh ngày và tháng dễ đọc nhầm.",
       example="“5/3/22” ghi lại là 05/03/2022.")
def short_year(batch: Batch) -> Iterator[Failure]:
    """A year has four digits."""
    for sheet, column, frame, proposal in noted(batch, DATES, "short_year"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C224", "Ô {column.header} ghi “{value}”, tháng đứng trước ngày.",
       mend="{maybe}Ghi ngày trước, tháng sau.",
       why="Máy tính đặt theo kiểu Mỹ ghi tháng trước; ở đây ngày đứng trước.",
       example="“03/25/2022” ghi lại là 25/03/2022.")
def month_first(batch: Batch) -> Iterator[Failure]:
    """The day stands before the month."""
    for sheet, column, frame, proposal in noted(batch, DATES, "month_first"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C225", "Ô {column.header} ghi “{value}”, ngày này không có trong lịch hoặc sai năm.",
       mend="{maybe}Kiểm tra lại ngày, tháng, năm.",
       why="Ngày không có thật thì không xếp được vào kỳ nào.",
       example="“05/03/2202” ghi lại là 05/03/2022.")
def impossible_date(batch: Batch) -> Iterator[Failure]:
    """A date exists, in a year that can be meant."""
    for sheet, column, frame, proposal in noted(batch, DATES, "impossible"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C226", "Ô {column.header} là số {value}, có thể là ngày bị đổi thành số.",
       mend="{maybe}Ghi lại ngày/tháng/năm.",
       why="Khi ô mất định dạng ngày, Excel hiện số thứ tự của ngày.",
       example="44625 ghi lại là 05/03/2022.")
def serial(batch: Batch) -> Iterator[Failure]:
    """A date is not Excel's bare day number."""
    for sheet, column, frame, proposal in noted(batch, DATES, "serial"):
        yield fail(sheet, column, frame, proposal=proposal)


def _outside(batch: Batch) -> Iterator[tuple]:
    """Columns held to the window, with the rows outside it and the date with day and month exchanged where that fits."""
    first, last = batch.period.from_, batch.period.to
    for sheet, column, frame in batch.columns():
        if column.type == "date" and column.window == "period":
            outside = _apart(frame[column.key], first, last)
            if outside.any():
                rows = frame[outside]
                exchanged = pd.Series([maybe_swapped(value.date(), (first, last)) for value in rows[column.key]],
                                      index=rows.index, dtype=object)
                yield sheet, column, rows, exchanged


def _apart(values: pd.Series, first: date, last: date) -> np.ndarray:
    """Which days are before the first or after the last."""
    days = values.to_numpy()
    return (days < np.datetime64(first)) | (days > np.datetime64(last))


@check("C241", "Ô {column.header} ghi {value}, ngoài kỳ báo cáo (từ {first} đến {last}).",
       mend="Sửa ngày nếu ghi nhầm; việc của kỳ khác thì xóa dòng và báo ở đúng kỳ.",
       why="Mỗi kết quả chỉ được tính một lần, ở kỳ có ngày hoàn thành hoặc ngày thực hiện.",
       example="Kỳ 2022-03 tính từ 15/02/2022 đến 14/03/2022; việc ngày 20/03/2022 báo ở kỳ 2022-04.")
def outside_window(batch: Batch) -> Iterator[Failure]:
    """A date held to the window lies in it; where exchanging day and month helps, C242 asks instead."""
    for sheet, column, rows, exchanged in _outside(batch):
        yield fail(sheet, column, rows[exchanged.isna()], first=batch.period.from_, last=batch.period.to)


@check("C242", "Ô {column.header} ghi {value}, ngoài kỳ báo cáo; có thể ngày và tháng bị đổi chỗ.",
       mend="{maybe}Ghi lại ngày trước, tháng sau.",
       why="Máy tính đặt theo kiểu Mỹ đổi 05/03 thành ngày 3 tháng 5 mà không báo.",
       example="Gõ 05/03/2022 mà ô thành 03/05/2022: ghi lại 05/03/2022.")
def day_and_month_exchanged(batch: Batch) -> Iterator[Failure]:
    """A date outside the window that would lie in it with day and month exchanged."""
    for sheet, column, rows, exchanged in _outside(batch):
        likely = exchanged[exchanged.notna()]
        yield fail(sheet, column, rows.loc[likely.index], proposal=likely.map(format_date))


@check("C243", "Ô {column.header} ghi {value}, ngoài giai đoạn của phong trào (từ {first} đến {last}).",
       mend="Kiểm tra lại năm; nếu đúng thì {explain}.", severity="query",
       why="Ngày ngoài giai đoạn phong trào thường do gõ nhầm năm.",
       example="Hạn hoàn thành 10/03/2012: có thể là 10/03/2022.")
def outside_movement(batch: Batch) -> Iterator[Failure]:
    """A date that is not held to the window lies at least in the movement's phase."""
    movement = batch.definition.movement
    for sheet, column, frame in batch.columns():
        if column.type == "date" and column.window != "period":
            rows = _apart(frame[column.key], movement.from_, movement.to)
            yield fail(sheet, column, frame, rows, first=movement.from_, last=movement.to)
