"""What the obvious program makes of the checked rows: clauses by filters, figures by sums, proposals with their standing."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from benchmarks.plain import FIRST, LAST, PERIOD, Office, Report

STATUSES = ("sufficient", "for_council", "incomplete", "no_evidence")
SPANS = (PERIOD, "2022", f"2021-08..{PERIOD}")
Row = dict[str, Any]


def results(office: Office, reports: list[Report]) -> pd.DataFrame:
    """A line for each unit, each person named in a row, and each clause."""
    lines: list[Row] = []
    names = office.people.drop_duplicates("Mã").set_index("Mã")["Họ và tên"]
    for report in reports:
        name = office.units.at[report.unit, "Tên đơn vị"]
        lines += _lines(office, report, "collective", report.unit, name)
    for report in reports:
        for person in sorted(set(report.accepted["ca_nhan"]["can_bo"].dropna()) | _chairs(report)):
            lines += _lines(office, report, "individual", person, names[person])
    return pd.DataFrame(lines)


def _chairs(report: Report) -> set[str]:
    van_ban, co_che = report.accepted["van_ban"], report.accepted["co_che"]
    return set(van_ban.loc[van_ban["loai"].isin(["a2", "a3"]), "nguoi_chu_tri"].dropna()) | set(co_che["nguoi_chu_tri"].dropna())


def _lines(office: Office, report: Report, subject: str, candidate: str, name: str) -> Iterator[Row]:
    for standard in office.definition["standards"]:
        if standard["subject"] == subject:
            own = []
            for clause in office.definition["clauses"]:
                if clause["standard"] == standard["code"]:
                    own.append({"subject": subject, "unit": report.unit, "candidate": candidate, "name": name,
                                "standard": standard["code"], "clause": clause["code"], **_judged(report, clause, candidate)})
            yield from own
            if standard.get("combine") == "any":
                yield min(own, key=lambda line: STATUSES.index(line["status"])) | {"clause": standard["code"]}


def _judged(report: Report, clause: Row, candidate: str) -> Row:
    """Status of a clause, with what is shown and missing, and the rows."""
    sides = [(source, _side(report.accepted, source, candidate)) for source in clause["sources"]]
    rows = [f"{PERIOD}/{report.unit}/{source['sheet']}/{row}" for source, found in sides for row in found["_row"]]
    facts = "; ".join(f"{len(found):02} {source['side']}" for source, found in sides if len(found))
    missing = "; ".join(f"chưa có {source['side']}" for source, found in sides if source.get("needed") and not len(found))
    first = sides[0][1]
    if not any(len(_side(report.sheets, source, candidate)) for source in clause["sources"]):
        status = "no_evidence"
    elif clause["rule"] == "due_documents":
        undone = (first["han_hoan_thanh"] <= LAST) & first["ngay_hoan_thanh"].isna()
        status = "incomplete" if undone.any() or len(first) < len(_side(report.sheets, clause["sources"][0], candidate)) else "sufficient"
    elif clause["rule"] == "initiative":
        known = (first["sang_kien"] == "giai_phap") | first["quyet_dinh_cong_nhan"].notna()
        status = "sufficient" if known.any() else "for_council" if len(first) else "incomplete"
    else:
        status = "incomplete" if missing else "sufficient"
    if status == "sufficient" and clause["judgement"]:
        status = "for_council"
    return {"status": status, "facts": facts, "missing": missing, "rows": rows}


def _side(frames: dict[str, pd.DataFrame], source: Row, candidate: str) -> pd.DataFrame:
    frame = frames[source["sheet"]]
    frame = frame[frame["loai"].isin(source["kinds"])] if "loai" in frame else frame
    return frame[frame[source["person"]] == candidate] if "person" in source else frame


def figures(office: Office, reports: list[Report]) -> pd.DataFrame:
    """Every figure for every unit and the department (""), in the month, the year and to date (no earlier months)."""
    merged = {sheet["key"]: pd.concat([report.accepted[sheet["key"]].assign(_unit=report.unit) for report in reports])
              for sheet in office.tables}
    values: dict[tuple[str, str], float] = {}
    for figure in office.definition["figures"]:
        if figure["rule"] == "ratio":
            above, below = figure["of"]
            for unit in ["", *(report.unit for report in reports)]:
                under = values.get((below, unit), 0)
                values[figure["key"], unit] = 100 * values.get((above, unit), 0) / under if under else float("nan")
            continue
        frame = _figure_rows(merged[figure["sheet"]], figure)
        groups = frame.groupby("_unit")
        if figure["rule"] == "sum":
            by_unit, total = groups[figure["column"]].sum(), frame[figure["column"]].sum()
        elif figure["rule"] == "distinct":
            by_unit, total = groups[figure["column"]].nunique(), frame[figure["column"]].nunique()
        else:
            by_unit, total = groups.size(), len(frame)
        values |= {(figure["key"], unit): float(value) for unit, value in by_unit.items()} | {(figure["key"], ""): float(total)}
    units = [*(report.unit for report in reports), ""]
    return pd.DataFrame([{"name": figure["key"], "title": figure["title"], "unit": unit, "period": span, "measure": figure["measure"],
                          "value": values.get((figure["key"], unit), 0.0)}
                         for figure in office.definition["figures"] for span in SPANS for unit in units])


def _figure_rows(frame: pd.DataFrame, figure: Row) -> pd.DataFrame:
    frame = frame[frame["loai"].isin(figure["kinds"])]
    for column, value in figure.get("where", {}).items():
        frame = frame[frame[column] == value]
    if figure["rule"] in ("due", "on_time", "overdue"):
        due, done = frame["han_hoan_thanh"], frame["ngay_hoan_thanh"]
        inside = due.between(FIRST, LAST) | done.between(FIRST, LAST)
        on_time = done.notna() & (done <= due)
        frame = frame[inside & {"due": inside, "on_time": on_time, "overdue": ~on_time}[figure["rule"]]]
    return frame


def proposals(office: Office, reports: list[Report], found: pd.DataFrame) -> pd.DataFrame:
    """Every nomination with its standing: returned, blocked, for_council (a clause lacks evidence) or put_forward."""
    lacking = set(found.loc[found["status"].isin(["incomplete", "no_evidence"]) & (found["clause"] != "TT-c1")
                            & (found["clause"] != "TT-c2"), "candidate"])
    names = dict(zip(office.people["Mã"], office.people["Họ và tên"], strict=True)) | office.units["Tên đơn vị"].to_dict()
    lines = []
    for report in reports:
        accepted = set(report.accepted["de_nghi"]["_row"])
        for row in report.sheets["de_nghi"].to_dict("records"):
            stopped = "co" in (row["da_khen"], row["dang_xem_xet_ky_luat"])
            standing = ("returned" if row["_row"] not in accepted else "blocked" if stopped
                        else "for_council" if row["ten"] in lacking else "put_forward")
            lines.append({"award": row["hinh_thuc"], "kind": row["loai_de_nghi"], "unit": report.unit, "candidate": row["ten"],
                          "subject": row["doi_tuong"], "name": names.get(row["ten"], ""), "standing": standing,
                          "summary": row["tom_tat"], "reasons": f"Đơn vị biểu quyết {row['so_phieu_tan_thanh']:g}/{row['tong_so_phieu']:g}."})
    columns = ["award", "kind", "unit", "candidate", "subject", "name", "standing", "summary", "reasons"]
    return pd.DataFrame(lines, columns=columns)
