"""C26x to C28x: documents, addresses, letters, and what does not belong in a cell."""

from emulation_batch.batch import CellError
from emulation_batch.findings import NO_RESULT
from precision.spelling import with_cyrillic
from precision.spots import WORDS, Place, Planter, Spot, columns, other_head
from precision.workbooks import DoesNotFit

TEXTS = ("text", "choice", "person", "candidate", "document", "unit", "period", "phone", "email")
LEGACY = "Gi¶m nghÌo bÒn v÷ng"


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
    return spot.typed(CellError(NO_RESULT))


def _added(spot: Spot, words: str) -> list[Place]:
    """Words behind what the cell holds."""
    if spot.on_form:
        return spot.typed(f"{spot.plain()} {words}", *other_head(spot))
    row = spot.row()
    row[spot.column.key] = f"{row[spot.column.key]} {words}"
    return [spot.at(spot.put(row))]


def c281(spot: Spot) -> list[Place]:
    return _added(spot, spot.random.choice(("CCCD 006123456789", "(căn cước số 006123456)", "CMND: 095123456", "006123456789")))


def c282(spot: Spot) -> list[Place]:
    return _added(spot, spot.random.choice(("D:\\Bao cao\\anh.jpg", "E:\\Ho so\\a.docx")))


PLANTERS = (
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
