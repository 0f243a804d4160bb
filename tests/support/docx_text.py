"""A Word file read back: as text for golden cases, and paragraph by paragraph with what its styles make of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from emulation_batch.reports.docx_scan import Scan, Scanned

ALIGNED = {None: "left", 0: "left", 1: "center", 2: "right", 3: "justify"}
FONT_KINDS = ("ascii", "hAnsi", "cs", "eastAsia")


def _text(paragraph: Any) -> str:
    return "".join("\n" if piece.tag == qn("w:br") else piece.text or "" for piece in paragraph.iter(qn("w:t"), qn("w:br")))


@dataclass(frozen=True)
class Seen:
    """One paragraph as a reader sees it: style name, text, size in points, letters, alignment; first indent in mm."""

    style: str
    text: str
    size: float
    bold: bool
    italic: bool
    align: str
    fonts: frozenset[str]
    first_line: float


def scan(xml: str) -> Scanned:
    """The rows and the paragraphs of a part that is whole."""
    seen = Scan()
    seen.feed(xml)
    return seen.found


def as_text(path: Path) -> str:
    """Paragraphs and tables in order, one line a paragraph, one line a row with " | " between cells."""
    lines: list[str] = []
    for block in Document(str(path)).element.body:
        if block.tag == qn("w:tbl"):
            lines += [" | ".join(" / ".join(map(_text, cell.findall(qn("w:p")))) for cell in row.findall(qn("w:tc")))
                      for row in block.findall(qn("w:tr"))]
        elif block.tag == qn("w:p"):
            lines.append(_text(block))
    return "\n".join(lines).replace("\u00a0", "~") + "\n"


def seen(path: Path) -> list[Seen]:
    """Every paragraph with text of body, tables, headers, resolved through its style (runs carry nothing of their own)."""
    document = Document(str(path))
    looks = {style.style_id: _look(document, style) for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
    parts = [document.element.body, *(header._element for section in document.sections
                                      for header in (section.header, section.first_page_header))]
    return [found for part in parts for paragraph in part.iter(qn("w:p")) if (found := _seen(paragraph, looks)) is not None]


def _seen(paragraph: Any, looks: dict[str, Seen]) -> Seen | None:
    text = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t"), qn("w:instrText")))
    own = {value for fonts in paragraph.iter(qn("w:rFonts")) for value in fonts.attrib.values()}
    look = looks[style_id(paragraph)]
    return replace(look, text=text, fonts=look.fonts | own) if text.strip() else None


def _look(document: Any, style: Any) -> Seen:
    chain = list(_chain(style))
    size = _first(chain, lambda style: style.font.size)
    indent = _first(chain, lambda style: style.paragraph_format.first_line_indent)
    return Seen(style.name, "", size.pt, bool(_first(chain, lambda style: style.font.bold)),
                bool(_first(chain, lambda style: style.font.italic)),
                ALIGNED[_first(chain, lambda style: style.paragraph_format.alignment)],
                frozenset(_fonts(document, chain)), round((indent or 0) / 36000, 1))


def style_id(paragraph: Any) -> str:
    """The style a w:p names, "Normal" when it names none."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "Normal" if mark is None else mark.get(qn("w:val"))


def _chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def _first(chain: list[Any], ask: Any) -> Any:
    return next((found for found in map(ask, chain) if found is not None), None)


def _fonts(document: Any, chain: list[Any]) -> Iterator[str]:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    places = [style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for style in chain] + [defaults]
    for kind in FONT_KINDS:
        yield next((place.get(qn(f"w:{kind}")) for place in places if place is not None and place.get(qn(f"w:{kind}"))), "")
