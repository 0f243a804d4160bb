"""Templates of the review sheet and the director's page."""

from docx import Document

from emulation_batch.sample.word_review import one_page, review_sheet


def heads(path):
    return [[cell.text for cell in table.rows[0].cells] for table in Document(str(path)).tables
            if "bang:" in table._tbl.tblPr.xml]


def test_the_council_has_columns_of_its_own(tmp_path):
    clauses = heads(review_sheet(tmp_path))[0]
    assert clauses[-4:] == ["Đạt", "Không đạt", "Cần làm rõ", "Lý do"]
    row = next(table for table in Document(str(tmp_path / "phieu_xem_xet.docx")).tables if "bang:clauses" in table._tbl.tblPr.xml).rows[2]
    assert [cell.text for cell in row.cells][-4:] == ["{{ row.met }}", "{{ row.unmet }}", "{{ row.unclear }}", "{{ row.reason }}"]


def test_the_page_has_five_parts(tmp_path):
    texts = [paragraph.text for paragraph in Document(str(one_page(tmp_path))).paragraphs if paragraph.style.name == "Đề mục trang"]
    assert [text[:2] for text in texts] == ["1.", "2.", "3.", "4.", "5."]
    assert heads(tmp_path / "mot_trang.docx") == [["Nội dung", "Đơn vị tính", "Trong kỳ", "{{ year_head }}"]]
