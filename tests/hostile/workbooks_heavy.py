"""Workbooks that take seconds to make: what unpacks without end, and sheets styled to their end."""

from hostile.cases import Base, Cases, one, pack
from hostile.packages import archive, blanks, entry
from hostile.workbooks import BOOK, READ, ROWS_END, SHEET, STRINGS, STYLES, rows

LAST_ROW = 1_048_576


def unpacking(base: Base) -> Cases:
    """What grows without end."""
    what = "unpacking"
    parts = base.unpacked(base.small)
    other = [entry(name, content) for name, content in parts.items() if name != SHEET]
    head, _, tail = parts[SHEET].partition(ROWS_END)
    around = (head, ROWS_END + tail)
    cells = b'<row r="60">' + b"<c><v>1</v></c>" * 70_000 + b"</row>"
    for label, item in (("1 GB khoảng trắng", blanks(SHEET, 1024, around)),
                        ("600 MB khoảng trắng", blanks(SHEET, 600, around)),
                        ("20 triệu ô", blanks(SHEET, 290, around, cells)),
                        ("1 triệu ô", blanks(SHEET, 20, around, b"<row>" + b"<c><v>1</v></c>" * 3 + b"</row>"))):
        yield one(f"{label}.xlsx", archive([*other, item]), "F220", what)
    yield one("khai nhỏ mà to.xlsx", archive([*other, blanks(SHEET, 1024, around, size=5000)]), "F224", what)
    texts = [entry(name, content) for name, content in parts.items() if name != STRINGS]
    start, _, end = parts[STRINGS].partition(b"</sst>")
    for megabytes in (500, 150, 40):
        long = blanks(STRINGS, megabytes, (start + b"<si><t>", b"</t></si></sst>" + end), b"a")
        yield one(f"một chuỗi {megabytes} MB.xlsx", archive([*texts, long]), "F220", what)
    count = start.count(b"<si>")
    million = start + b"<si><t>" + b"a" * (1 << 20) + b"</t></si></sst>"
    uses = b"".join(b'<row r="%d"><c r="C%d" t="s"><v>%d</v></c></row>' % (row, row, count) for row in range(60, 20_060))
    yield one("chuỗi 1 MB dùng 20000 lần.xlsx", base.workbook({STRINGS: million, **rows(uses)}), "F220", what)
    for name, code in ((BOOK, "F220"), (STYLES, "F220"), ("docProps/app.xml", READ), ("xl/theme/theme1.xml", READ)):
        rest = [entry(other, content) for other, content in parts.items() if other != name]
        near = parts[name].rpartition(b"</")
        long = blanks(name, 90, (near[0], near[1] + near[2]))
        yield one(f"90 MB khoảng trắng trong {name.replace('/', '_')}.xlsx", archive([*rest, long]), code, what)
    for name, method in (("bzip2", 12), ("lzma", 14)):
        yield one(f"{name}.xlsx", pack(parts | {"so.txt": b"%d" % base.number()}, method), "F224", what)
    items = [entry(name, content) for name, content in parts.items()]
    overlapping = [*items[:-1], entry("docProps/app.xml", parts["docProps/app.xml"], offset=40)]
    yield one("chồng lên nhau.xlsx", archive(overlapping), "F224", what)
    yield one("100000 mục.xlsx", archive([entry(f"{number}.xml", b"") for number in range(100_000)]), "F220", what)
    yield one("5000 mục.xlsx", archive([entry(name, content) for name, content in parts.items()]
                                       + [entry(f"x/{number}.xml", b"<a/>") for number in range(5000)]), "F220", what)
    yield one("zip trong zip.xlsx", pack({"bao_cao.xlsx": base.workbook({})}), "F121", what, **{"bao_cao.xlsx": READ})
    yield one("9 phần 60 MB.xlsx", archive([*other, *(blanks(f"x/{number}.xml", 60) for number in range(9))]), "F220", what)


def bloated(base: Base) -> Cases:
    """Sheets styled to their end: read, never refused."""
    what = "innocent and common"
    styled = b"".join(b'<row r="%d" spans="1:16" s="1" customFormat="1" ht="15" customHeight="1"/>' % row
                      for row in range(60, LAST_ROW + 1))
    yield one("định dạng tới hàng cuối.xlsx", base.workbook(rows(styled)), READ, what)
    cells = b'<row r="%d">' + b"".join(b'<c r="%c%%d" s="1"/>' % (65 + column) for column in range(16)) + b"</row>"
    filled = b"".join(cells % ((row,) * 17) for row in range(60, 250_000))
    yield one("4 triệu ô trống.xlsx", base.workbook(rows(filled)), READ, what)


def cases(base: Base) -> Cases:
    """All of them."""
    for group in (unpacking, bloated):
        yield from group(base)
