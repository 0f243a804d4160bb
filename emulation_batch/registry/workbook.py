"""danh_muc.xlsx as cells: the file is opened, its sheets and header rows are found, its used lines are listed."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emulation_batch.errors import DefinitionFault, Fault, cause_of
from emulation_batch.layout import a1
from emulation_batch.registry.cells import Book, Row
from emulation_batch.registry.sheets import REQUIRED_MARK, Table
from emulation_batch.vietnamese import bare_key, clean, closest, match_key

HEADER_SEARCH_ROWS = 30
LAST_COLUMN = 100
BLANK_ROWS_AT_THE_END = 10_000
OLE_MARK = b"\xd0\xcf\x11\xe0"
STRICT_MARK = b"purl.oclc.org/ooxml"


@dataclass(frozen=True)
class Line:
    """One used line of a sheet, as typed. `row` is the row Excel shows; `columns` gives the zero-based column of each field."""

    file: str
    table: Table
    row: int
    columns: dict[str, int]
    cells: dict[str, Any]

    def at(self, key: str) -> str:
        """Where a cell stands, as a person looks for it: "danh_muc.xlsx, trang Cán bộ, ô D12"; the line where the sheet lacks
        the column."""
        place = f"ô {a1(self.row - 1, self.columns[key])}" if key in self.columns else f"dòng {self.row}"
        return f"{self.file}, trang {self.table.name}, {place}"


def open_book(path: Path) -> tuple[Book, str]:
    """The workbook and the sha256 of its bytes; DefinitionFault tells why it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DefinitionFault(f"Không tìm thấy {path}. Chạy “emulation-batch init” để tạo thư mục làm việc.") from None
    except OSError as error:
        raise DefinitionFault(f"Không đọc được {path}: {cause_of(error)}. Đóng tệp trong Excel rồi chạy lại.") from None
    if content.startswith(OLE_MARK):
        raise _unreadable(path, "tệp có mật khẩu, hoặc là kiểu .xls cũ.", "Bỏ mật khẩu, lưu lại đuôi .xlsx.")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise _unreadable(path, "đây không phải tệp Excel kiểu .xlsx.", "Mở bằng Excel, lưu lại đuôi .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            strict = STRICT_MARK in package.read("xl/workbook.xml")
        book = Book(content)
    except Exception as error:  # a damaged package fails in many ways; for the clerk they are one
        raise _unreadable(path, "tệp bị hỏng.", "Lấy lại bản lưu gần nhất, hoặc mở bằng Excel rồi lưu lại.") from error
    if strict:
        raise _unreadable(path, "tệp lưu kiểu Strict Open XML.", "Mở bằng Excel, lưu lại đuôi .xlsx.")
    return book, hashlib.sha256(content).hexdigest()


def _unreadable(path: Path, problem: str, mend: str) -> DefinitionFault:
    return DefinitionFault(f"{path.name} không đọc được: {problem} {mend}", (Fault(path.name, problem, mend),))


def read_lines(book: Book, table: Table, file: str, faults: list[Fault]) -> list[Line]:
    """The used lines of a sheet; a missing sheet, header row or column is added to the faults."""
    name = next((name for name in book.names if match_key(name) == match_key(table.name)), None)
    if name is None and table.optional:
        faults += [Fault(f"{file}, trang {near}", f"có phải là trang “{table.name}”?", f"Đổi tên trang thành “{table.name}”.")
                   for near in book.names if bare_key(near) == bare_key(table.name)]
        return []
    if name is None:
        near = closest(table.name, book.names)
        faults.append(Fault(file, f"thiếu trang “{table.name}”.",
                            f"Có phải là trang “{near}”? Đổi lại tên trang." if near else "Thêm trang này theo tệp mẫu."))
        return []
    try:
        rows = list(_used_rows(book.rows(name)))
    except Exception:  # broken XML of one sheet shows only while it is streamed
        faults.append(Fault(f"{file}, trang {table.name}", "trang bị hỏng, không đọc được.", "Lấy lại bản lưu gần nhất."))
        return []
    header = _find_header(rows, table)
    if header is None:
        titles = " | ".join(field.title for field in table.fields)
        faults.append(Fault(f"{file}, trang {table.name}", "không tìm thấy dòng tiêu đề.", f"Ghi một dòng tiêu đề: {titles}."))
        return []
    number, cells = header
    columns = _columns(table, number, cells, file, faults)
    lines = [Line(file, table, row, columns, {key: found[column] for key, column in columns.items() if column in found})
             for row, found in rows if row > number]
    return [line for line in lines if line.cells]


def _used_rows(rows: Iterable[Row]) -> Iterator[tuple[int, dict[int, Any]]]:
    """Rows with something in them: (row Excel shows, zero-based column -> value). A sheet styled to its last row ends where
    nothing stands any more."""
    last = 0
    for number, cells in rows:
        if number - last > BLANK_ROWS_AT_THE_END:
            return
        found = {column: _cleaned(value) for column, value in cells if column < LAST_COLUMN and not _blank(value)}
        if found:
            last = number
            yield number, found


def _blank(value: Any) -> bool:
    return isinstance(value, str) and not clean(value)


def _cleaned(value: Any) -> Any:
    return " ".join(clean(value).split()) if isinstance(value, str) else value


def _header_key(text: Any) -> str:
    """A header without the mark of a required column and without what stands in brackets."""
    return match_key(re.sub(r"\(.*\)", "", str(text)).strip().removesuffix(REQUIRED_MARK.strip()))


def _find_header(rows: list[tuple[int, dict[int, Any]]], table: Table) -> tuple[int, dict[int, Any]] | None:
    """The first row that holds at least half of the sheet's headers."""
    titles = {_header_key(field.header) for field in table.fields}
    for number, cells in rows[:HEADER_SEARCH_ROWS]:
        if 2 * len(titles & {_header_key(text) for text in cells.values()}) >= len(titles):
            return number, cells
    return None


def _columns(table: Table, row: int, cells: dict[int, Any], file: str, faults: list[Fault]) -> dict[str, int]:
    """Field -> zero-based column. Columns of the clerk's own are left alone; one that is nearly a header is asked about."""
    place = f"{file}, trang {table.name}, dòng {row}"
    by_key: dict[str, int] = {}
    for column, text in cells.items():
        if _header_key(text) in by_key and any(_header_key(text) == _header_key(field.header) for field in table.fields):
            faults.append(Fault(place, f"có hai cột “{text}”.", "Xóa hoặc đổi tên một cột."))
        by_key.setdefault(_header_key(text), column)
    found = {field.key: by_key[_header_key(field.header)] for field in table.fields if _header_key(field.header) in by_key}
    others = [str(text) for column, text in cells.items() if column not in found.values()]
    for field in table.fields:
        if field.key not in found:
            near = closest(field.header, others)
            if field.optional and not near:
                continue
            faults.append(Fault(place, f"thiếu cột “{field.header}”.",
                                f"Có phải là cột “{near}”? Sửa lại tiêu đề." if near else "Thêm cột này."))
    return found
