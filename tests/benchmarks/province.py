"""A province as files: so many units, each with a filled workbook. All people are invented.

A few prototypes are written by the template writer; every other unit's workbook is one of them with the unit's own code,
names, document numbers and texts put into the parts, so that a thousand cost seconds and no two files are alike.
"""

import io
import os
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from support.paths import shipped_definition
from support.small_registry import START, small_registry

from emulation_batch.definition import Definition
from emulation_batch.periods import Month, Period, is_working_day, period_of
from emulation_batch.registry import Registry
from emulation_batch.registry.model import Person, Unit
from emulation_batch.sample.registry import sample_office, write_registry
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import Workspace, init_workspace

PROTOTYPES = 10
NOMINATING = (3, 8)
"""Two units in ten nominate: two hundred of a thousand."""
MISTAKES: dict[int, tuple[tuple[str, int, str, Any], ...]] = {
    1: (("van_ban", 1, "so_ky_hieu", "báo cáo tháng 3"), ("nguon_luc", 0, "so_tien", "1,2 triệu"), ("ca_nhan", 0, "noi_dung", None)),
    4: (("van_ban", 0, "loai", "a9"), ("co_che", 0, "ngay", date(2022, 4, 20)), ("nguon_luc", 3, "so_ho", 9),
        ("tuyen_truyen", 0, "so_luong", -3)),
    8: (("co_che", 0, "noi_dung", "tốt"), ("tuyen_truyen", 0, "ngay", "đầu tháng 3"), ("nguon_luc", 1, "hien_vat", None),
        ("ca_nhan", 0, "can_bo", "Người lạ")),
}
"""Three units in ten make the usual mistakes: sheet, row, column, what is typed instead (None: left blank)."""
REPEATED = {4: ("ca_nhan", 1), 8: ("van_ban", 2)}
"""A row that is typed twice."""
OFTEN = ("so_ho", "so_luot_ho", "dia_ban", "ngay_hoan_thanh", "so_ky_hieu")
UNITS_OF_COUNT = {"d1": "bài", "d2": "lớp tập huấn"}
GIVEN = ("Bích", "Cường", "Dũng", "Gấm", "Hải", "Khánh")
SURNAMES = ("Nông", "Hoàng", "Triệu", "Lường", "Đinh", "Bàn", "Ma", "Dương", "Hà", "Vi")
PLACES = ("xã Cao Thượng", "xã Bành Trạch", "xã Vũ Muộn", "xã Nghĩa Tá", "xã Đồng Thắng", "xã Côn Minh", "xã Xuân Lạc")
DEEDS = ("phối hợp xã rà soát hộ nghèo thiếu hụt về thông tin", "hướng dẫn thôn lắp đặt điểm truy cập internet",
         "tham mưu kế hoạch giảm nghèo về thông tin", "vận động ủng hộ Quỹ Vì người nghèo ở cơ sở",
         "tập huấn kỹ năng số cho hộ mới thoát nghèo", "xây dựng mô hình nuôi gà tại thôn vùng cao")


def token(number: int) -> str:
    """What marks everything of a unit: always as long, and found nowhere else in a workbook."""
    return f"Q{number:05}"


def province(units: int) -> Registry:
    """A registry of so many units with six people each."""
    made, people = [], []
    for number in range(units):
        code = token(number)
        staff = [f"{SURNAMES[(number + place) % len(SURNAMES)]} Văn {given} {code}" for place, given in enumerate(GIVEN)]
        made.append(Unit(code, f"Phòng Nghiệp vụ {code}", f"P. {code}", code, (f"{code.lower()}@stttt.example.vn",), staff[0],
                         START, None, ""))
        people += [Person(f"CB-{code}-{place}", name, "Chuyên viên", code, START, None) for place, name in enumerate(staff)]
    return replace(small_registry(), units=tuple(made), people=tuple(people), council=())


def workspace(folder: Path, units: int) -> Workspace:
    """The shipped definition with a province of so many units."""
    return Workspace(folder, shipped_definition(), province(units))


def lay_workspace(root: Path, units: int) -> list[Path]:
    """A workspace on the disk, with the workbooks of a month in its inbox; gives those."""
    init_workspace(root)
    registry, office = province(units), sample_office()
    told = {"units": [{"code": unit.code, "name": unit.name, "short": unit.short, "symbol": unit.symbol,
                       "emails": list(unit.emails), "head": unit.head} for unit in registry.units],
            "people": [(person.code, person.name, person.title, person.unit) for person in registry.people],
            "council": [(*member[:3], "") for member in office["council"]]}
    write_registry(root / "input_templates" / "danh_muc.xlsx", office | told)
    return write_inbox(root / "inbox" / month().key, registry, month())


def month(year: int = 2022, number: int = 3) -> Period:
    """The window of a month."""
    return period_of(Month(year, number), shipped_definition().window)


