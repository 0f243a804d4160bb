"""The definition of the movement: movement.toml, read strictly."""

from emulation_batch.definition.loading import load_definition
from emulation_batch.definition.model import (
    Award,
    Clause,
    Definition,
    Figure,
    Legal,
    Report,
    Source,
    Standard,
    Window,
)
from emulation_batch.definition.roles import Role
from emulation_batch.definition.sheets import Choice, ChoiceList, Column, Sheet
from emulation_batch.definition.versions import changes

__all__ = [
    "Award", "Choice", "ChoiceList", "Clause", "Column", "Definition", "Figure", "Legal", "Report", "Role", "Sheet", "Source",
    "Standard", "Window", "changes", "load_definition",
]
