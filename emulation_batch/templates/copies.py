"""Makes the workbooks of one period: the first ones whole, the others as copies of one that is compiled then."""

import logging
from contextlib import suppress
from dataclasses import replace

from emulation_batch.cache import kept
from emulation_batch.definition import Definition
from emulation_batch.package_check import Seen
from emulation_batch.packages import package
from emulation_batch.periods import Period
from emulation_batch.registry import Registry, Unit
from emulation_batch.templates.compiled import Compiled, First
from emulation_batch.templates.context import Filled
from emulation_batch.templates.returned import Returned, marks_of, returned_workbook
from emulation_batch.templates.styles import Styles
from emulation_batch.templates.to_mend import write_to_mend
from emulation_batch.templates.workbook import workbook_of
from emulation_batch.workbook_check import require_dead, require_parts_dead

WHOLE = 2
"""Workbooks of a kind that are built whole: compiling costs about as much as two of them."""

log = logging.getLogger(__name__)


class _Lacking(Exception):
    """The compiled workbook has not the format that a copy needs."""


class Workbooks:
    """The workbooks of a period. A copy and a workbook built whole say the same in every cell, format, rule and note.

    whole: how many of a kind are built whole before one is compiled.
    """

    def __init__(self, definition: Definition, registry: Registry, period: Period, whole: int = WHOLE) -> None:
        self._of, self._whole = (definition, registry, period), whole
        self._built = {"sent": 0, "returned": 0}
        self._compiled: dict[str, Compiled] = {}
        self._known: Styles | None = None
        self._seen = {"sent": Seen(), "returned": Seen()}

    def sent(self, unit: Unit, filled: Filled | None = None) -> bytes:
        """The pre-filled workbook of a unit, or one with what it typed."""
        definition, registry, period = self._of
        filled = filled or Filled()
        return (self._copy("sent", unit, filled)
                or self._passed(unit, workbook_of(definition, registry, unit, period, filled)))

    def returned(self, unit: Unit, returned: Returned) -> bytes:
        """What goes back to a unit."""
        copy = self._copy("returned", unit, returned.filled, returned)
        if copy is None:
            definition, registry, period = self._of
            whole, self._known = returned_workbook(definition, registry, unit, period, returned)
            copy = self._passed(unit, whole)
        return copy

    def _passed(self, unit: Unit, content: bytes) -> bytes:
        """The workbook when nothing in it is live that should not be; CannotWrite otherwise."""
        require_dead(f"tệp của {unit.code}", content, self._of[0])
        return content

    def _copy(self, kind: str, unit: Unit, filled: Filled, returned: Returned | None = None) -> bytes | None:
        """A copy; None when this one is to be built whole."""
        definition, registry, period = self._of
        if registry.extension(unit.code, period.key):
            return None  # the compiled one tells the due time of all others
        self._built[kind] += 1
        if self._built[kind] <= self._whole:
            return None
        if kind not in self._compiled:
            self._compiled[kind] = Compiled(*self._of, self._model(kind), self._known)
        if not self._compiled[kind].fits(unit, filled):
            log.info("Tệp của %s không hợp với bản dựng sẵn nên được dựng lại từ đầu (chậm hơn).", unit.code)
            return None
        with suppress(_Lacking):
            return self._kept(kind, unit, filled, returned)
        self._compiled[kind] = Compiled(*self._of, self._model(kind), self._compiled[kind].styles)
        with suppress(_Lacking):
            return self._kept(kind, unit, filled, returned)
        return None

    def _kept(self, kind: str, unit: Unit, filled: Filled, returned: Returned | None) -> bytes:
        """A copy of the compiled one, which the cache may have. Of the time of the run it tells only whether it is past due."""
        definition, registry, period = self._of
        told = (replace(returned, as_of=returned.due), returned.as_of > returned.due) if returned else filled
        made_of = kind, definition.sha256, registry.sha256, period, self._compiled[kind].made_of, unit, told
        return kept("workbook", repr(made_of), lambda: self._made(kind, unit, filled, returned))

    def _made(self, kind: str, unit: Unit, filled: Filled, returned: Returned | None) -> bytes:
        """A copy made now. Raises _Lacking when it needs a format that the compiled one lacks."""
        first: First | None = (lambda book: write_to_mend(book, returned)) if returned else None
        parts = self._compiled[kind].parts(unit, filled, marks_of(self._of[0], returned) if returned else None, first)
        if parts is None:
            raise _Lacking
        # of the compiled one everything was looked at, of a copy what is its own
        require_parts_dead(f"tệp của {unit.code}", {part.name: part.new for part in parts}, self._of[0], self._seen[kind])
        return package(parts)

    def _model(self, kind: str) -> First | None:
        """The first sheet of the workbook that is compiled: of nobody, for its strings stand in every copy."""
        due = self._of[2].due
        nobody = Returned(Filled(), (), [], None, "", due, due)
        return (lambda book: write_to_mend(book, nobody)) if kind == "returned" else None