def write_inbox(folder: Path, registry: Registry, period: Period) -> list[Path]:
    """A workbook of every unit in a folder, received an hour before it was due; what stands there already is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    definition, moment = shipped_definition(), (period.due - timedelta(hours=1)).timestamp()
    paths = [folder / f"TD_{unit.code}_{period.key}.xlsx" for unit in registry.units]
    prototypes: dict[int, list[tuple[zipfile.ZipInfo, bytes]]] = {}
    for number, path in enumerate(paths):
        if path.exists():
            continue
        first = number % PROTOTYPES
        if first not in prototypes:
            prototypes[first] = _prototype(first, definition, period)
        path.write_bytes(_derived(prototypes[first], first, number))
        os.utime(path, (moment, moment))
    return paths


def change(path: Path) -> None:
    """Put other words into a unit's workbook; its place and time stay."""
    with zipfile.ZipFile(path) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    moment = path.stat().st_mtime
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts:
            archive.writestr(entry, content.replace("tại xã".encode(), "ở xã".encode()), zipfile.ZIP_DEFLATED)
    os.utime(path, (moment, moment))


def _prototype(number: int, definition: Definition, period: Period) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """The parts of a workbook of the unit of that number."""
    registry = province(PROTOTYPES)
    unit = registry.units[number]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "prototype.xlsx"
        write_workbook(path, definition, registry, unit, period, filled(number, registry, definition, period))
        with zipfile.ZipFile(path) as archive:
            return [(entry, archive.read(entry)) for entry in archive.infolist()]


def _derived(parts: list[tuple[zipfile.ZipInfo, bytes]], first: int, number: int) -> bytes:
    """The same workbook of another unit: its token in the place of the prototype's, in code, names, people and texts."""
    old, new = token(first), token(number)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts:
            archive.writestr(entry, content.replace(old.encode(), new.encode()).replace(old.lower().encode(), new.lower().encode()), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def filled(number: int, registry: Registry, definition: Definition, period: Period) -> Filled:
    """What a unit types: four or five rows on most sheets, about its head; three prototypes in ten with MISTAKES."""
    unit, random = registry.units[number], Random(number)
    people = [person for person in registry.people if person.unit == unit.code]
    rows: dict[str, list[dict[str, Any]]] = {}
    for sheet in definition.tables:
        count = (number in NOMINATING) if sheet.subject == "proposal" else random.choice((4, 5))
        rows[sheet.key] = [_row(sheet, place, token(number), people[0], unit, definition, period, random) for place in range(count)]
    for sheet_key, place, column, typed in MISTAKES.get(number, ()):
        rows[sheet_key][place][column] = typed
    if number in REPEATED:
        sheet_key, place = REPEATED[number]
        rows[sheet_key].append(rows[sheet_key][place])
    form: dict[str, Any] = {"khong_phat_sinh": "Không", "lan_nop": 1, "nguoi_lap": people[1].name, "dien_thoai": "0209 3870 000",
                            "thu_dien_tu": unit.emails[0], "thu_truong": unit.head, "ngay_ky": period.to}
    return Filled(form, {key: [{name: value for name, value in row.items() if value is not None} for row in lines]
                         for key, lines in rows.items()})


def _row(sheet: Any, place: int, own: str, person: Person, unit: Unit, definition: Definition, period: Period,
         random: Random) -> dict[str, Any]:
    """One complete row of the sheet's kinds in turn; every text and document number holds the unit's token and the row's place."""
    kinds = ["hang_nam"] if sheet.subject == "proposal" else list(definition.choice(sheet.column(sheet.kind_column).choices).labels)
    kind = kinds[place % len(kinds)]
    days = [day for number in range((period.to - period.from_).days + 1)
            if is_working_day(day := period.from_ + timedelta(days=number))]
    row: dict[str, Any] = {}
    for column in sheet.columns:
        if column.key == sheet.kind_column:
            row[column.key] = definition.choice(column.choices).labels[kind]
        elif column.required_for(kind) or column.meant_for(kind) and column.key in OFTEN:
            row[column.key] = _value(sheet, column, f"{own}{sheet.key[:2]}{place}", kind, person, unit, definition,
                                     days[place * 3 % len(days)], random)
    return row


def _value(sheet: Any, column: Any, own: str, kind: str, person: Person, unit: Unit, definition: Definition, day: date,
           random: Random) -> Any:
    match column.type:
        case "choice":
            fixed = {"doi_tuong": "Tập thể", "da_khen": "Không", "dang_xem_xet_ky_luat": "Không", "sang_kien": "Giải pháp",
                     "don_vi_tinh": UNITS_OF_COUNT.get(kind),
                     "hinh_thuc": "Giấy khen của Giám đốc Sở" if sheet.subject == "proposal" else "Vận động"}
            return fixed.get(column.key) or random.choice(list(definition.choice(column.choices).labels.values()))
        case "date":
            return day + timedelta(days=5) if column.key == "han_hoan_thanh" else day
        case "document":
            return f"{len(column.key)}/BC-{own}"
        case "money":
            return 500_000 + random.randrange(400) * 10_000
        case "integer":
            return {"so_ho": 3, "so_luot_ho": 5, "so_phieu_tan_thanh": 9, "tong_so_phieu": 10}.get(column.key, 12)
        case "decimal":
            return random.choice((0.5, 1))
        case "person":
            return person.choice
        case "candidate":
            return unit.name
    if column.key == "dia_ban":
        return random.choice(PLACES)
    return f"Việc {own}{column.key[:3]}: {random.choice(DEEDS)} tại {random.choice(PLACES)}"
