"""The world of the corpus: a definition that uses every rule, and a registry of fifteen units. All people are invented."""

from dataclasses import replace
from datetime import date
from functools import cache

from support.paths import shipped_definition
from support.small_registry import START, small_registry
from support.tables import with_column

from emulation_batch.definition import Definition
from emulation_batch.periods import Period, parse_month, period_of
from emulation_batch.registry import Registry
from emulation_batch.registry.model import Person, Unit

MONTHS = ("2022-03", "2022-01", "2023-06", "2023-11", "2025-05")
UNITS = 15
BUSY, QUIET = 5, 4
LEFT = date(2021, 9, 30)
SURNAMES = ("Nông", "Hoàng", "Triệu", "Lường", "Đinh", "Bàn", "Ma", "Dương", "Hà", "Vi")
MIDDLES = ("Thị", "Văn", "Đức", "Quốc", "Hồng", "Ngọc", "Minh", "Xuân", "Thanh", "Hữu", "Mạnh", "Kim")
GIVEN = ("Bích", "Cường", "Dũng", "Anh", "Gấm", "Hải", "Khánh", "Lập", "Ứng", "Thủy", "Hòa", "Quý", "Nghĩa")


@cache
def corpus_definition() -> Definition:
    """The shipped definition, with a second date on one sheet: its rule `not_before` is used by no shipped column.

    Few open rows, so that a file is written fast; a sheet grows with the rows that are filled.
    """
    wider = with_column(shipped_definition(), "tuyen_truyen", key="ngay_ket_thuc", header="Ngày kết thúc", type="date",
                        not_before="ngay", hint="ngày/tháng/năm")
    return replace(wider, workbook=replace(wider.workbook, rows=4))


@cache
def corpus_registry() -> Registry:
    """Fifteen units; each has a head, busy people, quiet people whom no clean row names, two of one name, two who left."""
    units, people = [], []
    for number in range(UNITS):
        code = f"DV{number + 1}"
        line = _people(number)
        units.append(Unit(code, f"Phòng Nghiệp vụ {number + 1}", f"P. Nghiệp vụ {number + 1}", f"NV{number + 1}",
                          (f"dv{number + 1}@stttt.example.vn",), line[0], START, None))
        people += [Person(f"CB-{number + 1:02}{place:02}", name, "Chuyên viên", code, START, LEFT if place >= len(line) - 2 else None)
                   for place, name in enumerate(line)]
    return replace(small_registry(), units=tuple(units), people=tuple(people), council=())


def _people(number: int) -> list[str]:
    """Head, writer, busy, quiet, two of one name, two who left: no other name is borne twice in a unit."""
    names = [f"{SURNAMES[number % len(SURNAMES)]} {MIDDLES[(number + place) % len(MIDDLES)]} {GIVEN[place]}" for place in range(2 + BUSY + QUIET)]
    return [*names, f"{SURNAMES[number % len(SURNAMES)]} Văn Trùng", f"{SURNAMES[number % len(SURNAMES)]} Văn Trùng", f"{SURNAMES[number % len(SURNAMES)]} Thị Nghỉ",
            f"{SURNAMES[number % len(SURNAMES)]} Thị Chuyển"]


def busy(unit: str, registry: Registry) -> list[Person]:
    """People whom clean rows name."""
    return [person for person in registry.people if person.unit == unit][2:2 + BUSY]


def quiet(unit: str, registry: Registry) -> list[Person]:
    """People whom no clean row names."""
    return [person for person in registry.people if person.unit == unit][2 + BUSY:2 + BUSY + QUIET]


def namesake(unit: str, registry: Registry) -> Person:
    """One of the two who bear one name."""
    return [person for person in registry.people if person.unit == unit][-3]


def gone(unit: str, registry: Registry, place: int) -> Person:
    """Who has left: 0 or 1."""
    return [person for person in registry.people if person.unit == unit][place - 2]


def period_for(key: str) -> Period:
    """The window of a month of the corpus."""
    return period_of(parse_month(key), corpus_definition().window)
