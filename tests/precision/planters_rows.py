"""R3xx: a row, a form or a proposal against itself."""

from datetime import timedelta

from emulation_batch.definition import Definition
from precision.months import DoesNotFit
from precision.offices import busy
from precision.spelling import day_first
from precision.spots import FORM, Place, Planter, Spot, Target, columns, on

WORDS = ("text", "document")
EXPLANATION = "giai_trinh"
WHOLE, REASON = "khong_phat_sinh", "ly_do_kps"


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


# ---- the form

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


# ---- proposals

def r351(spot: Spot) -> list[Place]:
    year = spot.month.period.month.year
    closed = [item.kind for item in spot.month.definition.occasions if year not in item.years]
    return [spot.at(spot.put(spot.row(spot.random.choice(closed))))]


def r352(spot: Spot) -> list[Place]:
    awards, (award, kind) = {item.key: item.kinds for item in spot.month.definition.awards}, spot.variant
    if kind in awards[award] or kind not in spot.month.kinds(spot.sheet):
        raise DoesNotFit
    row = spot.row(kind)
    row[spot.column.key] = spot.month.label(spot.column, award)
    return [spot.at(spot.put(row))]


def closed_awards(definition: Definition) -> list[Target]:
    """Awards with the kinds of proposal to which they are not open; kinds of certain years are R351's."""
    seasons = {item.kind for item in definition.occasions}
    column = definition.sheet("de_nghi").column("hinh_thuc")
    return [("de_nghi", "hinh_thuc", (award.key, kind)) for award in definition.awards for kind in column.kinds
            if kind not in award.kinds and kind not in seasons]


def r353(spot: Spot) -> list[Place]:
    row, who = spot.row(), spot.random.choice(busy(spot.book.unit, spot.month.registry))
    spot.month.propose(who.code, row)
    spot.month.speak_for(who)
    return [spot.at(spot.put(row | {"ten": who.choice, "doi_tuong": "Tập thể"}))]


def r354(spot: Spot) -> list[Place]:
    row = spot.row()
    spot.month.propose(spot.book.unit, row)
    name = spot.month.registry.name_of(spot.book.unit, spot.month.period.to)
    return [spot.at(spot.put(row | {"ten": name, "doi_tuong": "Cá nhân"}))]


def r355(spot: Spot) -> list[Place]:
    return spot.typed(spot.variant)


def r356(spot: Spot) -> list[Place]:
    return spot.typed(spot.month.period.to + timedelta(days=spot.random.randrange(1, 30)))


TABLE_WORDS = columns(lambda column: column.type in WORDS and column.key != EXPLANATION and not column.private)


def copies(definition: Definition) -> list[Target]:
    """Text columns of tables but the first of each."""
    firsts = {sheet.key: next(column.key for column in sheet.columns if column.type in WORDS) for sheet in definition.tables}
    return [target for target in TABLE_WORDS(definition) if target[0] in firsts and firsts[target[0]] != target[1]]


ONE_SHEET = columns(lambda column: column.declares_nil not in ("", "*"))
ANY_SHEET = columns(lambda column: column.declares_nil == "*")
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
    Planter("R331", ONE_SHEET, r331),
    Planter("R332", ANY_SHEET, r332),
    Planter("R333", ANY_SHEET, r333),
    Planter("R334", ONE_SHEET, r334),
    Planter("R335", on(FORM, REASON), r335),
    Planter("R336", ONE_SHEET, r336),
    Planter("R337", on(FORM, "ngay_ky"), r337),
    Planter("R338", on(FORM, "thu_truong"), r338),
    Planter("R339", on(FORM, "nguoi_lap"), r339),
    Planter("R351", on("de_nghi", "loai_de_nghi"), r351),
    Planter("R352", closed_awards, r352),
    Planter("R353", on("de_nghi", "ten"), r353),
    Planter("R354", on("de_nghi", "ten"), r354),
    Planter("R355", on("de_nghi", "da_khen", "dang_xem_xet_ky_luat", variants=("Có",)), r355),
    Planter("R355", on("de_nghi", "ngoai_ke_hoach", variants=("Không",)), r355),
    Planter("R356", on("de_nghi", "ngay_su_kien"), r356),
    Planter("R357", on("de_nghi", "so_phieu_tan_thanh"), lambda spot: spot.typed(0)),
)

