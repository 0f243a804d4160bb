"""The functions of a worker: plain data in, plain data out, the definition unpickled once."""

import pickle

from support.books import codes, fill, read, received
from support.paths import shipped_definition

from emulation_batch.reading import worker


def test_files_are_read_in_their_order_and_come_back_plain(filled, tmp_path):
    pickled = pickle.dumps(shipped_definition())
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    files = [(str(path), received(path).sha256) for path in (pdf, filled)]
    books = worker.read_files(pickled, files)
    assert [book.sha256 for book in books] == [sha256 for _, sha256 in files]
    assert codes(books[0]) == ["F225"] and books[1] == read(filled) == pickle.loads(pickle.dumps(books[1]))
    assert worker._definition(pickled) is worker._definition(pickled)


def test_other_bytes_than_were_received_are_told(tmp_path):
    path = fill(tmp_path / "a.xlsx")
    assert codes(worker.read_files(pickle.dumps(shipped_definition()), [(str(path), "0" * 64)])[0]) == ["F222"]


def test_one_reading_alone_is_told(filled):
    item = received(filled)
    book, = worker.read_files(pickle.dumps(shipped_definition()), [(str(filled), item.sha256)], twice=False)
    assert codes(book) == ["F227"]


def test_a_worker_is_limited_and_silent(tmp_path):
    import subprocess
    import sys
    script = ("import sys; from emulation_batch.reading import worker; worker.prepare(); print('leise', file=sys.stderr); "
              "import resource; sys.exit(not worker.MEMORY < resource.getrlimit(resource.RLIMIT_AS)[0] < worker.MEMORY + (4 << 30))")
    if sys.platform != "win32":
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
        assert done.returncode == 0 and done.stderr == b""
