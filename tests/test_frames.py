from datetime import date

import pandas as pd

from emulation_batch.frames import plain_rows


def frame():
    return pd.DataFrame({"day": pd.to_datetime(["2022-03-05", None]), "text": ["a", None], "object": pd.Series([None, "b"], dtype=object),
                         "number": pd.array([1, None], dtype="Int64"), "share": [0.5, float("nan")]})


def test_plain_rows_hold_dates_and_none():
    assert plain_rows(frame()) == [
        {"day": date(2022, 3, 5), "text": "a", "object": None, "number": 1, "share": 0.5},
        {"day": None, "text": None, "object": "b", "number": None, "share": None}]
    assert type(plain_rows(frame())[0]["day"]) is date
    assert type(plain_rows(frame())[0]["number"]) is int


def test_plain_rows_of_some_columns():
    assert plain_rows(frame(), ["number", "text", "number"]) == [{"number": 1, "text": "a"}, {"number": None, "text": None}]
    assert plain_rows(frame().iloc[:0]) == []
