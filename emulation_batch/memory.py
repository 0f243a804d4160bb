"""What a process keeps of the memory it no longer uses: nothing large, where the C library lets itself be told (glibc).

By itself glibc learns to keep whatever was once freed, for the next block of that size, and Arrow's own pool does the same:
of a province's month that was a third of all memory.
"""

import ctypes
import os
import sys
from contextlib import suppress

LARGE = 512 << 10
"""Bytes of a block that goes back to the system as soon as it is freed."""
ARENAS_MOST, MAPPED_FROM, TRIMMED_FROM = -8, -3, -1
"""Parameters of mallopt(3)."""


def give_back() -> None:
    """Give back what lies free between what is used: after work whose many small things are no longer needed."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def keep_little() -> None:
    """Give large blocks back as soon as they are freed, in this process; Arrow's also in those that it starts."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library knows no such thing
            library = ctypes.CDLL(None)
            for parameter, value in ((ARENAS_MOST, 1), (MAPPED_FROM, LARGE), (TRIMMED_FROM, LARGE)):
                library.mallopt(parameter, value)
