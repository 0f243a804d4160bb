"""A process does not keep what it no longer uses."""

import gc
import platform
import subprocess
import sys
import weakref

import pytest
from support.demo import demo_workspace
from support.paths import ROOT

from emulation_batch import batch, pipeline, reading, running
from emulation_batch.periods import parse_moment, parse_month
from emulation_batch.registry import Person, Unit
from emulation_batch.sample.inbox import DEMO_AS_OF, DEMO_PERIOD

HELD = """
import os
from pathlib import Path
from emulation_batch import memory
{before}
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
bytearray(24 << 20)
first, pins = held(), []
blocks = [(bytearray(b"x" * {size}), pins.append(bytearray(1000))) for _ in range((40 << 20) // {size})]
del blocks
{after}
print(held() - first)
"""
GLIBC = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="it is glibc that keeps what was freed")


def held(size, before="", after=""):
    """MB that a process still has of the 40 that it freed in blocks of a size, small ones standing between them."""
    code = HELD.format(size=size, before=before, after=after)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return int(done.stdout)


@GLIBC
def test_large_blocks_go_back_when_they_are_freed():
    assert held(2 << 20) > 30
    assert held(2 << 20, before="memory.keep_little()") < 5


@GLIBC
def test_what_lies_between_small_blocks_goes_back_when_asked_for():
    assert held(20 << 10, before="memory.keep_little()") > 30
    assert held(20 << 10, after="memory.give_back()") < 10


def test_arrow_takes_its_memory_where_it_goes_back():
    code = ("from emulation_batch import memory; memory.keep_little()\n"
            "import pyarrow\nprint(pyarrow.default_memory_pool().backend_name)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "system"


def test_workbooks_with_nothing_to_change_are_let_go_after_the_checks(tmp_path, monkeypatch):
    """Before the clauses are looked at; what was typed, of all, once the month is gathered."""
    space = demo_workspace(tmp_path)
    period, inbox, assess, then = parse_month(DEMO_PERIOD), space.inbox / DEMO_PERIOD, pipeline.assess, set()
    received = running.receive([inbox], tmp_path)
    books = reading.read_all(received, space.definition, 1)
    alive = {sha256: weakref.ref(book) for sha256, book in books.items()}

    def look(judged):
        gc.collect()
        then.update(sha256 for sha256, book in alive.items() if book() is not None)
        return assess(judged)

    monkeypatch.setattr(pipeline, "assess", look)
    month = pipeline.gather_month(space, space.period(period), received, books, [inbox], parse_moment(DEMO_AS_OF), 1,
                                  lambda words: None)
    to_change = {finding.unit for finding in month.judged.findings if finding.severity in ("error", "query")}
    theirs = {item.received.sha256 for item in month.submissions if item.unit in to_change}
    assert then == set(month.books) and theirs & alive.keys() <= then < alive.keys()
    assert month.judged.batch.raw == {}
    assert list(month.judged.batch.sheets) == [space.definition.form.key], "rows of tables are accepted or refused"
    assert set(month.judged.accepted) == {sheet.key for sheet in space.definition.tables}
    target = tmp_path / "output" / "run"
    target.mkdir(parents=True)
    pipeline.write_month(target, month, space, {})
    assert list(target.glob("returned/*/*.xlsx"))
    assert month.books == {}, "what went back to its unit is looked at no more"


def test_what_a_province_has_thousands_of_has_no_dict_of_its_own():
    for kind in (batch.Received, batch.Submission, batch.RawSheet, batch.UnitStanding, batch.Fault, Unit, Person):
        assert not any("__dict__" in vars(each) for each in kind.__mro__)


def test_rows_of_a_month_share_what_they_have_alike(tmp_path):
    space = demo_workspace(tmp_path)
    received = running.receive([space.inbox / DEMO_PERIOD], tmp_path)
    books = reading.read_all(received, space.definition, 1)
    month = pipeline.gather_month(space, space.period(parse_month(DEMO_PERIOD)), received, books, [tmp_path],
                                  parse_moment(DEMO_AS_OF), 1, lambda words: None)
    for frame in month.judged.accepted.values():
        for name in ("_unit", "_period", "_file"):
            assert len(set(map(id, frame[name]))) == frame[name].nunique()
