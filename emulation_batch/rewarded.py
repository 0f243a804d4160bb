"""What a nomination has behind it: awards that were decided (danh_muc.xlsx, sheet “Khen thưởng”, also those decided elsewhere)
and nominations of sealed months, with what the Council said of them. It is shown with its place and rejects nothing: one
achievement is not commended twice (Law 06/2022/QH15, Điều 5), and whether it is one the Council weighs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from emulation_batch.council import PROPOSAL, WAITS
from emulation_batch.frames import plain_rows
from emulation_batch.periods import VIETNAM_TIME, days_of, parse_month
from emulation_batch.vietnamese import bare_key, format_date, match_key

if TYPE_CHECKING:
    from emulation_batch.batch import Batch
    from emulation_batch.registry import Decided, Registry

NUMBER = re.compile(r"\d+[a-zđ]?(?:/\d{4})?/[a-zđ](?:[\w&.\-]*\w)?", re.IGNORECASE)
LEAST_WORDS = 5
"""Shorter summaries are general words, not one achievement."""
MANY = 3
"""Words that so many units have written of their candidates may be general, too: other candidates' nominations in them are told
together."""
SUBJECTS = {"tap_the": "collective", "ca_nhan": "individual"}
WHO, SUMMARY, KIND, AWARD, SUBJECT = "ten", "tom_tat", "loai_de_nghi", "hinh_thuc", "doi_tuong"
RECOGNISED, LEADER = "quyet_dinh_cong_nhan", "nguoi_chu_tri"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Behind:
    """Sentences: the same achievement before (for the Council to weigh), and other awards and nominations (to be known)."""

    same: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def achievement_key(text: str) -> str:
    """The words of a summary without marks and in no order: the same work told in other spellings; "" for general words."""
    words = re.findall(r"[^\W_]{2,}", bare_key(text))
    return " ".join(sorted(set(words))) if len(set(words)) >= LEAST_WORDS else ""


def numbers_in(*texts: Any) -> set[str]:
    """Numbers with symbols ("12/QĐ-STTTT") of decisions and papers in texts, folded."""
    return {match_key(found) for text in texts if text for found in NUMBER.findall(str(text))}


class Past:
    """Everything before a month that its nominations are held against. said: key of a nomination -> the Council's words;
    as_of: the time of the papers, on whose day a later decision is none yet."""

    def __init__(self, batch: Batch, said: Mapping[str, str], as_of: datetime) -> None:
        self._batch, self._said = batch, said
        self._decided = [award for award in batch.registry.decided if was_decided(award, as_of)]
        frame = batch.past.get("de_nghi")
        rows = plain_rows(frame) if frame is not None and {WHO, SUMMARY, KIND, AWARD, SUBJECT} <= set(frame) else []
        self._rows = [(before, achievement_key(str(before[SUMMARY] or ""))) for before in rows]
        units = defaultdict(set)
        for before, key in self._rows:
            units[key].add(before["_unit"])
        self._general = {key for key, wrote in units.items() if len(wrote) >= MANY}
        self._recognised = [row for table in (batch.past.get("van_ban"), batch.sheets.get("van_ban"))
                            if table is not None and RECOGNISED in table for row in plain_rows(table) if row[RECOGNISED]]

    def behind(self, row: Row) -> Behind:
        """What stands behind an accepted row of the proposal sheet of this month."""
        key, numbers = achievement_key(str(row.get(SUMMARY) or "")), self._numbers(row)
        same, others = [], []
        for award in self._decided:
            own = is_of(self._batch.registry, row.get(WHO) or "", award)
            if (key and key == achievement_key(award.achievement)) or numbers & numbers_in(award.initiative, award.achievement):
                same.append(f"Thành tích, sáng kiến này đã được khen: {award.who.partition('|')[0].strip()}, {_told(award)}.")
            elif own:
                sure = is_certain(self._batch.registry, row.get(WHO) or "", award)
                others.append(f"Đã được khen: {_told(award)}{'' if sure else ' (theo họ tên, cần đối chiếu)'}.")
        shared: list[Row] = []
        for before, words in self._rows:
            own = bool(before[WHO]) and before[WHO] == row.get(WHO)
            if self._alike(key, words, own) or numbers & self._numbers(before):
                same.append(f"Thành tích, sáng kiến này đã được đề nghị: {self._place(before)}.")
            elif own:
                others.append(f"Đã được đề nghị: {self._place(before)}.")
            elif key and key == words:
                shared.append(before)
        if shared:
            months, units = sorted({before["_period"] for before in shared}), {before["_unit"] for before in shared}
            others.append(f"Lời tóm tắt này đã được dùng trong {len(shared):02d} đề nghị khác của {len(units):02d} đơn vị "
                          f"(kỳ {', '.join(months)}), có thể là câu dùng chung; cần đối chiếu.")
        return Behind(tuple(dict.fromkeys(same)), tuple(dict.fromkeys(others)))

    def _alike(self, key: str, other: str, own: bool) -> bool:
        """Whether two summaries tell the same achievement: of one candidate, or in words that are not many units' words."""
        return bool(key) and key == other and (own or key not in self._general)

    def _numbers(self, row: Row) -> set[str]:
        """Numbers of recognised initiatives behind a nomination: those it names, and those of the candidate's own rows."""
        own = (known[RECOGNISED] for known in self._recognised if row.get(WHO) and row[WHO] == (
            known["_unit"] if row[SUBJECT] == "tap_the" else known.get(LEADER)) and known["_period"] <= row["_period"])
        return numbers_in(row.get(SUMMARY), *own)

    def _place(self, row: Row) -> str:
        """ "Lý Thị Ánh, Giấy khen …, kỳ 2022-01, Văn phòng Sở, hàng 8; Hội đồng: Đạt", the names as of then."""
        definition, registry = self._batch.definition, self._batch.registry
        label = definition.label("hinh_thuc_khen", row[AWARD]) or definition.label("loai_de_nghi", row[KIND])
        key = "|".join((row["_period"], PROPOSAL, row[KIND] or "", row[AWARD] or "", SUBJECTS.get(row[SUBJECT], ""),
                        row[WHO] or ""))
        said = f"; Hội đồng: {self._said[key]}" if key in self._said else ""
        day = days_of(parse_month(row["_period"]), definition.window)[1]
        who, unit = registry.name_of(row[WHO] or "", day), registry.name_of(row["_unit"], day)
        return f"{who}, {label}, kỳ {row['_period']}, {unit}, hàng {row['_row']}{said}"


