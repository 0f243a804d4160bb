"""Files of another kind under a workbook's name, old and open formats, and what is no submission at all."""

from hostile import old_formats as old
from hostile.cases import Base, Cases, one, pack

WHAT = "another kind under a workbook's name"
TYPES = '<?xml version="1.0"?><Types><Override PartName="/x" ContentType="application/vnd.{}"/></Types>'
SUFFIXES = (".xlsx", ".xls", ".xlsm", ".ods")
RESAVED = ("html", "html có doctype", "csv", "csv utf16", "xml 2003", "xlsb", "numbers")
"""Excel (or the unit's own program) opens these and saves them anew."""
BROKEN = ("số không", "khoảng trắng")


def _plain(number: int) -> dict[str, bytes]:
    """Label -> bytes of files that are no workbook; the number makes each unlike the others."""
    mark = b"%d" % number
    return {
        "pdf": b"%PDF-1.7\n% " + mark, "png": b"\x89PNG\r\n\x1a\n" + mark, "jpg": b"\xff\xd8\xff\xe0" + mark, "gif": b"GIF89a" + mark,
        "html": b"\xef\xbb\xbf<html><table><tr><td>" + mark + b"</td></tr></table>", "html có doctype": b"<!DOCTYPE html><p>" + mark,
        "csv": "STT;Họ tên\n".encode() + mark, "csv utf16": f"STT\tTên\n{number}".encode("utf-16"), "rtf": b"{\\rtf1 " + mark,
        "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + mark, "xml 2003":
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">' + mark,
        "rar": b"Rar!\x1a\x07\x00" + mark, "7z": b"7z\xbc\xaf\x27\x1c" + mark, "gzip": b"\x1f\x8b\x08" + mark,
        "exe": b"MZ\x90\0\3\0\0\0" + mark, "rác": b"\x01\x00\x02\x03" + mark, "số không": b"\0" * (100 + number), "khoảng trắng": b" " * (100 + number),
        "doc": old.ole({"WordDocument": mark}), "ppt": old.ole({"PowerPoint Document": mark}), "msg": old.ole({"__substg1.0_1": mark}),
        "OLE lạ": old.ole({"Lạ": mark}),
        "docx": pack({"[Content_Types].xml": TYPES.format("openxmlformats-officedocument.wordprocessingml.document.main+xml").encode(), "so.txt": mark}),
        "pptx": pack({"[Content_Types].xml": TYPES.format("openxmlformats-officedocument.presentationml.main+xml").encode(), "so.txt": mark}),
        "xlsb": pack({"[Content_Types].xml": TYPES.format("ms-excel.sheet.binary.macroEnabled.main").encode(), "so.txt": mark}),
        "odt": old.ods("", "application/vnd.oasis.opendocument.text", **{"so.txt": mark}),
        "zip": pack({"a.txt": mark}), "numbers": pack({"Index/Document.iwa": mark, "preview.jpg": mark}),
    }


def disguised(base: Base) -> Cases:
    """Each kind under each suffix of a workbook."""
    for suffix in SUFFIXES:
        for label, content in _plain(base.number()).items():
            opened = {"a.txt": "F101"} if label == "zip" else {}
            code = "F121" if opened else "F201" if label in RESAVED else "F224" if label in BROKEN else "F225"
            yield one(f"{label} là{suffix}", content, code, WHAT, **opened)
        for label, content in (("khóa xlsx", old.ole({"EncryptedPackage": b"%d" % base.number(), "EncryptionInfo": b""})),
                               ("khóa ods", old.ods("", manifest="<encryption-data/>", **{"so.txt": b"%d" % base.number()}))):
            yield one(f"{label} là{suffix}", content, "F202", WHAT)
    yield one("~$bao_cao.xlsx", b"\x05Van A" + b" " * 160, "F102", WHAT)
    yield one("rỗng.xlsx", b"", "F224", WHAT)


