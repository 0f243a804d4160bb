"""Looks at a Word file from outside: what a template may hold, and whether a finished report holds all it should.

docxtpl mends broken XML silently: one bad character once cut a report of 20 units to 6 without a word. So the finished
document is parsed strictly, and its rows, its units and its last words are looked for.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from emulation_batch.errors import CAUSES, TemplateFault
from emulation_batch.reports.docx_scan import TABLE_MARK, Scanned

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
HYPERLINK = "/hyperlink"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


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
    """One XML part, strictly and without entities; TemplateFault otherwise."""
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        raise TemplateFault(f"Tệp {file} hỏng ở phần {name}. Mở mẫu bằng Word và lưu lại.") from None


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
        self._tables, self._tags = _row_counts(tree), "\n".join(_texts(tree))

    def hold(self, found: Scanned, expect: Mapping[str, Any]) -> None:
        """Count a finished paper against what it was made from; TemplateFault when something was lost.

        expect: "rows" (table key -> how many), "texts" (tag -> what it must have printed). A table or a tag that the Office
        took out of the template is not missed.
        """
        lost = [f"bảng “{key}” có {found.rows.get(key, 0)}/{count} dòng" for key, count in expect.get("rows", {}).items()
                if count and found.rows.get(key, 0) != count and _stands_in(key, self._tables)]
        printed = "\n".join(found.paragraphs)
        lost += [f"không có “{text}”" for tag, texts in expect.get("texts", {}).items()
                 if re.search(rf"\b{tag}\b", self._tags) for text in texts if text not in printed]
        if lost:
            raise TemplateFault(f"Báo cáo từ mẫu {self._file} thiếu nội dung: {'; '.join(lost)}. Kiểm tra các thẻ trong mẫu.")


def _stands_in(key: str, tables: Iterable[str]) -> bool:
    """Whether the template has that table, also where a loop completes its key ("tieu_chuan_{{ standard.code }}")."""
    return any(key == name or ("{{" in name and key.startswith(name.partition("{{")[0])) for name in tables)


def tables(content: bytes, file: str) -> dict[str, list[list[str]]]:
    """Table key -> the cells of its rows below the header rows."""
    return {key: [[" ".join(_texts(cell)) for cell in row.findall(f"{W}tc")] for row in rows]
            for key, rows in _data_rows(read(BODY, content, file))}


def _row_counts(tree: Any) -> dict[str, int]:
    return {key: len(rows) for key, rows in _data_rows(tree)}


def _data_rows(tree: Any) -> Iterator[tuple[str, list[Any]]]:
    for table in tree.iter(f"{W}tbl"):
        mark = table.find(f"{W}tblPr/{W}tblDescription")
        key = "" if mark is None else mark.get(f"{W}val", "")
        if key.startswith(TABLE_MARK):
            yield (key.removeprefix(TABLE_MARK),
                   [row for row in table.findall(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None])
