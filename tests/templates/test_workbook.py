import re
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import openpyxl
from python_calamine import CalamineWorkbook
from support.office import convert
from support.paths import SHIPPED, shipped_definition
from support.small_registry import march_2022, small_registry
from support.unit_workbooks import BOOKS, COMPLETE, write_books

from emulation_batch import layout
from emulation_batch.templates import write_workbook

DEFINITION = shipped_definition()
VISIBLE = ["Hướng dẫn", *(sheet.name for sheet in DEFINITION.sheets), "5. Kiểm tra và gửi"]
MODERN = re.compile(r"\b(LET|FILTER|TEXTJOIN|XLOOKUP|UNIQUE|SORT|SEQUENCE|IFS|CONCAT|SWITCH|COUNTA|INDIRECT|OFFSET|UNICHAR|CHAR)\(|_xlfn")
LONGEST_FORMULA, LONGEST_CONSTANT = 8192, 255


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_sheets_in_the_order_of_the_plan(opened):
    assert opened["empty"].sheetnames == [*VISIBLE, "_DanhMuc", "_Mau"]
    assert opened["empty"].active.title == "Hướng dẫn"
    assert opened["empty"].properties.created == datetime(2021, 8, 1)


def test_the_committed_standard_workbook_is_fresh(books):
    """input_templates/bieu_mau_don_vi.xlsx is what movement.toml makes (`emulation-batch templates` writes it)."""
    assert parts(SHIPPED / "bieu_mau_don_vi.xlsx") == parts(books["standard"])


def test_the_standard_workbook_holds_nothing_of_the_registry(books):
    whole = b"".join(parts(books["standard"]).values()).decode("utf-8", "replace")
    registry = small_registry()
    known = [unit.name for unit in registry.units if unit.code != "VP"] + [person.name for person in registry.people]
    assert not [name for name in [*known, "thidua@stttt.example.vn"] if name in whole]


def test_the_same_arguments_give_the_same_bytes(books, tmp_path):
    for name, path in write_books(tmp_path, only=("standard", "half")).items():
        assert path.read_bytes() == books[name].read_bytes(), name


def test_every_program_can_read_it(books):
    """No extension lists, macros, tables or comments; only functions and lengths that Excel 2010 knows."""
    for name, content in parts(books["half"]).items():
        assert not re.search(r"vba|table|comment|drawing|externalLink", name), name
        text = content.decode("utf-8") if name.endswith(".xml") else ""
        assert "extLst" not in text and "x14" not in text, name
        for formula in re.findall("<f>(.*?)</f>", text, re.S):
            assert not MODERN.search(formula) and len(formula) < LONGEST_FORMULA, formula[:200]
            constants = re.findall('"((?:[^"]|"")*)"', formula.replace("&quot;", '"'))
            assert max((len(constant) for constant in constants), default=0) <= LONGEST_CONSTANT
        assert '<c r="A1" t="str"><f>' not in text
    assert b"fullCalcOnLoad" in parts(books["half"])["xl/workbook.xml"]


def test_formulas_carry_no_stale_value(books):
    pages = [content.decode() for name, content in parts(books["half"]).items() if name.startswith("xl/worksheets/sheet")]
    assert sum(len(re.findall("<f>", page)) for page in pages) > 3000
    assert not [value for page in pages for value in re.findall(r"</f><v>([^<]+)</v>", page)]


def typed(book):
    """Every open cell with its value, by sheet."""
    return {page.title: {cell.coordinate: cell.value for row in page.iter_rows() for cell in row
                         if not cell.protection.locked and cell.value is not None} for page in book if page.title in VISIBLE}


def test_what_libreoffice_saves_is_still_the_same_workbook(opened, saved):
    """Inputs, locks, stamps, names and validations survive opening and saving in LibreOffice."""
    before, after = opened["half"], openpyxl.load_workbook(saved["half"])
    assert typed(after) == typed(before)
    assert {prop.name: prop.value for prop in after.custom_doc_props.props} == {prop.name: prop.value for prop in before.custom_doc_props.props}
    assert layout.Stamp.parse(after.defined_names["TDKT_MAU"].attr_text) == layout.stamp_of(DEFINITION, "VP", "2022-03")
    assert [list(row) for row in after["_Mau"].iter_rows(values_only=True)] == [list(row) for row in before["_Mau"].iter_rows(values_only=True)]
    assert {page.title: page.sheet_state for page in after} == {page.title: page.sheet_state for page in before}
    for sheet in DEFINITION.tables:
        was, now = (book[sheet.name].data_validations.dataValidation for book in (before, after))
        assert sorted((rule.type or "none", rule.formula1 or "", rule.promptTitle) for rule in now if rule.type) == sorted(
            (rule.type, rule.formula1 or "", rule.promptTitle) for rule in was if rule.type)
        assert after[sheet.name]["A7"].value == before[sheet.name]["A7"].value
        assert after[sheet.name].protection.sheet


def test_older_formats_keep_values_and_stamp(books, tmp_path):
    sheet = DEFINITION.sheet("nguon_luc")
    row = COMPLETE.rows["nguon_luc"][0]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda kind: convert([books["complete"]], kind, tmp_path)[0], ("xls", "ods")))
    for path in made:
        book = CalamineWorkbook.from_path(str(path))
        stamp = dict(line[:2] for line in book.get_sheet_by_name("_Mau").to_python())
        assert stamp == {"movement": DEFINITION.movement.id, "version": "1.0", "unit": "VP", "period": "2022-03"}
        cells = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)[layout.FIRST_ROW]
        assert {key: cells[layout.column_of(sheet, key)] for key in row} == row, path.suffix
        assert cells[layout.CHECK_COLUMN] == "Đủ"


def test_one_workbook_takes_a_moment(tmp_path):
    """A month is some ten workbooks; the guard is wide, since machines are busy (measured: 0.2 s)."""
    registry, period = small_registry(), march_2022(DEFINITION)
    times = []
    for number in range(3):
        start = time.process_time()
        write_workbook(tmp_path / f"{number}.xlsx", DEFINITION, registry, registry.units[0], period, BOOKS["complete"])
        times.append(time.process_time() - start)
    assert min(times) < 0.7
