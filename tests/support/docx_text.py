"""A Word file read back: as text for golden cases, and paragraph by paragraph with what its styles make of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

ALIGNED = {None: "left", 0: "left", 1: "center", 2: "right", 3: "justify"}
FONT_KINDS = ("ascii", "hAnsi", "cs", "eastAsia")


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


def as_text(path: Path) -> str:
    """Paragraphs and tables in order, one line a paragraph, one line a row with " | " between cells."""
    lines: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines).replace("\u00a0", "~") + "\n"


def seen(path: Path) -> Iterator[Seen]:
    """Every paragraph with text of body, tables, headers, resolved through its style (runs carry nothing of their own)."""
    document = Document(str(path))
    parts = [document.element.body, *(header._element for section in document.sections
                                      for header in (section.header, section.first_page_header))]
    for part in parts:
        for element in part.iter(qn("w:p")):
            paragraph = Paragraph(element, document._body)
            if paragraph.text.strip() or element.find(f".//{qn('w:instrText')}") is not None:
                yield _seen(document, paragraph)


def _seen(document: Any, paragraph: Paragraph) -> Seen:
    named = element_style(document, paragraph._p)
    chain = list(_chain(named))
    fonts = frozenset(_fonts(document, chain)) | {
        value for run in paragraph._p.iter(qn("w:rFonts")) for value in run.attrib.values()}
    size = _first(chain, lambda style: style.font.size)
    indent = _first(chain, lambda style: style.paragraph_format.first_line_indent)
    return Seen(named.name, paragraph.text, size.pt, bool(_first(chain, lambda style: style.font.bold)),
                bool(_first(chain, lambda style: style.font.italic)),
                ALIGNED[_first(chain, lambda style: style.paragraph_format.alignment)], fonts,
                round((indent or 0) / 36000, 1))


def element_style(document: Any, element: Any) -> Any:
    """The style of a w:p, "Normal" when it names none."""
    mark = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    wanted = "Normal" if mark is None else mark.get(qn("w:val"))
    return next(style for style in document.styles if style.style_id == wanted)


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
