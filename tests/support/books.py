"""Unit workbooks on disk: filled by the template writer, then changed part by part as the world changes them."""

import hashlib
import os
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.batch import RawBook, Received
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reading.book import read_book
from emulation_batch.templates import Filled, write_workbook

VAN_BAN = {"loai": "a1 - Văn bản được giao", "noi_dung": "Tham mưu Kế hoạch giảm nghèo về thông tin",
           "van_ban_giao": "511/KH-UBND ngày 13/8/2021", "han_hoan_thanh": date(2022, 3, 1),
           "ngay_hoan_thanh": date(2022, 2, 26), "so_ky_hieu": "86/KH-STTTT", "nguoi_chu_tri": "Lý Thị Ánh | STTTT-003",
           "minh_chung": "0012"}
NGUON_LUC = {"loai": "c1 - Tiền", "hinh_thuc": "Vận động", "noi_dung": "Ủng hộ Quỹ Vì người nghèo", "ngay": date(2022, 2, 20),
             "so_tien": 12_500_000, "muc_dich": "Quỹ Vì người nghèo", "chung_tu": "Biên lai 12", "so_ho": 4}


def fill(path: Path, unit: str = "VP", form: dict | None = None, rows: dict | None = None, definition=None, period=None) -> Path:
    """A workbook of a unit of the small registry for March 2022."""
    definition = definition or shipped_definition()
    registry = small_registry()
    period = period or march_2022(definition)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(path, definition, registry, registry.unit(unit, period.to), period, Filled(form or {}, rows or {}))
    return path


def edit(source: Path, target: Path, change) -> Path:
    """A copy of a zip with every part passed through change(name, content) -> content, or None to drop the part."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = change(entry.filename, old.read(entry))
            if content is not None:
                new.writestr(entry.filename, content)
    return target


def replace(source: Path, target: Path, part: str, *pairs: tuple[str, str]) -> Path:
    """A copy of a zip with texts of one part replaced; each text must be there."""
    def change(name: str, content: bytes) -> bytes:
        if name == part:
            for old, new in pairs:
                assert old.encode() in content, old
                content = content.replace(old.encode(), new.encode())
        return content
    return edit(source, target, change)


def part(sheet: str) -> str:
    """The part of a data sheet in our template."""
    number = [item.key for item in shipped_definition().sheets].index(sheet) + 2
    return f"xl/worksheets/sheet{number}.xml"


def part_of(path: Path, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def with_cells(source: Path, target: Path, sheet: str, cells: dict[str, str]) -> Path:
    """A copy with cells (A1 -> XML) put where the template has empty ones."""
    def change(name: str, content: bytes) -> bytes:
        for cell, xml in cells.items() if name == part(sheet) else ():
            content, count = re.subn(rf'<c r="{cell}"[^>]*/>'.encode(), xml.encode(), content, count=1)
            assert count, cell
        return content
    return edit(source, target, change)


MARKS = ("property", "sheet", "name", "row")


def strip(source: Path, target: Path, *marks: str, sheets: range | list[int] = range(3, 9)) -> Path:
    """A copy without some stamps: property, sheet, name, row (which takes the key rows of these sheets along)."""
    def change(name: str, content: bytes) -> bytes | None:
        if "property" in marks and name == "docProps/custom.xml":
            return None
        if "name" in marks and name == "xl/workbook.xml":
            return content.replace(b"TDKT_MAU", b"TEN_KHAC")
        if "sheet" in marks and name == "xl/worksheets/sheet11.xml":
            return re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", content, flags=re.DOTALL)
        if "row" in marks and name in [f"xl/worksheets/sheet{number}.xml" for number in sheets]:
            return re.sub(rb'<row r="7".*?</row>', b"", content, flags=re.DOTALL)
        return content
    return edit(source, target, change)


def read(path: Path, definition=None) -> RawBook:
    """The workbook as the reader sees it, in this process."""
    content = path.read_bytes()
    return read_book(content, hashlib.sha256(content).hexdigest(), definition or shipped_definition())


def codes(book: RawBook) -> list[str]:
    """Codes of a workbook's faults."""
    return [item.code for item in book.faults]


def received(path: Path, at: datetime | None = None, name: str = "") -> Received:
    """A file as intake would hand it on."""
    content = path.read_bytes()
    return Received(name or path.name, hashlib.sha256(content).hexdigest(), len(content),
                    at or datetime(2022, 3, 15, 9, tzinfo=VIETNAM_TIME), "", path, path.suffix)


def set_time(path: Path, when: datetime) -> Path:
    """Give a file its modification time."""
    os.utime(path, (when.timestamp(), when.timestamp()))
    return path
