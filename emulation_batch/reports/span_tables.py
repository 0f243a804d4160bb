"""The tables of a review: figures by standard beside other parts of the movement, by unit, each unit beside its own past, and
who sent in time. No rank and no colour."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from emulation_batch.definition import Standard
from emulation_batch.frames import each_row, plain_rows
from emulation_batch.periods import Month, days_of, read_span, span_title
from emulation_batch.reports.candidates import in_words
from emulation_batch.reports.judgements import proposal_rows
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.numbers import BLANK, NIL, in_tables, keys_note, number_of, prose
from emulation_batch.reports.span_numbers import SpanNumbers
from emulation_batch.reports.wording import WHOLE, named_months
from emulation_batch.reviewed import SpanData
from emulation_batch.vietnamese import format_percent, join_list

SUBJECTS = ("collective", "individual")
EXEMPLAR = "dien_hinh"


def tables(data: SpanData, numbers: SpanNumbers) -> dict[str, Any]:
    """The tables of figures, with captions numbered through the report and the heads of their parts."""
    standards = {subject: [_standard(data, numbers, standard) for standard in data.month.definition.standards
                           if standard.subject == subject] for subject in SUBJECTS}
    on_time, years = _on_time(data), _on_time_years(data)
    figures = list(_by_unit(data, numbers))
    who = {"collective": "tập thể", "individual": "cá nhân"}
    captions: list[tuple[dict[str, Any], str]] = [({}, "Báo cáo của các đơn vị")]
    captions += [(block, f"Kết quả theo tiêu chuẩn {block['letter']}) đối với {who[subject]}")
                 for subject, blocks in standards.items() for block in blocks]
    captions += [(block, f"Kết quả theo đơn vị, {data.span.title}") for block in figures]
    captions += [({}, "Kết quả của từng đơn vị qua các kỳ"), ({}, "Báo cáo đúng hạn theo đơn vị và năm")]
    for place, (block, title) in enumerate(captions, 1):
        block["caption"] = f"Bảng {place}. {title}"
    return standards | {
        "on_time": on_time, "on_time_caption": captions[0][0]["caption"], "heads": heads(data),
        "figure_blocks": figures, "own_past": list(_own_past(data, numbers)), "own_past_caption": captions[-2][0]["caption"],
        "on_time_years": years, "year_heads": _years(data), "on_time_years_caption": captions[-1][0]["caption"],
        "signs_note": f"Ghi chú: “{BLANK}” là không có báo cáo, khác với số 0; “{NIL}” là tỷ lệ không có mẫu số. Số liệu được "
                      "cộng lại từ từng dòng của các kỳ đã chốt, không cộng từ số đã in." + left_out(data),
    }


def left_out(data: SpanData) -> str:
    """Which months the columns lack because they are not sealed, as the monthly report says it; "" when none does."""
    movement = data.month.definition.movement
    start, named = Month(movement.from_.year, movement.from_.month), {}
    for part, there in data.parts.items():
        _, first, last = read_span(part, {item.key: (item.from_, item.to) for item in data.month.definition.spans})
        absent, each = [], max(first, start)
        while each <= last:
            begins, _ = days_of(each, data.month.definition.window)
            absent += [] if str(each) in there or begins > movement.to else [each]
            each = each.shift(1)
        if absent:
            named[_head(data, part)] = named_months(absent)
    told = "; ".join(f"“{head}” chưa gồm kỳ: {months}" for head, months in named.items())
    return f" Các cột chỉ gồm các kỳ đã chốt; {told}." if told else ""


def heads(data: SpanData) -> list[str]:
    """How the parts of the span are called above a column."""
    return [_head(data, part) for part in data.parts]


def _head(data: SpanData, part: str) -> str:
    if part == data.span.key and len(data.parts) > 1 and data.span.first.year != data.span.month.year:
        return "Cả kỳ"
    first, dots, last = part.partition("..")
    if dots:
        return f"Từ {first[5:]}/{first[:4]} đến {last[5:]}/{last[:4]}"
    words = span_title(part)
    return words[0].upper() + words[1:]


def _standard(data: SpanData, numbers: SpanNumbers, standard: Standard) -> dict[str, Any]:
    """A standard: the plan's words, what the span brought, its figures beside the other parts, the keys behind its lines."""
    figures = [figure for figure in data.month.definition.figures if figure.standard == standard.code]
    return {
        "code": standard.code, "letter": standard.letter, "short": standard.short, "basis": standard.basis,
        "text": standard.text.rstrip("."), "prose": prose(numbers, figures), "key_note": keys_note(data.month, figures),
        "rows": [{"no": number_of(data.month, figure), "title": figure.title, "measure": figure.measure,
                  "cells": [numbers.printed(figure, part) for part in data.parts]} for figure in figures],
    }


def _by_unit(data: SpanData, numbers: SpanNumbers) -> Iterator[dict[str, Any]]:
    """The figures marked `by_unit`: a line a figure, a column a unit, the department last."""
    figures = [figure for figure in data.month.definition.figures if figure.by_unit]
    for place, group in enumerate(in_tables(data.units), 1):
        yield {"key": str(place), "units": [data.short_name(unit) for unit in group],
               "rows": [{"no": number_of(data.month, figure), "title": figure.title, "measure": figure.measure,
                         "cells": [numbers.printed(figure, unit=unit) for unit in group],
                         "total": numbers.printed(figure)} for figure in figures],
               "note": f"“{BLANK}”: không có báo cáo trong kỳ; “{WHOLE}”: số liệu tổng hợp của toàn Sở. Cộng theo đơn vị kế "
                       f"thừa đến ngày cuối kỳ. {keys_note(data.month, figures)}"}


