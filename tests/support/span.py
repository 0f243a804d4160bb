"""A workspace of sealed months without a workbook: records as the real stages write them, manifests and seals."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from support.judged import period
from support.month import BASE, month_of
from support.paths import SHIPPED, shipped_definition
from support.small_registry import small_registry

from emulation_batch import ledger
from emulation_batch.batch import MonthData
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.registry import Registry, Unit
from emulation_batch.reports.records import write_findings, write_records
from emulation_batch.review import gather_span
from emulation_batch.reviewed import SpanData
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import REGISTRY_FILE, Workspace

MONTHS = ("2021-11", "2021-12", "2022-01", "2022-02", "2022-03")
AS_OF = datetime(2022, 3, 20, 8, tzinfo=VIETNAM_TIME)
COMMON = {"_unit": "BCXB", "loai_de_nghi": "hang_nam", "da_khen": "khong", "dang_xem_xet_ky_luat": "khong",
          "bien_ban": "04/BB-BCXB ngày 11/3/2022", "so_phieu_tan_thanh": 4, "tong_so_phieu": 5, "hinh_thuc": "giay_khen"}
YEARLY = [COMMON | {"doi_tuong": "tap_the", "ten": "BCXB", "tom_tat": "Duy trì bản tin tiếng Tày ở thôn khó khăn"},
          COMMON | {"doi_tuong": "ca_nhan", "ten": "STTTT-005", "tom_tat": "Bám sát cơ sở, tháo gỡ khó khăn cho xã Bành Trạch"}]
STANDINGS = {"VP": "on_time", "BCXB": "late", "TTCNTT": "missing"}


def small_workspace(root: Path, months: tuple[str, ...] = MONTHS, registry: Registry | None = None,
                    rows: dict[str, dict[str, list[dict[str, Any]]]] | None = None,
                    standings: dict[str, str] | None = None, adjusted: dict[str, list[dict[str, Any]]] | None = None) -> Workspace:
    """Every month holds the rows of BASE (or its own), shifted into its window; March 2022 nominates two for the year.

    VP is on time, BCXB three days late, TTCNTT missing. adjusted: month -> figures of earlier months that it says are others.
    """
    (root / "input_templates").mkdir(parents=True)
    for path in SHIPPED.iterdir():
        (root / "input_templates" / path.name).write_bytes(path.read_bytes())
    kept = sha256_of(root / "input_templates" / REGISTRY_FILE)
    space = Workspace(root, shipped_definition(), replace(registry or small_registry(), sha256=kept))
    previous: Path | None = None
    for name in months:
        chosen = (rows or {}).get(name) or BASE | ({"de_nghi": [*BASE["de_nghi"], *YEARLY]} if name == "2022-03" else {})
        folder = space.output / name
        folder.mkdir(parents=True)
        month = _moved(month_of(chosen, registry=space.registry), name)
        write_records(folder, month)
        write_findings(folder / "findings.csv", ())
        if lines := (adjusted or {}).get(name):
            pd.DataFrame(lines).to_parquet(folder / "records" / "adjusted_figures.parquet")
        (folder / "manifest.json").write_text(json.dumps(_manifest(month, name, folder, STANDINGS | (standings or {}))), encoding="utf-8")
        ledger.seal(folder, previous, period(name).due + timedelta(days=2))
        previous = folder
    return space


def seal_next(space: Workspace, files: list[dict[str, Any]], month: str = "2022-03") -> None:
    """One more sealed month, without units and rows: files of earlier months, and corrections of January 2022 without rows."""
    folder, before = space.output / month, space.output / ledger.sealed_months(space.output)[-1]
    (folder / "records" / "corrections" / "2022-01").mkdir(parents=True)
    manifest = {"period": month, "units": [], "files": files, "outputs": {}, "window": {"due": period(month).due.isoformat()}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    ledger.seal(folder, before, period(month).due + timedelta(days=2))


def span_data(space: Workspace, key: str) -> SpanData:
    """The real stages' data of a span."""
    return gather_span(space, space.span(key), AS_OF, lambda text: None)


def span_papers(root: Path) -> dict[str, Path]:
    """what -> the finished report of a review of that kind, of a small workspace."""
    from emulation_batch.reports.span_writing import write_reports

    space, found = small_workspace(root / "space"), {}
    for key in ("2022", "mid-term", "final"):
        (root / key).mkdir()
        data = span_data(space, key)
        write_reports(root / key, data, SHIPPED)
        found[data.report.what] = root / key / "reports" / f"{key}_{data.report.what}.docx"
    return found


def renamed_and_merged() -> Registry:
    """The small registry in which TTCNTT ends with 2021 and is merged into VP, and BCXB has another name from 2022."""
    small = small_registry()
    end, start = date(2021, 12, 31), date(2022, 1, 1)
    units = [replace(unit, to=end) if unit.code != "VP" else unit for unit in small.units]
    units[2] = replace(units[2], successors=("VP",), change="Sáp nhập", basis="QĐ 9/QĐ-STTTT")
    later = Unit("BCXB", "Phòng Truyền thông", "Phòng TT", "TT", (), "", start, None)
    return replace(small, units=(*units, later))


def _moved(month: MonthData, name: str) -> MonthData:
    """The month under another name, its days as far from the end of the window as before."""
    gap = pd.Timestamp(period(name).to) - pd.Timestamp(period("2022-03").to)

    def moved(frame: pd.DataFrame) -> pd.DataFrame:
        dates = {column: frame[column] + gap for column in frame if frame[column].dtype.kind == "M"}
        return frame.assign(_period=name, _ref=frame["_ref"].str.replace("2022-03", name), _file=frame["_file"] + name, **dates)

    judged = replace(month.judged, accepted={key: moved(frame) for key, frame in month.judged.accepted.items()})
    results = month.results.assign(rows=[[ref.replace("2022-03", name) for ref in refs] for refs in month.results["rows"]])
    return replace(month, judged=judged, results=results)


def _manifest(month: MonthData, name: str, folder: Path, standings: dict[str, str]) -> dict[str, Any]:
    due, files, units = period(name).due, [], []
    for unit in month.registry.units_on(period(name).to):
        standing = standings[unit.code]
        units.append({"unit": unit.code, "name": unit.name, "standing": standing, "file": None})
        if standing != "missing":
            came = due - timedelta(hours=1) if standing == "on_time" else due + timedelta(days=3)
            files.append({"name": f"{unit.code}.xlsx", "sha256": f"sha-{unit.code}{name}", "size": 1, "unit": unit.code, "attempt": 1,
                          "sender": "", "outcome": "accepted", "received_at": came.isoformat(), "code": "", "reason": ""})
    from emulation_batch.run_folder import files_in, sha256_of

    return {"period": name, "units": units, "files": files, "definition": {"sha256": "", "version": "1.0"},
            "window": {"due": due.isoformat()}, "as_of": (due + timedelta(days=1)).isoformat(), "outputs": {path: sha256_of(folder / path) for path in files_in(folder)}}
