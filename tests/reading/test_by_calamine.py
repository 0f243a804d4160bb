"""What calamine saw of a row counts for the same row of another file; the whole is what it sees of the whole file."""

import zipfile
from datetime import date
from io import BytesIO
from random import Random

import pytest
import python_calamine
from support.books import NGUON_LUC, VAN_BAN, edit, fill, part, read, replace, with_cells
from support.office import convert

from emulation_batch.reading import by_calamine
from emulation_batch.reading.cells import Grid
from emulation_batch.reading.known_rows import KnownRows
from emulation_batch.reading.look import look
from emulation_batch.reading.old_formats import plain
from emulation_batch.reading.package import Package
from emulation_batch.reading.quick import quick_grid

VAN_BAN_SHEET = "2a. Văn bản, sáng kiến"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(by_calamine, "_known", KnownRows())


def grids(path):
    """The package of a workbook, and its sheets as the quick reader takes them."""
    content = path.read_bytes()
    package = Package(zipfile.ZipFile(BytesIO(content)), look(content).parts)
    found = []
    for name, hidden, place in package.sheets:
        grid = quick_grid(package, name, hidden, package.read(place), 100_000) or Grid(name, hidden)
        grid.part = place
        found.append(grid)
    return content, package, found


def by_parts(path):
    """Sheet -> what the second reader says of it."""
    content, package, found = grids(path)
    sheet = by_calamine.opened(content, package, found)
    return {grid.name: sheet(grid) for grid in found}


def whole(path):
    """Sheet -> what calamine says of it in the file as it came."""
    with python_calamine.CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())) as book:
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    return {name: {row: cells for row, values in enumerate(sheet.to_python(), (sheet.start or (0, 0))[0])
                   if (cells := {column: plain(value) for column, value in enumerate(values, (sheet.start or (0, 0))[1]) if value != ""})}
            for name, sheet in sheets.items()}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Workbooks that units may send of one form: filled here and there, by hand, saved by LibreOffice, of another epoch or style."""
    folder = tmp_path_factory.mktemp("files")
    one = fill(folder / "a.xlsx", rows={"van_ban": [VAN_BAN], "nguon_luc": [NGUON_LUC] * 3})
    dated = with_cells(one, folder / "d.xlsx", "van_ban", {
        "F20": '<c r="F20" s="28"><v>44650</v></c>', "D46": '<c r="D46" t="inlineStr"><is><t>cuối</t></is></c>'})
    return [one, fill(folder / "b.xlsx", "PTTBC", rows={"nguon_luc": [NGUON_LUC]}), fill(folder / "c.xlsx"), dated,
            with_cells(one, folder / "e.xlsx", "van_ban", {"F20": '<c r="F20" s="28"><v>44651</v></c>'}),
            replace(dated, folder / "f.xlsx", "xl/workbook.xml", ("<workbookPr ", '<workbookPr date1904="1" ')),
            replace(dated, folder / "g.xlsx", "xl/styles.xml", ('formatCode="dd/mm/yyyy"', 'formatCode="0.00"')),
            convert([dated], "xlsx", folder / "office")[0],
            replace(dated, folder / "h.xlsx", part("van_ban"), ("</sheetData>", "</sheetData><!-- note -->"))]


@pytest.mark.parametrize("seed", range(6))
def test_in_any_order_calamine_says_what_it_says_of_the_whole_file(files, seed):
    for path in Random(seed).sample(files * 2, len(files) * 2):
        assert by_parts(path) == whole(path), path.name


def test_the_same_row_means_another_thing_under_another_style_or_epoch(files):
    """Else the test above would prove nothing of it."""
    assert [whole(files[number])[VAN_BAN_SHEET][19][5] for number in (3, 5, 6)] == [date(2022, 3, 30), date(2026, 3, 31), 44650]


def test_a_row_of_the_form_is_read_once(files, monkeypatch):
    """Of the second file, what is unpacked for calamine has none of the rows that were in the first."""
    given = []
    honest = by_calamine._book

    def watched(content, package, cuts):
        given.append(sum(len(cut.new) for cut in cuts.values()))
        return honest(content, package, cuts)
    monkeypatch.setattr(by_calamine, "_book", watched)
    by_parts(files[0])
    by_parts(files[2])
    assert given[0] > 300 > 200 > given[1] > 0


def test_a_sheet_of_known_rows_alone_is_seen(files, tmp_path):
    def alone(name, content):
        head, _, rest = content.partition(b"<sheetData>")
        rows, _, tail = rest.partition(b"</sheetData>")
        kept = [row for row in rows.split(b"<row ")[1:] if b't="s"' not in row]
        return b"".join((head, b"<sheetData>", *(b"<row " + row for row in kept), b"</sheetData>", tail)) if name == part("van_ban") else content
    path = edit(with_cells(files[0], tmp_path / "n.xlsx", "van_ban", {"F20": '<c r="F20"><v>5</v></c>'}), tmp_path / "a.xlsx", alone)
    first, again = by_parts(path), by_parts(path)
    assert first == again == whole(path) and first[VAN_BAN_SHEET][19][5] == 5


def test_a_row_in_which_two_readers_differ_is_told_in_every_file(files, tmp_path, monkeypatch):
    """What was seen once is compared each time."""
    rows = by_calamine._rows
    monkeypatch.setattr(by_calamine, "_rows", lambda sheet: {
        row: {column: 44000 if value == 44650.5 else value for column, value in cells.items()} for row, cells in rows(sheet).items()})
    paths = [with_cells(files[number], tmp_path / f"{number}.xlsx", "nguon_luc", {"I30": '<c r="I30"><v>44650.5</v></c>'}) for number in (0, 2)]
    for path in (*paths, *paths):
        fault, = (item for item in read(path).faults if item.code == "F226")
        assert fault.cell == "I30" and "44650.5" in fault.message


def test_a_large_workbook_is_read_as_it_came(files, monkeypatch):
    from emulation_batch.reading import look as looking
    monkeypatch.setattr(looking, "MOST_KEPT", 1000)
    seen = by_parts(files[0])
    assert seen == whole(files[0]) and not by_calamine._known.under(None)


def test_what_calamine_gives_up_is_not_remembered(files, tmp_path):
    path = with_cells(files[2], tmp_path / "a.xlsx", "nguon_luc", {"F20": '<c r="F20" t="e"><v>#LATER!</v></c>'})
    for _ in range(2):
        assert by_parts(path)["2c. Nguồn lực, mô hình"] is None
