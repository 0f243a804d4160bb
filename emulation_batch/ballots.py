"""Numbers of a ballot that cannot be: they are asked about (H410), and papers leave them blank for a person."""

from collections.abc import Iterator

from emulation_batch.council import MET, Meeting, Opinion
from emulation_batch.findings import shown

QUOTED = 30


def ballot_faults(meeting: Meeting, members: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What does not add up, in words, and the fields of the meeting that are in doubt for it."""
    present, issued, collected, valid, invalid = (
        meeting.present, meeting.issued, meeting.collected, meeting.valid, meeting.invalid)
    counted = {name: (words, number) for name, words, number in (
        ("present", "có mặt", present), ("issued", "phát ra", issued), ("collected", "thu về", collected),
        ("valid", "hợp lệ", valid)) if number is not None}
    above = [name for name, (_, number) in counted.items() if number > members]
    beyond = [name for name, (_, number) in counted.items() if present is not None and present < number <= members]
    for names, most in ((above, f"{members} thành viên trong danh mục"), (beyond, f"{present} người có mặt")):
        if names:
            told = ", ".join(f"{words} {number}" for words, number in map(counted.__getitem__, names))
            yield f"{told}, nhiều hơn {most}", tuple(names)
    if issued is not None and collected is not None and collected > issued:
        yield f"thu về {collected}, nhiều hơn phát ra {issued}", ("issued", "collected")
    if collected is not None and valid is not None and invalid is not None and valid + invalid != collected:
        yield (f"thu về {collected}, nhưng hợp lệ {valid} và không dùng được {invalid}", ("collected", "valid", "invalid"))
    elif collected is not None and valid is not None and valid > collected:
        yield f"hợp lệ {valid}, nhiều hơn thu về {collected}", ("collected", "valid")


def in_doubt(meeting: Meeting, members: int) -> set[str]:
    """The fields of the meeting that are in doubt."""
    return {name for _, names in ballot_faults(meeting, members) for name in names}


def vote_fault(opinion: Opinion, members: int) -> str:
    """Why the votes on one candidate cannot be, in words; "" when they can."""
    cast = (opinion.votes_for or 0) + (opinion.votes_against or 0)
    limits = ((opinion.meeting.valid, "phiếu hợp lệ"), (opinion.meeting.present, "người có mặt"), (members, "thành viên"))
    limit = next(((number, words) for number, words in limits if number is not None and cast > number), None)
    if limit is None:
        return ""
    return f"“{shown(opinion.name, QUOTED)}” có {cast} phiếu, nhiều hơn {limit[0]} {limit[1]}"


def fewer_for(opinion: Opinion) -> str:
    """That somebody is put forward, without a reason, by nobody or by fewer votes for than against, in words; "" else. No
    share is asked for."""
    given, against = opinion.votes_for, opinion.votes_against or 0
    if opinion.verdict != MET or opinion.reason or given is None or given >= max(against, 1):
        return ""
    cast = f"tán thành {given}, ít hơn không tán thành {against}" if against else "không có phiếu tán thành nào"
    return f"“{shown(opinion.name, QUOTED)}” ghi {MET}, {cast}"
