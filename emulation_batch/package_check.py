"""Whether a finished Office package (.docx, .xlsx) holds together: parts well-formed, declared once, every relation resolved.

Office mends or refuses a package that does not (ECMA-376 Part 2, 6.2 and 6.5), so none is kept.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

TYPES = "[Content_Types].xml"
XML = (".xml", ".rels", ".vml")
USED = re.compile(rb'\br:(?:id|embed|link|pict|dm|lo|qs|cs)="([^"]*)"')
NOWHERE = "null"
"""What Word writes as the target of a link it has lost; Word and LibreOffice open such a paper."""
Seen = set[tuple[str, int]]


class Broken(Exception):
    """A package that is not to be kept; its argument says why, in Vietnamese, as the end of a sentence."""


def whole_parts(package: Path | IO[bytes], seen: Seen | None = None) -> dict[str, bytes]:
    """The parts of a package that holds together. Raises Broken; OSError when the system refuses.

    seen: (part, hash of its bytes) parsed in earlier packages, for papers of one template share most parts.
    """
    try:
        with zipfile.ZipFile(package) as packed:
            names = packed.namelist()
            parts = {name: packed.read(name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise Broken("không mở lại được") from error
    if len({name.lower() for name in names}) < len(names):
        raise Broken("có hai phần cùng tên")
    known: Seen = set() if seen is None else seen
    for name, content in parts.items():
        key = (name, hash(content))
        if name.endswith(XML) and key not in known:
            _require_xml(name, content)
            known.add(key)
    found = next(_undeclared(parts), "") or next(_astray(parts), "")
    if found:
        raise Broken(found)
    return parts


def _require_xml(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content:
        raise Broken(f"có khai báo lạ ở phần {name}")
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        raise Broken(f"hỏng ở phần {name}") from error


def _undeclared(parts: Mapping[str, bytes]) -> Iterator[str]:
    if TYPES not in parts:
        yield f"thiếu phần {TYPES}"
        return
    names = {name.lower() for name in parts} - {TYPES.lower()}
    declared, kinds = set(), set()
    for item in fromstring(parts[TYPES]):
        declared |= {item.get("PartName", "").lstrip("/").lower()} - {""}
        kinds |= {item.get("Extension", "").lower()} - {""}
    yield from (f"khai phần không có là {name}" for name in sorted(declared - names))
    yield from (f"có phần chưa khai là {name}" for name in sorted(names - declared) if name.rpartition(".")[2] not in kinds)


def _astray(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Relations to what is not there, and relations that a part uses and nobody defines."""
    names = {name.lower() for name in parts}
    for name, content in parts.items():
        folder, file = posixpath.split(name)
        if name.endswith(".rels"):
            for item in fromstring(content):
                target = item.get("Target", "")
                place = posixpath.normpath(posixpath.join("/", posixpath.dirname(folder), target.partition("#")[0])).lstrip("/")
                if item.get("TargetMode") != "External" and place.lower() not in names and not place.lower().endswith(NOWHERE):
                    yield f"nối tới phần không có là {place}"
        elif name.endswith(XML) and (used := set(USED.findall(content))):
            relations = parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
            defined = {item.get("Id", "").encode() for item in fromstring(relations)} if relations else set()
            yield from (f"dùng mối nối chưa khai là {key.decode()} ở phần {name}" for key in sorted(used - defined - {b""}))
