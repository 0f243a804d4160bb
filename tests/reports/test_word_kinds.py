"""A paper of every kind against the rows of NĐ 30/2020/NĐ-CP (word-layout rules), in the file and as printed."""

import re
import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml.ns import qn
from support.docx_text import seen
from support.month import council_month, large_month
from support.month_papers import write_reports
from support.office import convert
from support.paths import SHIPPED, shipped_definition
from support.span import span_papers

from emulation_batch.reports.copies import Views
from emulation_batch.vietnamese import match_key

SYMBOLS = {"to_trinh": "/TTr-STTTT", "bien_ban": "/BB-HĐTĐKT", "don_doc": "/STTTT-VP", "thong_bao": "/TB-STTTT",
           "bao_cao_thang": "/BC-STTTT", "bao_cao_nam": "/BC-STTTT", "so_ket": "/BC-STTTT", "tong_ket": "/BC-STTTT"}
UNDATED = {"bien_ban", "phieu_xem_xet", "gan_dat", "danh_sach"}
ADDRESSED = {"to_trinh", "don_doc", "bao_cao_thang", "bao_cao_nam", "so_ket", "tong_ket"}
ANNEX = {"danh_sach"}
WIDE = {"phieu_xem_xet", "danh_sach", "gan_dat"}
SPANS = {report.what for report in shipped_definition().reports if report.per == "span"}
KINDS = sorted(report.what for report in shipped_definition().reports)
#        style: (least size, most size, bold, italic), as the decree has it wherever the style is used
STYLED = {
    "Quốc hiệu": (12, 13, True, False), "Tiêu ngữ": (13, 14, True, False), "Cơ quan chủ quản": (12, 13, False, False),
    "Cơ quan ban hành": (12, 13, True, False), "Số, ký hiệu": (13, 13, False, False),
    "Địa danh, thời gian": (13, 14, False, True), "Tên loại": (13, 14, True, False), "Trích yếu": (13, 14, True, False),
    "Trích yếu công văn": (12, 13, False, False), "Kính gửi": (13, 14, False, False),
    "Kính gửi, nhiều nơi": (13, 14, False, False), "Kính gửi, dòng": (13, 14, False, False),
    "Căn cứ": (13, 14, False, True), "Thân bài": (13, 14, False, False), "Quyền hạn, chức vụ": (13, 14, True, False),
    "Họ tên người ký": (13, 14, True, False), "Nơi nhận": (12, 12, True, True), "Nơi nhận, dòng": (11, 11, False, False),
    "Phụ lục, số": (14, 14, True, False), "Phụ lục, tên": (13, 14, True, False), "Phụ lục, kèm theo": (13, 14, False, True),
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """One paper of each kind, those of a review too: what -> path; the page of a large month besides."""
    made = tmp_path_factory.mktemp("papers")
    write_reports(made, Views(council_month()), SHIPPED)
    found = {what: sorted(made.rglob(f"2022-03_{what}*.docx"))[0] for what in KINDS if what not in SPANS}
    found |= span_papers(tmp_path_factory.mktemp("spans"))
    large = tmp_path_factory.mktemp("large")
    write_reports(large, Views(large_month()), SHIPPED)
    page = made / "mot_trang_large.docx"
    shutil.copyfile(large / "reports" / "2022-03_mot_trang.docx", page)
    return found | {"mot_trang_large": page}


@pytest.mark.parametrize("what", KINDS)
def test_page_of_every_kind(papers, what):
    """A4 with the decree's margins; numbers from 1 in the header, none on the first page."""
    sections = list(Document(str(papers[what])).sections)
    shape = (297, 210) if what in WIDE else (210, 297)
    assert (round(sections[0].page_width.mm), round(sections[0].page_height.mm)) == shape
    for section in sections:
        margins = [round(getattr(section, f"{side}_margin").mm) for side in ("top", "bottom", "left", "right")]
        assert margins == [20, 20, 30, 20]
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml


@pytest.mark.parametrize("what", [*sorted(SPANS), "bao_cao_thang"])
def test_every_appendix_is_landscape_and_numbered_by_itself(papers, what):
    body, *appendices = Document(str(papers[what])).sections
    assert len(appendices) >= 4
    for section in appendices:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


@pytest.mark.parametrize("what", KINDS)
def test_letters_of_every_kind(papers, what):
    paragraphs = seen(papers[what])
    assert {font for paragraph in paragraphs for font in paragraph.fonts} == {"Times New Roman"}
    for paragraph in paragraphs:
        if paragraph.style in STYLED:
            least, most, bold, italic = STYLED[paragraph.style]
            assert least <= paragraph.size <= most, paragraph.text
            assert (paragraph.bold, paragraph.italic) == (bold, italic), paragraph.text
    xml = Document(str(papers[what])).element.body.xml
    assert "<w:u " not in xml
    assert "____" not in xml


@pytest.mark.parametrize("what", KINDS)
def test_elements_of_every_kind(papers, what):
    """Header, number, date, addressees and recipients stand where the paper's kind asks for them, and nowhere else."""
    by_style: dict[str, list[str]] = {}
    for paragraph in seen(papers[what]):
        by_style.setdefault(paragraph.style, []).append(paragraph.text)
    assert ("Quốc hiệu" in by_style) != (what in ANNEX)
    assert [text.endswith(SYMBOLS[what]) for text in by_style.get("Số, ký hiệu", [])] == [True] * (what in SYMBOLS)
    assert ("Địa danh, thời gian" in by_style) != (what in UNDATED)
    assert bool({"Kính gửi", "Kính gửi, nhiều nơi"} & by_style.keys()) == (what in ADDRESSED)
    if what in ADDRESSED:
        assert by_style["Nơi nhận, dòng"][0] == "- Như trên;"
    elif "Nơi nhận, dòng" in by_style:
        assert "- Như trên;" not in by_style["Nơi nhận, dòng"]
    for style in ("Kính gửi, dòng", "Nơi nhận, dòng", "Căn cứ"):
        lines = by_style.get(style, [])
        assert all(line.endswith(";") for line in lines[:-1])
        assert not lines or lines[-1].endswith(".")


@pytest.mark.parametrize("what", KINDS)
def test_tables_of_every_kind(papers, what):
    """The head repeats, no row breaks, the width is that of the page."""
    for table in Document(str(papers[what])).tables:
        if "bang:" in table._tbl.tblPr.xml:
            assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
            assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)
            assert round(int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) / 56.7) in (160, 247)


