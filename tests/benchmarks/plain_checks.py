"""The checks of the obvious program: one function a sheet, filters over the frame of one unit (see plain.py)."""

from collections import defaultdict
from typing import Any

import pandas as pd

from benchmarks.plain import (
    DOCUMENT,
    FIRST,
    IDENTITY,
    LAST,
    LISTED,
    NUMBERS,
    OWN_DISK,
    PLACEHOLDERS,
    QUANTITY,
    TEXTS,
    Office,
    Report,
    hit,
)

Sheet = dict[str, Any]


def check(report: Report, office: Office) -> None:
    """Every check of one unit's workbook."""
    for sheet in office.tables:
        frame = report.sheets[sheet["key"]]
        if len(frame):
            folded = {column["key"]: frame[column["key"]].str.lower() for column in sheet["columns"] if column["type"] in TEXTS}
            for column in sheet["columns"]:
                _blanks(report, sheet, column, frame)
                _limits(report, sheet, column, frame, office)
                if column["key"] in folded:
                    _texts(report, sheet, column, frame[column["key"]], folded)
            _rows(report, sheet, frame)
            _people(report, sheet, frame, office)
    _form(report, office)


def _kinds(sheet: Sheet, frame: pd.DataFrame, column: Sheet) -> Any:
    """Rows of a kind that uses a column."""
    return frame[sheet["kind_column"]].isin(column["kinds"]) if "kinds" in column else pd.Series(True, index=frame.index)


def _blanks(report: Report, sheet: Sheet, column: Sheet, frame: pd.DataFrame) -> None:
    typed, kind = frame[f"{column['key']}_typed"], frame[sheet["kind_column"]]
    required, meant = column.get("required"), _kinds(sheet, frame, column)
    if required is True:
        hit(report, sheet, column, "C201", typed.isna())
    elif required:
        hit(report, sheet, column, "C202", kind.isin(required) & typed.isna())
    if "required_with" in column:
        hit(report, sheet, column, "C203", meant & frame[f"{column['required_with']}_typed"].notna() & typed.isna())
    amount = column["type"] in NUMBERS
    strange = kind.notna() & ~meant & typed.notna() & (typed != 0)
    hit(report, sheet, column, "C204" if amount else "C205", strange)


def _limits(report: Report, sheet: Sheet, column: Sheet, frame: pd.DataFrame, office: Office) -> None:
    value = frame[column["key"]]
    if column["type"] in NUMBERS:
        least = column.get("min", 0)
        hit(report, sheet, column, "C238", value < 0)
        hit(report, sheet, column, "C251", (value >= 0) & (value < least))
        hit(report, sheet, column, "C252", value > column.get("max", float("inf")))
        hit(report, sheet, column, "C254", (value >= least) & (value < column.get("ask_below", least)))
        hit(report, sheet, column, "C255", value > column.get("ask_above", float("inf")))
        if column["type"] != "decimal":
            hit(report, sheet, column, "C239", value % 1 > 0)
        if "step" in column:
            hit(report, sheet, column, "C253", value % column["step"] > 0)
        if "at_most" in column:
            hit(report, sheet, column, "R301", value > frame[column["at_most"]])
        if "list_above" in column:
            bare = ~frame["minh_chung"].str.lower().str.contains(LISTED, na=True)
            hit(report, sheet, column, "R314", (value > column["list_above"]) & bare)
    elif column["type"] == "date" and column.get("window") == "period":
        outside = (value < FIRST) | (value > LAST)
        swapped = value.map(lambda day: day.day <= 12 and FIRST <= day.replace(day=day.month, month=day.day) <= LAST, na_action="ignore").eq(True)
        hit(report, sheet, column, "C241", outside & ~swapped)
        hit(report, sheet, column, "C242", outside & swapped)
    elif column["type"] == "date":
        movement = office.definition["movement"]
        hit(report, sheet, column, "C243", (value < pd.Timestamp(movement["from"])) | (value > pd.Timestamp(movement["to"])))


def _texts(report: Report, sheet: Sheet, column: Sheet, text: pd.Series, folded: dict[str, pd.Series]) -> None:
    lower, length = folded[column["key"]], text.str.len()
    empty = lower.isin(PLACEHOLDERS)
    hit(report, sheet, column, "C207", length < column.get("min_chars", 0))
    hit(report, sheet, column, "C208", length > column.get("max_chars", 32767))
    if column.get("required"):
        hit(report, sheet, column, "C206", empty & (length >= column.get("min_chars", 0)))
    if column["type"] == "document":
        hit(report, sheet, column, "C261", ~lower.str.contains(DOCUMENT, na=True) & ~empty)
    hit(report, sheet, column, "C281", lower.str.contains(IDENTITY, na=False))
    hit(report, sheet, column, "C282", lower.str.contains(OWN_DISK, na=False))
    if column["key"] == "hien_vat":
        hit(report, sheet, column, "R306", ~lower.str.contains(QUANTITY, na=True) & ~empty)
    for other, words in folded.items():
        if other == column["key"] or "giai_trinh" in (other, column["key"]):
            break
        hit(report, sheet, column, "R307", (lower == words) & (length >= 10))


