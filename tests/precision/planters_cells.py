"""C20x to C22x: what must be filled in, what is chosen, who is named, and dates that cannot be read."""


from precision.offices import busy, namesake
from precision.spelling import NBSP
from precision.spots import AMOUNTS, WORDS, Place, Planter, Spot, columns, for_kinds, other_head, other_kinds
from precision.workbooks import DoesNotFit


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
    return spot.typed(words[:spot.column.max_chars + 1 + (words[spot.column.max_chars] == " ")], *other_head(spot))


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
)
