"""The finished files of a month say one number; a planted difference anywhere stops the run, and the old results stay."""

import shutil
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from support.month import spring_month
from support.month_papers import write_reports
from support.paths import SHIPPED

from emulation_batch.cache import Cache, using
from emulation_batch.errors import TemplateFault, Unbalanced
from emulation_batch.package_check import whole_parts
from emulation_batch.processes import meanwhile
from emulation_batch.reports import finished, numbers, records, register, register_results
from emulation_batch.reports.copies import Views
from emulation_batch.reports.finished import check_finished

PERIOD = "2022-03"


@pytest.fixture(scope="module")
def month():
    return spring_month()


@pytest.fixture(scope="module")
def kept(month, tmp_path_factory):
    folder = tmp_path_factory.mktemp("finished")
    return folder, write(folder, month)


@pytest.fixture(params=["as written", "told anew"])
def views(request, kept, month):
    """The views that the papers were made from, and fresh ones: papers are then held against contexts that are made again."""
    return kept[1] if request.param == "as written" else Views(month)


def write(folder, month):
    records.write_records(folder, month)
    register.write_register(folder / "register.xlsx", month)
    views = Views(month)
    write_reports(folder, views, SHIPPED)
    return views


@pytest.fixture
def folder(kept, tmp_path):
    return shutil.copytree(kept[0], tmp_path / "run")


def edit(path, part, old, new):
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def test_a_month_as_written_agrees(folder, month, views):
    check_finished(folder, views, SHIPPED)


def test_what_a_paper_was_made_from_is_not_made_again(folder, kept, month, monkeypatch):
    """Unless the records hold other figures, or other rows behind them, than the papers were made from."""
    monkeypatch.setattr(finished, "CONTEXTS", {})
    check_finished(folder, kept[1], SHIPPED)
    path = folder / "records" / "figures.parquet"
    frame = pd.read_parquet(path)
    frame["rows"] = [[*refs][1:] + [*refs][:1] for refs in frame["rows"]]
    frame.to_parquet(path)
    with pytest.raises(KeyError):
        check_finished(folder, kept[1], SHIPPED)


