"""The keys that find a candidate and a clause again when a register comes back, and the marks of what each line rests on."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulation_batch.council import PROPOSAL, RESULT
from emulation_batch.frames import each_row, plain_rows
from emulation_batch.vietnamese import match_key

if TYPE_CHECKING:
    import pandas as pd

    from emulation_batch.batch import Judged

RESULT_BASIS, PROPOSAL_BASIS = ("status", "facts", "missing"), ("standing", "reasons")
"""What an opinion looks at, besides the rows: when it changes, the opinion is asked about."""
AT_A_TIME = 5_000
"""Lines whose rows are held at a time."""


def result_keys(period: str, results: pd.DataFrame) -> list[str]:
    """One key for each line of the results, in their order: month, subject, candidate, clause; a number where two are alike."""
    return list(_numbered("|".join((period, RESULT, row["subject"], row["candidate"] or match_key(row["name"]), row["clause"]))
                          for row in each_row(results[["subject", "candidate", "name", "clause"]])))


def proposal_keys(period: str, proposals: pd.DataFrame) -> list[str]:
    """The same for the proposals: month, kind, award, subject, candidate. No row number: a row may move when sent again."""
    columns = ["kind", "award", "subject", "candidate", "name"]
    return list(_numbered("|".join((period, PROPOSAL, row["kind"], row["award"], row["subject"],
                                    row["candidate"] or match_key(row["name"])))
                          for row in each_row(proposals[columns])))


class Marks(Mapping[str, str]):
    """Key -> the mark of its evidence, of results and proposals alike, made from all of the evidence, also for readers who see
    a part of it. They are made when somebody asks: in most months whoever makes the register does, and nobody else."""

    def __init__(self, period: str, judged: Judged, results: pd.DataFrame, proposals: pd.DataFrame) -> None:
        self._of = period, [*judged.accepted.values(), *judged.refused.values()], results, proposals

    @cached_property
    def _made(self) -> dict[str, str]:
        period, tables, results, proposals = self._of
        return dict(zip(result_keys(period, results), _marks(tables, results, RESULT_BASIS), strict=True)) | dict(
            zip(proposal_keys(period, proposals), _marks(tables, proposals, PROPOSAL_BASIS), strict=True))

    def __getitem__(self, key: str) -> str:
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _numbered(keys: Iterable[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}|{seen[key]}"


def _marks(tables: Sequence[pd.DataFrame], frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[str]:
    """A short mark of what each line rests on, the contents of its rows included, wherever those stand in their file."""
    for start in range(0, len(frame), AT_A_TIME):
        lines = each_row(frame[[*columns, "rows"]].iloc[start:start + AT_A_TIME])
        contents = _contents(tables, {ref for line in lines for ref in line["rows"]})
        for line in lines:
            yield _mark([*(_plain(line[column]) for column in columns), sorted(contents.get(ref, ref) for ref in line["rows"])])


def _contents(tables: Iterable[pd.DataFrame], wanted: Collection[str]) -> dict[str, str]:
    """The contents of these rows by their `_ref`."""
    contents: dict[str, str] = {}
    write = json.JSONEncoder(default=str, sort_keys=True, ensure_ascii=False).encode
    for table in tables:
        rows = table[table["_ref"].isin(wanted)]
        own = [column for column in table.columns if not column.startswith("_")]
        contents |= {ref: write(row) for ref, row in zip(rows["_ref"], plain_rows(rows, own), strict=True)}
    return contents


def _mark(basis: list[Any]) -> str:
    return hashlib.sha256(json.dumps(basis, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _plain(value: Any) -> Any:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else str(value)
