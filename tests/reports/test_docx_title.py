"""A title stands in the properties of a paper, whatever it says."""

import pytest
from lxml import etree

from emulation_batch.reports.docx_title import LONGEST, NAME, Properties

HEAD = ('<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">')


@pytest.mark.parametrize("inside", ["<dc:creator>Sở</dc:creator>", "<dc:title>cũ</dc:title>", "<dc:title/>"])
@pytest.mark.parametrize("title", ["Báo cáo tháng 3", "A & B <c> \"d\"", "", "dài " * 100])
def test_the_title_of_a_paper(inside, title):
    made = etree.fromstring(Properties(f"{HEAD}{inside}</cp:coreProperties>".encode()).of(title))
    assert [element.text or "" for element in made.iter(NAME)] == [title[:LONGEST]]
    assert bool(made.findall("{*}creator")) == ("creator" in inside)
