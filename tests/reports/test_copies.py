"""Each reader's papers and copy of the register hold only what the roles of movement.toml let that reader see."""

import io
import pickle
import zipfile
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from support.month import BASE, council_month, month_of
from support.month_papers import write_registers, write_reports
from support.paths import SHIPPED, shipped_definition

from emulation_batch.findings import Label, word
from emulation_batch.processes import Packed, meanwhile
from emulation_batch.reports import copies, writing
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.copies import FOLDER, Views, begin_registers, seen_by
from emulation_batch.reports.register import Copy, registers_of
from emulation_batch.vietnamese import format_date, format_number

TYPED = ("text", "document", "money", "integer", "date")
FIRST_DAY, FIRST_NUMBER, STEP = pd.Timestamp(2011, 1, 1), 71_023, 1_009
PREFIX = "Dấu"
DATED = ("han_hoan_thanh", "ngay_hoan_thanh")
"""These stay what they are: documents that are overdue are quoted in the results."""


def plant(rows):
    """The rows with a value in every typed column of its own, and (sheet, column) -> how papers would print it."""
    marks, number = {}, 0
    planted = {}
    for sheet in shipped_definition().tables:
        values = {}
        for column in (column for column in sheet.columns if column.type in TYPED and column.key not in DATED):
            number += 1
            name = sheet.key, column.key
            if column.type == "date":
                values[column.key] = FIRST_DAY + timedelta(days=number)
                marks[name] = format_date(values[column.key].date())
            elif column.type in ("money", "integer"):
                values[column.key] = FIRST_NUMBER + STEP * number
                marks[name] = format_number(values[column.key])
            else:
                values[column.key] = marks[name] = f"{PREFIX} {number}.{sheet.key}.{column.key}"
        planted[sheet.key] = [row | values for row in rows[sheet.key]]
    return planted, marks


def planted_month():
    """The council month with marks in every column: rows accepted, asked about, undone; BCXB lacks exactly one thing, a
    document that is overdue, which the list of who lacks one thing would quote."""
    base = council_month().judged.accepted
    rows = {key: [{name: value for name, value in row.items() if not (isinstance(value, float) and pd.isna(value)) and value is not pd.NA
                   and value is not pd.NaT and (not name.startswith("_") or name == "_unit")} for row in frame.to_dict("records")]
            for key, frame in base.items()}
    overdue = next(row for row in rows["van_ban"] if row["loai"] == "a1" and "ngay_hoan_thanh" not in row)
    rows["van_ban"].append(overdue | {"_unit": "BCXB", "nguoi_chu_tri": "STTTT-004"})
    planted, marks = plant({**BASE, **rows})
    asked = Label("R399", f"Ô đang ghi “{marks['van_ban', 'ket_qua']}”.", f"Sửa “{marks['van_ban', 'giai_trinh']}”.", "query")
    found = word(asked, unit="BCXB", period="2022-03", file="BCXB.xlsx", sheet="2a. Văn bản, sáng kiến", cell="F8",
                 column="ket_qua", value=marks["van_ban", "ket_qua"])
    return month_of(planted, findings=(found,)), marks


def words_of(content):
    """Every text of a packed file, of the workbooks inside it too; numbers as papers print them."""
    told = []
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            told.append(words_of(part) if name.endswith(".xlsx") else part.decode("utf-8", "replace"))
    return " ".join(told)


def read_by(folder, role, period="2022-03"):
    """The words of every file that a role gets."""
    files = [path for what in role.papers for path in sorted((folder / "reports").rglob(f"{period}_{what}*.docx"))]
    files += list((folder / FOLDER).glob(f"{role.key}.xlsx"))
    return {path.name: words_of(path.read_bytes()) for path in files}


def forms(mark):
    """How a mark could stand in a file: as printed, and a bare number or Excel's number of a day."""
    if mark.startswith(PREFIX):
        return [mark]
    if "/" in mark:
        return [mark, f">{(pd.to_datetime(mark, format='%d/%m/%Y') - pd.Timestamp(1899, 12, 30)).days}<"]
    return [mark, f">{mark.replace('.', '')}<"]


def write(folder, month):
    folder.mkdir(exist_ok=True)
    write_reports(folder, Views(month), SHIPPED)
    write_registers(folder, month)
    return folder


def write_for(folder, month, role):
    """The papers of one reader, whose declaration is another one."""
    definition = month.definition
    return write(folder / "again", replace(month, definition=replace(
        definition, reports=tuple(report for report in definition.reports if report.what in role.papers),
        roles=tuple(role if other.key == role.key else other for other in definition.roles))))


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    month, marks = planted_month()
    return month, marks, write(tmp_path_factory.mktemp("copies"), month)


def hidden_from(role, marks):
    definition = shipped_definition()
    return {name: mark for name, mark in marks.items()
            if not role.may_see(definition.sheet(name[0]), definition.sheet(name[0]).column(name[1]))}


@pytest.mark.parametrize("key", [role.key for role in shipped_definition().roles])
def test_a_hidden_column_never_appears(planted, key):
    month, marks, folder = planted
    role = next(role for role in month.definition.roles if role.key == key)
    hidden, files = hidden_from(role, marks), read_by(folder, role)
    assert files.keys() and (hidden or key == "hoi_dong")
    assert [(file, name) for file, text in files.items() for name, mark in hidden.items() for form in forms(mark) if form in text] == []


def cells(month):
    """Every typed cell of a month's frames, as papers would print it."""
    judged = month.judged
    frames = [frame for held in (judged.accepted, judged.refused, judged.batch.sheets, judged.batch.past) for frame in held.values()]
    values = [value for frame in frames for name in frame if not name.startswith("_") for value in frame[name].dropna()]
    return {value if isinstance(value, str) else format_date(value.date()) if isinstance(value, pd.Timestamp) else format_number(value)
            for value in values}


