"""CRC-32 of what is put together from stretches whose own is known: none of their bytes is read again.

A CRC is what the bits of a text leave over when they are divided by a polynomial without carries. That of two stretches is that
of the first, moved on by the length of the second, and that of the second (zlib's crc32_combine, which Python does not show).
"""

from functools import lru_cache

POLYNOMIAL, ALL = 0xEDB88320, 0xFFFFFFFF
ONE, BYTE = 1 << 31, 1 << 23
"""x to the power of 0 and of 8: the first bit is the highest."""


def moved_by(size: int) -> int:
    """What so many bytes do to the CRC of what stands before them, for `of_both`."""
    power, place = ONE, 0
    while size >> place:
        if size >> place & 1:
            power = _product(power, _doubled(place))
        place += 1
    return power


def of_both(first: int, second: int, moved: int) -> int:
    """The CRC of two stretches from that of each. moved: `moved_by` the size of the second."""
    return _product(first, moved) ^ second


@lru_cache(64)
def _doubled(times: int) -> int:
    """What one byte does, doubled so many times."""
    return _product(_doubled(times - 1), _doubled(times - 1)) if times else BYTE


def _product(one: int, other: int) -> int:
    total = 0
    while one:
        if one & ONE:
            total ^= other
        one = one << 1 & ALL
        other = other >> 1 ^ POLYNOMIAL if other & 1 else other >> 1
    return total