def _rows(report: Report, sheet: Sheet, frame: pd.DataFrame) -> None:
    """What a row says against itself, and rows told twice."""
    columns = {column["key"]: column for column in sheet["columns"]}
    if {"han_hoan_thanh", "ngay_hoan_thanh"} <= columns.keys():
        due, done = frame["han_hoan_thanh"], frame["ngay_hoan_thanh"]
        hit(report, sheet, columns["ngay_hoan_thanh"], "R304", (done > due) & (done <= LAST))
        hit(report, sheet, columns["han_hoan_thanh"], "R305", (due <= LAST) & frame["ngay_hoan_thanh_typed"].isna())
    if "quyet_dinh_cong_nhan" in columns:
        a2, decided = frame["loai"] == "a2", frame["quyet_dinh_cong_nhan"].notna()
        hit(report, sheet, columns["sang_kien"], "R310", a2 & (frame["sang_kien"] == "sang_kien") & ~decided)
        hit(report, sheet, columns["quyet_dinh_cong_nhan"], "R311", a2 & (frame["sang_kien"] == "giai_phap") & decided)
    told = frame[[key for key in columns if key != "giai_trinh"]].astype("string").apply(lambda text: text.str.lower())
    hit(report, sheet, columns.get("noi_dung", sheet["columns"][0]), "A311", told.duplicated())


def _people(report: Report, sheet: Sheet, frame: pd.DataFrame, office: Office) -> None:
    units = office.people.set_index("Mã")["Mã đơn vị"]
    columns = {column["key"]: column for column in sheet["columns"]}
    for column in sheet["columns"]:
        if column["type"] in ("person", "candidate"):
            home = frame[column["key"]].map(units)
            hit(report, sheet, column, "A301", home.notna() & (home != report.unit))
    if "so_ngay" in columns:
        days = frame.groupby(["can_bo", "ngay"])["so_ngay"].transform("sum")
        hit(report, sheet, columns["can_bo"], "A304", (days > 1) & frame.duplicated(["can_bo", "ngay"]))
    if sheet["subject"] == "proposal":
        person = frame["ten"].isin(units.index)
        hit(report, sheet, columns["ten"], "R353", (frame["doi_tuong"] == "tap_the") & person)
        hit(report, sheet, columns["ten"], "R354", (frame["doi_tuong"] == "ca_nhan") & frame["ten"].isin(office.units.index))
        for key in ("da_khen", "dang_xem_xet_ky_luat"):
            hit(report, sheet, columns[key], "R355", frame[key] == "co")
        hit(report, sheet, columns["ten"], "A306", frame["ten"].notna() & frame.duplicated(["ten", "loai_de_nghi", "hinh_thuc"]))


def _form(report: Report, office: Office) -> None:
    """The form's cells, and the form against the sheets."""
    sheet = next(item for item in office.definition["sheets"] if item["kind"] == "form")
    form, rows = report.form, {key: len(frame) for key, frame in report.sheets.items()}
    nil_file = form["khong_phat_sinh"] == "Có"

    def ask(code: str, place: int, value: Any) -> None:
        report.findings.append((code, sheet["name"], f"C{6 + place}", None if pd.isna(value) else value, sheet["columns"][place]["header"]))

    for place, column in enumerate(sheet["columns"]):
        value, nil = form.get(column["key"]), column.get("declares_nil")
        if column.get("required") and pd.isna(value):
            ask("C201", place, value)
        elif column["key"] == "thu_dien_tu" and "@" not in str(value):
            ask("C262", place, value)
        elif column["key"] == "dien_thoai" and not 8 <= sum(map(str.isdigit, str(value))) <= 12:
            ask("C263", place, value)
        elif column["key"] == "ngay_ky" and pd.to_datetime(value, dayfirst=True, errors="coerce") < LAST:
            ask("R337", place, value)
        elif column["key"] == "thu_truong" and str(value).casefold() != str(office.units.at[report.unit, "Thủ trưởng"]).casefold():
            ask("R338", place, value)
        elif nil in rows and value == "Có" and rows[nil]:
            ask("R331", place, value)
        elif nil in rows and value != "Có" and not rows[nil] and not nil_file:
            ask("R334", place, value)
        elif nil == "*" and not nil_file and not sum(rows.values()):
            ask("R333", place, value)
        elif column["key"] == "ly_do_kps" and nil_file and pd.isna(value):
            ask("R335", place, value)


def check_across(reports: list[Report], office: Office) -> None:
    """Documents that two units report."""
    seen = defaultdict(set)
    sheets = [sheet for sheet in office.tables if any(column["key"] == "so_ky_hieu" for column in sheet["columns"])]
    for report in reports:
        for sheet in sheets:
            for text in report.sheets[sheet["key"]]["so_ky_hieu"].dropna().str.lower():
                if DOCUMENT.search(text):
                    seen[text].add(report.unit)
    shared = {text for text, units in seen.items() if len(units) > 1}
    for report in reports:
        for sheet in sheets:
            column = next(item for item in sheet["columns"] if item["key"] == "so_ky_hieu")
            hit(report, sheet, column, "A312", report.sheets[sheet["key"]]["so_ky_hieu"].str.lower().isin(shared))
