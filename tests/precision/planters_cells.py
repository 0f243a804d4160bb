"""C2xx: what one cell holds."""

from datetime import timedelta

from emulation_batch.batch import CellError
from emulation_batch.vietnamese import maybe_swapped
from precision.months import DoesNotFit
from precision.offices import busy, namesake
from precision.spelling import NBSP, day_first, with_cyrillic
from precision.spots import Place, Planter, Spot, columns, for_kinds, other_kinds

AMOUNTS = ("money", "integer", "decimal")
WORDS = ("text", "document")
TEXTS = ("text", "choice", "person", "candidate", "document", "unit", "period", "phone", "email")
LEGACY = "Gi¶m nghÌo bÒn v÷ng"
HEAD, EVENT, ATTEMPT = "thu_truong", "ngay_su_kien", "lan_nop"


def blank(spot: Spot) -> object:
    """What a blank cell may hold."""
    return spot.random.choice((None, "  ", f"{NBSP} "))


def c201(spot: Spot) -> list[Place]:
    if spot.on_form:
        return spot.typed(None)
    row = spot.row()
    row[spot.column.key] = blank(spot)
    return [spot.at(spot.put(row))]


def c202(spot: Spot) -> list[Place]:
    if spot.variant not in spot.month.kinds(spot.sheet):
        raise DoesNotFit
    row = spot.row(spot.variant)
    row[spot.column.key] = blank(spot)
    for column in spot.sheet.columns:
        if column.required_with == spot.column.key:
            row.pop(column.key, None)
    return [spot.at(spot.put(row))]


def c203(spot: Spot) -> list[Place]:
    row = spot.row(fill=(spot.column.required_with,))
    row[spot.column.key] = blank(spot)
    return [spot.at(spot.put(row, spot.column.required_with))]


def _for_another_kind(spot: Spot) -> list[Place]:
    definition = spot.month.definition
    kinds = other_kinds(definition, spot.sheet, spot.column)
    row = spot.row(spot.kind(lambda kind: kind in kinds))
    row[spot.column.key] = row.get(spot.column.key) or spot.row()[spot.column.key]
    return [spot.at(spot.put(row))]


def c206(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("đang cập nhật", "Chưa xác định", "ĐANG THỰC HIỆN"))
                      if spot.column.min_chars else spot.random.choice(("đang cập nhật", "…", "x", "Chưa có", "như trên")))


def c207(spot: Spot) -> list[Place]:
    return spot.typed(f"Họp {spot.month.next()}"[:spot.column.min_chars - 1])


def c208(spot: Spot) -> list[Place]:
    words = f"{spot.month.sentence()} " * 40
    return spot.typed(words[:spot.column.max_chars + 1 + (words[spot.column.max_chars] == " ")], *_head(spot))


def _head(spot: Spot) -> tuple[str, ...]:
    """Whatever else is readable in the field of the head is also another name than the registry's."""
    return ("R338",) if spot.column.key == HEAD else ()


def c211(spot: Spot) -> list[Place]:
    labels = list(spot.month.definition.choice(spot.column.choices).labels.values())
    return spot.typed(spot.random.choice((f"{spot.random.choice(labels)} khác", "mục mới", 7)))


def c212(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("Nguyễn Văn Lạ", "Tạ Thị Không Có | CB-9999", 12, "CB-9999")))


def c213(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("", "Đ/c ")) + namesake(spot.book.unit, spot.month.registry).name)


def c214(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("Trung tâm CN", "Phòng Nghiệp vụ", "Nguyễn Văn Lạ")))


def c215(spot: Spot) -> list[Place]:
    one, other = busy(spot.book.unit, spot.month.registry)[:2]
    return spot.typed(f"{one.name} | {other.code}")


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


def c263(spot: Spot) -> list[Place]:
    return spot.typed(spot.random.choice(("3870", "gọi văn thư", "0209 3870 00x", 3870)))


