"""Office packages (.docx, .xlsx) as bytes: parts packed once and copied as they are, fixed times, no clock.

A zip entry is its local head, the packed bytes and a line of the directory at the end (APPNOTE.TXT 4.3). `zipfile` packs every
part anew; here what does not change from paper to paper is packed once, which is most of a paper.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
VERSION, DEFLATED, UTF8 = 20, 8, 0x800
FIRST_DAY = (1 << 5) | 1
"""1 January 1980, the zero of a zip's calendar, at midnight: the same bytes whenever they are written."""
LEVEL = 6


@dataclass(frozen=True)
class Part:
    """A part ready to be laid into a package. packed: its deflated bytes; crc and size are of the plain ones."""

    name: str
    crc: int
    size: int
    packed: bytes


def part(name: str, content: bytes, level: int = LEVEL) -> Part:
    """Pack the content of a part."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Part(name, zlib.crc32(content), len(content), packer.compress(content) + packer.flush())


def package(parts: Iterable[Part]) -> bytes:
    """The whole package, its parts in the given order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for item in parts:
        name = item.name.encode()
        flags = 0 if item.name.isascii() else UTF8
        sizes = (item.crc, len(item.packed), item.size, len(name))
        pieces += (LOCAL.pack(b"PK\3\4", VERSION, flags, DEFLATED, 0, FIRST_DAY, *sizes, 0), name, item.packed)
        directory.append(CENTRAL.pack(b"PK\1\2", VERSION, VERSION, flags, DEFLATED, 0, FIRST_DAY, *sizes, 0, 0, 0, 0, 0, place)
                         + name)
        place += LOCAL.size + len(name) + len(item.packed)
    listing = b"".join(directory)
    end = END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listing), place, 0)
    return b"".join((*pieces, listing, end))
