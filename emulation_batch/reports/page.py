"""The month on one page for the clerk, `index.html`: what is left to do, how units and files stand, the way to every file.

No script and nothing from elsewhere: the page says so to the browser itself (Content-Security-Policy), and every text of a
unit is escaped. It opens from a folder, prints on A4 and reads on a telephone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from emulation_batch import clock, outside
from emulation_batch.batch import STANDINGS, MonthData, Submission, UnitStanding
from emulation_batch.changes import empty_files, misplaced, rows_for_sealed, submissions_of, without_letter
from emulation_batch.council import OF_COUNCIL
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.adjusted import lines, made_of
from emulation_batch.reports.due import behind, came_late, due_of, moment, standing_told
from emulation_batch.reports.one_page import departing, withdrawn
from emulation_batch.reports.page_parts import (
    REGISTER,
    Files,
    Link,
    by_readers,
    entry,
    link_to,
    of_register,
    template,
    to_do,
    to_write,
)
from emulation_batch.reports.register_council import EARLIER
from emulation_batch.reports.register_overview import NO_ROWS
from emulation_batch.reports.returned import MAIL_FILE, TEXT_FILE, folder_name
from emulation_batch.reports.wording import STANDING_WORDS, UNKNOWN_UNIT, outcome_told, unit_name
from emulation_batch.vietnamese import clean, format_date, format_datetime, format_number, join_list

MANIFEST, MARKED_WORDS = "manifest.json", "tệp đánh dấu ô cần sửa"
DRAFT_WORDS = {MAIL_FILE: "thư nháp", TEXT_FILE: "nội dung thư"}
OTHER_RECORDS = {"records/results.parquet": "Kết quả theo tiêu chuẩn", "records/figures.parquet": "Số liệu",
                 "records/proposals.parquet": "Đề nghị"}
URGENT = ("missing", "returned", "late", "on_time", "nil")
Thing = dict[str, Any]
Counts = Counter[tuple[str, str]]


def write_page(path: Path, month: MonthData, files: Sequence[str], placeholders: Mapping[str, Sequence[str]]) -> None:
    """Write the page. files: paths of the run folder's files with "/"; placeholders: report -> the paragraphs left to people.

    The same month and files give the same bytes.
    """
    text = template().render(page(month, files, placeholders))
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


def page(month: MonthData, files: Sequence[str], placeholders: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What the template prints: texts, numbers as texts, and links {text, href}."""
    period, moment = month.period, month.as_of.astimezone(VIETNAM_TIME)
    kept, empty = Files(files), empty_files(month)
    found = Counter((finding.unit, finding.severity) for finding in month.judged.findings)
    return {
        "movement": month.definition.movement.title, "short": month.definition.movement.short, "period": period.key,
        "title": f"Kết quả tổng hợp {period.month.title}", "sealed": month.sealed,
        "facts": [("Số liệu", f"từ {format_date(period.from_)} đến hết {format_date(period.to)}"),
                  ("Hạn gửi", format_datetime(period.due.astimezone(VIETNAM_TIME))),
                  ("Tổng hợp lúc", format_datetime(moment)),
                  ("Đơn vị", _units_in_words(month.standings)),
                  ("Dòng", _rows_in_words(month))],
        "todo": list(_todo(month, found, kept, placeholders)),
        "units": [_unit(month, found, number, standing, kept) for number, standing in enumerate(month.standings, 1)],
        "files": [_file(month, submission, kept, empty) for submission in _in_order(submissions_of(month))],
        "groups": list(_groups(month, kept)),
    }


def _rows_in_words(month: MonthData) -> str:
    """The rows of the month's own files by fate; those of files for sealed months apart, as on the console."""
    own, more = month.balance.rows, rows_for_sealed(month)
    told = [f"{words} {format_number(own[key])}" for key, words in
            (("accepted", "dùng"), ("refused", "trả lại"), ("superseded", "bản cũ"), ("duplicate", "trùng"))]
    return (f"nhận {format_number(own['received'])}: {', '.join(told)}"
            + (f"; thêm {format_number(more)} dòng trong tệp gửi cho kỳ đã chốt" if more else ""))


