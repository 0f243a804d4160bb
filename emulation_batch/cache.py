"""Work that need not be done again: bytes, kept by the key of everything they were made from.

Nothing depends on it. The folder may be deleted at any time. An entry is believed only when its bytes and its key have the hash
that it tells; it is bytes to be parsed, never code. Whatever cannot be read or written is done without, and told to who asks.
Only commands that begin with `using` keep anything: `verify` never does, for it proves.
"""

import errno
import hashlib
import json
import os
import shutil
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from emulation_batch.errors import cause_of
from emulation_batch.whole_files import OWN_TEMPORARY

FOLDER = ".cache"
MOST_BYTES, MOST_DAYS = 1 << 30, 45
"""Of all entries, and of the age of one: what units wrote does not lie there for ever."""
LARGEST = 64 << 20
SPARE = 256 << 20
"""Bytes that stay free on the disk: the outputs need them more."""
SOME = 64
"""Entries between two looks at the disk."""
FIRST = "0123456789abcdef"
"""How keys begin: each such letter is a folder."""
TAG, TAG_TEXT = "CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886e39b8c4\n"
"""How backup programs know such a folder (https://bford.info/cachedir/)."""


class Cache:
    """Entries in a folder. found, made, bad: how many were believed, written, not believed; fault: why no more is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found = self.made = self.bad = 0
        self.fault = ""
        self._aside, self._number = f"{OWN_TEMPORARY}{uuid4().hex}-", 0

    def get(self, key: str) -> bytes | None:
        """What was kept under a key, None when there is nothing to be believed."""
        try:
            with self._place(key).open("rb", buffering=0) as file:
                content = file.readall() if os.fstat(file.fileno()).st_size <= LARGEST else b""
        except OSError:
            return None
        head, _, body = content.partition(b"\n")
        if head != _hash_of(key, body):
            self.bad += 1
            return None
        self.found += 1
        return body

    def put(self, key: str, body: bytes) -> None:
        """Keep something; a folder that cannot be written, or a disk that is nearly full, ends the keeping and nothing else."""
        if self.fault or len(body) >= LARGEST - len(key):
            return
        self._number += 1
        place, aside = self._place(key), self.folder / f"{self._aside}{self._number}"
        try:
            if self.made % SOME == 0:
                self._make_ready()
            aside.write_bytes(b"%b\n%b" % (_hash_of(key, body), body))
            aside.replace(place)
            self.made += 1
        except OSError as error:
            if not place.is_file():  # else another run has it open, on Windows
                self.fault = cause_of(error)
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def count(self, other: "Cache") -> None:
        """Add what another process did with the same folder."""
        self.found, self.made, self.bad = self.found + other.found, self.made + other.made, self.bad + other.bad
        self.fault = self.fault or other.fault

    def trim(self, now: float) -> None:
        """Remove what is too old, and the oldest of what is too much."""
        with suppress(OSError):
            entries = [(entry.stat(), entry.path) for folder in (self.folder, *self.folder.glob("?"))
                       for entry in os.scandir(folder) if entry.is_file() and entry.name != TAG]
            room = MOST_BYTES
            for state, path in sorted(entries, key=lambda entry: -entry[0].st_mtime):
                room -= state.st_size
                if room < 0 or state.st_mtime < now - MOST_DAYS * 86400:
                    with suppress(OSError):
                        Path(path).unlink()

    def _make_ready(self) -> None:
        for folder in (self.folder, *(self.folder / first for first in FIRST)):
            folder.mkdir(exist_ok=True)
        if not (self.folder / TAG).exists():
            (self.folder / TAG).write_bytes(TAG_TEXT)
        if shutil.disk_usage(self.folder).free < SPARE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _place(self, key: str) -> Path:
        return self.folder / key[0] / key


def _hash_of(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest().encode()


def kept(what: str, made_of: Any, make: Callable[[], bytes]) -> bytes:
    """What was made of these plain values before, else what `make` makes of them now. what: the kind of thing.

    Values that JSON does not know make no key: then it is always made.
    """
    store = _current.get()
    if store is None:
        return make()
    try:
        key = key_of(what, hashlib.sha256(json.dumps(made_of).encode()).hexdigest())
    except TypeError:
        return make()
    content = store.get(key)
    if content is None:
        content = make()
        store.put(key, content)
    return content


def key_of(*parts: str) -> str:
    """The key of what is made from these texts by this program as it is installed here."""
    return hashlib.sha256(json.dumps([program(), *parts]).encode()).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A hash of whatever may make other bytes of the same: every file of this package, Python, and all that is installed."""
    digest = hashlib.sha256(repr((sys.version, sys.platform, zlib.ZLIB_RUNTIME_VERSION, _installed())).encode())
    package = Path(__file__).parent
    for path in sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(repr(path.relative_to(package).as_posix()).encode())
        with suppress(OSError):  # a file that is gone, or that nobody may read, makes nothing
            content = path.read_bytes()
            digest.update(repr(len(content)).encode() + content)
    return digest.hexdigest()


def _installed() -> list[str]:
    """Names and versions of the installed libraries."""
    names: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            names |= {path.name for path in Path(place).iterdir() if path.suffix in (".dist-info", ".egg-info")}
    return sorted(names)


_current: ContextVar[Cache | None] = ContextVar("cache", default=None)


@contextmanager
def using(cache: Cache | None) -> Iterator[None]:
    """Let the work inside use a cache, None for none."""
    token = _current.set(cache)
    try:
        yield
    finally:
        _current.reset(token)
        if cache and cache.made:
            cache.trim(time.time())


def current() -> Cache | None:
    """The cache of the work that is going on, None when it uses none."""
    return _current.get()
