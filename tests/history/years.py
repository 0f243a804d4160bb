"""Lays down the inbox of months, runs and seals each through the real pipeline, in this process."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from emulation_batch import running, sealing
from emulation_batch.periods import Month, Period
from emulation_batch.registry import Unit
from emulation_batch.run_folder import SEAL
from emulation_batch.sample.registry import write_registry
from emulation_batch.templates import write_workbook
from emulation_batch.workspace import Workspace, init_workspace, open_workspace
from history.content import Month as Content
from history.office import office

REASON = "Lịch sử dựng để kiểm thử"


def months(first: str, last: str) -> list[Month]:
    """Every month from first to last."""
    start, end = (Month(int(text[:4]), int(text[5:])) for text in (first, last))
    found = [start]
    while found[-1] != end:
        found.append(found[-1].shift(1))
    return found


def workspace(root: Path) -> Workspace:
    """A workspace with the office of all the years; one of an earlier time is taken up again."""
    if not root.exists():
        init_workspace(root)
        write_registry(root / "input_templates" / "danh_muc.xlsx", office())
    return open_workspace(root)


def build(space: Workspace, chosen: Sequence[Month]) -> Iterator[str]:
    """Run and seal the months one after the other, but those sealed before; gives the name of each as it is done."""
    for number, month in enumerate(chosen):
        period = space.period(month)
        if (space.output / period.key / SEAL).exists():
            continue
        _lay_down(space, period)
        if number:
            _correct(space, space.period(chosen[number - 1]), period)
        running.run_month(space, month, (space.inbox / period.key,), period.due + timedelta(hours=16), 1, lambda text: None)
        sealing.seal_month(space, month, period.due + timedelta(days=1), REASON)
        yield period.key


def _lay_down(space: Workspace, period: Period) -> None:
    """One workbook of almost every unit; some come late, some twice, some not at all."""
    folder = space.inbox / period.key
    folder.mkdir(parents=True, exist_ok=True)
    for unit in space.registry.units_on(period.to):
        dice = Random(f"{unit.code} {period.key} gửi")
        fate = dice.random()
        if fate < 0.04:
            continue
        sent = period.due - timedelta(hours=3) if fate < 0.85 else period.due + timedelta(hours=5)
        _write(space, unit, period, folder / f"{unit.code}.xlsx", 1, sent)
        if 0.1 < fate < 0.2:
            _write(space, unit, period, folder / f"{unit.code} gửi lại.xlsx", 2, sent + timedelta(hours=2))


def _correct(space: Workspace, before: Period, period: Period) -> None:
    """Now and then a unit sends its workbook of the month before once more, when that month is sealed."""
    for unit in space.registry.units_on(before.to):
        if Random(f"{unit.code} {before.key} sửa").random() < 0.08:
            path = space.inbox / period.key / f"{unit.code} đính chính {before.key}.xlsx"
            _write(space, unit, before, path, 3, period.due - timedelta(hours=4))


def _write(space: Workspace, unit: Unit, period: Period, path: Path, attempt: int, sent: datetime) -> None:
    filled = Content(unit, period, space.definition, space.registry, attempt).filled()
    write_workbook(path, space.definition, space.registry, unit, period, filled)
    os.utime(path, (sent.timestamp(), sent.timestamp()))
