"""What the Council said, line by line, held against the evidence of the month: the evidence and the opinion stand side by side,
and where they depart without a reason, the reason is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
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
    WAITS,
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
from emulation_batch.hearing.opinions import QUOTED, Book, Opinions, Page, Said, later
from emulation_batch.vietnamese import bare_key, clean, closest, format_decimal, match_key

if TYPE_CHECKING:
    import pandas as pd

WEAK = ("no_evidence", "nil_declared", "incomplete", "blocked", "returned")
STRONG = ("sufficient", "put_forward")
HELD_BACK = ("blocked", "returned")
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
         definition: Definition, untold: frozenset[str] = frozenset(),
         recorded: Iterable[Opinion] = ()) -> tuple[Council, list[Finding]]:
    """The Council's opinions and what is to be asked. registers: in the order received, a later one counts where two speak of
    one line. months: this month and the sealed ones whose registers came; a register of any other month is told, not read.
    untold: keys of lines that no paper tells; a meeting that spoke of nothing else heads no minutes. recorded: the opinions
    that sealed months hold already; the same said again is nothing new."""
    opinions, unread, half = Opinions(recorded), Unread(), dict[str, dict[str, Any]]()
    findings: list[Finding] = []
    for received, register in registers:
        tell = _teller(received.name, period)
        month = register.period or period
        if month not in months:
            findings.append(tell(labels.STILL_OPEN, theirs=shown(month, 20)))
            continue
        known = months[month]
        again = partial(_book, received.sha256, month, register, known, as_of, tell)
        book = again(register.meeting)
        said, asked, unread_here, half_here = _said(register, _lines(known, month, definition), book.meeting, received,
                                                    known.members, tell, definition)
        findings += asked
        # a cell that a later register tells, or tells so that it can be read, is not asked about any more
        unread, half = _without(unread, register) | unread_here, half | half_here
        opinions.take(book, said, tell, again)
    new, used = [one.opinion for one in opinions.new], list(opinions.used(period))
    findings += unread.values()
    findings += [finding for one in opinions.new for finding in one.findings]
    findings += [finding for book in used for finding in book.findings]
    own = tuple(said for said in new if said.period == period)
    heading = {one.file for one in own if one.key not in untold} if own else {book.sha256 for book in used}
    meetings = [book.meeting for book in used if book.period == period and book.sha256 in heading]
    return Council(own, tuple(said for said in new if said.period != period), meetings[-1] if meetings else Meeting(),
                   half={key: told for key, told in half.items() if key not in {said.key for said in new}},
                   untold=untold), findings


def _book(sha256: str, month: str, register: FilledRegister, known: Known, as_of: datetime, tell: Callable[..., Finding],
          page: Page) -> Book:
    meeting, unread = read_meeting(replace(register, meeting=dict(page)), tell)
    asked = [tell(label, sheet=MEETING_SHEET, **words)
             for label, words in meeting_faults(meeting, known.ended, as_of, known.members)]
    return Book(sha256, month, page, meeting, (*unread, *asked))


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
          tell: Callable[..., Finding],
          definition: Definition) -> tuple[dict[str, Said], list[Finding], Unread, dict[str, dict[str, Any]]]:
    """Key -> what a register says of the line; findings of lines that say nothing that could be kept; (key, field) -> that of a
    cell that cannot be understood, of a verdict that is lacking, or of a line that is gone; key -> what can be read of a line
    without a verdict."""
    said: dict[str, Said] = {}
    unread: Unread = {}
    half: dict[str, dict[str, Any]] = {}
    findings: list[Finding] = []
    for filled in register.lines:
        line, cell = lines.get(filled.key), next(iter(filled.cells.values()))[0]
        place = {"sheet": filled.sheet, "cell": cell}
        values, told = _read(filled, tell)
        if astray := _astray(filled, line, lines):
            findings.append(tell(labels.KEY_LOST, row=cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), what=astray, **place))
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
                one = Said(replace(opinion, stands=not changed and _stands(opinion, line)),
                           partial(_asked, line, changed, members, partial(tell, **place)))
                said[filled.key] = later(said[filled.key], one, tell, False) if filled.key in said else one
            elif values:
                half[filled.key] = values
                if "verdict" not in filled.cells:
                    unread[filled.key, "verdict"] = tell(labels.NO_VERDICT, name=shown(line.name, QUOTED),
                                                         about=shown(line.about, QUOTED), **place)
    return said, findings, unread, half


def _astray(filled: FilledLine, line: Line | None, lines: Mapping[str, Line]) -> str:
    """Why the key of a line does not tell whom it is about, "" where it does: it is lost, or the name that stands there is that
    of another line."""
    if not filled.key:
        return "đã mất mã đối chiếu ở cột ẩn"
    name = match_key(filled.name)
    if line is None or name in ("", match_key(line.name)) or name not in {match_key(other.name) for other in lines.values()}:
        return ""
    return f"tên ở hàng là “{shown(filled.name, QUOTED)}” mà mã đối chiếu ở cột ẩn là của “{shown(line.name, QUOTED)}”"


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
    """Whether the opinion may put somebody forward, or take somebody off: what its own votes or the evidence hold back needs a
    reason, and a row that was returned to its unit has nothing that could be put forward."""
    if fewer_for(opinion):
        return False
    if opinion.verdict != MET or line.status not in HELD_BACK:
        return True
    return line.status == "blocked" and bool(opinion.reason)


def _asked(line: Line, changed: bool, members: int, tell: Callable[..., Finding], opinion: Opinion) -> Iterator[Finding]:
    about = {"name": shown(line.name, QUOTED), "about": shown(line.about, QUOTED)}
    words = PROPOSAL_WORDS if opinion.key.split("|")[1] == PROPOSAL else STATUS_WORDS
    if changed:
        yield tell(labels.CHANGED, **about, verdict=opinion.verdict)
    if not opinion.reason:
        if opinion.verdict == MET and line.status in WEAK:
            yield tell(labels.MET_AGAINST, **about, evidence=words[line.status])
        elif opinion.verdict == UNMET and line.status in STRONG:
            yield tell(labels.UNMET_AGAINST, **about, evidence=words[line.status])
        elif opinion.verdict == UNCLEAR:
            yield tell(labels.UNCLEAR_WHAT, **about)
    if fault := vote_fault(opinion, members):
        yield tell(labels.VOTES_DIFFER, what=fault, or_reason="")
    if fault := fewer_for(opinion):
        yield tell(labels.VOTES_DIFFER, what=f"{fault}; ý kiến {WAITS}", or_reason=labels.OR_REASON)
