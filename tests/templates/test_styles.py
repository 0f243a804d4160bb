from support.paths import shipped_definition
from support.unit_workbooks import book_of

from emulation_batch.templates.styles import height


def test_rows_are_tall_enough_for_their_text():
    assert height(("ngắn", 20)) == height() == 21
    assert height(("x" * 100, 20)) == 5 * 15 + 6
    assert height(("một\nhai\nba", 20), line=10) == 36
    assert height(least=2) == 36


def test_the_same_look_is_one_format(tmp_path):
    book = book_of(tmp_path / "styles.xlsx")
    columns = shipped_definition().sheet("van_ban").columns
    assert book.styles.make(bold=True) is book.styles.make(bold=True)
    assert len({id(book.styles.input(column)) for column in columns}) == 3
    assert book.styles.paint("#FFFFFF") is not book.styles.paint("#FFFFFF", bold=True)
    book.add_sheet("Trang")
    book.workbook.close()


def test_vietnamese_is_never_underlined(opened):
    for page in opened["half"]:
        assert not [cell.coordinate for row in page.iter_rows() for cell in row if cell.value and cell.font.u]
