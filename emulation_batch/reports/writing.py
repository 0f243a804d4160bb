"""Writes the Word reports of a month: which are due, what they are called, where they stand."""

from collections.abc import Callable
from pathlib import Path

from emulation_batch.batch import MonthData
from emulation_batch.definition import Report
from emulation_batch.errors import DefinitionFault
from emulation_batch.progress import counted
from emulation_batch.reports import word
from emulation_batch.reports.candidates import AD_HOC, nominees
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.copies import Views
from emulation_batch.reports.dossier import check_dossiers
from emulation_batch.vietnamese import closest

BEHIND = ("late", "missing", "returned")
WHEN: dict[str, Callable[[MonthData], bool]] = {
    "always": lambda month: True,
    "behind": lambda month: any(standing.standing in BEHIND for standing in month.standings),
    "nominated": lambda month: bool(nominees(month)) or month.council.heard,
    "ad_hoc": lambda month: any(AD_HOC in nominee.kinds for group in nominees(month).values() for nominee in group),
}
"""`when` in movement.toml -> whether the month has such a thing."""


def write_reports(folder: Path, views: Views, templates: Path) -> dict[str, list[str]]:
    """Write `reports/<period>_<what>.docx`, and `reports/<what>/<period>_<what>_<suffix>.docx` where there is one for each
    candidate, award or unit, from what its readers may see (copies.py). Gives the marks left for a person, by path within
    the run folder.

    Raises DefinitionFault for a report that nothing here knows, TemplateFault for a template that does not fit, or when the
    finished papers of one dossier differ (dossier.py).
    """
    reports, month = folder / "reports", views.month
    reports.mkdir()
    left: dict[str, list[str]] = {}
    opened: dict[str, word.Template] = {}
    for report in month.definition.reports:
        if report.per == "span" or not WHEN[report.when](month):
            continue
        view = views.of(month.definition.readers_of(report.what))
        for suffix, context in counted(_contexts(report)(view), report.title):
            if report.template not in opened:
                opened[report.template] = word.Template(templates / report.template)
            if report.per == "month":
                views.told[report.what] = context
            path = _path(reports, month, report, suffix)
            path.parent.mkdir(exist_ok=True)
            left[path.relative_to(folder).as_posix()] = opened[report.template].render(context, path)
    check_dossiers(reports, month)
    return left


def _contexts(report: Report):
    if report.what not in CONTEXTS:
        near = closest(report.what, CONTEXTS)
        raise DefinitionFault(f"movement.toml.reports[{report.what}]: chưa có nội dung cho báo cáo “{report.what}”."
                              + (f" Có phải là “{near}”?" if near else ""))
    return CONTEXTS[report.what]


def _path(reports: Path, month: MonthData, report: Report, suffix: str) -> Path:
    name = f"{month.period.key}_{report.what}" + (f"_{suffix}" if suffix else "") + ".docx"
    return reports / name if report.per == "month" else reports / report.what / name
