"""The CRC of stretches is that of all their bytes."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.checksums import moved_by, of_both


@given(st.binary(max_size=2000), st.binary(max_size=2000))
def test_of_both(first, second):
    assert of_both(zlib.crc32(first), zlib.crc32(second), moved_by(len(second))) == zlib.crc32(first + second)


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 1_000_003])
def test_of_a_long_one(size):
    second = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert of_both(zlib.crc32(b"a"), zlib.crc32(second), moved_by(size)) == zlib.crc32(b"a" + second)
