"""Reads the body of a finished paper in one pass over its text: the rows of its tables and what its paragraphs say.

The tree of lxml or ElementTree costs ten times as much as making the paper. The text is first parsed strictly by expat, without
a tree, so that nothing broken is counted. It is our own text, made from a template whose parts were read as strictly: prefix
`w`, as Word, LibreOffice and docxtpl itself have it.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from emulation_batch.errors import TemplateFault

TABLE_MARK = "bang:"
TOKEN = re.compile(
    r'<w:t(?: [^>]*)?>([^<]*)</w:t>|<(w:p|w:tbl|w:tr)(?=[ >/])[^>]*?(/?)>|</(w:p|w:tbl|w:tr)>'
    r'|<w:tblDescription w:val="([^"]*)"|<(w:tblHeader)\b')


@dataclass
class Scanned:
    """rows: table key -> rows below the header rows; paragraphs: the text of each, tables included, as they end."""

    rows: dict[str, int] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)


class Scan:
    """The rows and the paragraphs of a part that comes in stretches, none of which ends within a paragraph.

    found: what was seen so far; of a table without a key ("bang:…" in its description) the rows are not kept.
    """

    def __init__(self) -> None:
        self.found = Scanned()
        self._texts: list[list[str]] = []
        self._tables: list[list] = []

    def feed(self, xml: str) -> None:
        """Look at the next stretch."""
        found, texts, tables = self.found, self._texts, self._tables
        before = len(found.paragraphs)
        for token in TOKEN.finditer(xml):
            text, opened, whole, closed, key, head = token.groups()
            if text is not None:
                if texts:
                    texts[-1].append(text)
            elif opened == "w:p":
                if whole:
                    found.paragraphs.append("")
                else:
                    texts.append([])
            elif closed == "w:p":
                found.paragraphs.append("".join(texts.pop()))
            elif opened == "w:tbl":
                tables.append(["", 0])
            elif closed == "w:tbl":
                name, count = tables.pop()
                if name:
                    found.rows[name] = count
            elif opened == "w:tr":
                tables[-1][1] += 1
            elif head:
                tables[-1][1] -= 1
            elif key and key.startswith(TABLE_MARK):
                tables[-1][0] = unescape(key.removeprefix(TABLE_MARK))
        if "&" in xml:
            found.paragraphs[before:] = [unescape(text) if "&" in text else text for text in found.paragraphs[before:]]


def scan(xml: str) -> Scanned:
    """The same of a part that is whole."""
    seen = Scan()
    seen.feed(xml)
    return seen.found


class Strict:
    """Parses a finished part strictly as it comes."""

    def __init__(self, name: str, file: str) -> None:
        self._name, self._file = name, file
        self._parser = expat.ParserCreate()
        self._broken = False

    def feed(self, xml: bytes, last: bool = False) -> None:
        """Parse the next stretch; nothing is said before the end."""
        if not self._broken:
            try:
                self._parser.Parse(xml, last)
            except expat.ExpatError:
                self._broken = True

    def end(self) -> None:
        """TemplateFault when the part is broken."""
        self.feed(b"", True)
        if self._broken:
            raise TemplateFault(f"Báo cáo từ mẫu {self._file} hỏng ở phần {self._name}: các thẻ làm lệch cấu trúc văn bản. "
                                "So lại từng thẻ với mẫu gốc.")


def require_whole(name: str, xml: bytes, file: str) -> None:
    """Parse a finished part strictly; TemplateFault when it is broken."""
    strict = Strict(name, file)
    strict.feed(xml)
    strict.end()
