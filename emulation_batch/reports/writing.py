"""Writes the Word reports of a month: which are due, what they are called, where they stand."""

from collections.abc import Callable
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
from emulation_batch.reports.papers import report_of
from emulation_batch.sharing import Shared, written
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
    """A paper that stands as a file. marks: those left for a person; loose: see word.Template; looked_at: the one paper of a
    month, held against what it was made from, None for others."""

    marks: list[str]
    loose: str
    looked_at: LookedAt | None


def begin_reports(views: Packed[Views], templates: Path, begin: Begin) -> list[Shared[Paper]]:
    """Begin the reports that are due, each from what its readers may see (copies.py). Raises DefinitionFault for a report that
    nothing here knows."""
    month = views.value.month
    due = [report for report in month.definition.reports if report.per != "span" and WHEN[report.when](month)]
    for report in due:
        _contexts(report)
    return [Shared(report.what, views, partial(_papers, templates=templates, report=report), begin) for report in due]


def write_reports(folder: Path, views: Views, begun: list[Shared[Paper]]) -> dict[str, list[str]]:
    """Write `reports/<period>_<what>.docx`, and `reports/<what>/<period>_<what>_<suffix>.docx` where there is one for each
    candidate, award or unit. Gives the marks left for a person, by path within the run folder.

    Raises TemplateFault for a template that does not fit, or when the finished papers of one dossier differ (dossier.py).
    """
    reports, month = folder / "reports", views.month
    reports.mkdir(exist_ok=True)
    left: dict[str, list[str]] = {}
    for shared, papers in zip(begun, written(folder, begun), strict=True):
        for number, (path, paper) in enumerate(papers.items()):
            if number == 0:
                word.tell_slower(report_of(month, shared.name).template, paper.loose)
            if paper.looked_at:
                views.looked_at[shared.name] = paper.looked_at
            left[path] = paper.marks
    check_dossiers(reports, month)
    return left


def _papers(views: Packed[Views], folder: Path, templates: Path, report: Report) -> dict[str, Paper]:
    """Write the papers of a report below a folder, one after another; gives each by its path."""
    view = views.value.of(views.value.month.definition.readers_of(report.what))
    template: word.Template | None = None
    papers: dict[str, Paper] = {}
    for suffix, context in counted(_contexts(report)(view), report.title):
        template = template or word.Template(templates / report.template, at_need=True)
        content, marks = template.paper(context)
        path = _path(folder, views.value.month, report, suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        looked_at = look_at(path.name, content, templates / report.template, [context]) if report.per == "month" else None
        papers[path.relative_to(folder).as_posix()] = Paper(marks, template.loose, looked_at)
    return papers


def _contexts(report: Report):
    if report.what not in CONTEXTS:
        near = closest(report.what, CONTEXTS)
        raise DefinitionFault(f"movement.toml.reports[{report.what}]: chưa có nội dung cho báo cáo “{report.what}”."
                              + (f" Có phải là “{near}”?" if near else ""))
    return CONTEXTS[report.what]


def _path(folder: Path, month: MonthData, report: Report, suffix: str) -> Path:
    name, reports = f"{month.period.key}_{report.what}" + (f"_{suffix}" if suffix else "") + ".docx", folder / "reports"
    return reports / name if report.per == "month" else reports / report.what / name
