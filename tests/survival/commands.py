"""The other commands that write: the n-th touch of the disk fails, and no file is half, none is lost, and the next time is as ever."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from emulation_batch.whole_files import OWN_TEMPORARY
from survival.faults import CAUSES
from survival.months import NEW, PERIOD, Driver, run_of, small_workspace

WHOLE = {".xlsx": zipfile.is_zipfile, ".json": lambda path: path.read_bytes().endswith(b"}\n"),
         ".eml": lambda path: b"multipart/" not in path.read_bytes()[:2000] or path.read_bytes().rstrip().endswith(b"--")}


class Workspaces:
    """A workspace with a month that was run, copied for each command."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.driver = folder, Driver(folder)
        self.kept = small_workspace(folder / "kept")
        assert self.driver(command=run_of(self.kept, NEW), root=self.kept / "output")["code"] == 1

    def fresh(self, name: str) -> Path:
        root = self.folder / name
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.kept, root)
        return root


def lines_of(root: Path) -> dict[str, tuple[list[str], Path]]:
    """Command -> its line, and the folder it writes into."""
    return {
        "seal": (["seal", PERIOD, "--force", "--reason", "thử", "--workspace", str(root)], root / "output" / PERIOD),
        "templates": (["templates", PERIOD, "--workspace", str(root)], root / "output" / "templates"),
        "check": (["check", str(root / "inbox" / PERIOD / "1.xlsx"), "--marked", str(root / "danh_dau"), "--workspace", str(root)],
                  root / "danh_dau"),
        "init": (["init", str(root / "moi")], root / "moi"),
    }


def refused(spaces: Workspaces, name: str, error: str, step: int) -> Iterator[str]:
    """Every broken promise of one command under one error."""
    root = spaces.fresh(name)
    line, place = lines_of(root)[name]
    before = names(place)
    done = spaces.driver(command=line, root=root)
    if done["code"] not in (0, 1):
        yield f"{name}: {done['words']}"
        return
    after, touches = names(place), done["touches"]
    for number in range(1, touches + 1, step):
        root = spaces.fresh(name)
        answer = spaces.driver(command=line, root=root, fails_at=number, error=error)
        where = f"{name} {error} {number}: "
        # what could not be read is told with its cause too, by the exit code of what it is
        if answer["code"] not in (0, 1, 2, 3, 6) or (answer["code"] > 1 and CAUSES[error] not in answer["words"]):
            yield where + f"exit {answer['code']}: {answer['words']}"
        yield from (where + f"half: {path}" for path in place.rglob("*") if path.is_file() and not WHOLE.get(path.suffix, Path.is_file)(path))
        if name in ("seal", "init") and answer["code"] > 1 and names(place) not in (before, after):
            yield where + f"neither before nor after: {names(place)}"
        again = spaces.driver(command=line, root=root)
        # a marked copy overwrites nothing: the next one has a name of its own
        if (name != "check" and names(place) != after) or left_behind(root):
            yield where + f"the next time: {again['code']} {again['words']} {left_behind(root)}"


def names(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def left_behind(root: Path) -> list[str]:
    return [path.name for path in root.rglob("*") if path.name.startswith(OWN_TEMPORARY) or ".tmp-" in path.name]