def c272(spot: Spot) -> list[Place]:
    if spot.column.type == "phone":
        return spot.typed("0209 3870 000 máу lẻ 12")
    if spot.column.type == "period":
        year, month = spot.month.period.key.split("-")
        return spot.typed(f"tһáng {int(month)} năm {year}")
    if not spot.on_form:
        row = spot.row()
        row[spot.column.key] = _mixed(row[spot.column.key])
        return [spot.at(spot.put(row))]
    return spot.typed(_mixed(spot.plain()))


def _mixed(text: str) -> str:
    try:
        return with_cyrillic(text)
    except ValueError:
        raise DoesNotFit from None


def c273(spot: Spot) -> list[Place]:
    return spot.typed(CellError(spot.random.choice(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"))))


def c274(spot: Spot) -> list[Place]:
    return spot.typed(CellError("formula"))


def _added(spot: Spot, words: str) -> list[Place]:
    """Words behind what the cell holds."""
    if spot.on_form:
        return spot.typed(f"{spot.plain()} {words}", *_head(spot))
    row = spot.row()
    row[spot.column.key] = f"{row[spot.column.key]} {words}"
    return [spot.at(spot.put(row))]


def c281(spot: Spot) -> list[Place]:
    return _added(spot, spot.random.choice(("CCCD 006123456789", "(căn cước số 006123456)", "CMND: 095123456", "006123456789")))


def c282(spot: Spot) -> list[Place]:
    return _added(spot, spot.random.choice(("D:\\Bao cao\\anh.jpg", "E:\\Ho so\\a.docx")))


PLANTERS = (
    Planter("C201", columns(lambda column: column.required is True), c201),
    Planter("C202", for_kinds(lambda column: column.required if isinstance(column.required, tuple) else ()), c202),
    Planter("C203", columns(lambda column: column.required_with), c203),
    Planter("C204", columns(lambda column: column.kinds and column.type in AMOUNTS), _for_another_kind),
    Planter("C205", columns(lambda column: column.kinds and column.type not in AMOUNTS), _for_another_kind),
    Planter("C206", columns(lambda column: column.type in WORDS and column.required and column.min_chars <= 10), c206),
    Planter("C207", columns(lambda column: column.min_chars), c207),
    Planter("C208", columns(lambda column: column.max_chars), c208),
    Planter("C211", columns(lambda column: column.type == "choice"), c211),
    Planter("C212", columns(lambda column: column.type == "person"), c212),
    Planter("C213", columns(lambda column: column.type in ("person", "candidate")), c213),
    Planter("C214", columns(lambda column: column.type == "candidate"), c214),
    Planter("C215", columns(lambda column: column.type in ("person", "candidate")), c215),
    Planter("C218", columns(lambda column: column.type == "unit"), lambda spot: spot.typed("P. BCXB2")),
    Planter("C219", columns(lambda column: column.type == "period"), lambda spot: spot.typed("quý I")),
    *(Planter(code, columns(lambda column: column.type == "date"), lambda spot, text=text: spot.typed(text))
      for code, text in (("C221", "đầu tháng 3"), ("C222", "20-11"), ("C223", "5/3/22"), ("C224", "03/25/2022"),
                         ("C225", "31/02/2022"), ("C226", "44625"))),
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
    Planter("C261", columns(lambda column: column.type == "document"),
            lambda spot: spot.typed(spot.random.choice(("Báo cáo tháng 3", "5/3/2021", 125)))),
    Planter("C262", columns(lambda column: column.type == "email"),
            lambda spot: spot.typed(spot.random.choice(("vp.backan.gov.vn", "vp@backan", "a@b.vn, không có")))),
    Planter("C263", columns(lambda column: column.type == "phone"), c263),
    Planter("C271", columns(lambda column: column.type in TEXTS), lambda spot: spot.typed(LEGACY)),
    Planter("C272", columns(lambda column: column.type in TEXTS), c272),
    Planter("C273", columns(lambda column: True), c273),
    Planter("C274", columns(lambda column: True), c274),
    Planter("C281", columns(lambda column: column.type in WORDS), c281),
    Planter("C282", columns(lambda column: column.type in WORDS), c282),
)

