"""Whether a finished Office package (.docx, .xlsx) holds together: parts well-formed, declared once, every relation resolved.

Office mends or refuses a package that does not (ECMA-376 Part 2, 6.2 and 6.5), so none is kept.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

TYPES = "[Content_Types].xml"
RELATIONS = ".rels"
XML = (".xml", RELATIONS, ".vml")
USED = re.compile(rb'r:(?<!\wr:)(?:id|embed|link|pict|dm|lo|qs|cs)="([^"]*)"')
NOWHERE = "null"
"""What Word writes as the target of a link it has lost; Word and LibreOffice open such a paper."""
NOT_OPENED = "không mở lại được"
LOCAL = struct.Struct("<26x2H")
"""A part's own header in the package, as far as the lengths of its name and of what follows that."""
STRETCH = 1 << 20
Packed = tuple[bytes, int, int]
Known = tuple[str, int | str]
"""A part, and the hash of its bytes."""


@dataclass
class Seen:
    """What was found good in earlier packages, for those of one template share most parts.

    parts: the relations each uses; unpacked: the last one of each name, packed and unpacked; by_name: whether what is good
    under one name may be bad under another.
    """

    parts: dict[Known, frozenset[bytes]] = field(default_factory=dict)
    unpacked: dict[str, tuple[Packed, bytes]] = field(default_factory=dict)
    by_name: bool = True
    _types: dict[int, tuple[set[str], set[str]]] = field(default_factory=dict)
    _relations: dict[Known, dict[bytes, str]] = field(default_factory=dict)

    def of_types(self, content: bytes) -> tuple[set[str], set[str]]:
        """The parts and the endings that a list of types declares."""
        if hash(content) not in self._types:
            items = list(fromstring(content))
            self._types[hash(content)] = ({item.get("PartName", "").lstrip("/").lower() for item in items} - {""},
                                          {item.get("Extension", "").lower() for item in items} - {""})
        return self._types[hash(content)]

    def of_relations(self, name: str, content: bytes) -> dict[bytes, str]:
        """Id -> the part that a relation leads to, "" for one that leads out."""
        key = (name, hash(content))
        if key not in self._relations:
            folder = posixpath.dirname(posixpath.dirname(name))
            self._relations[key] = {item.get("Id", "").encode(): "" if item.get("TargetMode") == "External" else _place(
                folder, item.get("Target", "")) for item in fromstring(content)}
        return self._relations[key]


def _place(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target.partition("#")[0])).lstrip("/")


class Broken(Exception):
    """A package that is not to be kept; its argument says why, in Vietnamese, as the end of a sentence."""


