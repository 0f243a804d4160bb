"""A register that came back is known by the keys of its lines: also without its stamp, sorted, or saved by another program."""

import openpyxl
import pytest
from support.council_book import MEETING, filled, read, the_month
from support.office import convert
from support.paths import shipped_definition

from emulation_batch.reading.book import read_book

PROPOSALS, VERDICT, REASON = "Đề nghị", "Kết luận của Hội đồng", "Lý do"
OPEN = "giay_khen|individual|STTTT-005"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("book") / "Sổ đã ghi.xlsx", the_month(),
                  {(PROPOSALS, OPEN, VERDICT): "Đạt", (PROPOSALS, OPEN, REASON): "Có mặt ở xã"})


def typed(register):
    return [(line.sheet, line.key, {name: value for name, (_, value) in line.cells.items()}) for line in register.lines]


EXPECTED = [(PROPOSALS, "2022-03|dn|hang_nam|giay_khen|individual|STTTT-005", {"verdict": "Đạt", "reason": "Có mặt ở xã"})]


def test_only_lines_with_something_written(path):
    register = read(path)
    assert (register.period, typed(register)) == ("2022-03", EXPECTED)
    assert [line.name for line in register.lines] == ["Đinh Thị Hồng Gấm"]
    assert {key: value for key, (_, value) in register.meeting.items() if key != "day"} == {
        key: value for key, value in MEETING.items() if key != "day"}
    assert register.meeting["day"][0] == "B6"
    assert len(register.held[PROPOSALS]) == len(the_month().proposals) and EXPECTED[0][1] in register.held[PROPOSALS]


@pytest.mark.parametrize("spoil", ["stamp", "sorted", "columns"])
def test_what_people_do_to_a_workbook(path, tmp_path, spoil):
    book = openpyxl.load_workbook(path)
    page = book[PROPOSALS]
    if spoil == "stamp":
        del book["_SoTheoDoi"]
    elif spoil == "sorted":
        page.move_range(f"A5:N{page.max_row}", rows=3)
    else:
        page.insert_cols(2)
    book.save(tmp_path / "khác.xlsx")
    register = read(tmp_path / "khác.xlsx")
    assert (register.period, typed(register)) == ("2022-03", EXPECTED)


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_saved_as_another_kind_by_libreoffice(path, tmp_path, kind):
    convert([path], kind, tmp_path)
    register = read_book((tmp_path / f"{path.stem}.{kind}").read_bytes(), "0", shipped_definition()).register
    assert (register.period, typed(register)) == ("2022-03", EXPECTED)


def test_a_units_workbook_is_no_register(filled):
    assert read_book(filled.read_bytes(), "0", shipped_definition()).register is None
