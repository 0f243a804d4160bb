"""OLE files, BIFF workbooks and OpenDocument spreadsheets, written from nothing: what other programs call .xls and .ods."""

import zipfile
from io import BytesIO
from struct import pack

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams, each of them padded to 4,096 bytes at least so that it stands in sectors of its own."""
    streams = {name: content + bytes(max(0, 4096 - len(content))) for name, content in streams.items()}
    sectors: list[bytes] = []
    chain: list[int] = []
    starts = {}
    for name, content in streams.items():
        starts[name] = len(sectors)
        pieces = [content[place:place + SECTOR].ljust(SECTOR, b"\0") for place in range(0, len(content), SECTOR)]
        chain += [len(sectors) + place + 1 for place in range(len(pieces) - 1)] + [END]
        sectors += pieces
    entries = [_entry("Root Entry", 5, 1, END, 0)]
    for place, (name, content) in enumerate(streams.items(), 1):
        entries.append(_entry(name, 2, FREE, starts[name], len(content), place + 1 if place < len(streams) else FREE))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\0")
    first = len(sectors)
    count = len(directory) // SECTOR
    chain += [first + place + 1 for place in range(count - 1)] + [END]
    sectors += [directory[place:place + SECTOR] for place in range(0, len(directory), SECTOR)]
    tables = -(-(len(chain) + 8) // 128)
    where = list(range(len(sectors), len(sectors) + tables))
    chain += [FAT] * tables
    table = b"".join(pack("<I", item) for item in chain).ljust(tables * SECTOR, b"\xff")
    head = OLE + bytes(16) + pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, first, 0, 4096, END, 0, END, 0)
    head += b"".join(pack("<I", item) for item in where).ljust(436, b"\xff")
    return head + b"".join(sectors) + table


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = FREE) -> bytes:
    raw = name.encode("utf-16-le")
    return (raw.ljust(64, b"\0") + pack("<HBBIII", len(raw) + 2, kind, 1, FREE, right, child) + bytes(36)
            + pack("<IQ", start, size)).ljust(128, b"\0")


def record(kind: int, data: bytes) -> bytes:
    """One BIFF record."""
    return pack("<HH", kind, len(data)) + data


def biff(*cells: bytes, name: str = "Trang", sheets: int = 1) -> bytes:
    """A BIFF8 workbook of one sheet with these records in it."""
    start = record(0x809, pack("<HHHHII", 0x600, 5, 0x2DBB, 1996, 0, 6))
    raw = name.encode("utf-16-le")
    bound = pack("<BBBB", 0, 0, len(name), 1) + raw
    size = len(start) + sheets * (8 + len(bound)) + 4
    top = start + b"".join(record(0x85, pack("<I", size) + bound) for _ in range(sheets)) + record(0x0A, b"")
    sheet = record(0x809, pack("<HHHHII", 0x600, 16, 0x2DBB, 1996, 0, 6)) + b"".join(cells) + record(0x0A, b"")
    return top + sheet


def number_cell(row: int, column: int, value: float = 1.0) -> bytes:
    """NUMBER."""
    return record(0x203, pack("<HHHd", row, column, 0, value))


def label_cell(row: int, column: int, text: str) -> bytes:
    """LABEL with a text of its own."""
    return record(0x204, pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def ods(body: str, mimetype: str = "application/vnd.oasis.opendocument.spreadsheet", manifest: str = "", **parts: bytes) -> bytes:
    """An OpenDocument file with this table in it."""
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"mimetype": mimetype.encode(),
                              "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="m">{manifest}</manifest:manifest>'.encode(),
                              "content.xml": f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>'
                              f"{body}</office:spreadsheet></office:body></office:document-content>".encode(), **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def table(rows: str, name: str = "Trang") -> str:
    """A sheet of an .ods."""
    return f'<table:table table:name="{name}">{rows}</table:table>'


def cells(value: str, columns: int = 1, rows: int = 1) -> str:
    """A row of cells repeated both ways."""
    return (f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" '
            f'office:value-type="string"><text:p>{value}</text:p></table:table-cell></table:table-row>')
