"""C23x and C25x, numbers: what was typed means one number, and the number lies where the definition holds it."""

import math
from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import Failure, check, fail, mask, noted, typed
from emulation_batch.checks.cells import AMOUNTS
from emulation_batch.definition import Column, Sheet
from emulation_batch.frames import plain


@check("C231", "Ô {column.header} ghi “{value}”, có kèm đơn vị tiền.",
       mend="{maybe}Ghi đủ các chữ số theo đồng.",
       why="Cột tiền tính bằng đồng; “triệu”, “nghìn” viết kèm dễ bị hiểu sai gấp nghìn lần.",
       example="“12,5 triệu” ghi lại là 12500000.")
def money_with_unit(batch: Batch) -> Iterator[Failure]:
    """Money stands in digits; a unit of its own is only proposed."""
    for sheet, column, frame, proposal in noted(batch, ("money",), "with_unit"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C232", "Ô {column.header} ghi “{value}”, có thể hiểu theo hai cách.",
       mend="{maybe}Ghi liền các chữ số, không có dấu chấm, dấu phẩy ngăn hàng nghìn.",
       why="“1,500” có thể là một nghìn năm trăm hoặc một phẩy năm; chương trình không đoán thay đơn vị.",
       example="“1,500” ghi lại là 1500.")
def two_meanings(batch: Batch) -> Iterator[Failure]:
    """A number has one meaning only."""
    for sheet, column, frame, proposal in noted(batch, AMOUNTS, "ambiguous"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C233", "Ô {column.header} ghi “{value}”, có phần lẻ của đồng.",
       mend="{maybe}Ghi liền các chữ số theo đồng.",
       why="Tiền tính bằng đồng chẵn; phần lẻ thường do máy tính hiểu dấu chấm ngăn hàng nghìn thành dấu thập phân.",
       example="Gõ 1.500 mà ô thành 1,5: ghi lại 1500.")
def fraction_of_money(batch: Batch) -> Iterator[Failure]:
    """Money has no part of a đồng."""
    for sheet, column, frame, proposal in noted(batch, ("money",), "fraction"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C234", "Ô {column.header} ghi “{value}”, không phải là số.",
       mend="Chỉ ghi chữ số, không ghi chữ kèm theo.",
       why="Ô này được cộng vào báo cáo nên chỉ nhận số.",
       example="“nhiều hộ” ghi lại là số hộ cụ thể, ví dụ 12.")
def not_a_number(batch: Batch) -> Iterator[Failure]:
    """A number is a number."""
    for sheet, column, frame, _ in noted(batch, AMOUNTS, "not_a_number"):
        yield fail(sheet, column, frame)


@check("C235", "Ô {column.header} ghi “{value}”, các dấu ngăn cách đặt chưa đúng chỗ.",
       mend="Ghi liền các chữ số, ví dụ 1500000.",
       why="Dấu ngăn cách sai chỗ thì không biết thừa hay thiếu chữ số.",
       example="“1.500.00” ghi lại là 1500000 hoặc 150000.")
def separators(batch: Batch) -> Iterator[Failure]:
    """Separators stand every three digits."""
    for sheet, column, frame, _ in noted(batch, AMOUNTS, "malformed"):
        yield fail(sheet, column, frame)


@check("C236", "Ô {column.header} ghi “{value}”, có kèm chữ.",
       mend="{maybe}Chỉ ghi số.",
       why="Đơn vị tính đã có ở tên cột; chữ kèm theo làm số không cộng được.",
       example="“12 hộ” ghi lại là 12.")
def number_with_words(batch: Batch) -> Iterator[Failure]:
    """A count or quantity stands without words."""
    for sheet, column, frame, proposal in noted(batch, ("integer", "decimal"), "with_unit"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C237", "Ô {column.header} ghi “{value}”, số quá lớn.",
       mend="Kiểm tra lại số chữ số.",
       why="Số lớn đến mức này chỉ có thể do gõ nhầm hoặc dán nhầm.",
       example="Dán nhầm số tài khoản vào ô Số tiền: ghi lại số tiền.")
def too_large(batch: Batch) -> Iterator[Failure]:
    """A number lies within what the readers can hold."""
    for sheet, column, frame, _ in noted(batch, AMOUNTS, "too_large"):
        yield fail(sheet, column, frame)


@check("C238", "Ô {column.header} ghi “{value}”, là số âm.",
       mend="{maybe}Ghi số dương; nếu muốn điều chỉnh kỳ trước thì báo Văn phòng Sở.",
       why="Kết quả trong kỳ không thể nhỏ hơn 0; kỳ đã chốt được điều chỉnh riêng.",
       example="“-500000” ghi lại là 500000, hoặc xóa dòng.")
def negative(batch: Batch) -> Iterator[Failure]:
    """A number is not negative unless the definition lets it be."""
    for sheet, column, frame in batch.columns():
        if column.type in AMOUNTS and (column.min is None or column.min >= 0):
            rows = mask(number is not None and number < 0 for number in plain(frame[column.key]))
            yield fail(sheet, column, frame, rows, proposal=partial(_opposite, column))


