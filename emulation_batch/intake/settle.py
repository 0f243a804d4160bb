"""One outcome for every file received, by what it holds and never by its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from emulation_batch.batch import RawBook, Received, Submission
from emulation_batch.council import FilledRegister
from emulation_batch.definition import Definition
from emulation_batch.findings import Finding, Label, as_sent, shown, word
from emulation_batch.intake import labels
from emulation_batch.intake.gather import CLAIMS, WORKBOOK_SUFFIXES
from emulation_batch.intake.standing import without_rows
from emulation_batch.periods import MONTH, Period
from emulation_batch.recognise import Names
from emulation_batch.registry import Registry
from emulation_batch.vietnamese import Reading, read_integer, read_month

WORKBOOK_KINDS = ("", "xlsx", "xlsm", "xlsb", "xls", "ods", "numbers", "encrypted")
CONTAINER_KINDS = {"zip": "Tệp nén", "archive": "Tệp nén", "mail": "Thư lưu thành tệp"}
EMPTY = "Tệp trống: không có dòng kết quả nào, cũng không khai không phát sinh; trả lại đơn vị."
SET_ASIDE = (labels.LOCK_FILE.code, labels.FOLDER.code)
_BY_CODE = {label.code: label for label in labels.LABELS}


@dataclass
class _Case:
    """One file on its way to its outcome: none yet means usable. month is the batch's, period the file's own; empty: it has no
    rows and declares nothing."""

    received: Received
    month: str
    rows: int = 0
    unit: str = ""
    period: str = ""
    attempt: int | None = None
    empty: bool = False
    outcome: str = ""
    code: str = ""
    reason: str = ""

    def close(self, outcome: str, label: Label, **words: Any) -> Finding:
        """Give the file its outcome, and the finding that says so."""
        worded = word(label, unit=self.unit, period=self.month, file=self.received.name, **words)
        self.outcome, self.code, self.reason = outcome, label.code, worded.message
        return worded

    def submission(self) -> Submission:
        taken = EMPTY if self.empty else f"Được dùng cho kỳ {self.period}."
        return Submission(self.received, self.unit, self.period, self.attempt, self.outcome or "accepted", self.code,
                          self.reason or taken, self.rows)


def settle(received: Sequence[Received], books: dict[str, RawBook], definition: Definition, registry: Registry,
           period: Period) -> tuple[list[Submission], list[Finding]]:
    """One submission for every file, in the order received, and the findings of files that were refused or need a word.

    Of identical contents the first received is kept. Of a unit's usable workbooks the highest attempt is accepted; of
    equal attempts the last received (then the larger hash), with a query. The faults inside accepted books are not here, nor
    those of a refused file that its unit has made good since: they are in that file's reason.
    """
    names = Names(registry, period.to)
    cases = [_Case(item, period.key) for item in received]
    told: list[tuple[_Case, list[Finding]]] = []
    first: dict[str, _Case] = {}
    for case in sorted(cases, key=lambda case: (case.received.received_at, case.received.name)):
        item = case.received
        if item.problem:
            told.append((case, _problem(case)))
            continue
        case.rows = 0 if item.opened else books[item.sha256].row_count
        if item.size and item.sha256 in first:
            case.close("duplicate", labels.DUPLICATE, other=shown(as_sent(first[item.sha256].received.name), 80))
            continue
        first[item.sha256] = case
        told.append((case, _container(case) if item.opened
                     else _examine(case, books[item.sha256], definition, registry, names, period)))
    for case in cases:
        if case.outcome == "duplicate":
            kept = first[case.received.sha256]
            case.unit, case.period, case.attempt = kept.unit, kept.period, kept.attempt
    usable = [case for case in cases if not case.outcome]
    findings = _choose(usable)
    held = {case.unit: case for case in usable if not case.outcome}
    for case in cases:
        if case.code == labels.OTHER_PERIOD.code and case.unit in held:
            earlier = labels.PASSED if case.period < period.key else ""
            case.reason += f" {labels.TO_MOVE.format(theirs=shown(case.period, 20))}{earlier}."
    findings += [found for case, own in told if not _made_good(case, held.get(case.unit)) for found in own]
    findings += [found for case in usable if not case.outcome for found in _compare_sender(case, registry, period)]
    return [case.submission() for case in cases], sorted(findings, key=lambda item: (item.file, item.code, item.sheet))


def _problem(case: _Case) -> list[Finding]:
    """A file whose bytes were not taken."""
    label = _BY_CODE[case.received.problem]
    claims = case.received.suffix in CLAIMS or label is labels.WRAPPED
    aside = label.code in SET_ASIDE or not claims
    found = case.close("set_aside" if aside else "refused", label, what=case.received.what or "hệ điều hành không cho đọc")
    return [] if aside else [found]


def _container(case: _Case) -> list[Finding]:
    """A mail, mailbox or archive: set aside once opened, refused when it may not or cannot be."""
    label = _BY_CODE[case.received.opened]
    found = case.close("refused" if label.severity == "error" else "set_aside", label, count=case.received.inside,
                       what=case.received.what)
    return [] if label.severity == "notice" else [found]


def _compare_sender(case: _Case, registry: Registry, period: Period) -> list[Finding]:
    """A query when the accepted workbook came by a mail from an address that the registry does not give for its unit."""
    sender, unit = case.received.sender, registry.unit(case.unit, period.to)
    if not sender or unit is None or sender.casefold() in {address.casefold() for address in unit.emails}:
        return []
    return [word(labels.OTHER_SENDER, unit=case.unit, period=case.period, file=case.received.name, value=sender,
                 sender=shown(sender, 50), unit_name=shown(unit.short or unit.name, 40))]


def _examine(case: _Case, book: RawBook, definition: Definition, registry: Registry, names: Names,
             period: Period) -> list[Finding]:
    """Kind, faults, unit, period and attempt of one file, in this order; the first that fails closes it."""
    if book.register:
        return _register(case, book.register, period)
    errors = [item for item in book.faults if item.severity == "error"]
    if book.kind not in WORKBOOK_KINDS and case.received.suffix not in WORKBOOK_SUFFIXES:
        return _aside(case, book)
    form = form_values(book, definition)
    case.unit = book.stamp.unit if registry.unit(book.stamp.unit, period.to) else ""
    case.unit = case.unit or names.unit(str(form.get("unit", ""))).value or ""
    case.period = book.stamp.period or read_month(form.get("period", "")).value or ""
    case.attempt = _attempt(form).value
    if errors:
        case.outcome, case.code, case.reason = "refused", errors[0].code, errors[0].message
        return [Finding(item.code, item.severity, case.unit, period.key, case.received.name, item.sheet, item.cell, "",
                        item.value, item.message, item.mend) for item in book.faults]
    case.empty = without_rows(book, definition) == "returned"
    found = _wrong_unit(case, book, form, registry, names, period) or _wrong_period(case, book, form, period)
    return [found] if found else _read_attempt(case, form, book, definition)


def _register(case: _Case, register: FilledRegister, period: Period) -> list[Finding]:
    """A register that came back from the Council is no submission: set aside and read; refused when of a later month, or
    of another span."""
    case.period = register.period or period.key
    months = MONTH.match(case.period) and MONTH.match(period.key)
    if case.period > period.key if months else case.period != period.key:
        command = "run" if MONTH.match(case.period) else "review"
        return [case.close("refused", labels.OTHER_REGISTER, theirs=case.period, ours=period.title, command=command)]
    case.close("set_aside", labels.REGISTER, theirs=case.period, count=sum("verdict" in line.cells for line in register.lines))
    return []


def _aside(case: _Case, book: RawBook) -> list[Finding]:
    what = next((item.words.get("what", "") for item in book.faults), "") or "loại tệp không rõ"
    if book.kind in CONTAINER_KINDS and case.received.suffix in CLAIMS:
        return [case.close("refused", labels.CONTAINER, what=CONTAINER_KINDS[book.kind])]
    case.close("set_aside", labels.NOT_A_WORKBOOK, what=what)
    return []


def form_values(book: RawBook, definition: Definition) -> dict[str, Any]:
    """Values of the form by the type of their field (unit, period), and the whole form under its keys."""
    sheet = book.sheets.get(definition.form.key)
    values = dict(sheet.rows[0][1]) if sheet and sheet.rows else {}
    by_type = {column.type: values[column.key] for column in definition.form.columns
               if column.type in ("unit", "period") and column.key in values}
    return values | by_type


def _wrong_unit(case: _Case, book: RawBook, form: dict[str, Any], registry: Registry, names: Names,
                period: Period) -> Finding | None:
    typed = str(form.get("unit", ""))
    seen = names.unit(typed) if typed else None
    if not case.unit:
        said = book.stamp.unit or typed
        near = f" Có phải là “{shown(seen.proposal, 40)}”?" if seen and seen.proposal else ""
        return case.close("refused", labels.UNKNOWN_UNIT, what=f" “{shown(said, 40)}”" if said else "", near=near, value=said)
    if seen and seen.value and seen.value != case.unit:
        return case.close("refused", labels.UNIT_DIFFERS, ours=case.unit, theirs=seen.value, value=typed)
    unit = registry.unit(case.unit, period.to)
    if unit is None or not unit.active(period.to):
        return case.close("refused", labels.INACTIVE_UNIT, unit_name=shown(unit.name if unit else case.unit),
                          period_name=period.key, value=case.unit)
    return None


def _wrong_period(case: _Case, book: RawBook, form: dict[str, Any], period: Period) -> Finding | None:
    typed = form.get("period", "")
    seen = read_month(typed).value
    if not case.period:
        what = f" “{shown(typed, 40)}”" if typed else ""
        return case.close("refused", labels.UNKNOWN_PERIOD, what=what, value=typed)
    if seen and seen != case.period:
        return case.close("refused", labels.PERIOD_DIFFERS, ours=case.period, theirs=seen, value=typed)
    if case.period != period.key:
        return case.close("refused", labels.OTHER_PERIOD, ours=period.key, theirs=shown(case.period, 20), value=case.period)
    return None


def _read_attempt(case: _Case, form: dict[str, Any], book: RawBook, definition: Definition) -> list[Finding]:
    """`lan_nop`: blank or unclear counts as the first, and so does a form without it."""
    if not definition.form.has("lan_nop"):
        case.attempt = 1
        return []
    sheet = book.sheets.get(definition.form.key)
    value = form.get("lan_nop", "")
    reading = _attempt(form)
    if reading.value:
        return []
    case.attempt = 1
    label = labels.ATTEMPT_BLANK if reading.note == "empty" else labels.ATTEMPT_UNCLEAR
    return [word(label, unit=case.unit, period=case.period, file=case.received.name, sheet=sheet.name if sheet else "",
                 cell=sheet.cells.get("lan_nop", "") if sheet else "", column="lan_nop", value=value)]


def _attempt(form: dict[str, Any]) -> Reading:
    """The number of the sending that a form tells: from 1, else none."""
    reading = read_integer(form.get("lan_nop", ""))
    return reading if (reading.value or 1) > 0 else Reading(None, "negative")


def _made_good(case: _Case, held: _Case | None) -> bool:
    """Whether a refused file asks nothing of its unit, whose workbook holds: it is history, neither sent after that one nor as
    a later attempt; or it is of another month, and the Office moves it."""
    history = held is not None and (case.attempt or 1) <= (held.attempt or 1) and (
        case.received.received_at <= held.received.received_at)
    return held is not None and case.outcome == "refused" and (history or case.code == labels.OTHER_PERIOD.code)


def _choose(usable: Iterable[_Case]) -> list[Finding]:
    """Accept one workbook of each unit; the others are superseded."""
    by_unit: dict[str, list[_Case]] = {}
    for case in usable:
        by_unit.setdefault(case.unit, []).append(case)
    findings = []
    for cases in by_unit.values():
        *others, best = sorted(cases, key=lambda case: (case.attempt or 1, case.received.received_at, case.received.sha256))
        for case in others:
            case.close("superseded", labels.SUPERSEDED, other=shown(as_sent(best.received.name), 80), attempt=best.attempt)
        ties = sum(case.attempt == best.attempt for case in cases)
        if ties > 1:
            findings.append(word(labels.SAME_ATTEMPT, unit=best.unit, period=best.period, file=best.received.name,
                                 value=best.attempt, count=ties, attempt=best.attempt))
    return findings
