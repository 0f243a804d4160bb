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


def scan(xml: str) -> Scanned:
    """The rows and the paragraphs of a part; of a table without a key ("bang:…" in its description) the rows are not kept."""
    found = Scanned()
    texts: list[list[str]] = []
    tables: list[list] = []
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
        found.paragraphs = [unescape(text) if "&" in text else text for text in found.paragraphs]
    return found


def require_whole(name: str, xml: bytes, file: str) -> None:
    """Parse a finished part strictly; TemplateFault when it is broken."""
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError:
        raise TemplateFault(f"Báo cáo từ mẫu {file} hỏng ở phần {name}: các thẻ làm lệch cấu trúc văn bản. "
                            "So lại từng thẻ với mẫu gốc.") from None