def _opposite(column: Column, rows: pd.DataFrame) -> pd.Series:
    return (-rows[column.key]).map(typed)


@check("C239", "Ô {column.header} ghi “{value}”, phải là số nguyên.",
       mend="Ghi số nguyên.",
       why="Hộ, người, tin, bài, phiếu đếm được thì không có phần lẻ.",
       example="“2,5” ở ô Số hộ ghi lại là 2 hoặc 3.")
def whole(batch: Batch) -> Iterator[Failure]:
    """A count is whole."""
    for sheet, column, frame, _ in noted(batch, ("integer",), "fraction"):
        yield fail(sheet, column, frame)


def _limited(batch: Batch, field: str) -> Iterator[tuple[Sheet, Column, pd.DataFrame, list[Any], float]]:
    """Number columns that have this limit, with their values and the limit."""
    for sheet, column, frame in batch.columns():
        if column.type in AMOUNTS and getattr(column, field) is not None:
            yield sheet, column, frame, plain(frame[column.key]), getattr(column, field)


@check("C251", "Ô {column.header} ghi {value}, nhỏ hơn mức thấp nhất là {limit}.",
       mend="Kiểm tra và ghi lại số đúng.",
       why="Mức thấp nhất của ô được quy định trong biểu mẫu.",
       example="Tổng số phiếu ghi 0: ghi số người có quyền biểu quyết.")
def too_small(batch: Batch) -> Iterator[Failure]:
    """A number is not below the least of its column; negative ones are C238's."""
    for sheet, column, frame, numbers, limit in _limited(batch, "min"):
        rows = mask(number is not None and number < limit and (number >= 0 or limit < 0) for number in numbers)
        yield fail(sheet, column, frame, rows, limit=limit)


@check("C252", "Ô {column.header} ghi {value}, lớn hơn mức cao nhất là {limit}.",
       mend="Kiểm tra và ghi lại số đúng.",
       why="Mức cao nhất của ô được quy định trong biểu mẫu.",
       example="Số ngày ghi 45 trong một kỳ: kiểm tra lại.")
def too_big(batch: Batch) -> Iterator[Failure]:
    """A number is not above the most of its column."""
    for sheet, column, frame, numbers, limit in _limited(batch, "max"):
        yield fail(sheet, column, frame, mask(number is not None and number > limit for number in numbers), limit=limit)


@check("C253", "Ô {column.header} ghi {value}, chỉ nhận bội số của {limit}.",
       mend="{maybe}Làm tròn theo {limit} rồi ghi lại.",
       why="Ngày công và ngày đi cơ sở tính theo nửa ngày để các đơn vị cộng được với nhau.",
       example="“1,3” ngày ghi lại là 1 hoặc 1,5.")
def step(batch: Batch) -> Iterator[Failure]:
    """A number is a whole number of the column's steps."""
    for sheet, column, frame, numbers, limit in _limited(batch, "step"):
        rows = mask(number is not None and abs(number / limit - round(number / limit)) > 1e-9 for number in numbers)
        yield fail(sheet, column, frame, rows, limit=limit, proposal=partial(_nearest, column, limit))


def _nearest(column: Column, step: float, rows: pd.DataFrame) -> pd.Series:
    """The number of whole steps that each row may mean, within the column's limits."""
    nearest = ((rows[column.key] / step).round() * step).clip(lower=column.min, upper=column.max)
    return nearest.astype(float).map(typed)


@check("C254", "Ô {column.header} ghi {value}, nhỏ hơn mức thường gặp ({limit}).",
       mend="Kiểm tra có thiếu chữ số không; nếu đúng thì {explain}.", severity="query",
       why="Số nhỏ bất thường thường do ghi theo nghìn đồng hoặc triệu đồng thay cho đồng.",
       example="Ghi 500 với ý là 500 nghìn đồng: ghi lại 500000.")
def unusually_small(batch: Batch) -> Iterator[Failure]:
    """A number below the usual is confirmed by the unit."""
    for sheet, column, frame, numbers, limit in _limited(batch, "ask_below"):
        rows = mask(number is not None and (column.min or 0) <= number < limit for number in numbers)
        yield fail(sheet, column, frame, rows, limit=limit)


@check("C255", "Ô {column.header} ghi {value}, lớn hơn mức thường gặp ({limit}).",
       mend="Kiểm tra có thừa chữ số không; nếu đúng thì {explain}.", severity="query",
       why="Số lớn bất thường thường do thừa chữ số 0; nếu đúng là thành tích lớn thì cần đơn vị xác nhận.",
       example="Ghi 300000000 cho một phòng trong một kỳ: kiểm tra lại, hoặc giải trình nguồn tiền.")
def unusually_big(batch: Batch) -> Iterator[Failure]:
    """A number above the usual is confirmed by the unit."""
    for sheet, column, frame, numbers, limit in _limited(batch, "ask_above"):
        most = math.inf if column.max is None else column.max
        rows = mask(number is not None and limit < number <= most for number in numbers)
        yield fail(sheet, column, frame, rows, limit=limit)
