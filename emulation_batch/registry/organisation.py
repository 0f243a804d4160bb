"""How units follow one another over the years: who carries whose totals on, and the changes in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from emulation_batch.registry.model import CouncilMember, Person, Registry, Unit
from emulation_batch.registry.sheets import DISSOLVED, MERGED, MOVED, RENAMED, SPLIT
from emulation_batch.vietnamese import format_date

VERBS = {RENAMED: "đổi tên thành", MERGED: "sáp nhập vào", SPLIT: "tách thành", MOVED: "chuyển chức năng sang",
         "": "được kế thừa bởi"}
GONE = {MOVED: "chuyển chức năng ra ngoài Sở", DISSOLVED: "giải thể"}


@dataclass(frozen=True)
class Change:
    """A unit's change: `day` is the first of the new order; old and heirs are names as of the days before and after.

    carried: whether the totals go on under another code, which is so only where exactly one unit takes over.
    """

    day: date
    code: str
    old: str
    kind: str
    heirs: tuple[str, ...]
    basis: str
    carried: bool

    @property
    def told(self) -> str:
        """ "Từ 01/3/2025, Phòng A sáp nhập vào Phòng B (Quyết định …): số liệu trước đó được cộng tiếp ở Phòng B." """
        basis, day = f" ({self.basis})" if self.basis else "", format_date(self.day)
        if self.kind == DISSOLVED or not self.heirs:
            return f"Từ {day}, {self.old} {GONE.get(self.kind, 'thôi hoạt động')}{basis}: số liệu giữ ở tên cũ."
        text = f"Từ {day}, {self.old} {VERBS[self.kind]} {', '.join(self.heirs)}{basis}"
        if self.carried:
            return f"{text}: số liệu trước đó được cộng tiếp ở {self.heirs[0]}."
        return f"{text}." if self.kind == RENAMED else f"{text}: số liệu trước đó giữ ở {self.old}, không chia lại."


def carried_by(registry: Registry, code: str, day: date) -> str:
    """The code under which the totals of a code stand on a day: that of the one unit that took over, and so on; its own while
    it reports, and where several units or none took over: nothing says how to divide what was reported together."""
    seen = {code}
    while True:
        line = _last_line(registry.units, code, day)
        if line is None or line.active(day) or len(line.successors) != 1 or line.successors[0] in seen:
            return code
        code = line.successors[0]
        seen.add(code)


def followed_by(registry: Registry, code: str, day: date) -> str:
    """ "Phòng A có đơn vị kế thừa là Phòng B (mã B)." of a unit whose totals stand there on that day; "" of any other."""
    heir = carried_by(registry, code, day)
    if heir == code:
        return ""
    return f"{registry.name_of(code, day)} có đơn vị kế thừa là {registry.name_of(heir, day)} (mã {heir})."


def _last_line(units: Iterable[Unit], code: str, day: date) -> Unit | None:
    return max((unit for unit in units if unit.code == code and unit.from_ <= day), key=lambda unit: unit.from_, default=None)


def changes(registry: Registry, first: date, last: date) -> list[Change]:
    """The changes that take effect on a day from `first` to `last`, by day, then in the registry's order."""
    found = [_change(registry, unit, unit.to + timedelta(days=1)) for unit in registry.units
             if unit.to is not None and first <= unit.to + timedelta(days=1) <= last]
    return sorted((change for change in found if change), key=lambda change: change.day)


def _change(registry: Registry, unit: Unit, day: date) -> Change | None:
    """None for a line that ends while the unit goes on under the same name (another head, another address)."""
    goes_on = next((line for line in registry.units if line.code == unit.code and line.active(day)), None)
    if goes_on and not unit.change and not unit.successors:
        if goes_on.name == unit.name:
            return None
        return Change(day, unit.code, unit.name, RENAMED, (goes_on.name,), "", False)
    names = [registry.name_of(code, day) for code in unit.successors]
    heirs: Sequence[str] = [goes_on.name, *names] if goes_on and goes_on.name not in names else names
    carried = not goes_on and len(unit.successors) == 1
    return Change(day, unit.code, unit.name, unit.change, tuple(heirs), unit.basis, carried)


def left_behind(registry: Registry) -> list[tuple[Person | CouncilMember, Unit, date]]:
    """People, then members of the Council, whose lines stand in a unit beyond its last day, each with the unit and the day."""
    last = {unit.code: unit for unit in sorted(registry.units, key=lambda unit: unit.to or date.max)}
    lines: tuple[Person | CouncilMember, ...] = (*registry.people, *registry.council)
    return [(line, unit, unit.to) for line in lines if (unit := last.get(line.unit)) and unit.to
            and (line.to is None or line.to > unit.to)]


@dataclass(frozen=True)
class State:
    """The department under one name, symbol and place, from a day to a day (the ends of what was asked about)."""

    first: date
    last: date
    agency: str
    symbol: str
    place: str

    @property
    def told(self) -> str:
        """ "Từ 01/03/2025 đến 30/06/2025: Sở Khoa học và Công nghệ (ký hiệu SKHCN), Bắc Kạn" """
        days = f"Từ {format_date(self.first)} đến {format_date(self.last)}"
        return f"{days}: {self.agency} (ký hiệu {self.symbol}), {self.place}"


def states(registry: Registry, first: date, last: date) -> list[State]:
    """What the department was called, by the registry's papers, from `first` to `last`; one entry while nothing changes."""
    starts = {item.from_ for item in registry.settings} | {item.to + timedelta(days=1) for item in registry.settings if item.to}
    days = [first, *sorted(day for day in starts if first < day <= last)]
    found: list[State] = []
    for day, end in zip(days, [*(day - timedelta(days=1) for day in days[1:]), last], strict=True):
        papers = registry.papers(day)
        state = State(day, end, papers.agency, papers.symbol, papers.place)
        if found and (found[-1].agency, found[-1].symbol, found[-1].place) == (state.agency, state.symbol, state.place):
            state = replace(found.pop(), last=end)
        if state.agency:
            found.append(state)
    return found
