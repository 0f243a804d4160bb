"""C23x to C25x: numbers that cannot be read, and numbers and dates out of their bounds."""

from datetime import timedelta

from emulation_batch.vietnamese import maybe_swapped
from precision.spelling import day_first
from precision.spots import AMOUNTS, Place, Planter, Spot, columns
from precision.workbooks import DoesNotFit

EVENT, ATTEMPT = "ngay_su_kien", "lan_nop"


def c231(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("12,5 triệu", "12 triệu đồng", "500 nghìn", "1 tỷ", "20tr", "15 USD")))


def c232(spot: Spot) -> list[Place]:
    return spot.typed("1.200" if spot.column.type == "decimal" else "1,500")


def c233(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice((1.5, 12500000.25, "1.500.000,5")))


def c234(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("nhiều", "không rõ", "xem biên bản", "=A1+B1")))


def c235(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("1.500.00", "15.00.000", "1..500")))


def c236(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("12 hộ", "12 người", "3 ngày")) if spot.column.key != ATTEMPT else "3 lần")


def c238(spot: Spot) -> list[Place]:
    return _lowered(spot, -5000 if spot.column.type == "money" else -5)


def c251(spot: Spot) -> list[Place]:
    return _lowered(spot, 0)


def _lowered(spot: Spot, value: int) -> list[Place]:
    """A number below its least; where another cell may not exceed it, that cell exceeds it now (R301)."""
    if spot.on_form:
        return spot.typed(value)
    row = spot.row()
    row[spot.column.key] = value
    below = [column.key for column in spot.sheet.columns if column.at_most == spot.column.key and row.get(column.key) is not None]
    number = spot.put(row, *below)
    return [spot.at(number), *(spot.at(number, code="R301", column=key) for key in below)]


def c252(spot: Spot) -> list[Place]:
    """More days than a month has are also more than the window has (A305)."""
    if spot.column.key != "so_ngay":
        return spot.typed(spot.column.max + 1)
    row = spot.row()
    person = row["can_bo"].rpartition(" | ")[2]
    if ("too many", person) in spot.month.proposed:
        raise DoesNotFit
    spot.month.proposed.add(("too many", person))
    row["so_ngay"] = spot.column.max + 1
    number = spot.put(row)
    return [spot.at(number), spot.at(number, code="A305", column="can_bo")]


def c253(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice((1.3, "1,25", 2.75)))


def c254(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice((0, 500, "999", 12)))


def c255(spot: Spot) -> list[Place]:
    kind, bound = spot.kind(), (spot.column.at_most,) if spot.column.at_most else ()
    spot.alone_in(kind, spot.column.key, *bound)
    row = spot.row(kind, bound)
    row[spot.column.key] = int(spot.column.ask_above) + 1
    if spot.column.at_most:
        row[spot.column.at_most] = row[spot.column.key]
    return [spot.at(spot.put(row))]


def c241(spot: Spot) -> list[Place]:
    row = spot.row(spot.kind(spot.column.required_for) if spot.column.required is not True else "")
    day = spot.random.choice(spot.outside())
    if "so_ngay" in row:
        day = spot.month.claim(row["can_bo"].rpartition(" | ")[2], row["so_ngay"], spot.outside())
    _alone(spot, row)
    row[spot.column.key] = spot.random.choice((day, day_first(day)))
    return [spot.at(spot.put(row))]


def _alone(spot: Spot, row: dict) -> None:
    """Take out the dates that must not lie before this one."""
    for column in spot.sheet.columns:
        if column.not_before == spot.column.key:
            row.pop(column.key, None)


def c242(spot: Spot) -> list[Place]:
    first, last = spot.month.period.from_, spot.month.period.to
    year = timedelta(days=366)
    days = [day for day in spot.month.working_days(first - year, last + year) if maybe_swapped(day, (first, last))]
    row = spot.row(spot.kind(spot.column.required_for) if spot.column.required is not True else "")
    day = spot.random.choice(days)
    if "so_ngay" in row:
        day = spot.month.claim(row["can_bo"].rpartition(" | ")[2], row["so_ngay"], tuple(days))
    _alone(spot, row)
    row[spot.column.key] = day
    return [spot.at(spot.put(row))]


def c243(spot: Spot) -> list[Place]:
    """A day after the movement; of an event one before it, and a year typed too early is told of the deadline too."""
    movement = spot.month.definition.movement
    late, early = movement.to + timedelta(days=200), movement.from_ - timedelta(days=3000)
    if spot.on_form or spot.column.not_before:
        return spot.typed(late)
    if spot.column.key == EVENT:
        return spot.typed(early)
    row = spot.row(fill=("ngay_hoan_thanh", "so_ky_hieu"))
    row[spot.column.key] = spot.random.choice((late, early))
    number = spot.put(row)
    if row[spot.column.key] == late:
        return [spot.at(number)]
    return [spot.at(number), spot.at(number, code="R303"), spot.at(number, code="R304", column="ngay_hoan_thanh")]


PLANTERS = (
    Planter("C231", columns(lambda column: column.type == "money"), c231),
    Planter("C232", columns(lambda column: column.type in AMOUNTS), c232),
    Planter("C233", columns(lambda column: column.type == "money"), c233),
    Planter("C234", columns(lambda column: column.type in AMOUNTS), c234),
    Planter("C235", columns(lambda column: column.type in AMOUNTS), c235),
    Planter("C236", columns(lambda column: column.type in ("integer", "decimal")), c236),
    Planter("C237", columns(lambda column: column.type in AMOUNTS), lambda spot: spot.typed("9" * 17)),
    Planter("C238", columns(lambda column: column.type in AMOUNTS), c238),
    Planter("C239", columns(lambda column: column.type == "integer"), lambda spot: spot.typed(2.5)),
    Planter("C241", columns(lambda column: column.type == "date" and column.window == "period"), c241),
    Planter("C242", columns(lambda column: column.type == "date" and column.window == "period"), c242),
    Planter("C243", columns(lambda column: column.type == "date" and column.window != "period"), c243),
    Planter("C251", columns(lambda column: (column.min or 0) > 0), c251),
    Planter("C252", columns(lambda column: column.max is not None), c252),
    Planter("C253", columns(lambda column: column.step), c253),
    Planter("C254", columns(lambda column: column.ask_below is not None), c254),
    Planter("C255", columns(lambda column: column.ask_above is not None), c255),
)
