"""The sample inbox: who sends what and when, and what is planted in the demo month."""

import pickle
import unicodedata
from datetime import datetime, timedelta

import pytest
from support.paths import shipped_definition
from support.samples import sample_periods, sample_registry

from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.sample.content import content_of
from emulation_batch.sample.inbox import ARRIVED, DEMO_AS_OF, DEMO_PERIOD, PLANTED, blank_pdf, demo_content, write_inbox
from emulation_batch.vietnamese import clean

DEFINITION, REGISTRY, PERIODS = shipped_definition(), sample_registry(), sample_periods()
DEMO = PERIODS[-1]
IN_CELLS = [planted for planted in PLANTED if planted.sheet]


def write(path, unit, period, form, rows):
    """Stands for the writer of workbooks: what it was given, byte for byte."""
    path.write_bytes(pickle.dumps((unit.code, period.key, form, rows)))


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("demo")
    return workspace / "inbox", write_inbox(workspace, DEFINITION, REGISTRY, write)


def received(path):
    return datetime.fromtimestamp(path.stat().st_mtime, VIETNAM_TIME)


def listed(folder):
    return sorted(path.name for path in folder.iterdir())


def test_seven_good_months_of_eight_units(laid):
    folder, names = laid
    assert list(names) == [period.key for period in PERIODS]
    for period in PERIODS[:-1]:
        assert sorted(names[period.key]) == listed(folder / period.key)
        books = [pickle.loads((folder / period.key / name).read_bytes()) for name in names[period.key]]
        assert sorted(book[0] for book in books) == sorted(unit.code for unit in REGISTRY.units_on(period.to))
        for unit, key, form, rows in books:
            content = content_of(REGISTRY.unit(unit, period.to), period, DEFINITION, REGISTRY)
            assert (key, form, rows) == (period.key, content.form, content.rows)
        times = [received(folder / period.key / name) for name in names[period.key]]
        assert times == sorted(times)
        signed = {form["ngay_ky"] for _, _, form, _ in books}
        assert all(max(signed) <= moment.date() and moment <= period.due for moment in times)


def test_demo_month_arrives_as_planned(laid):
    folder, names = laid
    here = folder / DEMO_PERIOD
    assert listed(here) == sorted(names[DEMO_PERIOD]) == sorted(file["name"] for file in ARRIVED)
    for file in ARRIVED:
        assert received(here / file["name"]) == DEMO.due - timedelta(hours=file["hours"])
        if file.get("kind", "workbook") == "workbook":
            unit, period, form, _ = pickle.loads((here / file["name"]).read_bytes())
            assert (unit, period, form["lan_nop"]) == (file["unit"], file.get("period", DEMO_PERIOD), file.get("attempt", 1))


def test_as_of_is_the_morning_after_the_due_day(laid):
    as_of = datetime.fromisoformat(DEMO_AS_OF)
    assert (DEMO_PERIOD, DEMO_AS_OF) == ("2022-03", "2022-03-17T08:00:00+07:00")
    assert as_of.date() == DEMO.due.date() + timedelta(days=1)
    assert all(received(laid[0] / DEMO_PERIOD / name) < as_of for name in laid[1][DEMO_PERIOD])


def test_nothing_depends_on_when_it_is_written(laid, tmp_path):
    write_inbox(tmp_path, DEFINITION, REGISTRY, write)
    again = sorted(path for path in (tmp_path / "inbox").rglob("*") if path.is_file())
    first = sorted(path for path in laid[0].rglob("*") if path.is_file())
    assert [(path.name, path.read_bytes(), path.stat().st_mtime) for path in again] == [
        (path.name, path.read_bytes(), path.stat().st_mtime) for path in first]


def one_file(unit, **wanted):
    found = [file for file in ARRIVED if file["unit"] == unit and all(file.get(key) == value for key, value in wanted.items())]
    assert len(found) == 1
    return found[0]


