"""ZIP files byte by byte, also as no writer would make them: wrong sizes, wrong sums, overlaps, endless blanks."""

import zlib
from dataclasses import dataclass
from struct import pack

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
BLOCK = 1 << 20


@dataclass
class Entry:
    """One entry; what is not given is true. data: as packed."""

    name: str
    data: bytes
    method: int = 8
    crc: int = 0
    size: int = 0
    packed: int = -1
    flags: int = 0x800
    offset: int = -1


def entry(name: str, content: bytes, **lies: int) -> Entry:
    """An honest deflated entry, but for the lies."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = packer.compress(content) + packer.flush()
    made = Entry(name, data, 8, zlib.crc32(content), len(content))
    for key, value in lies.items():
        setattr(made, key, value)
    return made


def blanks(name: str, megabytes: int, around: tuple[bytes, bytes] = (b"", b""), fill: bytes = b" ", **lies: int) -> Entry:
    """An entry of so many megabytes of one text again and again between two others, made without unpacking it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = fill * max(1, BLOCK // len(fill))
    head = packer.compress(around[0]) + packer.flush(zlib.Z_FULL_FLUSH)
    middle = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.compress(around[1]) + packer.flush()
    crc = zlib.crc32(around[0])
    for _ in range(megabytes):
        crc = zlib.crc32(block, crc)
    made = Entry(name, head + middle * megabytes + end, 8, zlib.crc32(around[1], crc),
                 len(around[0]) + len(around[1]) + megabytes * len(block))
    for key, value in lies.items():
        setattr(made, key, value)
    return made


def archive(entries: list[Entry], said: int = -1) -> bytes:
    """The file. said: how many entries the end record says."""
    content, directory = bytearray(), bytearray()
    for item in entries:
        name = item.name.encode()
        place = len(content) if item.offset < 0 else item.offset
        size = len(item.data) if item.packed < 0 else item.packed
        content += LOCAL + pack("<HHHHHIIIHH", 20, item.flags, item.method, 0, 33, item.crc, size, item.size, len(name), 0)
        content += name + item.data
        directory += CENTRAL + pack("<HHHHHHIIIHHHHHII", 20, 20, item.flags, item.method, 0, 33, item.crc, size, item.size,
                                    len(name), 0, 0, 0, 0, 0, place) + name
    count = len(entries) if said < 0 else said
    return bytes(content + directory + END + pack("<HHHHIIH", 0, 0, count & 0xffff, count & 0xffff, len(directory),
                                                  len(content), 0))
