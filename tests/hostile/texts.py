"""Texts that break files, look like other texts or would run: as a unit's name, so that they reach the lists, and in cells."""

from xml.sax.saxutils import escape

from hostile.cases import Base, Cases, one

SHEET = "xl/worksheets/sheet3.xml"
NASTY = (
    "=cmd|'/c calc'!A1", "@SUM(1+1)", "-2+3", "+84", "=HYPERLINK(\"http://x\",\"a\")", "file://\\\\host\\share", "external:a.xlsx",
    "http://" + "a" * 2100 + ".vn", "A & B <c>", "</w:t></w:r></w:p>", "{{ cycler.__init__.__globals__.os.popen('id') }}", "{% for x in y %}",
    "_x0000_", "_x000D_", "_x005F_x0041_", "Tie\u0302\u0301ng Vie\u0323\u0302t", "a\u00a0b\u2007c", "a\u200bb\u200dc\ufeff", "a\u202eb\u2066c",
    "\U000e0041\U000e0042", "\u00f0\u01a1n v\u1ecb", "\u0430\u0435\u043e\u0440\u0441", "S\u00ab TTTT", "C\u00b5n b\u00e9", "12\u201314", "\uff11\uff12\uff13",
    "1e400", "nan", "None", "\U0001f600" * 40, "a" * 100_000, "\u0301" * 2000, "\u202e" * 500, "a" + "\u0301\u0323" * 16_000, "x\u0000y".replace("\u0000", "_x0000_"), "\ufffe".replace("\ufffe", "_xFFFE_"),
    "_xD800_", "<script>alert(1)</script>", "javascript:alert(1)", "'; DROP TABLE", "../../etc/passwd", "CON", "%s%n%x", "\\u0041", "a\tb\nc\rd",
    "\u2028\u2029", "Phòng\u0085Một", "\ufdfd" * 100, "ﬁ ﬂ ½ ² ™", "İıŞş", "ẞß", "Đ" * 40_000)


def cases(base: Base) -> Cases:
    """The text stands where the unit's code was in all its stamps (F112 quotes it); elsewhere it is a cell (F113)."""
    what = "text"
    parts = base.unpacked(base.small)
    for text in NASTY:
        number = base.number()
        raw = escape(text, {'"': "&quot;"}).encode()
        cell = b'<row r="60"><c r="BZ60" t="inlineStr"><is><t>' + raw + b"</t></is></c></row>"
        yield one(f"chữ lạ {number}.xlsx", base.workbook({SHEET: (b"</sheetData>", cell + b"</sheetData>")}), "F113", what)
        if "|" in text or len(text) > 3000:
            continue
        changed = {name: content.replace(b"DV99", raw).replace("Phòng Đã Giải thể".encode(), raw) for name, content in parts.items()
                   if b"DV99" in content or "Phòng Đã Giải thể".encode() in content}
        yield one(f"đơn vị lạ {number}.xlsx", base.workbook(changed), "F112", what)
    for form in ("a\x07b", "a\x0bb", "\ud800", "\x00"):
        raw = form.encode("utf-8", "surrogatepass")
        cell = b'<row r="60"><c r="BZ60" t="inlineStr"><is><t>' + raw + b"</t></is></c></row>"
        yield one(f"ký tự cấm {base.number()}.xlsx", base.workbook({SHEET: (b"</sheetData>", cell + b"</sheetData>")}), "F224", what)
