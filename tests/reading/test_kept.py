"""Reading again from the cache: the same workbooks without a reader, whatever became of the entries."""

import pytest
from support.books import NGUON_LUC, VAN_BAN, fill, received
from support.paths import shipped_definition

from emulation_batch import cache
from emulation_batch.cache import Cache
from emulation_batch.reading import kept, plain, pool, read_all


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    return [received(fill(folder / f"{number}.xlsx", rows={"van_ban": [VAN_BAN | {"noi_dung": f"Việc số {number}"}],
                                                            "nguon_luc": [NGUON_LUC]})) for number in range(3)]


@pytest.fixture
def reads(monkeypatch):
    """The hashes that a reader was asked for."""
    real, asked = pool._read, []

    def spied(books, tasks, *more):
        asked.extend(sha256 for task in tasks for _, sha256 in task)
        real(books, tasks, *more)

    monkeypatch.setattr(pool, "_read", spied)
    return asked


def read(store, files, definition=None):
    with cache.using(store):
        return read_all(files, definition or shipped_definition(), 1)


@pytest.fixture
def store(tmp_path):
    return Cache(tmp_path / ".cache")


@pytest.fixture
def warm(store, files):
    read(store, files)
    return Cache(store.folder)


def entries(store):
    return sorted(path for path in store.folder.glob("?/*"))


def test_a_second_reading_needs_no_reader(warm, files, reads):
    plainly = read_all(files, shipped_definition(), 1)
    reads.clear()
    again = read(warm, files)
    assert reads == [] and warm.found == 3 and warm.made == 0
    assert repr(again) == repr(plainly)


def test_one_changed_file_is_read_alone(warm, files, reads, tmp_path):
    other = received(fill(tmp_path / "other.xlsx", rows={"van_ban": [VAN_BAN | {"noi_dung": "Việc khác"}]}))
    books = read(warm, [*files[:2], other])
    assert reads == [other.sha256] and list(books) == sorted(item.sha256 for item in (*files[:2], other))


@pytest.mark.parametrize("harm", [
    lambda paths: [path.write_bytes(path.read_bytes()[:-1] + b"?") for path in paths],
    lambda paths: [path.write_bytes(path.read_bytes()[:100]) for path in paths],
    lambda paths: [path.write_bytes(before) for path, before in zip(paths, [paths[-1].read_bytes(), *(p.read_bytes() for p in paths)], strict=False)],
    lambda paths: [path.unlink() for path in paths],
], ids=["flipped", "truncated", "swapped", "deleted"])
def test_harmed_entries_are_read_again_and_written_anew(warm, files, reads, harm):
    plainly = read_all(files, shipped_definition(), 1)
    before = {path: path.read_bytes() for path in entries(warm)}
    reads.clear()
    harm(list(before))
    assert repr(read(warm, files)) == repr(plainly) and sorted(reads) == sorted(item.sha256 for item in files)
    assert {path: path.read_bytes() for path in entries(warm)} == before


def test_an_entry_with_a_right_hash_under_a_wrong_key_is_not_used(warm, files, reads):
    """The workbook of one file, put well formed under the key of another: bytes, hash and key agree, the workbook does not."""
    one, other = files[0].sha256, files[1].sha256
    definition = shipped_definition()
    warm.put(kept._key(one, definition), plain.as_bytes(read_all([files[1]], definition, 1)[other]))
    reads.clear()
    assert read(warm, [files[0]])[one].sha256 == one and reads == [one]


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'{"date":"x"}', b"\x80\x04\x95"])
def test_a_foreign_body_with_a_right_hash_is_not_used(warm, files, reads, body):
    warm.put(kept._key(files[0].sha256, shipped_definition()), body)
    assert read(warm, [files[0]])[files[0].sha256].sheets and reads == [files[0].sha256]


def test_another_program_or_definition_reads_again(warm, files, reads, monkeypatch):
    from dataclasses import replace

    read(warm, files, replace(shipped_definition(), sha256="0" * 64))
    assert len(reads) == 3
    monkeypatch.setattr(cache, "program", lambda: "another version")
    read(warm, files)
    assert len(reads) == 6


def test_what_stopped_its_reader_is_never_kept(hostile, store, monkeypatch):
    monkeypatch.setattr(pool, "SECONDS", (0.001, 0.001))
    slow = received(hostile[1]["many_cells"][0])
    assert [fault.code for fault in read(store, [slow])[slow.sha256].faults] == ["F221"]
    assert store.made == 0


def test_a_file_that_changed_is_never_kept(store, tmp_path):
    path = fill(tmp_path / "a.xlsx")
    item = received(path)
    path.write_bytes(b"khac")
    assert [fault.code for fault in read(store, [item])[item.sha256].faults] == ["F222"] and store.made == 0


def test_without_a_cache_everything_is_read(files, reads):
    read(None, files)
    read(None, files)
    assert len(reads) == 6
