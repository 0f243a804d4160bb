"""A Word file as read: sections, tables, numbers of pages, hidden words."""

import zipfile

import pytest
from docx import Document
from support.paper_edits import find

from emulation_batch.decree.reading import BODY, read_paper
from emulation_batch.errors import TemplateFault


def test_sections_and_tables(decree_papers):
    paper = read_paper(decree_papers["bao_cao_thang"])
    assert [section.size for section in paper.sections] == [(11906, 16838)] + [(16838, 11906)] * 5
    assert all(section.header.numbers and not section.first_header.numbers for section in paper.sections)
    assert [table.data for table in paper.tables[:2]] == [False, True]
    assert paper.title.startswith("Báo cáo")
    assert {paragraph.section for paragraph in paper.paragraphs} == set(range(6))


def test_hidden_words_are_not_read(decree_papers, tmp_path):
    document = Document(str(decree_papers["thong_bao"]))
    run = find(document, "THÔNG BÁO").add_run(" ẨN")
    run.font.hidden = True
    document.save(str(tmp_path / "a.docx"))
    assert not any("ẨN" in paragraph.text for paragraph in read_paper(tmp_path / "a.docx").paragraphs)


@pytest.mark.parametrize("body", [b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_broken_or_dangerous_xml_is_refused(body, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        packed.writestr(BODY, body)
    with pytest.raises(TemplateFault, match=r"word/document\.xml"):
        read_paper(tmp_path / "a.docx")


def test_place_says_where(decree_papers):
    paper = read_paper(decree_papers["bao_cao_thang"])
    long = next(paragraph for paragraph in paper.paragraphs if len(paragraph.text) > 100 and not paragraph.data)
    assert long.place.startswith("đoạn “") and long.place.endswith("…”")
    assert next(paragraph for paragraph in paper.paragraphs if paragraph.data and paragraph.text).place.startswith("ô bảng “")
