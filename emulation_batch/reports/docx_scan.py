"""Reads the body of a finished paper in one pass over its text: the rows of its tables and what its paragraphs say.

The tree of lxml or ElementTree costs ten times as much as making the paper. The text is first parsed strictly by expat, without
a tree, so that nothing broken is counted. It is our own text, made from a template whose parts were read as strictly: prefix
`w`, as Word, LibreOffice and docxtpl itself have it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import IO
from xml.parsers import expat

from emulation_batch.errors import TemplateFault

TABLE_MARK = "bang:"
LEFT_FOR_PEOPLE = re.compile(r"\[[^\[\]]*bổ sung[^\[\]]*\]")
PARAGRAPH, STRETCH = b"</w:p>", 1 << 20
MANY = 20_000
"""Paragraphs that are held at a time."""
TOKEN = re.compile(
    r'<w:t(?: [^>]*)?>([^<]*)</w:t>|<(w:p|w:tbl|w:tr)(?=[ >/])[^>]*?(/?)>|</(w:p|w:tbl|w:tr)>'
    r'|<w:tblDescription w:val="([^"]*)"|<(w:tblHeader)\b')


@dataclass
class Scanned:
    """rows: table key -> rows below the header rows; paragraphs: the text of each, tables included, as they end."""

    rows: dict[str, int] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)


Take = Callable[[Scanned], None]


class Scan:
    """The rows and the paragraphs of a part that comes in stretches, none of which ends within a tag or a text.

    found: what was seen so far; of a table without a key ("bang:…" in its description) the rows are not kept. take: is given
    what was seen, many paragraphs at a time, which are then let go.
    """

    def __init__(self, take: Take | None = None) -> None:
        self.found = Scanned()
        self._take = take
        self._texts: list[list[str]] = []
        self._tables: list[list] = []

    def feed(self, xml: str) -> None:
        """Look at the next stretch."""
        found, texts = self.found, self._texts
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
            elif closed == "w:p" and texts:
                said = "".join(texts.pop())
                found.paragraphs.append(unescape(said) if "&" in said else said)
            else:
                self.table(opened, closed, key, head)
        if len(found.paragraphs) >= MANY:
            self.end()

    def table(self, opened: str | None, closed: str | None, key: str | None, head: str | None) -> None:
        """Look at what begins or ends of a table: a tag, its key, the mark of a header row."""
        tables = self._tables
        if opened == "w:tbl":
            tables.append(["", 0])
        elif not tables:
            return
        elif closed == "w:tbl":
            name, count = tables.pop()
            if name:
                self.found.rows[name] = count
        elif opened == "w:tr":
            tables[-1][1] += 1
        elif head:
            tables[-1][1] -= 1
        elif key and key.startswith(TABLE_MARK):
            tables[-1][0] = unescape(key.removeprefix(TABLE_MARK))

    def end(self) -> None:
        """Hand on what is left."""
        if self._take:
            self._take(self.found)
            self.found = Scanned()


class Printed:
    """Texts that a paper must print, as its paragraphs come by. missing: those not seen so far; marks: paragraphs that wait
    for a person; rows: those of its tables."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.missing = list(texts)
        self.marks: list[str] = []
        self.rows: dict[str, int] = {}

    def take(self, seen: Scanned) -> None:
        """Look at more of it."""
        self.rows |= seen.rows
        printed = "\n".join(seen.paragraphs)
        self.missing = [text for text in self.missing if text not in printed]
        if "[" in printed:
            self.marks += [text for text in seen.paragraphs if "[" in text and LEFT_FOR_PEOPLE.search(text)]


def in_stretches(part: IO[bytes]) -> Iterator[str]:
    """The text of a part, each stretch ending with a paragraph."""
    held = b""
    while piece := part.read(STRETCH):
        whole, mark, held = (held + piece).rpartition(PARAGRAPH)
        yield (whole + mark).decode()
    yield held.decode()


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
