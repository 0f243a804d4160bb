"""The obvious program: pandas and openpyxl for each unit's workbook in turn, the month's checks and clauses as simple filters.

`python plain.py WORKSPACE OUTPUT` does a month from its inbox to its outputs (plain_outputs.py), one process, nothing slow on
purpose. It leaves out much of what the product does, all of which favours it: intake (archives, mails, resends, late or
strange files), a second reading of each cell, limits against hostile files, repairs of spelling, legacy encodings, names
without codes, alikeness of texts, months before this one, corrections, the Council's registers, links from figures to cells,
reading the finished papers again, and writing the folder whole or not at all. Of 107 checks it has the 52 listed in CHECKS.
"""

import re
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

HEADER_ROWS, KEY_ROW, FIRST_COLUMN = 7, 6, 2
FORM_ROWS, FORM_VALUE, FORM_KEY = 5, 2, 5
FIRST, LAST, PERIOD = pd.Timestamp(2022, 2, 15), pd.Timestamp(2022, 3, 14), "2022-03"
NUMBERS, TEXTS = ("money", "integer", "decimal"), ("text", "document")
DOCUMENT = re.compile(r"\d+[a-z]?(?:/\d{4})?/[a-zđ]|\d+-[a-zđ&]+/[a-zđ]")
IDENTITY = re.compile(r"(?:cccd|cmnd|căn cước|chứng minh)\D{0,25}\d{6,}|(?<![\w/.=-])0\d{11}(?![\w/.=-])")
LISTED = re.compile(r"danh sách|bảng kê|phụ lục|https?:|www\.|\.(?:xlsx?|ods|docx?|pdf|zip)\b")
OWN_DISK = re.compile(r"(?:^|\s)[a-z]:\\|^file:")
QUANTITY = r"\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b"
PLACEHOLDERS = {"-", "...", "…", "?", "x", "không", "không có", "chưa", "chưa có", "đang cập nhật", "sẽ bổ sung", "nt", "như trên"}
CHECKS: dict[str, tuple[str, str]] = {
    "C201": ("error", "đang để trống"), "C202": ("error", "loại này cần ô này"), "C203": ("error", "cần đi cùng ô khác đã ghi"),
    "C204": ("query", "loại này không dùng ô này"), "C205": ("notice", "loại này không dùng ô này"), "C206": ("query", "ghi tạm"),
    "C207": ("error", "quá ngắn"), "C208": ("error", "quá dài"), "C211": ("error", "không có trong danh sách"),
    "C212": ("error", "không có trong danh mục cán bộ"), "C214": ("error", "không nhận ra tập thể, cá nhân"),
    "C221": ("error", "chưa đọc được là ngày nào"), "C231": ("error", "kèm đơn vị tiền"), "C234": ("error", "không phải số"),
    "C236": ("error", "kèm chữ"), "C238": ("error", "là số âm"), "C239": ("error", "phải là số nguyên"),
    "C241": ("error", "ngoài kỳ báo cáo"), "C242": ("error", "ngày và tháng bị đổi chỗ"), "C243": ("query", "ngoài giai đoạn"),
    "C251": ("error", "nhỏ hơn mức thấp nhất"), "C252": ("error", "lớn hơn mức cao nhất"), "C253": ("error", "lẻ bước"),
    "C254": ("query", "nhỏ bất thường"), "C255": ("query", "lớn bất thường"), "C261": ("query", "chưa thấy số, ký hiệu"),
    "C262": ("error", "chưa đúng dạng thư điện tử"), "C263": ("query", "chưa đúng dạng điện thoại"),
    "C281": ("query", "giống số căn cước"), "C282": ("query", "chỉ tới tệp trên máy riêng"), "R301": ("error", "lớn hơn ô kia"),
    "R304": ("notice", "sau hạn"), "R305": ("query", "quá hạn, chưa xong"), "R306": ("query", "chưa có số lượng"),
    "R307": ("query", "chép lại ô khác"), "R310": ("notice", "chưa có quyết định công nhận"), "R311": ("notice", "đã công nhận"),
    "R314": ("query", "chưa nêu danh sách kèm theo"), "R331": ("error", "khai không phát sinh mà có dòng"),
    "R333": ("error", "không có dòng nào, cũng không khai"), "R334": ("query", "trang trống chưa khai"),
    "R335": ("query", "chưa ghi lý do"), "R337": ("notice", "ký trước khi kỳ kết thúc"), "R338": ("notice", "khác danh mục"),
    "R353": ("error", "là tên một người"), "R354": ("error", "là tên một tập thể"), "R355": ("notice", "chưa đưa vào tờ trình"),
    "A301": ("error", "thuộc đơn vị khác"), "A304": ("query", "cùng ngày quá một ngày"), "A306": ("error", "đề nghị hai lần"),
    "A311": ("error", "giống hệt dòng trước"), "A312": ("query", "đơn vị khác cũng báo cáo"),
}


@dataclass
class Office:
    """The definition as TOML says it, the registry as frames, and what is looked up in them again and again."""

    definition: dict[str, Any]
    units: pd.DataFrame
    people: pd.DataFrame
    labels: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def tables(self) -> list[dict[str, Any]]:
        """The sheets of rows."""
        return [sheet for sheet in self.definition["sheets"] if sheet["kind"] == "table"]


@dataclass
class Report:
    """What a unit sent: form, sheets as frames with `_row`, rows accepted, and findings (code, sheet, cell, value, words)."""

    unit: str
    path: Path
    form: dict[str, Any]
    sheets: dict[str, pd.DataFrame]
    accepted: dict[str, pd.DataFrame] = field(default_factory=dict)
    findings: list[tuple[str, str, str, Any, str]] = field(default_factory=list)


