"""A309 to A318 and A331 to A337: rows against rows of the unit, of other units, and of sealed months."""

from datetime import timedelta

from precision.offices import busy
from precision.spots import Place, Planter, Spot, columns, on
from precision.workbooks import DoesNotFit

BOTH = ("in the unit", "in two units")
LINK = "https://backan.example.vn/tin/{}"


def a309(spot: Spot) -> list[Place]:
    theirs = spot.month.definition.sheet("nguon_luc")
    unit = spot.month.row(theirs, spot.book.unit, "c1")
    mine = spot.row("b1")
    mine["so_tien"], unit["ngay"] = unit["so_tien"], mine["ngay"]
    spot.month.place(spot.book, theirs, unit)
    return [spot.at(spot.put(mine))]


def a311(spot: Spot) -> list[Place]:
    """A copied row copies its receipt (A314) and its candidate (A306) too."""
    row = spot.row()
    row |= {"so_ngay": 0.5} if "so_ngay" in row else {}
    spot.put(row, *row)
    number = spot.put(row, *row)
    implied = [("A314", "chung_tu")] if "chung_tu" in row else [("A306", "ten")] if spot.sheet.subject == "proposal" else []
    return [spot.at(number), *(spot.at(number, code=code, column=key) for code, key in implied)]


def _twice(spot: Spot, kind: str, value: object, second: object = None, **more: object) -> list[Place]:
    """The same value (or what says the same) in this unit and in another; both are asked."""
    other, places = spot.partner(), []
    for book, typed in ((spot.book, value), (other, second or value)):
        row = spot.month.row(spot.sheet, book.unit, kind, (spot.column.key,))
        if more and "so_ngay" in row:
            raise DoesNotFit
        row |= {spot.column.key: typed, **more}
        row.pop("ngay_ket_thuc", None)
        places.append(spot.at(spot.put(row, *more, book=book), unit=book.unit))
    return places


def a312(spot: Spot) -> list[Place]:
    return _twice(spot, spot.kind(), spot.month.document())


def a313(spot: Spot) -> list[Place]:
    link = f"Xem {LINK.format(spot.month.next())}, lưu tại đơn vị"
    return _in_or_between(spot, link, f"{spot.month.next()} cái, xem {link}")


def a314(spot: Spot) -> list[Place]:
    receipt = f"UNC số {spot.month.next()}"
    return _in_or_between(spot, receipt, receipt)


def _in_or_between(spot: Spot, first: str, second: str) -> list[Place]:
    """Used in a later row of the unit: asked there; used in two units: asked in both."""
    if spot.variant == BOTH[1]:
        return _twice(spot, spot.kind(), first, second)
    rows = [spot.row() | {spot.column.key: value} for value in (first, second)]
    spot.put(rows[0])
    return [spot.at(spot.put(rows[1]))]


def a315(spot: Spot) -> list[Place]:
    day = spot.random.choice(spot.month.working_days())
    return _twice(spot, spot.kind(), spot.month.sentence(), ngay=day)


def a316(spot: Spot) -> list[Place]:
    return _twice(spot, "a2", spot.month.sentence())


def _mistyped(title: str) -> str:
    """The title with one letter gone."""
    return title[:-3] + title[-2:]


def a317(spot: Spot) -> list[Place]:
    title = spot.month.sentence()
    return _twice(spot, "a2", title, _mistyped(title))


def a318(spot: Spot) -> list[Place]:
    day, title = spot.random.choice(spot.month.working_days()), spot.month.sentence()
    return _twice(spot, spot.kind(), title, _mistyped(title), ngay=day)


def a310(spot: Spot) -> list[Place]:
    """Two people in charge of one piece of work; without days, which a person has but once."""
    first, second, *_ = busy(spot.book.unit, spot.month.registry)
    day, title = spot.random.choice(spot.month.working_days()), spot.month.sentence()
    rows = [spot.row("a3", person=who) | {"noi_dung": title, "ngay": day, "vai_tro": "Chủ trì"} for who in (first, second)]
    for row in rows:
        row.pop("so_ngay", None)
    return [spot.at(spot.put(row, "noi_dung", "ngay")) for row in rows]


# ---- sealed months

def _before(spot: Spot) -> str:
    """A sealed month of the same year before this one."""
    month = spot.month.period.month
    if month.month < 2:
        raise DoesNotFit
    return str(month.shift(-spot.random.randrange(1, month.month)))


def _told(spot: Spot, row: dict, now: dict) -> list[Place]:
    """One row in a sealed month, one in this month. The sealed one has no shares that another is held against (A337)."""
    shared = {column.ask_each for column in spot.sheet.columns}
    told = {key: value for key, value in row.items() if key not in shared}
    spot.month.past.append((spot.book.unit, _before(spot), spot.sheet.key, told))
    return [spot.at(spot.put(now, *now))]


