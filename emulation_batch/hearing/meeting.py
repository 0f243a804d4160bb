"""The sheet of the meeting: its cells read strictly, its numbers held against each other. A share is never typed: it is made
from whole numbers, on the number of all members."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from emulation_batch.ballots import ballot_faults
from emulation_batch.council import BALLOTS, MEETING_FIELDS, MEETING_SHEET, FilledRegister, Meeting
from emulation_batch.findings import Finding
from emulation_batch.hearing import labels
from emulation_batch.vietnamese import clean, closest, format_date, read_date, read_integer

Tell = Callable[..., Finding]


def read_meeting(register: FilledRegister, tell: Tell) -> tuple[Meeting, list[Finding]]:
    """What the sheet says; a cell that cannot be read is left out and told. tell: words a label for the register's file."""
    values: dict[str, Any] = {}
    found: list[Finding] = []
    for item in MEETING_FIELDS:
        if item.key not in register.meeting:
            continue
        cell, typed = register.meeting[item.key]
        value, label = _read(item.type, typed)
        if label is not None:
            found.append(tell(label, sheet=MEETING_SHEET, cell=cell, column=item.label, value=typed))
        elif value is not None:
            values[item.key] = value
    missing = [item.label.lower() for item in MEETING_FIELDS if item.required and item.key not in register.meeting]
    if missing:
        found.append(tell(labels.MEETING_LACKS, sheet=MEETING_SHEET, what=", ".join(missing)))
    return Meeting(**values), found


def _read(kind: str, typed: Any) -> tuple[Any, Any]:
    if kind == "date":
        day = read_date(typed).value
        return (day, None) if day else (None, labels.NOT_A_DAY)
    if kind == "number":
        return read_count(typed)
    text = " ".join(clean(str(typed)).split())
    if kind == "choice":
        ballot = closest(text, BALLOTS)
        return ballot, None if ballot else labels.UNKNOWN_BALLOT
    return text, None


def read_count(typed: Any) -> tuple[int | None, Any]:
    """A whole number from 0 on, or the label that says it is none."""
    number = read_integer(typed).value
    return (number, None) if number is not None and number >= 0 else (None, labels.NOT_A_NUMBER)


def meeting_faults(meeting: Meeting, first: date, as_of: datetime, members: int) -> Iterator[tuple[Any, dict[str, str]]]:
    """(label, words) of a day that cannot be and of ballots that do not add up. first: the earliest day the month was known."""
    if meeting.day and meeting.day > as_of.date():
        yield labels.ODD_DAY, {"day": format_date(meeting.day), "what": "ở sau lúc tổng hợp"}
    elif meeting.day and meeting.day < first:
        yield labels.ODD_DAY, {"day": format_date(meeting.day), "what": f"ở trước khi kỳ kết thúc ({format_date(first)})"}
    for what, _ in ballot_faults(meeting, members):
        yield labels.VOTES_DIFFER, {"what": what, "or_reason": ""}