def test_figures_of_more_than_a_sheet_stand_on_the_next(folder, month, views, monkeypatch):
    """Excel's rows end: a country's month has more figures than one sheet holds, and none is lost."""
    monkeypatch.setattr(register_results, "MOST_LINES", 40)
    register.write_register(folder / "register.xlsx", month)
    check_finished(folder, views, SHIPPED)
    book = CalamineWorkbook.from_path(folder / "register.xlsx")
    sheets = [name for name in book.sheet_names if name.startswith("Số liệu")]
    assert sheets == ["Số liệu", *(f"Số liệu ({number})" for number in range(2, -(-len(month.figures) // 40) + 1))] and len(sheets) > 2
    register.write_register(folder / "register.xlsx", replace(month, figures=month.figures.iloc[:-1]))
    with pytest.raises(Unbalanced):
        check_finished(folder, views, SHIPPED)


def in_cell(text):
    return f">{text}</w:t>".encode()


@pytest.mark.parametrize(("what", "words"), [("bao_cao_thang", "bảng “tieu_chuan_|bảng “so_lieu_"), ("mot_trang", "bảng “figures”")])
def test_a_number_in_word_that_the_records_do_not_hold(folder, month, views, what, words):
    figures = month.figures[(month.figures["unit"] == "") & (month.figures["period"] == PERIOD)]
    printed = numbers.plain(figures["value"].max())
    assert len(printed) > 5
    planted = f"9{printed}"
    edit(folder / "reports" / f"{PERIOD}_{what}.docx", "word/document.xml", in_cell(printed), in_cell(planted))
    with pytest.raises(Unbalanced) as stop:
        check_finished(folder, views, SHIPPED)
    assert stop.value.exit_code == 4
    told, = stop.value.faults
    assert f"{PERIOD}_{what}.docx" in told.place and f"ghi “{planted}”, records cho “{printed}”" in told.problem
    assert any(word in told.problem for word in words.split("|"))


def test_a_number_in_the_register_that_the_records_do_not_hold(folder, month, views):
    figures = month.figures.assign(value=month.figures["value"].where(month.figures.index != 5, 77))
    register.write_register(folder / "register.xlsx", month.__class__(**{**vars(month), "figures": figures}))
    with pytest.raises(Unbalanced) as stop:
        check_finished(folder, views, SHIPPED)
    told, = stop.value.faults
    assert "register.xlsx, trang Số liệu, hàng" in told.place and "“77" in told.problem


def test_a_number_in_the_records_that_nothing_else_holds(folder, month, views):
    """The planted value is found in the register and in every paper that prints it."""
    path = folder / "records" / "figures.parquet"
    frame = pd.read_parquet(path)
    place = frame.index[(frame["value"] > 0) & (frame["unit"] == "") & (frame["period"] == PERIOD)][0]
    frame.loc[place, "value"] += 1
    frame.to_parquet(path)
    with pytest.raises((Unbalanced, TemplateFault)) as stop:
        check_finished(folder, views, SHIPPED)
    assert stop.value.exit_code in (4, 5)


def test_a_row_that_one_of_them_lacks(folder, month, views):
    path = folder / "records" / "nguon_luc.parquet"
    pd.read_parquet(path).iloc[1:].to_parquet(path)
    with pytest.raises(Unbalanced) as stop:
        check_finished(folder, views, SHIPPED)
    assert "2c" in stop.value.faults[0].place


def test_a_wrong_formatting_of_numbers_is_found(month, tmp_path, monkeypatch):
    """Were Word to print other digits than the records hold, the run would stop."""
    real = numbers.plain
    monkeypatch.setattr(numbers, "plain", lambda value: real(value and value + 1))
    write(tmp_path, month)
    monkeypatch.undo()
    with pytest.raises((Unbalanced, TemplateFault)):
        check_finished(tmp_path, Views(month), SHIPPED)


@pytest.mark.parametrize("long", [0, 1 << 30])
@pytest.mark.parametrize(("old", "new", "words"), [
    (b"</w:body>", b"", "hỏng ở phần word/document.xml"), (b'r:id="rId4"', b'r:id="rId44"', "mối nối chưa khai")])
def test_a_broken_paper(folder, month, views, monkeypatch, old, new, words, long):
    monkeypatch.setattr(finished, "LONG", long)
    edit(folder / "reports" / f"{PERIOD}_bao_cao_thang.docx", "word/document.xml", old, new)
    with pytest.raises(TemplateFault, match=words):
        check_finished(folder, views, SHIPPED)


@pytest.mark.parametrize("long", [0, 1 << 30])
def test_a_picture_that_cannot_be_unpacked(folder, month, views, monkeypatch, long):
    monkeypatch.setattr(finished, "LONG", long)
    path, picture = folder / "reports" / f"{PERIOD}_bao_cao_thang.docx", bytes(range(256)) * 8
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("word/media/image1.bin", picture)
    path.write_bytes(path.read_bytes().replace(picture, picture[::-1]))
    with pytest.raises(TemplateFault, match="không mở lại được"):
        check_finished(folder, views, SHIPPED)


@pytest.mark.parametrize("beside", [0, 1])
def test_papers_of_candidates_are_looked_at_by_whom_the_run_has(folder, month, views, monkeypatch, beside):
    """By another process where there is one: this one sees those of the month alone."""
    looked = []
    monkeypatch.setattr(finished, "whole_parts", lambda path, seen: looked.append(path.parent.name) or whole_parts(path, seen))
    with meanwhile(beside) as begin:
        check_finished(folder, views, SHIPPED, begin)
        assert ("phieu_xem_xet" in looked) is (not beside) and "reports" in looked
        path = next((folder / "reports" / "phieu_xem_xet").iterdir())
        edit(path, "word/document.xml", b"</w:body>", b"")
        with pytest.raises(TemplateFault, match=path.name):
            check_finished(folder, views, SHIPPED, begin)


def test_papers_that_stood_so_before_are_not_looked_at_again_and_any_other_is(folder, month, views, tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr(finished, "AT_A_TIME", 2)
    monkeypatch.setattr(finished, "whole_parts", lambda path, seen: looked.append(path) or whole_parts(path, seen))

    def check():
        looked.clear()
        with using(Cache(tmp_path / "cache")):
            check_finished(folder, views, SHIPPED)
        return len(looked)

    assert check() == len(list((folder / "reports").rglob("*.docx"))) > 4
    assert check() == 0
    path = folder / "reports" / f"{PERIOD}_mot_trang.docx"
    good = path.read_bytes()
    path.write_bytes(good[:-30])
    for _ in range(2):
        with pytest.raises(TemplateFault, match=path.name):
            check()
    path.write_bytes(good)
    assert check() == 0


def test_a_paper_that_lost_its_last_words(folder, month, views):
    edit(folder / "reports" / f"{PERIOD}_bao_cao_thang.docx", "word/document.xml", "kính gửi".encode(), b"")
    check_finished(folder, views, SHIPPED)
    edit(folder / "reports" / f"{PERIOD}_bao_cao_thang.docx", "word/document.xml", b"./.", b"")
    with pytest.raises(TemplateFault, match=r"không có “\./\.”"):
        check_finished(folder, views, SHIPPED)


def test_a_table_that_the_office_rearranged_is_compared_by_its_tags(folder, month, tmp_path):
    """Columns in another order in the template: still every printed number is held against the records."""
    templates = shutil.copytree(SHIPPED, tmp_path / "templates")
    path = templates / "mot_trang.docx"
    edit(path, "word/document.xml", b"{{ row.month }}", b"{{ row.x }}")
    edit(path, "word/document.xml", b"{{ row.measure }}", b"{{ row.month }}")
    edit(path, "word/document.xml", b"{{ row.x }}", b"{{ row.measure }}")
    shutil.rmtree(folder / "reports")
    write_reports(folder, Views(month), templates)
    check_finished(folder, Views(month), templates)
    with pytest.raises(Unbalanced):
        check_finished(folder, Views(month), SHIPPED)


def test_a_ratio_of_seventeen_digits_is_what_a_workbook_keeps_of_it(tmp_path):
    """8 of 15 in percent: 53.333333333333336 in records/, 53.33333333333334 in a cell."""
    value = 100 * 8 / 15
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet().write_number(0, 0, value)
    kept = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()[0][0]
    assert kept == finished._standing(value) != value


def test_a_register_that_cannot_be_read_again(folder, month, views):
    path = folder / "register.xlsx"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(Unbalanced) as stop:
        check_finished(folder, views, SHIPPED)
    assert [(told.place, told.problem) for told in stop.value.faults] == [("register.xlsx", "không mở lại được.")]
