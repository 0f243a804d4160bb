"""Files that any process may write: whoever comes first does, this one or another that has nothing else to do.

What another wrote stands in the folder that all of them see and is moved to where it belongs; nobody holds all of it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Generic, TypeVar

from emulation_batch.processes import Begin, Packed

Told = TypeVar("Told")
Write = Callable[[Packed[Any], Path], dict[str, Told]]
"""Writes files into a folder; gives the path of each within it -> what is told of it."""


class Shared(Generic[Told]):
    """Files that are begun: another process writes them, unless this one comes first. name: no others are called so."""

    def __init__(self, name: str, packed: Packed[Any], write: Write[Told], begin: Begin) -> None:
        self.name = name
        self._packed, self._write = packed, write
        self._get = begin(_elsewhere, name, packed, write)

    def unless_begun(self, folder: Path) -> dict[str, Told] | None:
        """Write them here; None when another process has begun."""
        return self._write(self._packed, folder) if _first(self.name, self._packed) else None

    def brought(self, folder: Path) -> dict[str, Told]:
        """Wait for what another process writes, and move it here. What did not come is written here."""
        if elsewhere := self._get():
            place, told = elsewhere
            with suppress(OSError):  # files of another machine's worker may not be ours to move
                for path in told:
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (place / path).replace(folder / path)
                return told
        return self._write(self._packed, folder)


def written(folder: Path, begun: Sequence[Shared[Told]]) -> list[dict[str, Told]]:
    """Write files into a folder, first what nobody has begun; gives what is told of each, in the order of `begun`."""
    here = [shared.unless_begun(folder) for shared in begun]
    return [shared.brought(folder) if told is None else told for shared, told in zip(begun, here, strict=True)]


def _elsewhere(name: str, packed: Packed[Any], write: Write[Told]) -> tuple[Path, dict[str, Told]] | None:
    """Write files into a folder of their own, and give it; None when somebody else came first."""
    if not _first(name, packed):
        return None
    place = Path(mkdtemp(dir=packed.folder))
    return place, write(packed, place)


def _first(name: str, packed: Packed[Any]) -> bool:
    """Whether nobody asked for this name before. Where the folder is gone, everything was written."""
    try:
        (packed.folder / name).touch(exist_ok=False)
    except (FileExistsError, FileNotFoundError):
        return False
    return True
