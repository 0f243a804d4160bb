"""Sees from the pieces that a template prints whether a finished part is well-formed, and what its paragraphs say.

A template prints the same stretches of markup in every paper, and values between them. Here a stretch is parsed strictly once,
between the tags that it needs around it, which tells what it closes and what it leaves open. A part is well-formed when each
stretch closes what then stands open, and the values, which hold no markup, parse as text. What cannot be told this way (a tab
or a line break of a value, a text box) is left to a parser of the whole (`docx_scan`).
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from xml.parsers import expat

from emulation_batch.reports.docx_scan import TOKEN, Scan, Scanned

TAG = re.compile(r"<(/?)([^\s<>/!?]+)[^<>]*?(/?)>")
ROOT = re.compile(r"<([^\s<>/!?]+)")
SAID = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|</w:p>")
TEXT, TEXT_BOX, AROUND = "w:t", "<w:txbxContent", "tdkt"
MANY = 4096
"""Stretches that are remembered: the shipped templates have 400."""


class Outline(NamedTuple):
    """A stretch of markup: the elements it closes and has not opened, and those it leaves open, the outer first; its texts,
    with a line break where a paragraph ends; what of tables begins or ends in it, as `Scan.table` takes it; its bytes."""

    ends: list[str]
    begins: list[str]
    said: str
    tables: list[tuple[str, str, str, str]]
    content: bytes


class _Unknown(Exception):
    """What only a parser of the whole part can judge."""


def outlined(pieces: Iterable[str]) -> tuple[bytes, Scanned] | None:
    """A well-formed part with its rows and paragraphs; None when its pieces alone do not tell. pieces: as a template prints
    them, values escaped."""
    contents: list[bytes] = []
    said: list[str] = []
    values: list[str] = []
    opened: list[str] = []
    seen = Scan()
    first = last = held = ""
    try:
        for piece in pieces:
            if first and not opened:
                return None
            if held or "<" in piece:
                stretch = "".join((held, piece)) if held else piece  # a value is a Markup: added, it would be escaped again
                outline = _outline(stretch)
                if outline is None:
                    held = stretch
                    continue
                held, first = "", first or stretch
                ends, begins, texts, tables, content = outline
                if ends:
                    if opened[-len(ends):] != ends or (len(ends) == len(opened) and begins):
                        return None
                    del opened[-len(ends):]
                    last = stretch
                opened += begins
                contents.append(content)
                said.append(texts)
                for table in tables:
                    seen.table(*table)
            elif not opened:
                return None
            else:
                values.append(piece)
                contents.append(piece.encode())
                if opened[-1] == TEXT:
                    said.append(piece)
    except (_Unknown, UnicodeEncodeError):
        return None
    if held or opened or not _is_text(" ".join(values)) or not _are_ends(first, last):
        return None
    text = "".join(said)
    seen.found.paragraphs = (unescape(text) if "&" in text else text).split("\n")
    return b"".join(contents), seen.found


@lru_cache(MANY)
def _outline(piece: str) -> Outline | None:
    """None for one that ends within a tag. Raises _Unknown."""
    if piece.rfind("<") > piece.rfind(">"):
        return None
    ends: list[str] = []
    begins: list[str] = []
    for closing, name, empty in TAG.findall(piece):
        if closing and begins:
            begins.pop()
        elif closing:
            ends.insert(0, name)
        elif not empty:
            begins.append(name)
    before = "".join(f"<{name}>" for name in ends)
    _parse(f"<{AROUND}>{before}{piece}{''.join(f'</{name}>' for name in reversed(begins))}</{AROUND}>")
    if "\t" in piece or "\n" in piece or TEXT_BOX in piece:
        raise _Unknown
    shown = f"{before}{piece}</{TEXT}>" if begins[-1:] == [TEXT] else before + piece
    said = "".join("\n" if text is None else text for text in (found[1] for found in SAID.finditer(shown)))
    tables = [(opened, closed, key, head) for _, opened, _, closed, key, head in TOKEN.findall(piece)
              if "w:p" not in (opened, closed) and (opened or closed or key or head)]
    return Outline(ends, begins, said, tables, piece.encode())


def _parse(xml: str) -> None:
    try:
        expat.ParserCreate().Parse(xml.encode(), True)
    except expat.ExpatError:
        raise _Unknown from None


def _is_text(values: str) -> bool:
    """Whether these are text wherever they stand, one after another: none ends, or goes on, in another."""
    if ">" in values or "\t" in values or "\n" in values:
        return False
    try:
        _parse(f"<{AROUND}>{values}</{AROUND}>")
    except _Unknown:
        return False
    return True


def _are_ends(first: str, last: str) -> bool:
    """Whether what a part opens first it closes last: its first stretch opens one such element, and its last closes it."""
    root = ROOT.match(first)
    return root is not None and first.count(root[0]) == last.count(f"</{root[1]}>") == 1 and last.endswith(f"</{root[1]}>")
