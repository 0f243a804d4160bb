"""Files beside the folders of months: no run reads them silently unread."""

import json
import shutil
from datetime import datetime

import pytest
from support.kept_run import add, run
from survival.months import PERIOD, digest

from emulation_batch import doctor, outside, status
from emulation_batch.errors import CannotWrite, NothingUsable
from emulation_batch.periods import VIETNAM_TIME, parse_month
from emulation_batch.sealing import seal_month
from emulation_batch.verify import verify_month
from emulation_batch.workspace import open_workspace

MONTH = parse_month(PERIOD)
ASTRAY = ("inbox/2022-3/TTR.xlsx", "inbox/VP.xlsx", "inbox/thang 3/sau/CDS.xlsx")
NAMED = ", ".join(ASTRAY)
OTHERS = ("2022-02/VP.xlsx", "~$VP.xlsx", "Thumbs.db", ".gitkeep", ".tdkt-tam-VP.xlsx", "thang 3/desktop.ini", ".kho/a.xlsx")
AS_OF = datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)


@pytest.fixture
def root(ran):
    """A month that was run, and what was laid beside its folder since."""
    for name in ASTRAY:
        add(ran / name, b"x")
    for name in OTHERS:
        add(ran / "inbox" / name, b"x")
    return ran


def test_only_what_no_month_has_lies_outside(root):
    assert outside.files(root / "inbox") == ASTRAY
    assert outside.of_month(root / "inbox", MONTH) == ASTRAY
    assert outside.of_month(root / "inbox", parse_month("2022-04")) == (), "a month without a folder reads them"
    assert outside.of_run(root / "inbox", MONTH, [root / "inbox" / PERIOD]) == ASTRAY
    assert outside.of_run(root / "inbox", MONTH, [root]) == ()
    assert outside.files(root / "none") == () and outside.at_hand(root / "none") == ("", "")


def test_many_are_counted_and_some_named():
    told = outside.told([f"inbox/{number}.xlsx" for number in range(23)], PERIOD)
    assert told.startswith("23 tệp nằm ngoài thư mục của kỳ nên chưa đọc: inbox/0.xlsx, ")
    assert "inbox/19.xlsx và 3 tệp khác; chuyển vào inbox/2022-03" in told and "inbox/20.xlsx" not in told
    assert outside.told([], PERIOD) == ""


def test_a_run_names_them_on_the_screen_and_on_the_page_and_again_when_it_is_kept(root):
    line = f"3 tệp nằm ngoài thư mục của kỳ nên chưa đọc: {NAMED}; chuyển vào inbox/{PERIOD}"
    made, kept = run(root)[1], run(root)[1]
    assert line in made and "Đã ghi" in made and line in kept and "Giữ nguyên" in kept
    assert line in (root / "output" / PERIOD / "index.html").read_text(encoding="utf-8")
    assert json.loads(run(root, "--json")[1])["outside"] == list(ASTRAY)
    shutil.move(root / "inbox" / "VP.xlsx", root / "VP.xlsx")
    assert "2 tệp nằm ngoài" in run(root)[1], "what is told is true of now"
    for name in ("2022-3", "thang 3"):
        shutil.rmtree(root / "inbox" / name)
    assert "nằm ngoài" not in run(root)[1]
    assert "outside" not in json.loads((root / "output" / PERIOD / "manifest.json").read_text(encoding="utf-8"))


def test_the_same_files_give_the_same_bytes_and_the_month_can_be_built_again(root):
    run(root)
    before = digest(root / "output" / PERIOD)
    run(root, "--no-cache")
    assert digest(root / "output" / PERIOD) == before
    for name in ASTRAY:
        (root / name).unlink()
    assert verify_month(open_workspace(root), MONTH, 1, lambda words: None).same


def test_a_month_is_not_closed_over_them(root):
    run(root)
    with pytest.raises(CannotWrite) as stop:
        seal_month(open_workspace(root), MONTH, AS_OF)
    assert any(NAMED in str(fault) for fault in stop.value.faults)


def test_a_month_without_any_usable_file_names_them(root):
    shutil.rmtree(root / "inbox" / PERIOD)
    (root / "inbox" / PERIOD).mkdir()
    with pytest.raises(NothingUsable, match=r"\(0 tệp\)") as stop:
        run(root)
    assert NAMED in stop.value.message


def test_status_and_doctor_name_them(root):
    shown = status.of_year(open_workspace(root))
    assert NAMED in shown.outside[0] and f"inbox/{PERIOD}" in shown.outside[1]
    assert NAMED in status.as_plain(shown)["outside"]
    line = next(line for line in doctor.folders(root) if NAMED in line.words)
    assert line.level == doctor.WARNING and "Chuyển từng tệp vào thư mục của kỳ" in line.mend
