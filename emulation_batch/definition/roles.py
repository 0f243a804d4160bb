"""Who reads what of a month: each paper has its readers, and its readers see only the columns declared for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from emulation_batch.definition.names import Names, one_of
from emulation_batch.definition.sheets import Column, Sheet
from emulation_batch.errors import Fault

REGISTER_PARTS = ("results", "proposals", "rows", "findings", "figures")
"""The parts of the register that a copy can hold (reports/register.py)."""


@dataclass(frozen=True)
class Role:
    """Readers of papers. sees: whole sheets ("van_ban") or single columns ("de_nghi.ten"); hides takes columns out again.

    What is not named is not seen. papers: the reports made for these readers. register: the parts of the register in their
    copy of it; none without a copy.
    """

    key: str
    title: str
    papers: tuple[str, ...]
    sees: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    register: tuple[str, ...] = ()

    @cached_property
    def _seen(self) -> frozenset[str]:
        return frozenset(self.sees)

    def may_see(self, sheet: Sheet, column: Column) -> bool:
        """Whether these readers may see what units write in a column. Its kind and its nils give every row its meaning."""
        if column.key == sheet.kind_column or column.declares_nil:
            return True
        name = f"{sheet.key}.{column.key}"
        return not column.private and name not in self.hides and bool(self._seen & {sheet.key, name})

    def sees_whole(self, sheet: Sheet) -> bool:
        """Whether nothing of a sheet is hidden from these readers."""
        return all(self.may_see(sheet, column) for column in sheet.columns)


def role_faults(roles: Iterable[Role], sheets: Iterable[Sheet], names: Names, place: str) -> Iterator[Fault]:
    """Names that nothing has, private columns shown, and papers with no readers or with two."""
    roles, columns = list(roles), {f"{sheet.key}.{column.key}": column for sheet in sheets for column in sheet.columns}
    for role in roles:
        where = f"{place}.roles[{role.key}]"
        for key in ("sees", "hides"):
            for name in getattr(role, key):
                yield from one_of(name, [*names.lists["sheets"], *columns], f"{where}.{key}")
                if key == "sees" and name in columns and columns[name].private:
                    yield Fault(f"{where}.sees", f"cột “{name}” chỉ đơn vị và Văn phòng được xem (private = true).",
                                "Bỏ cột này khỏi sees.")
        for paper in role.papers:
            yield from one_of(paper, names.lists["reports"], f"{where}.papers")
        for part in role.register:
            yield from one_of(part, REGISTER_PARTS, f"{where}.register")
    for paper in names.lists["reports"] if roles else ():
        readers = [role.key for role in roles if paper in role.papers]
        if len(readers) != 1:
            yield Fault(f"{place}.roles", f"báo cáo “{paper}” " + (
                f"có ở nhiều vai: {', '.join(readers)}." if readers else "chưa ghi cho ai xem."),
                "Ghi báo cáo này vào papers của đúng một vai.")
