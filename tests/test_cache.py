"""The cache: entries that are believed only as they were written, bounded, and never needed."""

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from emulation_batch import cache
from emulation_batch.cache import Cache, key_of

KEY, OTHER = key_of("a"), key_of("b")


@pytest.fixture
def store(tmp_path):
    made = Cache(tmp_path / ".cache")
    made.put(KEY, b"mot\nhai")
    made.put(OTHER, b"")
    return made


def place(store, key=KEY):
    return store.folder / key[0] / key


def test_what_was_put_comes_back(store):
    again = Cache(store.folder)
    assert (again.get(KEY), again.get(OTHER), again.get(key_of("c"))) == (b"mot\nhai", b"", None)
    assert (store.made, again.found, again.bad, again.fault) == (2, 2, 0, "")


def test_backup_programs_know_the_folder(store):
    assert (store.folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886e39b8c4")


@pytest.mark.parametrize("damage", [
    lambda content: content[:-1] + bytes([content[-1] ^ 1]), lambda content: bytes([content[0] ^ 1]) + content[1:],
    lambda content: content[:-1], lambda content: content[:20], lambda content: b"", lambda content: content + b"x",
])
def test_a_damaged_entry_is_not_believed_and_is_written_again(store, damage):
    place(store).write_bytes(damage(place(store).read_bytes()))
    assert store.get(KEY) is None and store.bad == 1
    store.put(KEY, b"moi")
    assert store.get(KEY) == b"moi"


def test_every_single_flipped_byte_is_seen(store):
    content = place(store).read_bytes()
    for number in range(len(content)):
        place(store).write_bytes(content[:number] + bytes([content[number] ^ 0x20]) + content[number + 1:])
        assert store.get(KEY) is None


def test_an_entry_under_another_key_is_not_believed(store):
    """Its hash is right for its bytes; it is another's."""
    place(store).write_bytes(place(store, OTHER).read_bytes())
    assert store.get(KEY) is None and store.bad == 1


def test_a_huge_entry_is_not_read_whole(store, monkeypatch):
    monkeypatch.setattr(cache, "LARGEST", 100)
    store.put(KEY, b"x" * 100)
    assert store.get(KEY) == b"mot\nhai"
    place(store).write_bytes(b"x" * 10_000)
    assert store.get(KEY) is None


def test_a_folder_that_cannot_be_written_ends_the_keeping_and_nothing_else(tmp_path):
    (tmp_path / ".cache").write_text("a file in its place")
    store = Cache(tmp_path / ".cache")
    store.put(KEY, b"x")
    store.put(OTHER, b"x")
    assert store.fault and store.made == 0 and store.get(KEY) is None
    store.trim(time.time())


@pytest.mark.parametrize("call", ["write_bytes", "replace"])
def test_a_write_that_fails_leaves_nothing(store, monkeypatch, call):
    def fails(path, *arguments):
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.Path, call, fails)
    store.put(KEY, b"moi")
    new = key_of("new")
    store.put(new, b"moi")
    assert store.fault and store.get(KEY) == b"mot\nhai" and store.get(new) is None
    assert not list(store.folder.rglob(".tdkt*"))


def test_a_disk_that_is_nearly_full_is_left_to_the_outputs(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 1000}))
    store = Cache(tmp_path / ".cache")
    store.put(KEY, b"x")
    assert store.fault and store.get(KEY) is None


def test_the_oldest_go_first(store, monkeypatch):
    now = time.time()
    for age, key in ((300, KEY), (200, OTHER)):
        os.utime(place(store, key), (now - age, now - age))
    monkeypatch.setattr(cache, "MOST_BYTES", place(store, OTHER).stat().st_size)
    store.trim(now)
    assert store.get(KEY) is None and store.get(OTHER) == b""


def test_what_is_old_does_not_stay(store):
    now = time.time()
    os.utime(place(store), (now - 46 * 86400, now - 46 * 86400))
    (store.folder / ".tdkt-tam-x").write_bytes(b"left by a kill")
    os.utime(store.folder / ".tdkt-tam-x", (0, 0))
    store.trim(now)
    assert store.get(KEY) is None and store.get(OTHER) == b"" and not list(store.folder.rglob(".tdkt*"))


def test_only_work_inside_using_has_a_cache(store):
    assert cache.current() is None
    with cache.using(store):
        assert cache.current() is store
        with cache.using(None):
            assert cache.current() is None
    assert cache.current() is None


def test_what_is_made_of_the_same_values_is_made_once(store):
    made = []

    def make(what):
        return lambda: made.append(what) or what.encode()

    with cache.using(store):
        for what, values, told in (("a", ["x", 1], "one"), ("a", ["x", 1], "never"), ("b", ["x", 1], "kind"), ("a", ["x", True], "type"),
                                   ("a", ["x", "1"], "text"), ("a", ["x", 1.0], "float"), ("a", ["x", object()], "no key"),
                                   ("a", ["x", object()], "no key again")):
            assert cache.kept(what, values, make(told)) == (b"one" if told == "never" else told.encode())
    cache.kept("a", ["x", 1], make("no cache"))
    assert made == ["one", "kind", "type", "text", "float", "no key", "no key again", "no cache"]


def test_a_key_tells_its_parts_apart_and_knows_the_program(monkeypatch):
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("a\nbc")}) == 4
    before = key_of("a")
    monkeypatch.setattr(cache, "program", lambda: "another")
    assert key_of("a") != before


def test_the_program_is_its_files_and_what_is_installed(tmp_path, monkeypatch):
    package = tmp_path / "package"
    (package / "below" / "__pycache__").mkdir(parents=True)
    (package / "below" / "words.toml").write_text("a")
    monkeypatch.setattr(cache, "__file__", str(package / "cache.py"))
    monkeypatch.setattr(cache.sys, "path", [str(tmp_path)])

    def now():
        cache.program.cache_clear()
        return cache.program()

    try:
        first = now()
        (package / "below" / "__pycache__" / "words.pyc").write_text("a")
        assert now() == first
        (package / "below" / "words.toml").write_text("b")
        changed = now()
        (tmp_path / "pandas-9.0.dist-info").mkdir()
        assert len({first, changed, now()}) == 3
    finally:
        cache.program.cache_clear()


def test_two_at_once_never_see_a_half_entry(tmp_path):
    """Both write and read the same keys over and over."""
    stores = [Cache(tmp_path / ".cache"), Cache(tmp_path / ".cache")]
    (tmp_path / ".cache").mkdir()
    bodies = {key_of(str(number)): bytes([number]) * 50_000 for number in range(5)}

    def work(store):
        seen = set()
        for _ in range(30):
            for key, body in bodies.items():
                store.put(key, body)
                seen.add(store.get(key) in (body, None))
        return seen, store.bad, store.fault

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(work, stores)) == [({True}, 0, "")] * 2
    assert all(stores[0].get(key) == body for key, body in bodies.items())
