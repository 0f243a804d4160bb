"""Charts in a finished paper: their numbers, their words, the workbook behind them; a deleted chart is not missed."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from support.month import empty_month, spring_month
from support.office import convert
from support.paths import SHIPPED

from emulation_batch.reports.context import monthly
from emulation_batch.reports.docx_check import BODY, parts
from emulation_batch.reports.word import render
from emulation_batch.reports.word_charts import chart_parts, filled

TEMPLATE = SHIPPED / "bao_cao_thang.docx"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("charts") / "a.docx"
    render(TEMPLATE, monthly(spring_month()), path)
    return path


def test_a_template_knows_its_charts():
    found = chart_parts(parts(TEMPLATE), "a.docx")
    assert set(found) == {"by_standard", "by_unit"}
    assert all(part in parts(TEMPLATE) and book in parts(TEMPLATE) for part, book in found.values())


def test_numbers_and_words_of_the_month(made):
    found = parts(made)
    assert "Phòng BCXB" in found["word/charts/chart2.xml"].decode()
    book = openpyxl.load_workbook(io.BytesIO(found["word/embeddings/so_lieu2.xlsx"])).active
    assert [book["A3"].value, book["B3"].value] == ["Phòng BCXB", 12]
    words = [item.get("descr") for item in Document(str(made)).element.body.iter(qn("wp:docPr"))]
    assert len(words) == 2
    assert all(text.startswith("Biểu đồ cột: ") for text in words)
    with zipfile.ZipFile(made) as packed:
        assert packed.testzip() is None


def test_a_month_of_nothing_has_no_chart(tmp_path):
    render(TEMPLATE, monthly(empty_month()), tmp_path / "a.docx")
    assert b"c:chart" not in parts(tmp_path / "a.docx")[BODY]


def test_a_chart_that_the_office_took_out_is_not_missed(tmp_path):
    document = Document(str(TEMPLATE))
    for drawing in list(document.element.body.iter(qn("w:drawing"))):
        drawing.getparent().remove(drawing)
    document.save(str(tmp_path / "template.docx"))
    render(tmp_path / "template.docx", monthly(spring_month()), tmp_path / "a.docx")
    assert "Vi Quang Minh" in parts(tmp_path / "a.docx")[BODY].decode()


def test_a_context_without_charts_changes_nothing():
    source = parts(TEMPLATE)
    assert filled(chart_parts(source, "a.docx"), {}, source, "a.docx") == {}


def test_a_template_saved_by_libreoffice_still_finds_its_charts(tmp_path):
    """LibreOffice drops a chart's alternative text: the tag comes back from the chart's title."""
    (tmp_path / "given").mkdir()
    again, = convert([TEMPLATE], "docx", tmp_path / "given")
    assert chart_parts(parts(again), "a.docx") == {}
    render(again, monthly(spring_month()), tmp_path / "a.docx")
    found = parts(tmp_path / "a.docx")
    assert sum("Phòng BCXB" in found[f"word/charts/chart{number}.xml"].decode() for number in (1, 2)) == 1
    words = [item.get("descr") for item in Document(str(tmp_path / "a.docx")).element.body.iter(qn("wp:docPr"))]
    assert [text.startswith("Biểu đồ cột: ") for text in words] == [True, True]
