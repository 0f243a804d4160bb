"""The month that must not be disturbed: a workspace of fifty units, each with one good workbook. All people are invented."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from precision.offices import GIVEN, MIDDLES, SURNAMES
from support import books
from support.registry_files import good_sheets, write_sheets

from emulation_batch.definition import Definition
from emulation_batch.periods import Period
from emulation_batch.registry import Registry
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import REGISTRY_FILE, Workspace, init_workspace, open_workspace

UNITS, PEOPLE_EACH = 50, 3
PERIOD, AS_OF = "2022-03", "2022-03-17T08:00"
START = date(2021, 8, 1)
GONE = "DV99"
"""A unit that was closed before the month: a workbook of its own that can be read is refused for that reason (F113)."""


def unit_code(number: int) -> str:
    """DV01 to DV50."""
    return f"DV{number:02}"


def build(root: Path) -> Workspace:
    """Lay down a workspace with the shipped definition and a registry of the fifty units and the closed one."""
    init_workspace(root)
    write_sheets(root / "input_templates" / REGISTRY_FILE, _registry())
    (root / "inbox" / PERIOD).mkdir()
    return open_workspace(root)


def _registry() -> dict[str, list[list[Any]]]:
    sheets = good_sheets()
    units, people = sheets["Đơn vị"][:1], sheets["Cán bộ"][:1]
    for number in range(1, UNITS + 1):
        names = [person_name(number, place) for place in range(PEOPLE_EACH)]
        units.append([unit_code(number), f"Phòng Nghiệp vụ {number}", f"P. Nghiệp vụ {number}", f"NV{number}",
                      f"dv{number:02}@stttt.example.vn", names[0], START, None, None])
        people += [[f"CB-{number:02}{place}", name, "Chuyên viên", unit_code(number), START, None]
                   for place, name in enumerate(names)]
    units.append([GONE, "Phòng Đã Giải thể", "P. Đã Giải thể", "GT", "dv99@stttt.example.vn", "Hà Thị Ứng", START,
                  date(2021, 12, 31), unit_code(1)])
    sheets["Đơn vị"], sheets["Cán bộ"] = units, people
    sheets["Hội đồng"][2][4] = unit_code(1)
    for name in ("Gia hạn", "Khen thưởng"):
        sheets[name] = sheets[name][:1]
    return sheets


def person_name(number: int, place: int) -> str:
    """A name that nobody else of the unit bears."""
    return f"{SURNAMES[number % len(SURNAMES)]} {MIDDLES[(number // 7 + place) % len(MIDDLES)]} {GIVEN[(number + place) % len(GIVEN)]}"


def choice(number: int, place: int = 1) -> str:
    """A person as the drop-down shows it."""
    return f"{person_name(number, place)} | CB-{number:02}{place}"


def good_rows(number: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of three sheets without a fault; every unit's differ."""
    day = date(2022, 2, 15) + timedelta(days=number % 25)
    document = {**books.VAN_BAN, "noi_dung": f"Tham mưu Kế hoạch giảm nghèo về thông tin số {number}", "minh_chung": f"00{number}",
                "so_ky_hieu": f"{number}/KH-NV{number}", "nguoi_chu_tri": choice(number), "ngay_hoan_thanh": day}
    money = {**books.NGUON_LUC, "noi_dung": f"Ủng hộ Quỹ Vì người nghèo đợt {number}", "chung_tu": f"Biên lai {number}",
             "so_tien": 1_000_000 + number * 1000, "ngay": day}
    visit = {"can_bo": choice(number), "loai": "a1 - Bám sát cơ sở", "noi_dung": f"Cùng xã rà soát hộ nghèo lần {number}",
             "ngay": day, "dia_ban": "xã Cao Thượng", "so_ngay": 1, "minh_chung": f"Lịch công tác {number}"}
    return {"van_ban": [document], "nguon_luc": [money], "ca_nhan": [visit]}


def form(number: int) -> dict[str, Any]:
    """The first sheet, complete."""
    return {"nguoi_lap": person_name(number, 1), "dien_thoai": "0209 3870 000", "thu_dien_tu": f"dv{number:02}@stttt.example.vn",
            "thu_truong": person_name(number, 0), "ngay_ky": date(2022, 3, 14), "kps_co_che": "Có", "kps_tuyen_truyen": "Có",
            "ly_do_kps": "Trong kỳ không được giao việc này", "khong_phat_sinh": "Không"}


def write_good(path: Path, number: int, definition: Definition, registry: Registry, period: Period,
               rows: dict[str, list[dict[str, Any]]] | None = None) -> Path:
    """The good workbook of one unit, or the same with other rows."""
    unit = next(unit for unit in registry.units if unit.code == unit_code(number))
    write_workbook(path, definition, registry, unit, period, Filled(form(number), rows or good_rows(number)))
    books.set_time(path, period.due - timedelta(days=1))
    return path
