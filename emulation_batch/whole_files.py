"""A file or a folder takes its place whole or not at all: written aside, synced, then renamed. And the hash of a file."""

import ctypes
import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

OWN_TEMPORARY = ".tdkt-tam-"
"""Prefix of files that are still being written: intake skips them, `clear_leftovers` removes what a killed command left."""
OPEN_IN_OFFICE = ("~$", ".~lock.")
OF_THE_SYSTEM = ("thumbs.db", "desktop.ini", ".ds_store")
AT_ONCE = 16
"""Files brought onto the disk at a time: it takes many together in little more time than one."""
SOME = 1 << 18
"""Bytes of a file that are held at a time."""
_SWAP = 2
_HERE = {"linux": -100, "darwin": -2}
_EXCHANGE = {"linux": "renameat2", "darwin": "renameatx_np"}


def sha256_of(path: Path) -> str:
    """Of a file's bytes, as they are on the disk."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as stream:
        while some := stream.read(SOME):
            digest.update(some)
    return digest.hexdigest()


def is_of_the_system(path: str) -> bool:
    """Whether a file is one that Windows, macOS, Word or Excel lays beside others by itself."""
    name = path.rpartition("/")[2].casefold()
    return name in OF_THE_SYSTEM or name.startswith(OPEN_IN_OFFICE)


def write_whole(path: Path, content: bytes, modified: float | None = None) -> None:
    """Put content in the place of a file; any failure leaves the earlier file. modified: the file's time, seconds since 1970.

    Raises OSError with the file's own name, also when another program holds it. No two writers of one file at a time.
    """
    aside = path.with_name(f"{OWN_TEMPORARY}{path.name}")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if modified is not None:
            os.utime(aside, (modified, modified))
        aside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def clear_leftovers(folder: Path) -> None:
    """Remove what a killed command had not finished writing into this folder. Raises OSError."""
    for left in folder.glob(f"{OWN_TEMPORARY}*"):
        left.unlink()


def kept_place(place: Path) -> Path:
    """Where what people changed in a folder is kept once another takes its place: `<folder>.giu-lai-<n>`, n the next number."""
    known = (path.name.rpartition("-")[2] for path in place.parent.glob(f"{place.name}.giu-lai-*"))
    newest = max((int(number) for number in known if number.isdecimal()), default=0)
    return place.with_name(f"{place.name}.giu-lai-{newest + 1}")


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last; Windows has no such call and needs none. Raises OSError."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Everything below a folder onto the disk; Windows has no handle for a folder, there the files alone. Raises OSError."""
    below = list(folder.rglob("*"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(_sync_file, [path for path in below if path.is_file()]))
    for path in (folder, *(path for path in below if path.is_dir())):
        sync_folder(path)


def _sync_file(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def exchange(one: Path, other: Path) -> bool:
    """Let two existing folders change places in one step of the system; False where it has none (Windows, some disks)."""
    if sys.platform not in _EXCHANGE:
        return False
    call, here = getattr(ctypes.CDLL(None), _EXCHANGE[sys.platform], None), _HERE[sys.platform]
    return call is not None and call(here, os.fsencode(one), here, os.fsencode(other), _SWAP) == 0
