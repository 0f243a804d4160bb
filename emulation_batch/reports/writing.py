"""Writes the Word reports of a month: which are due, what they are called, where they stand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from emulation_batch.batch import MonthData
from emulation_batch.definition import Report
from emulation_batch.errors import DefinitionFault
from emulation_batch.processes import Begin, Packed
from emulation_batch.progress import counted
from emulation_batch.reports import word
from emulation_batch.reports.candidates import AD_HOC, nominees
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.copies import Views
from emulation_batch.reports.dossier import check_dossiers
from emulation_batch.reports.due import behind
from emulation_batch.reports.finished import LookedAt, look_at
from emulation_batch.vietnamese import closest

WHEN: dict[str, Callable[[MonthData], bool]] = {
    "always": lambda month: True,
    "behind": lambda month: any(behind(month, standing) for standing in month.standings),
    "nominated": lambda month: bool(nominees(month)) or month.council.heard,
    "ad_hoc": lambda month: any(AD_HOC in nominee.kinds for group in nominees(month).values() for nominee in group),
}
"""`when` in movement.toml -> whether the month has such a thing."""


@dataclass(frozen=True)
class Paper:
    """A paper as a file. suffix: what tells it from others in its name; marks: those left for a person; loose: see
    word.Template; looked_at: the one paper of a month, held against what it was made from, None for others."""

    suffix: str
    content: bytes
    marks: list[str]
    loose: str
    looked_at: LookedAt | None


Begun = list[tuple[Report, Callable[[], Iterable[Paper]]]]
"""Reports with how to get their papers."""


def begin_reports(views: Packed[Views], templates: Path, begin: Begin | None) -> Begun:
    """Begin the reports that are due, each from what its readers may see (copies.py). begin: elsewhere; without it each paper
    is made here when it is asked for. Raises DefinitionFault for a report that nothing here knows."""
    month = views.value.month
    due = [report for report in month.definition.reports if report.per != "span" and WHEN[report.when](month)]
    for report in due:
        _contexts(report)
    return [(report, begin(_all_papers, views, templates, report) if begin else partial(_papers, views, templates, report))
            for report in due]


def write_reports(folder: Path, views: Views, begun: Begun) -> dict[str, list[str]]:
    """Write `reports/<period>_<what>.docx`, and `reports/<what>/<period>_<what>_<suffix>.docx` where there is one for each
    candidate, award or unit. Gives the marks left for a person, by path within the run folder.

    Raises TemplateFault for a template that does not fit, or when the finished papers of one dossier differ (dossier.py).
    """
    reports, month = folder / "reports", views.month
    reports.mkdir()
    left: dict[str, list[str]] = {}
    for report, get in begun:
        for number, paper in enumerate(get()):
            if number == 0:
                word.tell_slower(report.template, paper.loose)
            if paper.looked_at:
                views.looked_at[report.what] = paper.looked_at
            path = _path(reports, month, report, paper.suffix)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(paper.content)
            left[path.relative_to(folder).as_posix()] = paper.marks
    check_dossiers(reports, month)
    return left


def _all_papers(views: Packed[Views], templates: Path, report: Report) -> list[Paper]:
    return list(_papers(views, templates, report))


def _papers(views: Packed[Views], templates: Path, report: Report) -> Iterator[Paper]:
    view = views.value.of(views.value.month.definition.readers_of(report.what))
    template: word.Template | None = None
    for suffix, context in counted(_contexts(report)(view), report.title):
        template = template or word.Template(templates / report.template, at_need=True)
        content, marks = template.paper(context)
        name = _path(Path(), views.value.month, report, suffix).name
        looked_at = look_at(name, content, templates / report.template, [context]) if report.per == "month" else None
        yield Paper(suffix, content, marks, template.loose, looked_at)


def _contexts(report: Report):
    if report.what not in CONTEXTS:
        near = closest(report.what, CONTEXTS)
        raise DefinitionFault(f"movement.toml.reports[{report.what}]: chưa có nội dung cho báo cáo “{report.what}”."
                              + (f" Có phải là “{near}”?" if near else ""))
    return CONTEXTS[report.what]


def _path(reports: Path, month: MonthData, report: Report, suffix: str) -> Path:
    name = f"{month.period.key}_{report.what}" + (f"_{suffix}" if suffix else "") + ".docx"
    return reports / name if report.per == "month" else reports / report.what / name
