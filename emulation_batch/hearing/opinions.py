"""What registers say one after another: of two on one line the later counts; one that says nothing new corrects the meeting."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from emulation_batch.council import Meeting, Opinion
from emulation_batch.findings import Finding, shown
from emulation_batch.hearing import labels

QUOTED = 30
Page = Mapping[str, tuple[str, Any]]


class Said(NamedTuple):
    """An opinion and what is to be asked about it: of its own words and its own meeting (asks), and of others on its line."""

    opinion: Opinion
    asks: Callable[[Opinion], Iterable[Finding]]
    beside: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is to be asked, the votes held against the meeting in which they were cast."""
        return (*self.asks(self.opinion), *self.beside)


class Book(NamedTuple):
    """A register that was read: the month it is of, the cells of its meeting as typed and as understood, and what is to be
    asked about these."""

    sha256: str
    period: str
    page: Page
    meeting: Meeting
    findings: tuple[Finding, ...]


class Opinions:
    """The opinions of several registers, by key, and the registers. recorded: what sealed months hold, in their order."""

    def __init__(self, recorded: Iterable[Opinion] = ()) -> None:
        self._recorded = {one.key: Said(one, lambda _: ()) for one in recorded}
        self._said = dict(self._recorded)
        self._books: list[Book] = []

    def take(self, book: Book, said: Mapping[str, Said], tell: Callable[..., Finding], again: Callable[[Page], Book]) -> None:
        """Add what a later register says. again: reads its meeting once more, from these cells."""
        same = all(_same(self._said.get(key), one) for key, one in said.items())
        last = self._last(book.period)
        if last is not None and book.page and same:
            self._correct(last, again({**self._books[last].page, **book.page}), said)
            return
        self._books.append(book)
        mended = self._recorded_meeting(book) if same else None
        faulty = {item.sha256 for item in self._books if item.findings}
        for key, one in said.items():
            before, recorded = self._said.get(key), self._recorded.get(key)
            if before is None or (before is recorded and (not _same(before, one) or before.opinion.meeting == mended)):
                self._said[key] = one
            elif before is not recorded:
                self._said[key] = later(before, one, tell, before.opinion.file in faulty)

    def _last(self, period: str) -> int | None:
        """The place of the last register of a month that still tells an opinion."""
        files = {one.opinion.file for one in self._said.values()}
        return next((place for place in reversed(range(len(self._books)))
                     if self._books[place].period == period and self._books[place].sha256 in files), None)

    def _correct(self, place: int, book: Book, said: Mapping[str, Said]) -> None:
        """Another register tells the same of every line, and more or other things of the last meeting."""
        file = self._books[place].sha256
        self._books[place] = book._replace(sha256=file)
        for key, one in said.items():
            self._said[key] = one._replace(opinion=replace(self._said[key].opinion, stands=one.opinion.stands))
        self._said = {key: one._replace(opinion=replace(one.opinion, meeting=book.meeting)) if one.opinion.file == file else one
                      for key, one in self._said.items()}

    def _recorded_meeting(self, book: Book) -> Meeting | None:
        """The last meeting of a sealed month as it is recorded, where a register tells another day or number of it."""
        recorded = [one.opinion.meeting for one in self._recorded.values() if one.opinion.period == book.period]
        last = max(recorded, key=lambda meeting: meeting.day or date.min, default=None)
        told = book.meeting.day, book.meeting.minutes
        return last if last and any(told) and told != (last.day, last.minutes) else None

    @property
    def new(self) -> list[Said]:
        """All that is not recorded already."""
        return [one for key, one in self._said.items() if one is not self._recorded.get(key)]

    def used(self, period: str) -> Iterator[Book]:
        """The registers that still tell an opinion; one whose every opinion was given anew is not asked about its meeting any
        more. Of a month on which nothing was said, the last register with a meeting: that is told, too."""
        files = {one.opinion.file for one in self.new}
        yield from (book for book in self._books if book.sha256 in files)
        if not any(one.opinion.period == period for one in self.new):
            yield from [book for book in self._books if book.period == period and book.page][-1:]


def _same(before: Said | None, now: Said) -> bool:
    return before is not None and _words(before.opinion) == _words(now.opinion)


def _words(said: Opinion) -> tuple[Any, ...]:
    return said.verdict, said.reason, said.votes_for, said.votes_against


def later(before: Said, now: Said, tell: Callable[..., Finding], faulty: bool) -> Said:
    """Two opinions on one line: the later counts; the same words keep the meeting in which they were first said, unless
    there is something to be asked about it (faulty) and the later one has mended it: it is not plainly another meeting."""
    one, other = before.opinion, now.opinion
    if _same(before, now) and not (faulty and not _another(one.meeting, other.meeting)):
        return now._replace(opinion=replace(one, stands=other.stands))
    if one.verdict == other.verdict:
        return now
    return now._replace(beside=(*now.beside, tell(labels.TWO_OPINIONS, cell=other.cell, name=shown(other.name, QUOTED),
                                                  about=shown(other.about, QUOTED), one=one.verdict, other=other.verdict)))


def _another(one: Meeting, other: Meeting) -> bool:
    """Whether both the day and the number of the minutes are known and differ."""
    return (bool(one.day and other.day and one.minutes and other.minutes)
            and one.day != other.day and one.minutes != other.minutes)
