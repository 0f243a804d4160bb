"""Page numbers and appendices where there is more than one right way."""

import zipfile

from docx import Document
from support.planted import PLANTED

from emulation_batch.decree import check_paper


def test_a_single_page_needs_no_number(decree_papers, tmp_path):
    """As Word last counted them: a letter of one page without page numbers is right."""
    change = next(change for rule, _, change in PLANTED if rule == "so_trang.thieu")
    document = Document(str(decree_papers["thong_bao"]))
    change(document)
    document.save(str(tmp_path / "a.docx"))
    assert "so_trang.thieu" in {deviation.rule.id for deviation in check_paper(tmp_path / "a.docx")}
    with zipfile.ZipFile(tmp_path / "a.docx") as source, zipfile.ZipFile(tmp_path / "b.docx", "w") as target:
        for name in source.namelist():
            if name != "docProps/app.xml":
                target.writestr(name, source.read(name))
        target.writestr("docProps/app.xml", '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
                        'extended-properties"><Pages>1</Pages></Properties>')
    assert "so_trang.thieu" not in {deviation.rule.id for deviation in check_paper(tmp_path / "b.docx")}


def test_margins_say_what_stands_there(decree_papers, tmp_path):
    change = next(change for rule, _, change in PLANTED if rule == "trang.le_tren")
    document = Document(str(decree_papers["bao_cao_thang"]))
    change(document)
    document.save(str(tmp_path / "a.docx"))
    told = next(deviation for deviation in check_paper(tmp_path / "a.docx") if deviation.rule.id == "trang.le_tren")
    assert (told.place, told.found) == ("phần 6", "30 mm")
