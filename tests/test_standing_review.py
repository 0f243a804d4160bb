"""A review that need not be made again: when the folder that stands is kept, and when not."""

import json
import shutil
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from support.kept_run import add, changes, comment
from support.paths import ROOT
from support.span import MONTHS, small_workspace
from survival.months import digest

from emulation_batch import cache, cli_review, review
from emulation_batch.cli import cli
from emulation_batch.errors import Unbalanced
from emulation_batch.periods import VIETNAM_TIME

KEY, AS_OF = "2022", "2022-12-20T08:00"


class MadeAgain(Exception):
    """The review was not kept."""


@pytest.fixture(scope="module")
def reviewed_once(tmp_path_factory):
    root = small_workspace(tmp_path_factory.mktemp("year") / "ws").root
    assert command(root)[0] == 1
    return root


@pytest.fixture
def root(reviewed_once, tmp_path):
    return shutil.copytree(reviewed_once, tmp_path / "ws", copy_function=shutil.copy2)


@pytest.fixture
def unmade(monkeypatch):
    """No review is made: who wants to is told so."""
    def never(*arguments):
        raise MadeAgain

    monkeypatch.setattr(review, "review_span", never)


def command(root, *options, as_of=AS_OF, span=KEY):
    time = ("--as-of", as_of) if as_of else ()
    done = CliRunner().invoke(cli, ["review", span, *time, "--workspace", str(root), *options], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.output


def test_nothing_changed_nothing_is_made(root, unmade):
    before = digest(root / "output")
    code, words = command(root)
    assert code == 1 and "Giữ nguyên" in words and "từ lần lập lúc 08:00 ngày 20/12/2022" in words
    assert digest(root / "output") == before
    with pytest.raises(MadeAgain):
        command(root, "--no-cache")


def test_what_is_told_is_what_was_told(root):
    """Words, JSON and exit code of a kept review are those of the command that made it."""
    kept = [command(root), command(root, "--json"), command(root, "-q")]
    made = []
    for options in ((), ("--json",), ("-q",)):
        shutil.rmtree(root / cache.FOLDER)
        made.append(command(root, *options))
    assert kept[1:] == made[1:] and json.loads(kept[1][1])["span"] == KEY
    lines = [line for line in kept[0][1].splitlines() if not line.startswith("Không có gì")]
    assert (kept[0][0], [line.replace("Giữ nguyên", "Đã ghi") for line in lines]) == (made[0][0], made[0][1].splitlines())


def folder(root):
    return root / "output" / KEY


CHANGES = changes(KEY, "bao_cao_nam.docx") | {
    "a copy filled in in its place": lambda root: comment(folder(root) / "copies" / "hoi_dong.xlsx"),
    "a month less": lambda root: shutil.rmtree(root / "output" / MONTHS[-1]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_it_is_made_again(root, unmade, change):
    change(root)
    with pytest.raises(MadeAgain):
        command(root)


def test_records_that_changed_stop_it(root):
    """Whether the seals hold is asked again as soon as a byte differs."""
    add(root / "output" / MONTHS[0] / "records" / "van_ban.parquet", b"x")
    with pytest.raises(Unbalanced, match="không còn như khi chốt"):
        command(root)


def test_another_span_or_review_changes_nothing(root, unmade, monkeypatch):
    """What another review wrote is not what this one is made from."""
    monkeypatch.undo()
    assert "Đã ghi" in command(root, span="2022-Q1")[1]
    assert "Giữ nguyên" in command(root)[1] and "Giữ nguyên" in command(root, span="2022-q1")[1]


@pytest.mark.parametrize(("later", "kept"), [(0, True), (15 * 60, True), (16 * 60, False), (-1, False)])
def test_by_the_clock_it_is_kept_for_the_day(root, unmade, monkeypatch, later, kept):
    now = datetime(2022, 12, 20, 8, tzinfo=VIETNAM_TIME) + timedelta(minutes=later)
    monkeypatch.setattr(cli_review, "parse_moment", lambda text: now)
    if kept:
        assert "lần lập lúc 08:00 ngày 20/12/2022" in command(root, as_of=None)[1]
    else:
        with pytest.raises(MadeAgain):
            command(root, as_of=None)


def test_the_same_bytes_with_the_cache_and_without(root):
    """Another hour: papers that print the same come from the cache, the past too; nothing of it can be told from the files."""
    command(root, "--no-cache", as_of="2022-12-20T09:00")
    without = digest(folder(root))
    command(root)
    command(root, as_of="2022-12-20T09:00")
    assert digest(folder(root)) == without


def test_to_recognise_a_review_needs_no_table(root):
    code = ("import sys\nfrom emulation_batch import cli\n"
            f"sys.argv = ['emulation-batch', 'review', {KEY!r}, '--as-of', {AS_OF!r}, '-q', '--workspace', sys.argv[1]]\n"
            "try: cli.main()\nexcept SystemExit as ended: assert ended.code == 1\n"
            "print(sorted({'pandas', 'pyarrow', 'docx', 'xlsxwriter'} & set(sys.modules)))\n")
    done = subprocess.run([sys.executable, "-c", code, str(root)], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)
    assert done.stdout == "[]\n", done.stderr
