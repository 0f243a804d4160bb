"""Sections and page numbers of the templates."""

import pytest
from docx.oxml.ns import qn

from emulation_batch.sample.word_pages import end_section, landscape_section, lay_wide, page_numbers
from emulation_batch.sample.word_parts import add
from emulation_batch.sample.word_styles import blank_document


@pytest.fixture
def document():
    return blank_document()


def test_numbers_from_one_and_none_on_the_first_page(document):
    page_numbers(document.sections[0])
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_sections_number_by_themselves(document):
    page_numbers(document.sections[0])
    landscape_section(document)
    add(document, "Phụ lục I", "Phụ lục, số")
    end_section(document)
    add(document, "Phụ lục II", "Phụ lục, số")
    sections = list(document.sections)
    assert [section.page_width > section.page_height for section in sections] == [False, True, True]
    for section in sections:
        assert [kind.get(qn("w:start")) for kind in section._sectPr.findall(qn("w:pgNumType"))] == ["1"], "one, or Word cannot read it"
        assert section.different_first_page_header_footer


def test_a_wide_page_keeps_the_margins(document):
    section = document.sections[0]
    lay_wide(section)
    assert [round(length.mm) for length in (section.page_width, section.page_height, section.left_margin, section.right_margin,
                                            section.top_margin, section.bottom_margin)] == [297, 210, 30, 20, 20, 20]
