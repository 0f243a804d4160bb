"""R33x, the form against the sheets: what is declared nil, what was reported, and who signed when."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import PLACEHOLDERS, Failure, check, fail, filled, keyed, keys, mask
from emulation_batch.definition import Column
from emulation_batch.vietnamese import match_key, strip_salutation

EVERYTHING, YES, NO = "*", "co", "khong"
REASON, HEAD, WRITER, SIGNED = "ly_do_kps", "thu_truong", "nguoi_lap", "ngay_ky"


def _declarations(batch: Batch, *, everything: bool) -> Iterator[Column]:
    """Fields of the form that declare something nil: the whole workbook, or one sheet."""
    for column in batch.definition.form.columns:
        if column.declares_nil and (column.declares_nil == EVERYTHING) == everything:
            yield column


def _rows_by_file(batch: Batch, sheet: str) -> pd.Series:
    """For each row of the form, how many rows its file has in a sheet, or in all of them ("*")."""
    frames = [frame for table, frame in batch.tables() if sheet in (EVERYTHING, table.key)]
    files = Counter(file for frame in frames for file in frame["_file"].tolist())
    form = batch.sheets[batch.definition.form.key]
    return pd.Series([files[file] for file in form["_file"].tolist()], index=form.index, dtype="int64")


@check("R331", "Ô {column.header} chọn Có, nhưng trang “{page}” có {count} dòng.",
       mend="Chọn Không nếu các dòng là đúng, hoặc xóa các dòng.",
       why="Không phát sinh và có kết quả là hai câu trả lời trái nhau; chương trình không chọn thay đơn vị.",
       example="Trang 2a không phát sinh = Có mà trang 2a có 2 dòng: chọn Không.")
def nil_sheet_with_rows(batch: Batch) -> Iterator[Failure]:
    """A sheet declared nil has no row."""
    form = batch.definition.form
    frame = batch.sheets[form.key]
    for column in _declarations(batch, everything=False):
        count = _rows_by_file(batch, column.declares_nil)
        yield fail(form, column, frame, (frame[column.key] == YES) & (count > 0), count=count,
                   page=batch.definition.sheet(column.declares_nil).name)


@check("R332", "Ô {column.header} chọn Có, nhưng tệp có {count} dòng kết quả.",
       mend="Chọn Không nếu các dòng là đúng, hoặc xóa các dòng.",
       why="Không phát sinh và có kết quả là hai câu trả lời trái nhau; chương trình không chọn thay đơn vị.",
       example="Cả kỳ không phát sinh = Có mà trang 3 có 4 dòng: chọn Không.")
def nil_file_with_rows(batch: Batch) -> Iterator[Failure]:
    """A file declared nil has no row at all."""
    form = batch.definition.form
    frame = batch.sheets[form.key]
    count = _rows_by_file(batch, EVERYTHING)
    for column in _declarations(batch, everything=True):
        yield fail(form, column, frame, (frame[column.key] == YES) & (count > 0), count=count)


@check("R333", "Tệp không có dòng kết quả nào, cũng không khai “{column.header}”.",
       mend="Chọn Có nếu cả kỳ không có kết quả; nếu có thì điền vào các trang rồi gửi lại.",
       why="Tệp trống có thể là gửi nhầm; chỉ lời khai của đơn vị cho biết kỳ này thật sự không có gì.",
       example="Gửi nhầm tệp mẫu chưa điền: điền và gửi lại với lần gửi 2.")
def nothing_said(batch: Batch) -> Iterator[Failure]:
    """A file has rows, or says that there is nothing to report."""
    form = batch.definition.form
    frame = batch.sheets[form.key]
    for column in _declarations(batch, everything=True):
        yield fail(form, column, frame, (frame[column.key] != YES) & (_rows_by_file(batch, EVERYTHING) == 0))


@check("R334", "Trang “{page}” không có dòng nào mà ô {column.header} chưa chọn Có.",
       mend="Chọn Có nếu trang này không phát sinh; nếu còn thiếu thì điền và gửi lại.", severity="query",
       why="Để trống khác với không phát sinh: chỉ khi đơn vị khai, tiêu chuẩn đó mới được ghi là không phát sinh.",
       example="Trang 2b trống: chọn Có ở ô Trang 2b không phát sinh.")
def empty_sheet_not_declared(batch: Batch) -> Iterator[Failure]:
    """An empty sheet is declared nil, unless the whole file is, or has nothing at all (R333)."""
    form = batch.definition.form
    frame = batch.sheets[form.key]
    silent = _rows_by_file(batch, EVERYTHING) == 0
    for column in _declarations(batch, everything=True):
        silent |= frame[column.key] == YES
    for column in _declarations(batch, everything=False):
        empty = _rows_by_file(batch, column.declares_nil) == 0
        yield fail(form, column, frame, empty & ~silent & (frame[column.key] != YES),
                   page=batch.definition.sheet(column.declares_nil).name)


@check("R335", "Đã khai không phát sinh nhưng ô {column.header} để trống.",
       mend="Ghi một câu lý do, ví dụ trong kỳ không được giao văn bản về giảm nghèo.", severity="query",
       why="Hội đồng cần biết vì sao không phát sinh để xét đúng tiêu chuẩn.",
       example="Ghi: trong kỳ không được giao văn bản về giảm nghèo.")
def nil_without_reason(batch: Batch) -> Iterator[Failure]:
    """Who declares something nil says why."""
    form = batch.definition.form
    if form.has(REASON):
        frame = batch.sheets[form.key]
        declared = pd.Series(False, index=frame.index)
        for column in form.columns:
            if column.declares_nil:
                declared |= frame[column.key] == YES
        yield fail(form, form.column(REASON), frame, declared & ~filled(batch, form, form.column(REASON)))


@check("R336", "Cả kỳ khai không phát sinh, nhưng ô {column.header} chọn Không.",
       mend="Chọn lại cho khớp: cả kỳ không phát sinh thì từng trang cũng không phát sinh.", severity="query",
       why="Hai ô trả lời trái nhau thì không biết đơn vị có kết quả hay không.",
       example="Cả kỳ Có, Trang 2a Không: sửa một trong hai ô.")
def nil_file_but_not_sheet(batch: Batch) -> Iterator[Failure]:
    """Where the whole file is nil, no sheet says otherwise."""
    form = batch.definition.form
    frame = batch.sheets[form.key]
    for whole in _declarations(batch, everything=True):
        for column in _declarations(batch, everything=False):
            yield fail(form, column, frame, (frame[whole.key] == YES) & (frame[column.key] == NO))


@check("R337", "Biểu ký ngày {value}, trước khi kỳ kết thúc ({last}).",
       mend="Không phải sửa nếu số liệu đã đủ đến hết kỳ.", severity="notice",
       why="Ký sớm thì kết quả những ngày cuối kỳ có thể còn thiếu.",
       example="Ký 10/03/2022 trong khi kỳ kết thúc 14/03/2022: bổ sung nếu còn việc sau ngày ký.")
def signed_early(batch: Batch) -> Iterator[Failure]:
    """The form is signed when the window has ended."""
    form = batch.definition.form
    if form.has(SIGNED):
        frame = batch.sheets[form.key]
        yield fail(form, form.column(SIGNED), frame, frame[SIGNED] < pd.Timestamp(batch.period.to), last=batch.period.to)


@check("R338", "Ô {column.header} ghi “{value}”, khác tên thủ trưởng trong danh mục.",
       mend="Sửa nếu ghi nhầm; nếu thủ trưởng đã thay hoặc người khác ký thay, báo Văn phòng Sở.", severity="notice",
       why="Người duyệt biểu chịu trách nhiệm về số liệu; danh mục cần đúng để mời họp và gửi kết quả.",
       example="Danh mục còn tên thủ trưởng cũ: báo Văn phòng Sở cập nhật.")
def another_head(batch: Batch) -> Iterator[Failure]:
    """The head on the form is the head of the registry, salutations aside; placeholders are C206's."""
    form = batch.definition.form
    if form.has(HEAD):
        frame = batch.sheets[form.key]
        heads = {unit.code: match_key(unit.head) for unit in batch.registry.units_on(batch.period.to)}
        written = keyed(frame[HEAD], lambda name: match_key(strip_salutation(name)[0]))
        expected = [heads.get(unit, "") for unit in frame["_unit"].tolist()]
        yield fail(form, form.column(HEAD), frame, mask(head != "" and name not in ("", head, *PLACEHOLDERS)
                                                        for name, head in zip(written, expected, strict=True)))


@check("R339", "Người lập biểu và thủ trưởng là cùng một người: “{value}”.",
       mend="Không phải sửa nếu đúng.", severity="notice",
       why="Biểu nên được người khác xem lại trước khi gửi.",
       example="Đơn vị ít người, thủ trưởng tự lập biểu: không phải sửa.")
def same_hand(batch: Batch) -> Iterator[Failure]:
    """Who fills the form in and who approves it are two people."""
    form = batch.definition.form
    if form.has(WRITER) and form.has(HEAD):
        frame = batch.sheets[form.key]
        yield fail(form, form.column(WRITER), frame, mask(writer != "" and writer == head for writer, head in zip(
            keys(frame[WRITER]), keys(frame[HEAD]), strict=True)))
