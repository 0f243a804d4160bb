"""The month on one page for the clerk, `index.html`: what is left to do, how units and files stand, the way to every file.

No script and nothing from elsewhere: the page says so to the browser itself (Content-Security-Policy), and every text of a
unit is escaped. It opens from a folder, prints on A4 and reads on a telephone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from emulation_batch.batch import STANDINGS, MonthData, Submission, UnitStanding
from emulation_batch.changes import balance_of, submissions_of
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.adjusted import lines, made_of
from emulation_batch.reports.candidates import award_title
from emulation_batch.reports.copies import FOLDER as COPIES
from emulation_batch.reports.register_overview import NO_ROWS
from emulation_batch.reports.returned import MAIL_FILE, TEXT_FILE, folder_name
from emulation_batch.reports.wording import OUTCOME_WORDS, STANDING_WORDS, UNKNOWN_UNIT, unit_name
from emulation_batch.vietnamese import clean, format_date, format_datetime, format_number, join_list

TEMPLATE, MANIFEST, MARKED_WORDS = "page.html", "manifest.json", "tệp đánh dấu ô cần sửa"
DRAFT_WORDS = {MAIL_FILE: "thư nháp", TEXT_FILE: "nội dung thư"}
OTHER_RECORDS = {"records/results.parquet": "Kết quả theo tiêu chuẩn", "records/figures.parquet": "Số liệu",
                 "records/proposals.parquet": "Đề nghị"}
URGENT = ("missing", "returned", "late", "on_time", "nil")
Link = dict[str, str]
Thing = dict[str, Any]
Counts = Counter[tuple[str, str]]


class _Files:
    """The files of the run folder: all names, those of received files by sha256, those of any folder by its path with "/"."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = dict.fromkeys(names)
        self.received: dict[str, list[str]] = defaultdict(list)
        self.folders: dict[str, list[str]] = defaultdict(list)
        for name in names:
            folder, _, last = name.rpartition("/")
            self.folders[f"{folder}/"].append(name)
            if folder == "received":
                self.received[last.partition(".")[0]].append(name)


def write_page(path: Path, month: MonthData, files: Sequence[str], placeholders: Mapping[str, Sequence[str]]) -> None:
    """Write the page. files: paths of the run folder's files with "/"; placeholders: report -> the paragraphs left to people.

    The same month and files give the same bytes.
    """
    text = _template().render(page(month, files, placeholders))
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


@cache
def _template():
    loader = FileSystemLoader(Path(__file__).parent, encoding="utf-8")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       keep_trailing_newline=True).get_template(TEMPLATE)


