"""The parts of an .xlsx: sheets, stamps, shared strings, dates, old fonts. Safe after `look` (no DOCTYPE, bounded sizes)."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from xml.etree import ElementTree
from xml.parsers import expat

from emulation_batch import layout
from emulation_batch.reading.parts import TooMuch, whole
from emulation_batch.reading.quick_text import plain_strings
from emulation_batch.vietnamese import font_encoding

LONGEST_TEXT = 1_000_000
LONGEST_FORMAT = 255
LONGEST_STYLES = 1 << 18
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_NOT_TEXT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class Malformed(ValueError):
    """A part does not say what its format requires; nothing of the workbook is trusted."""


@dataclass
class Package:
    """An open .xlsx. sheets: (name, hidden, part) in the workbook's order; unpacked: parts that need not be unpacked again."""

    archive: zipfile.ZipFile
    unpacked: dict[str, bytes] = field(default_factory=dict)
    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    stamp_name: str = ""
    epoch_1904: bool = False

    def __post_init__(self) -> None:
        self._parts = {name.replace("\\", "/").lower(): name for name in self.archive.namelist()}
        path = next((target for kind, target in self._relations("") if kind == "officeDocument"), "xl/workbook.xml")
        root = self._xml(path)
        targets = dict(self._relations(path, by_id=True))
        for element in root.iter():
            name = _local(element.tag)
            if name == "sheet":
                key = next((value for attribute, value in element.attrib.items() if attribute.endswith("}id")), "")
                if self.has(targets.get(key, "")) and "worksheet" in targets[key].lower():
                    hidden = element.get("state", "visible") != "visible"
                    self.sheets.append((element.get("name", ""), hidden, targets[key]))
            elif name == "definedName" and element.get("name") == layout.STAMP_NAME:
                self.stamp_name = element.text or ""
            elif name == "workbookPr":
                self.epoch_1904 = element.get("date1904", "0") in ("1", "true", "on")

    def has(self, part: str) -> bool:
        """Whether the part exists."""
        return part.lower() in self._parts

    def read(self, part: str) -> bytes:
        """The bytes of a part, its size and checksum verified; TooMuch for one larger than any but a sheet may be."""
        name = self.name(part)
        return self.unpacked[name] if name in self.unpacked else whole(self.archive, name)

    def name(self, part: str) -> str:
        """The part as the archive writes it."""
        return self._parts[part.lower()]

    def size(self, part: str) -> int:
        """How many bytes the part unpacks to, as declared."""
        return self.archive.getinfo(self.name(part)).file_size

    def _xml(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.read(part))

    def _relations(self, part: str, by_id: bool = False) -> Iterator[tuple[str, str]]:
        """(kind or id, target part) of a part's internal relations."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        for relation in self._xml(path) if self.has(path) else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                yield (relation.get("Id", "") if by_id else relation.get("Type", "").rpartition("/")[2]), target

    @property
    def properties(self) -> dict[str, str]:
        """Custom document properties."""
        part = next((target for kind, target in self._relations("") if kind == "custom-properties"), "docProps/custom.xml")
        if not self.has(part):
            return {}
        return {element.get("name", ""): "".join(element.itertext()) for element in self._xml(part)}

    @cached_property
    def _shared(self) -> tuple[list[str], dict[int, str]]:
        name = next((name for name in self._parts if name.endswith("/sharedstrings.xml")), "")
        if not name:
            return [], {}
        part = self.read(name)
        return plain_strings(part, read_strings) or read_strings(part)

    @property
    def strings_told(self) -> tuple[int, bytes]:
        """Size of the part of the shared strings, and its first bytes, which say how many there are."""
        name = next((name for name in self._parts if name.endswith("/sharedstrings.xml")), "")
        part = self.read(name) if name else b""
        return len(part), part[:2000]

    @property
    def strings(self) -> list[str]:
        """The shared strings; phonetic readings are left out."""
        return self._shared[0]

    def string(self, number: str | bytes) -> str:
        """The shared string of that number; Malformed where there is none."""
        try:
            place = int(number)
            text = self.strings[place] if place >= 0 else None
        except (ValueError, IndexError):
            text = None
        if text is None:
            raise Malformed("shared string")
        if len(text) > LONGEST_TEXT:
            raise TooMuch("một ô dài hơn một triệu ký tự")
        return text

    @property
    def has_old_fonts(self) -> bool:
        """Whether any text may be set in a font from before Unicode."""
        return bool(self._shared[1] or self._styles[1])

    def old_font(self, style: str, string: int | None) -> str:
        """The font from before Unicode of a cell of text, by a part of its shared string or by its style, else ""."""
        within = "" if string is None else self._shared[1].get(string, "")
        return within or self._styles[1].get(int(style) if style.isdecimal() else 0, "")

    @cached_property
    def _styles(self) -> tuple[frozenset[int], dict[int, str]]:
        part = self.styles_as_written
        if part is None:
            return frozenset(), {}
        return (read_styles if len(part) <= LONGEST_STYLES else read_styles.__wrapped__)(part)

    @property
    def styles_as_written(self) -> bytes | None:
        """The part of the styles, None where there is none."""
        name = next((name for name in self._parts if name.endswith("/styles.xml")), "")
        return self.read(name) if name else None

    @property
    def date_styles(self) -> frozenset[int]:
        """Numbers of the cell styles that show a date or a time of day."""
        return self._styles[0]


@lru_cache(maxsize=16)
def read_styles(part: bytes) -> tuple[frozenset[int], dict[int, str]]:
    """styles.xml -> the cell styles that show a date or a time of day; and those set in a font from before Unicode (.VnTime,
    VNI-Times), with it. The files of a month share few such parts."""
    root = ElementTree.fromstring(part)
    listed = {name: list(next((element for element in root if _local(element.tag) == name), ()))
              for name in ("fonts", "cellXfs")}
    formats = {element.get("numFmtId", ""): element.get("formatCode", "")
               for element in root.iter() if _local(element.tag) == "numFmt"}
    dates = frozenset(number for number, style in enumerate(listed["cellXfs"])
                      if _shows_date(style.get("numFmtId", "0"), formats))
    named = ((str(number), part.get("val", "")) for number, font in enumerate(listed["fonts"]) for part in font
             if _local(part.tag) == "name")
    old = {number: name for number, name in named if font_encoding(name)}
    chosen = ((number, style.get("fontId", "")) for number, style in enumerate(listed["cellXfs"]))
    return dates, {number: old[font] for number, font in chosen if font in old}


def _local(tag: object) -> str:
    """The name of an element in the transitional or in the strict namespace."""
    return str(tag).rpartition("}")[2]


def _shows_date(number: str, formats: dict[str, str]) -> bool:
    if number not in formats:
        return number.isdecimal() and int(number) in BUILT_IN_DATES
    code = formats[number]
    if len(code) > LONGEST_FORMAT or re.search(r"\[[hms]+\]", code, re.IGNORECASE):
        return False
    plain = _NOT_TEXT.sub("", code.partition(";")[0]).lower()
    return "general" not in plain and re.search("[dmyhs]", plain) is not None


def read_strings(part: bytes) -> tuple[list[str], dict[int, str]]:
    """sharedStrings.xml -> the strings, in order, rich text joined; and by number the old font that a string names."""
    strings: list[str] = []
    fonts: dict[int, str] = {}
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            pieces.clear()
        elif name in inside:
            inside[name] = True
        elif name == "rFont" and font_encoding(attributes.get("val", "")):
            fonts.setdefault(len(strings), attributes["val"])

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            strings.append("".join(pieces))
        elif name in inside:
            inside[name] = False

    def text(data: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(data)

    parse(part, start, end, text)
    return strings, fonts


def parse(part: bytes | Iterable[bytes], start: Callable[[str, dict[str, str]], None], end: Callable[[str], None],
          text: Callable[[str], None]) -> None:
    """Run expat over a part: at once, so that a long token costs linear time, or in pieces cut after tags. Raises Malformed."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        for piece in (part,) if isinstance(part, bytes) else part:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Malformed(str(error)) from None