def _units_in_words(standings: Sequence[UnitStanding]) -> str:
    counts = {standing: sum(item.standing == standing for item in standings) for standing in STANDINGS}
    told = [f"{count} {STANDING_WORDS[standing].lower()}" for standing, count in counts.items() if count]
    return f"{len(standings)} đơn vị: {'; '.join(told)}"


def _todo(month: MonthData, found: Counts, files: Files, placeholders: Mapping[str, Sequence[str]]) -> Iterator[Thing]:
    """What the clerk does now, one thing after the other: `text`, `links`, and `notes` below it."""
    if back := clock.of_run(month):
        yield to_do(back, [])
    if month.outside:
        yield to_do(outside.told(month.outside, month.period.key), [])
    for standing in sorted(month.standings, key=lambda item: URGENT.index(item.standing)):
        links = _drafts(standing.unit, files)
        errors, queries = found[standing.unit, "error"], found[standing.unit, "query"]
        if standing.standing == "missing":
            waits = f", chưa đến hạn ({moment(due_of(month, standing.unit))})" if not behind(month, standing) else ""
            yield to_do(f"{standing.name}: chưa gửi báo cáo{waits}. Gửi thư nhắc.", links)
        elif standing.standing == "returned":
            yield to_do(f"{standing.name}: tệp đã gửi chưa dùng được. Gửi trả lại kèm lý do.", links)
        elif errors or queries:
            late = "gửi muộn; " if came_late(month, standing) else ""
            yield to_do(f"{standing.name}: {late}{_places(errors, queries)}. Gửi lại đơn vị.", links)
        elif came_late(month, standing):
            taken = "đã ghi nhận không phát sinh" if standing.standing == "nil" else "số liệu đã được tính"
            yield to_do(f"{standing.name}: gửi muộn, {taken}. Gửi thư xác nhận.", links)
    yield from _corrected(month, files)
    yield from _files_to_see(month, files)
    settled = [item for item in month.standings if item.standing in ("on_time", "nil") and not came_late(month, item)
               and not found[item.unit, "error"] and not found[item.unit, "query"]]
    if settled:
        yield to_do(f"{len(settled)} đơn vị đã gửi đủ, đúng hạn. Gửi thư xác nhận.",
                     [{"text": item.name, "href": link["href"]} for item in settled for link in _drafts(item.unit, files)[:1]])
    yield from (to_do(words, [link_to("sổ theo dõi", REGISTER)]) for words in withdrawn(month))
    for words in departing(month):
        where = f" Từng ý kiến ở trang {EARLIER} của sổ theo dõi." if month.council.earlier else ""
        yield to_do(f"{words}{where}", [link_to("sổ theo dõi", REGISTER)])
    yield from of_register(sum(finding.code.startswith(OF_COUNCIL) for finding in month.judged.findings))
    yield from to_write(month, placeholders)


def _files_to_see(month: MonthData, files: Files) -> Iterator[Thing]:
    """Files that no letter speaks of, and those that are to be moved to the inbox of their own month."""
    moved = misplaced(month)
    for submission in (*_in_order(without_letter(month)), *_in_order(moved)):
        answered = "" if submission in moved else ", chưa có thư trả lời"
        whose = f"của {unit_name(month, submission.unit)}{answered}" if submission.unit else "chưa rõ của đơn vị nào"
        yield to_do(f"Tệp “{clean(submission.received.name)}”: {whose}. {clean(submission.reason)}",
                    _original(submission, files))


def _places(errors: int, queries: int) -> str:
    """How many places a unit has to mend and to look at again; "" for none."""
    return join_list([f"{errors} chỗ sai"] * bool(errors) + [f"{queries} chỗ cần xem lại"] * bool(queries))


