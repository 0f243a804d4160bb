"""Puts the numbers of a run into the native charts of a Word template, found by the tag in their alternative text."""

import base64
import posixpath
import re
from collections.abc import Mapping
from typing import Any

from emulation_batch.reports.docx_check import BODY, W, read

TAG = re.compile(r"\{\{\s*charts\.(\w+)\.alt\s*\}\}")
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DRAWING, WORDS = f"{W}drawing", f"{WP}docPr"
TITLE = re.compile(r"charts\.([a-z_]+)")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def with_tags(source: dict[str, bytes], file: str) -> dict[str, bytes]:
    """The template with the tag at every chart again: LibreOffice drops alternative text, but keeps the chart's title, which
    names the chart too."""
    from lxml import etree

    read(BODY, source[BODY], file)
    tree, leads, changed = etree.fromstring(source[BODY]), _relations(source, BODY, file), False
    for drawing in tree.iter(DRAWING):
        shown, words = next(drawing.iter(CHART), None), next(drawing.iter(WORDS), None)
        part = "" if shown is None else leads.get(shown.get(RELATION, ""), "")
        if part not in source or words is None or TAG.search(words.get("descr", "")):
            continue
        title = TITLE.search(" ".join(read(part, source[part], file).itertext()))
        if title:
            words.set("descr", f"{{{{ charts.{title[1]}.alt }}}}")
            changed = True
    return source | {BODY: etree.tostring(tree, encoding="UTF-8", standalone=True)} if changed else source


def chart_parts(source: Mapping[str, bytes], file: str) -> dict[str, tuple[str, str]]:
    """Chart key -> the parts that hold it and its workbook ("" without one), of the charts that stand in the template."""
    found = {}
    leads = _relations(source, BODY, file)
    for drawing in read(BODY, source[BODY], file).iter(DRAWING):
        words = next((item.get("descr", "") for item in drawing.iter(WORDS)), "")
        shown = next(drawing.iter(CHART), None)
        match = TAG.search(words)
        part = "" if shown is None else leads.get(shown.get(RELATION, ""), "")
        if match and part in source:
            books = [name for name in _relations(source, part, file).values() if name.endswith(".xlsx")]
            found[match[1]] = part, next(iter(books), "")
    return found


def filled(charts: Mapping[str, tuple[str, str]], context: Mapping[str, Any], source: Mapping[str, bytes], file: str
           ) -> dict[str, bytes]:
    """The parts of these charts with this paper's numbers."""
    changed: dict[str, bytes] = {}
    for key, (part, book) in charts.items():
        chart = context.get("charts", {}).get(key, {})
        if chart.get("shown"):
            relation = next((name for name, lead in _relations(source, part, file).items() if lead == book), "rId1")
            changed[part] = chart["xml"].replace('r:id="rId1"', f'r:id="{relation}"').encode()
            if book:
                changed[book] = base64.b64decode(chart["data"])
    return changed


def _relations(source: Mapping[str, bytes], part: str, file: str) -> dict[str, str]:
    """Relation id -> the part it leads to."""
    folder, name = posixpath.split(part)
    content = source.get(f"{folder}/_rels/{name}.rels")
    if content is None:
        return {}
    return {item.get("Id", ""): posixpath.normpath(posixpath.join(folder, item.get("Target", ""))).removeprefix("/")
            for item in read(part, content, file)}
