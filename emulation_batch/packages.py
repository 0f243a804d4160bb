"""Office packages (.docx, .xlsx) as bytes: parts packed once and copied as they are, fixed times, no clock.

A zip entry is its local head, the packed bytes and a line of the directory at the end (APPNOTE.TXT 4.3). `zipfile` packs every
part anew; here what does not change from paper to paper is packed once, which is most of a paper.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from emulation_batch.checksums import moved_by, of_both

LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5HI"), struct.Struct("<4s4H2IH")
PLACE = struct.Struct("<I")
VERSION, DEFLATED, UTF8 = 20, 8, 0x800
FIRST_DAY = (1 << 5) | 1
"""1 January 1980, the zero of a zip's calendar, at midnight: the same bytes whenever they are written."""
LEVEL = 6
SHORT, SHORT_WINDOW, SHORT_MEMORY = 4096, 12, 5
STORED, FEW = struct.Struct("<B2H"), 512
"""Before a block of deflate that is not packed: no more than this says, its length and the length's complement."""
LAST_BLOCK = b"\3\0"
"""An empty block of deflate, marked as the last one."""
LONG = 1 << 14
"""Bytes of a stretch whose CRC is sooner put together than counted again."""


@dataclass(frozen=True)
class Part:
    """A part ready to be laid into a package. packed: its deflated bytes; crc and size are of the plain ones.

    new: the plain ones, without stretches that have been looked at in an earlier package.
    """

    name: str
    crc: int
    size: int
    packed: bytes
    new: bytes

    @cached_property
    def heads(self) -> tuple[bytes, bytes]:
        """What a package says of the part: before it, and in the directory but for its place and its name."""
        name, flags = self.name.encode(), 0 if self.name.isascii() else UTF8
        told = VERSION, flags, DEFLATED, 0, FIRST_DAY, self.crc, len(self.packed), self.size, len(name), 0
        return LOCAL.pack(b"PK\3\4", *told) + name, CENTRAL.pack(b"PK\1\2", VERSION, *told, 0, 0, 0, 0)


def _packer(level: int, size: int = SHORT + 1) -> Any:
    """What packs so many bytes; few in a small window, which takes less to begin."""
    if size <= SHORT:
        return zlib.compressobj(level, zlib.DEFLATED, -SHORT_WINDOW, SHORT_MEMORY)
    return zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)


def part(name: str, content: bytes, level: int = LEVEL) -> Part:
    """Pack the content of a part."""
    packer = _packer(level, len(content))
    return Part(name, zlib.crc32(content), len(content), packer.compress(content) + packer.flush(), content)


class Flowing:
    """The content of a part that comes in stretches and is not kept plain. size: bytes so far."""

    def __init__(self, level: int = LEVEL) -> None:
        self._packer = _packer(level)
        self._packed: list[bytes] = []
        self._crc = self.size = 0

    def add(self, content: bytes) -> None:
        """The next stretch."""
        self._packed.append(self._packer.compress(content))
        self._crc, self.size = zlib.crc32(content, self._crc), self.size + len(content)

    def part(self, name: str, head: bytes = b"") -> Part:
        """What was added as a part, its `new` empty; nothing can be added any more. head: what stands before all of it, where
        that is known last."""
        packed = b"".join((piece(head).packed if head else b"", *self._packed, self._packer.flush()))
        crc = of_both(zlib.crc32(head), self._crc, moved_by(self.size)) if head else self._crc
        return Part(name, crc, len(head) + self.size, packed, b"")


def flowing(name: str, stretches: Iterable[bytes], level: int = LEVEL) -> Part:
    """Pack the content of a part that comes in stretches and is not kept plain: as `part` packs a long one, its `new` empty."""
    flow = Flowing(level)
    for content in stretches:
        flow.add(content)
    return flow.part(name)


def package(parts: Iterable[Part]) -> bytes:
    """The whole package, its parts in the given order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for item in parts:
        head, line = item.heads
        pieces += (head, item.packed)
        directory += (line, PLACE.pack(place), item.name.encode())
        place += len(head) + len(item.packed)
    listing, count = b"".join(directory), len(pieces) // 2
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(listing), place, 0)
    return b"".join((*pieces, listing, end))


@dataclass(frozen=True)
class Piece:
    """A stretch of a part with its packed form, which may stand anywhere in the part: nothing in it refers back.

    new: what of it has not been looked at in an earlier package; without the rest, whole rows, a part is as well-formed.
    """

    content: bytes
    packed: bytes
    new: bytes

    def after(self, crc: int) -> int:
        """The CRC of what stands before, and this. crc: of what stands before."""
        return of_both(crc, *self._known) if len(self.content) > LONG else zlib.crc32(self.content, crc)

    @cached_property
    def _known(self) -> tuple[int, int]:
        return zlib.crc32(self.content), moved_by(len(self.content))


def piece(content: bytes, level: int = LEVEL, new: bytes | None = None) -> Piece:
    """Pack a stretch of a part (deflate with a full flush)."""
    packer = _packer(level, len(content))
    return Piece(content, packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH), content if new is None else new)


def piece_of_one(content: bytes, level: int = LEVEL) -> Piece:
    """A stretch that stands in one part alone: a few cells are laid in as they are, for packing them gains little."""
    size = len(content)
    return piece(content, level) if size > FEW else Piece(content, STORED.pack(0, size, size ^ 0xFFFF) + content, content)


def joined(name: str, pieces: Iterable[Piece]) -> Part:
    """The part that these pieces make, one after another; none of them is packed again."""
    packed: list[bytes] = []
    new: list[bytes] = []
    crc = size = 0
    for item in pieces:
        packed.append(item.packed)
        new.append(item.new)
        crc, size = item.after(crc), size + len(item.content)
    return Part(name, crc, size, b"".join(packed) + LAST_BLOCK, b"".join(new))
