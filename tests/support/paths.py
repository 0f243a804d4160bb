"""Where the repository stands, and its shipped definition, read once."""

from functools import cache
from pathlib import Path

from emulation_batch.definition import Definition, load_definition

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "input_templates"


@cache
def shipped_definition() -> Definition:
    """The definition of input_templates/movement.toml."""
    return load_definition(SHIPPED / "movement.toml")
