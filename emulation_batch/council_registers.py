"""Registers that come back from the Council: where they lie, and what they say of this month and of sealed ones.

What reads them is imported where there is something to read: most runs and reviews find nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emulation_batch import ledger, run_folder
from emulation_batch.batch import Judged, RawBook, Received, Submission
from emulation_batch.council import PROPOSALS_SHEET, Council, FilledRegister, Meeting, Opinion
from emulation_batch.council_keys import Marks, proposal_keys
from emulation_batch.findings import Finding, shown, word
from emulation_batch.periods import Month, Period, Span, parse_month
from emulation_batch.rewarded import words_of
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import Workspace

if TYPE_CHECKING:
    from pandas import DataFrame

REGISTER, COPIES = "register.xlsx", "copies"
Row = Mapping[str, Any]


def lay_aside(workspace: Workspace, month: Month) -> list[Path]:
    """Where registers of the Council lie for a run. First a register that was filled in in its own place, in this run folder or
    a sealed one, is copied there: nothing a person wrote may be lost, and a run folder is written anew. CannotWrite when the
    copy fails."""
    for name in (*ledger.sealed_months(workspace.output), str(month)):
        _keep_filled(workspace, name)
    return laid(workspace, month)


def laid(workspace: Workspace, month: Month) -> list[Path]:
    """`hoi_dong/<period>`, and files in the folders of sealed months that no sealed month has read."""
    sealed = ledger.sealed_months(workspace.output)
    folders = {name: workspace.council_of(name) for name in sealed}
    there = [path for folder in folders.values() if folder.is_dir() for path in sorted(folder.iterdir()) if path.is_file()]
    read = {file["sha256"] for name in (sealed if there else ())
            for file in ledger.manifest_of(workspace.output / name)["files"]}
    own = workspace.council_of(month)
    return [*([own] if own.is_dir() else []), *(path for path in there if sha256_of(path) not in read)]


def laid_for(workspace: Workspace, key: str) -> list[Path]:
    """Where registers lie for the review of a span: `hoi_dong/<span>`, if there is one; a register that was filled in in the
    review's own folder is copied there first. CannotWrite when the copy fails."""
    _keep_filled(workspace, key)
    folder = workspace.council_of(key)
    return [folder] if folder.is_dir() else []


def of_span(workspace: Workspace, key: str, room: Path) -> list[Received]:
    """What lies there, with everything inside mails and archives. CannotWrite when the room cannot take it."""
    laid = laid_for(workspace, key)
    if not laid:
        return []
    from emulation_batch import intake

    try:
        return intake.unpack(intake.gather(laid), room)
    except OSError as error:
        raise run_folder.cannot_write(room, error) from error


def _keep_filled(workspace: Workspace, name: str) -> None:
    folder = workspace.output / name
    for register in (folder / REGISTER, *sorted((folder / COPIES).glob("*.xlsx"))):
        _copy(folder, register, workspace.council_of(name))


def _copy(of_run: Path, register: Path, folder: Path) -> None:
    """Copy a register that is no longer what its run wrote, under a name of its content, with its time."""
    if not register.is_file() or register.name.startswith(ledger.OPEN_IN_OFFICE) or not run_folder.changed(
            of_run, register.relative_to(of_run).as_posix()):
        return
    copy = folder / f"so_theo_doi_{sha256_of(register)[:12]}.xlsx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = copy.with_name(f".{copy.name}.tmp")
        shutil.copy2(register, draft)
        draft.replace(copy)
    except OSError as error:
        raise run_folder.cannot_write(copy, error) from error


def heard(workspace: Workspace, period: Period, submissions: Sequence[Submission], books: dict[str, RawBook],
          now: tuple[Judged, DataFrame, DataFrame], as_of: datetime) -> tuple[Council, list[Finding]]:
    """What the Council wrote into registers that came back, of this month and of sealed ones. now: the month's checks, results
    and proposals."""
    from emulation_batch import hearing

    filled = _filled(submissions, books)
    judged, results, proposed = now
    marks = Marks(period.key, judged, results, proposed)
    months = {period.key: hearing.Known(results, proposed, period.to, _members(workspace, period), marks)}
    sealed = set(ledger.sealed_months(workspace.output)) if filled else set()
    for month in sorted({book.period for _, book in filled} & sealed - {period.key}):
        made = [ledger.load_made(workspace.output, month, name) for name in ("results", "proposals")]
        then = workspace.period(parse_month(month))
        if made[0] is not None and made[1] is not None:
            months[month] = hearing.Known(made[0], made[1], then.to, _members(workspace, then))
    before = {month: known for month, known in months.items() if month != period.key}
    recorded = list(_recorded(workspace, sorted(sealed), before))
    council, findings = hearing.hear(filled, months, period.key, as_of, workspace.definition,
                                     recorded=[said for _, said in recorded])
    departing = hearing.departing(council.earlier, before, {said.key: said for made, said in recorded if made == said.period},
                                  {said.key: said for _, said in recorded})
    return replace(council, marks=marks, departing=departing), findings


def _recorded(workspace: Workspace, sealed: Sequence[str], of: Collection[str]) -> Iterator[tuple[str, Opinion]]:
    """The opinions on these months that sealed months hold, each with the month that holds it, in the order in which they
    became known."""
    for row in ledger.all_rows_made(workspace.output, sealed, "decisions") if of else ():
        if row["period"] in of:
            yield row["made"], _opinion(row)


