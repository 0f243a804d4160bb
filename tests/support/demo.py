"""The workspace of the demo with its inbox laid and nothing run."""

from pathlib import Path
from typing import Any

from emulation_batch import templates
from emulation_batch.sample.inbox import write_inbox
from emulation_batch.workspace import Workspace, init_workspace, open_workspace


def demo_workspace(folder: Path) -> Workspace:
    """Lay it down in a folder."""
    init_workspace(folder)
    space = open_workspace(folder)

    def write(path: Path, unit: Any, period: Any, form: Any, rows: Any) -> None:
        templates.write_workbook(path, space.definition, space.registry, unit, period, templates.Filled(form, rows))

    write_inbox(folder, space.definition, space.registry, write)
    return space
