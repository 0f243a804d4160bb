"""Writes what is read of a review: its report, of the season's nominations the papers that a month has, the register and the
copies of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from emulation_batch.definition import Report, Role
from emulation_batch.reports import span_register, word
from emulation_batch.reports.candidates import nominees
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.copies import FOLDER, EachOnce, seen_by
from emulation_batch.reports.dossier import check_dossiers
from emulation_batch.reports.review_sheet import review_sheets
from emulation_batch.reports.span_report import span_report
from emulation_batch.reports.template_faults import Papers
from emulation_batch.reviewed import SpanData

NOMINATED, REVIEW_SHEETS = "nominated", "phieu_xem_xet"
REGISTER = "register.xlsx"


def write_reports(folder: Path, data: SpanData, templates: Path) -> dict[str, list[str]]:
    """Write `reports/<span>_<what>.docx` and the dossiers as a month names them, `register.xlsx` and `copies/<role>.xlsx`, each
    from what its readers may see (copies.py). Gives the marks left for a person, by path.

    Raises TemplateFault for a template that does not fit, or when the finished papers of one dossier differ.
    """
    reports = folder / "reports"
    reports.mkdir()
    left: dict[str, list[str]] = {}
    views = EachOnce(lambda readers: _seen_by(data, readers))
    for report in _due(data):
        template: word.Template | None = None
        for suffix, context in _papers(report, views.of(data.month.definition.readers_of(report.what))):
            if template is None:
                template = word.Template(templates / report.template, at_need=True)
                word.tell_slower(report.template, template.loose)
            name = f"{data.span.key}_{report.what}" + (f"_{suffix}" if suffix else "") + ".docx"
            path = reports / name if report.per in ("month", "span") else reports / report.what / name
            path.parent.mkdir(exist_ok=True)
            left[path.relative_to(folder).as_posix()] = template.render(context, path)
    check_dossiers(reports, data.month)
    _write_registers(folder, data, views)
    return left


def _write_registers(folder: Path, data: SpanData, views: EachOnce[SpanData]) -> None:
    """The register, and the copies of those who have one."""
    copies = [span_register.Copy(REGISTER, data)] + [
        span_register.Copy(f"{FOLDER}/{role.key}.xlsx", views.of(role), role.register,
                           frozenset(sheet.key for sheet in data.month.definition.tables if not role.sees_whole(sheet)))
        for role in data.month.definition.roles if role.register]
    for copy, content in zip(copies, span_register.registers_of(copies), strict=True):
        (folder / copy.name).parent.mkdir(exist_ok=True)
        (folder / copy.name).write_bytes(content)


def _due(data: SpanData) -> Iterable[Report]:
    """The span's own report; with nominations of the season the papers of a dossier and the sheets of their candidates."""
    yield data.report
    season = len(data.month.proposals) > 0
    nominated = season and (bool(nominees(data.month)) or data.month.council.heard)
    for report in data.month.definition.reports if season else ():
        if report.what == REVIEW_SHEETS or (report.when == NOMINATED and nominated):
            yield report


def _papers(report: Report, data: SpanData) -> Iterable[tuple[str, dict[str, Any]]]:
    """The papers of a report: (what tells one from another, context); sheets only of who is nominated in the season."""
    if report.per == "span":
        return [("", span_report(data))]
    if report.what == REVIEW_SHEETS:
        return review_sheets(data.month, set(data.month.proposals["candidate"]))
    return CONTEXTS[report.what](data.month)


def papers_of_span(data: SpanData) -> Iterator[Papers]:
    """The template of each report of the definition, with what the review prints in it: those that are due first."""
    for report in _due(data):
        yield report.template, _papers(report, data)
    yield from ((report.template, ()) for report in data.month.definition.reports)


def _seen_by(data: SpanData, readers: Role | None) -> SpanData:
    month = seen_by(replace(data.month, proposals=data.proposals), readers)
    season = month.proposals[month.proposals["kind"] == data.season].reset_index(drop=True)
    return replace(data, month=replace(month, proposals=season), proposals=month.proposals)
