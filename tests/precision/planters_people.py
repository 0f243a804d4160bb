"""A301 to A308 and A319: people and candidates against the registry, and against what else is told of them."""

from precision.offices import busy, gone, quiet
from precision.spots import Place, Planter, Spot, columns, on
from precision.workbooks import DoesNotFit

NAMED = ("person", "candidate")


def _candidate(spot: Spot, row: dict, code: str, name: str) -> None:
    """Put a candidate into a row of the proposals, once for each kind."""
    spot.month.propose(code, row)
    row |= {"ten": name, "doi_tuong": "Cá nhân" if "|" in name else "Tập thể"}


def a301(spot: Spot) -> list[Place]:
    who = spot.random.choice(busy(spot.partner().unit, spot.month.registry))
    row = _about(spot, who)
    return [spot.at(spot.put(row))]


def _about(spot: Spot, who: object) -> dict:
    """A row of this unit about a person of another; a person proposed has rows at home."""
    if spot.column.type == "candidate":
        row = spot.row()
        _candidate(spot, row, who.code, who.choice)
        spot.month.speak_for(who)
        return row
    row = spot.row(person=who)
    row[spot.column.key] = who.choice
    return row


def a302(spot: Spot) -> list[Place]:
    """Who has left and is proposed has no rows either (A308)."""
    if spot.column.type == "candidate":
        row, who = spot.row(), gone(spot.book.unit, spot.month.registry, 1)
        _candidate(spot, row, who.code, who.choice)
        number = spot.put(row)
        return [spot.at(number), spot.at(number, code="A308")]
    return [spot.at(spot.put(_about(spot, gone(spot.book.unit, spot.month.registry, 0))))]


def a303(spot: Spot) -> list[Place]:
    row, other = spot.row(), spot.partner().unit
    _candidate(spot, row, other, spot.month.registry.name_of(other, spot.month.period.to))
    return [spot.at(spot.put(row))]


def a304(spot: Spot) -> list[Place]:
    first, second = spot.row(fill=("so_ngay",)), spot.row(fill=("so_ngay",))
    second["can_bo"], second["ngay"] = first["can_bo"], first["ngay"]
    first["so_ngay"], second["so_ngay"] = 1, spot.random.choice((0.5, 1))
    spot.put(first)
    return [spot.at(spot.put(second))]


def a305(spot: Spot) -> list[Place]:
    row = spot.row(fill=("so_ngay",), person=_nobody_else(spot))
    row["so_ngay"] = 31
    return [spot.at(spot.put(row))]


def _nobody_else(spot: Spot) -> object:
    """Somebody of the unit whom no other row names."""
    free = [who for who in quiet(spot.book.unit, spot.month.registry) if who.code not in spot.month.used]
    if not free:
        raise DoesNotFit
    return spot.random.choice(free)


def a319(spot: Spot) -> list[Place]:
    """Three working days, and one more row that begins on the second or third of them."""
    who = _nobody_else(spot)
    first, second = (spot.row(fill=("so_ngay",), person=who) for _ in range(2))
    days = spot.month.working_days()
    begin = spot.random.randrange(len(days) - 3)
    first["ngay"], first["so_ngay"] = days[begin], spot.random.choice((3, 3.5))
    second["ngay"], second["so_ngay"] = days[begin + spot.random.choice((1, 2))], 0.5
    spot.put(first)
    return [spot.at(spot.put(second))]


def a306(spot: Spot) -> list[Place]:
    first = spot.row()
    second = first | {"tom_tat": spot.month.sentence()}
    spot.put(first)
    return [spot.at(spot.put(second))]


def a307(spot: Spot) -> list[Place]:
    """Of two units that propose one candidate, one proposes somebody else's: a person (A301) or another unit (A303)."""
    other, first = spot.partner(), spot.row()
    second = first | {"tom_tat": spot.month.sentence()}
    implied = "A301" if "|" in first["ten"] else "A303"
    one, two = spot.put(first, "loai_de_nghi", "hinh_thuc"), spot.put(second, "loai_de_nghi", "hinh_thuc", book=other)
    return [spot.at(one), spot.at(two, unit=other.unit), spot.at(two, unit=other.unit, code=implied)]


def a308(spot: Spot) -> list[Place]:
    free = [who for who in quiet(spot.book.unit, spot.month.registry) if who.code not in spot.month.used]
    if not free:
        raise DoesNotFit
    spot.month.used.add(free[0].code)
    row = spot.row()
    row |= {"ten": free[0].choice, "doi_tuong": "Cá nhân"}
    return [spot.at(spot.put(row))]


PLANTERS = (
    Planter("A301", columns(lambda column: column.type in NAMED), a301),
    Planter("A302", columns(lambda column: column.type in NAMED), a302),
    Planter("A303", on("de_nghi", "ten"), a303),
    Planter("A304", on("ca_nhan", "can_bo"), a304),
    Planter("A319", on("ca_nhan", "can_bo"), a319),
    Planter("A305", on("ca_nhan", "can_bo"), a305),
    Planter("A306", on("de_nghi", "ten"), a306),
    Planter("A307", on("de_nghi", "ten"), a307),
    Planter("A308", on("de_nghi", "ten"), a308),
)
