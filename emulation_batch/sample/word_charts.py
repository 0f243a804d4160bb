"""A chart in a Word template: a native chart whose alternative text is the tag by which a run finds it.

The Office may move it, resize it or delete it in Word; its numbers and hatches are written anew in every paper.
"""

import base64

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from emulation_batch.charts import bars
from emulation_batch.sample.word_parts import add

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INLINE = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{number}" name="Biểu đồ {number}" descr="{{{{ charts.{key}.alt }}}}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>"""


def chart(document, key: str, number: int, width: float, height: float) -> None:
    """A chart of that size in mm in a paragraph of its own; `key` is its entry in the context's `charts`."""
    sample = bars(f"charts.{key}", ["a", "b"], [("Trong kỳ", [1, 2])])
    package = document.part.package
    held = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, sample.xml.encode(), package)
    book = Part(PackURI(f"/word/embeddings/so_lieu{number}.xlsx"), BOOK_TYPE, base64.b64decode(sample.data), package)
    held.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    relation = document.part.relate_to(held, RELATIONSHIP_TYPE.CHART)
    paragraph = add(document, "", "Biểu đồ")
    drawing = INLINE.format(width=Mm(width), height=Mm(height), number=number, key=key, relation=relation)
    paragraph.add_run()._r.append(parse_xml(drawing))