@pytest.mark.parametrize("key", [role.key for role in shipped_definition().roles])
def test_no_paper_is_made_from_a_hidden_cell(planted, tmp_path, monkeypatch, key):
    """Also where no paper of a reader would print the column today: what each paper is made from does not hold it."""
    month, marks, _ = planted
    role = next(role for role in month.definition.roles if role.key == key)
    role = replace(role, hides=(*role.hides, "van_ban.ket_qua"))
    hidden, given = set(hidden_from(role, marks).values()), {}

    def noting(what, make):
        return lambda view: make(given.setdefault(what, view))

    monkeypatch.setattr(writing, "CONTEXTS", {what: noting(what, make) for what, make in CONTEXTS.items()})
    write_for(tmp_path, month, role)
    assert hidden and hidden <= cells(month)
    assert given and given.keys() == {what for what in role.papers if what in CONTEXTS}
    assert {what: cells(view) & hidden for what, view in given.items()} == dict.fromkeys(given, set())


def test_what_may_be_seen_does_appear(planted):
    """The marks are worth looking for: the Council's copy holds every one, its sheets and the other papers many."""
    month, marks, folder = planted
    seen = {role.key: " ".join(read_by(folder, role).values()) for role in month.definition.roles}
    assert [name for name, mark in marks.items() if not any(form in seen["hoi_dong"] for form in forms(mark))] == []
    shown = {key: {name for name, mark in marks.items() if mark in text} for key, text in seen.items()}
    assert len(shown["lanh_dao"]) > 25 and len(shown["cap_tren"]) > 25
    assert ("van_ban", "minh_chung") in shown["cap_tren"] and ("van_ban", "giai_trinh") in shown["lanh_dao"]


@pytest.mark.parametrize(("key", "column"), [("hoi_dong", "ket_qua"), ("lanh_dao", "noi_dung"), ("cap_tren", "ket_qua")])
def test_the_declaration_alone_decides(planted, tmp_path, key, column):
    """One more name in `hides`, and the column is gone from that reader's papers, where it stood before."""
    month, marks, folder = planted
    role = next(role for role in month.definition.roles if role.key == key)
    changed = replace(role, hides=(*role.hides, f"van_ban.{column}"))
    before, after = " ".join(read_by(folder, role).values()), " ".join(read_by(write_for(tmp_path, month, changed), role).values())
    assert marks["van_ban", column] in before
    assert marks["van_ban", column] not in after


def test_what_the_list_of_who_lacks_one_thing_would_quote(planted, tmp_path):
    """The overdue document of the candidate stands in the units' paper as soon as they may see it, and not before."""
    month, marks, folder = planted
    role = next(role for role in month.definition.roles if role.key == "don_vi")
    mark, shown = marks["van_ban", "van_ban_giao"], replace(role, sees=(*role.sees, "van_ban"))
    assert mark not in " ".join(read_by(folder, role).values())
    assert mark in read_by(write_for(tmp_path, month, shown), role)["2022-03_gan_dat.docx"]


def test_no_reason_fact_or_finding_quotes_a_hidden_cell(planted):
    month, marks, _ = planted
    texts = [mark for mark in marks.values() if mark.startswith(PREFIX)]
    for role in month.definition.roles:
        view, hidden = seen_by(month, role), set(hidden_from(role, marks).values()) & set(texts)
        told = [*view.results["facts"], *view.results["missing"], *(reason for reasons in view.proposals["reasons"] for reason in reasons),
                *(text for finding in view.judged.findings for text in (finding.value, finding.message, finding.mend))]
        assert [text for text in told for mark in hidden if mark in text] == [], role.key
    whole = " ".join(month.results["missing"]) + " ".join(month.results["facts"])
    assert marks["van_ban", "van_ban_giao"] in whole, "the results do quote such a cell"


def test_types_and_rows_stay(planted):
    month, _, _ = planted
    view = seen_by(month, month.definition.roles[-1])
    for key, frame in month.judged.accepted.items():
        assert view.judged.accepted[key].dtypes.to_dict() == frame.dtypes.to_dict()
        assert list(view.judged.accepted[key]["_ref"]) == list(frame["_ref"])


def test_another_process_makes_the_same_registers(planted, tmp_path, monkeypatch):
    """It gets no workbook as typed, and needs none."""
    month, _, folder = planted
    month = replace(month, books={"a": None})
    with meanwhile(1) as begin:
        begun = begin_registers(Packed(Views(month), tmp_path), begin)
        monkeypatch.setattr(copies, "registers_of", None)
        made = begun.brought(tmp_path / "run")
    assert [(tmp_path / "run" / path).read_bytes() for path in made] == [(folder / path).read_bytes() for path in made]
    assert len(made) == 3
    assert pickle.loads(pickle.dumps(Views(month))).month.books == {}


def test_a_copy_says_what_the_view_of_its_readers_alone_would(planted):
    """Also where its sheets were laid for the register, from the month as the Office sees it."""
    month, _, folder = planted
    for role in (role for role in month.definition.roles if role.register):
        alone = next(registers_of([Copy(role.key, seen_by(month, role), role.register, frozenset({"van_ban"}))]))
        assert cells_of(alone) == cells_of((folder / FOLDER / f"{role.key}.xlsx").read_bytes()), role.key


def cells_of(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_definition_without_roles_has_no_copies(tmp_path):
    month = council_month()
    month = replace(month, definition=replace(month.definition, roles=()))
    write_registers(tmp_path, month)
    assert [path.name for path in tmp_path.iterdir()] == ["register.xlsx"]
    assert seen_by(month, month.definition.readers_of("bao_cao_thang")) is month
