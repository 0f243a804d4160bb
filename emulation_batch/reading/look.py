"""The look before reading: what a file is by its content, and whether it is safe to open."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from emulation_batch.batch import Fault
from emulation_batch.reading import labels
from emulation_batch.reading.parts import TooMuch, pieces, whole

MOST_ENTRIES = 2_000
MOST_DIRECTORY_BYTES = 1 << 20
MOST_UNPACKED = 256 << 20
MOST_KEPT = 32 << 20
SHEET_KINDS = ("xlsx", "xlsm", "xls", "ods")
RESAVED = ("xlsb", "xml", "html", "text", "numbers")

_DOCTYPE, _ERROR = b"<!DOCTYPE", b':value-type="error"'
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAGIC = (
    (b"%PDF", "pdf", "tệp PDF"),
    (b"\x89PNG", "image", "tệp ảnh"),
    (b"\xff\xd8\xff", "image", "tệp ảnh"),
    (b"GIF8", "image", "tệp ảnh"),
    (b"Rar!", "archive", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "tệp nén 7z"),
    (b"\x1f\x8b", "archive", "tệp nén gzip"),
    (b"{\\rtf", "doc", "tệp văn bản RTF"),
    (b"MIME-Version:", "mail", "trang web hoặc thư lưu một tệp (MHT, EML)"),
    (b"From ", "mail", "hộp thư (mbox)"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINS, _LOCKED = b"\x09\x08\x10\0\0\6\5\0", b"\x2f\0"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted", ""),
    ("WordDocument", "doc", "văn bản Word"),
    ("PowerPoint Document", "doc", "tệp trình chiếu"),
    ("__substg1.0_", "mail", "thư Outlook (.msg)"),
    ("Workbook", "xls", ""),
    ("Book", "xls", ""),
)
_MAIN_PARTS = (
    (b"spreadsheetml.sheet.main+xml", "xlsx", ""),
    (b"spreadsheetml.template.main+xml", "xlsx", ""),
    (b"sheet.macroEnabled.main+xml", "xlsm", ""),
    (b"sheet.binary.macroEnabled", "xlsb", "bảng tính nhị phân .xlsb"),
    (b"wordprocessingml", "docx", "văn bản Word"),
    (b"presentationml", "pptx", "tệp trình chiếu"),
)
_DAMAGED = "tệp hỏng hoặc tải về chưa đủ"
_FOREIGN = (("xl/externalLinks/", "liên kết tới tệp ngoài"), ("xl/connections.xml", "kết nối dữ liệu"),
            ("xl/embeddings/", "đối tượng nhúng"), ("xl/activeX/", "đối tượng ActiveX"))


@dataclass(frozen=True)
class Look:
    """kind: xlsx, xlsm, xls, ods to be read; xlsb, encrypted, pdf, image, … never. A fault that is an error refuses.

    parts: what the look has unpacked already, by name; none of a large workbook, which is unpacked again part by part.
    """

    kind: str
    faults: tuple[Fault, ...] = ()
    parts: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def readable(self) -> bool:
        """Whether the file is a workbook that may be opened."""
        return self.kind in SHEET_KINDS and all(item.severity != "error" for item in self.faults)


def look(content: bytes) -> Look:
    """Tell a file by its content; never raises, never unpacks more than the small parts it needs."""
    if not content.strip(b"\0 \t\r\n"):
        return _damaged("empty", "tệp rỗng")
    if content.startswith(b"PK") or content.rfind(b"PK\5\6", -(1 << 16)) >= 0:
        return _zip(content)
    if content.startswith(_OLE):
        return _ole(content)
    for magic, kind, what in _MAGIC:
        if content.startswith(magic):
            return _no(kind, what)
    return _text(content)


def _no(kind: str, what: str) -> Look:
    """No workbook that is read; what Excel itself would open may be saved anew, the rest is something else."""
    return Look(kind, (labels.fault(labels.CANNOT_READ if kind in RESAVED else labels.OTHER_KIND, what=what),))


def _damaged(kind: str, what: str) -> Look:
    return Look(kind, (labels.fault(labels.DAMAGED, what=what),))


def _ole(content: bytes) -> Look:
    for stream, kind, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            if kind == "encrypted":
                return Look(kind, (labels.fault(labels.PASSWORD),))
            if kind == "xls" and _is_locked(content):
                return Look("encrypted", (labels.fault(labels.PASSWORD),))
            macros = "_VBA_PROJECT".encode("utf-16-le") in content
            return _no(kind, what) if what else Look(kind, (labels.fault(labels.MACROS),) if macros else ())
    size, first = (int.from_bytes(content[place:place + 4], "little") for place in (30, 48))
    if len(content) < (first + 2) << min(size & 0xffff, 12):
        return _damaged("", _DAMAGED)  # its table of contents would stand beyond its end
    return _no("unknown", "loại tệp không rõ")


def _is_locked(content: bytes) -> bool:
    """Whether one of the first records of an old workbook says that the others are encrypted."""
    place = content.find(_BEGINS)
    for _ in range(4):
        if place < 0:
            break
        if content[place:place + 2] == _LOCKED:
            return True
        place += 4 + int.from_bytes(content[place + 2:place + 4], "little")
    return False


def _text(content: bytes) -> Look:
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower().replace(b"\0", b"")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _no("xml", "bảng tính lưu dạng XML 2003")
    if re.search(rb"<(?:!doctype html|html|table|head|body)\b", head):
        return _no("html", "trang web lưu với đuôi bảng tính")
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _no("unknown", "loại tệp không rõ")
    return _no("text", "tệp văn bản hoặc CSV")


def _zip(content: bytes) -> Look:
    end = content.rfind(b"PK\5\6", -(1 << 16))
    if end >= 0 and int.from_bytes(content[end + 12:end + 16], "little") > MOST_DIRECTORY_BYTES:
        return Look("zip", (labels.fault(labels.TOO_MUCH, what="có quá nhiều phần bên trong"),))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _package(archive)
    except TooMuch as error:
        return Look("xlsx", (labels.fault(labels.TOO_MUCH, what=str(error)),))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, zlib.error):
        return _damaged("", _DAMAGED)


def _package(archive: zipfile.ZipFile) -> Look:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    refusal = _unsafe(entries)
    kind, what = ("zip", "tệp nén ZIP") if refusal else _kind_of(archive, set(names))
    if kind == "zip" and not refusal:
        return _no(kind, what)
    if refusal:
        return Look("zip" if "[Content_Types].xml" not in names else "xlsx", (refusal,))
    if what:
        return _no(kind, what) if kind else _damaged(kind, what)
    if kind == "encrypted":
        return Look(kind, (labels.fault(labels.PASSWORD),))
    parts: dict[str, bytes] | None = {} if sum(entry.file_size for entry in entries) <= MOST_KEPT else None
    return Look(kind, tuple(_contents(archive, names, parts)), parts or {})


def _unsafe(entries: list[zipfile.ZipInfo]) -> Fault | None:
    """The first reason not to unpack an archive: encrypted, too much, an odd method, overlaps, a name twice."""
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return labels.fault(labels.PASSWORD)
    if len(entries) > MOST_ENTRIES:
        return labels.fault(labels.TOO_MUCH, what="có quá nhiều phần bên trong")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        return labels.fault(labels.TOO_MUCH, what=f"bung ra hơn {MOST_UNPACKED >> 20} MB")
    if any(entry.compress_type not in _METHODS for entry in entries):
        return labels.fault(labels.DAMAGED, what="nén bằng cách mà Excel không dùng")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return labels.fault(labels.DAMAGED, what="một phần bên trong có hai lần")
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    if any(one.header_offset + 30 + one.compress_size > other.header_offset
           for one, other in zip(placed, placed[1:], strict=False)):
        return labels.fault(labels.DAMAGED, what="các phần bên trong chồng lên nhau")
    return None


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> tuple[str, str]:
    if "[Content_Types].xml" in names:
        types = whole(archive, "[Content_Types].xml")
        for mark, kind, what in _MAIN_PARTS:
            if mark in types:
                return kind, what
    if "mimetype" in names:
        mimetype = whole(archive, "mimetype").strip()
        if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            manifest = whole(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            return ("encrypted" if b"encryption-data" in manifest else "ods"), ""
        if b"opendocument" in mimetype:
            return "odt", "văn bản OpenDocument"
    if names & {"xl/workbook.xml", "word/document.xml"}:
        return "", _DAMAGED
    if "Index.zip" in names or any(name.startswith("Index/") for name in names):
        return "numbers", "bảng tính Numbers của máy Apple"
    return "zip", "tệp nén ZIP"


def _contents(archive: zipfile.ZipFile, names: list[str], parts: dict[str, bytes] | None) -> list[Fault]:
    """What the parts hold that is told or refuses; each part is looked at, and kept in `parts` where there is one."""
    found = []
    if any(name.lower().endswith(("vbaproject.bin", "script-lb.xml")) for name in names):
        found.append(labels.fault(labels.MACROS))
    if foreign := [what for prefix, what in _FOREIGN if any(name.startswith(prefix) for name in names)]:
        found.append(labels.fault(labels.FOREIGN_PARTS, what=", ".join(foreign)))
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            if parts is not None:
                parts[name] = whole(archive, name)
            sought = (_DOCTYPE, _ERROR) if name == "content.xml" else (_DOCTYPE,)
            marks = _marks([parts[name]] if parts is not None else pieces(archive, name), sought)
            if _DOCTYPE in marks:
                return [*found, labels.fault(labels.DOCTYPE)]
            if _ERROR in marks:
                found.append(labels.fault(labels.UNSEEN_ERRORS))
    return found


def _marks(part: Iterable[bytes], sought: Iterable[bytes]) -> set[bytes]:
    """Which of the marks a part holds, also in UTF-16, where every other byte is zero."""
    found: set[bytes] = set()
    before = b""
    for piece in part:
        joined = before + piece
        wide = joined.replace(b"\0", b"") if b"\0" in joined else b""
        found |= {mark for mark in sought if mark in joined or mark in wide}
        before = joined[-64:]
    return found
