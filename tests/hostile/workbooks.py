"""Workbooks: what kills readers, what is innocent, what hides values (every line of "Workbooks" but the heavy ones).

Most are copies of a workbook that can be read, of a unit that was closed: read past, it is refused for that reason (F113).
"""

from hostile.cases import Base, Cases, one, pack
from hostile.packages import archive, entry

READ = "F113"
SHEET, STRINGS, STYLES, BOOK = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
TYPES, CUSTOM = "[Content_Types].xml", "docProps/custom.xml"
ROWS_END, SHEET_END = b"</sheetData>", b"</worksheet>"


def rows(xml: bytes) -> dict[str, tuple[bytes, bytes]]:
    """More rows below the last."""
    return {SHEET: (ROWS_END, xml + ROWS_END)}


def _spread(base: Base, label: str, what: str, code: str, changes: dict) -> Cases:
    """A change tried on the small and on the full workbook."""
    for size, content in (("", base.small), (" đủ dòng", base.full)):
        yield one(f"{label}{size}.xlsx", base.workbook(changes, content), code, what)


def dying(base: Base) -> Cases:
    """What makes a reader's process die."""
    what = "the whole process dies"
    for label, count in (("chuỗi 4 tỷ", b"4294967296"), ("chuỗi 18 tỷ tỷ", b"18446744073709551615"), ("chuỗi âm", b"-1"),
                         ("chuỗi không số", b"nhieu")):
        yield from _spread(base, label, what, READ, {STRINGS: (b'uniqueCount="', b'uniqueCount="' + count + b'" x="')})
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield from _spread(base, "ô XFD1048576", what, READ, rows(corner))
    for label, xml in (("hàng 2 tỷ", b'<row r="2000000000"><c r="C2000000000"><v>1</v></c></row>'),
                       ("hàng âm", b'<row r="-5"><c r="C5"><v>1</v></c></row>'), ("hàng không", b'<row r="0"><c><v>1</v></c></row>'),
                       ("chín chữ cái", b'<row r="60"><c r="ABCDEFGHI60"><v>1</v></c></row>'),
                       ("cột ZZZ", b'<row r="60"><c r="ZZZ60"><v>1</v></c></row>'),
                       ("hàng 1048577", b'<row r="1048577"><c r="C1048577"><v>1</v></c></row>'),
                       ("ô không tên", b'<row r="60"><c r=""><v>1</v></c></row>'),
                       ("chuỗi số 99999", b'<row r="60"><c r="C60" t="s"><v>99999</v></c></row>'),
                       ("chuỗi số -1", b'<row r="60"><c r="C60" t="s"><v>-9999</v></c></row>'),
                       ("số bằng chữ", b'<row r="60"><c r="C60"><v>m\xc6\xb0\xe1\xbb\x9di</v></c></row>')):
        yield from _spread(base, label, what, "F224", rows(xml))


