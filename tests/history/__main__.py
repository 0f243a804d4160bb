"""`python -m tests.history [--first 2021-08] [--last 2025-12] [--folder DIR]`: builds the months of an invented department, runs,
seals and reviews them, and holds the final report against an independent recomputation. Exits 1 when a number differs."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from history import years  # noqa: E402
from history.office import CARRIED  # noqa: E402
from history.review import reviewed  # noqa: E402

TURNS = 4
"""Of each command the fastest counts; the first review of the last way is the one that is kept."""


def main() -> int:
    """Build what is not there yet, review it, compare, and time the review as a command beside importing pandas: made anew, and
    again when nothing has changed."""
    parser = argparse.ArgumentParser(prog="python -m tests.history", description=__doc__)
    parser.add_argument("--first", default="2021-08")
    parser.add_argument("--last", default="2025-12")
    parser.add_argument("--folder", type=Path, help="where the workspace is kept (default: a temporary folder)")
    options = parser.parse_args()
    root, started = (options.folder or Path(tempfile.mkdtemp())) / "ws", time.monotonic()
    space = years.workspace(root)
    for done in years.build(space, years.months(options.first, options.last)):
        print(f"{done} sealed after {time.monotonic() - started:.0f} s", flush=True)
    key = "final" if (options.first, options.last) == ("2021-08", "2025-12") else f"{options.first}..{options.last}"
    data, wrong = reviewed(space, key, CARRIED if options.last >= "2025-03" else {})
    print(f"{key}: {len(data.sealed)} months, {len(data.units)} units, {len(data.month.figures)} figures, {len(wrong)} differences.")
    print("\n".join(wrong[:50]))
    review = ["-m", "emulation_batch", "review", key, "-q", "--workspace", str(root)]
    ways = {"importing pandas": ["-c", "import pandas"], "the review, made anew": [*review, "--no-cache"], "the review, nothing changed": review}
    first = 0.0
    for name, command in ways.items():
        seconds = min(_seconds(command) for _ in range(TURNS))
        first = first or seconds
        print(f"{name}: {seconds:.2f} s, {seconds / first:.1f} times importing pandas")
    return int(bool(wrong))


def _seconds(command: list[str]) -> float:
    """Of one process, its modules compiled before as those of an installed program are."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=False, capture_output=True, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
