"""Tables whose columns are the same in every paper are settled once; the others are told."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from emulation_batch.reports.docx_columns import settle_columns


def table(*rows, grid=(1000, 500), whole=3000):
    """Rows of cells (width, text); a text may hold tags."""
    lines = "".join("<w:tr>" + "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
        for width, text, *more in row for span in [f'<w:gridSpan w:val="{more[0]}"/>' if more else ""]) + "</w:tr>" for row in rows)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return parse_xml(f'<w:body {nsdecls("w")}><w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/></w:tblPr><w:tblGrid>{columns}'
                     f"</w:tblGrid>{lines}</w:tbl></w:body>")


HEAD, LINE, LOOP = ((1000, "Tên"), (500, "Số")), ((1000, "{{ a }}"), (500, "{{ b }}")), ((900, "{%tr for x in y %}"),)


def test_a_settled_table_has_its_widths_shared_once():
    body = table(HEAD, LOOP, LINE, LOOP)
    assert settle_columns(body) == ""
    assert body.xpath(".//w:gridCol/@w:w") == ["2000", "1000"]
    assert body.xpath(".//w:tcW/@w:w") == ["2000", "1000", "900", "2000", "1000", "900"], "rows of tags never print"
    assert settle_columns(body) == ""


@pytest.mark.parametrize("rows", [
    [HEAD, ((1000, "{%tc for x in y %}"), (500, "{{ x }}"))],
    [LOOP, LINE, LOOP],
    [HEAD, ((1000, "{% for x in y %}{{ x }}"), (500, "{{ x }}{% endfor %}"))],
    [HEAD, ((1500, "{{ a }}"),)],
    [((1000, "Tên"), (500, "Số"), (500, "Ghi chú"))],
    [((1000, "Tên", 2), (500, "Số"))],
    [HEAD, ((1000, "{% colspan n %}"), (500, "Số"))],
], ids=["cells in a loop", "no row that always stands", "a loop over two cells", "a row of another shape", "more cells than columns",
        "a wider span", "a span by tag"])
def test_a_table_whose_columns_may_change_is_told(rows):
    body = table(*rows)
    before = body.xpath(".//w:tcW/@w:w")
    assert settle_columns(body) != ""
    assert body.xpath(".//w:tcW/@w:w") == before


def test_merged_cells_that_fill_the_grid_are_settled():
    body = table(HEAD, ((1500, "Cộng", 2),))
    assert settle_columns(body) == ""
    assert body.xpath(".//w:tcW/@w:w") == ["1000", "500", "1500"]
