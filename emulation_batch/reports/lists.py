"""The accepted rows of a month as the appendices of a Word report list them: plain strings, private columns left out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from emulation_batch.batch import MonthData
from emulation_batch.definition import Column, Sheet
from emulation_batch.frames import each_row
from emulation_batch.reports.numbers import BLANK, plain
from emulation_batch.vietnamese import format_date

ANSWER = ("giai_trinh", "đơn vị giải trình: ")
Row = dict[str, Any]


def one_line(text: object) -> str:
    """A text in one line, its spaces single."""
    return " ".join(str(text).split())


class Rows:
    """The accepted rows of one sheet, in the order of the registry's units; values are told by `told`.

    A movement may have no such sheet, or not all of its columns: then there is nothing to tell.
    """

    def __init__(self, month: MonthData, sheet: str) -> None:
        absent = Sheet(sheet, "", "", "table", "", ())
        self._month = month
        self._sheet = next((each for each in month.definition.tables if each.key == sheet), absent)
        order = {unit.code: place for place, unit in enumerate(month.registry.units_on(month.period.to))}
        frame = month.judged.accepted.get(sheet)
        rows = [] if frame is None else each_row(frame)
        self._rows = sorted(rows, key=lambda row: (order.get(row["_unit"], len(order)), row["_unit"], row["_row"]))

    def of(self, *kinds: str) -> Iterator[Row]:
        """The rows of these kinds, in order."""
        return (row for row in self._rows if row[self._sheet.kind_column] in kinds)

    def told(self, row: Row, key: str, before: str = "") -> str:
        """A cell in words ("" when blank or private), with a word before it when there is something to say."""
        words = cell_words(self._month, self._sheet.column(key), row.get(key)) if self._sheet.has(key) else ""
        return before + words if words else ""

    def unit(self, row: Row) -> str:
        """The name of the row's unit as of the period."""
        return self._month.registry.name_of(row["_unit"], self._month.period.to)

    def kind(self, row: Row) -> str:
        """What kind of row it is, without the code before the label."""
        return self.told(row, self._sheet.kind_column).partition(" - ")[2] or self.told(row, self._sheet.kind_column)


def cell_words(month: MonthData, column: Column, value: Any) -> str:
    """A cell in words: labels for codes, names as of the period, numbers and dates as offices print them; "" when blank or
    private."""
    if column.private or value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if column.type == "choice":
        return month.definition.label(column.choices, value)
    if column.type in ("person", "candidate", "unit"):
        return month.registry.name_of(str(value), month.period.to)
    if isinstance(value, date):
        return format_date(value)
    return plain(value) if column.type in ("money", "integer", "decimal") else one_line(value)


def joined(*parts: str) -> str:
    """The parts that say something, "; " between them; "–" when none does."""
    return "; ".join(part for part in parts if part) or BLANK


def documents(month: MonthData) -> list[dict[str, str]]:
    """Assigned documents, guidance to the grass roots, and work on policies."""
    papers, policies = Rows(month, "van_ban"), Rows(month, "co_che")
    return [{
        "unit": papers.unit(row), "kind": papers.kind(row), "content": joined(papers.told(row, "noi_dung")),
        "assigned": joined(papers.told(row, "van_ban_giao"), papers.told(row, "han_hoan_thanh", "hạn ")),
        "done": joined(papers.told(row, "so_ky_hieu"), papers.told(row, "ngay_hoan_thanh", "ngày ")),
        "result": joined(papers.told(row, "dia_ban"), papers.told(row, "ket_qua"), papers.told(row, *ANSWER)),
    } for row in papers.of("a1", "a3")] + [{
        "unit": policies.unit(row), "kind": policies.kind(row),
        "content": joined(policies.told(row, "chinh_sach"), policies.told(row, "noi_dung")), "assigned": BLANK,
        "done": joined(policies.told(row, "so_ky_hieu"), policies.told(row, "ngay", "ngày ")),
        "result": joined(policies.told(row, "noi_nhan", "gửi "), policies.told(row, "ket_qua_tiep_thu"),
                         policies.told(row, *ANSWER)),
    } for row in policies.of("b1", "b2", "b3")]


def initiatives(month: MonthData) -> list[dict[str, str]]:
    """Initiatives and solutions of standards a) and d), and models of poverty reduction."""
    papers, models, media = Rows(month, "van_ban"), Rows(month, "nguon_luc"), Rows(month, "tuyen_truyen")
    return [{
        "unit": papers.unit(row), "kind": papers.told(row, "sang_kien") or papers.kind(row),
        "content": joined(papers.told(row, "noi_dung"), papers.told(row, *ANSWER)),
        "place": joined(papers.told(row, "dia_ban")), "households": BLANK,
        "papers": joined(papers.told(row, "so_ky_hieu"), papers.told(row, "quyet_dinh_cong_nhan")),
    } for row in papers.of("a2")] + [{
        "unit": models.unit(row), "kind": models.kind(row),
        "content": joined(models.told(row, "noi_dung"), models.told(row, *ANSWER)),
        "place": joined(models.told(row, "dia_ban"), models.told(row, "mo_hinh_goc", "từ ")),
        "households": joined(models.told(row, "so_ho")), "papers": joined(models.told(row, "chung_tu")),
    } for row in models.of("c4", "c5")] + [{
        "unit": media.unit(row), "kind": f"{media.kind(row)} tuyên truyền, vận động",
        "content": joined(media.told(row, "noi_dung"), media.told(row, *ANSWER)),
        "place": joined(media.told(row, "kenh")), "households": BLANK, "papers": BLANK,
    } for row in media.of("d4")]


def resources(month: MonthData) -> list[dict[str, str]]:
    """Money, goods and days of labour, line by line; never added up here, as collected and handed out must not be."""
    rows = Rows(month, "nguon_luc")
    return [{
        "unit": rows.unit(row), "kind": joined(rows.kind(row), rows.told(row, "hinh_thuc")),
        "content": joined(rows.told(row, "noi_dung"), rows.told(row, "hien_vat"), rows.told(row, *ANSWER)),
        "day": joined(rows.told(row, "ngay")),
        "money": joined(rows.told(row, "so_tien")), "worth": joined(rows.told(row, "gia_tri_quy_doi")),
        "labour": joined(rows.told(row, "so_ngay_cong")),
        "purpose": joined(rows.told(row, "muc_dich"), rows.told(row, "dia_ban")),
        "households": joined(rows.told(row, "so_ho")), "times": joined(rows.told(row, "so_luot_ho")),
    } for row in rows.of("c1", "c2", "c3")]


def exemplars(month: MonthData) -> list[str]:
    """Exemplary collectives and people that units introduced, and new or multiplied models: one line each."""
    people, models = Rows(month, "de_nghi"), Rows(month, "nguon_luc")
    return [f"- {_with_unit(people.told(row, 'ten'), people.unit(row))}: {people.told(row, 'tom_tat')}"
            for row in people.of("dien_hinh")] + [
        f"- {_with_unit(models.kind(row), models.unit(row))}: {models.told(row, 'noi_dung')}"
        f"{models.told(row, 'dia_ban', ', tại ')}{models.told(row, 'so_ho', ', số hộ: ')}"
        for row in models.of("c4", "c5")]


def _with_unit(name: str, unit: str) -> str:
    return name if name == unit else f"{name} ({unit})"
