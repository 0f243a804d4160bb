"""A paper made from the compiled template equals, part by part, what docxtpl itself makes of template and values."""

import io
import zipfile

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree
from support.month import BASE, NASTY, council_month, large_month, month_of, spring_month
from support.paths import SHIPPED, shipped_definition

from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.docx_check import parts
from emulation_batch.reports.docx_widths import share_widths
from emulation_batch.reports.plain_values import without_controls
from emulation_batch.reports.word import PROPERTIES, Template

MONTHS = {"spring": spring_month, "large": large_month, "council": council_month,
          "nominated": lambda: month_of({**BASE, "de_nghi": BASE["de_nghi"] + [
              {"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": "STTTT-006", "loai_de_nghi": "hang_nam", "hinh_thuc": "giay_khen",
               "tom_tat": NASTY[0], "da_khen": "khong", "bien_ban": "03/BB-BCXB ngày 10/3/2022"}]})}
REPORTS = [report for report in shipped_definition().reports if report.what in CONTEXTS]


def by_docxtpl(path, context):
    """Parts as docxtpl writes them, with an environment of its own (undefined names are faults, text is escaped)."""
    template = DocxTemplate(path)
    template.render(context, Environment(undefined=StrictUndefined, autoescape=True))
    out = io.BytesIO()
    template.save(out)
    with zipfile.ZipFile(out) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def canonical(name, content, shared):
    """A part in the canonical form of XML; ids of pictures, which only have to differ, are left out; widths shared as ours."""
    tree = etree.fromstring(content)
    for picture in tree.iter("{*}docPr"):
        del picture.attrib["id"]
    if name == "word/document.xml" and not shared:
        share_widths(tree)
    return etree.tostring(tree, method="c14n2")


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.what)
def test_every_part_of_every_paper(tmp_path, report, month):
    template, out = Template(SHIPPED / report.template), tmp_path / "a.docx"
    for _, context in CONTEXTS[report.what](MONTHS[month]()):
        template.render(context, out)
        ours, theirs = parts(out), by_docxtpl(SHIPPED / report.template, without_controls(context))
        assert ours.keys() == theirs.keys()
        for name in ours.keys() - {PROPERTIES} - set(charts_of(ours)):
            if name.endswith((".xml", ".rels")):
                assert relations(name, ours[name]) == relations(name, theirs[name]) if name.endswith(".rels") else (
                    canonical(name, ours[name], True) == canonical(name, theirs[name], False)), name
            else:
                assert ours[name] == theirs[name], name


def charts_of(found):
    """Parts of charts: their numbers are put in by us, docxtpl knows no charts."""
    return [name for name in found if "/charts/" in name or "/embeddings/" in name]


def relations(name, content):
    return sorted(sorted(item.attrib.items()) for item in etree.fromstring(content))


def test_only_tables_with_columns_by_unit_need_the_whole_tree():
    """What every candidate, award and unit gets is made the fast way."""
    loose = {report.what for report in REPORTS if Template(SHIPPED / report.template).loose}
    assert loose == {"bao_cao_thang"}
