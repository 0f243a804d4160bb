"""A31x, rows against rows: the same thing told twice, in one unit or in two.

No row is dropped silently: an exact copy within a unit is refused, everything else is asked. What is said to a unit about
another unit names that unit and a document at most, never a person.
"""

from collections.abc import Iterator, Sequence

from emulation_batch.batch import Batch
from emulation_batch.checks import same
from emulation_batch.checks.base import Failure, check, keyed
from emulation_batch.checks.cells import of_kind
from emulation_batch.checks.rows import tables_with
from emulation_batch.definition import Sheet

TITLE, DATE, DOCUMENT, RECEIPT = "noi_dung", "ngay", "so_ky_hieu", "chung_tu"


@check("A311", "Dòng này giống hệt hàng {first} của cùng trang.",
       mend="Xóa dòng này; nếu là hai việc khác nhau thì ghi rõ chỗ khác nhau.",
       why="Một việc chỉ được tính một lần; dòng đầu đã được nhận.",
       example="Chép nhầm hàng 9 của Excel xuống hàng 10: xóa hàng 10.")
def duplicate_row(batch: Batch) -> Iterator[Failure]:
    """No row repeats an earlier row of its unit in every meaningful column; the first of them stays."""
    for sheet, frame in batch.tables():
        column = sheet.column(TITLE) if sheet.has(TITLE) else sheet.columns[0]
        rows = same.alike(frame, sheet)
        cells = same.cells_of(sheet, column, rows, same.folded(rows, sheet))
        yield from same.pointed(batch, same.earlier_in_unit(cells), first=same.row_number)


@check("A312", "Văn bản “{value}” cũng được {unit} báo cáo trong kỳ này.",
       mend="Thống nhất đơn vị chủ trì, hoặc giải trình phần việc của đơn vị mình trong dòng.", severity="query",
       why="Văn bản hai đơn vị cùng làm phải thống nhất đơn vị chủ trì; khi chưa thống nhất, số của Sở đang cộng cả hai.",
       example="125/BC-STTTT có ở hai đơn vị: ghi rõ đơn vị nào chủ trì, đơn vị nào phối hợp.")
def document_of_two_units(batch: Batch) -> Iterator[Failure]:
    """A document number stands in one unit only; both sides are asked."""
    cells = same.gather_columns(batch, same.document_key, DOCUMENT)
    yield from same.pointed(batch, same.in_another_unit(cells), unit=same.unit_name(batch))


@check("A313", "Đường dẫn ở ô {column.header} đã dùng ở {where}.",
       mend="Mỗi kết quả ghi đường dẫn riêng; nếu một trang có nhiều kết quả thì giải trình trong dòng.", severity="query",
       why="Một tin, bài chỉ được tính một lần.",
       example="Hai dòng d1 cùng một đường dẫn: xóa một dòng, hoặc ghi đúng đường dẫn của bài thứ hai.")
def same_link(batch: Batch) -> Iterator[Failure]:
    """An address serves as evidence once, in the unit and among the units."""
    names = {column.key: None for sheet in batch.definition.tables for column in sheet.columns if column.type == "text"}
    yield from _used_twice(batch, same.gather_columns(batch, same.link_key, *names))


@check("A314", "Chứng từ “{value}” đã dùng ở {where}.",
       mend="Ghi đúng chứng từ của dòng này; nếu một chứng từ cho nhiều khoản thì giải trình trong dòng.", severity="query",
       why="Một chứng từ dùng hai lần có thể là một khoản tiền báo cáo hai lần.",
       example="Hai dòng cùng ghi UNC 15 ngày 02/03/2022: xóa một dòng, hoặc giải trình.")
def same_receipt(batch: Batch) -> Iterator[Failure]:
    """A numbered receipt stands behind one row, in the unit and among the units."""
    yield from _used_twice(batch, same.gather_columns(batch, same.receipt_key, RECEIPT))


def _used_twice(batch: Batch, cells: Sequence[same.Cell]) -> Iterator[Failure]:
    """Cells whose key stands in an earlier row of the unit, and the others that another unit has too."""
    earlier = same.earlier_in_unit(cells)
    yield from same.pointed(batch, earlier, where=same.place(batch))
    elsewhere = {cell: like for cell, like in same.in_another_unit(cells).items() if cell not in earlier}
    yield from same.pointed(batch, elsewhere, where=same.unit_name(batch))


@check("A315", "{unit} cũng báo cáo việc này, cùng nội dung và cùng ngày.",
       mend="Thống nhất đơn vị chủ trì, hoặc giải trình phần việc của đơn vị mình trong dòng.", severity="query",
       why="Hoạt động chung phải thống nhất đơn vị chủ trì; khi chưa thống nhất, số của Sở đang cộng cả hai.",
       example="Hai đơn vị cùng tổ chức một hội nghị: đơn vị chủ trì báo cáo, đơn vị kia giải trình phần phối hợp.")
def work_of_two_units(batch: Batch) -> Iterator[Failure]:
    """The same work on the same day stands in one unit only; both sides are asked."""
    for sheet, frame in tables_with(batch, TITLE, DATE):
        titles, days = keyed(frame[TITLE], same.title_key), same.texts(frame[DATE])
        cells = same.cells_of(sheet, sheet.column(TITLE), frame, same.joined(titles, days))
        yield from same.pointed(batch, same.in_another_unit(cells), unit=same.unit_name(batch))


def initiatives(batch: Batch) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
    """Sheets with titled rows that speak for a clause of initiatives, and the kinds of those rows."""
    for clause in batch.definition.clauses:
        for source in clause.sources:
            sheet = batch.definition.sheet(source.sheet)
            if clause.rule == "initiative" and sheet.has(TITLE):
                yield sheet, source.kinds


@check("A316", "{unit} cũng báo cáo sáng kiến, giải pháp cùng tên.",
       mend="Thống nhất một đơn vị báo cáo, hoặc giải trình phần đóng góp của đơn vị mình trong dòng.", severity="query",
       why="Nhóm tác giả ở hai đơn vị phải thống nhất nơi báo cáo; khi chưa thống nhất, số của Sở đang cộng cả hai.",
       example="Đồng tác giả ở hai phòng: phòng của tác giả chính báo cáo.")
def initiative_of_two_units(batch: Batch) -> Iterator[Failure]:
    """An initiative stands in one unit only, whatever its day; both sides are asked."""
    for sheet, kinds in initiatives(batch):
        rows = batch.sheets[sheet.key][of_kind(batch, sheet, kinds)]
        cells = same.cells_of(sheet, sheet.column(TITLE), rows, keyed(rows[TITLE], same.title_key))
        yield from same.pointed(batch, same.in_another_unit(cells), unit=same.unit_name(batch))
