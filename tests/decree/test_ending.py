"""Items in the order of the Vietnamese alphabet; recipients; quoted words."""

import pytest
from docx import Document
from support.paper_edits import BODY_LINE, find

from emulation_batch.decree import check_paper


def rules_with(path, lines, tmp_path):
    document = Document(str(path))
    place = find(document, BODY_LINE)
    for line in lines:
        place.insert_paragraph_before(line, style="Thân bài")
    document.save(str(tmp_path / "a.docx"))
    return {deviation.rule.id for deviation in check_paper(tmp_path / "a.docx")}


@pytest.mark.parametrize(("letters", "right"), [
    ("abcdđeghik", True), ("abcde", False), ("abcdđef", False), ("ab", True), ("ac", False), ("abab", True)])
def test_points(letters, right, decree_papers, tmp_path):
    lines = [f"{letter}) Nội dung của điểm này." for letter in letters]
    assert ("diem.thu_tu" not in rules_with(decree_papers["bao_cao_thang"], lines, tmp_path)) == right


def test_what_is_quoted_is_not_ours_to_spell(decree_papers, tmp_path):
    path = decree_papers["bao_cao_thang"]
    assert "viet_hoa.nhan_dan" not in rules_with(path, ["Kế hoạch ghi “đời sống nhân dân”; Ủy ban nhân dân tỉnh."], tmp_path)
    assert "viet_hoa.nhan_dan" in rules_with(path, ["Vì đời sống nhân dân."], tmp_path)