def is_of(registry: Registry, candidate: str, award: Decided) -> bool:
    """Whether an award is of this candidate: by its code, else by a name in any spelling."""
    name, _, code = (part.strip() for part in award.who.rpartition("|"))
    if not candidate or (name and code):
        return bool(candidate) and code == candidate
    return code == candidate or bare_key(code) == bare_key(registry.name_of(candidate, award.day))


def was_decided(award: Decided, as_of: datetime) -> bool:
    """Whether papers of that time may tell of an award."""
    return award.day <= as_of.astimezone(VIETNAM_TIME).date()


def is_certain(registry: Registry, candidate: str, award: Decided) -> bool:
    """Whether an award that `is_of` this candidate says so beyond doubt: by its code, or by the very name of a collective;
    people may share a name."""
    name, _, code = (part.strip() for part in award.who.rpartition("|"))
    unit = registry.unit(candidate, award.day)
    return bool(name) or code == candidate or (unit is not None and match_key(code) == match_key(unit.name))


def _told(award: Decided) -> str:
    origin = f", từ {award.origin}" if award.origin else ""
    return f"{award.award}, Quyết định {award.number} ngày {format_date(award.day)} của {award.authority}{origin}"


def words_of(decisions: Iterable[Row]) -> dict[str, str]:
    """Key -> the Council's words, of the lines of records/decisions.parquet of sealed months, the later last."""
    found = {}
    for row in decisions:
        minutes = f" (biên bản {row['minutes']})" if row["minutes"] else ""
        waits = "" if row["stands"] else f", {WAITS}"
        found[row["key"]] = f"{row['verdict']}{'. ' + row['reason'].rstrip('.') if row['reason'] else ''}{minutes}{waits}"
    return found
