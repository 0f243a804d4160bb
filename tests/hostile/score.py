"""What came of every file, held against what must; and the outputs with and without the hostile files."""

import csv
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

LISTS = ("manifest.json", "index.html", "findings.csv")
"""Outputs that list the files received, as some sheets of the registers do; the rest must not change by a byte."""
LISTING = ("Tệp nhận", "Lỗi theo câu hỏi", "Tổng quan", "Đối chiếu", "Cần sửa")


@dataclass
class Score:
    """wrong: (file, expected, listed); twice, missing and more: names. good: how many good workbooks were accepted."""

    files: int = 0
    right: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    good: int = 0
    by_code: Counter[str] = field(default_factory=Counter)

    @property
    def exact(self) -> float:
        """Of the hostile files, the share listed once with the expected reason."""
        return self.right / max(1, self.files)


def judge(manifest: dict[str, Any], expected: dict[str, str], good: set[str]) -> Score:
    """Hold the manifest against the expected codes; "F201|F203" allows either."""
    score = Score(files=len(expected))
    listed: dict[str, list[dict[str, Any]]] = {}
    for item in manifest["files"]:
        listed.setdefault(item["name"], []).append(item)
        score.by_code[item["code"]] += 1
    score.good = sum(items[0]["outcome"] == "accepted" for name, items in listed.items() if name in good)
    for name, code in expected.items():
        items = listed.get(name, [])
        if not items:
            score.missing.append(name)
        elif len(items) > 1:
            score.twice.append(name)
        elif items[0]["code"] in code.split("|"):
            score.right += 1
        else:
            score.wrong.append((name, code, f"{items[0]['code']} {items[0]['outcome']}: {items[0]['reason']}"))
    score.more = sorted(listed.keys() - expected.keys() - good)
    return score


def differences(alone: Path, among: Path, good: set[str]) -> list[str]:
    """Outputs of the month that the hostile files changed, but for the lists of what was received."""
    found = []
    for name in sorted(_outputs(alone) ^ _outputs(among)):
        found.append(f"{name}: only in one")
    for name in sorted(_outputs(alone) & _outputs(among)):
        if name.endswith(".xlsx") and "/" not in name.removeprefix("copies/"):
            found += _register(alone, among, name)
        elif name not in LISTS and (alone / name).read_bytes() != (among / name).read_bytes():
            found.append(f"{name}: differs")
    if (one := _findings(alone, good)) != (other := _findings(among, good)):
        found += [f"findings.csv: {row}" for row in [*(set(one) ^ set(other))][:5]]
    return found


def _outputs(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
            and path.relative_to(folder).parts[0] != "received"}


def _findings(folder: Path, good: set[str]) -> list[tuple[str, ...]]:
    with (folder / "findings.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [tuple(row.values()) for row in csv.DictReader(stream) if row["file"] in good or not row["file"]]


def _register(alone: Path, among: Path, file: str) -> list[str]:
    one, other = (_pages(folder / file) for folder in (alone, among))
    found = [] if [*one] == [*other] else [f"{file}: sheets {[*one]} {[*other]}"]
    return found + [f"{file}, {name}: differs" for name, rows in one.items() if rows != other.get(name) and name not in LISTING]


def _pages(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
