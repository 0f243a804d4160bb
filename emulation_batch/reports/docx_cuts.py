"""Lays out a long paper stretch by stretch: a whole country's would be a tree of gigabytes.

A template is marked, once, where a finished paper may be cut: between what stands in its body, and between the rows of a
table whose columns are the same in every paper (`docx_columns`). Every other table stays in one piece, for it is mended whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from emulation_batch.reports.docx_columns import may_change
from emulation_batch.reports.docx_widths import W

CUT = "<?cut here?>"
TAIL = "</w:body></w:document>"
TABLE_TAG = re.compile(r"\s*(?:<w:tbl(?: [^<>]*)?>|</w:tbl>)\s*")
STRETCH = 1 << 18
"""Characters, of the text that is laid out together."""


def mark_cuts(tree: Any) -> None:
    """Put a mark wherever papers from this template (lxml, changed in place) may be cut."""
    body = tree.find(f"{W}body")
    for element in list(body):
        if element.tag == f"{W}tbl" and not may_change(element):
            _mark(element)
    _mark(body)


def _mark(parent: Any) -> None:
    for element in list(parent):
        element.addnext(etree.ProcessingInstruction("cut", "here"))
    parent.insert(0, etree.ProcessingInstruction("cut", "here"))


def in_stretches(printed: Iterable[str], mend: Callable[[str], str]) -> Iterator[str]:
    """The text of a paper, mended, in stretches that begin and end where it may be cut; without a mark in one.

    printed: the pieces a template prints, no mark in two of them. mend: from a whole text to the same as it should stand, the
    marks kept.
    """
    fragments = _fragments(iter(printed))
    head, ahead = next(fragments), next(fragments, None)
    if ahead is None:
        yield mend(head)
        return
    yield mend(head + CUT + TAIL).partition(CUT)[0]
    held: list[str] = []
    size = 0
    for following in fragments:
        edge = bool(TABLE_TAG.fullmatch(ahead))
        if not edge:
            held.append(ahead)
            size += len(ahead)
        if edge or size > STRETCH:
            yield _mended(head, held, mend) + (ahead if edge else "")
            held, size = [], 0
        ahead = following
    yield _mended(head, held, mend) + mend(head + CUT + ahead).partition(CUT)[2]


def _mended(head: str, held: list[str], mend: Callable[[str], str]) -> str:
    """What these fragments are after mending, each whole in itself, as if nothing else stood in the paper."""
    return mend("".join((head, CUT, *held, CUT, TAIL))).split(CUT)[1] if held else ""


def _fragments(printed: Iterator[str]) -> Iterator[str]:
    """What stands between the marks, in order."""
    held: list[str] = []
    for piece in printed:
        if CUT in piece:
            first, *whole, rest = piece.split(CUT)
            yield "".join((*held, first))
            yield from whole
            held = [rest]
        else:
            held.append(piece)
    yield "".join(held)
