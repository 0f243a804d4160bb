"""The look before reading: what a file is by its content, and whether it is safe to open (hostile.md, "Workbooks")."""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from emulation_batch.batch import Fault
from emulation_batch.reading import labels

MOST_ENTRIES = 2_000
MOST_DIRECTORY_BYTES = 1 << 20
MOST_UNPACKED = 200 << 20
MOST_KEPT = 32 << 20
SHEET_KINDS = ("xlsx", "xlsm", "xls", "ods")

_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAGIC = (
    (b"%PDF", "pdf", "đây là tệp PDF"),
    (b"\x89PNG", "image", "đây là tệp ảnh"),
    (b"\xff\xd8\xff", "image", "đây là tệp ảnh"),
    (b"GIF8", "image", "đây là tệp ảnh"),
    (b"Rar!", "archive", "đây là tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "đây là tệp nén 7z"),
    (b"\x1f\x8b", "archive", "đây là tệp nén gzip"),
    (b"{\\rtf", "doc", "đây là tệp văn bản RTF"),
    (b"MIME-Version:", "mail", "đây là trang web hoặc thư lưu một tệp (MHT, EML)"),
    (b"From ", "mail", "đây là hộp thư (mbox)"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted", ""),
    ("WordDocument", "doc", "đây là văn bản Word"),
    ("PowerPoint Document", "doc", "đây là tệp trình chiếu"),
    ("__substg1.0_", "mail", "đây là thư Outlook (.msg)"),
    ("Workbook", "xls", ""),
    ("Book", "xls", ""),
)
_MAIN_PARTS = (
    (b"spreadsheetml.sheet.main+xml", "xlsx", ""),
    (b"spreadsheetml.template.main+xml", "xlsx", ""),
    (b"sheet.macroEnabled.main+xml", "xlsm", ""),
    (b"sheet.binary.macroEnabled", "xlsb", "đây là bảng tính nhị phân .xlsb"),
    (b"wordprocessingml", "docx", "đây là văn bản Word"),
    (b"presentationml", "pptx", "đây là tệp trình chiếu"),
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
        return _no("empty", "tệp rỗng")
    if content.startswith(b"PK") or content.rfind(b"PK\5\6", -(1 << 16)) >= 0:
        return _zip(content)
    if content.startswith(_OLE):
        return _ole(content)
    for magic, kind, what in _MAGIC:
        if content.startswith(magic):
            return _no(kind, what)
    return _text(content)


def _no(kind: str, what: str) -> Look:
    return Look(kind, (labels.fault(labels.CANNOT_READ, what=what),))


def _ole(content: bytes) -> Look:
    for stream, kind, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            if kind == "encrypted":
                return Look(kind, (labels.fault(labels.PASSWORD),))
            macros = "_VBA_PROJECT".encode("utf-16-le") in content
            return _no(kind, what) if what else Look(kind, (labels.fault(labels.MACROS),) if macros else ())
    return _no("unknown", "không rõ loại tệp")


def _text(content: bytes) -> Look:
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower().replace(b"\0", b"")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _no("xml", "đây là bảng tính lưu dạng XML 2003")
    if re.search(rb"<(?:!doctype html|html|table|head|body)\b", head):
        return _no("html", "đây là trang web lưu với đuôi bảng tính")
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _no("unknown", "không rõ loại tệp")
    return _no("text", "đây là tệp văn bản hoặc CSV")


def _zip(content: bytes) -> Look:
    end = content.rfind(b"PK\5\6", -(1 << 16))
    if end >= 0 and int.from_bytes(content[end + 12:end + 16], "little") > MOST_DIRECTORY_BYTES:
        return Look("zip", (labels.fault(labels.TOO_MUCH, what="có quá nhiều phần bên trong"),))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _package(archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, zlib.error):
        return _no("", _DAMAGED)


def _package(archive: zipfile.ZipFile) -> Look:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    refusal = _unsafe(entries)
    kind, what = ("zip", "đây là tệp nén ZIP") if refusal else _kind_of(archive, set(names))
    if kind == "zip" and not refusal:
        return _no(kind, what)
    if refusal:
        return Look("zip" if "[Content_Types].xml" not in names else "xlsx", (refusal,))
    if what:
        return _no(kind, what)
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
        return labels.fault(labels.TOO_MUCH, what="bung ra hơn 200 MB")
    if any(entry.compress_type not in _METHODS for entry in entries):
        return labels.fault(labels.CANNOT_READ, what="nén bằng cách mà Excel không dùng")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return labels.fault(labels.CANNOT_READ, what="một phần bên trong có hai lần")
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    if any(one.header_offset + 30 + one.compress_size > other.header_offset
           for one, other in zip(placed, placed[1:], strict=False)):
        return labels.fault(labels.CANNOT_READ, what="các phần bên trong chồng lên nhau")
    return None


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> tuple[str, str]:
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        for mark, kind, what in _MAIN_PARTS:
            if mark in types:
                return kind, what
    if "mimetype" in names:
        mimetype = archive.read("mimetype").strip()
        if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            return ("encrypted" if b"encryption-data" in manifest else "ods"), ""
        if b"opendocument" in mimetype:
            return "odt", "đây là văn bản OpenDocument"
    return "zip", "đây là tệp nén ZIP"


def _contents(archive: zipfile.ZipFile, names: list[str], parts: dict[str, bytes] | None) -> list[Fault]:
    """What the parts hold that is told or refuses; each part is looked at, and kept in `parts` where there is one."""
    found = []
    if any(name.lower().endswith(("vbaproject.bin", "script-lb.xml")) for name in names):
        found.append(labels.fault(labels.MACROS))
    if foreign := [what for prefix, what in _FOREIGN if any(name.startswith(prefix) for name in names)]:
        found.append(labels.fault(labels.FOREIGN_PARTS, what=", ".join(foreign)))
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            part = archive.read(name)
            if parts is not None:
                parts[name] = part
            if _declares_doctype(part):
                return [*found, labels.fault(labels.DOCTYPE)]
            if name == "content.xml" and b':value-type="error"' in part:
                found.append(labels.fault(labels.UNSEEN_ERRORS))
    return found


def _declares_doctype(part: bytes) -> bool:
    """Also in UTF-16, where every other byte is zero."""
    return b"<!DOCTYPE" in part or (part[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
                                    and b"<!DOCTYPE" in part.replace(b"\0", b""))
