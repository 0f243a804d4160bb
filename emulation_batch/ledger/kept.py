"""Tables of sealed months that were put together before, from the cache: the months' seals hold all that they are made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from emulation_batch import cache
from emulation_batch.whole_files import sha256_of

if TYPE_CHECKING:
    import pyarrow as pa

SEAL = "seal.json"


def together(output: Path, months: Sequence[str], what: Sequence[str], make: Callable[[], pa.Table]) -> pa.Table:
    """The table that `make` puts together of what these months hold, from the cache where it was put together before.

    what: names everything else that it depends on. Call it when the seals are known to hold: a table is kept under the
    hashes of the seals. That of a month without a seal, and one too large for the cache, is put together each time.
    """
    store = cache.current()
    seals = _seals(output, months) if store else []
    if store is None or not seals:
        return make()
    import pyarrow as pa

    key = cache.key_of("sealed", json.dumps([seals, *what]))
    if content := store.get(key):
        return pa.ipc.open_stream(content).read_all()
    table = make()
    if table.nbytes < cache.LARGEST:
        with pa.BufferOutputStream() as packed:
            with pa.ipc.new_stream(packed, table.schema) as stream:
                stream.write_table(table.combine_chunks())
            store.put(key, packed.getvalue().to_pybytes())
    return table


def _seals(output: Path, months: Sequence[str]) -> list[tuple[str, str]]:
    """The months with the sha256 of their seals, [] where one has none."""
    try:
        return [(month, sha256_of(output / month / SEAL)) for month in months]
    except OSError:
        return []
