"""Symbols and dates as the decree writes them."""

import pytest
from docx import Document
from support.paper_edits import says

from emulation_batch.decree import check_paper


def found(path, start, text, tmp_path):
    document = Document(str(path))
    says(start, text)(document)
    document.save(str(tmp_path / "a.docx"))
    return {deviation.rule.id for deviation in check_paper(tmp_path / "a.docx")}


@pytest.mark.parametrize(("what", "text"), [
    ("bao_cao_thang", "Số: 12/BC-STTTT"), ("to_trinh", "Số: 05/TTr-STTTT"), ("to_trinh", "Số: 112/TTr-HĐTĐKT"),
    ("don_doc", "Số: 105/STTTT-VP"), ("don_doc", "Số: 07/CNTT&TT-HC"), ("bien_ban", "Số: 03/BB-HĐTĐKT"),
    ("bao_cao_thang", "Số:         /BC-STTTT"),
])
def test_right_symbols(what, text, decree_papers, tmp_path):
    assert not {rule for rule in found(decree_papers[what], "Số:", text, tmp_path) if rule.startswith("so.")}


@pytest.mark.parametrize(("text", "rule"), [
    ("Số: 5/BC-STTTT", "so.khong_dau"), ("Số: 12/BC–STTTT", "so.ky_hieu"), ("Số: 31/2020/BC-UBND", "so.ky_hieu"),
    ("Số: 12/STTTT-VP", "so.ten_loai"),
])
def test_wrong_symbols(text, rule, decree_papers, tmp_path):
    assert rule in found(decree_papers["bao_cao_thang"], "Số:", text, tmp_path)


@pytest.mark.parametrize("text", ["Bắc Kạn, ngày 05 tháng 01 năm 2020", "Bắc Kạn, ngày 29 tháng 6 năm 2019",
                                  "Bắc Kạn, ngày 10 tháng 12 năm 2019", "Bắc Kạn, ngày      tháng 3 năm 2022"])
def test_right_dates(text, decree_papers, tmp_path):
    assert not {rule for rule in found(decree_papers["bao_cao_thang"], "Bắc Kạn, ngày", text, tmp_path) if rule.startswith("dia_danh.")}


def test_the_other_spelling_of_the_motto_is_right_too(decree_papers, tmp_path):
    rules = found(decree_papers["bao_cao_thang"], "CỘNG HÒA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", tmp_path)
    assert not {rule for rule in rules if rule.startswith("quoc_hieu.")}
