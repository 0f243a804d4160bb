"""Columns repeated by a loop share the width of the page."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from emulation_batch.reports.docx_widths import share_widths


def body(widths, whole, extra=""):
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr><w:p/></w:tc>' for width in widths)
    return parse_xml(f'<w:body {nsdecls("w")}><w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/></w:tblPr><w:tblGrid>'
                     f'<w:gridCol w:w="1"/></w:tblGrid><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl></w:body>')


def numbers(element, path):
    return [int(found) for found in element.xpath(path)]


@pytest.mark.parametrize(("widths", "whole", "shared"), [
    ([1000, 500, 500], 2000, [1000, 500, 500]),
    ([1000, 500, 500, 500, 500], 1500, [500, 250, 250, 250, 250]),
    ([100, 100, 100], 1000, [333, 333, 334]),
])
def test_rows_and_grid_fill_the_table(widths, whole, shared):
    element = body(widths, whole)
    share_widths(element)
    assert numbers(element, ".//w:gridCol/@w:w") == shared
    assert numbers(element, ".//w:tcW/@w:w") == shared * 2


def test_merged_cells_are_left_alone():
    element = body([1000, 500], 3000, '<w:gridSpan w:val="2"/>')
    share_widths(element)
    assert numbers(element, ".//w:tcW/@w:w") == [1000, 500] * 2
