"""The Word papers of the obvious program: docxtpl's own render of the shipped templates, one after another.

Where the product words a thing at length a short sentence stands, and parts are left blank (charts, the appendices of
documents, initiatives and resources in full), which favours this side.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from docxtpl import DocxTemplate

from benchmarks.plain import PERIOD, Office, Report

Context = dict[str, Any]
Made = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
TITLE, PLACEHOLDER, UNITS_A_TABLE = "tháng 3 năm 2022", "[Văn phòng Sở bổ sung]", 8
WORDS = {"sufficient": "Đủ căn cứ", "for_council": "Chờ Hội đồng", "incomplete": "Chưa đủ căn cứ", "no_evidence": "Không có căn cứ"}
HEADER: Context = {
    "draft_mark": "DỰ THẢO", "parent_lines": ["ỦY BAN NHÂN DÂN", "TỈNH BẮC KẠN"], "agency_lines": ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
    "number_line": "Số:       /BC-STTTT", "date_line": "Bắc Kạn, ngày      tháng 3 năm 2022", "signer_lines": ["GIÁM ĐỐC"],
    "signer_name": "Vi Quang Minh", "recipients": ["- Như trên;", "- Lưu: VT, VP."], "placeholder": PLACEHOLDER,
    "as_of": "Số liệu tổng hợp lúc 08:00 ngày 17/03/2022.", "year_head": "Lũy kế năm 2022", "movement_head": "Lũy kế từ tháng 8/2021",
}


def write_papers(folder: Path, templates: Path, office: Office, reports: list[Report], made: Made) -> list[Path]:
    """Every paper of the month, in the places where the product writes it."""
    papers = [(what, "", context) for what, context in _single(office, reports, made)]
    papers += [("phieu_xem_xet", code, context) for code, context in _review_sheets(office, reports, made)]
    papers += list(_dossier(office, made))
    written = []
    for what, suffix, context in papers:
        name = f"{PERIOD}_{what}" + (f"_{suffix}" if suffix else "") + ".docx"
        path = folder / what / name if suffix else folder / name
        path.parent.mkdir(exist_ok=True)
        paper = DocxTemplate(templates / f"{what}.docx")
        paper.render(HEADER | context, autoescape=True)
        paper.save(path)
        written.append(path)
    return written


def _review_sheets(office: Office, reports: list[Report], made: Made) -> Iterator[tuple[str, Context]]:
    """A sheet for each candidate with a row."""
    found, _, proposed = made
    clauses = {clause["code"]: clause for clause in (*office.definition["standards"], *office.definition["clauses"])}
    titles = office.people.drop_duplicates("Mã").set_index("Mã")["Chức vụ"]
    rows = {f"{PERIOD}/{report.unit}/{sheet['key']}/{row['_row']}": (sheet, row) for report in reports for sheet in office.tables
            for row in report.accepted[sheet["key"]].to_dict("records")}
    for (subject, code), lines in found.groupby(["subject", "candidate"], sort=False):
        refs = list(dict.fromkeys(ref for line in lines["rows"] for ref in line))
        if not refs:
            continue
        speaks = {ref: [line.clause for line in lines.itertuples() if ref in line.rows] for ref in refs}
        place = {ref: str(number) for number, ref in enumerate(refs, 1)}
        yield code, {
            "subject_line": f"Phiếu xem xét, {TITLE}", "who": "Tập thể" if subject == "collective" else "Cá nhân",
            "name": lines["name"].iloc[0], "person_title": titles.get(code, ""), "note": "Căn cứ rút từ biểu của đơn vị.",
            "unit": office.units.at[lines["unit"].iloc[0], "Tên đơn vị"], "proposals_part": "III",
            "clauses": [{"code": line.clause, "text": clauses[line.clause]["text"], "shown": line.facts, "missing": line.missing,
                         "rows": ", ".join(place[ref] for ref in line.rows), "judgement": WORDS[line.status]}
                        for line in lines.itertuples()],
            "rows": [_told(*rows[ref], speaks[ref]) for ref in refs],
            "proposals": [{"kind": row.kind, "award": row.award, "details": row.summary, "standing": row.standing, "reasons": row.reasons}
                          for row in proposed[proposed["candidate"] == code].itertuples()]}


def _told(sheet: Context, row: Context, clauses: list[str]) -> Context:
    """A row of a unit in the words of its columns."""
    details = "; ".join(f"{column['header']}: {_plain(row[column['key']])}" for column in sheet["columns"]
                        if column["key"] not in ("noi_dung", "minh_chung") and not pd.isna(row[column["key"]]))
    return {"clauses": ", ".join(clauses), "content": row.get("noi_dung", ""),
            "details": details, "proof": row.get("minh_chung", ""), "place": f"{sheet['name']}, hàng {row['_row']}", "answer": ""}


def _plain(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, pd.Timestamp) else f"{value:,.0f}" if isinstance(value, float) else str(value)


def _dossier(office: Office, made: Made) -> Iterator[tuple[str, str, Context]]:
    """By award: the list of who is put forward, and an achievement report of each."""
    found, _, proposed = made
    for award, group in proposed[proposed["standing"].isin(["put_forward", "for_council"])].groupby("award"):
        people = [{"name": row.name, "title": "", "unit": office.units.at[row.unit, "Tên đơn vị"], "summary": row.summary, "award": award}
                  for row in group.drop(columns="name").assign(name=group["name"]).itertuples(index=False)]
        yield "danh_sach", str(award), {"subject_line": f"Danh sách, {TITLE}", "award_key": award, "rows": people}
        for row, person in zip(group.to_dict("records"), people, strict=True):
            lines = found[found["candidate"] == row["candidate"]]
            sections = [{"head": line.clause, "lines": [line.facts]} for line in lines.itertuples() if line.facts]
            yield "thanh_tich", f"{award}_{row['candidate']}", {
                "subject_line": "Báo cáo thành tích", "name": person["name"], "unit": person["unit"], "summary": row["summary"],
                "sections": sections, "events": [], "nothing": [], "rewarded": [], "reporter": "THỦ TRƯỞNG ĐƠN VỊ"}


def _single(office: Office, reports: list[Report], made: Made) -> Iterator[tuple[str, Context]]:
    """The papers of which a month has one."""
    found, numbers, proposed = made
    names = office.units["Tên đơn vị"]
    listed = [{"name": row.unit and row.candidate, "title": "", "unit": names[row.unit], "votes_for": "", "votes_against": "", "share": ""}
              for row in proposed.itertuples()]
    total = numbers[(numbers["unit"] == "") & (numbers["period"] == PERIOD)]
    figures = {row.name: row for row in total.drop(columns="name").assign(name=total["name"]).itertuples(index=False)}
    shown = [{"title": row.title, "measure": row.measure, "month": f"{row.value:g}", "year": f"{row.value:g}"} for row in figures.values()]
    counts = [{"name": names[report.unit], "standing": "đúng hạn", "accepted": sum(map(len, report.accepted.values())),
               "refused": sum(map(len, report.sheets.values())) - sum(map(len, report.accepted.values())),
               "asked": len(report.findings)} for report in reports]
    near = [{"name": line.name_, "title": "", "unit": names[line.unit], "code": line.clause, "text": "", "missing": line.missing}
            for line in found.rename(columns={"name": "name_"}).itertuples() if line.status == "incomplete"]
    yield "bao_cao_thang", _monthly(office, reports, made)
    yield "mot_trang", {"subject_line": TITLE, "figures": shown, "needs": [], "standing_lines": [f"{len(reports)} đơn vị đã gửi"],
                        "proposal_lines": [f"{len(proposed)} đề nghị"], "charts": {"by_standard": {"shown": False}}}
    if listed:
        yield "bien_ban", {"subject_line": TITLE, "meeting": {}, "members": [], "held": [], "declined": [], "other_meetings": [],
                           "awards": [{"title": "Giấy khen", "award_key": "giay_khen", "rows": listed, "open": []}]}
    yield "thong_bao", {"subject_line": TITLE, "opening": "Văn phòng Sở thông báo.", "summary": f"{len(reports)} đơn vị đã gửi.",
                        "rows": counts, "requests": [], "closing": "Đề nghị các đơn vị thực hiện."}
    yield "gan_dat", {"subject_line": TITLE, "opening": "Danh sách còn thiếu một nội dung.", "rows": near}


def _monthly(office: Office, reports: list[Report], made: Made) -> Context:
    """The monthly report: standards with their figures, then by unit and by person."""
    found, numbers, proposed = made
    month = numbers[numbers["period"] == PERIOD]
    value = {(row.name_, row.unit): f"{row.value:,.0f}" for row in month.rename(columns={"name": "name_"}).itertuples()}
    status = {(row.candidate, row.clause): WORDS[row.status] for row in found.itertuples()}
    groups = [reports[start:start + UNITS_A_TABLE] for start in range(0, len(reports), UNITS_A_TABLE)]
    told = [figure for figure in office.definition["figures"] if figure.get("by_unit")]
    clauses = [clause for clause in office.definition["clauses"] if clause["standard"].startswith("TT")]
    own = [clause for clause in office.definition["clauses"] if clause["standard"].startswith("CN")]
    blocks: dict[str, list[Context]] = {"collective": [], "individual": []}
    for standard in office.definition["standards"]:
        rows = [{"no": str(number), "title": figure["title"], "measure": figure["measure"],
                 **dict.fromkeys(("month", "year", "movement"), value[figure["key"], ""])}
                for number, figure in enumerate(office.definition["figures"], 1) if figure["standard"] == standard["code"]]
        blocks.setdefault(standard["subject"], []).append(standard | {"rows": rows, "caption": standard["short"], "prose": ""})
    heads = [{"key": str(number), "units": [office.units.at[report.unit, "Tên ngắn"] for report in group], "caption": "Kết quả"}
             for number, group in enumerate(groups, 1)]
    people = found[found["subject"] == "individual"].drop_duplicates("candidate").to_dict("records")
    return {
        **blocks, "subject_line": TITLE, "addressee": "Hội đồng", "bases": [office.definition["movement"]["plan"]],
        "opening": f"Báo cáo {TITLE} như sau:", "closing": "Trân trọng./.", "reporting": [f"{len(reports)} đơn vị đã gửi báo cáo."],
        "figure_blocks": [head | {"rows": [{"no": figure["key"], "title": figure["title"], "measure": figure["measure"], "total": value[figure["key"], ""],
                                            "cells": [value[figure["key"], report.unit] for report in group]} for figure in told]}
                          for head, group in zip(heads, groups, strict=True)],
        "clause_blocks": [head | {"rows": [{"no": clause["code"], "title": clause["text"],
                                            "cells": [status[report.unit, clause["code"]] for report in group]} for clause in clauses]}
                          for head, group in zip(heads, groups, strict=True)],
        "people": {"caption": "Cá nhân", "clauses": [clause["code"] for clause in own], "rows": [
            {"name": row["name"], "unit": office.units.at[row["unit"], "Tên đơn vị"],
             "cells": [status[row["candidate"], clause["code"]] for clause in own]} for row in people]},
        "proposals": proposed.to_dict("records"), "proposed": f"{len(proposed)} đề nghị.", "proposal_lines": [], "exemplars": [],
        "parts": {}, "annexes": {}, "charts": {"by_standard": {"shown": False}, "by_unit": {"shown": False}}, "next_steps": [],
    }
