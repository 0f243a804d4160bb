"""Workbooks that were read before, from the cache: their bytes, the definition and the program are all that reading knows."""

from collections.abc import Iterable, Iterator

from emulation_batch import cache
from emulation_batch.batch import RawBook
from emulation_batch.definition import Definition
from emulation_batch.reading import labels, plain

_UNSURE = frozenset({labels.READER_STOPPED.code, labels.CHANGED.code})
"""What a busy machine or another program may have caused: read again each time."""


def recalled(sha256s: Iterable[str], definition: Definition) -> Iterator[RawBook]:
    """Those of the contents that are known."""
    store = cache.current()
    if store is None:
        return
    for sha256 in sha256s:
        if content := store.get(_key(sha256, definition)):
            try:
                book = plain.from_bytes(content)
            except (ValueError, TypeError, LookupError):
                continue
            if book.sha256 == sha256:
                yield book


def keep(books: Iterable[RawBook], definition: Definition) -> None:
    """Keep what was read without trouble, where it comes back as it was."""
    store = cache.current()
    if store is None:
        return
    for book in books:
        if not any(fault.code in _UNSURE for fault in book.faults):
            try:
                content = plain.as_bytes(book)
            except TypeError:
                continue
            if plain.from_bytes(content) == book:
                store.put(_key(book.sha256, definition), content)


def _key(sha256: str, definition: Definition) -> str:
    return cache.key_of("workbook", definition.sha256, sha256)