def test_what_is_planted_in_files(laid):
    """Each planted outcome of a file or unit stands in what arrives."""
    planted = {(planted.unit, planted.outcome): planted for planted in PLANTED if not planted.sheet}
    assert set(planted) == {("BCXB", "superseded"), ("TTCNTT", "duplicate"), ("TTR", "nil"), ("TTR", "set_aside"),
                            ("CDS", "missing"), ("BCVT", "late"), ("KHTC", "duplicate")}
    here = laid[0] / DEMO_PERIOD
    assert one_file("BCXB", attempt=1)["hours"] > one_file("BCXB", attempt=2)["hours"]
    copy = one_file("TTCNTT", kind="copy")
    assert (here / copy["name"]).read_bytes() == (here / copy["of"]).read_bytes()
    assert not content_of(REGISTRY.unit("TTR", DEMO.to), DEMO, DEFINITION, REGISTRY).rows
    assert (here / one_file("TTR", kind="pdf")["name"]).read_bytes() == blank_pdf()
    assert "CDS" in {unit.code for unit in REGISTRY.units_on(DEMO.to)} - {file["unit"] for file in ARRIVED}
    assert [file["unit"] for file in ARRIVED if file["hours"] < 0] == ["BCVT"]
    assert one_file("KHTC")["period"] == PERIODS[-2].key


@pytest.mark.parametrize("planted", IN_CELLS, ids=lambda planted: f"{planted.unit}-{planted.sheet}-{planted.kind}")
def test_what_is_planted_in_cells(planted):
    """The cell exists in the good workbook, and is as planted in the one that arrives."""
    unit = REGISTRY.unit(planted.unit, DEMO.to)
    column = DEFINITION.sheet(planted.sheet).column(planted.column)
    good, sent = (make(unit, DEMO, DEFINITION, REGISTRY, planted.attempt).rows[planted.sheet][planted.row - 1]
                  for make in (content_of, demo_content))
    assert planted.column in good or planted.kind == "pending_discipline"
    if planted.decomposed:
        assert sent[column.key] != good[column.key]
        assert unicodedata.normalize("NFC", sent[column.key]) == good[column.key]
    elif planted.kind == "missing_cell":
        assert column.key not in sent
    else:
        assert sent[column.key] == planted.typed
    if planted.kind == "no_break_space":
        assert "\u00a0" in sent[column.key] and clean(sent[column.key]) in good[column.key]
    if planted.kind == "swapped_date":
        assert not DEMO.holds(planted.typed)
        assert DEMO.holds(planted.typed.replace(month=planted.typed.day, day=planted.typed.month))
    if planted.kind == "person_of_another_unit":
        person = REGISTRY.person(planted.typed.split(" | ")[1], DEMO.to)
        assert planted.typed == person.choice and person.unit != planted.unit


def test_duplicate_document_stands_in_two_units():
    twice = [planted for planted in IN_CELLS if planted.kind == "duplicate_document"]
    assert len({planted.unit for planted in twice}) == 2
    assert len({planted.typed for planted in twice}) == 1


def test_the_usual_mistakes_are_all_there():
    assert {planted.kind for planted in PLANTED} == {
        "nfd_name", "no_break_space", "text_date", "missing_cell", "misspelt_choice", "money_in_words", "person_of_another_unit",
        "swapped_date", "count_in_words", "duplicate_document", "pending_discipline", "resubmitted", "sent_twice", "nil_return",
        "pdf", "no_file", "after_due", "last_months_file"}
    cells = [(planted.unit, planted.attempt, planted.sheet, planted.row, planted.column) for planted in IN_CELLS]
    assert len(set(cells)) == len(cells)


def test_earlier_months_are_never_spoiled():
    for unit in REGISTRY.units_on(PERIODS[-2].to):
        assert demo_content(unit, PERIODS[-2], DEFINITION, REGISTRY) == content_of(unit, PERIODS[-2], DEFINITION, REGISTRY)
