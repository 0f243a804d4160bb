"""Runs that are killed, asked to stop, or lose a worker at random moments."""

import random
from collections.abc import Iterator

from survival.faults import Month, undisturbed
from survival.months import strays

INTERRUPTED = 130


def killed(month: Month, count: int, seed: int, each: int, **order: object) -> Iterator[str]:
    """kill -9: half of them after a random time, half at a random touch of the disk; an undisturbed run after every `each`."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        before, target = month.standing(), month.other()
        how = ({"stops_after": chance.uniform(0.05, month.seconds), "signal": "SIGKILL"} if number % 2 else
               {"dies_at": chance.randint(1, month.touches + 20)})
        answer = month.run(target, **how, **order)
        if answer["code"] not in (-9, 1) or month.standing() not in (before, target):
            yield f"{how}: {answer['code']}, {month.standing() or 'neither set'}: {answer['words']}"
        if number % each == 0 or number == count:
            yield from (f"{how}, then: {fault}" for fault in undisturbed(month))


def stopped(month: Month, count: int, seed: int) -> Iterator[str]:
    """SIGTERM: words, exit 130, the old set, and nothing left lying about even before the next run."""
    chance = random.Random(seed)
    for name in ("SIGTERM", "SIGINT", "SIGHUP")[:count] * -(-count // 3):
        before, target, after = month.standing(), month.other(), chance.uniform(0.4, month.seconds)
        answer = month.run(target, stops_after=after, signal=name)
        stands = target if answer["code"] == 1 else before
        told = answer["code"] == 1 or (answer["code"] == INTERRUPTED and "Đã dừng theo yêu cầu" in answer["words"])
        if not told or month.standing() != stands or strays(month.output) or "Traceback" in answer["words"]:
            yield f"{name} after {after}: {answer['code']}, {strays(month.output)}, {answer['words']}"
    yield from undisturbed(month)


def worker_killed(month: Month, count: int, seed: int) -> Iterator[str]:
    """A reading worker that is killed costs nothing: its file is read once more, and the month is itself."""
    chance = random.Random(seed)
    for _ in range(count):
        target, after = month.other(), chance.uniform(0.0, month.seconds / 2)
        answer = month.run(target, kills_worker_after=after)
        if answer["code"] != 1 or month.standing() != target:
            yield f"worker after {after}: {answer['code']}, {month.standing() or 'neither'}: {answer['words']}"
    yield from undisturbed(month)