def _opinion(row: Row) -> Opinion:
    """A line of records/decisions.parquet."""
    told = {name: row[name] for name in Opinion.__dataclass_fields__ if name in row}
    day = row["day"].date() if row["day"] else None
    return Opinion(**told, meeting=Meeting(day=day, minutes=row["minutes"], entered_by=row["entered_by"]))


def with_reviews(workspace: Workspace, council: Council, reviewed: Sequence[Row], months: Sequence[str]) -> Council:
    """The same with earlier opinions on reviews; those that take back what a sealed month printed are told by the first month
    that knows them. months: the sealed ones before it."""
    if not reviewed:
        return council
    known = {_news(row) for row in ledger.all_rows_made(workspace.output, months, "reviewed")}
    new = [_opinion(row) for row in reviewed if _news(row) not in known]
    return replace(council, reviewed=tuple(reviewed), departing=(*council.departing, *_reversing(workspace, new, months)))


def _news(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("period", "key", "verdict", "stands"))


def _reversing(workspace: Workspace, said: Sequence[Opinion], months: Sequence[str]) -> tuple[Opinion, ...]:
    from emulation_batch import hearing

    told = {before.key: before for _, before in _recorded(workspace, months, months if said else ())}
    return hearing.reversing(said, told, lambda key: workspace.span(key).months)


def heard_of_span(workspace: Workspace, span: Span, received: Sequence[Received], now: tuple[Judged, DataFrame, DataFrame],
                  as_of: datetime, season: str) -> tuple[Council, list[Submission], list[Finding]]:
    """The same for a review: what the Council wrote into its registers, the outcome of each file, and what is to be asked.
    season: the kind of proposals that its papers tell. Without files nothing is opened."""
    definition, (judged, results, proposed) = workspace.definition, now
    marks = Marks(span.key, judged, results, proposed)
    if not received:
        return Council(marks=marks), [], []
    from emulation_batch import hearing, intake, reading

    books = reading.read_all(received, definition, workers=1)
    submissions, found = intake.settle(received, books, definition, workspace.registry, span)
    known = hearing.Known(results, proposed, span.to, _members(workspace, span), marks)
    kinds = zip(proposal_keys(span.key, proposed), proposed["kind"], strict=True)
    untold = frozenset(key for key, kind in kinds if kind != season)
    council, asked = hearing.hear(_filled(submissions, books), {span.key: known}, span.key, as_of, definition, untold)
    elsewhere = _out_of_season(span.key, council, submissions)
    reversing = _reversing(workspace, council.told, ledger.sealed_months(workspace.output))
    return replace(council, marks=marks, departing=reversing), submissions, [*found, *asked, *elsewhere]


def _out_of_season(key: str, council: Council, submissions: Sequence[Submission]) -> Iterable[Finding]:
    """Opinions on proposals that no paper of a review tells: nothing that the Council wrote is passed over."""
    from emulation_batch.hearing.hear import QUOTED
    from emulation_batch.hearing.labels import OUT_OF_SEASON

    names = {item.received.sha256: item.received.name for item in submissions}
    return [word(OUT_OF_SEASON, period=key, file=names[said.file], sheet=PROPOSALS_SHEET, cell=said.cell,
                 name=shown(said.name, QUOTED), about=shown(said.about, QUOTED), verdict=said.verdict)
            for said in council.opinions if said.key in council.untold]


def _filled(submissions: Sequence[Submission], books: dict[str, RawBook]) -> list[tuple[Received, FilledRegister]]:
    """The registers among what arrived, in the order received."""
    ordered = sorted(submissions, key=lambda item: (item.received.received_at, item.received.sha256))
    return [(item.received, book.register) for item in ordered if item.outcome == "set_aside"
            and (book := books.get(item.received.sha256)) and book.register]


def said_before(workspace: Workspace, months: Sequence[str], reviewed: Iterable[Row] = ()) -> dict[str, str]:
    """The Council's words on nominations of sealed months, by their key; a later month may have heard more. reviewed: its
    opinions on reviews, which count for the nominations of each of their months."""
    said = words_of(ledger.all_rows_made(workspace.output, months, "decisions"))
    for row in reviewed:
        words = f"{words_of([row])[row['key']]}, khi xét {row['period']}"
        for month in workspace.span(row["period"]).months:
            key = f"{month}|{row['key'].partition('|')[2]}"
            said[key] = f"{said[key]}; {words}" if key in said else words
    return said


def reviewed_before(workspace: Workspace, months: Sequence[str]) -> list[dict[str, Any]]:
    """The Council's opinions on reviews that were made of these sealed months alone, as records/decisions.parquet has them; a
    month that is built again takes those it kept, as a review may be made anew at any time."""
    if workspace.made_with:
        return ledger.rows_made(workspace.output, workspace.made_with.parent.name, "reviewed")
    found: list[dict[str, Any]] = []
    for folder, manifest in reviews(workspace) if months else ():
        if manifest.get("newest_seal", {}).get("period", "9") <= months[-1]:
            found += ledger.rows_made(workspace.output, folder.name, "decisions")
    return found


def reviews(workspace: Workspace) -> list[tuple[Path, dict[str, Any]]]:
    """The folders of the reviews that stand, with their manifests, by name."""
    folders = sorted(workspace.output.iterdir()) if workspace.output.is_dir() else []
    return [(folder, manifest) for folder in folders
            if (manifest := ledger.read_json(folder / ledger.MANIFEST) or {}).get("span") == folder.name]


def _members(workspace: Workspace, period: Period) -> int:
    return sum(member.active(period.to) for member in workspace.registry.council)
