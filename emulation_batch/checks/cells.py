"""C2xx, what a cell holds: filled where it must be, blank where it should be, chosen from its list, known by name."""

from collections.abc import Collection, Iterator
from functools import partial

import numpy as np
import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import PLACEHOLDERS, Failure, check, fail, filled, keys, mask, noted
from emulation_batch.definition import Column, Sheet

AMOUNTS = ("money", "integer", "decimal")
WORDS = ("text", "document")


def of_kind(batch: Batch, sheet: Sheet, kinds: Collection[str]) -> np.ndarray:
    """Rows of one of these kinds; none on a sheet without kinds."""
    frame = batch.sheets[sheet.key]
    if not sheet.kind_column:
        return np.zeros(len(frame), bool)
    return mask(kind in kinds for kind in frame[sheet.kind_column].tolist())


def meant(batch: Batch, sheet: Sheet, column: Column) -> np.ndarray:
    """Rows of a kind that uses the column; every row where the column is for all kinds."""
    return of_kind(batch, sheet, column.kinds) if column.kinds else np.ones(len(batch.sheets[sheet.key]), bool)


def kind_labels(batch: Batch, sheet: Sheet, rows: pd.DataFrame) -> pd.Series:
    """The kind of some rows as the drop-down shows it."""
    return rows[sheet.kind_column].map(batch.definition.choice(sheet.column(sheet.kind_column).choices).labels)


@check("C201", "Ô {column.header} đang để trống.", mend="Điền ô này{or_drop}.",
       why="Mỗi dòng phải đủ các ô có dấu * thì mới đối chiếu được với tiêu chuẩn của Kế hoạch.",
       example="Dòng 12 có nội dung nhưng ô Minh chứng trống: ghi tên tệp hoặc nơi lưu hồ sơ.")
def required(batch: Batch) -> Iterator[Failure]:
    """A required column holds a value on every used row."""
    for sheet, column, frame in batch.columns():
        if column.required is True:
            yield fail(sheet, column, frame, ~filled(batch, sheet, column),
                       or_drop=", hoặc xóa cả dòng nếu không báo cáo" if sheet.kind == "table" else "")


@check("C202", "Loại {kind} cần ô {column.header}, ô này đang để trống.",
       mend="Điền ô này, hoặc chọn lại loại ở đầu dòng nếu chọn nhầm.",
       why="Mỗi loại kết quả cần những thông tin riêng, ví dụ văn bản được giao cần văn bản giao việc và hạn hoàn thành.",
       example="Dòng loại a1 để trống Hạn hoàn thành: ghi hạn trong văn bản giao việc.")
def required_by_kind(batch: Batch) -> Iterator[Failure]:
    """A column that the row's kind needs holds a value."""
    for sheet, column, frame in batch.columns():
        if isinstance(column.required, tuple):
            rows = of_kind(batch, sheet, column.required) & ~filled(batch, sheet, column)
            yield fail(sheet, column, frame, rows, kind=partial(kind_labels, batch, sheet))


@check("C203", "Đã ghi {other} thì cần ô {column.header}, ô này đang để trống.",
       mend="Điền ô này, hoặc xóa ô {other} nếu việc chưa xong.",
       why="Hai ô đi với nhau: việc đã hoàn thành thì phải có số, ký hiệu của văn bản.",
       example="Có Ngày hoàn thành 05/03/2022 mà trống Số, ký hiệu văn bản: ghi 125/BC-STTTT.")
def required_with(batch: Batch) -> Iterator[Failure]:
    """A column that another one calls for holds a value, on the kinds of row it is meant for."""
    for sheet, column, frame in batch.columns():
        if column.required_with:
            other = sheet.column(column.required_with)
            rows = meant(batch, sheet, column) & filled(batch, sheet, other) & ~filled(batch, sheet, column)
            yield fail(sheet, column, frame, rows, other=other.header)


def _not_meant(batch: Batch, amounts: bool) -> Iterator[Failure]:
    for sheet, column, frame in batch.columns():
        if column.kinds and (column.type in AMOUNTS) == amounts:
            others = {kind for kind in frame[sheet.kind_column].tolist() if kind} - set(column.kinds)
            rows = of_kind(batch, sheet, others) & filled(batch, sheet, column)
            rows = rows & (frame[column.key] != 0) if amounts and rows.any() else rows
            yield fail(sheet, column, frame, rows, kind=partial(kind_labels, batch, sheet))


@check("C204", "Loại {kind} không dùng ô {column.header}, đang ghi “{value}”.",
       mend="Số này không được cộng vào báo cáo: chọn lại loại nếu nhầm, xóa số này, hoặc {explain}.",
       severity="query",
       why="Số liệu được cộng theo loại của dòng; một số ghi ở ô của loại khác thì không vào tổng nào.",
       example="Dòng c2 - Hiện vật có Số tiền 2.000.000: tách thành một dòng c1 - Tiền.")
def amount_for_another_kind(batch: Batch) -> Iterator[Failure]:
    """A number stands in a column that the row's kind does not use, so it would be counted nowhere."""
    yield from _not_meant(batch, amounts=True)


@check("C205", "Loại {kind} không dùng ô {column.header}, đang ghi “{value}”.",
       mend="Nếu chọn nhầm loại thì chọn lại; nếu không thì không phải làm gì.", severity="notice",
       why="Ô này dành cho loại khác; nội dung vẫn được giữ nhưng không được dùng.",
       example="Dòng a3 có Văn bản giao việc: chỉ loại a1 dùng ô này.")
def words_for_another_kind(batch: Batch) -> Iterator[Failure]:
    """A text or choice stands in a column that the row's kind does not use."""
    yield from _not_meant(batch, amounts=False)


@check("C206", "Ô {column.header} đang ghi tạm “{value}”.",
       mend="Ghi thông tin thật khi đã có, hoặc {explain} vì sao chưa có.", severity="query",
       why="Chữ ghi tạm làm ô trông như đã đủ, nhưng Hội đồng không đối chiếu được gì.",
       example="Minh chứng “đang cập nhật”: ghi nơi lưu hồ sơ.")
def placeholder(batch: Batch) -> Iterator[Failure]:
    """A text that must be filled holds only a place; texts below their least length are C207's."""
    for sheet, column, frame in batch.columns():
        if column.type in WORDS and column.required:
            texts = frame[column.key]
            yield fail(sheet, column, frame, mask(key in PLACEHOLDERS and len(text) >= column.min_chars
                                                  for text, key in zip(texts.tolist(), keys(texts), strict=True)))


@check("C211", "“{value}” không có trong danh sách của ô {column.header}.",
       mend="{maybe}Bấm mũi tên ở ô và chọn một mục trong danh sách.",
       why="Ô này chỉ nhận các mục có sẵn để số liệu của các đơn vị cộng được với nhau.",
       example="“Ủng hộ” ở ô Hình thức: chọn Tự ủng hộ hoặc Vận động.")
def unknown_choice(batch: Batch) -> Iterator[Failure]:
    """A choice is one of its list, by code or label."""
    for sheet, column, frame, proposal in noted(batch, ("choice",), "unknown_choice"):
        yield fail(sheet, column, frame, proposal=proposal)
