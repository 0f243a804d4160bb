"""What the pieces of a template tell is what a parser of the whole tells; what they cannot tell is left to it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.docx_text import scan
from support.month import council_month, large_month, spring_month
from support.paths import SHIPPED

from emulation_batch.errors import TemplateFault
from emulation_batch.reports import word
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.docx_outline import outlined
from emulation_batch.reports.docx_scan import require_whole
from emulation_batch.reports.word import Template

HEAD, TAIL = '<w:document xmlns:w="x"><w:body>', "</w:body></w:document>"
ROW = '<w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">'
STRETCHES = [HEAD, TAIL, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>", "<w:p/>", ROW, "</w:t></w:r></w:p></w:tc></w:tr>", 
             '<w:tbl><w:tblPr><w:tblDescription w:val="bang:', '"/></w:tblPr>', "</w:tbl>", "R&amp;D", "chữ", "&", "&am", "p;", ">", "]]", "\x01",
             "a\tb", "<!-- <w:p>", "-->", "<![CDATA[", "<!DOCTYPE a>", "<?a?>", '<w:p w:a="', '">', "</w:body>", "<w:body>", "\ud800",
             "<w:p><w:r><w:t>a &lt; b</w:t></w:r></w:p>", "<w:trPr><w:tblHeader/></w:trPr>", "</w:t></w:r></w:p><w:p><w:r><w:t>", "<w:document/>"]
NO_TEXT = re.compile("<w:t(?: [^>]*)?>[^<]*<(?!/w:t>)")
"""An element within a text, which Word has not."""


def is_whole(text):
    try:
        require_whole("a", text.encode(), "a.docx")
    except (TemplateFault, UnicodeEncodeError):
        return False
    return True


def same(pieces):
    """Whether the pieces tell at all; then what they tell is true."""
    found, whole = outlined(pieces), "".join(pieces)
    if found:
        assert is_whole(whole)
        content, seen = found
        expected = scan(whole)
        assert (content.decode(), seen.rows) == (whole, expected.rows)
        if not NO_TEXT.search(whole):
            assert [text for text in seen.paragraphs if text] == [text for text in expected.paragraphs if text]
    return found is not None


@given(st.lists(st.sampled_from(STRETCHES), max_size=8), st.booleans())
def test_what_the_pieces_tell_is_true(pieces, framed):
    same([HEAD, *pieces, TAIL] if framed else pieces)


@pytest.mark.parametrize("inside", [
    ["<w:p><w:r><w:t>", "R&amp;D &lt;b&gt;", "</w:t></w:r></w:p>"], ["<w:p/>"], ['<w:p w:a="', "giá trị", '"/>'],
    ['<w:tbl><w:tblPr><w:tblDescription w:val="bang:', "x", '"/></w:tblPr>', "<w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr>", ROW, "a",
     "</w:t></w:r></w:p></w:tc></w:tr>" + ROW, "b", "</w:t></w:r></w:p></w:tc></w:tr>", "</w:tbl>"], ["<!-- a -->", "<w:p/>"]])
def test_what_pieces_tell(inside):
    assert same([HEAD, *inside, TAIL])


@pytest.mark.parametrize("pieces", [
    [HEAD, "<w:p>", TAIL], [HEAD, "<w:p></w:r>", TAIL], [HEAD, "&", TAIL], [HEAD, "<w:p>&am", "p;</w:p>", TAIL], [HEAD, "]]", ">", TAIL],
    [HEAD, "\x01", TAIL], [HEAD, "\ud800", TAIL], [HEAD, '<w:p a="1', TAIL], [HEAD, '<w:p a="1" a="1"/>', TAIL], [HEAD, TAIL, "<a/>"],
    [HEAD, TAIL, "chữ"], [HEAD, f"{TAIL}{HEAD}", TAIL], [f"{HEAD}{TAIL}{HEAD}", TAIL], ["chữ", HEAD, TAIL], [HEAD, "<w:body/></w:body><w:body>"],
    ["<w:document/>", HEAD, TAIL], [f"<w:document/>{HEAD}", TAIL], [HEAD, f"{TAIL}<a/>"], [HEAD, "<!DOCTYPE a>", TAIL], [], ["chữ"]])
def test_what_is_broken_is_not_taken_for_whole(pieces):
    assert not is_whole("".join(pieces)) or pieces == [HEAD, "<w:p>&am", "p;</w:p>", TAIL]
    assert outlined(pieces) is None


@pytest.mark.parametrize("value", ["a\tb", "a\nb"])
def test_a_value_that_becomes_markup_is_left_to_the_parser(value):
    assert outlined([HEAD, "<w:p><w:r><w:t>", value, "</w:t></w:r></w:p>", TAIL]) is None


@pytest.mark.parametrize("month", [spring_month, large_month, council_month])
def test_every_paper_of_a_month(monkeypatch, month):
    """Nasty texts among them: only those whose values have line breaks or tabs are left to the parser."""
    data, told = month(), []

    def held(pieces):
        assert same(pieces) or any(letter in "".join(pieces) for letter in "\t\n")
        told.append(outlined(pieces))
        return told[-1]

    monkeypatch.setattr(word, "outlined", held)
    for report in data.definition.reports:
        if (SHIPPED / report.template).exists() and report.what in CONTEXTS:
            template = Template(SHIPPED / report.template)
            for _, context in CONTEXTS[report.what](data):
                template.paper(context)
    assert len([found for found in told if found]) > 5
