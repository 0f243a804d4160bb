"""The parts of a package, unpacked piece by piece: never more than an entry declares, and a large sheet never as a whole.

A sheet styled to its last row is a hundred megabytes of rows that hold nothing: they are dropped as they come.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator

PIECE = 1 << 20
MOST_WHOLE = 32 << 20
"""Bytes of a part that is read as one: every part but the sheets. A filled form's largest has 2 MB."""
LONGEST_TOKEN = 4 << 20
"""Bytes between two ">": one text or one tag."""

_BARE = re.compile(rb"<(?:\w+:)?(?:c|row)(?:>|/| (?!r=))")
_CELL = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?/>'
_ROW = rb'<row r="[0-9]{1,7}"[^<>]*(?:/>|></row>)'
_CELLS, _ROWS = (re.compile(one + b"(?:" + one + b")*") for one in (_CELL, _ROW))


class TooMuch(ValueError):
    """More cells, longer texts or larger parts than any form needs."""


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part; BadZipFile when they are not those declared, by their number or their checksum."""
    left = archive.getinfo(name).file_size
    with archive.open(name) as packed:
        while piece := packed.read(min(PIECE, left)):
            left -= len(piece)
            yield piece
    if left:
        raise zipfile.BadZipFile("a part is shorter than declared")


def whole(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part as one; TooMuch when it is larger than MOST_WHOLE."""
    if archive.getinfo(name).file_size > MOST_WHOLE:
        raise TooMuch(f"một phần bên trong lớn hơn {MOST_WHOLE >> 20} MB")
    return b"".join(pieces(archive, name))


def without_empties(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A sheet part cut after tags, without cells and rows that hold nothing; whole where some have no number of their own,
    since these count from the one before. Raises TooMuch at an endless token."""
    numbered = not any(_BARE.search(piece) for piece in _at_tags(pieces(archive, name)))
    for piece in _at_tags(pieces(archive, name)):
        yield _ROWS.sub(b"", _CELLS.sub(b"", piece)) if numbered else piece


def _at_tags(found: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, each piece ending with a ">", or with what follows the last."""
    waiting: list[bytes] = []
    size = 0
    for piece in found:
        end = piece.rfind(b">") + 1
        if end:
            yield b"".join((*waiting, piece[:end]))
            waiting, size = [], 0
        waiting.append(piece[end:])
        size += len(piece) - end
        if size > LONGEST_TOKEN:
            raise TooMuch(f"có một giá trị dài hơn {LONGEST_TOKEN >> 20} MB")
    yield b"".join(waiting)
