"""Packages made of parts that were packed once."""

import io
import zipfile
import zlib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.packages import SHORT, Flowing, flowing, joined, package, part, piece, piece_of_one

NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0/\\"), min_size=1, max_size=20), unique=True, max_size=6)


@given(NAMES, st.data())
def test_zipfile_reads_back_what_was_packed(names, data):
    content = {name: data.draw(st.binary(max_size=3000)) for name in names}
    whole = package(part(name, value) for name, value in content.items())
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        assert packed.testzip() is None
        assert {info.filename: packed.read(info) for info in packed.infolist()} == content
        assert {info.date_time for info in packed.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


def test_the_order_and_the_bytes_are_those_given():
    parts = [part("b.xml", b"<b/>" * 900), part("a.xml", b"<a/>", 3)]
    assert package(parts) == package(parts)
    with zipfile.ZipFile(io.BytesIO(package(parts))) as packed:
        assert packed.namelist() == ["b.xml", "a.xml"]
    assert len(package(parts)) < 400, "parts are packed"


def test_what_is_new_of_a_part():
    whole = joined("a", [piece(b"<a>"), piece(b"<b/><c/>", new=b""), piece(b"<d/></a>", new=b"</a>")])
    assert (whole.new, part("b", b"<b/>").new) == (b"<a></a>", b"<b/>")


@given(st.lists(st.binary(max_size=5000) | st.binary(max_size=9).map(lambda few: few * 5000), max_size=8), st.sampled_from((piece, piece_of_one)))
def test_pieces_make_the_part_that_they_would_make_together(stretches, make):
    whole = joined("a", (make(stretch) for stretch in stretches))
    assert (whole.size, whole.crc) == (len(b"".join(stretches)), zlib.crc32(b"".join(stretches)))
    with zipfile.ZipFile(io.BytesIO(package([whole]))) as packed:
        assert packed.read("a") == b"".join(stretches), "zipfile holds the content against its checksum"


@given(st.lists(st.binary(max_size=300), max_size=8), st.integers(1, 400))
def test_a_part_that_comes_in_stretches_is_packed_as_the_whole(stretches, times):
    whole, flown = part("a.xml", b"".join(stretches) * times, 3), flowing("a.xml", stretches * times, 3)
    assert replace(flown, packed=b"") == replace(whole, packed=b"", new=b"")
    assert flown.packed == whole.packed or whole.size <= SHORT
    assert zlib.decompress(flown.packed, -zlib.MAX_WBITS) == whole.new


@given(st.binary(max_size=9000), st.lists(st.binary(max_size=9000), max_size=6))
def test_a_head_that_is_known_last_stands_before_the_rest(head, stretches):
    flow = Flowing(3)
    for stretch in stretches:
        flow.add(stretch)
    whole = flow.part("a", head)
    assert (whole.size, whole.crc) == (len(head + b"".join(stretches)), zlib.crc32(head + b"".join(stretches)))
    with zipfile.ZipFile(io.BytesIO(package([whole]))) as packed:
        assert packed.read("a") == head + b"".join(stretches)


def test_the_crc_of_a_long_part_with_a_head():
    flow = Flowing(1)
    flow.add(b"dong" * 100_003)
    assert flow.part("a", b"dau").crc == zlib.crc32(b"dau" + b"dong" * 100_003)
