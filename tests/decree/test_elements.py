"""Elements are recognised by words and places, whatever the styles are called."""

import pytest
from docx import Document
from support.paper_edits import find

from emulation_batch.decree.elements import recognise
from emulation_batch.decree.reading import read_paper

KINDS = {"bao_cao_thang": "BÁO CÁO", "to_trinh": "TỜ TRÌNH", "thong_bao": "THÔNG BÁO", "bien_ban": "BIÊN BẢN", "don_doc": "CÔNG VĂN",
         "danh_sach": "PHỤ LỤC", "thanh_tich": "KHÁC", "dot_xuat": "KHÁC", "phieu_xem_xet": "KHÁC", "mot_trang": "KHÁC",
         "gan_dat": "KHÁC", "bao_cao_nam": "BÁO CÁO", "so_ket": "BÁO CÁO", "tong_ket": "BÁO CÁO"}


@pytest.mark.parametrize("what", KINDS)
def test_kind(what, decree_papers):
    assert recognise(read_paper(decree_papers[what])).kind == KINDS[what]


def test_every_element_of_a_report(decree_papers):
    found = recognise(read_paper(decree_papers["bao_cao_thang"]))
    counts = {key: len(found.of(key)) for key in ("quoc_hieu", "tieu_ngu", "so", "dia_danh", "ten_loai", "trich_yeu", "kinh_gui", "muc",
                                                  "phu_luc", "phu_luc_ten", "kem_theo", "noi_nhan", "chuc_vu", "ho_ten")}
    assert counts == {"quoc_hieu": 1, "tieu_ngu": 1, "so": 1, "dia_danh": 1, "ten_loai": 1, "trich_yeu": 1, "kinh_gui": 1, "muc": 5,
                      "phu_luc": 5, "phu_luc_ten": 5, "kem_theo": 5, "noi_nhan": 1, "chuc_vu": 1, "ho_ten": 1}
    assert [paragraph.text for paragraph in found.of("ho_ten")] == ["Vi Quang Minh"]


def test_styles_are_not_asked(decree_papers, tmp_path):
    """A secretary's own paper: every paragraph in Normal, formatted by hand."""
    document = Document(str(decree_papers["to_trinh"]))
    for start in ("TỜ TRÌNH", "Kính gửi", "Căn cứ Luật", "Nơi nhận"):
        find(document, start).style = document.styles["Normal"]
    document.save(str(tmp_path / "a.docx"))
    found = recognise(read_paper(tmp_path / "a.docx"))
    assert found.kind == "TỜ TRÌNH"
    assert len(found.of("kinh_gui")) == 1
    assert len(found.of("can_cu")) == len(recognise(read_paper(decree_papers["to_trinh"])).of("can_cu"))


def test_addressees_of_a_letter_are_all_of_them(decree_papers):
    lines = [paragraph.text for paragraph in recognise(read_paper(decree_papers["don_doc"])).of("kinh_gui")]
    assert lines[0] == "Kính gửi:"
    assert len(lines) >= 3
