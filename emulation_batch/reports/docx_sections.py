"""Sections of a Word template as a word processor leaves them. docxtpl takes the paragraph of a control tag out whole.

LibreOffice drops the empty paragraph of a section break when it saves a template, and lays the break into the paragraph before
it, which may be the tag that an appendix begins with.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS, CONTROL = "word/_rels/document.xml.rels", "{%p"
BEHIND_TITLE = tuple(W + name for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings"))


def keep_section_breaks(tree: Any) -> None:
    """Give every section break in a paragraph of a control tag an empty paragraph of its own, right after the tag."""
    from lxml import etree

    for paragraph in [item for item in tree.iter(f"{W}p") if CONTROL in "".join(item.itertext(f"{W}t"))]:
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            own = etree.Element(f"{W}p")
            own.append(deepcopy(properties))
            properties.remove(properties.find(f"{W}sectPr"))
            paragraph.addnext(own)


def numbered_headers(parts: Mapping[str, bytes]) -> set[str]:
    """The relations of the document's body to headers that hold a page number."""
    from lxml import etree

    relations = etree.fromstring(parts[RELATIONS]) if RELATIONS in parts else ()
    return {one.get("Id") for one in relations if one.get("Type").endswith("/header")
            and b"PAGE" in parts.get(f"word/{one.get('Target')}", b"")}


def restore_page_numbers(tree: Any, numbered: set[str]) -> None:
    """A section that counts its pages from 1 and shows no number gets the headers of the section before it, if those show one
    and the pages are alike: of a section of one page LibreOffice keeps the header of the first page alone."""
    before: Any = None
    for section in tree.iter(f"{W}sectPr"):
        own = section.findall(f"{W}headerReference")
        if any(reference.get(ID) in numbered for reference in own):
            before = section
        elif own and before is not None and _page(section) == (*_page(before)[:2], "1"):
            for reference in own:
                section.remove(reference)
            section[:0] = [deepcopy(reference) for reference in before.findall(f"{W}headerReference")]
            if section.find(f"{W}titlePg") is None and before.find(f"{W}titlePg") is not None:
                after = next((place for place, item in enumerate(section) if item.tag in BEHIND_TITLE), len(section))
                section.insert(after, deepcopy(before.find(f"{W}titlePg")))


def _page(section: Any) -> tuple[str | None, ...]:
    """Width, height, first page number."""
    size, kind = section.find(f"{W}pgSz"), section.find(f"{W}pgNumType")
    sides = (None, None) if size is None else (size.get(f"{W}w"), size.get(f"{W}h"))
    return (*sides, None if kind is None else kind.get(f"{W}start"))
