"""The report of several months: sealed months -> one review folder `output/<span>/`, whole or not at all, as a run folder.

Nothing is read but what sealed months hold, corrections applied, and registers of the review that came back from the
Council: no other workbook is opened. The clauses are looked at again over
all rows of the span, and a total is a total of rows: nothing is added up from printed numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from emulation_batch import __version__, council_registers, figures, lateness, ledger, run_folder
from emulation_batch.batch import Balance, Batch, Judged, MonthData, Received
from emulation_batch.criteria import assess
from emulation_batch.definition import Report
from emulation_batch.errors import DefinitionFault, Fault, NothingUsable, TemplateFault
from emulation_batch.findings import Finding
from emulation_batch.frames import each_row
from emulation_batch.manifest import of_file
from emulation_batch.periods import VIETNAM_TIME, Span, days_of, parse_month, span_parts
from emulation_batch.progress import Step
from emulation_batch.proposals import propose, with_opinions
from emulation_batch.registry import Registry
from emulation_batch.registry.organisation import carried_by, changes, states
from emulation_batch.reports import finished, records, span_page, span_register, span_writing
from emulation_batch.reports.template_faults import with_all
from emulation_batch.reviewed import SpanData
from emulation_batch.rewarded import was_decided
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import Workspace


@dataclass(frozen=True)
class Review:
    """A finished review: what it was made from, where it was written, and the marks left for a person in its papers."""

    data: SpanData
    folder: Path
    placeholders: dict[str, list[str]]


def review_span(workspace: Workspace, span: Span, as_of: datetime, step: Step) -> Review:
    """One span from its sealed months to its folder. Raises StopRun (errors.py) and then leaves the earlier folder."""
    with run_folder.lock(workspace.output), run_folder.unpacking_room(workspace.output) as room:
        data = gather_span(workspace, span, as_of, step, council_registers.of_span(workspace, span.key, room))
        step("Ghi báo cáo và sổ…")
        placeholders: dict[str, list[str]] = {}
        try:
            folder = run_folder.write_run(workspace.output, span.key,
                                          lambda target: write_span(target, data, workspace, placeholders),
                                          manifest_of(workspace, data))
        except TemplateFault as met:
            raise with_all(met, span_writing.papers_of_span(data), workspace.templates) from None
    return Review(data, folder, placeholders)


def write_span(target: Path, data: SpanData, workspace: Workspace, placeholders: dict[str, list[str]]) -> None:
    """Everything of a review's folder but its manifest; gives the marks left for a person by report."""
    run_folder.copy_made_with(target, workspace.made_of())
    if data.month.submissions:
        run_folder.copy_received(target, data.month.submissions)
    records.write_records(target, replace(data.month, proposals=data.proposals))
    data.lateness.to_parquet(target / ledger.RECORDS / "lateness.parquet", index=False)
    placeholders.update(span_writing.write_reports(target, data, workspace.templates))
    span_page.write_page(target / "index.html", data, run_folder.files_in(target), placeholders)
    finished.check_finished_span(target, data.month, span_register.shows_rows(data))


def gather_span(workspace: Workspace, span: Span, as_of: datetime, step: Step, received: Sequence[Received] = ()) -> SpanData:
    """Everything of a span, computed, nothing written. received: registers that came back from the Council.

    NothingUsable without a sealed month, Unbalanced when a seal broke.
    """
    output, definition, registry = workspace.output, workspace.definition, workspace.registry
    step("Kiểm tra các kỳ đã chốt…")
    known = ledger.sealed_months(output)
    sealed = tuple(month for month in span.months if month in known)
    if not sealed:
        raise NothingUsable(f"Chưa có kỳ nào của {span.title} được chốt. Chốt từng kỳ bằng “emulation-batch seal NĂM-THÁNG”.")
    ledger.require_whole(output, "chưa lập báo cáo")
    step(f"Đọc {len(known)} kỳ đã chốt…")
    truth, _ = ledger.load_past(output, parse_month(known[-1]).shift(1), definition)
    frames = _within(truth, sealed)
    late = lateness.book(output, sealed)
    judged = _judged(workspace, span, frames, known, sealed, late)
    step("Xét theo tiêu chuẩn…")
    results = _nil_throughout(assess(judged), output, sealed)
    proposals = with_opinions(propose(judged, results, as_of), council_registers.said_before(workspace, known))
    report = report_for(definition.reports, span)
    season = report.season if span.whole_year or report.when != "always" else ""
    council, submissions, asked = council_registers.heard_of_span(
        workspace, span, received, (judged, results, proposals), as_of, season)
    carried, units = _carried(registry, span, truth, late)
    parts = span_parts(span, workspace.start, known)
    month = MonthData(
        definition, registry, span, as_of, tuple(submissions), (), judged, results,
        figures.tabulate(definition, {key: frame.assign(_unit=frame["_unit"].map(carried)) for key, frame in truth.items()},
                         parts, units),
        proposals[proposals["kind"] == season].reset_index(drop=True), Balance({}, {}, {}), council=council)
    absent = _absent(workspace, span, sealed)
    return SpanData(month, span, report, season, parts, proposals, sealed, absent, late, carried, units,
                    tuple(changes(registry, span.from_, span.to)), tuple(states(registry, span.from_, span.to)),
                    tuple(item for item in registry.decided if span.from_ <= item.day <= span.to and was_decided(item, as_of)),
                    _adjusted(workspace, known, sealed), tuple(asked), ledger.to_seal(output, absent),
                    lateness.came_later(output, late, known))


