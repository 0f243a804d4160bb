"""A disk that refuses: every touch of files below a folder is counted, and the chosen ones fail as the system would."""

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from pathlib import Path

CHANGES = ("look", "open", "write", "fsync", "replace", "rename", "mkdir")
REMOVALS = ("unlink", "rmdir")
ERRORS = {
    "full": lambda path: OSError(errno.ENOSPC, "No space left on device", path),
    "denied": lambda path: PermissionError(errno.EACCES, "Permission denied", path),
    "held": lambda path: PermissionError(errno.EACCES, "The process cannot access the file because it is being used", path),
}
"""What the system says; "held" is a Windows sharing violation."""
LASTING = {"full": ("open", "write", "mkdir")}
"""What goes on failing: a full disk still lets things be renamed and removed."""


class Disk:
    """Counts touches below `root`; the one of number `at` calls `react`. kinds: which touches count."""

    def __init__(self, root: Path, at: int, react: Callable[[str, str], None], kinds: tuple[str, ...] = CHANGES) -> None:
        self.root, self.at, self.react, self.kinds, self.seen = os.path.realpath(root), at, react, kinds, 0
        self.files: dict[int, str] = {}

    def touch(self, kind: str, path: str) -> None:
        """One touch; raises what `react` raises."""
        if kind in self.kinds:
            self.seen += 1
            if self.at and (self.seen == self.at or (self.seen > self.at and self.lasting(kind))):
                self.react(kind, path)

    def lasting(self, kind: str) -> bool:
        return False

    def below(self, path: object) -> str:
        """The path when it lies below root, else ""."""
        if isinstance(path, int):
            return self.files.get(path, "")
        try:
            text = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
        except (TypeError, ValueError):
            return ""
        return text if text.startswith(self.root) else ""

    def install(self) -> None:
        """Put the disk under everything that Python opens, writes, syncs, names and removes; for good, in this process."""
        disk, opened = self, io.open

        class Raw(io.FileIO):
            def write(self, data):
                disk.touch("write", str(self.name))
                return super().write(data)

        def open_(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
            path = "" if isinstance(file, int) else disk.below(file)
            if not path:
                return opened(file, mode, buffering, encoding, errors, newline, closefd, opener)
            writes = bool(set(mode) & set("wax+"))
            disk.touch("open" if writes else "look", path)
            if not writes:
                return opened(file, mode, buffering, encoding, errors, newline, closefd, opener)
            raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
            disk.files[raw.fileno()] = path
            stream = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            return stream if "b" in mode else io.TextIOWrapper(stream, encoding, errors, newline)

        builtins.open = io.open = open_
        self._wrap("open", "open")
        for name in ("fsync", "sendfile", "replace", "rename", "mkdir", "unlink", "rmdir"):
            self._wrap(name, {"sendfile": "write"}.get(name, name))

    def _wrap(self, name: str, kind: str) -> None:
        real = getattr(os, name)

        def wrapped(path, *arguments, **more):
            shown = self.below(path) or (isinstance(path, str) and more.get("dir_fd") is not None and path) \
                or (arguments and self.below(arguments[0]))
            if shown:
                looks = name == "open" and not (arguments[0] if arguments else more.get("flags", 0)) & (os.O_WRONLY | os.O_RDWR)
                self.touch("look" if looks else kind, str(shown))
            result = real(path, *arguments, **more)
            if name == "open" and shown:
                self.files[result] = str(shown)
            return result

        setattr(os, name, wrapped)


class Refusing(Disk):
    """A disk that fails from touch `at` on with the error of that name."""

    def __init__(self, root: Path, at: int, error: str, kinds: tuple[str, ...] = CHANGES) -> None:
        super().__init__(root, at, self._refuse, kinds)
        self.error = error

    def lasting(self, kind: str) -> bool:
        return kind in LASTING.get(self.error, ())

    def _refuse(self, kind: str, path: str) -> None:
        raise ERRORS[self.error](path)


class Deadly(Disk):
    """A disk at whose touch `at` the process dies without any clean-up."""

    def __init__(self, root: Path, at: int) -> None:
        super().__init__(root, at, lambda kind, path: os.kill(os.getpid(), signal.SIGKILL), CHANGES + REMOVALS)
