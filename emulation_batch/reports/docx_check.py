"""Looks at a Word file from outside: what a template may hold, and whether a finished report holds all it should.

docxtpl mends broken XML silently: one bad character once cut a report of 20 units to 6 without a word. So the finished
document is parsed strictly, and its rows, its units and its last words are looked for.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from lxml import etree

from emulation_batch.errors import CAUSES, TemplateFault
from emulation_batch.reports.docx_scan import LEFT_FOR_PEOPLE, TABLE_MARK, Printed
from emulation_batch.reports.plain_values import NOT_XML
from emulation_batch.reports.template_tags import TAG

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
HYPERLINK = "/hyperlink"
TABLE, ROW = f"{W}tbl", f"{W}tr"
STRICT = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
PLAIN = etree.XMLParser(**STRICT)
NAME = re.compile(r"\{\{-?\s*(?!loop\b)\w+\.(\w+)\s*-?\}\}")
LOOP = re.compile(r"\s*\{%tc\s+for\s+\w+\s+in\s+\w+\.(\w+)\s*%\}\s*\Z")
LOOP_END = re.compile(r"\s*\{%tc\s+endfor\s*%\}\s*\Z")
TableRow = tuple[str, int, list[str]]
"""Key of a table, number of a row, its cells."""


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a .docx by name, in their order. TemplateFault when it is none; OSError when the system refuses."""
    try:
        with zipfile.ZipFile(path) as packed:
            found = {name: packed.read(name) for name in packed.namelist()}
    except FileNotFoundError:
        raise TemplateFault(f"Không tìm thấy mẫu {path.name} trong {path.parent.name}. Chạy “emulation-batch init” ở thư mục "
                            "khác rồi chép mẫu sang.") from None
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno in CAUSES:
            raise
        raise TemplateFault(f"Mẫu {path.name} không mở được. Mở bằng Word, lưu lại với đuôi .docx.") from None
    if BODY not in found:
        raise TemplateFault(f"Mẫu {path.name} không phải văn bản Word. Mở bằng Word, lưu lại với đuôi .docx.")
    return found


def read(name: str, content: bytes, file: str):
    """One XML part, strictly, without a document type and so without entities; TemplateFault otherwise."""
    try:
        tree = etree.fromstring(content, PLAIN)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None or tree.getroottree().docinfo.doctype:
        raise _broken(name, file)
    return tree


def _broken(name: str, file: str) -> TemplateFault:
    return TemplateFault(f"Tệp {file} hỏng ở phần {name}. Mở mẫu bằng Word và lưu lại.")


def refuse_links(found: Mapping[str, bytes], file: str) -> None:
    """A template reaches nothing outside itself but hyperlinks: other links would open, or show, a file of someone's."""
    for name, content in found.items():
        if not name.endswith(".rels"):
            continue
        for relation in read(name, content, file):
            if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(HYPERLINK):
                raise TemplateFault(f"Mẫu {file} nối tới tệp bên ngoài “{relation.get('Target')}”. Mở bằng Word, bỏ liên "
                                    "kết đó (ảnh: chèn thẳng vào văn bản) rồi lưu lại.")


def paragraphs(content: bytes, name: str, file: str) -> list[str]:
    """The text of every paragraph of a part, tables included, in order."""
    return _texts(read(name, content, file))


def placeholders(path: Path) -> list[str]:
    """The paragraphs of a finished report in which a mark such as "[Văn phòng Sở bổ sung]" waits for a person."""
    content = parts(path)[BODY]
    return [text for text in paragraphs(content, BODY, path.name) if LEFT_FOR_PEOPLE.search(text)]


def refuse_stray_braces(found: Mapping[str, bytes], file: str) -> None:
    """A tag that lost a brace would stand in the paper as it is: TemplateFault names it."""
    for name, content in found.items():
        for text in paragraphs(content, name, file):
            left = TAG.sub("", text)
            if "{" in left or "}" in left:
                raise TemplateFault(f"Mẫu {file}: có dấu ngoặc nhọn lẻ ở đoạn “{text[:120]}”, thẻ sẽ bị in nguyên ra giấy. "
                                    "Mỗi thẻ cần đủ dấu mở và dấu đóng trong cùng một đoạn.")


def lines(content: bytes, file: str) -> list[str]:
    """The text of the body's own paragraphs, tables left out."""
    return [text for paragraph in read(BODY, content, file).findall(f"{W}body/{W}p") for text in _texts(paragraph)]


def _texts(tree: Any) -> list[str]:
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in tree.iter(f"{W}p")]


