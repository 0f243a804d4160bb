"""R35x: a proposal against itself, its award and its season."""

from datetime import timedelta

from emulation_batch.definition import Definition
from precision.offices import busy
from precision.spots import Place, Planter, Spot, Target, on
from precision.workbooks import DoesNotFit


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


PLANTERS = (
    Planter("R351", on("de_nghi", "loai_de_nghi"), r351),
    Planter("R352", closed_awards, r352),
    Planter("R353", on("de_nghi", "ten"), r353),
    Planter("R354", on("de_nghi", "ten"), r354),
    Planter("R355", on("de_nghi", "da_khen", "dang_xem_xet_ky_luat", variants=("Có",)), r355),
    Planter("R355", on("de_nghi", "ngoai_ke_hoach", variants=("Không",)), r355),
    Planter("R356", on("de_nghi", "ngay_su_kien"), r356),
    Planter("R357", on("de_nghi", "so_phieu_tan_thanh"), lambda spot: spot.typed(0)),
)
