"""A finished body read in one pass, held against the tree."""

from io import BytesIO

import pytest
from support.docx_text import scan
from support.month import council_month, large_month, spring_month
from support.paths import SHIPPED

from emulation_batch.errors import TemplateFault
from emulation_batch.reports import docx_scan
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.docx_check import BODY, paragraphs, parts, tables
from emulation_batch.reports.docx_scan import Printed, Scan, in_stretches, require_whole
from emulation_batch.reports.word import Template


@pytest.mark.parametrize("month", [spring_month, large_month, council_month])
def test_the_scan_sees_what_the_tree_sees(tmp_path, month):
    """Every paper of three months, nasty texts among them: the same rows by table and the same paragraphs."""
    data, out, seen = month(), tmp_path / "a.docx", 0
    for report in data.definition.reports:
        if not (SHIPPED / report.template).exists() or report.what not in CONTEXTS:
            continue
        template = Template(SHIPPED / report.template)
        for _, context in CONTEXTS[report.what](data):
            template.render(context, out)
            body = parts(out)[BODY]
            found = scan(body.decode())
            assert found.rows == {key: len(rows) for key, rows in tables(body, out.name).items()}
            assert sorted(found.paragraphs) == sorted(paragraphs(body, BODY, out.name))
            seen += len(found.rows)
    assert seen > 3


def test_rows_of_nested_tables_and_heads():
    inner = ('<w:tbl><w:tblPr><w:tblDescription w:val="bang:trong"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>')
    body = ('<w:tbl><w:tblPr><w:tblDescription w:val="bang:R&amp;D"/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr>'
            f'<w:tr><w:tc>{inner}<w:p/></w:tc></w:tr><w:tr w:id="2"></w:tr></w:tbl><w:tbl><w:tr></w:tr></w:tbl>'
            '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t xml:space="preserve">a &lt;b&gt; </w:t><w:tab/><w:t>&#34;c&#34;</w:t></w:r></w:p>')
    found = scan(body)
    assert found.rows == {"R&D": 2, "trong": 1}
    assert found.paragraphs == ["x", "", 'a <b> "c"']


@pytest.mark.parametrize("broken", [b"<w:p", b"<a><b></a></b>", b"<a>\xff</a>", b""])
def test_a_broken_part_is_refused(broken):
    require_whole("word/document.xml", b"<a/>", "a.docx")
    with pytest.raises(TemplateFault, match="mẫu a.docx hỏng ở phần word/document.xml"):
        require_whole("word/document.xml", broken, "a.docx")


def test_stretches_say_what_the_whole_says(monkeypatch):
    """However small the pieces: texts of several bytes, escapes, a paragraph within a paragraph."""
    monkeypatch.setattr(docx_scan, "STRETCH", 7)
    inner = "<w:p><w:r><w:t>trong ô &lt;ế&gt;</w:t></w:r></w:p>"
    body = "".join(f"<w:p><w:r><w:t>Đội {number} &amp; xã</w:t></w:r>{inner}</w:p>" for number in range(5)) + "<w:p/>"
    seen = Scan()
    for text in in_stretches(BytesIO(body.encode())):
        seen.feed(text)
    assert seen.found == scan(body) and "Đội 4 & xã" in seen.found.paragraphs


def test_paragraphs_that_were_looked_at_are_let_go(monkeypatch):
    monkeypatch.setattr(docx_scan, "MANY", 3)
    printed = Printed(["Đội 1", "Đội 9", "không in"])
    seen = Scan(printed.take)
    for number in range(10):
        seen.feed(f"<w:p><w:r><w:t>Đội {number} [Văn phòng bổ sung {number}]</w:t></w:r></w:p>")
        assert len(seen.found.paragraphs) < 3
    seen.end()
    assert printed.missing == ["không in"]
    assert printed.marks == [f"Đội {number} [Văn phòng bổ sung {number}]" for number in range(10)]
