"""What the obvious program writes: the register, a folder for every unit, records and copies; papers are plain_papers.py's."""

import hashlib
import json
import shutil
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from benchmarks.plain import CHECKS, FIRST_COLUMN, PERIOD, Office, Report
from benchmarks.plain_papers import write_papers
from benchmarks.plain_results import figures, proposals, results

HEAD, HEAD_FONT = PatternFill("solid", fgColor="1F3864"), Font(bold=True, color="FFFFFF")
FILLS = {"error": PatternFill("solid", fgColor="FFC7CE"), "query": PatternFill("solid", fgColor="FFEB9C"),
         "notice": PatternFill("solid", fgColor="DDEBF7")}
LEVELS = {"error": "Sai", "query": "Xem lại", "notice": "Lưu ý"}
OFFICE = "vanphong.stttt@example.gov.vn"
LOOK = ("register", "copies/hoi_dong", "copies/lanh_dao")


def write_all(output: Path, root: Path, office: Office, reports: list[Report], as_of: datetime) -> None:
    """Everything of a run folder, in the places where the product writes it."""
    for name in ("reports", "returned", "received", "records", "copies", "input_templates"):
        (output / name).mkdir(parents=True)
    found, numbers = results(office, reports), figures(office, reports)
    proposed = proposals(office, reports, found)
    merged = {sheet["key"]: pd.concat([report.sheets[sheet["key"]].assign(_unit=report.unit) for report in reports])
              for sheet in office.tables}
    findings = _findings(office, reports)
    _copies(output, root, reports)
    _records(output, office, reports, {"results": found, "figures": numbers, "proposals": proposed, "decisions": proposed[:0]})
    findings.to_csv(output / "findings.csv", index=False, encoding="utf-8-sig")
    _register(output, office, reports, merged, found, proposed, numbers, findings)
    for report in reports:
        _back(output / "returned" / report.unit, office, report, numbers, as_of)
    papers = write_papers(output / "reports", root / "input_templates", office, reports, (found, numbers, proposed))
    _page(output, reports, papers)


def _findings(office: Office, reports: list[Report]) -> pd.DataFrame:
    lines = [{"code": code, "severity": CHECKS[code][0], "unit": report.unit, "period": PERIOD, "file": report.path.name,
              "sheet": sheet, "cell": cell, "value": value, "message": words}
             for report in reports for code, sheet, cell, value, words in report.findings]
    return pd.DataFrame(lines, columns=["code", "severity", "unit", "period", "file", "sheet", "cell", "value", "message"])


def _copies(output: Path, root: Path, reports: list[Report]) -> None:
    """What the month was made with, and what arrived under its hash."""
    for path in (root / "input_templates").iterdir():
        if path.name != "bieu_mau_don_vi.xlsx":
            shutil.copy(path, output / "input_templates" / path.name)
    files = []
    for report in reports:
        content = report.path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        (output / "received" / f"{sha256}.xlsx").write_bytes(content)
        files.append({"name": report.path.name, "unit": report.unit, "sha256": sha256, "size": len(content)})
    (output / "manifest.json").write_text(json.dumps({"period": PERIOD, "files": files}, indent=1, ensure_ascii=False), "utf-8")


def _records(output: Path, office: Office, reports: list[Report], made: dict[str, pd.DataFrame]) -> None:
    accepted = {sheet["key"]: pd.concat([report.accepted[sheet["key"]].assign(_unit=report.unit) for report in reports])
                for sheet in office.tables}
    for name, frame in (accepted | made).items():
        frame.drop(columns=[column for column in frame if column.endswith("_typed")]).to_parquet(output / "records" / f"{name}.parquet")


def _register(output: Path, office: Office, reports: list[Report], merged: dict[str, pd.DataFrame], found: pd.DataFrame,
              proposed: pd.DataFrame, numbers: pd.DataFrame, findings: pd.DataFrame) -> None:
    """The register, and the readers' copies of it with fewer sheets and columns."""
    names = office.units["Tên đơn vị"]
    overview = pd.DataFrame([{"Đơn vị": names[report.unit], "Tình trạng": "đúng hạn", "Dòng": sum(map(len, report.sheets.values())),
                              **{LEVELS[level]: sum(CHECKS[code][0] == level for code, *_ in report.findings) for level in LEVELS}}
                             for report in reports])
    rows = {sheet["name"]: _shown(sheet, merged[sheet["key"]], names) for sheet in office.tables}
    clauses = {item["code"]: item["text"] for item in (*office.definition["standards"], *office.definition["clauses"])}
    council = found.assign(text=found["clause"].map(clauses), rows=found["rows"].str.join(", "), verdict="", reason="")
    common = {"Tổng quan": overview, "Kết quả theo tiêu chuẩn": council, "Đề nghị": proposed, "Số liệu": numbers, **rows}
    asked = findings.groupby(["code", "sheet", "unit"], as_index=False).size()
    files = pd.DataFrame([{"Tệp": report.path.name, "Đơn vị": names[report.unit], "Kết quả": "Nhận"} for report in reports])
    own = {"Cần sửa": findings, "Lỗi theo câu hỏi": asked, "Nộp báo cáo": overview[["Đơn vị", "Tình trạng"]], "Tệp nhận": files,
           "Đối chiếu": overview[["Đơn vị", "Dòng"]]}
    for look in LOOK:
        sheets = common | own if look == "register" else common
        if look == "copies/lanh_dao":
            sheets = {name: frame.drop(columns="Minh chứng", errors="ignore") for name, frame in common.items() if frame is not council}
        _book(output / f"{look}.xlsx", sheets)