def open_office(templates: Path) -> Office:
    """Definition and registry of a workspace."""
    definition = tomllib.loads((templates / "movement.toml").read_text("utf-8"))
    registry = pd.read_excel(templates / "danh_muc.xlsx", sheet_name=["Đơn vị", "Cán bộ"], header=2, engine="openpyxl")
    lines = {name: frame.rename(columns=lambda title: title.removesuffix(" *")).dropna(subset="Mã") for name, frame in registry.items()}
    people = lines["Cán bộ"].assign(choice=lambda frame: frame["Họ và tên"] + " | " + frame["Mã"])
    labels = {item["key"]: {choice["label"]: choice["code"] for choice in item["items"]} for item in definition["choices"]}
    return Office(definition, lines["Đơn vị"].set_index("Mã", drop=False), people, labels)


def read(path: Path, office: Office) -> Report:
    """A unit's workbook by the keys in its hidden row; values as typed, an empty row is none."""
    names = {sheet["name"]: sheet for sheet in office.definition["sheets"]}
    raw = pd.read_excel(path, sheet_name=list(names), header=None, dtype=object, engine="openpyxl")
    form: dict[str, Any] = {}
    sheets = {}
    for name, frame in raw.items():
        if names[name]["kind"] == "form":
            lines = frame.iloc[FORM_ROWS:]
            form = dict(zip(lines[FORM_KEY], lines[FORM_VALUE], strict=True))
            continue
        keys = [column["key"] for column in names[name]["columns"]]
        found = frame.iloc[KEY_ROW, FIRST_COLUMN:].tolist()
        rows = frame.iloc[HEADER_ROWS:, FIRST_COLUMN:FIRST_COLUMN + len(found)].set_axis(found, axis=1).reindex(columns=keys)
        rows = rows.replace(r"^\s*$", None, regex=True).dropna(how="all")
        sheets[names[name]["key"]] = rows.assign(_row=rows.index + 1)
    unit = office.units.index[office.units["Tên đơn vị"] == form["don_vi"]][0]
    return Report(unit, path, form, sheets)


def understand(report: Report, office: Office, sheet: dict[str, Any]) -> None:
    """Choices as codes, people as codes, dates and numbers as such, in place; what is not understood is a finding and blank."""
    frame, people = report.sheets[sheet["key"]], office.people
    for column in sheet["columns"]:
        typed, kind = frame[column["key"]], column["type"]
        if kind == "choice":
            read_as = typed.map(office.labels[column["choices"]])
            hit(report, sheet, column, "C211", typed.notna() & read_as.isna())
        elif kind in ("person", "candidate"):
            known = dict(zip(people["choice"], people["Mã"], strict=True)) | dict(zip(office.units["Tên đơn vị"], office.units.index, strict=True))
            read_as = typed.map(known)
            hit(report, sheet, column, "C212" if kind == "person" else "C214", typed.notna() & read_as.isna())
        elif kind == "date":
            read_as = pd.to_datetime(typed, dayfirst=True, errors="coerce", format="mixed")
            hit(report, sheet, column, "C221", typed.notna() & read_as.isna())
        elif kind in NUMBERS:
            read_as = pd.to_numeric(typed, errors="coerce")
            wrong, digits = typed.notna() & read_as.isna(), typed.astype(str).str.contains(r"\d")
            hit(report, sheet, column, "C231" if kind == "money" else "C236", wrong & digits)
            hit(report, sheet, column, "C234", wrong & ~digits)
        else:
            read_as = typed.astype("string").str.replace(r"\s+", " ", regex=True).str.strip()
        frame[f"{column['key']}_typed"], frame[column["key"]] = typed, read_as


def hit(report: Report, sheet: dict[str, Any], column: dict[str, Any], code: str, rows: Any) -> None:
    """A finding for each row of a sheet that a mask marks, at the column's cell."""
    frame = report.sheets[sheet["key"]]
    rows = rows.fillna(False).astype(bool)
    if not rows.any():
        return
    place = [item["key"] for item in sheet["columns"]].index(column["key"])
    letter = chr(ord("A") + FIRST_COLUMN + place)
    typed = frame.get(f"{column['key']}_typed", frame[column["key"]])
    for row, value in zip(frame.loc[rows, "_row"], typed[rows], strict=True):
        report.findings.append((code, sheet["name"], f"{letter}{row}", None if pd.isna(value) else value,
                                f"Ô {column['header']} {CHECKS[code][1]}."))


def accept(report: Report, office: Office) -> None:
    """Part the rows: one with an error is not counted."""
    for sheet in office.tables:
        bad = {int(re.sub(r"\D", "", cell)) for code, name, cell, _, _ in report.findings
               if name == sheet["name"] and CHECKS[code][0] == "error"}
        frame = report.sheets[sheet["key"]]
        report.accepted[sheet["key"]] = frame[~frame["_row"].isin(bad)]


def read_and_check(root: Path, most: int | None = None) -> tuple[Office, list[Report]]:
    """The workbooks of the inbox, at most so many, read and checked in the order of their names."""
    from benchmarks.plain_checks import check, check_across

    office = open_office(root / "input_templates")
    reports = []
    for path in sorted((root / "inbox" / PERIOD).glob("*.xlsx"))[:most]:
        report = read(path, office)
        for sheet in office.tables:
            understand(report, office, sheet)
        check(report, office)
        reports.append(report)
    check_across(reports, office)
    for report in reports:
        accept(report, office)
    return office, reports


def main(root: Path, output: Path) -> None:
    """The month, from inbox to outputs."""
    from benchmarks.plain_outputs import write_all

    office, reports = read_and_check(root)
    write_all(output, root, office, reports, datetime(2022, 3, 17, 8))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main(Path(sys.argv[1]), Path(sys.argv[2]))