def test_as_printed(monthly_papers, papers, tmp_path):
    """One conversion of every kind: lines that must not break, a page that stays one, fonts that hold Vietnamese."""
    files = {what: path for what, path in papers.items() if what != "bao_cao_thang"}
    files |= {name: monthly_papers / f"{name}.docx" for name in ("spring", "large")}
    pdfs = dict(zip(files, convert(list(files.values()), "pdf", tmp_path), strict=True))
    if not all(map(shutil.which, ("pdftotext", "pdffonts"))):
        pytest.skip("needs poppler")
    for what, pdf in pdfs.items():
        pages = printed(pdf)
        if what not in ANNEX:
            assert re.search(r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$", pages[0], re.M), what
            assert "Độc lập - Tự do - Hạnh phúc" in pages[0]
        if what in ("spring", "large", "to_trinh", "don_doc", "thong_bao", *SPANS):
            signed = next(page for page in pages if "Nơi nhận:" in page)
            assert "./." in signed, what
            assert "Vi Quang Minh" in signed
        fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
        families = {re.sub(r"^[A-Z]+\+|[-,].*", "", line.split()[0]) for line in fonts.splitlines()[2:]}
        assert len(families) == 1, what
        assert families <= {"LiberationSerif", "TimesNewRomanPSMT", "TimesNewRomanPS", "TimesNewRoman"}
    assert len(printed(pdfs["mot_trang"])) == len(printed(pdfs["mot_trang_large"])) == 1
    assert sum("Loại, hình" in page for page in printed(pdfs["large"])) > 3


def printed(path):
    """The text of each page, in NFC."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return [page for page in text.split("\f") if match_key(page)]
