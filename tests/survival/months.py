"""A small workspace that is run again and again, and what its output folder may look like."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from support.books import set_time
from support.unit_workbooks import COMPLETE

from emulation_batch.periods import parse_month
from emulation_batch.templates import write_workbook
from emulation_batch.workspace import init_workspace, open_workspace

PERIOD, OLD, NEW = "2022-03", "2022-03-17T08:00", "2022-03-18T09:30"
REPORTS = ("bao_cao_thang", "danh_sach")
"""Enough of each kind: one paper a month, one an award."""
LASTING = {".lock"}
"""What stays in an output folder on purpose."""


class Driver:
    """The process of driver.py, and one order after another."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "words.txt"
        self.process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("driver.py")), str(self.output)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
                                        env={**os.environ, "TZ": "UTC"})

    def __call__(self, **order: object) -> dict:
        self.process.stdin.write(json.dumps({**order}, default=str) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


def small_workspace(root: Path) -> Path:
    """Two units' workbooks and one mail in the inbox of a month."""
    init_workspace(root)
    path = root / "input_templates" / "movement.toml"
    head, *reports = path.read_text(encoding="utf-8").partition("[[roles]]")[0].split("[[reports]]")
    path.write_text("[[reports]]".join([head, *(text for text in reports if any(f'"{what}"' in text for what in REPORTS))]),
                    encoding="utf-8", newline="\n")
    space, month = open_workspace(root), parse_month(PERIOD)
    inbox = root / "inbox" / PERIOD
    inbox.mkdir()
    for number, unit in enumerate(space.registry.units[:2]):
        write_workbook(inbox / f"{number}.xlsx", space.definition, space.registry, unit, space.period(month), COMPLETE)
        set_time(inbox / f"{number}.xlsx", space.period(month).due)
    return root


def run_of(root: Path, as_of: str) -> list[str]:
    """The command line of a run that does everything anew."""
    return ["run", PERIOD, "--as-of", as_of, "--workers", "1", "--no-cache", "--workspace", str(root)]


def digest(folder: Path) -> str:
    """One hash of every file of a folder and its name; "" when there is none."""
    if not folder.is_dir():
        return ""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256("\n".join(f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
                                    for path in files).encode()).hexdigest()


def strays(output: Path) -> list[str]:
    """What lies in the output folder and should not."""
    return sorted(path.name for path in output.iterdir() if path.name not in LASTING | {PERIOD})


def lay(kept: Path, place: Path) -> None:
    """Put the output folder back as it was kept."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(kept, place)
