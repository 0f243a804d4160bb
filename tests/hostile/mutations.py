"""Good files changed at random places, with a fixed seed: bytes, zip entries, XML. An independent reading says what must come of it."""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from hostile.cases import Base, Case, Cases, one
from hostile.packages import archive, entry

READ, BROKEN = "F113", "F224"
UNREAD = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet9.xml", "xl/worksheets/sheet10.xml", "xl/theme/theme1.xml", "docProps/core.xml",
          "docProps/app.xml")
"""Parts of our workbook that hold nothing of the unit's: they may be no XML at all."""
INTO_XML = (b"<", b"&", b"\x00", b"\xff\xfe", b"</row>", b"<c>", b'"', b"]]>", b"\x0b")


def _source(base: Base, turn: int) -> bytes:
    return base.workbook({}, base.full if turn % 8 == 0 else base.small)


def _contents(content: bytes) -> dict[str, bytes] | None:
    """What the standard library unpacks; None when it cannot."""
    try:
        with ZipFile(BytesIO(content)) as opened:
            return {name: opened.read(name) for name in opened.namelist() if name.endswith((".xml", ".rels"))}
    except (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, ValueError):
        return None


def _told(before: bytes, after: bytes) -> str:
    return READ if _contents(after) == _contents(before) else BROKEN


def cut(base: Base, turn: int) -> Case:
    """The file ends early."""
    whole = _source(base, turn)
    return one(f"cắt {turn}.xlsx", whole[:base.random.randrange(30, len(whole) - 30)], BROKEN, "mutation")


def flipped(base: Base, turn: int) -> Case:
    """A few bits of what is packed."""
    whole = bytearray(before := _source(base, turn))
    with ZipFile(BytesIO(before)) as opened:
        part = base.random.choice([item for item in opened.infolist() if item.filename.endswith((".xml", ".rels"))])
    first = part.header_offset + 30 + len(part.filename)
    for _ in range(base.random.randrange(1, 4)):
        whole[first + base.random.randrange(part.compress_size)] ^= 1 << base.random.randrange(8)
    return one(f"lật {turn}.xlsx", bytes(whole), _told(before, bytes(whole)), "mutation")


def blanked(base: Base, turn: int) -> Case:
    """A sector of zeros, as a bad disk leaves it."""
    whole = bytearray(before := _source(base, turn))
    place = base.random.randrange(0, len(whole) - 6000)
    whole[place:place + 512] = bytes(512)
    return one(f"xóa {turn}.xlsx", bytes(whole), _told(before, bytes(whole)), "mutation")


def lost(base: Base, turn: int) -> Case:
    """A piece out of the middle."""
    whole = _source(base, turn)
    place, size = base.random.randrange(100, len(whole) - 8000), base.random.randrange(1, 4000)
    return one(f"mất {turn}.xlsx", whole[:place] + whole[place + size:], BROKEN, "mutation")


def around(base: Base, turn: int) -> Case:
    """Something before, after or both."""
    junk = base.random.randbytes(base.random.randrange(1, 3000)).replace(b"PK", b"  ").replace(b":", b" ")
    whole = _source(base, turn)
    content = (b"\0" + junk + whole, whole + junk, b"\0" + junk + whole + junk)[turn % 3]
    return one(f"thừa {turn}.xlsx", content, READ, "mutation")


def spoiled_xml(base: Base, turn: int) -> Case:
    """A part that is no XML any more, well packed."""
    before = base.full if turn % 8 == 0 else base.small
    parts = base.unpacked(before)
    name = base.random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    content, place = parts[name], base.random.randrange(1, len(parts[name]))
    if turn % 2:
        mark = base.random.choice(INTO_XML)
        changed = content[:place] + mark + content[place:]
    else:
        place = next(found.start() for found in re.finditer(rb"[<>/\"=]", content[place:] + content)) + place
        changed = content[:place] + content[place + 1:]
    return one(f"xml {turn}.xlsx", base.workbook({name: changed}, before), _xml_told(name, changed, content), "mutation")


def _xml_told(name: str, changed: bytes, content: bytes) -> str:
    if name == "[Content_Types].xml":
        return f"{READ}|{BROKEN}|F225"  # the kind is told by what is left of it
    try:
        same = _plain(changed) == _plain(content)
    except (ElementTree.ParseError, ValueError):
        return READ if name in UNREAD else BROKEN
    return READ if same or name in UNREAD else f"{READ}|{BROKEN}|F204|F205|F207|F212|F214"


def _plain(content: bytes) -> list[object]:
    return [(item.tag, sorted(item.attrib.items()), (item.text or "").strip()) for item in ElementTree.fromstring(content).iter()]


def lied(base: Base, turn: int) -> Case:
    """One field of one entry says something else."""
    parts = base.unpacked(base.small) | {"so.txt": b"%d" % base.number()}
    name = base.random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    lie = base.random.choice([{"crc": base.random.randrange(1 << 32)}, {"size": base.random.randrange(50)}, {"method": base.random.choice((0, 1, 6, 9, 12, 14, 98))},
                              {"offset": base.random.randrange(5000)}, {"packed": base.random.randrange(20)}])
    items = [entry(other, content, **(lie if other == name else {})) for other, content in parts.items()]
    return one(f"khai sai {turn}.xlsx", archive(items), BROKEN, "mutation")


SHARES = ((cut, 5), (flipped, 8), (blanked, 3), (lost, 3), (around, 2), (spoiled_xml, 5), (lied, 3))


def cases(base: Base, count: int) -> Cases:
    """So many of them, of each kind its share."""
    turn = 0
    while turn < count:
        for mutate, share in SHARES:
            for _ in range(min(share, count - turn)):
                yield mutate(base, turn)
                turn += 1
