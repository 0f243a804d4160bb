"""A workbook part by part, with shared strings and formats put in place of their numbers: two workbooks are equal when these are."""

import zipfile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMATS = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))


def resolved(path):
    """Part name -> its canonical XML (bytes of what is none), with texts and formats instead of their numbers.

    Left out: the counts and the order of shared strings and formats, and the span of columns a row says it reaches over.
    """
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    strings = [etree.tostring(item, method="c14n2") for item in etree.fromstring(parts.pop("xl/sharedStrings.xml"))]
    formats, painted = _formats(etree.fromstring(parts.pop("xl/styles.xml")))
    found = {}
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels", ".vml")):
            found[name] = content
            continue
        tree = etree.fromstring(content)
        if name.startswith("xl/worksheets/sheet"):
            _resolve(tree, strings, formats, painted)
        elif name.endswith((".rels", "[Content_Types].xml")):
            tree[:] = sorted(tree, key=lambda item: sorted(item.attrib.items()))
        found[name] = etree.tostring(tree, method="c14n2")
    return found


def _formats(styles):
    numbers = {item.get("numFmtId"): item.get("formatCode") for item in styles.iter(f"{MAIN}numFmt")}
    tables = {name: [etree.tostring(item, method="c14n2") for item in styles.find(f"{MAIN}{name}")] for _, name in FORMATS}
    found = []
    for item in styles.find(f"{MAIN}cellXfs"):
        said = {key: value for key, value in item.attrib.items() if key not in ("xfId", "numFmtId", *dict(FORMATS))}
        found.append((sorted(said.items()), numbers.get(item.get("numFmtId"), item.get("numFmtId")),
                      [tables[name][int(item.get(key))] for key, name in FORMATS],
                      [etree.tostring(child, method="c14n2") for child in item]))
    painted = styles.find(f"{MAIN}dxfs")
    return [repr(item) for item in found], [etree.tostring(item, method="c14n2").decode() for item in painted]


def _resolve(tree, strings, formats, painted):
    for row in tree.iter(f"{MAIN}row"):
        row.attrib.pop("spans", None)
        if "s" in row.attrib:
            row.set("s", formats[int(row.get("s"))])
    for cell in tree.iter(f"{MAIN}c"):
        cell.set("s", formats[int(cell.get("s", 0))])
        if cell.get("t") == "s":
            value = cell.find(f"{MAIN}v")
            value.text = strings[int(value.text)].decode()
    for rule in tree.iter(f"{MAIN}cfRule"):
        if "dxfId" in rule.attrib:
            rule.set("dxfId", painted[int(rule.get("dxfId"))])
