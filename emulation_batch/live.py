"""Long work on a terminal: one line on standard error that tells the step, how much is done, how fast, and the time left.

Plain characters only, so that every console of Windows can show them; where standard error is no terminal and progress was
asked for, a line at most every few seconds instead.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from emulation_batch.progress import listening
from emulation_batch.vietnamese import format_decimal, format_number

BETWEEN_LINES = 5.0
SURE_AFTER = 1.0
"""Seconds of a step before its rate and the time left are told."""


def words(what: str, done: int, total: int, seconds: float) -> str:
    """“Đọc tệp: 320/1.000 · 150/giây · còn khoảng 5 giây”; rate and time left once enough is done to know them."""
    text = f"{what}: {format_number(done)}" + (f"/{format_number(total)}" if total else "")
    if not done or seconds < SURE_AFTER:
        return text
    rate = done / seconds
    text += f" · {format_number(round(rate)) if rate >= 10 else format_decimal(round(rate, 1))}/giây"
    return text + (f" · còn khoảng {duration((total - done) / rate)}" if total > done else "")


def duration(seconds: float) -> str:
    """A time left as a person says it."""
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} giây"
    minutes = round(whole / 60)
    return f"{minutes} phút" if minutes < 90 else f"{minutes // 60} giờ {minutes % 60} phút"


class Shown:
    """What is shown now; `step` begins another piece of work, `count` moves it on."""

    def __init__(self, show: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._show, self._clock = show, clock
        self._what, self._begun = "", clock()

    def step(self, text: str) -> None:
        """Another step of the command."""
        self._show(text)

    def count(self, what: str, done: int, total: int) -> None:
        """So many of a step are done; the time of a step begins with its first count."""
        now = self._clock()
        if what != self._what or done <= 1:
            self._what, self._begun = what, now
        self._show(words(what, done, total, now - self._begun))


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Gives `step(text)`, and shows what the work inside counts."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text("Bắt đầu…"), spinner="line") as status:
            live = Shown(lambda text: status.update(Text(text)))
            with listening(live.count):
                yield live.step
    else:
        live = Shown(_lines())
        with listening(live.count):
            yield live.step


def _lines(clock: Callable[[], float] = time.monotonic, stream: Any = None) -> Callable[[str], None]:
    """Writes a line for every step, and for counts at most one in a few seconds."""
    last = [-BETWEEN_LINES]

    def show(text: str) -> None:
        now = clock()
        if text.endswith("…") or now - last[0] >= BETWEEN_LINES:
            last[0] = now
            print(text, file=stream or sys.stderr, flush=True)

    return show
