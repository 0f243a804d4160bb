"""Every text of a workbook is that text; all but those that look like rich ones are written as xlsxwriter writes them."""

from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from support.month_register import NASTY
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry
from xlsxwriter.sharedstrings import SharedStrings

from emulation_batch.plain_strings import PlainWorkbook, item
from emulation_batch.templates.context import Filled
from emulation_batch.templates.copies import Workbooks

RICH = ("<r>&</r>", "<r><t>một</t></r>", "<r></w></r>")


@pytest.mark.parametrize("text", [*NASTY, " đầu", "cuối\n", "a & b < c > d", "<r>", "</r>", "\ufffe", "\u00a0", ""])
def test_an_item_is_that_of_xlsxwriter(text):
    writer = SharedStrings()
    writer._set_filehandle(StringIO())
    writer._write_si(text)
    assert item(text) == writer.fh.getvalue()


def test_a_text_that_looks_like_a_rich_one_is_a_text():
    out = BytesIO()
    with PlainWorkbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for row, text in enumerate(RICH):
            page.write_string(row, 0, text)
    assert [cell.value for cell in load_workbook(out).active["A"]] == list(RICH)


@pytest.mark.parametrize("whole", [0, 1])
def test_it_may_stand_in_a_workbook_that_goes_back_built_whole_or_copied(whole):
    definition, registry = shipped_definition(), small_registry()
    period = march_2022(definition)
    sheet = definition.tables[0]
    rows = [{sheet.columns[1].key: text} for text in RICH]
    content = Workbooks(definition, registry, period, whole).sent(registry.unit("VP", period.to), Filled({}, {sheet.key: rows}))
    told = {cell.value for row in load_workbook(BytesIO(content))[sheet.name].iter_rows() for cell in row}
    assert {*RICH} <= told
