"""The rules that a clause of movement.toml can name. A rule counts and names; it compares with no threshold.

Facts and missing things are Vietnamese words for the Council's paper; "sufficient" here still passes `base.settle`.
"""

import pandas as pd

from emulation_batch import barriers, deadlines
from emulation_batch.barriers import barriers_of
from emulation_batch.criteria.base import Result, Rule
from emulation_batch.criteria.evidence import Case, Side
from emulation_batch.vietnamese import format_date

INITIATIVE, DECISION = "sang_kien", "quyet_dinh_cong_nhan"
ASSIGNED, EVENT, EXPLANATION = "van_ban_giao", "ngay_su_kien", "giai_trinh"


def shown(case: Case) -> Result:
    """Every needed side has an accepted row (Plan, Mục III: “có …”; both sides where it says “và”, as in III.2.b)."""
    if not case.used:
        return nothing(case)
    empty = [side for side in case.needed if side.accepted.empty]
    facts = tuple(_counted(side) for side in case.sides if not side.accepted.empty)
    missing = tuple(_absent(side) for side in empty if side.refused.empty) + _returned(case)
    return Result("incomplete" if empty else "sufficient", facts, missing)


def due_documents(case: Case) -> Result:
    """Assigned documents due in the window, done in time or not (Plan, Mục III.1.a: “đúng thời hạn”).

    A late one does not fail: whether it is excusable is the Council's. A due one not done is listed as missing.
    """
    rows, first, last = case.sides[0].accepted, pd.Timestamp(case.period.from_), pd.Timestamp(case.period.to)
    due, old = deadlines.due(rows, first, last), deadlines.left_over(rows, first)
    late = rows[due & (rows[deadlines.DONE] > rows[deadlines.DEADLINE])]
    undone = rows[(due | old) & rows[deadlines.DONE].isna()]
    if not (due | old).any() and case.sides[0].refused.empty:
        return nothing(case, _not_due(rows))
    facts = (_due_counts(rows, due, old, late), *(f"trễ hạn: {_document(row)}" for _, row in late.iterrows()))
    missing = tuple(f"đến hạn mà chưa xong: {_document(row)}" for _, row in undone.iterrows()) + _returned(case)
    return Result("incomplete" if missing else "sufficient" if late.empty else "for_council", facts, missing)


def initiative(case: Case) -> Result:
    """A solution, or an initiative with its recognition (Plan, Mục III.1.a “có sáng kiến, giải pháp”; Law 06/2022, Điều 3)."""
    if not case.used:
        return nothing(case)
    rows = case.sides[0].accepted
    initiatives, recognised = rows[INITIATIVE] == "sang_kien", rows[DECISION].notna()
    counts = {"giải pháp": (rows[INITIATIVE] == "giai_phap").sum(),
              "sáng kiến có quyết định công nhận": (initiatives & recognised).sum(),
              "sáng kiến chưa có quyết định công nhận": (initiatives & ~recognised).sum()}
    facts = tuple(f"{count} {what}" for what, count in counts.items() if count)
    enough = len(rows) > counts["sáng kiến chưa có quyết định công nhận"]
    return Result("incomplete" if rows.empty else "sufficient" if enough else "for_council", facts, _returned(case))


def ad_hoc(case: Case) -> Result:
    """An ad hoc proposal: stopped by a barrier, else before the Council (Plan, Mục IV.2: “đặc biệt xuất sắc”)."""
    side, kind = case.sides[0], case.sides[0].sheet.kind_column
    if side.accepted.empty:
        return Result("incomplete", (), _returned(case), tuple(side.refused["_ref"]))
    row = side.accepted.iloc[0]
    if stops := barriers_of(row, row[kind]):
        return Result("blocked", (f"đề nghị theo {case.standard.basis}", *stops))
    event = (f"sự kiện ngày {format_date(row[EVENT])}",) if pd.notna(row[EVENT]) else ()
    return Result("for_council", (*event, "đơn vị ghi thành tích ngoài kế hoạch được giao, chưa được khen"))


RULES = {
    "shown": Rule(shown),
    "due_documents": Rule(due_documents, (*deadlines.COLUMNS, ASSIGNED)),
    "initiative": Rule(initiative, (INITIATIVE, DECISION)),
    "ad_hoc": Rule(ad_hoc, (*barriers.COLUMNS, EVENT)),
}


def nothing(case: Case, *facts: str) -> Result:
    """No row speaks: declared as nothing to report, or silent (three different things: domain.md 8.1, point 4)."""
    facts = tuple(fact for fact in facts if fact)
    if case.nil:
        return Result("nil_declared", (*facts, case.nil))
    if not case.reported:
        return Result("no_evidence", facts, ("chưa có báo cáo nào của đơn vị được tiếp nhận trong kỳ",))
    return Result("no_evidence", facts, () if facts else tuple(_absent(side) for side in case.needed))


def _counted(side: Side) -> str:
    """ "3 lần huy động nguồn lực (c1 - Tiền: 2, c2 - Hiện vật: 1)" """
    kinds = side.accepted[side.sheet.kind_column].value_counts()
    parts = [f"{label}: {kinds[code]}" for code, label in side.labels.items() if code in kinds.index]
    return f"{len(side.accepted)} {side.source.side}" + (f" ({', '.join(parts)})" if len(parts) > 1 else "")


def _absent(side: Side) -> str:
    return f"chưa có {side.source.side} nào ở trang “{side.sheet.name}”"


def _returned(case: Case) -> tuple[str, ...]:
    """Rows sent back to the unit, with the rows that Excel shows: not counted until they are mended."""
    return tuple(f"{len(side.refused)} {side.source.side} trả lại để sửa, chưa được tính (trang “{side.sheet.name}”, dòng "
                 f"{', '.join(str(row) for row in sorted(side.refused['_row']))})"
                 for side in case.sides if not side.refused.empty)


def _not_due(rows: pd.DataFrame) -> str:
    return f"không có văn bản đến hạn trong kỳ, {len(rows)} văn bản chưa đến hạn" if len(rows) else ""


def _due_counts(rows: pd.DataFrame, due: pd.Series, old: pd.Series, late: pd.DataFrame) -> str:
    undone = int((due & rows[deadlines.DONE].isna()).sum())
    words = (f"{due.sum()} văn bản đến hạn, {due.sum() - len(late) - undone} đúng hạn, {len(late)} trễ hạn, "
             f"{undone} chưa xong")
    return words + (f", {old.sum()} quá hạn từ kỳ trước chưa xong" if old.any() else "")


def _document(row: pd.Series) -> str:
    """The assigning document with its dates, and the unit's own explanation where it gave one."""
    done, why = row[deadlines.DONE], row.get(EXPLANATION)
    dates = f"hạn {format_date(row[deadlines.DEADLINE])}" + (f", xong {format_date(done)}" if pd.notna(done) else "")
    return f"{row[ASSIGNED]} ({dates})" + (f", đơn vị giải trình: {why.rstrip(' .')}" if pd.notna(why) else "")
