"""One month from its inbox to its run folder. While other processes read the workbooks this one loads what computes: pandas and
the libraries of tables and papers take as long as a department's workbooks do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from emulation_batch import council_registers, intake, ledger, reading, run_folder
from emulation_batch.batch import Received
from emulation_batch.periods import Month
from emulation_batch.progress import Step
from emulation_batch.workspace import Workspace

if TYPE_CHECKING:
    from emulation_batch.pipeline import Run

COMPUTES = "emulation_batch.pipeline"


def run_month(workspace: Workspace, month: Month, inboxes: Sequence[Path], as_of: datetime, workers: int,
              step: Step, executor: Any = None) -> Run:
    """One month from its inbox to its run folder. Raises StopRun (errors.py) and then leaves the earlier folder as it was.

    executor: who reads the workbooks (see `reading.read_all`); processes of this machine without one."""
    period = workspace.period(month)
    with run_folder.lock(workspace.output), run_folder.unpacking_room(workspace.output) as room:
        run_folder.refuse_sealed(workspace.output, period.key)
        ledger.refuse_lost(workspace.output, period.key)
        ledger.require_whole(workspace.output, "chưa tổng hợp gì")
        step("Nhận tệp…")
        received = receive([*inboxes, *council_registers.lay_aside(workspace, month)], room)
        step(f"Đọc {len(received)} tệp…")
        Thread(target=_load, daemon=True).start()  # nobody waits for it after Ctrl-C
        books = reading.read_all(received, workspace.definition, workers, executor)
        from emulation_batch import pipeline

        return pipeline.make_month(workspace, period, received, books, inboxes, as_of, workers, step, executor)


def receive(inboxes: Sequence[Path], room: Path) -> list[Received]:
    """What arrived, with everything inside mails and archives. CannotWrite when the room cannot take it."""
    try:
        return intake.unpack(intake.gather(inboxes), room)
    except OSError as error:
        raise run_folder.cannot_write(room, error) from error


def _load() -> None:
    """Load what computes; what hinders it is told where it is used."""
    with suppress(Exception):
        import_module(COMPUTES)
