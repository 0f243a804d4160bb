"""What a proposal must be beyond its single cells: season, form of commendation, whom it is for, an event that has happened.

The batch says the same (R351 to R354, R356); here it stands in the workbook, so that the officer sees it before sending.
"""

from collections.abc import Mapping

from emulation_batch.definition import Column, Sheet
from emulation_batch.templates.context import Book
from emulation_batch.templates.formulas import day, text, trimmed
from emulation_batch.vietnamese import format_date

SUBJECT, COLLECTIVE, INDIVIDUAL = "doi_tuong", "tap_the", "ca_nhan"
AWARD, EVENT = "hinh_thuc", "ngay_su_kien"
CODE_MARK = " | "
"""Stands between a person's name and code in the list of candidates; a collective has none."""

Rules = dict[str, tuple[list[str], str]]
"""Column key -> expressions that are true when the filled cell breaks the rule, and the rule in words."""


def rules_of(book: Book, sheet: Sheet, addresses: Mapping[str, str], kind: str) -> Rules:
    """The rules of the proposal sheet, none for another. kind: the expression of the place of the row's kind, from 1."""
    if sheet.subject != "proposal":
        return {}
    codes = list(book.definition.choice(sheet.column(sheet.kind_column).choices).labels)
    places = {code: f"{kind}={number}" for number, code in enumerate(codes, 1)}
    return {**_season(book, sheet, places), **_awards(book, sheet, addresses, places), **_candidates(book, sheet, addresses),
            **_event(book, sheet, addresses, places)}


def _season(book: Book, sheet: Sheet, places: Mapping[str, str]) -> Rules:
    """Kinds that the plan does not call for in the year of the period."""
    if book.period is None:
        return {}
    year = book.period.month.year
    closed = [places[occasion.kind] for occasion in book.definition.occasions if year not in occasion.years]
    return {sheet.kind_column: (closed, f"chọn loại có đợt trong năm {year}")} if closed else {}


def _awards(book: Book, sheet: Sheet, addresses: Mapping[str, str], places: Mapping[str, str]) -> Rules:
    """Forms of commendation that are not open to the kind, on the kinds that use the column."""
    if not sheet.has(AWARD):
        return {}
    column, awards = sheet.column(AWARD), book.definition.awards
    labels = book.definition.choice(column.choices).labels
    broken = []
    for kind, place in places.items():
        closed = [award for award in awards if kind not in award.kinds]
        if column.meant_for(kind) and closed:
            named = ",".join(f"{trimmed(addresses[AWARD])}={text(labels[award.key])}" for award in closed)
            broken.append(f"AND({place},OR({named}))")
    return {AWARD: (broken, "chọn hình thức dùng cho loại đề nghị này")} if broken else {}


def _candidates(book: Book, sheet: Sheet, addresses: Mapping[str, str]) -> Rules:
    """A person where a collective is meant, and the other way round."""
    candidates = [column for column in sheet.columns if column.type == "candidate"]
    if not sheet.has(SUBJECT) or not book.people:
        return {}
    subject, choices = trimmed(addresses[SUBJECT]), sheet.column(SUBJECT).choices

    def broken(column: Column) -> list[str]:
        person = f"ISNUMBER(FIND({text(CODE_MARK.strip())},{addresses[column.key]}))"
        return [f"AND({subject}={text(book.definition.label(choices, COLLECTIVE))},{person})",
                f"AND({subject}={text(book.definition.label(choices, INDIVIDUAL))},NOT({person}))"]

    return {column.key: (broken(column), "đúng là tập thể hay cá nhân như đã chọn") for column in candidates}


def _event(book: Book, sheet: Sheet, addresses: Mapping[str, str], places: Mapping[str, str]) -> Rules:
    """An event after the end of the window, on the kinds that use the column."""
    if book.period is None or not sheet.has(EVENT):
        return {}
    meant = [place for kind, place in places.items() if sheet.column(EVENT).meant_for(kind)]
    return {EVENT: ([f"AND(OR({','.join(meant)}),INT({addresses[EVENT]})>{day(book.period.to)})"],
                    f"không sau {format_date(book.period.to)}")}
