"""What the commands print of several months: a review, and a number traced to its cells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from emulation_batch import console
from emulation_batch.printing import BLANK, MOST_FILES, SEEN_TO, heard_of, left_for_people, print_folder


def told_of(done: Any) -> dict[str, Any]:
    """What is told of a finished review, as plain data: whether something is missing, and the texts for `print_review`."""
    data = done.data
    lacking = bool(data.absent) or len(data.missing) or any(item.severity == "error" for item in data.asked)
    lines = [*_months_and_units(data), *_of_council(data), *left_for_people(done.placeholders)]
    return {"lacking": bool(lacking), "lines": lines}


def _months_and_units(data: Any) -> Iterator[str]:
    """The months and the units of a span, and what is missing."""
    from emulation_batch import clock

    rows = sum(len(frame) for frame in data.month.judged.accepted.values())
    yield (f"{data.span.key}: số liệu từ {data.span.from_:%d/%m/%Y} đến {data.span.to:%d/%m/%Y}; {len(data.sealed)} kỳ đã "
           f"chốt, {len(data.units)} đơn vị, {rows} dòng.")
    if data.absent:
        yield f"Chưa chốt nên chưa gồm: {', '.join(data.absent)}. {data.to_seal}"
    if data.days_after:
        yield f"{data.days_after} {data.with_days_after}"
    missing = data.missing
    if len(missing):
        named = [f"{unit} {month}" for unit, month in zip(missing["unit"], missing["month"], strict=True)]
        more = f" và {len(named) - MOST_FILES} lượt khác" if len(named) > MOST_FILES else ""
        yield f"Chưa có báo cáo dùng được: {', '.join(named[:MOST_FILES])}{more}."
    if back := clock.of_review(data.month):
        yield back
    if data.counted_later:
        yield f"Có {data.counted_later}"
    yield from (change.told for change in data.changes)


def _of_council(data: Any) -> Iterator[str]:
    """What came back from the Council, and files that could not be taken."""
    if data.month.council.opinions or data.asked:
        yield heard_of(data.month.council, data.asked)
    yield from (f"  {item.received.name}: {item.reason}" for item in data.month.submissions
                if item.outcome == "refused" or (item.outcome == "set_aside" and item.code not in SEEN_TO))


def print_review(told: dict[str, Any], folder: Path) -> None:
    """What `told_of` tells, and the files made."""
    for line in told["lines"]:
        click.echo(line)
    print_folder(told, folder, "index.html, reports, register.xlsx, records, manifest.json", "lập")


def print_traced(traced: Any) -> None:
    """A figure, the cells behind it, and their sum; a ratio by its two parts."""
    _print_figure(traced)
    if traced.left_out is not None:
        click.echo("Tính lại từ các kỳ đã chốt." + "".join(
            f" Kỳ {month} chưa chốt nên không tính, cả điều chỉnh gửi kèm kỳ đó." for month in traced.left_out))
    for note in traced.notes:
        click.echo(note)
    if not traced.same_definition:
        click.echo("movement.toml đã thay đổi từ lượt tổng hợp này; tên số liệu và cột lấy theo bản hiện nay.")


def _print_figure(traced: Any) -> None:
    over = f"kỳ {traced.span}" if not traced.parts else f"kỳ {traced.span}, là tỷ lệ của hai số liệu sau"
    click.echo(f"{traced.figure.title} ({traced.figure.key}), {traced.unit_name}, {over}: {_amount(traced)}")
    for part in traced.parts:
        _print_figure(part)
    if traced.rows:
        console.table("", ["Đơn vị", "Kỳ", "Tệp", "Trang", "Ô", "Giá trị"], [
            [row.unit, row.period, row.file, row.sheet,
             "\n".join(cell.cell or f"dòng {row.row}" for cell in row.cells),
             "\n".join(f"{cell.shown or BLANK} ({cell.header})" for cell in row.cells)] for row in traced.rows])
    for file, received in dict.fromkeys((row.file, row.received) for row in traced.rows):
        click.echo(f"  {file}: {received or 'không còn trong received'}")
    if not traced.parts:
        told = "các giá trị khác nhau" if traced.figure.rule == "distinct" else "cộng lại"
        agrees = ", khớp với số đã in" if traced.left_out is None else ""
        click.echo(f"{len(traced.rows)} dòng, {told}: {_amount(traced)}{agrees}." if traced.rows else "Không có dòng nào.")


def after_trace(traced: Any, output: Path) -> str:
    """Where to look further: in the received files that were named, if any."""
    found = [row.received for part in (traced, *traced.parts) for row in part.rows]
    if not found:
        return "không có ô nào để mở."
    return (f"mở tệp gốc trong {output} ở đường dẫn đã nêu để xem ô." if any(found)
            else "lấy lại thư mục received của các kỳ ấy từ bản sao lưu để xem ô.")


def _amount(traced: Any) -> str:
    from emulation_batch.vietnamese import format_decimal

    if traced.value is None:
        return BLANK
    places = 1 if traced.figure.measure == "%" else None
    return f"{format_decimal(traced.value, places)} {traced.figure.measure}"