def _own_past(data: SpanData, numbers: SpanNumbers) -> Iterator[dict[str, Any]]:
    """Each unit beside its own past and nobody else's: a line a figure; nothing where there is no other part to show."""
    figures = [figure for figure in data.month.definition.figures if figure.by_unit]
    for unit in data.units if len(data.parts) > 1 else ():
        for figure in figures:
            yield {"unit": one_line(data.short_name(unit)), "no": number_of(data.month, figure), "title": figure.title,
                   "measure": figure.measure, "cells": [numbers.printed(figure, part, unit) for part in data.parts]}


def _grouped(data: SpanData, *, by_year: bool) -> pd.DataFrame:
    late = data.lateness.assign(unit=data.lateness["unit"].map(data.carried), year=data.lateness["month"].str[:4])
    return late.groupby(["unit", "year"] if by_year else ["unit"])[["expected", "received", "on_time"]].sum()


def _on_time(data: SpanData) -> list[dict[str, Any]]:
    """Reports expected, sent and in time, unit by unit, the department last."""
    sums = _grouped(data, by_year=False)
    lines: list[tuple[str, list[int]]] = [(_with_carried(data, unit), [int(count) for count in sums.loc[unit]])
                                          for unit in data.units if unit in sums.index]
    lines.append((WHOLE, [int(count) for count in sums.sum()]))
    return _numbered([{"unit": one_line(name), "expected": str(expected), "received": str(received), "on_time": str(on_time),
                       "late": str(received - on_time), "missing": str(expected - received),
                       "rate": format_percent(on_time, expected) or NIL} for name, (expected, received, on_time) in lines])


def _with_carried(data: SpanData, unit: str) -> str:
    """A unit's name, with those whose reports are counted in its line because it took over from them."""
    due = set(data.lateness["unit"])
    others = [data.unit_name(old) for old, new in data.carried.items() if new == unit != old and old in due]
    return data.unit_name(unit) + (f" (gồm cả {join_list(others)})" if others else "")


def _numbered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines with `no`, their number; the last, of the whole department, has none."""
    return [line | {"no": str(place) if place < len(lines) else ""} for place, line in enumerate(lines, 1)]


def _years(data: SpanData) -> list[str]:
    return [f"Năm {year}" for year in sorted({month[:4] for month in data.sealed})]


def _on_time_years(data: SpanData) -> list[dict[str, Any]]:
    """Reports in time of those expected, by unit and year: only where there are several years."""
    years = sorted({month[:4] for month in data.sealed})
    if len(years) < 2:
        return []
    sums = _grouped(data, by_year=True)
    known = {key: (int(line["on_time"]), int(line["expected"])) for key, line in sums.to_dict("index").items()}
    whole = {year: tuple(sum(known.get((unit, year), (0, 0))[place] for unit in data.units) for place in (0, 1))
             for year in years}

    def told(pair: tuple[int, ...]) -> str:
        return f"{pair[0]}/{pair[1]} ({format_percent(*pair)})" if pair[1] else BLANK

    lines = [{"unit": one_line(_with_carried(data, unit)), "cells": [told(known.get((unit, year), (0, 0))) for year in years]}
             for unit in data.units]
    return _numbered([*lines, {"unit": WHOLE, "cells": [told(whole[year]) for year in years]}])


def _rows(data: SpanData) -> dict[str, dict[str, Any]]:
    frame = data.month.judged.accepted.get("de_nghi")
    return {} if frame is None else {row["_ref"]: row for row in plain_rows(frame)}


def exemplars(data: SpanData) -> list[dict[str, str]]:
    """Exemplary collectives and people that units introduced, in the order of the months."""
    rows = _rows(data)
    found = each_row(data.proposals[data.proposals["kind"] == EXEMPLAR])
    return [{"month": _month(rows, line), "name": one_line(line["name"]), "unit": _unit(data, line),
             "summary": _summary(rows, line)} for line in found]


def proposals(data: SpanData) -> list[dict[str, str]]:
    """The season's list put before the Council, in the words of the monthly report, each with its month."""
    rows = _rows(data)
    return [told | {"month": _month(rows, line)}
            for told, (line, _, _) in zip(proposal_rows(data.month), in_words(data.month), strict=True)]


def _summary(rows: dict[str, dict[str, Any]], line: dict[str, Any]) -> str:
    return "; ".join(one_line(rows[ref]["tom_tat"]) for ref in line["rows"] if rows.get(ref, {}).get("tom_tat")) or BLANK


def _month(rows: dict[str, dict[str, Any]], line: dict[str, Any]) -> str:
    found = sorted({rows[ref]["_period"] for ref in line["rows"] if ref in rows})
    return ", ".join(f"{month[5:]}/{month[:4]}" for month in found)


def _unit(data: SpanData, line: dict[str, Any]) -> str:
    return one_line(data.unit_name(line["unit"]))
