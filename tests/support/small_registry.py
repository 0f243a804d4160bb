"""A registry of three units, built without a file. All people are invented."""

from datetime import date

from emulation_batch.definition import Definition
from emulation_batch.periods import Month, Period, period_of
from emulation_batch.registry.model import CouncilMember, Person, Registry, Setting, Unit

START = date(2021, 8, 1)
UNITS = (
    ("VP", "Văn phòng Sở", "Văn phòng", "VP", ("vp@stttt.example.vn",), "Nông Thị Bích"),
    ("BCXB", "Phòng Bưu chính - Xuất bản", "Phòng BCXB", "BCXB", ("bcxb@stttt.example.vn",), "Hoàng Văn Cường"),
    ("TTCNTT", "Trung tâm Công nghệ thông tin và Truyền thông", "Trung tâm CNTT&TT", "TTCNTT",
     ("ttcntt@stttt.example.vn", "vanthu.ttcntt@stttt.example.vn"), "Triệu Đức Dũng"),
)
PEOPLE = (
    ("STTTT-001", "Nông Thị Bích", "Chánh Văn phòng", "VP"),
    ("STTTT-002", "Lường Văn Anh", "Chuyên viên", "VP"),
    ("STTTT-003", "Lý Thị Ánh", "Chuyên viên", "VP"),
    ("STTTT-004", "Hoàng Văn Cường", "Trưởng phòng", "BCXB"),
    ("STTTT-005", "Đinh Thị Hồng Gấm", "Phó Trưởng phòng", "BCXB"),
    ("STTTT-006", "Bàn Văn Hải", "Chuyên viên", "BCXB"),
    ("STTTT-007", "Triệu Đức Dũng", "Giám đốc Trung tâm", "TTCNTT"),
    ("STTTT-008", "Ma Thị Khánh", "Phó Giám đốc Trung tâm", "TTCNTT"),
    ("STTTT-009", "Dương Quốc Lập", "Viên chức", "TTCNTT"),
    ("STTTT-010", "Hà Thị Ứng", "Viên chức", "TTCNTT"),
)
COUNCIL = (
    (1, "Vi Quang Minh", "Giám đốc Sở", "Chủ tịch", ""),
    (2, "Nông Thị Bích", "Chánh Văn phòng", "Thư ký", "VP"),
    (3, "Hoàng Văn Cường", "Trưởng phòng Bưu chính - Xuất bản", "Ủy viên", "BCXB"),
)
PAPERS = (
    ("parent_lines", "ỦY BAN NHÂN DÂN"),
    ("parent_lines", "TỈNH BẮC KẠN"),
    ("agency_lines", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
    ("agency", "Sở Thông tin và Truyền thông"),
    ("symbol", "STTTT"),
    ("place", "Bắc Kạn"),
    ("addressee", "Hội đồng Thi đua - Khen thưởng Sở"),
    ("office_email", "thidua@stttt.example.vn"),
    ("council", "Hội đồng Thi đua - Khen thưởng Sở Thông tin và Truyền thông"),
    ("signer_form", ""),
    ("signer_title", "GIÁM ĐỐC"),
    ("signer_name", "Vi Quang Minh"),
    ("recipients", "Giám đốc, các Phó Giám đốc Sở"),
    ("recipients", "Lưu: VT, VP"),
    ("drafter", "VP"),
)


def small_registry() -> Registry:
    """Three units (VP, BCXB, TTCNTT), ten people, three Council members, the papers' settings."""
    return Registry(
        units=tuple(Unit(*fields, START, None) for fields in UNITS),
        people=tuple(Person(*fields, START, None) for fields in PEOPLE),
        council=tuple(CouncilMember(*fields, START, None) for fields in COUNCIL),
        worked=frozenset(),
        free=frozenset(),
        settings=tuple(Setting(key, value, START, None) for key, value in PAPERS),
        sha256="0" * 64,
    )


def march_2022(definition: Definition) -> Period:
    """The period 2022-03: 15 February to 14 March 2022, due 16 March 2022 at 17:00."""
    return period_of(Month(2022, 3), definition.window)
