"""What the Council said, line by line, held against the evidence of the month: the evidence and the opinion stand side by side,
and where they depart without a reason, the reason is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from emulation_batch.ballots import fewer_for, vote_fault
from emulation_batch.batch import CellError, Received
from emulation_batch.council import (
    HEADERS,
    MEETING_SHEET,
    MET,
    PROPOSAL,
    PROPOSAL_WORDS,
    STATUS_WORDS,
    UNCLEAR,
    UNMET,
    VERDICTS,
    VOTES,
    Council,
    FilledLine,
    FilledRegister,
    Meeting,
    Opinion,
    about_of,
)
from emulation_batch.council_keys import proposal_keys, result_keys
from emulation_batch.definition import Definition
from emulation_batch.findings import Finding, Label, shown, word
from emulation_batch.frames import each_row
from emulation_batch.hearing import labels
from emulation_batch.hearing.meeting import meeting_faults, read_count, read_meeting
from emulation_batch.vietnamese import bare_key, clean, closest, format_decimal

if TYPE_CHECKING:
    import pandas as pd

WEAK = ("no_evidence", "nil_declared", "incomplete", "blocked", "returned")
STRONG = ("sufficient", "put_forward")
HELD_BACK = ("blocked", "returned")
QUOTED = 30
LINE = ""
Unread = dict[tuple[str, str], Finding]
"""What cannot be understood, by line and field of HEADERS; of a line that is gone by LINE."""


class Line(NamedTuple):
    """A line of a month that an opinion may be about: what it shows now, and the mark of what it rests on."""

    unit: str
    candidate: str
    name: str
    about: str
    status: str
    evidence: str
    mark: str


class Said(NamedTuple):
    """An opinion and what is to be asked about it."""

    opinion: Opinion
    findings: tuple[Finding, ...]


class Book(NamedTuple):
    """A register that was read: the month it is of, its meeting, and what is to be asked about that."""

    sha256: str
    period: str
    meeting: Meeting
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Known:
    """A month whose register may come back. marks: of its lines, none where only sealed records are left; ended: its last day;
    members: of the Council then."""

    results: pd.DataFrame
    proposals: pd.DataFrame
    ended: date
    members: int
    marks: Mapping[str, str] = field(default_factory=dict)


def hear(registers: Sequence[tuple[Received, FilledRegister]], months: Mapping[str, Known], period: str, as_of: datetime,
         definition: Definition, untold: frozenset[str] = frozenset()) -> tuple[Council, list[Finding]]:
    """The Council's opinions and what is to be asked. registers: in the order received, a later one counts where two speak of
    one line. months: this month and the sealed ones whose registers came; a register of any other month is told, not read.
    untold: keys of lines that no paper tells; a meeting that spoke of nothing else heads no minutes."""
    kept: dict[str, Said] = {}
    unread_cells: Unread = {}
    findings: list[Finding] = []
    books: list[Book] = []
    for received, register in registers:
        tell = _teller(received.name, period)
        month = register.period or period
        if month not in months:
            findings.append(tell(labels.STILL_OPEN, theirs=shown(month, 20)))
            continue
        known = months[month]
        meeting, unread = read_meeting(register, tell)
        unread += [tell(label, sheet=MEETING_SHEET, **words)
                   for label, words in meeting_faults(meeting, known.ended, as_of, known.members)]
        books.append(Book(received.sha256, month, meeting, tuple(unread)))
        said, asked, unread_here = _said(register, _lines(known, month, definition), meeting, received, known.members, tell,
                                           definition)
        findings += asked
        # a cell that a later register tells, or tells so that it can be read, is not asked about any more
        unread_cells = _without(unread_cells, register) | unread_here
        faulty = {book.sha256 for book in books if book.findings}
        for key, one in said.items():
            kept[key] = _later(kept[key], one, tell, faulty) if key in kept else one
    findings += unread_cells.values()
    findings += [finding for one in kept.values() for finding in one.findings]
    # a register whose every opinion was given anew elsewhere is not asked about its meeting any more
    used = [book for book in books if any(one.opinion.file == book.sha256 for one in kept.values())]
    findings += [finding for book in used for finding in book.findings]
    opinions = [one.opinion for one in kept.values()]
    heading = {one.file for one in opinions if one.key not in untold}
    meetings = [book.meeting for book in used if book.period == period and book.sha256 in heading]
    return Council(tuple(said for said in opinions if said.period == period),
                   tuple(said for said in opinions if said.period != period), meetings[-1] if meetings else Meeting(),
                   untold=untold), findings


def _later(before: Said, now: Said, tell: Callable[..., Finding], faulty: Collection[str]) -> Said:
    """Two registers on one line: the later counts; the same words keep the meeting in which they were first said, unless
    there is something to be asked about it (faulty: such registers) and the later one has mended it."""
    one, other = before.opinion, now.opinion
    if one.file not in faulty and (one.verdict, one.reason, one.votes_for, one.votes_against) == (
            other.verdict, other.reason, other.votes_for, other.votes_against):
        return Said(replace(one, stands=other.stands), now.findings)
    if one.verdict == other.verdict:
        return now
    return Said(other, (*now.findings, tell(labels.TWO_OPINIONS, cell=other.cell, name=shown(other.name, QUOTED),
                                            about=shown(other.about, QUOTED), one=one.verdict, other=other.verdict)))


def _teller(file: str, period: str) -> Callable[..., Finding]:
    def tell(label: Label, *, value: Any = "", **words: Any) -> Finding:
        typed = format_decimal(value).replace(".", "") if isinstance(value, float) else value
        return word(label, period=period, file=file, value=typed, **words)

    return tell


def _lines(known: Known, month: str, definition: Definition) -> dict[str, Line]:
    """Key -> the line, of results and proposals alike."""
    found: dict[str, Line] = {}
    for key, row in zip(result_keys(month, known.results), each_row(known.results), strict=True):
        evidence = STATUS_WORDS[row["status"]]
        found[key] = Line(row["unit"], row["candidate"], row["name"], about_of(key, definition), row["status"],
                          f"{evidence}. {row['facts']}".strip(), known.marks.get(key, ""))
    for key, row in zip(proposal_keys(month, known.proposals), each_row(known.proposals), strict=True):
        found[key] = Line(row["unit"], row["candidate"], row["name"], about_of(key, definition), row["standing"],
                          f"{PROPOSAL_WORDS[row['standing']]}. {' '.join(row['reasons'])}".strip(), known.marks.get(key, ""))
    return found


def _said(register: FilledRegister, lines: Mapping[str, Line], meeting: Meeting, received: Received, members: int,
          tell: Callable[..., Finding], definition: Definition) -> tuple[dict[str, Said], list[Finding], Unread]:
    """Key -> what a register says of the line; findings of lines that say nothing that could be kept; (key, field) -> that of a
    cell that cannot be understood, of a verdict that is lacking, or of a line that is gone."""
    said: dict[str, Said] = {}
    unread: Unread = {}
    findings: list[Finding] = []
    for filled in register.lines:
        line, cell = lines.get(filled.key), next(iter(filled.cells.values()))[0]
        place = {"sheet": filled.sheet, "cell": cell}
        values, told = _read(filled, tell)
        if not filled.key:
            findings.append(tell(labels.KEY_LOST, row=cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), **place))
        elif line is None:
            said_here = f" “{values['verdict']}”" if "verdict" in values else ""
            unread[filled.key, LINE] = tell(labels.GONE, said=said_here, name=shown(filled.name or filled.key, QUOTED),
                                            about=shown(about_of(filled.key, definition), QUOTED), **place)
        else:
            unread |= {(filled.key, name): finding for name, finding in told.items()}
            if "verdict" in values:
                changed = bool(line.mark) and line.mark != filled.mark
                opinion = Opinion(filled.key.partition("|")[0], filled.key, line.unit, line.candidate, line.name, line.about,
                                  line.evidence, values["verdict"], values.get("reason", ""), values.get("votes_for"),
                                  values.get("votes_against"), meeting, received.sha256, cell)
                said[filled.key] = Said(replace(opinion, stands=not changed and _stands(opinion, line)), tuple(
                    tell(label, **words, **place) for label, words in _asked(opinion, line, changed, members)))
            elif "verdict" not in filled.cells and values:
                unread[filled.key, "verdict"] = tell(labels.NO_VERDICT, name=shown(line.name, QUOTED),
                                                     about=shown(line.about, QUOTED), **place)
    return said, findings, unread


def _without(unread: Unread, register: FilledRegister) -> Unread:
    """The same without the cells that a later register fills in and the lines that are gone from it, too."""
    told = {(filled.key, name) for filled in register.lines for name in filled.cells}
    told |= {(key, name) for (key, name), finding in unread.items() if name == LINE and register.lines
             and register.period == key.partition("|")[0] and key not in register.held.get(finding.sheet, (key,))}
    return {place: finding for place, finding in unread.items() if place not in told}


def _read(filled: FilledLine, tell: Callable[..., Finding]) -> tuple[dict[str, Any], dict[str, Finding]]:
    """The cells of a line as understood; what cannot be understood is told by its field and left out."""
    values: dict[str, Any] = {}
    findings: dict[str, Finding] = {}
    for name, (cell, typed) in filled.cells.items():
        # a formula without a result says nothing
        text = "" if isinstance(typed, CellError) else " ".join(clean(str(typed)).split())
        place = {"sheet": filled.sheet, "cell": cell, "column": HEADERS[name], "value": typed}
        if name in VOTES:
            values[name], label = read_count(typed)
            findings |= {name: tell(label, **place)} if label else {}
        elif name == "verdict":
            verdict = next((item for item in VERDICTS if bare_key(item) == bare_key(text)), None)
            if verdict is None:
                near = closest(text, VERDICTS)
                findings[name] = tell(labels.UNKNOWN_VERDICT, near=f" Có phải là “{near}”?" if near else "", **place)
            else:
                values[name] = verdict
        else:
            values[name] = text
    return {name: value for name, value in values.items() if value is not None}, findings


def _stands(opinion: Opinion, line: Line) -> bool:
    """Whether the opinion may put somebody forward, or take somebody off: what the evidence holds back needs a reason, and a
    row that was returned to its unit has nothing that could be put forward."""
    if opinion.verdict != MET or line.status not in HELD_BACK:
        return True
    return line.status == "blocked" and bool(opinion.reason)


def _asked(opinion: Opinion, line: Line, changed: bool, members: int) -> Iterator[tuple[Label, dict[str, Any]]]:
    about = {"name": shown(line.name, QUOTED), "about": shown(line.about, QUOTED)}
    words = PROPOSAL_WORDS if opinion.key.split("|")[1] == PROPOSAL else STATUS_WORDS
    if changed:
        yield labels.CHANGED, about | {"verdict": opinion.verdict}
    if not opinion.reason:
        if opinion.verdict == MET and line.status in WEAK:
            yield labels.MET_AGAINST, about | {"evidence": words[line.status]}
        elif opinion.verdict == UNMET and line.status in STRONG:
            yield labels.UNMET_AGAINST, about | {"evidence": words[line.status]}
        elif opinion.verdict == UNCLEAR:
            yield labels.UNCLEAR_WHAT, about
    for fault in filter(None, (vote_fault(opinion, members), fewer_for(opinion))):
        yield labels.VOTES_DIFFER, {"what": fault}
