"""The n-th open, write, fsync, replace, rename or mkdir of a command fails: the old set or the new one stands, whole."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from survival.months import NEW, OLD, PERIOD, Driver, digest, run_of, small_workspace, strays

CAUSES = {"full": "ổ đĩa đã đầy", "denied": "không có quyền", "held": "đang mở trong chương trình khác"}
CANNOT_WRITE, DONE = 6, (0, 1)


class Month:
    """A workspace with the month as written undisturbed by two runs that differ in their time alone."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.root, self.driver = small_workspace(folder / "ws"), Driver(folder)
        self.output, self.place = self.root / "output", self.root / "output" / PERIOD
        self.sets, self.touches, self.seconds = {}, 0, 0.0
        for as_of in (OLD, NEW):
            room = folder / as_of.replace(":", "")
            room.mkdir()
            answer = self.run(as_of)
            assert answer["code"] == 1, answer["words"]
            self.sets[as_of], self.touches, self.seconds = digest(self.place), answer["touches"], answer["seconds"]
            self.driver(learn=as_of, workspace=self.root, period=PERIOD, as_of=as_of, room=room)
        assert len(set(self.sets.values())) == 2 and strays(self.output) == []

    def run(self, as_of: str, **order: object) -> dict:
        return self.driver(command=run_of(self.root, as_of), root=self.output, **order)

    def standing(self) -> str:
        """Which of the two sets stands, "" for neither."""
        found = digest(self.place)
        return next((as_of for as_of, known in self.sets.items() if known == found), "")

    def other(self) -> str:
        return NEW if self.standing() == OLD else OLD


def refused(month: Month, error: str, places: Iterable[int], **order: object) -> Iterator[str]:
    """Every way in which a run with that failure broke its word, in English words for the test."""
    for number in places:
        before, target = month.standing(), month.other()
        answer = month.run(target, data=target, fails_at=number, error=error, **order)
        where, after = f"{error} {number} {order}: ", month.standing()
        if answer["code"] == CANNOT_WRITE:
            if after != before:
                yield where + f"exit 6, yet not the old set but {after or 'neither'}"
            if CAUSES[error] not in answer["words"] or "Errno" in answer["words"]:
                yield where + f"cause not told: {answer['words']}"
        elif answer["code"] not in DONE:
            yield where + f"exit {answer['code']}: {answer['words']}"
        elif after != target:
            yield where + f"exit {answer['code']}, yet not the new set but {after or 'neither'}"
    yield from undisturbed(month)


def undisturbed(month: Month) -> Iterator[str]:
    """The next run is what it would have been, and clears everything away."""
    target = month.other()
    answer = month.run(target)
    if answer["code"] not in DONE or month.standing() != target:
        yield f"the next run ended with {answer['code']} and is not itself: {answer['words']}"
    if strays(month.output):
        yield f"left: {strays(month.output)}"
        for name in strays(month.output):
            shutil.rmtree(month.output / name, ignore_errors=True)