def aside(base: Base) -> Cases:
    """What is no submission is set aside; what may hold one and is not opened is refused."""
    what = "no submission"
    suffixes = {"pdf": ".pdf", "png": ".png", "jpg": ".jpg", "gif": ".gif", "html": ".html", "csv": ".csv", "rtf": ".rtf", "docx": ".docx",
                "doc": ".doc", "mht": ".mht", "exe": ".exe", "rác": "", "pptx": ".pptx", "xml 2003": ".xml"}
    for turn in range(6):
        files = _plain(base.number())
        for label, suffix in suffixes.items():
            yield one(f"kèm {turn} {label}{suffix}", files[label], "F101", what)
        for label, suffix in (("rar", ".rar"), ("7z", ".7z"), ("msg", ".msg")):
            yield one(f"gói {turn}{suffix}", files[label], "F110", what)
        yield one(f"ký {turn}.p7s", b"0\x80\x06\x09" + b"%d" % base.number(), "F101", what)
    yield one("desktop.ini", b"[.ShellClassInfo]", "F101", what)
    yield one("Thumbs.db", old.ole({"Lạ": b"thumbs"}), "F101", what)
    yield one(".DS_Store", b"\0\0\0\1Bud1", "F101", what)


def old_workbooks(base: Base) -> Cases:
    """.xls and .ods: other books, endless ones, broken ones."""
    what = ".xls and .ods"
    for name in ("Lương", "a" * 31, "Trang\n1"):
        yield one(f"xls khác {base.number()}.xls", old.ole({"Workbook": old.biff(old.number_cell(0, 0, base.number()), name=name)}), "F203", what)
    macro = {"Workbook": old.biff(old.label_cell(0, 0, "x")), "_VBA_PROJECT": b"%d" % base.number()}
    yield one("xls có macro.xls", old.ole(macro), "F203", what)
    yield one("xls cỡ 65536 x 256.xls", old.ole({"Workbook": old.biff(old.number_cell(0, 0), old.number_cell(65535, 255))}), "F220|F221", what)
    yield one("xls cỡ 65536 x 65536.xls", old.ole({"Workbook": old.biff(old.number_cell(0, 0), old.number_cell(65535, 65535))}), "F220|F221", what)
    yield one("xls có khóa.xls", old.ole({"Workbook": old.record(0x809, b"\0\6\5\0\xbb\x2d\xcc\x07\0\0\0\0\6\0\0\0") + old.record(0x2F, b"\1\0\1\0\1\0" + bytes(48))}), "F202", what)
    whole = old.ole({"Workbook": old.biff(*(old.label_cell(row, 0, f"Ô {row}") for row in range(50)))})
    for turn in range(24):
        content = bytearray(whole)
        for _ in range(1 + turn % 4):
            place = base.random.randrange(40, 512)
            content[place] = base.random.randrange(256)
        yield one(f"xls hỏng đầu {turn}.xls", bytes(content) + b"%d" % base.number(), "F224|F203", what)
    for turn in range(24):
        content = bytearray(whole)
        for _ in range(3):
            content[base.random.randrange(512, len(content))] ^= base.random.randrange(1, 256)
        yield one(f"xls hỏng thân {turn}.xls", bytes(content) + b"%d" % base.number(), "F224|F203", what)
    for turn in range(8):
        yield one(f"xls cụt {turn}.xls", whole[:600 + turn * 300], "F224", what)
    yield one("ods khác.ods", old.ods(old.table(old.cells("Lương"))), "F203", what)
    yield one("ods 6000 x 16000.ods", old.ods(old.table(old.cells("a", 16_000, 6_000))), "F220|F221", what)
    yield one("ods 1 triệu hàng.ods", old.ods(old.table(old.cells("a", 1_024, 1_048_576))), "F224|F220|F221", what)
    yield one("ods lặp 4 tỷ.ods", old.ods(old.table(old.cells("a", 4_294_967_295, 4_294_967_295))), "F224|F220|F221", what)
    yield one("ods trống 1 triệu hàng.ods", old.ods(old.table(old.cells("a") + '<table:table-row table:number-rows-repeated="1048570">'
              '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>')), "F203", what)
    yield one("ods cụt.ods", old.ods("<table:table>"), "F224|F203", what)
    yield one("ods có DOCTYPE.ods", old.ods(old.table(old.cells("a")), **{"meta.xml": b"<!DOCTYPE x><a/>"}), "F223", what)
    yield one("ods không nội dung.ods", pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "F224", what)


def cases(base: Base) -> Cases:
    """All of them."""
    for group in (disguised, aside, old_workbooks):
        yield from group(base)
