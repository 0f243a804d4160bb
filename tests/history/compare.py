"""What a finished review prints, read back from its Word report and its register, against the independent recomputation."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from docx.oxml.ns import qn

from history.recompute import Figures, Key

BLANK, NOTHING, WHOLE = "–", ("Không phát sinh", "không phát sinh"), "Toàn Sở"


def vietnamese(value: float | None, percent: bool = False) -> str:
    """1500000 -> "1.500.000", 15.5 -> "15,5"; a percentage to one place, half up."""
    if value is None:
        return NOTHING[1]
    if percent:
        value = int(value * 10 + 0.5 + 1e-9) / 10
    text = f"{value:,.1f}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,"))


def differences(folder: Path, figures: Figures, parts: Mapping[str, Iterable[str]], heads: Mapping[str, str],
                names: Mapping[str, str], shorts: Mapping[str, str]) -> Iterator[str]:
    """Every printed number that is not the recomputed one, and every figure that is not printed.

    heads: part -> the head of its column in the report; names and shorts: unit -> its name in the register, in the report.
    """
    own = figures.of({part: list(months) for part, months in parts.items()})
    yield from _of_register(folder / "register.xlsx", figures, own, parts, names)
    report = next((folder / "reports").glob("*.docx"))
    yield from _of_report(report, figures, own, folder.name, heads, shorts)


def _expected(figures: Figures, own: Mapping[Key, float | None], place: Key) -> float | None:
    """What a place must hold; of a unit without a row 0, and a ratio of nothing."""
    return own.get(place, None if figures.figures[place[0]]["rule"] == "ratio" else 0.0)


def _of_register(path: Path, figures: Figures, own: Mapping[Key, float | None], parts: Mapping[str, Any],
                 names: Mapping[str, str]) -> Iterator[str]:
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        rows = [list(row) for row in book["Số liệu"].iter_rows(min_row=4, values_only=True)]
    head, body = rows[0], rows[1:]
    places = [head.index(title) for title in ("Mã chỉ tiêu", "Đơn vị", "Kỳ", "Giá trị")]
    codes, seen = {name: unit for unit, name in {**names, "": WHOLE}.items()}, set()
    by_title = dict(zip(dict.fromkeys(row[places[2]] for row in body), parts, strict=True))
    for row in body:
        key, unit, title, value = (row[place] for place in places)
        place = key, codes[unit], by_title[title]
        seen.add(place)
        expected = _expected(figures, own, place)
        if (value in NOTHING) != (expected is None) or (expected is not None and abs(float(value) - expected) > 1e-9):
            yield f"register: {place} is {value}, recomputed {expected}"
    yield from (f"register: {place} is not there" for place, value in own.items() if value and place not in seen)


def _tables(path: Path) -> dict[str, list[list[str]]]:
    """Table key -> its rows, the header first."""
    found = {}
    for table in Document(str(path)).tables:
        told = table._tbl.tblPr.find(qn("w:tblDescription"))
        if told is not None:
            found[told.get(qn("w:val")).removeprefix("bang:")] = [[cell.text for cell in row.cells] for row in table.rows]
    return found


def _of_report(path: Path, figures: Figures, own: Mapping[Key, float | None], span: str, heads: Mapping[str, str],
               shorts: Mapping[str, str]) -> Iterator[str]:
    tables, printed = _tables(path), set()
    by_head, by_short = {head: part for part, head in heads.items()}, {name: unit for unit, name in {**shorts, "": WHOLE}.items()}
    titles = {(figure["standard"], figure["title"]): key for key, figure in figures.figures.items()}
    loose = {figure["title"]: key for key, figure in figures.figures.items() if figure.get("by_unit")}
    for name, (head, *rows) in tables.items():
        if name.startswith("tieu_chuan_"):
            found = [((titles[name.removeprefix("tieu_chuan_"), row[1]], "", by_head[title]), text)
                     for row in rows for title, text in zip(head[3:], row[3:], strict=True)]
        elif name.startswith("so_lieu_"):
            found = [((loose[row[1]], by_short[title], span), text) for row in rows for title, text in zip(head[3:], row[3:], strict=True)]
        elif name == "own_past":
            found = [((loose[row[2]], by_short[row[0]], by_head[title]), text)
                     for row in rows for title, text in zip(head[4:], row[4:], strict=True)]
        else:
            continue
        for place, text in found:
            printed.add(place)
            expected = _expected(figures, own, place)
            if text != vietnamese(expected, figures.figures[place[0]]["measure"] == "%") and not (text == BLANK and not expected):
                yield f"{name}: {place} is {text}, recomputed {expected}"
    yield from (f"report: {key} is not printed for the department" for key in figures.figures
                for part in heads if (key, "", part) not in printed)
