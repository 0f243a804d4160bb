"""What the pages of a month and of a review share: the template, things to do, links, the papers of each reader."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from emulation_batch.batch import MonthData
from emulation_batch.reports.candidates import award_title
from emulation_batch.reports.copies import FOLDER as COPIES
from emulation_batch.vietnamese import clean

TEMPLATE, REGISTER = "page.html", "register.xlsx"
Link = dict[str, str]


class Files:
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


@cache
def template() -> Template:
    """The template of both pages, compiled once."""
    loader = FileSystemLoader(Path(__file__).parent, encoding="utf-8")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       keep_trailing_newline=True).get_template(TEMPLATE)


def to_write(month: MonthData, placeholders: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Papers with places left to people: one thing for each in reports/, one for all of a kind in a folder of their own."""
    kinds: dict[str, list[str]] = {}
    for name, marks in placeholders.items():
        if marks and Path(name).parent.as_posix() == "reports":
            yield to_do(f"{report_title(month, name)}: còn {len(marks)} chỗ cần người viết.", [link_to("mở báo cáo", name)],
                        marks)
        elif marks:
            kinds.setdefault(Path(name).parent.name, []).append(name)
    for kind, names in kinds.items():
        title = next((report.title for report in month.definition.reports if report.what == kind), kind)
        left = sum(len(placeholders[name]) for name in names)
        whom = [_whom(month, Path(name).stem.removeprefix(f"{month.period.key}_{kind}_")) for name in names]
        yield to_do(f"{title}: {len(names)} tệp còn {left} chỗ cần người viết.", list(map(link_to, whom, names)))


def of_register(asked: int) -> Iterator[dict[str, Any]]:
    """What is to be looked at again in the Council's registers, so many places; nothing for none."""
    if asked:
        yield to_do(f"Sổ của Hội đồng: {asked} chỗ cần xem lại, ở trang Cần sửa của sổ theo dõi.",
                    [link_to("sổ theo dõi", REGISTER)])


def to_do(text: str, links: Sequence[Link], notes: Sequence[str] = ()) -> dict[str, Any]:
    """One thing that is to be done: `text`, `links`, and `notes` below it."""
    return {"text": text, "links": links, "notes": [clean(note) for note in notes]}


def by_readers(month: MonthData, files: Files) -> Iterator[dict[str, Any]]:
    """The Word reports and the copy of the register of each role; first what a paper's name tells no readers of."""
    papers = {name: month.definition.readers_of(_what(month, name)) for name in files.names if name.startswith("reports/")}
    for role in (None, *month.definition.roles):
        copy = f"{COPIES}/{role.key}.xlsx" if role else ""
        yield {"title": f"Báo cáo Word: {role.title}" if role else "Báo cáo Word", "items": [
            *(entry("Bản sổ theo dõi chỉ gồm những cột được xem", [copy]) for _ in range(copy in files.names)),
            *(entry(report_title(month, name), [name]) for name, readers in papers.items() if readers == role)]}


def _what(month: MonthData, name: str) -> str:
    """Which report a file is, by its name `<period>_<what>[_<whom>].docx`; "" for a file that people added."""
    named = Path(name).stem.removeprefix(f"{month.period.key}_")
    whats = sorted((report.what for report in month.definition.reports), key=len, reverse=True)
    return next((what for what in whats if named == what or named.startswith(f"{what}_")), "")


def report_title(month: MonthData, name: str) -> str:
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


def entry(text: str, names: Sequence[str]) -> dict[str, Any]:
    """A line of the list of files."""
    return {"text": text, "links": [link_to(Path(name).name, name) for name in names]}


def link_to(text: str, name: str) -> Link:
    """A link to a file of the folder."""
    return {"text": text, "href": quote(name)}
