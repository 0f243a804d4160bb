"""What the commands print of a month or of a checked workbook: counts and places; names and values only of a file
that its own unit checks."""

from typing import Any

import click

from emulation_batch import console

SEVERITY_WORDS = {"error": "Sai", "query": "Xem lại", "notice": "Lưu ý"}
STANDING_WORDS = {"on_time": "đúng hạn", "late": "muộn", "missing": "chưa gửi", "returned": "trả lại",
                  "nil": "không phát sinh"}


def counts(month: Any) -> dict[str, Any]:
    """Units with their standing, rows and findings; files and rows by fate: the result of `run --json`."""
    findings = month.judged.findings
    return {"units": [{"unit": item.unit, "name": item.name, "standing": item.standing,
                       "rows": month.balance.by_unit.get(item.unit, {}),
                       "errors": _count(findings, item.unit, "error"), "queries": _count(findings, item.unit, "query")}
                      for item in month.standings],
            "files": month.balance.files, "rows": month.balance.rows}


def _count(findings: Any, unit: str, severity: str) -> int:
    return sum(finding.unit == unit and finding.severity == severity for finding in findings)


def print_month(done: Any, verbose: bool = False) -> None:
    """The closing table of a month: đơn vị · tình trạng · dòng · sai · xem lại, and the files made."""
    result = counts(done.month)
    console.table(
        f"Kỳ {done.month.period.key}: số liệu từ {done.month.period.from_:%d/%m/%Y} đến {done.month.period.to:%d/%m/%Y}",
        ["Đơn vị", "Tình trạng", "Dòng", "Sai", "Xem lại"],
        [[unit["name"], STANDING_WORDS[unit["standing"]], str(unit["rows"].get("received", 0)), str(unit["errors"]),
          str(unit["queries"])] for unit in result["units"]], numbers=3)
    if verbose:
        for finding in done.month.judged.findings:
            click.echo(f"  {finding.code} {SEVERITY_WORDS[finding.severity]}: {finding.unit}, "
                       f"{finding.sheet} {finding.cell}".rstrip())
    files, rows = result["files"], result["rows"]
    click.echo(f"Tệp: nhận {sum(files.values())}; dùng {files.get('accepted', 0)}, bản cũ {files.get('superseded', 0)}, "
               f"trùng {files.get('duplicate', 0)}, trả lại {files.get('refused', 0)}, "
               f"không phải biểu {files.get('set_aside', 0)}.")
    click.echo(f"Dòng: nhận {rows['received']}; nhận vào {rows['accepted']}, trả lại {rows['refused']}, "
               f"bản cũ {rows['superseded']}, trùng {rows['duplicate']}.")
    for path, marks in done.placeholders.items():
        if marks:
            click.echo(f"Còn {len(marks)} chỗ cần người viết trong {path}.")
    click.echo(f"Đã ghi {done.folder}: register.xlsx, reports, returned, records, findings.csv, manifest.json.")


def print_checked(item: Any) -> None:
    """The findings of one checked workbook."""
    if item.submission.outcome != "accepted":
        click.echo(f"{item.submission.received.name}: {item.submission.reason}")
    if item.findings:
        console.table(item.submission.received.name, ["Mã", "Mức", "Trang", "Ô", "Vấn đề", "Cách sửa"],
                      [[finding.code, SEVERITY_WORDS[finding.severity], finding.sheet, finding.cell, finding.message,
                        finding.mend] for finding in item.findings])
    errors = sum(finding.severity == "error" for finding in item.findings)
    click.echo(f"{item.submission.received.name}: {item.rows['received']} dòng, {errors} chỗ sai, "
               f"{sum(finding.severity == 'query' for finding in item.findings)} chỗ cần xem lại.")
