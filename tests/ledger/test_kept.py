"""Tables of sealed months from the cache: made once for the same seals, equal to what is read, never for another past."""

import shutil

import pyarrow as pa
import pyarrow.parquet
import pytest
from support.paths import shipped_definition
from support.run_folders import seal_all, write_run

from emulation_batch import cache
from emulation_batch.ledger import all_rows_made, columns_made, load_past, truth
from emulation_batch.ledger import months as of_months
from emulation_batch.ledger.kept import together
from emulation_batch.periods import Month

DEFINITION = shipped_definition()
MONTHS = ["2022-01", "2022-02"]
ROWS = {"van_ban": [{"loai": "a3", "noi_dung": "Kế hoạch"}], "nguon_luc": [{"loai": "c1", "so_tien": 5, "so_ngay_cong": 0.5}]}


class ReadAgain(Exception):
    """A file of records/ was opened."""


@pytest.fixture
def output(tmp_path):
    for month in MONTHS:
        write_run(tmp_path / "output", month, ROWS)
    seal_all(tmp_path / "output", *MONTHS)
    return tmp_path / "output"


@pytest.fixture
def store(tmp_path):
    with cache.using(cache.Cache(tmp_path / cache.FOLDER)):
        yield cache.current()


def past(output):
    return load_past(output, Month(2022, 3), DEFINITION)[0]


def never(*arguments):
    raise ReadAgain


def test_the_past_is_put_together_once(output, store, monkeypatch):
    read = past(output)
    assert store.made == len(DEFINITION.tables)
    monkeypatch.setattr(truth, "_month", never)
    kept = past(output)
    for key, table in read.items():
        assert kept[key].equals(table) and dict(kept[key].dtypes) == dict(table.dtypes)
    with cache.using(None), pytest.raises(ReadAgain):
        past(output)


def sealed_otherwise(output):
    shutil.rmtree(output)
    write_run(output, "2022-01", ROWS)
    write_run(output, "2022-02", {"van_ban": ROWS["van_ban"] * 2})
    seal_all(output, *MONTHS)


@pytest.mark.parametrize("change", [sealed_otherwise, lambda output: (output / "2022-02" / "seal.json").unlink()],
                         ids=["another seal", "a month less"])
def test_another_past_is_put_together_anew(output, store, monkeypatch, change):
    past(output)
    change(output)
    monkeypatch.setattr(truth, "_month", never)
    with pytest.raises(ReadAgain):
        past(output)


def test_what_is_damaged_is_made_anew(output, store):
    read = past(output)
    for path in store.folder.glob("?/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert past(output)["nguon_luc"].equals(read["nguon_luc"]) and store.bad == len(DEFINITION.tables)


def test_tables_that_runs_made(output, store, monkeypatch):
    """Rows carry their month; a month without the table has none, a column that it lacks is None there."""
    def read():
        return all_rows_made(output, MONTHS, "decisions"), columns_made(output, MONTHS, "van_ban", ["loai"])["loai"].tolist()

    pa.parquet.write_table(pa.table({"key": ["a", "b"]}), output / "2022-01" / "records" / "decisions.parquet")
    pa.parquet.write_table(pa.table({"key": ["c"], "votes": [3]}), output / "2022-02" / "records" / "decisions.parquet")
    rows, columns = read()
    assert rows == [{"made": "2022-01", "key": "a", "votes": None}, {"made": "2022-01", "key": "b", "votes": None},
                    {"made": "2022-02", "key": "c", "votes": 3}]
    assert columns == ["a3", "a3"] and all_rows_made(output, MONTHS, "no_such") == all_rows_made(output, [], "decisions") == []
    monkeypatch.setattr(of_months, "read_table", never)
    assert read() == (rows, columns)


def test_what_is_not_kept(output, store, monkeypatch):
    """A month without a seal, and a table too large for the cache, are put together each time."""
    made = []

    def make():
        made.append(1)
        return pa.table({"a": [1]})

    (output / "2022-02" / "seal.json").unlink()
    assert together(output, MONTHS, ["x"], make) == together(output, MONTHS, ["x"], make) and len(made) == 2
    monkeypatch.setattr(cache, "LARGEST", 1)
    together(output, MONTHS[:1], ["x"], make), together(output, MONTHS[:1], ["x"], make)
    assert len(made) == 4 and store.made == 0
