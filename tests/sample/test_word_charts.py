"""A chart in a template."""

from docx.oxml.ns import qn

from emulation_batch.sample.word_charts import chart
from emulation_batch.sample.word_parts import save
from emulation_batch.sample.word_styles import blank_document


def test_a_chart_stands_in_its_paragraph_with_its_tag_and_its_workbook(tmp_path):
    document = blank_document()
    chart(document, "theo_don_vi", 1, 160, 60)
    path = save(document, tmp_path / "a.docx")
    again = save(document, tmp_path / "b.docx")
    assert path.read_bytes() == again.read_bytes()
    drawing = document.element.body.find(f".//{qn('w:drawing')}")
    assert next(drawing.iter(qn("wp:docPr"))).get("descr") == "{{ charts.theo_don_vi.alt }}"
    names = {str(part.partname) for part in document.part.package.iter_parts()}
    assert {"/word/charts/chart1.xml", "/word/embeddings/so_lieu1.xlsx"} <= names
