"""ZIP archives, opened behind bounds: everything that can be asked of the directory is asked before a byte is unpacked.

The bounds are those that hostile archives break; a month's reports of all units are far
below them. Names of entries are shown, never used as paths.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from emulation_batch.intake import labels
from emulation_batch.intake.gather import LARGEST, Member, Refused

MOST_ENTRIES = 500
MOST_DIRECTORY_BYTES = 1 << 20
MOST_UNPACKED = 256 << 20
HIGHEST_RATIO = 100
"""Of an archive that unpacks to more than FREE_SIZE: workbooks are packed already, plain text shrinks to about a tenth."""
FREE_SIZE = 16 << 20

_ENCRYPTED = 0x41
_UTF8_NAME = 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = b"PK\5\6"
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "Index.zip")
_DOCUMENT_FOLDERS = ("xl/", "word/", "ppt/", "Index/")
_DAMAGE = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, zlib.error, struct.error)
DAMAGED = "tệp hỏng hoặc tải về chưa đủ"


def has_end(tail: bytes) -> bool:
    """Whether the last 64 KB of a file hold the end record of an archive."""
    return _END in tail


def is_archive(path: Path, claims: bool) -> bool:
    """Whether a file with an end record is an archive to be opened, and no workbook or other document in ZIP form.

    claims: its suffix says .zip; an archive whose directory cannot be read is then ours to refuse, else left to the reader. A
    document that lost the part which names its kind stays one: opened as an archive it would be set aside piece by piece.
    """
    try:
        if _directory_size(path) > MOST_DIRECTORY_BYTES:
            return claims
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except _DAMAGE:
        return claims
    return not any(name in _DOCUMENTS or name.startswith(_DOCUMENT_FOLDERS) for name in names)


def members(path: Path) -> Iterator[Member]:
    """The files of an archive, in its order. Raises Refused before the first one when it may not be opened."""
    try:
        if _directory_size(path) > MOST_DIRECTORY_BYTES:
            raise Refused(labels.EXCESS, f"có hơn {MOST_ENTRIES} tệp bên trong")
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            _require_safe(archive.infolist(), path.stat().st_size)
            for entry in entries:
                yield _read(archive, entry)
    except _DAMAGE:
        raise Refused(labels.BROKEN, DAMAGED) from None


def _directory_size(path: Path) -> int:
    """As the end record declares it; 0 when there is none."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        tail = file.read()
    end = tail.rfind(_END)
    return int.from_bytes(tail[end + 12:end + 16], "little") if end >= 0 else 0


def _require_safe(entries: list[zipfile.ZipInfo], size: int) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused(labels.LOCKED)
    if len(entries) > MOST_ENTRIES:
        raise Refused(labels.EXCESS, f"có hơn {MOST_ENTRIES} tệp bên trong")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise Refused(labels.EXCESS, f"bung ra hơn {MOST_UNPACKED >> 20} MB")
    if unpacked > max(FREE_SIZE, HIGHEST_RATIO * size):
        raise Refused(labels.EXCESS, f"bung ra gấp hơn {HIGHEST_RATIO} lần")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise Refused(labels.BROKEN, "nén bằng cách mà Windows không tự mở được")
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    if any(one.header_offset + 30 + one.compress_size > other.header_offset
           for one, other in zip(placed, placed[1:], strict=False)):
        raise Refused(labels.BROKEN, "các tệp bên trong chồng lên nhau")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Member:
    name = _name(entry)
    hidden = name.startswith("__MACOSX/")
    if entry.file_size > LARGEST:
        return Member(name, problem=labels.TOO_LARGE.code, aside=hidden)
    try:
        with archive.open(entry) as packed:  # never more than declared, whatever it unpacks to
            content = packed.read(entry.file_size)
            if len(content) < entry.file_size:
                raise ValueError("a size that lies")
        return Member(name, content, aside=hidden)
    except _DAMAGE:
        return Member(name, problem=labels.MEMBER_BROKEN.code, what="nội dung không khớp mã kiểm tra", aside=hidden)


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; programs that write UTF-8 without saying so are common."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