def a331(spot: Spot) -> list[Place]:
    row = spot.row()
    return _told(spot, row, spot.row() | {spot.column.key: row[spot.column.key]})


def a333(spot: Spot) -> list[Place]:
    title = spot.month.sentence()
    return _told(spot, spot.row("a2") | {"noi_dung": title}, spot.row("a2") | {"noi_dung": title})


def a335(spot: Spot) -> list[Place]:
    title = spot.month.sentence()
    return _told(spot, spot.row("a2") | {"noi_dung": title}, spot.row("a2") | {"noi_dung": _mistyped(title)})


def a336(spot: Spot) -> list[Place]:
    """Three plain numbers in a sealed month, more than ten times the largest of them now."""
    kind, month = spot.kind(), _before(spot)
    spot.alone_in(kind, spot.column.key)
    for value in (3, 5, 4) if spot.column.type != "money" else (1_000_000, 3_000_000, 2_000_000):
        row = spot.month.row(spot.sheet, spot.book.unit, kind, (spot.column.key,)) | {spot.column.key: value}
        row.pop(spot.column.ask_each, None)
        spot.month.past.append((spot.book.unit, month, spot.sheet.key, row))
    now = spot.month.row(spot.sheet, spot.book.unit, kind, (spot.column.key,))
    return [spot.at(spot.put(now | {spot.column.key: 60 if spot.column.type != "money" else 45_000_000}))]


def a337(spot: Spot) -> list[Place]:
    """The amounts of three sealed rows for twenty households each, and a like amount for one household now."""
    kind, month, by = spot.kind(), _before(spot), spot.column.ask_each
    spot.alone_in(kind, spot.column.key)
    for _ in range(3):
        row = spot.month.row(spot.sheet, spot.book.unit, kind, (spot.column.key, by, "so_luot_ho"))
        spot.month.past.append((spot.book.unit, month, spot.sheet.key, row | {by: 20, "so_luot_ho": 25}))
    now = spot.month.row(spot.sheet, spot.book.unit, kind, (spot.column.key, by, "so_luot_ho"))
    return [spot.at(spot.put(now | {by: 1, "so_luot_ho": 1}))]


def a334(spot: Spot) -> list[Place]:
    """A copied row of a kind whose document, receipt or title is not asked about by itself (A331 to A333)."""
    kind = {"van_ban": "a3", "co_che": "b1", "nguon_luc": "c3", "tuyen_truyen": "d2", "ca_nhan": "b2"}[spot.sheet.key]
    now = spot.row(kind)
    for key in ("so_ky_hieu", "chung_tu", "so_ngay"):
        now.pop(key, None)
    day = next(key for key in ("ngay", "ngay_hoan_thanh") if spot.sheet.has(key))
    now.pop("ngay_ket_thuc", None)
    return _told(spot, now | {day: now[day] - timedelta(days=31)}, now)


PLANTERS = (
    Planter("A309", on("ca_nhan", "so_tien"), a309),
    Planter("A311", lambda definition: [(sheet.key, "noi_dung" if sheet.has("noi_dung") else sheet.columns[0].key, None)
                                        for sheet in definition.tables], a311),
    Planter("A312", columns(lambda column: column.key == "so_ky_hieu"), a312),
    Planter("A313", lambda definition: [(sheet.key, column.key, variant) for sheet in definition.tables
                                        for column in sheet.columns if column.type == "text" for variant in BOTH], a313),
    Planter("A314", on("nguon_luc", "chung_tu", variants=BOTH), a314),
    Planter("A315", lambda definition: [(sheet.key, "noi_dung", None) for sheet in definition.tables
                                        if sheet.has("noi_dung") and sheet.has("ngay")], a315),
    Planter("A310", on("ca_nhan", "vai_tro"), a310),
    Planter("A317", on("van_ban", "noi_dung"), a317),
    Planter("A318", lambda definition: [(sheet.key, "noi_dung", None) for sheet in definition.tables
                                        if sheet.has("noi_dung") and sheet.has("ngay")], a318),
    Planter("A335", on("van_ban", "noi_dung"), a335),
    Planter("A336", columns(lambda column: column.ask_times), a336),
    Planter("A337", columns(lambda column: column.ask_each), a337),
    Planter("A316", on("van_ban", "noi_dung"), a316),
    Planter("A331", columns(lambda column: column.key == "so_ky_hieu"), a331),
    Planter("A332", on("nguon_luc", "chung_tu"), a331),
    Planter("A333", on("van_ban", "noi_dung"), a333),
    Planter("A334", lambda definition: [(sheet.key, "noi_dung", None) for sheet in definition.tables if sheet.has("noi_dung")],
            a334),
)
