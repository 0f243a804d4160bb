"""What all reports are built from: one head, five parts, appendices that are left out whole."""

from docx import Document

from emulation_batch.sample.word_pages import start
from emulation_batch.sample.word_parts import Cell, save
from emulation_batch.sample.word_report import annex, opening, outlook

CELLS = (Cell("TT", "{{ row.no }}", 20),)


def written(document, tmp_path):
    return [paragraph.text for paragraph in Document(str(save(document, tmp_path / "a.docx"))).paragraphs if paragraph.text]


def test_only_a_span_tells_its_days(tmp_path):
    monthly, review = start(), start()
    opening(monthly)
    opening(review, spanned=True)
    assert "{{ span_line }}" not in written(monthly, tmp_path)
    told = written(review, tmp_path)
    assert told[told.index("{{ span_line }}") - 1] == "{%p if span_line %}"


def test_what_is_known_stands_before_what_a_person_adds(tmp_path):
    document = start()
    outlook(document, "Bài học", "Nhiệm vụ", "next_steps")
    assert written(document, tmp_path)[-4:] == ["{%p for line in next_steps %}", "{{ line }}", "{%p endfor %}", "Nhiệm vụ: {{ placeholder }}"]


def test_an_appendix_stands_under_its_condition_with_a_section_of_its_own(tmp_path):
    document = start()
    annex(document, "proposals", "DANH SÁCH", CELLS)
    told = written(document, tmp_path)
    assert told[0] == "{%p if proposals %}" and told[-1] == "{%p endif %}" and "{{ annexes.proposals }}" in told
    assert len(Document(str(tmp_path / "a.docx")).sections) == 2
