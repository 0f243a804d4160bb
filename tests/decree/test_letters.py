"""What the table of letters does not bind."""

from docx import Document
from support.paper_edits import BODY_LINE, find

from emulation_batch.decree import check_paper


def rules_after(path, change, tmp_path):
    document = Document(str(path))
    change(document)
    document.save(str(tmp_path / "a.docx"))
    return {deviation.rule.id for deviation in check_paper(tmp_path / "a.docx")}


def test_a_bold_word_in_a_sentence_is_no_deviation_a_small_one_is(decree_papers, tmp_path):
    def bold_word(document):
        find(document, BODY_LINE).add_run(" Chú ý").font.bold = True

    def small_word(document):
        from docx.shared import Pt
        find(document, BODY_LINE).add_run(" Chú ý").font.size = Pt(10)

    assert "than_bai.dam" not in rules_after(decree_papers["bao_cao_thang"], bold_word, tmp_path)
    assert "than_bai.co_chu" in rules_after(decree_papers["bao_cao_thang"], small_word, tmp_path)


def test_a_working_sheet_is_warned_of_its_small_letters_once(decree_papers):
    told = [deviation.rule for deviation in check_paper(decree_papers["mot_trang"])]
    assert [rule.severity for rule in told if rule.id == "than_bai.ngoai_mau"] == ["CẢNH BÁO"]
