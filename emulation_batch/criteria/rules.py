"""The rules that a clause of movement.toml can name. A rule counts and names; it compares with no threshold.

Facts and missing things are Vietnamese words for the Council's paper; "sufficient" here still passes `base.settle`.
"""

from collections import Counter

from emulation_batch import barriers, deadlines
from emulation_batch.barriers import barriers_of
from emulation_batch.criteria.base import Result, Rule
from emulation_batch.criteria.evidence import Case, Row, Side
from emulation_batch.deadlines import LATE, LEFT_OVER, MADE_UP, NOT_DUE, ON_TIME, UNDONE
from emulation_batch.vietnamese import format_date, two_digits

INITIATIVE, DECISION = "sang_kien", "quyet_dinh_cong_nhan"
ASSIGNED, EVENT, EXPLANATION = "van_ban_giao", "ngay_su_kien", "giai_trinh"


def shown(case: Case) -> Result:
    """Every needed side has an accepted row (Plan, Mục III: “có …”; both sides where it says “và”, as in III.2.b)."""
    if not case.used:
        return nothing(case)
    empty = [side for side in case.needed if not side.accepted]
    facts = tuple(_counted(side) for side in case.sides if side.accepted)
    missing = tuple(_absent(side) for side in empty if not side.refused) + _returned(case)
    return Result("incomplete" if empty else "sufficient", facts, missing)


def due_documents(case: Case) -> Result:
    """Assigned documents due in the window, done in time or not (Plan, Mục III.1.a: “đúng thời hạn”).

    A late one does not fail: whether it is excusable is the Council's. A due one not done is listed as missing.
    """
    stand: dict[str, list[Row]] = {word: [] for word in (ON_TIME, LATE, UNDONE, LEFT_OVER, MADE_UP, NOT_DUE)}
    for row in case.sides[0].accepted:
        dates = row[deadlines.DEADLINE], row[deadlines.DONE]
        stand[deadlines.standing(*dates, *case.window(row))].append(row)
    if not case.used:
        return nothing(case)
    facts = _due_counts(stand) + tuple(f"trễ hạn: {_document(row)}" for row in stand[LATE] + stand[MADE_UP])
    undone = tuple(f"quá hạn mà chưa xong: {_document(row)}" for row in stand[UNDONE] + stand[LEFT_OVER])
    missing = undone + _returned(case)
    plain = stand[ON_TIME] and not stand[LATE] + stand[MADE_UP]
    return Result("incomplete" if missing else "sufficient" if plain else "for_council", facts, missing)


def initiative(case: Case) -> Result:
    """A solution, or an initiative with its recognition (Plan, Mục III.1.a “có sáng kiến, giải pháp”; Law 06/2022, Điều 3)."""
    if not case.used:
        return nothing(case)
    kinds = Counter((row[INITIATIVE], row[DECISION] is not None) for row in case.sides[0].accepted)
    counts = {"giải pháp": kinds["giai_phap", True] + kinds["giai_phap", False],
              "sáng kiến có quyết định công nhận": kinds["sang_kien", True],
              "sáng kiến chưa có quyết định công nhận": kinds["sang_kien", False]}
    facts = tuple(f"{two_digits(count)} {what}" for what, count in counts.items() if count)
    enough = counts["giải pháp"] + counts["sáng kiến có quyết định công nhận"]
    status = "sufficient" if enough else "for_council" if case.sides[0].accepted else "incomplete"
    return Result(status, facts, _returned(case))


def ad_hoc(case: Case) -> Result:
    """An ad hoc proposal: stopped by a barrier, else before the Council (Plan, Mục IV.2: “đặc biệt xuất sắc”)."""
    side = case.sides[0]
    if not side.accepted:
        return Result("incomplete", (), _returned(case), tuple(row["_ref"] for row in side.refused))
    row = side.accepted[0]
    if stops := barriers_of(row, row[side.sheet.kind_column]):
        return Result("blocked", (f"đề nghị theo {case.standard.basis}", *stops))
    event = (f"sự kiện ngày {format_date(row[EVENT])}",) if row[EVENT] else ()
    return Result("for_council", (*event, "đơn vị ghi thành tích ngoài kế hoạch được giao, chưa được khen"))


RULES = {
    "shown": Rule(shown),
    "due_documents": Rule(due_documents, (*deadlines.COLUMNS, ASSIGNED)),
    "initiative": Rule(initiative, (INITIATIVE, DECISION)),
    "ad_hoc": Rule(ad_hoc, (*barriers.COLUMNS, EVENT)),
}


def nothing(case: Case, *facts: str) -> Result:
    """No row speaks: declared as nothing to report, or silent (three different things)."""
    if case.nil:
        return Result("nil_declared", (*facts, case.nil))
    if not case.reported:
        return Result("no_evidence", facts, ("chưa có báo cáo nào của đơn vị được tiếp nhận trong kỳ",))
    return Result("no_evidence", facts, () if facts else tuple(_absent(side) for side in case.needed))


def _counted(side: Side) -> str:
    """ "03 lần huy động nguồn lực (c1 - Tiền: 02, c2 - Hiện vật: 01)" """
    kinds = Counter(row[side.sheet.kind_column] for row in side.accepted)
    parts = [f"{label}: {two_digits(kinds[code])}" for code, label in side.labels.items() if kinds[code]]
    return f"{two_digits(len(side.accepted))} {side.source.side}" + (f" ({', '.join(parts)})" if len(parts) > 1 else "")


def _absent(side: Side) -> str:
    return f"chưa có {side.source.side} nào ở trang “{side.sheet.name}”"


def _returned(case: Case) -> tuple[str, ...]:
    """Rows sent back to the unit, by the numbers that Excel shows: not counted until they are mended."""
    return tuple(f"{two_digits(len(side.refused))} {side.source.side} còn phải sửa nên chưa được tính (trang "
                 f"“{side.sheet.name}”, hàng {', '.join(map(str, sorted(row['_row'] for row in side.refused)))})"
                 for side in case.sides if side.refused)


def _due_counts(stand: dict[str, list[Row]]) -> tuple[str, ...]:
    """ "03 văn bản đến hạn, 02 đúng hạn, 01 trễ hạn, 0 chưa xong", and what was or will be due in another window."""
    count = {word: two_digits(len(rows)) if rows else "0" for word, rows in stand.items()}
    due = sum(len(stand[word]) for word in deadlines.DUE)
    words = [f"{two_digits(due)} văn bản đến hạn, {count[ON_TIME]} đúng hạn, {count[LATE]} trễ hạn, {count[UNDONE]} chưa xong"
             if due else "không có văn bản đến hạn trong kỳ"]
    words += [f"{count[LEFT_OVER]} văn bản quá hạn từ kỳ trước chưa xong"] if stand[LEFT_OVER] else []
    words += [f"{count[MADE_UP]} văn bản quá hạn từ kỳ trước nay đã xong"] if stand[MADE_UP] else []
    words += [f"{count[NOT_DUE]} văn bản chưa đến hạn"] if stand[NOT_DUE] else []
    return tuple(words) if any(stand.values()) else ()


def _document(row: Row) -> str:
    """The assigning document with its dates, and the unit's own explanation where it gave one."""
    done, why = row[deadlines.DONE], row.get(EXPLANATION)
    dates = f"hạn {format_date(row[deadlines.DEADLINE])}" + (f", xong {format_date(done)}" if done else "")
    return f"{row[ASSIGNED]} ({dates})" + (f", đơn vị giải trình: {why.rstrip(' .')}" if why else "")
