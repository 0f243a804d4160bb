"""The month as a command runs it: what computes is loaded while others read, and what stops a run stops it before that."""

import subprocess
import sys
import time

from support.kept_run import AS_OF
from support.paths import ROOT
from survival.months import PERIOD

from emulation_batch import reading, running

RUN = """
import sys
from emulation_batch import cli
sys.argv = ["emulation-batch", "run", {period!r}, "--as-of", {as_of!r}, "-q", "--no-cache", "--workspace", sys.argv[1]]
{before}
try: cli.main()
except SystemExit as ended: print(ended.code, "pandas" in sys.modules)
"""
SEEN = """
from emulation_batch import running, reading
real = reading.read_all
def read_all(*arguments):
    import time
    until = time.monotonic() + 60
    while "emulation_batch.pipeline" not in sys.modules and time.monotonic() < until: time.sleep(.01)
    print("emulation_batch.pipeline" in sys.modules)
    return real(*arguments)
reading.read_all = read_all
"""


def python(root, before=""):
    code = RUN.format(period=PERIOD, as_of=AS_OF, before=before)
    return subprocess.run([sys.executable, "-c", code, str(root)], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=180)


def test_what_computes_is_loaded_while_others_read(ran):
    """Nobody waits for pandas who waits for the readers anyway."""
    done = python(ran, SEEN)
    assert done.stdout.splitlines() == ["True", "1 True"], done.stderr


def test_a_refused_run_loads_nothing(ran):
    (ran / "output" / PERIOD / "seal.json").write_text("{}", encoding="utf-8")
    done = python(ran)
    assert "đã chốt" in done.stderr and done.stdout == "6 False\n", done


def test_what_hinders_the_loading_is_told_where_it_is_used(ran, monkeypatch, capfd):
    """No traceback of a thread reaches the user."""
    monkeypatch.setattr(running, "COMPUTES", "emulation_batch.no_such_module")
    running._load()
    assert capfd.readouterr() == ("", "")


def test_a_stopped_reading_leaves_no_thread_behind(ran):
    """Ctrl-C while the workbooks are read: the loading comes to its end, and the process with it."""
    done = python(ran, "from emulation_batch import reading\ndef stop(*arguments): raise KeyboardInterrupt\nreading.read_all = stop")
    assert done.stdout.startswith("130 ") and "Traceback" not in done.stderr and "Đã dừng theo yêu cầu" in done.stderr


def test_the_whole_of_reading_is_light():
    """What reads loads no tables, else nothing would be won."""
    code = "import sys; from emulation_batch import running; print('pandas' in sys.modules or 'pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8").stdout == "False\n"
    assert running.reading is reading


def test_a_loading_that_never_ends_holds_up_nobody_who_asks_to_stop(ran):
    """An interrupt within an import can leave its lock held: whoever waits for it waits for ever."""
    started = time.monotonic()
    done = python(ran, """
from emulation_batch import running, reading
import time
running._load = lambda: time.sleep(300)
def read_all(*arguments): raise KeyboardInterrupt
reading.read_all = read_all
""")
    assert done.stdout.startswith("130") and time.monotonic() - started < 60, done.stderr
