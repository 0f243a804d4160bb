"""The sheet of the meeting: its cells read strictly, its numbers held against each other. A share is never typed: it is made
from whole numbers, on the number of all members (domain.md 2.4)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from emulation_batch.council import BALLOTS, MEETING_FIELDS, MEETING_SHEET, FilledRegister, Meeting, Opinion
from emulation_batch.findings import Finding, shown
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
        return closest(text, BALLOTS) or text, None
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
    for what in _ballots(meeting, members):
        yield labels.VOTES_DIFFER, {"what": what}


def _ballots(meeting: Meeting, members: int) -> Iterator[str]:
    present, issued, collected = meeting.present, meeting.issued, meeting.collected
    if present is not None and present > members:
        yield f"có mặt {present}, nhiều hơn {members} thành viên trong danh mục"
    if issued is not None and collected is not None and collected > issued:
        yield f"thu về {collected}, nhiều hơn phát ra {issued}"
    if collected is not None and meeting.valid is not None and meeting.invalid is not None \
            and meeting.valid + meeting.invalid != collected:
        yield f"thu về {collected}, nhưng hợp lệ {meeting.valid} và không dùng được {meeting.invalid}"


def vote_fault(opinion: Opinion, members: int) -> str:
    """Why the votes on one candidate cannot be, in words; "" when they can."""
    cast = (opinion.votes_for or 0) + (opinion.votes_against or 0)
    limits = ((opinion.meeting.valid, "phiếu hợp lệ"), (opinion.meeting.present, "người có mặt"), (members, "thành viên"))
    limit = next(((number, words) for number, words in limits if number is not None and cast > number), None)
    if limit is None:
        return ""
    return f"“{shown(opinion.name, 30)}” có {cast} phiếu, nhiều hơn {limit[0]} {limit[1]}"
