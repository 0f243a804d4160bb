"""A long paper laid out in stretches is the paper laid out whole, and takes the memory of a stretch."""

import tracemalloc

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from emulation_batch.reports.docx_cuts import CUT, STRETCH, in_stretches, mark_cuts

CELL = '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
SETTLED, LOOSE = CELL.format("{{ a }}"), CELL.format("{%tc for x in y %}")


def table(*rows):
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{lines}</w:tbl>'


def document(*inside):
    return parse_xml(f'<w:document {nsdecls("w")}><w:body>{"".join(inside)}</w:body></w:document>')


def marked(*inside):
    tree = document(*inside)
    mark_cuts(tree)
    return etree.tostring(tree, encoding="unicode")


def mend(text):
    return etree.tostring(etree.fromstring(text), encoding="unicode")


def paper(rows):
    """What a template prints of so many rows, piece by piece: empty elements and signs not as lxml writes them."""
    before, row, after = marked("<w:p/>", table(SETTLED, SETTLED), "<w:p/>").partition(f"<w:tr>{SETTLED}</w:tr>{CUT}")
    yield before.replace("<w:p/>", "<w:p></w:p>")
    for number in range(rows):
        yield row.replace("{{ a }}", f"&#34;{number}&#34; &lt;")
    yield after


def test_a_table_is_cut_between_its_rows_when_its_columns_always_stand():
    assert marked(table(SETTLED, SETTLED)).count(CUT) == 2 + 1 + 2 + 2
    assert marked(table(SETTLED, LOOSE)).count(CUT) == 2, "only around it"
    assert marked("<w:p/>", "<w:sectPr/>").count(CUT) == 3


@pytest.mark.parametrize("rows", [0, 1, 5_000])
def test_the_stretches_make_the_same_paper(rows):
    made = list(in_stretches(paper(rows), mend))
    assert "".join(made) == mend("".join(paper(rows)).replace(CUT, ""))
    assert (len(made) > 4) == (rows > 1)


def test_without_a_mark_it_is_mended_in_one():
    assert list(in_stretches(["<a>", "</a>"], mend)) == ["<a/>"]


def test_what_is_broken_is_met():
    with pytest.raises(etree.XMLSyntaxError):
        list(in_stretches([*paper(2), "</w:p>"], mend))


def test_twenty_times_the_rows_take_the_memory_of_a_few_stretches():
    def most(rows):
        tracemalloc.start()
        try:
            length = sum(map(len, in_stretches(paper(rows), mend)))
            return length, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most(2_500)
    (short, small), (long, large) = most(2_500), most(50_000)
    assert long > 19 * short > 19 * STRETCH
    assert large < 1.5 * small