def report_for(reports: Iterable[Report], span: Span) -> Report:
    """The report of a span: its own, else that of every span without one. DefinitionFault when the definition has none."""
    of_spans = {report.when: report for report in reports if report.per == "span"}
    found = of_spans.get(span.key) or of_spans.get("always")
    if found is None:
        raise DefinitionFault(f"movement.toml: chưa có báo cáo nào cho “{span.key}”.",
                              (Fault("movement.toml.reports", "thiếu báo cáo per = \"span\".", "Thêm như mẫu gốc."),))
    return found


def _within(truth: Mapping[str, pd.DataFrame], sealed: Sequence[str]) -> dict[str, pd.DataFrame]:
    return {key: frame[frame["_period"].isin(list(sealed))].reset_index(drop=True) for key, frame in truth.items()}


def _absent(workspace: Workspace, span: Span, sealed: Sequence[str]) -> tuple[str, ...]:
    """Months of the movement in the span that are not sealed."""
    return tuple(month for month in span.months if workspace.holds(parse_month(month)) and month not in sealed)


def _judged(workspace: Workspace, span: Span, frames: dict[str, pd.DataFrame], known: Sequence[str], sealed: Sequence[str],
            late: pd.DataFrame) -> Judged:
    """The rows of the span as a batch that was checked: every row accepted, the queries of its months still open or answered.

    Files and queries carry the month that processed them in the name, as two months may hold files of one name; that may be a
    month after the span, which corrected one of it.
    """
    definition = workspace.definition
    form = definition.form
    sent = list(dict.fromkeys(late.loc[late["received"], "unit"]))
    columns = {"_unit": sent} | {column.key: [None] * len(sent) for column in form.columns}
    sheets = frames | {form.key: pd.DataFrame(columns, dtype=object)}
    nothing = pd.DataFrame({name: [] for name in ("sheet", "column", "row", "note", "proposal")})
    batch = Batch(definition, workspace.registry, span, sheets, sheets, nothing, {}, _files(workspace.output, known))
    refused = {key: frame.iloc[:0] for key, frame in frames.items()}
    return Judged(batch, tuple(_queries(workspace.output, known, sealed)), frames, refused)


def _files(output: Path, known: Sequence[str]) -> dict[str, Received]:
    """The workbooks that months accepted, by sha256."""
    return {file["sha256"]: Received(f"{month}/{file['name']}", file["sha256"], file["size"],
                                     datetime.fromisoformat(file["received_at"]), "", output / month, "")
            for month in known for file in ledger.manifest_of(output / month)["files"] if file["outcome"] == "accepted"}


def _queries(output: Path, known: Sequence[str], sealed: Sequence[str]) -> Iterable[Finding]:
    """What was asked about the rows that hold: of a corrected month by the month that processed the correction."""
    found = ledger.load_findings(output, parse_month(known[-1]).shift(1), records.unguarded)
    holding = {place: holder.month for place, holder in ledger.holders(ledger.processed(output, known)).items()}
    return (replace(finding, file=f"{month}/{finding.file}") for month in known for finding in found[month]
            if finding.asked and finding.period in sealed and holding.get((finding.unit, finding.period), month) == month)