def innocent(base: Base) -> Cases:
    """What common programs write: read, never refused."""
    what = "innocent and common"
    wide = b"".join(b'<c r="%s60" s="1"/>' % name for name in _columns())
    yield one("định dạng tới cột cuối.xlsx", base.workbook(rows(b'<row r="60">' + wide + b"</row>")), READ, what)
    columns = (b"</cols>", b'<col min="60" max="16384" style="1" width="9"/></cols>')
    yield one("cột kiểu tới XFD.xlsx", base.workbook({SHEET: columns}), READ, what)
    validations = (b'<dataValidations count="1"><dataValidation type="list" sqref="C1:C1048576 A1:XFD1048576"><formula1>"a,b"</formula1>'
                   b"</dataValidation></dataValidations>")
    yield one("kiểm nhập cả cột.xlsx", base.workbook({SHEET: (SHEET_END, validations + SHEET_END)}), READ, what)
    for place in (b"A1:A1", b"A1", b"A1:XFD1048576", b"B2:C3", b"XFD1048576"):
        yield from _spread(base, f"vùng {place.decode().replace(':', '_')}", what, READ, {SHEET: (b'<dimension ref="', b'<dimension ref="' + place + b'" x="')})
    yield from _spread(base, "năm 1904", what, READ, {BOOK: (b"<workbookPr ", b'<workbookPr date1904="1" ')})
    yield from _spread(base, "Strict Open XML", what, READ, _strict(base))
    blank = b'<row r="900000"><c r="BZ900000" s="1" t="s"/><c r="D900000" t="str"><v></v></c><c r="E900000" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>'
    yield from _spread(base, "ô rỗng đủ loại", what, READ, rows(blank))
    yield from _spread(base, "gộp cả trang", what, READ, {SHEET: (ROWS_END, ROWS_END + b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')})
    yield from _spread(base, "50000 vùng gộp", what, READ, {SHEET: (ROWS_END, ROWS_END + b"<mergeCells>" + b"".join(
        b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(100, 50_100)) + b"</mergeCells>")})
    for label, content in (("", base.small), (" đủ dòng", base.full)):
        yield one(f"hàng không theo thứ tự{label}.xlsx", base.workbook(_moved(base, content), content), READ, what)
    yield one("trước có byte lạ.xlsx", b"\0" * 100 + base.workbook({}), READ, what)
    yield one("sau có byte lạ.xlsx", base.workbook({}) + b"\0" * 100, READ, what)
    yield one("XL viết hoa.XLSX", base.workbook({}), READ, what)


def _columns() -> list[bytes]:
    import string
    letters = string.ascii_uppercase
    names = [*letters, *(a + b for a in letters for b in letters), *(a + b + c for a in letters for b in letters for c in letters)]
    return [name.encode() for name in names[:16_384]]


def _strict(base: Base) -> dict[str, tuple[bytes, bytes]]:
    old, new = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    return {name: (old, new) for name, content in base.unpacked(base.small).items() if name.startswith("xl/") and old in content}


def _moved(base: Base, content: bytes) -> dict[str, bytes]:
    """The first row of data behind all others."""
    sheet = base.unpacked(content)[SHEET]
    start = sheet.index(b'<row r="8"')
    row = sheet[start:sheet.index(b"</row>", start) + 6]
    return {SHEET: sheet.replace(row, b"", 1).replace(ROWS_END, row + ROWS_END, 1)}


def declarations(base: Base) -> Cases:
    """DOCTYPE, entities, endless attributes and number formats."""
    what = "declarations"
    for label, text in (("khai báo", b"<!DOCTYPE x>"), ("thực thể", b'<!DOCTYPE x [<!ENTITY a "b">]>'),
                        ("thực thể ngoài", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
                        ("tỷ tràng cười", b"<!DOCTYPE x [" + b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(40)) + b"]>")):
        for part in (SHEET, BOOK, STRINGS, "xl/_rels/workbook.xml.rels", "docProps/core.xml", CUSTOM):
            content = base.unpacked(base.small)[part]
            place = content.index(b"?>") + 2
            changed = content[:place] + text + content[place:]
            yield one(f"{label} trong {part.replace('/', '_')}.xlsx", base.workbook({part: changed}), "F223", what)
    wide = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><a/>'.encode("utf-16")
    yield one("khai báo UTF-16.xlsx", base.workbook({"docProps/app.xml": wide}), "F223", what)
    for megabytes, code in ((1, READ), (50, "F220")):
        yield one(f"thuộc tính {megabytes} MB.xlsx", base.workbook({SHEET: (b"<worksheet ", b'<worksheet x="' + b"a" * (megabytes << 20) + b'" ')}), code, what)
    for label, text in (("định dạng vuông", b"[" * 100_000), ("định dạng nháy", b"&quot;" * 50_001), ("định dạng d", b"d" * 100_000),
                        ("định dạng sao", b"*" * 50_000 + b"[h" * 30_000)):
        yield one(f"{label}.xlsx", base.workbook({STYLES: (b"<fonts ", b'<numFmtz><numFmt numFmtId="999" formatCode="' + text + b'"/></numFmtz><fonts ')}), READ, what)
    yield one("30000 kiểu định dạng.xlsx", base.workbook({STYLES: (b"</cellXfs>", b'<xf numFmtId="14"/>' * 30_000 + b"</cellXfs>")}), READ, what)
    yield one("100000 lớp thẻ.xlsx", base.workbook({SHEET: (ROWS_END, ROWS_END + b"<x>" * 100_000 + b"</x>" * 100_000)}), READ, what)


def hiding(base: Base) -> Cases:
    """What other readers lose in silence is read, or the file says why not."""
    what = "silent loss"
    for error in (b"#N/A", b"#DIV/0!", b"#REF!", b"#NAME?", b"#VALUE!", b"#NULL!", b"#NUM!", b"#SPILL!", b""):
        label = error.decode().translate(str.maketrans("/!?#", "____"))  # each a name that a file may have
        yield one(f"lỗi {label}.xlsx", base.workbook(rows(b'<row r="60"><c r="BZ60" t="e"><v>' + error + b"</v></c></row>")), READ, what)
    for text in ("NA", "N/A", "None", "nan", "0012", "NULL", "TRUE", "-", "1e400", "nan", "inf"):
        cell = f'<row r="60"><c r="BZ60" t="inlineStr"><is><t>{text}</t></is></c></row>'.encode()
        yield one(f"chữ {text.replace('/', '_')} {base.number()}.xlsx", base.workbook(rows(cell)), READ, what)
    for text in ("1e400", "-1e400", "nan", "NaN", "inf", "1e-400", "0x10", "1_000", "１２３", " 5 "):
        code = "F224" if text in ("0x10", "1_000") else READ
        cell = f'<row r="60"><c r="BZ60"><v>{text}</v></c></row>'.encode()
        yield one(f"số {text.strip()} {base.number()}.xlsx", base.workbook(rows(cell)), code, what)
    for serial in (b"-1", b"0", b"0.5", b"60", b"2958466", b"99999999", b"1e300"):
        cell = b'<row r="60"><c r="BZ60" s="%d"><v>' % 14 + serial + b"</v></c></row>"
        yield one(f"ngày {serial.decode()}.xlsx", base.workbook(rows(cell)), READ, what)
    yield one("hàng ẩn.xlsx", base.workbook({SHEET: (b'<row r="8" ', b'<row r="8" hidden="1" ')}), READ, what)
    yield one("trang ẩn.xlsx", base.workbook({BOOK: (b'sheetId="3"', b'sheetId="3" state="veryHidden"')}), READ, what)
    yield one("công thức chưa tính.xlsx", base.workbook(rows(b'<row r="60"><c r="BZ60"><f>A1+1</f></c></row>')), READ, what)
    yield one("tên phần hai lần.xlsx", pack(base.unpacked(base.small) | {"XL/workbook.xml": b"<workbook/>", "so.txt": b"%d" % base.number()}), "F224", what)
    yield one("chú thích.xlsx", base.workbook({"xl/comments1.xml": b"<comments/>"}), READ, what)


def active(base: Base) -> Cases:
    """Macros, DDE, links, objects, connections: never run, never copied onward, said."""
    what = "macros, links, objects"
    macro = (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    yield one("có macro.xlsm", base.workbook({TYPES: macro, "xl/vbaProject.bin": b"x"}), READ, what)
    yield one("có macro.xlsx", base.workbook({TYPES: macro, "xl/vbaProject.bin": b"y"}), READ, what)
    for label, part in (("liên kết ngoài", "xl/externalLinks/externalLink1.xml"), ("kết nối", "xl/connections.xml"),
                        ("đối tượng", "xl/embeddings/oleObject1.bin"), ("ActiveX", "xl/activeX/activeX1.xml"),
                        ("macro 4.0", "xl/macrosheets/sheet1.xml"), ("truy vấn", "xl/queryTables/queryTable1.xml")):
        yield one(f"{label}.xlsx", base.workbook({part: b"<x/>"}), READ, what)
    dde = b'<row r="60"><c r="BZ60" t="str"><f>cmd|\'/c calc\'!A1</f><v>x</v></c></row>'
    yield one("DDE.xlsx", base.workbook(rows(dde)), READ, what)


def damaged(base: Base) -> Cases:
    """Packages that lack or twist what a workbook needs."""
    what = "damaged"
    parts = base.unpacked(base.small)
    for part in (BOOK, SHEET, STRINGS, "xl/_rels/workbook.xml.rels", STYLES, TYPES):
        code = {"xl/styles.xml": READ}.get(part, "F224")
        if part == SHEET:
            code = "F204"
        if part != "xl/_rels/workbook.xml.rels":
            yield one(f"thiếu {part.replace('/', '_')}.xlsx", pack({name: value for name, value in parts.items() if name != part} | {"so.txt": b"%d" % base.number()}), code, what)
        cut = READ if part == TYPES else "F224"  # the kind is told by what is left of it
        yield one(f"cụt {part.replace('/', '_')}.xlsx", base.workbook({part: parts[part][:len(parts[part]) // 2]}), cut, what)
        yield one(f"rỗng {part.replace('/', '_')}.xlsx", base.workbook({part: b""}), "F224", what)
        yield one(f"rác {part.replace('/', '_')}.xlsx", base.workbook({part: base.random.randbytes(3000)}), "F224", what)
    items = [entry(name, content) for name, content in parts.items()]
    for label, lies in (("sai mã kiểm tra", {"crc": 5}), ("khai nhỏ", {"size": 100}), ("khai to", {"size": 9_000_000}), ("có khóa", {"flags": 0x801}),
                        ("nén lạ", {"method": 99}), ("nén lạ 1", {"method": 1})):
        lying = [entry(SHEET, parts[SHEET], **lies) if item.name == SHEET else item for item in items]
        yield one(f"{label}.xlsx", archive([*lying, entry("so.txt", b"%d" % base.number())]), "F202" if label == "có khóa" else "F224", what)
    yield one("đuôi cụt.xlsx", base.workbook({})[:-3000], "F224", what)
    yield one("đầu cụt.xlsx", base.workbook({})[2000:], "F224", what)
    yield one("chỉ có đầu.xlsx", b"PK\3\4" + b"\0" * 200, "F224", what)
    yield one("không có trang.xlsx", base.workbook({BOOK: b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'}), "F204", what)


def others(base: Base) -> Cases:
    """A readable book of another form, and one whose stamps do not agree."""
    what = "another book"
    changed = {CUSTOM: (b">2022-03<", b">2022-02<")}
    yield one("dấu của hai kỳ.xlsx", base.workbook(changed), "F207", what)
    book = (b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
            b'<sheet name="L\xc6\xb0\xc6\xa1ng" sheetId="1" r:id="rId1"/></sheets></workbook>')
    sheet = (b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
             b'<row r="1"><c r="A1" t="inlineStr"><is><t>H\xe1\xbb\x8d t\xc3\xaan</t></is></c></row></sheetData></worksheet>')
    rels = (b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
            b'Target="worksheets/sheet1.xml"/></Relationships>')
    types = (b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
             b'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
    yield one("bảng lương.xlsx", pack({TYPES: types, BOOK: book, "xl/_rels/workbook.xml.rels": rels, "xl/worksheets/sheet1.xml": sheet}), "F203", what)


def cases(base: Base) -> Cases:
    """All of them."""
    for group in (dying, innocent, declarations, hiding, active, damaged, others):
        yield from group(base)
