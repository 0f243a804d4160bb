"""What `status` prints: the units by months of a year, how each month stands, and what waits."""

import shutil
from typing import Any

import click

from emulation_batch import console
from emulation_batch.printing import BLANK

LATE_NIL = "KPSm"
SHORT_WORDS = {"on_time": "đúng", "late": "muộn", "missing": "thiếu", "returned": "trả", "nil": "KPS"}
STATE_WORDS = {"sealed": "chốt", "open": "mở", "not_run": "chờ", "passed": "qua", "lost": "mất"}
LEGEND = ("đúng: gửi đúng hạn; muộn: gửi sau hạn; thiếu: chưa gửi; trả: trả lại, chưa có tệp dùng được;",
          f"KPS: không phát sinh; {LATE_NIL}: không phát sinh, gửi muộn; *: có bản điều chỉnh sau khi chốt;",
          "–: không phải báo cáo, hoặc kỳ chưa chạy.",
          "Kỳ: chốt là đã chốt; mở là đã tổng hợp, chưa chốt; chờ là có tệp nhưng chưa tổng hợp;",
          "qua là không chốt được nữa, vì kỳ sau đã chốt; mất là đã chốt nhưng thư mục của kỳ bị mất.")
UNIT_WIDTH, MONTH_WIDTH = 12, 7


def print_status(shown: Any) -> None:
    """Units by months, in tables as wide as the terminal, then the months' states."""
    if not shown.months:
        click.echo(f"Chưa có tháng nào{f' của năm {shown.year}' if shown.year else ''} được tổng hợp.")
        _tell_outside(shown)
        return
    width = shutil.get_terminal_size((140, 24)).columns
    fit = max(1, (width - UNIT_WIDTH) // MONTH_WIDTH)
    size = -(-len(shown.months) // -(-len(shown.months) // fit))
    for start in range(0, len(shown.months), size):
        months = shown.months[start:start + size]
        rows = [[code, *(_cell(month, code) for month in months)] for code in shown.units]
        console.table(f"Năm {shown.year}" if not start else "", ["Đơn vị", *(f"T{month.period[-2:]}" for month in months)],
                      [*rows, ["Kỳ", *(STATE_WORDS[month.state] for month in months)]])
    for line in LEGEND:
        click.echo(line)
    for words in (*shown.broken, *shown.unreceived, *shown.outdated):
        click.echo(words)
    _tell_outside(shown)


def _tell_outside(shown: Any) -> None:
    if words := " ".join(shown.outside).strip():
        click.echo(words)


def _cell(month: Any, unit: str) -> str:
    mark = "*" if unit in month.corrected else ""
    return (LATE_NIL if unit in month.late_nil else SHORT_WORDS.get(month.standings.get(unit, ""), BLANK)) + mark