def page(month: MonthData, files: Sequence[str], placeholders: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What the template prints: texts, numbers as texts, and links {text, href}."""
    period, moment = month.period, month.as_of.astimezone(VIETNAM_TIME)
    kept, found = _Files(files), Counter((finding.unit, finding.severity) for finding in month.judged.findings)
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
        "files": [_file(month, submission, kept) for submission in _in_order(submissions_of(month))],
        "groups": list(_groups(month, kept)),
    }


def _rows_in_words(month: MonthData) -> str:
    """The rows of the month's own files by fate; those of files for sealed months, which the console counts too, apart."""
    own, more = month.balance.rows, balance_of(month).rows["received"] - month.balance.rows["received"]
    told = [f"{words} {format_number(own[key])}" for key, words in
            (("accepted", "dùng"), ("refused", "trả lại"), ("superseded", "bản cũ"), ("duplicate", "trùng"))]
    return (f"nhận {format_number(own['received'])}: {', '.join(told)}"
            + (f"; thêm {format_number(more)} dòng trong tệp gửi cho kỳ đã chốt" if more else ""))


def _units_in_words(standings: Sequence[UnitStanding]) -> str:
    counts = {standing: sum(item.standing == standing for item in standings) for standing in STANDINGS}
    told = [f"{count} {STANDING_WORDS[standing].lower()}" for standing, count in counts.items() if count]
    return f"{len(standings)} đơn vị: {'; '.join(told)}"


def _todo(month: MonthData, found: Counts, files: _Files, placeholders: Mapping[str, Sequence[str]]) -> Iterator[Thing]:
    """What the clerk does now, one thing after the other: `text`, `links`, and `notes` below it."""
    for standing in sorted(month.standings, key=lambda item: URGENT.index(item.standing)):
        links = _drafts(standing.unit, files)
        errors, queries = found[standing.unit, "error"], found[standing.unit, "query"]
        if standing.standing == "missing":
            yield _thing(f"{standing.name}: chưa gửi báo cáo. Gửi thư nhắc.", links)
        elif standing.standing == "returned":
            yield _thing(f"{standing.name}: tệp đã gửi chưa dùng được. Gửi trả lại kèm lý do.", links)
        elif errors or queries:
            late = "gửi muộn; " if standing.standing == "late" else ""
            told = [f"{errors} chỗ sai"] * bool(errors) + [f"{queries} chỗ cần xem lại"] * bool(queries)
            yield _thing(f"{standing.name}: {late}{join_list(told)}. Gửi lại đơn vị.", links)
        elif standing.standing == "late":
            yield _thing(f"{standing.name}: gửi muộn, số liệu đã được tính. Gửi thư xác nhận.", links)
    yield from _corrected(month, files)
    for submission in _in_order(submissions_of(month)):
        if submission.outcome == "refused" and not submission.unit:
            yield _thing(f"Tệp “{clean(submission.received.name)}”: chưa rõ của đơn vị nào. {clean(submission.reason)}",
                         _original(submission, files))
    settled = [item for item in month.standings if item.standing in ("on_time", "nil")
               and not found[item.unit, "error"] and not found[item.unit, "query"]]
    if settled:
        yield _thing(f"{len(settled)} đơn vị đã gửi đủ, đúng hạn. Gửi thư xác nhận.",
                     [{"text": item.name, "href": link["href"]} for item in settled for link in _drafts(item.unit, files)[:1]])
    yield from _to_write(month, placeholders)


def _corrected(month: MonthData, files: _Files) -> Iterator[dict[str, Any]]:
    """Units whose workbooks for sealed months came with this one."""
    said = {(item.unit, item.submission.period): line for item, line in zip(made_of(month), lines(month), strict=True)}
    for corrected in month.corrections.months if month.corrections else ():
        for standing in corrected.standings:
            unchanged = f"{standing.name}: tệp gửi cho {corrected.period.month.title} (đã chốt) không làm thay đổi số liệu."
            told = said.get((standing.unit, corrected.period.key), unchanged)
            yield _thing(f"{told} Gửi thư trả lời.", _drafts(standing.unit, files, f"{corrected.period.key}/"))


def _to_write(month: MonthData, placeholders: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Papers with places left to people: one thing for each in reports/, one for all of a kind in a folder of their own."""
    kinds: dict[str, list[str]] = {}
    for name, marks in placeholders.items():
        if marks and Path(name).parent.as_posix() == "reports":
            yield _thing(f"{_report_title(month, name)}: còn {len(marks)} chỗ cần người viết.", [_link("mở báo cáo", name)],
                         marks)
        elif marks:
            kinds.setdefault(Path(name).parent.name, []).append(name)
    for kind, names in kinds.items():
        title = next((report.title for report in month.definition.reports if report.what == kind), kind)
        left = sum(len(placeholders[name]) for name in names)
        yield _thing(f"{title}: {len(names)} tệp còn {left} chỗ cần người viết.",
                     [_link(_whom(month, Path(name).stem.removeprefix(f"{month.period.key}_{kind}_")), name) for name in names])


def _thing(text: str, links: Sequence[Link], notes: Sequence[str] = ()) -> dict[str, Any]:
    return {"text": text, "links": links, "notes": [clean(note) for note in notes]}


def _unit(month: MonthData, found: Counts, number: int, standing: UnitStanding, files: _Files) -> dict[str, Any]:
    counts = month.balance.by_unit.get(standing.unit, NO_ROWS)
    sent = standing.submission
    return {"number": number, "name": standing.name, "standing": STANDING_WORDS[standing.standing],
            "settled": standing.standing in ("on_time", "nil"),
            "received_at": format_datetime(sent.received.received_at.astimezone(VIETNAM_TIME)) if sent else "–",
            "counts": [("Dòng nhận", counts["received"]), ("Dùng", counts["accepted"]), ("Trả lại", counts["refused"]),
                       ("Chỗ sai", found[standing.unit, "error"]), ("Cần xem lại", found[standing.unit, "query"])],
            "links": _drafts(standing.unit, files)}


def _file(month: MonthData, submission: Submission, files: _Files) -> dict[str, Any]:
    received = submission.received
    return {"name": clean(received.name), "links": _original(submission, files),
            "unit": unit_name(month, submission.unit) if submission.unit else UNKNOWN_UNIT, "sender": clean(received.sender),
            "received_at": format_datetime(received.received_at.astimezone(VIETNAM_TIME)),
            "outcome": OUTCOME_WORDS[submission.outcome], "reason": clean(submission.reason), "code": submission.code}


def _in_order(submissions: Iterable[Submission]) -> list[Submission]:
    return sorted(submissions, key=lambda item: (item.received.name, item.received.sha256, item.received.received_at,
                                                 item.received.sender, item.outcome))


def _original(submission: Submission, files: _Files) -> list[Link]:
    """The untouched file; the same content may stand there under two endings."""
    received = submission.received
    kept = files.received.get(received.sha256, [])
    own = [name for name in kept if name.endswith(received.suffix.lower())] if received.suffix else []
    return [_link(clean(received.name), name) for name in (own or kept)[:1]]


def _drafts(unit: str, files: _Files, below: str = "") -> list[Link]:
    """What goes back to a unit: the mail first, then its text, then the marked workbook. below: of a sealed month."""
    own = {Path(path).name: path for path in files.folders.get(f"returned/{folder_name(unit)}/{below}", ())}
    ordered = [*(name for name in DRAFT_WORDS if name in own), *(name for name in own if name not in DRAFT_WORDS)]
    return [_link(DRAFT_WORDS.get(name, MARKED_WORDS), own[name]) for name in ordered]


def _groups(month: MonthData, files: _Files) -> Iterator[dict[str, Any]]:
    """Every other file of the run folder: a group is `title` and `items`, an item `text` and `links`."""
    yield {"title": "Sổ theo dõi", "items": [
        _item("Mọi dòng, kết quả, số liệu của kỳ, từng tệp và đối chiếu", ["register.xlsx"])]}
    yield from _by_readers(month, files)
    yield {"title": "Gửi lại đơn vị", "items": [{"text": standing.name, "links": _drafts(standing.unit, files)}
                                               for standing in month.standings]}
    sheets = {f"records/{sheet.key}.parquet": sheet.name for sheet in month.definition.tables} | OTHER_RECORDS
    yield {"title": "Cho chương trình khác đọc", "items": [
        _item("Mọi chỗ cần sửa, cần xem lại", ["findings.csv"]), _item("Kê khai của lượt tổng hợp", [MANIFEST]),
        *(_item(words, [name]) for name, words in sheets.items() if name in files.names)]}


def _by_readers(month: MonthData, files: _Files) -> Iterator[dict[str, Any]]:
    """The Word reports and the copy of the register of each role; first what a paper's name tells no readers of."""
    papers = {name: month.definition.readers_of(_what(month, name)) for name in files.names if name.startswith("reports/")}
    for role in (None, *month.definition.roles):
        copy = f"{COPIES}/{role.key}.xlsx" if role else ""
        yield {"title": f"Báo cáo Word: {role.title}" if role else "Báo cáo Word", "items": [
            *(_item("Bản sổ theo dõi chỉ gồm những cột được xem", [copy]) for _ in range(copy in files.names)),
            *(_item(_report_title(month, name), [name]) for name, readers in papers.items() if readers == role)]}


def _what(month: MonthData, name: str) -> str:
    """Which report a file is, by its name `<period>_<what>[_<whom>].docx`; "" for a file that people added."""
    named = Path(name).stem.removeprefix(f"{month.period.key}_")
    whats = sorted((report.what for report in month.definition.reports), key=len, reverse=True)
    return next((what for what in whats if named == what or named.startswith(f"{what}_")), "")


def _report_title(month: MonthData, name: str) -> str:
    """Title of a report, with whom it is about."""
    named, what = Path(name).stem, _what(month, name)
    title = next((report.title for report in month.definition.reports if report.what == what), "")
    whom = named.removeprefix(f"{month.period.key}_{what}").lstrip("_")
    return f"{title}{f' ({_whom(month, whom)})' if whom else ''}" if title else named


def _whom(month: MonthData, suffix: str) -> str:
    """What tells a paper from others of its kind, in words: the award's title, the unit's or the person's name."""
    award = next((award.key for award in month.definition.awards if f"{suffix}_".startswith(f"{award.key}_")), "")
    code = suffix.removeprefix(award).lstrip("_")
    person = month.registry.person(code, month.period.to)
    name = person.name if person else month.registry.name_of(code, month.period.to) if code else ""
    return ", ".join(filter(None, (award_title(month, award) if award else "", name)))


def _item(text: str, names: Sequence[str]) -> dict[str, Any]:
    return {"text": text, "links": [_link(Path(name).name, name) for name in names]}


def _link(text: str, name: str) -> Link:
    return {"text": text, "href": quote(name)}
