"""R33x: the form against itself and against the sheets it declares."""

from datetime import timedelta

from precision.spots import FORM, Place, Planter, Spot, columns, on
from precision.workbooks import DoesNotFit

WHOLE, REASON = "khong_phat_sinh", "ly_do_kps"


def said(spot: Spot, **fields: str | None) -> list[Place]:
    """Set fields of the form and let the others agree."""
    spot.take(*fields)
    spot.book.form |= fields
    spot.month.declare(spot.book)
    return [spot.at()]


def r331(spot: Spot) -> list[Place]:
    spot.has_rows(spot.column.declares_nil)
    return said(spot, **{spot.column.key: "Có"})


def r332(spot: Spot) -> list[Place]:
    if any(spot.book.form.get(key) == "Không" for key in spot.book.taken):
        raise DoesNotFit
    spot.has_rows("*")
    return said(spot, **{WHOLE: "Có"})


def every_sheet(spot: Spot) -> tuple[dict[str, None], tuple[str, ...]]:
    """The fields that declare one sheet, blank; and the sheets."""
    fields = {column.key: None for column in spot.sheet.columns if column.declares_nil not in ("", "*")}
    return fields, tuple(sheet.key for sheet in spot.month.definition.tables)


def r333(spot: Spot) -> list[Place]:
    fields, sheets = every_sheet(spot)
    if spot.book.taken & {*fields, WHOLE}:
        raise DoesNotFit
    spot.clear(*sheets)
    return said(spot, **{WHOLE: "Không"}, **fields)


def r334(spot: Spot) -> list[Place]:
    if {WHOLE, spot.column.key} & spot.book.taken:
        raise DoesNotFit
    spot.clear(spot.column.declares_nil)
    spot.has_rows("*")
    return said(spot, **{spot.column.key: spot.random.choice(("Không", None)), WHOLE: "Không"})


def r335(spot: Spot) -> list[Place]:
    empty = [column for column in spot.sheet.columns if column.declares_nil not in ("", "*")
             and not spot.book.rows.get(column.declares_nil) and column.key not in spot.book.taken]
    if not empty or WHOLE in spot.book.taken or REASON in spot.book.taken:
        raise DoesNotFit
    spot.clear(empty[0].declares_nil)
    spot.has_rows("*")
    return said(spot, **{REASON: None, empty[0].key: "Có"})


def r336(spot: Spot) -> list[Place]:
    fields, sheets = every_sheet(spot)
    if spot.book.taken & {*fields, WHOLE}:
        raise DoesNotFit
    spot.clear(*sheets)
    return said(spot, **{WHOLE: "Có"}, **{**fields, spot.column.key: "Không"})


def r337(spot: Spot) -> list[Place]:
    return spot.typed(spot.month.period.to - timedelta(days=spot.random.randrange(1, 9)))


def r338(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("Lê Văn Khác", "Ông Lê Văn Khác", "KT. Trưởng phòng")))


def r339(spot: Spot) -> list[Place]:
    if "thu_truong" in spot.book.taken:
        raise DoesNotFit
    head = spot.month.registry.unit(spot.book.unit, spot.month.period.to).head
    return said(spot, nguoi_lap=head, thu_truong=head)


ONE_SHEET = columns(lambda column: column.declares_nil not in ("", "*"))
ANY_SHEET = columns(lambda column: column.declares_nil == "*")
PLANTERS = (
    Planter("R331", ONE_SHEET, r331),
    Planter("R332", ANY_SHEET, r332),
    Planter("R333", ANY_SHEET, r333),
    Planter("R334", ONE_SHEET, r334),
    Planter("R335", on(FORM, REASON), r335),
    Planter("R336", ONE_SHEET, r336),
    Planter("R337", on(FORM, "ngay_ky"), r337),
    Planter("R338", on(FORM, "thu_truong"), r338),
    Planter("R339", on(FORM, "nguoi_lap"), r339),
)