class Unpacking(Mapping[str, bytes]):
    """The parts of a package, each unpacked when it is asked for and not kept. Raises Broken when it is none."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._package = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, EOFError, struct.error) as error:
            raise Broken(NOT_OPENED) from error
        self._names = dict.fromkeys(self._package.namelist())
        _refuse_twins(self._package.namelist())

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return b"".join(self.stretches(name))

    def stretches(self, name: str) -> Iterator[bytes]:
        """A part as it is unpacked: no stretch tears a tag, nor one from the tag within it."""
        return stretches(self._package, name)

    def mark(self, name: str) -> str:
        """The hash of a part as it is packed, with what the package says of it: two of one mark are unpacked to the same."""
        try:
            with self._package.open(name):  # refuses one whose own header names another
                item = self._package.getinfo(name)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, struct.error) as error:
            raise Broken(NOT_OPENED) from error
        start = _start(self._content, item)
        told = sha256(memoryview(self._content)[start:start + item.compress_size])
        told.update(f" {item.compress_type} {item.CRC} {item.file_size}".encode())
        return told.hexdigest()

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def stretches(package: zipfile.ZipFile, name: str, mark: bytes = b"</") -> Iterator[bytes]:
    """A part as it is unpacked, each stretch but the first beginning with the mark. Raises Broken when it cannot be."""
    held = b""
    try:
        with package.open(name) as part:
            while more := part.read(STRETCH):
                held += more
                if (end := held.rfind(mark)) > 0:
                    yield held[:end]
                    held = held[end:]
    except (zipfile.BadZipFile, NotImplementedError, EOFError, struct.error, zlib.error) as error:
        raise Broken(NOT_OPENED) from error
    yield held


def whole_parts(package: Path | IO[bytes], seen: Seen | None = None) -> dict[str, bytes]:
    """The parts of a package that holds together. Raises Broken; OSError when the system refuses."""
    known = Seen() if seen is None else seen
    parts = opened(package, known)
    require_whole(parts, known)
    return parts


def opened(package: Path | IO[bytes], seen: Seen | None = None) -> dict[str, bytes]:
    """The parts of a package. Raises Broken when it is none; OSError when the system refuses."""
    content = package.read_bytes() if isinstance(package, Path) else package.read()
    unpacked = {} if seen is None else seen.unpacked
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names, parts = packed.namelist(), {}
            for item in packed.infolist():
                stands = _packed(content, item)
                if item.filename not in unpacked or unpacked[item.filename][0] != stands:
                    unpacked[item.filename] = stands, packed.read(item)
                parts[item.filename] = unpacked[item.filename][1]
    except (zipfile.BadZipFile, NotImplementedError, EOFError, struct.error) as error:
        raise Broken(NOT_OPENED) from error
    _refuse_twins(names)
    return parts


def _refuse_twins(names: list[str]) -> None:
    if len({name.lower() for name in names}) < len(names):
        raise Broken("có hai phần cùng tên")


def _packed(content: bytes, item: zipfile.ZipInfo) -> Packed:
    """What `read` would unpack and hold against its checksum: the packed part with its own header and what the list says."""
    end = _start(content, item) + item.compress_size
    return content[item.header_offset:end], item.CRC, item.file_size


def _start(content: bytes, item: zipfile.ZipInfo) -> int:
    """Where the packed bytes of a part begin, after its own header."""
    return item.header_offset + LOCAL.size + sum(LOCAL.unpack_from(content, item.header_offset))


def require_whole(parts: Mapping[str, bytes], seen: Seen, look: Callable[[str, bytes], None] | None = None) -> None:
    """Raises Broken when the parts do not hold together. look: is shown each part of XML that stood in no earlier package, of
    `Unpacking` stretch by stretch."""
    used: dict[str, frozenset[bytes]] = {}
    unpacking = parts if isinstance(parts, Unpacking) else None
    for name in parts:
        if name.endswith(XML):
            key = (name if seen.by_name else "", unpacking.mark(name) if unpacking else hash(parts[name]))
            if key not in seen.parts:
                stretches = unpacking.stretches(name) if unpacking else (parts[name],)
                seen.parts[key] = frozenset(_used(name, stretches, look))
            used[name] = seen.parts[key]
    found = next(_undeclared(parts, seen), "") or next(_astray(parts, used, seen), "")
    if found:
        raise Broken(found)


def _used(name: str, stretches: Iterable[bytes], look: Callable[[str, bytes], None] | None) -> Iterator[bytes]:
    """The relations that the tags of a part name, which is well-formed; a text may say the same words."""
    parser = expat.ParserCreate()
    for content in stretches:
        _parse(parser, name, content)
        for match in USED.finditer(content):
            if content.rfind(b"<", 0, match.start()) > content.rfind(b">", 0, match.start()):
                yield match[1]
        if look:
            look(name, content)
    _parse(parser, name, b"", True)


def _parse(parser: expat.XMLParserType, name: str, content: bytes, last: bool = False) -> None:
    if b"<!DOCTYPE" in content:
        raise Broken(f"có khai báo lạ ở phần {name}")
    try:
        parser.Parse(content, last)
    except expat.ExpatError as error:
        raise Broken(f"hỏng ở phần {name}") from error


def _undeclared(parts: Mapping[str, bytes], seen: Seen) -> Iterator[str]:
    if TYPES not in parts:
        yield f"thiếu phần {TYPES}"
        return
    names = {name.lower() for name in parts} - {TYPES.lower()}
    declared, kinds = seen.of_types(parts[TYPES])
    yield from (f"khai phần không có là {name}" for name in sorted(declared - names))
    yield from (f"có phần chưa khai là {name}" for name in sorted(names - declared) if name.rpartition(".")[2] not in kinds)


def _astray(parts: Mapping[str, bytes], used: Mapping[str, frozenset[bytes]], seen: Seen) -> Iterator[str]:
    """Relations to what is not there, and relations that a part uses and nobody defines."""
    names = {name.lower() for name in parts}
    for name in used:
        folder, file = posixpath.split(name)
        if name.endswith(RELATIONS):
            yield from (f"nối tới phần không có là {place}" for place in seen.of_relations(name, parts[name]).values()
                        if place and place.lower() not in names and not place.lower().endswith(NOWHERE))
        elif used[name]:
            relations = f"{folder}/_rels/{file}{RELATIONS}".lstrip("/")
            defined = seen.of_relations(relations, parts[relations]) if relations in parts else {}
            yield from (f"dùng mối nối chưa khai là {key.decode()} ở phần {name}"
                        for key in sorted(used[name] - defined.keys() - {b""}))
