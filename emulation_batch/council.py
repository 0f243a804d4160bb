"""What the Council says of the evidence: its opinions as the register's yellow cells hold them. The Council advises and
proposes (Law 06/2022/QH15, Điều 90); nothing here decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulation_batch.vietnamese import format_date

if TYPE_CHECKING:
    from emulation_batch.definition import Definition

MET, UNMET, UNCLEAR = "Đạt", "Không đạt", "Cần làm rõ"
VERDICTS = (MET, UNMET, UNCLEAR)
WAITS = "chờ xem lại"
"""Said of an opinion that does not stand: nothing follows from it before the Council has looked at it again."""
BALLOTS = ("Bỏ phiếu kín", "Biểu quyết")
RESULT, PROPOSAL = "kq", "dn"
RESULTS_SHEET, PROPOSALS_SHEET, MEETING_SHEET, STAMP_SHEET = "Kết quả theo tiêu chuẩn", "Đề nghị", "Họp Hội đồng", "_SoTheoDoi"
SHEETS = (RESULTS_SHEET, PROPOSALS_SHEET, MEETING_SHEET)
KEY_HEADER, NAME_HEADER = "Mã đối chiếu", "Tập thể, cá nhân"
HEADERS = {"verdict": "Kết luận của Hội đồng", "reason": "Lý do", "votes_for": "Phiếu tán thành",
           "votes_against": "Phiếu không tán thành"}
VOTES = ("votes_for", "votes_against")
STATUS_WORDS = {
    "sufficient": "Đủ căn cứ",
    "incomplete": "Chưa đủ căn cứ",
    "no_evidence": "Không có căn cứ",
    "nil_declared": "Không phát sinh",
    "for_council": "Chờ Hội đồng xem xét",
    "blocked": "Có vướng mắc, chuyển Hội đồng",
}
PROPOSAL_WORDS = {
    "put_forward": "Đưa ra Hội đồng",
    "for_council": "Chờ Hội đồng xem xét",
    "blocked": "Có vướng mắc, chuyển Hội đồng",
    "returned": "Trả lại đơn vị bổ sung",
}
GOES_FORWARD = ("put_forward", "for_council")
"""Standings of proposals that lists name before the Council has spoken."""


@dataclass(frozen=True)
class MeetingField:
    """One line of the sheet of the meeting: its key as the hidden column holds it, what stands before and after the cell."""

    key: str
    label: str
    hint: str
    type: str = "text"
    required: bool = False


MEETING_FIELDS = (
    MeetingField("day", "Ngày họp", "ngày/tháng/năm", "date", required=True),
    MeetingField("minutes", "Số biên bản", "Ví dụ 05/BB-HĐTĐKT", required=True),
    MeetingField("place", "Địa điểm", "In vào biên bản"),
    MeetingField("chair", "Chủ trì", "Họ và tên, chức vụ"),
    MeetingField("secretary", "Thư ký", "Họ và tên, chức vụ"),
    MeetingField("ballot", "Hình thức cho ý kiến", "Bấm mũi tên để chọn", "choice"),
    MeetingField("present", "Số thành viên có mặt", "Số nguyên", "number"),
    MeetingField("issued", "Số phiếu phát ra", "Chỉ khi bỏ phiếu", "number"),
    MeetingField("collected", "Số phiếu thu về", "Chỉ khi bỏ phiếu", "number"),
    MeetingField("valid", "Số phiếu hợp lệ", "Chỉ khi bỏ phiếu", "number"),
    MeetingField("invalid", "Số phiếu không dùng được", "Chỉ khi bỏ phiếu", "number"),
    MeetingField("entered_by", "Người nhập kết quả", "Họ và tên người ghi vào sổ này", required=True),
)
MEETING_PREFIX = "hop_"


@dataclass(frozen=True)
class FilledLine:
    """A line of a register in which somebody wrote: the key with the mark of its evidence, and the cells by field of HEADERS
    as (cell, typed value); name: whom the register itself names there, "" when that column is gone."""

    sheet: str
    key: str
    mark: str
    cells: dict[str, tuple[str, Any]]
    name: str = ""


@dataclass(frozen=True)
class FilledRegister:
    """A register that came back. period: its month, or the key of its span; meeting: field -> (cell, typed value); held: sheet
    -> the keys of all its lines."""

    period: str
    lines: tuple[FilledLine, ...]
    meeting: dict[str, tuple[str, Any]] = field(default_factory=dict)
    held: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """A meeting of the Council as somebody wrote it down; None and "" where nothing was written. Numbers are never made up."""

    day: date | None = None
    minutes: str = ""
    place: str = ""
    chair: str = ""
    secretary: str = ""
    ballot: str = ""
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    entered_by: str = ""


@dataclass(frozen=True)
class Opinion:
    """What the Council said of one line. key as in `result_keys` and `proposal_keys`; evidence: what the month shows beside it;
    file, cell: where it was written; stands: a departure from the evidence, or from its own votes, without a reason does not
    put anybody forward."""

    period: str
    key: str
    unit: str
    candidate: str
    name: str
    about: str
    evidence: str
    verdict: str
    reason: str
    votes_for: int | None
    votes_against: int | None
    meeting: Meeting
    file: str
    cell: str
    stands: bool = True

    @property
    def told(self) -> str:
        """ "Đạt. Lý do… (họp ngày 18/03/2022, biên bản 05/BB-HĐTĐKT)", and that it waits where it does not stand."""
        meeting = [f"họp ngày {format_date(self.meeting.day)}"] if self.meeting.day else []
        meeting += [f"biên bản {self.meeting.minutes}"] if self.meeting.minutes else []
        words = f"{self.verdict}. {self.reason.rstrip('.')}" if self.reason else self.verdict
        return words + (f" ({', '.join(meeting)})" if meeting else "") + ("" if self.stands else f", {WAITS}")


@dataclass(frozen=True)
class Council:
    """The opinions on this month, those on sealed months that came with it, and the month's last meeting. marks: key -> what
    the line rests on (council_keys.Marks). reviewed: earlier opinions on reviews that stand beside its nominations, as rows of
    records/decisions.parquet. half: key -> what can be read of a line on which no verdict can. untold: keys of lines that no
    paper tells. departing: those of `earlier`, and opinions on reviews, that say otherwise than the sealed month's
    papers."""

    opinions: tuple[Opinion, ...] = ()
    earlier: tuple[Opinion, ...] = ()
    meeting: Meeting = Meeting()
    marks: Mapping[str, str] = field(default_factory=dict)
    reviewed: tuple[Mapping[str, Any], ...] = ()
    half: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()
    departing: tuple[Opinion, ...] = ()

    def of(self, key: str) -> Opinion | None:
        """The opinion on a line, None before there is one."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, Opinion]:
        return {item.key: item for item in reversed(self.opinions)}

    def marked(self, key: str) -> str:
        """A key with the mark of its evidence, as the register's hidden column holds it."""
        return f"{key}#{self.marks.get(key, '')}"

    @property
    def told(self) -> list[Opinion]:
        """The opinions that enter the papers."""
        return [opinion for opinion in self.opinions if opinion.key not in self.untold]

    @property
    def heard(self) -> bool:
        """Whether the Council has said anything that the papers tell."""
        return bool(self.told)


def about_of(key: str, definition: Definition) -> str:
    """What the line of a key is about: the award, the kind of a nomination for none, or the clause."""
    _, kind, *told = [*key.split("|"), *[""] * 4]
    if kind == PROPOSAL:
        return definition.label("hinh_thuc_khen", told[1] or None) or definition.label("loai_de_nghi", told[0] or None)
    return f"vế {told[2]}"


OF_COUNCIL = "H"
"""The first letter of the codes of what is asked about the Council's registers."""
