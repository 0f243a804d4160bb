"""How danh_muc.xlsx is laid out: its sheets, their headers and the words of its lists. Its reader and its writer share this."""

from dataclasses import dataclass
from datetime import date

GUIDE_SHEET = "Hướng dẫn"
REQUIRED_MARK = " *"
ALWAYS = date(1900, 1, 1)
"""What a blank "Từ ngày" means: valid as far back as anybody asks."""

ROLES = ("Chủ tịch", "Phó Chủ tịch", "Ủy viên", "Thư ký")
WORKED, FREE = "Làm bù", "Nghỉ bù"
DAY_KINDS = (WORKED, FREE)
COLLECTIVE, INDIVIDUAL = "Tập thể", "Cá nhân"
SUBJECTS = (COLLECTIVE, INDIVIDUAL)
RENAMED, MERGED, SPLIT, DISSOLVED, MOVED = "Đổi tên", "Sáp nhập", "Tách", "Giải thể", "Chuyển chức năng"
CHANGES = (RENAMED, MERGED, SPLIT, DISSOLVED, MOVED)
"""What may end a unit."""


@dataclass(frozen=True)
class Field:
    """One column. type: text, code, codes, name, date, month, number, emails, choice (one of `choices`). optional: the sheet
    may lack the column."""

    key: str
    header: str
    type: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    optional: bool = False

    @property
    def title(self) -> str:
        """The header as the sheet shows it, with the mark of a required column."""
        return self.header + REQUIRED_MARK if self.required else self.header


@dataclass(frozen=True)
class Table:
    """One sheet: a header row, then one line for each thing, mostly from a day to a day. optional: the file may lack it."""

    key: str
    name: str
    fields: tuple[Field, ...]
    optional: bool = False


SETTING_WORDS = {
    "parent_lines": "Cơ quan chủ quản (từng dòng)",
    "agency_lines": "Cơ quan ban hành (từng dòng)",
    "agency": "Tên cơ quan",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "addressee": "Kính gửi",
    "office_email": "Thư điện tử Văn phòng",
    "council": "Hội đồng",
    "signer_form": "Hình thức ký",
    "signer_title": "Chức vụ người ký",
    "signer_name": "Người ký",
    "recipients": "Nơi nhận",
    "drafter": "Đơn vị soạn thảo",
}
MAY_BE_ABSENT = ("signer_form", "drafter")
"""A head who signs in his own name has no "Hình thức ký"."""

_FROM, _TO = Field("from_", "Từ ngày", "date"), Field("to", "Đến ngày", "date")

UNITS = Table("units", "Đơn vị", (
    Field("code", "Mã", "code", required=True),
    Field("name", "Tên đơn vị", "name", required=True),
    Field("short", "Tên ngắn", "name"),
    Field("symbol", "Ký hiệu"),
    Field("emails", "Thư điện tử", "emails"),
    Field("head", "Thủ trưởng", "name"),
    _FROM, _TO,
    Field("successors", "Đơn vị kế thừa", "codes"),
    Field("change", "Loại biến động", "choice", choices=CHANGES, optional=True),
    Field("basis", "Căn cứ biến động", optional=True),
))
PEOPLE = Table("people", "Cán bộ", (
    Field("code", "Mã", "code", required=True),
    Field("name", "Họ và tên", "name", required=True),
    Field("title", "Chức vụ", required=True),
    Field("unit", "Mã đơn vị", "code", required=True),
    _FROM, _TO,
))
COUNCIL = Table("council", "Hội đồng", (
    Field("order", "STT", "number"),
    Field("name", "Họ và tên", "name", required=True),
    Field("title", "Chức vụ chính quyền", required=True),
    Field("role", "Vai trò", "choice", required=True, choices=ROLES),
    Field("unit", "Mã đơn vị", "code"),
    _FROM, _TO,
))
CALENDAR = Table("calendar", "Lịch làm việc", (
    Field("day", "Ngày", "date", required=True),
    Field("kind", "Loại", "choice", required=True, choices=DAY_KINDS),
    Field("basis", "Căn cứ"),
))
SETTINGS = Table("settings", "Thể thức", (
    Field("key", "Mục", "choice", required=True, choices=tuple(SETTING_WORDS.values())),
    Field("value", "Giá trị"),
    _FROM, _TO,
))
EXTENSIONS = Table("extensions", "Gia hạn", (
    Field("unit", "Mã đơn vị", "code", required=True),
    Field("period", "Kỳ", "month", required=True),
    Field("due", "Hạn mới", "date", required=True),
    Field("basis", "Căn cứ", required=True),
), optional=True)
DECIDED = Table("decided", "Khen thưởng", (
    Field("subject", "Đối tượng", "choice", required=True, choices=SUBJECTS),
    Field("who", "Họ và tên, tên tập thể", required=True),
    Field("award", "Hình thức khen thưởng", required=True),
    Field("number", "Số quyết định", required=True),
    Field("day", "Ngày quyết định", "date", required=True),
    Field("authority", "Cơ quan quyết định", required=True),
    Field("achievement", "Thành tích được khen"),
    Field("initiative", "Số công nhận sáng kiến"),
    Field("origin", "Kỳ, dòng đã đề nghị"),
), optional=True)
TABLES = (UNITS, PEOPLE, COUNCIL, CALENDAR, SETTINGS, EXTENSIONS, DECIDED)