class Expected:
    """What papers from one template must hold: the tables and tags that the template itself has, read once."""

    def __init__(self, template: Mapping[str, bytes], file: str) -> None:
        self._file = file
        tree = read(BODY, template[BODY], file)
        rows = dict(_data_rows(tree))
        self._tables, self._tags = rows.keys(), "\n".join(_texts(tree))
        self._cells = {key: next((told for row in lines if any(told := _tags_of(row))), []) for key, lines in rows.items()}

    def to_print(self, expect: Mapping[str, Any]) -> Printed:
        """Takes the paragraphs of a paper, to see that it prints what it must. expect: as `hold` knows it."""
        return Printed(text for tag, texts in expect.get("texts", {}).items() if re.search(rf"\b{tag}\b", self._tags)
                       for text in texts)

    def hold(self, printed: Printed, expect: Mapping[str, Any]) -> None:
        """Count a finished paper against what it was made from; TemplateFault when something was lost.

        expect: "rows" (table key -> how many), "texts" (tag -> what it must have printed). A table or a tag that the Office
        took out of the template is not missed.
        """
        rows = printed.rows
        lost = [f"bảng “{key}” có {rows.get(key, 0)}/{count} dòng" for key, count in expect.get("rows", {}).items()
                if count and rows.get(key, 0) != count and _stands_in(key, self._tables)]
        lost += [f"không có “{text}”" for text in printed.missing]
        if lost:
            raise TemplateFault(f"Báo cáo từ mẫu {self._file} thiếu nội dung: {'; '.join(lost)}. Kiểm tra các thẻ trong mẫu.")

    def other_cells(self, found: Iterable[TableRow], rows: Mapping[str, list[Mapping[str, Any]]]
                    ) -> Iterator[tuple[str, int, str, str]]:
        """Table, row number, what stands and what should, for each cell that differs. found: as `table_rows` gives it.

        rows: table key -> what its rows were made from. Cells are known by the template's tags ("{{ row.month }}"), wherever
        the Office moved them; a cell with more than one tag alone is not judged.
        """
        for key, number, cells in found:
            lines = rows.get(key, [])
            if not 1 <= number <= len(lines):
                continue
            line, tags = lines[number - 1], next((tags for name, tags in self._cells.items() if _is_table(key, name)), [])
            meant = [(tag, str(text)) for tag in tags for text in _texts_of(tag, line)]
            for shown, (tag, text) in zip(cells, meant, strict=False):
                if tag.rstrip("*") in line and "".join(shown.split()) != "".join(NOT_XML.sub("", text).split()):
                    yield key, number, shown, text


def _stands_in(key: str, tables: Iterable[str]) -> bool:
    """Whether the template has that table, also where a loop completes its key ("tieu_chuan_{{ standard.code }}")."""
    return any(_is_table(key, name) for name in tables)


def _is_table(key: str, name: str) -> bool:
    return key == name or ("{{" in name and key.startswith(name.partition("{{")[0]))


def tables(content: bytes, file: str) -> dict[str, list[list[str]]]:
    """Table key -> the cells of its rows below the header rows."""
    found: dict[str, list[list[str]]] = {}
    for key, number, cells in table_rows(BytesIO(content), file):
        if key and (number == 1 or key not in found):
            found[key] = []
        if key and number:
            found[key].append(cells)
    return found


def table_rows(body: IO[bytes], file: str) -> Iterator[TableRow]:
    """The rows below the header rows of every table, and 0 with no cells where one ends; key "" for tables without one. A row
    is let go once it is read: a country's has 10,000."""
    opened: list[int] = []
    try:
        for event, element in etree.iterparse(body, events=("start", "end"), tag=(TABLE, ROW), **STRICT):
            if element.tag == TABLE and event == "start":
                opened.append(0)
            elif element.tag == TABLE:
                opened.pop()
                yield _marked(element), 0, []
            elif event == "end" and element.getparent().tag == TABLE:
                if not _is_header(element):
                    opened[-1] += 1
                    cells = [" ".join(_texts(cell)) for cell in element.findall(f"{W}tc")]
                    yield _marked(element.getparent()), opened[-1], cells
                if len(opened) == 1:
                    _let_go(element)
    except etree.XMLSyntaxError:
        raise _broken(BODY, file) from None


def _let_go(row: Any) -> None:
    row.clear()
    before = row.getprevious()
    if before is not None and before.tag == ROW:
        row.getparent().remove(before)


def _tags_of(row: Any) -> list[str]:
    """The one name each cell of a template's row prints, "" for other cells; "cells*" for one cell for each of a list."""
    texts = ["".join(_texts(cell)) for cell in row.findall(f"{W}tc")]
    tags: list[str] = []
    for place, text in enumerate(texts):
        if LOOP_END.match(text):
            continue
        before = LOOP.match(texts[place - 1]) if place else None
        if before:
            tags.append(f"{before[1]}*" if TAG.fullmatch(text.strip()) else "")
        elif not LOOP.match(text):
            found = NAME.fullmatch(text.strip())
            tags.append(found[1] if found else "")
    return tags


def _texts_of(tag: str, line: Mapping[str, Any]) -> list[Any]:
    if tag.endswith("*"):
        return list(line.get(tag[:-1], ()))
    return [line.get(tag, "")]


def _data_rows(tree: Any) -> Iterator[tuple[str, list[Any]]]:
    for table in tree.iter(TABLE):
        if key := _marked(table):
            yield key, [row for row in table.findall(ROW) if not _is_header(row)]


def _marked(table: Any) -> str:
    """The key of a table, "" for one without."""
    mark = table.find(f"{W}tblPr/{W}tblDescription")
    text = "" if mark is None else str(mark.get(f"{W}val", ""))
    return text.removeprefix(TABLE_MARK) if text.startswith(TABLE_MARK) else ""


def _is_header(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}tblHeader") is not None
