"""What a secretary does to the Word templates: saves them in LibreOffice, changes fonts, moves a paragraph, drops a column."""

import shutil

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from support.docx_text import as_text
from support.month import council_month
from support.month_papers import write_reports
from support.office import convert
from support.paths import SHIPPED

from emulation_batch.decree import ERROR, check_paper
from emulation_batch.reports.copies import Views

TEMPLATES = sorted(SHIPPED.glob("*.docx"))


def words(text):
    return sorted(text.replace("~", " ").split())


def written(folder, templates):
    folder.mkdir()
    write_reports(folder, Views(council_month()), templates)
    return {path.relative_to(folder).as_posix(): as_text(path) for path in sorted(folder.rglob("*.docx"))}


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    return written(tmp_path_factory.mktemp("given") / "out", SHIPPED)


def test_templates_saved_by_libreoffice_say_the_same(given, tmp_path):
    convert(TEMPLATES, "docx", tmp_path / "templates")
    made = written(tmp_path / "out", tmp_path / "templates")
    assert made.keys() == given.keys()
    for name, text in given.items():
        assert words(made[name]) == words(text), name
    papers = sorted((tmp_path / "out").rglob("*.docx"))
    assert {path.name: told for path in papers if (told := [
        (item.rule.id, item.place) for item in check_paper(path) if item.rule.severity == ERROR])} == {}


def test_fonts_order_and_a_dropped_column(given, tmp_path):
    """Every template with another size and its type below its subject; the near-miss list without its last column."""
    templates = tmp_path / "templates"
    templates.mkdir()
    for path in TEMPLATES:
        shutil.copyfile(path, templates / path.name)
        document = Document(str(path))
        document.styles["Ô chữ"].font.size = Pt(12)
        title = next((item for item in document.paragraphs if item.style.name == "Trích yếu"), None)
        if title is not None:
            title.runs[0].font.italic = True
            title._p.addnext(title._p.getprevious())
        for table in document.tables:
            if path.name == "gan_dat.docx" and "bang:" in table._tbl.tblPr.xml:
                for row in (table._tbl.tr_lst[0], table._tbl.tr_lst[2]):
                    row.remove(row.findall(qn("w:tc"))[-1])
                table._tbl.tblGrid.remove(table._tbl.tblGrid[-1])
        document.save(str(templates / path.name))
    made = written(tmp_path / "out", templates)
    assert made.keys() == given.keys()
    for name, text in given.items():
        if "gan_dat" in name:
            assert "| Còn thiếu" in text and "| Còn thiếu" not in made[name] and "Nguyên văn Kế hoạch" in made[name]
        else:
            assert words(made[name]) == words(text), name
