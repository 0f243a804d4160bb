"""R30x and R31x: a row against itself."""

from datetime import timedelta

from emulation_batch.definition import Definition
from precision.spelling import day_first
from precision.spots import WORDS, Place, Planter, Spot, Target, columns, on

EXPLANATION = "giai_trinh"


def r301(spot: Spot) -> list[Place]:
    row = spot.row(fill=(spot.column.at_most,))
    row[spot.column.key] = row[spot.column.at_most] + 1
    return [spot.at(spot.put(row, spot.column.at_most))]


def r302(spot: Spot) -> list[Place]:
    row = spot.row(fill=(spot.column.not_before,))
    row[spot.column.key] = row[spot.column.not_before] - timedelta(days=3)
    return [spot.at(spot.put(row))]


def r303(spot: Spot) -> list[Place]:
    """Assigned between done and due, or, of undone work, after it was due."""
    row = spot.row("a1", ("ngay_hoan_thanh", "so_ky_hieu"))
    if spot.column.key == "ngay_hoan_thanh":
        assigned = row["ngay_hoan_thanh"] + timedelta(days=1)
        row["han_hoan_thanh"] = assigned + timedelta(days=9)
    else:
        del row["ngay_hoan_thanh"], row["so_ky_hieu"]
        row["han_hoan_thanh"] = spot.month.period.to + timedelta(days=3)
        assigned = spot.month.period.to + timedelta(days=4)
    row["van_ban_giao"] = f"{spot.month.document('KH-UBND')} ngày {day_first(assigned)}"
    return [spot.at(spot.put(row, "van_ban_giao"))]


def r304(spot: Spot) -> list[Place]:
    row = spot.row("a1", ("ngay_hoan_thanh", "so_ky_hieu"))
    row["han_hoan_thanh"] = row["ngay_hoan_thanh"] - timedelta(days=1)
    return [spot.at(spot.put(row))]


def r305(spot: Spot) -> list[Place]:
    row = spot.row("a1")
    for key in ("ngay_hoan_thanh", "so_ky_hieu"):
        row.pop(key, None)
    row["han_hoan_thanh"] = spot.month.period.to - timedelta(days=spot.random.randrange(20))
    return [spot.at(spot.put(row))]


def r307(spot: Spot) -> list[Place]:
    row = spot.row()
    first = next(column.key for column in spot.sheet.columns if column.type in WORDS)
    row[first] = row[spot.column.key] = f"Thực hiện {spot.month.document('KH-UBND')} tại xã"
    return [spot.at(spot.put(row))]


def counted_by(definition: Definition) -> list[Target]:
    """Choices by which no sum of a kind is split, where others are: (the choice's column, kind and choice)."""
    found = []
    for sheet in definition.tables:
        sums = [figure for figure in definition.figures if figure.sheet == sheet.key and figure.rule == "sum"]
        for key in dict.fromkeys(key for figure in sums for key in figure.where):
            for kind in dict.fromkeys(kind for figure in sums if key in figure.where for kind in figure.kinds):
                counted = {figure.where[key] for figure in sums if key in figure.where and kind in figure.kinds}
                amount = next(figure.column for figure in sums if key in figure.where and kind in figure.kinds)
                found += [(sheet.key, key, (kind, amount, code))
                          for code in definition.choice(sheet.column(key).choices).labels if code not in counted]
    return found


def r308(spot: Spot) -> list[Place]:
    kind, amount, code = spot.variant
    row = spot.row(kind, (amount,))
    row[spot.column.key] = spot.month.label(spot.column, code)
    return [spot.at(spot.put(row))]


def unsummed(definition: Definition) -> list[Target]:
    """Money columns with the kinds that may hold money which no figure sums."""
    summed = {(figure.sheet, figure.column, kind) for figure in definition.figures for kind in figure.kinds}
    return [(sheet.key, column.key, kind) for sheet in definition.tables for column in sheet.columns
            if column.type == "money" for kind in column.kinds if (sheet.key, column.key, kind) not in summed]


def r310(spot: Spot) -> list[Place]:
    row = spot.row("a2")
    row["sang_kien"] = "Sáng kiến"
    return [spot.at(spot.put(row))]


def r311(spot: Spot) -> list[Place]:
    row = spot.row("a2")
    row["sang_kien"] = "Giải pháp"
    return [spot.at(spot.put(row))]


def r312(spot: Spot) -> list[Place]:
    row = spot.row(fill=("so_ngay",))
    first, last = spot.month.period.from_, spot.month.period.to
    off = {first + timedelta(days=number) for number in range((last - first).days + 1)} - set(spot.month.working_days())
    row["ngay"] = spot.month.claim(row["can_bo"].rpartition(" | ")[2], row["so_ngay"], tuple(sorted(off)))
    return [spot.at(spot.put(row))]


def r314(spot: Spot) -> list[Place]:
    row = spot.row() | {spot.column.key: spot.column.list_above + 1, "minh_chung": f"Lưu tại phòng, tập số {spot.month.next()}"}
    return [spot.at(spot.put(row, "minh_chung"))]


TABLE_WORDS = columns(lambda column: column.type in WORDS and column.key != EXPLANATION and not column.private)


def copies(definition: Definition) -> list[Target]:
    """Text columns of tables but the first of each."""
    firsts = {sheet.key: next(column.key for column in sheet.columns if column.type in WORDS) for sheet in definition.tables}
    return [target for target in TABLE_WORDS(definition) if target[0] in firsts and firsts[target[0]] != target[1]]


PLANTERS = (
    Planter("R301", columns(lambda column: column.at_most), r301),
    Planter("R302", columns(lambda column: column.not_before), r302),
    Planter("R303", on("van_ban", "han_hoan_thanh", "ngay_hoan_thanh"), r303),
    Planter("R304", on("van_ban", "ngay_hoan_thanh"), r304),
    Planter("R305", on("van_ban", "han_hoan_thanh"), r305),
    Planter("R306", on("nguon_luc", "hien_vat"),
            lambda spot: spot.typed(spot.random.choice(("Gạo, áo ấm", "Sách vở cho học sinh", "Máy tính đã qua sử dụng")))),
    Planter("R307", copies, r307),
    Planter("R308", counted_by, r308),
    Planter("R309", unsummed, lambda spot: [spot.at(spot.put(spot.row(spot.variant)))]),
    Planter("R310", on("van_ban", "sang_kien"), r310),
    Planter("R311", on("van_ban", "quyet_dinh_cong_nhan"), r311),
    Planter("R312", on("ca_nhan", "ngay"), r312),
    Planter("R313", on("van_ban", "dong_tac_gia"), lambda spot: spot.typed("Lý Thị Ánh 60 %; Lê Văn Ba 30 %")),
    Planter("R314", columns(lambda column: column.list_above is not None), r314),
)
