"""A workspace of two units whose workbooks come in, are returned, and come in again."""

import os
from dataclasses import replace
from datetime import datetime

from support.paths import shipped_definition
from support.small_registry import small_registry

from emulation_batch.periods import VIETNAM_TIME, Month
from emulation_batch.running import run_month
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import REGISTRY_FILE, Workspace, init_workspace

AS_OF = datetime(2022, 3, 16, 10, tzinfo=VIETNAM_TIME)
SENT = datetime(2022, 3, 15, 9, 30, tzinfo=VIETNAM_TIME)
NAME = "returned/VP/TD_VP_2022-03_can_sua.xlsx"
NIL = {"kps_co_che": "Có", "kps_tuyen_truyen": "Có", "ly_do_kps": "Trong kỳ không có việc"}


def workspace(folder):
    """Two units, and no Word report: this is about workbooks."""
    init_workspace(folder)
    registry = replace(small_registry(), units=small_registry().units[:2], sha256=sha256_of(folder / "input_templates" / REGISTRY_FILE))
    return Workspace(folder, replace(shipped_definition(), reports=()), registry)


def send(space, source, name, when):
    """Lay a copy of a file into the inbox, received at that time."""
    inbox = space.inbox / "2022-03"
    inbox.mkdir(exist_ok=True)
    (inbox / name).write_bytes(source.read_bytes())
    os.utime(inbox / name, (when.timestamp(), when.timestamp()))
    return inbox


def run(space):
    """Run the month."""
    return run_month(space, Month(2022, 3), [space.inbox / "2022-03"], AS_OF, 1, lambda text: None)