def _nil_throughout(results: pd.DataFrame, output: Path, sealed: Sequence[str]) -> pd.DataFrame:
    """A clause without any row is declared nil where every sealed month that looked at it said so."""
    empty = results["status"] == "no_evidence"
    if not empty.any():
        return results
    columns = ["candidate", "clause", "status"]
    seen = ledger.columns_made(output, sealed, "results", columns)
    nil = seen.assign(nil=seen["status"] == "nil_declared").groupby(["candidate", "clause"])["nil"].agg(["all", "size"])
    keys = list(zip(results["candidate"], results["clause"], strict=True))
    counts = nil.loc[nil["all"], "size"].to_dict()
    declared = pd.Series([key in counts for key in keys], index=results.index) & empty
    words = [f"Đơn vị báo cáo không phát sinh ở cả {counts.get(key, 0)} kỳ." for key in keys]
    results.loc[declared, "facts"] = pd.Series(words, index=results.index)[declared]
    results.loc[declared, ["status", "missing"]] = ["nil_declared", ""]
    return results


def _adjusted(workspace: Workspace, known: Sequence[str], sealed: Sequence[str]) -> pd.DataFrame:
    """Frame of SpanData.adjusted, in the order in which it became known."""
    columns = ["name", "unit", "period", "measure", "old", "new", "told"]
    rows = [row | {"told": row["made"]} for row in ledger.all_rows_made(workspace.output, known, "adjusted_figures")
            if row["period"] in sealed]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    names = [workspace.registry.name_of(unit, days_of(parse_month(period), workspace.definition.window)[1]) if unit else ""
             for unit, period in zip(frame["unit"], frame["period"], strict=True)]
    return frame.assign(unit_name=pd.Series(names, dtype="str"))


def _carried(registry: Registry, span: Span, truth: Mapping[str, pd.DataFrame],
             late: pd.DataFrame) -> tuple[dict[str, str], tuple[str, ...]]:
    """Every code with rows or a duty to report -> the code that carries its totals on the span's last day; these in order."""
    order = {unit.code: number for number, unit in reversed(list(enumerate(registry.units)))}
    codes = dict.fromkeys([*(unit.code for unit in registry.units_on(span.to)), *late["unit"],
                           *(code for frame in truth.values() for code in frame["_unit"].unique())])
    carried = {code: carried_by(registry, code, span.to) for code in codes}
    seen = {carried[code] for code in (*(unit.code for unit in registry.units_on(span.to)), *late["unit"])}
    return carried, tuple(sorted(seen, key=lambda code: (order.get(code, len(order)), code)))


def newest_seal(workspace: Workspace) -> dict[str, str]:
    """The last sealed month and the hash of its seal, which holds those of all before it; its corrections count too."""
    name = ledger.sealed_months(workspace.output)[-1]
    return {"period": name, "seal_sha256": sha256_of(workspace.output / name / run_folder.SEAL)}


def manifest_of(workspace: Workspace, data: SpanData) -> dict[str, Any]:
    """What the review was made from, for machines; no clock but `as_of`."""
    month, span = data.month, data.span
    rows = {key: len(frame) for key, frame in month.judged.accepted.items()}
    return {
        "span": span.key, "months": [{"period": name, "seal_sha256": sha256_of(
            workspace.output / name / run_folder.SEAL)} for name in data.sealed],
        "absent": list(data.absent), "newest_seal": newest_seal(workspace),
        "window": {"from": span.from_.isoformat(), "to": span.to.isoformat(), "due": span.due.isoformat()},
        "as_of": month.as_of.astimezone(VIETNAM_TIME).isoformat(),
        "program": {"name": "emulation_batch", "version": __version__},
        "definition": {"version": month.definition.movement.version, "sha256": month.definition.sha256},
        "registry": {"sha256": month.registry.sha256},
        "units": [{"unit": code, "name": data.unit_name(code),
                   "carries": [old for old, new in data.carried.items() if new == code and old != code]}
                  for code in data.units],
        "rows": rows | {"accepted": sum(rows.values())},
        "files": [of_file(item) for item in month.submissions],
    }


def as_plain(done: Review) -> dict[str, Any]:
    """The result of `review --json`, but for its folder."""
    data = done.data
    return {"span": data.span.key, "sealed": list(data.sealed), "absent": list(data.absent),
            "units": [{"unit": line["unit"], "month": line["month"], "standing": line["standing"]}
                      for line in each_row(data.lateness[~data.lateness["received"]])],
            "proposals": len(data.month.proposals),
            "council": {"opinions": len(data.month.council.opinions)} | {
                severity: sum(item.severity == severity for item in data.asked) for severity in ("error", "query")},
            "placeholders": {path: len(left) for path, left in done.placeholders.items()},
            "as_of": data.month.as_of.astimezone(UTC).isoformat()}