def _corrected(month: MonthData, files: Files) -> Iterator[dict[str, Any]]:
    """Units whose workbooks for sealed months came with this one, with how much of these is wrong."""
    said = {(item.unit, item.submission.period): line for item, line in zip(made_of(month), lines(month), strict=True)}
    for corrected in month.corrections.months if month.corrections else ():
        found = Counter((finding.unit, finding.severity) for finding in corrected.judged.findings)
        for standing in corrected.standings:
            unchanged = f"{standing.name}: tệp gửi cho {corrected.period.month.title} (đã chốt) không làm thay đổi số liệu."
            told = said.get((standing.unit, corrected.period.key), unchanged)
            places = _places(found[standing.unit, "error"], found[standing.unit, "query"])
            yield to_do(f"{told}{f' Có {places} trong tệp này.' if places else ''} Gửi thư trả lời.",
                        _drafts(standing.unit, files, f"{corrected.period.key}/"))


def _unit(month: MonthData, found: Counts, number: int, standing: UnitStanding, files: Files) -> dict[str, Any]:
    counts = month.balance.by_unit.get(standing.unit, NO_ROWS)
    sent = standing.submission
    return {"number": number, "name": standing.name, "standing": standing_told(month, standing),
            "settled": standing.standing in ("on_time", "nil") and not came_late(month, standing),
            "received_at": format_datetime(sent.received.received_at.astimezone(VIETNAM_TIME)) if sent else "–",
            "counts": [("Dòng nhận", counts["received"]), ("Dùng", counts["accepted"]), ("Trả lại", counts["refused"]),
                       ("Thay thế, trùng", counts["superseded"] + counts["duplicate"]),
                       ("Chỗ sai", found[standing.unit, "error"]), ("Cần xem lại", found[standing.unit, "query"])],
            "links": _drafts(standing.unit, files)}


def _file(month: MonthData, submission: Submission, files: Files, empty: frozenset[str]) -> dict[str, Any]:
    received = submission.received
    return {"name": clean(received.name), "links": _original(submission, files),
            "unit": unit_name(month, submission.unit) if submission.unit else UNKNOWN_UNIT, "sender": clean(received.sender),
            "received_at": format_datetime(received.received_at.astimezone(VIETNAM_TIME)),
            "outcome": outcome_told(submission, empty), "reason": clean(submission.reason), "code": submission.code}


def _in_order(submissions: Iterable[Submission]) -> list[Submission]:
    return sorted(submissions, key=lambda item: (item.received.name, item.received.sha256, item.received.received_at,
                                                 item.received.sender, item.outcome))


def _original(submission: Submission, files: Files) -> list[Link]:
    """The untouched file; the same content may stand there under two endings."""
    received = submission.received
    kept = files.received.get(received.sha256, [])
    own = [name for name in kept if name.endswith(received.suffix.lower())] if received.suffix else []
    return [link_to(clean(received.name), name) for name in (own or kept)[:1]]


def _drafts(unit: str, files: Files, below: str = "") -> list[Link]:
    """What goes back to a unit: the mail first, then its text, then the marked workbook. below: of a sealed month."""
    own = {Path(path).name: path for path in files.folders.get(f"returned/{folder_name(unit)}/{below}", ())}
    ordered = [*(name for name in DRAFT_WORDS if name in own), *(name for name in own if name not in DRAFT_WORDS)]
    return [link_to(DRAFT_WORDS.get(name, MARKED_WORDS), own[name]) for name in ordered]


def _groups(month: MonthData, files: Files) -> Iterator[dict[str, Any]]:
    """Every other file of the run folder: a group is `title` and `items`, an item `text` and `links`."""
    yield {"title": "Sổ theo dõi", "items": [
        entry("Mọi dòng, kết quả, số liệu của kỳ, từng tệp và đối chiếu", ["register.xlsx"])]}
    yield from by_readers(month, files)
    yield {"title": "Gửi lại đơn vị", "items": [{"text": standing.name, "links": _drafts(standing.unit, files)}
                                               for standing in month.standings]}
    sheets = {f"records/{sheet.key}.parquet": sheet.name for sheet in month.definition.tables} | OTHER_RECORDS
    yield {"title": "Cho chương trình khác đọc", "items": [
        entry("Mọi chỗ cần sửa, cần xem lại", ["findings.csv"]), entry("Kê khai của lượt tổng hợp", [MANIFEST]),
        *(entry(words, [name]) for name, words in sheets.items() if name in files.names)]}
