"""One file that arrives, and what must become of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


@dataclass(frozen=True)
class Case:
    """name: of the file in the inbox, with folders. codes: shown name -> the code it must be listed with; for a file inside a
    container the shown name goes on after a slash. make writes the file. what: the line of the list that it stands for."""

    name: str
    codes: dict[str, str]
    make: Callable[[Path], None]
    what: str = ""


@dataclass
class Base:
    """What cases are made of. small: a workbook that can be read, of the unit that was closed (F113 when it is); full: the
    same with all its open rows. Each call of `number` gives another one."""

    small: bytes
    full: bytes
    random: Random
    count: int = 0
    parts: dict[bytes, dict[str, bytes]] = field(default_factory=dict)

    def number(self) -> int:
        """A number that no other case has, so that no two files are alike."""
        self.count += 1
        return self.count

    def unpacked(self, content: bytes) -> dict[str, bytes]:
        """Name -> bytes of the parts of a workbook."""
        if content not in self.parts:
            with ZipFile(BytesIO(content)) as archive:
                self.parts[content] = {name: archive.read(name) for name in archive.namelist()}
        return dict(self.parts[content])

    def workbook(self, changes: dict[str, tuple[bytes, bytes] | bytes], content: bytes = b"") -> bytes:
        """The small workbook (or another) with texts of parts replaced, or whole parts put in; unlike every other."""
        parts = self.unpacked(content or self.small)
        for name, change in changes.items():
            if isinstance(change, bytes):
                parts[name] = change
            else:
                old, new = change
                assert old in parts[name], (name, old)
                parts[name] = parts[name].replace(old, new, 1)
        return pack(parts | {"docProps/so.txt": b"%d" % self.number()})


def pack(parts: dict[str, bytes], method: int = ZIP_DEFLATED, level: int = 1) -> bytes:
    """A ZIP of these parts."""
    made = BytesIO()
    with ZipFile(made, "w", method, compresslevel=level if method == ZIP_DEFLATED else None) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)
            entry.compress_type = method
            archive.writestr(entry, content)
    return made.getvalue()


def written(content: bytes) -> Callable[[Path], None]:
    """Writes a file of these bytes."""
    def make(path: Path) -> None:
        path.write_bytes(content)
    return make


def one(name: str, content: bytes, code: str, what: str, **inside: str) -> Case:
    """A file that is listed under its own name; inside: shown name below it -> code, "/" written "__"."""
    codes = {name: code} | {f"{name}/{key}": value for key, value in inside.items()}
    return Case(name, codes, written(content), what)


Cases = Iterator[Case]
