"""A review on one page, `index.html`: what is left to do, and the way to every file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from emulation_batch import clock
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.adjusted import short
from emulation_batch.reports.copies import FOLDER as COPIES
from emulation_batch.reports.one_page import departing
from emulation_batch.reports.page_parts import (
    REGISTER,
    Files,
    by_readers,
    entry,
    link_to,
    of_register,
    template,
    to_do,
    to_write,
)
from emulation_batch.reviewed import SpanData
from emulation_batch.vietnamese import clean, format_date, format_datetime, format_number

MANIFEST, MINUTES = "manifest.json", "bien_ban"


def write_page(path: Path, data: SpanData, files: Sequence[str], placeholders: Mapping[str, Sequence[str]]) -> None:
    """Write the page of a review. files: paths of its folder with "/"; placeholders: paper -> the paragraphs left to people.

    The same review and files give the same bytes.
    """
    text = template().render(page(data, Files(files), placeholders))
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


def page(data: SpanData, files: Files, placeholders: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What the template prints of a review."""
    month, span = data.month, data.span
    called = span.name or span.title
    late, movement, rows = data.lateness, month.definition.movement, sum(map(len, month.judged.accepted.values()))
    return {
        "movement": movement.title, "short": movement.short, "period": called[0].upper() + called[1:],
        "sealed": None, "units": None, "files": None,
        "title": f"{data.report.title}, {span.title}",
        "facts": [("Số liệu", f"từ {format_date(span.from_)} đến hết {format_date(span.to)}"),
                  ("Kỳ đã chốt", f"{len(data.sealed)}, với {format_number(rows)} dòng nhận vào"),
                  ("Lập lúc", format_datetime(month.as_of.astimezone(VIETNAM_TIME))),
                  ("Lượt gửi", f"phải gửi {int(late['expected'].sum())}: đã gửi {int(late['received'].sum())}, "
                   f"đúng hạn {int(late['on_time'].sum())}"),
                  ("Tra một con số", f"emulation-batch trace {span.key} MÃ, với mã in dưới mỗi bảng của báo cáo")],
        "todo": [*_todo(data, files), *to_write(month, placeholders)],
        "groups": list(_groups(data, files)),
    }


def _todo(data: SpanData, files: Files) -> Iterator[dict[str, Any]]:
    """What stands before the report is complete."""
    again = f"rồi lập lại: emulation-batch review {data.span.key}"
    if data.absent:
        absent = ", ".join(map(short, data.absent))
        yield to_do(f"Chưa gồm {len(data.absent)} kỳ chưa chốt: {absent}. {data.to_seal} Có kỳ chốt thêm thì lập lại: "
                    f"emulation-batch review {data.span.key}.", [])
    if data.days_after:
        yield to_do(f"{data.days_after} {data.with_days_after}", [])
    missing = data.missing
    if len(missing):
        units = missing.groupby("unit", sort=False)["month"].agg(lambda months: ", ".join(map(short, months)))
        told = "; ".join(f"{data.unit_name(unit)} ({months})" for unit, months in units.items())
        yield to_do(f"{len(missing)} lượt chưa có báo cáo dùng được: {told}.", [link_to("sổ theo dõi", REGISTER)])
    if back := clock.of_review(data.month):
        yield to_do(back, [])
    if data.counted_later:
        yield to_do(f"Có {data.counted_later} Tình trạng gửi vẫn ghi như khi chốt; không phải làm gì.",
                    [link_to("sổ theo dõi", REGISTER)])
    yield from (to_do(words, [link_to("sổ theo dõi", REGISTER)]) for words in departing(data.month))
    yield from of_register(len(data.asked))
    for item in data.month.submissions:
        if item.outcome == "refused":
            yield to_do(f"Tệp “{clean(item.received.name)}”: {clean(item.reason)}", [])
    if len(data.month.proposals) and not data.month.council.heard:
        readers = data.month.definition.readers_of(MINUTES)
        copy = f"{COPIES}/{readers.key}.xlsx" if readers else ""
        name = copy if copy in files.names else REGISTER
        yield to_do("Hội đồng chưa cho ý kiến. Gửi sổ theo dõi cho thư ký Hội đồng ghi; để sổ đã ghi vào "
                    f"hoi_dong/{data.span.key} {again}.", [link_to(Path(name).name, name)])


def _groups(data: SpanData, files: Files) -> Iterator[dict[str, Any]]:
    """Every other file of the folder, as the page of a month lists its own."""
    yield {"title": "Sổ theo dõi", "items": [entry("Mọi kết quả, số liệu của báo cáo", [REGISTER])]}
    yield from by_readers(data.month, files)
    yield {"title": "Sổ đã nhận lại từ Hội đồng", "items": [entry(clean(item.received.name), kept[:1])
           for item in data.month.submissions if (kept := files.received.get(item.received.sha256, []))]}
    records = [name for name in files.names if name.startswith("records/")]
    yield {"title": "Cho chương trình khác đọc", "items": [
        entry("Kê khai của lượt lập", [MANIFEST]), entry("Bảng số liệu", records)]}
