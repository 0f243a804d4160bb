"""Templates of the reports of a review: the parts of the department's reports, in their order; what only a person can write is marked."""

import pytest
from docx import Document

from emulation_batch.sample import word_span


@pytest.mark.parametrize(("build", "words"), [(word_span.annual, "nhiệm vụ kỳ tới"), (word_span.mid_term, "đến hết giai đoạn"),
                                              (word_span.final, "sau tổng kết")])
def test_parts_in_order(tmp_path, build, words):
    document = Document(str(build(tmp_path)))
    heads = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert [head.partition(".")[0] for head in heads] == ["I", "II", "III", "IV", "V"]
    marked = [paragraph.text for paragraph in document.paragraphs if "{{ placeholder }}" in paragraph.text]
    assert len(marked) == 7 and any(words in text for text in marked)


def test_tables_that_a_finished_report_is_counted_by(tmp_path):
    document = Document(str(word_span.annual(tmp_path)))
    keys = [table._tbl.tblPr.xml.partition('w:tblDescription w:val="bang:')[2].partition('"')[0] for table in document.tables]
    assert [key for key in keys if key] == ["on_time", "tieu_chuan_{{ standard.code }}", "tieu_chuan_{{ standard.code }}",
                                            "so_lieu_{{ block.key }}", "own_past", "by_year", "exemplars", "initiatives", "proposals"]
