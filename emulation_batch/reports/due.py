"""When a unit's report is due, what that means at the time of the run, and how the unit has kept it so far this year."""

from collections.abc import Iterator
from datetime import datetime

from emulation_batch.batch import MonthData, UnitStanding
from emulation_batch.changes import tells_nothing
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.wording import EMPTY_UNIT, LATE_NIL, STANDING_WORDS, WAITING
from emulation_batch.vietnamese import format_datetime

TIMED = {"stored": " (thư không ghi ngày gửi, nên tính theo giờ thư được lưu ở Văn phòng Sở)",
         "forwarded": " (giờ của thư chuyển tiếp, không phải của thư bên trong)"}


def due_of(month: MonthData, unit: str) -> datetime:
    """The unit's own due time: the month's, or the day of an extension."""
    return month.registry.own(unit, month.period).due


def deadline(month: MonthData, unit: str) -> str:
    """What the due time means at the time of the run; an extension is told with its basis."""
    due, late, granted = due_of(month, unit), days_late(month, unit), month.registry.extension(unit, month.period.key)
    if month.sealed:
        return "Số liệu kỳ này đã chốt; phần sửa được ghi vào kỳ sau."
    extended = f" (gia hạn theo {granted.basis})" if granted else ""
    if late is None:
        return f"Hạn gửi của kỳ này: {moment(due)}{extended}."
    past = f"đã quá {late} ngày" if late else "đã qua trong hôm nay"
    return (f"Hạn gửi của kỳ này là {moment(due)}{extended}, {past}; tệp đến trước khi số liệu được chốt vẫn được tính vào kỳ "
            "này.")


def days_late(month: MonthData, unit: str) -> int | None:
    """Days from the unit's due day to that of the run, None while its due time has not passed."""
    due, now = due_of(month, unit).astimezone(VIETNAM_TIME), month.as_of.astimezone(VIETNAM_TIME)
    return (now.date() - due.date()).days if now > due else None


def came_late(month: MonthData, standing: UnitStanding) -> bool:
    """Whether the file that counts came after the unit's own due time, also one that declares nil."""
    file = standing.submission
    return standing.standing == "late" or (standing.standing == "nil" and file is not None
                                           and file.received.received_at > due_of(month, standing.unit))


def arrival(month: MonthData, standing: UnitStanding) -> str:
    """ "10:00 ngày 17/03/2022. Tệp đến sau hạn (17:00 ngày 16/03/2022)." of the file that counts, and which time that is."""
    received = standing.submission.received if standing.submission else None
    if received is None:
        return ""
    why = TIMED.get(received.timed, "")
    late = f" Tệp đến sau hạn ({moment(due_of(month, standing.unit))})." if came_late(month, standing) else ""
    return f"{moment(received.received_at)}{why}.{late}"


def behind(month: MonthData, standing: UnitStanding) -> bool:
    """Whether the unit is behind: late, or without anything usable after its own due time."""
    return came_late(month, standing) or (standing.standing in ("missing", "returned")
                                          and days_late(month, standing.unit) is not None)


def stands(month: MonthData, standing: UnitStanding) -> str:
    """How the unit stands for who reads a paper: WAITING where nothing came and its own due time has not come either."""
    waiting = standing.standing == "missing" and not behind(month, standing)
    return WAITING if waiting else standing.standing


def by_standing(month: MonthData) -> dict[str, list[str]]:
    """The names of the units of each standing, in their order."""
    groups: dict[str, list[str]] = {}
    for standing in month.standings:
        groups.setdefault(stands(month, standing), []).append(named(month, standing))
    return groups


def standing_told(month: MonthData, standing: UnitStanding) -> str:
    """The same in words, with the due time that is still to come."""
    told = EMPTY_UNIT if tells_nothing(standing) else STANDING_WORDS[stands(month, standing)]
    if standing.standing == "nil" and came_late(month, standing):
        return LATE_NIL
    return f"{told} ({moment(due_of(month, standing.unit))})" if stands(month, standing) == WAITING else told


def named(month: MonthData, standing: UnitStanding, among_late: bool = False) -> str:
    """The unit's name, with its own due time where an extension sets one and nothing in time has settled it; and that a nil
    report came late, but among units of which that is told already."""
    late = came_late(month, standing)
    nil = " – gửi sau hạn" if late and standing.standing == "nil" and not among_late else ""
    settled = (standing.standing in ("on_time", "nil") and not late) or not month.registry.extension(
        standing.unit, month.period.key)
    return one_line(standing.name) + nil + ("" if settled else f" – hạn riêng {moment(due_of(month, standing.unit))}")


def history(month: MonthData, unit: str) -> Iterator[str]:
    """One sentence on the closed months of this year, without a reproach; nothing in the first month."""
    book, year = month.lateness, month.period.key[:4]
    if book is None:
        return
    mine = book[(book["unit"] == unit) & (book["month"] < month.period.key) & (book["month"].str[:4] == year)]
    if len(mine) and mine["on_time"].all():
        yield f"Các kỳ đã chốt của năm {year}, đơn vị đều gửi đúng hạn ({len(mine)} kỳ)."
    elif len(mine):
        yield (f"Các kỳ đã chốt của năm {year}: đơn vị đã gửi {int(mine['received'].sum())}/{len(mine)} kỳ, đúng hạn "
               f"{int(mine['on_time'].sum())} kỳ.")


def moment(at: datetime) -> str:
    """ "17:00 ngày 16/03/2022", in Vietnam's time."""
    return format_datetime(at.astimezone(VIETNAM_TIME))