def _shown(sheet: dict[str, Any], frame: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Rows with the form's headers."""
    headers = {column["key"]: column["header"] for column in sheet["columns"]}
    return frame[[*headers]].rename(columns=headers).assign(**{"Đơn vị": frame["_unit"].map(names), "Hàng": frame["_row"]})


def _book(path: Path, sheets: dict[str, pd.DataFrame]) -> None:
    with pd.ExcelWriter(path, engine="openpyxl", datetime_format="dd/mm/yyyy") as writer:
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, index=False)
            sheet = writer.sheets[name]
            for number, cell in enumerate(sheet[1], 1):
                cell.fill, cell.font = HEAD, HEAD_FONT
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                sheet.column_dimensions[get_column_letter(number)].width = 20
            sheet.freeze_panes = "A2"
            sheet.auto_filter.ref = sheet.dimensions


def _back(folder: Path, office: Office, report: Report, numbers: pd.DataFrame, as_of: datetime) -> None:
    """A unit's folder: the letter, its draft, and the marked workbook where something must change."""
    folder.mkdir()
    name = office.units.at[report.unit, "Tên đơn vị"]
    todo = [item for item in report.findings if CHECKS[item[0]][0] != "notice"]
    workbook = _marked(folder / f"TD_{report.unit}_{PERIOD}_can_sua.xlsx", office, report, as_of) if todo else None
    subject = f"Phong trào thi đua: {'cần sửa' if todo else 'đã nhận đủ'} báo cáo tháng 3 năm 2022 của {name}"
    rows, accepted = (sum(map(len, frames.values())) for frames in (report.sheets, report.accepted))
    lines = [f"Kính gửi: {name}", "", f"Văn phòng Sở đã nhận tệp “{report.path.name}” của đơn vị.",
             f"Số dòng: {rows}; nhận vào {accepted}, trả lại {rows - accepted}.", ""]
    for number, (code, sheet, cell, value, words) in enumerate(report.findings, 1):
        lines += [f"{number}. Trang {sheet}, ô {cell}", f"   Đã ghi: {value}", f"   Vấn đề: {words}", f"   Mã: {code}", ""]
    if not todo:
        own = numbers[(numbers["unit"] == report.unit) & (numbers["period"] == PERIOD) & (numbers["value"] > 0)]
        lines += [f"- {row.title}: {row.value:g} {row.measure}" for row in own.itertuples()]
    body = "\n".join([*lines, "", "Trân trọng,", "Văn phòng Sở", OFFICE, ""])
    (folder / "noi_dung.txt").write_text(f"{subject}\n\n{body}", "utf-8-sig", newline="\r\n")
    message = EmailMessage()
    message["X-Unsent"], message["Subject"] = "1", subject
    message["To"] = office.units.at[report.unit, "Thư điện tử"]
    message.set_content(body)
    if workbook:
        message.add_attachment(workbook.read_bytes(), "application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                               filename=workbook.name)
    (folder / "thu.eml").write_bytes(message.as_bytes())


def _marked(path: Path, office: Office, report: Report, as_of: datetime) -> Path:
    """What the unit sent, each fault coloured with a note at its cell and listed on a first sheet."""
    book = openpyxl.load_workbook(report.path)
    first = book.create_sheet("Cần sửa", 0)
    first.append([f"Những chỗ cần sửa, chốt lúc {as_of:%H:%M %d/%m/%Y}"])
    first.append(["STT", "Mức", "Trang", "Ô", "Đã ghi", "Vấn đề", "Mã"])
    for number, (code, sheet, cell, value, words) in enumerate(report.findings, 1):
        level = CHECKS[code][0]
        first.append([number, LEVELS[level], sheet, cell, str(value or "(trống)"), words, code])
        first.cell(number + 2, 4).hyperlink = f"#'{sheet}'!{cell}"
        first.cell(number + 2, 2).fill = FILLS[level]
        marked = book[sheet][cell]
        marked.fill, marked.comment = FILLS[level], Comment(f"{code}: {words}", "Văn phòng Sở")
    for number, width in enumerate((6, 10, 28, 8, 30, 60, 8), 1):
        first.column_dimensions[get_column_letter(number)].width = width
    form = next(sheet for sheet in office.definition["sheets"] if sheet["kind"] == "form")
    row = 6 + [column["key"] for column in form["columns"]].index("lan_nop")
    book[form["name"]].cell(row, FIRST_COLUMN + 1).value = int(report.form["lan_nop"]) + 1
    book.save(path)
    return path


def _page(output: Path, reports: list[Report], papers: list[Path]) -> None:
    """The page that leads to all of it."""
    lines = [f'<li><a href="{path.relative_to(output).as_posix()}">{path.name}</a></li>' for path in papers]
    lines += [f'<li><a href="returned/{report.unit}/thu.eml">{report.unit}</a>: {len(report.findings)}</li>' for report in reports]
    (output / "index.html").write_text(f"<!doctype html><meta charset=utf-8><ul>{''.join(lines)}</ul>", "utf-8")
