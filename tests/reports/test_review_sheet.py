"""The Council's sheet: who gets one, and that it holds every clause, every row and no verdict."""

from dataclasses import replace
from functools import cache

import pytest
from support.judged import frame
from support.month import council_month, empty_month
from support.paths import shipped_definition

from emulation_batch.council import Council, Meeting, Opinion
from emulation_batch.council_keys import result_keys
from emulation_batch.reports.review_sheet import review_sheets


@cache
def sheets():
    return dict(review_sheets(council_month()))


def test_a_sheet_for_who_has_rows_or_a_nomination():
    assert list(sheets()) == ["VP", "BCXB", "STTTT-004", "STTTT-005", "STTTT-006"]
    assert list(review_sheets(empty_month())) == []


@pytest.mark.parametrize("code", ["BCXB", "STTTT-006"])
def test_every_clause_is_verbatim(code):
    said = {row["code"]: row["text"] for row in sheets()[code]["clauses"]}
    definition = council_month().definition
    standards = [item for item in definition.standards if item.subject == ("collective" if code == "BCXB" else "individual")]
    for standard in standards:
        for clause in definition.clauses_of(standard.code):
            assert said[clause.code] == f"“{clause.text}” ({standard.basis})"
    if code == "BCXB":
        assert said["TT-c"] == "Cả tiêu chuẩn c), theo chữ “hoặc” trong Kế hoạch, Mục III.1.c"
    else:
        assert "DX" in said


def test_rows_are_numbered_and_belong_to_their_clauses():
    sheet = sheets()["BCXB"]
    clauses = {row["code"]: row for row in sheet["clauses"]}
    assert clauses["TT-c2"]["rows"] == "1, 6"
    assert sheet["rows"][0]["clauses"] == "TT-a2, TT-c2"
    assert sheet["rows"][5]["clauses"] == "TT-c2"
    assert sheets()["STTTT-006"]["clauses"][-1]["rows"] == "phần III"
    assert not any("đề nghị" in row["place"].lower() for row in sheet["rows"])


def test_what_is_missing_and_what_is_left_to_judge():
    clauses = {row["code"]: row for row in sheets()["BCXB"]["clauses"]}
    assert clauses["TT-a1"]["missing"] == "Chưa có văn bản được giao nào ở trang “2a. Văn bản, sáng kiến”."
    assert clauses["TT-b"]["judgement"] == "“chủ động”, “tích cực” và “phù hợp với yêu cầu thực tế”"
    assert clauses["TT-a3"]["judgement"] == "–"
    assert clauses["TT-c"]["judgement"] == "“tích cực” và “bền vững”"


def test_the_columns_of_the_council_are_empty_and_nothing_says_dat():
    for sheet in sheets().values():
        for row in sheet["clauses"]:
            assert set(row) == {"code", "text", "shown", "rows", "missing", "judgement", "met", "unmet", "unclear", "reason"}
            assert not any(row[column] for column in ("met", "unmet", "unclear", "reason"))
            assert not row["shown"].startswith("Đạt")


def test_an_opinion_that_waits_says_so_beside_its_cross():
    month = council_month()
    key = result_keys(month.period.key, month.results)[0]
    opinion = Opinion("2022-03", key, "VP", "VP", "", "", "", "Đạt", "Có ảnh", None, None, Meeting(), "f", "A1", stands=False)
    row = dict(review_sheets(replace(month, council=Council((opinion,)))))[month.results["candidate"][0]]["clauses"][0]
    assert (row["met"], row["reason"]) == ("x", "Có ảnh (chờ xem lại)")


def test_a_nomination_shows_its_standing_and_reasons():
    kinds = [(row["kind"], row["standing"]) for row in sheets()["BCXB"]["proposals"]]
    assert kinds == [("Điển hình", "Giới thiệu điển hình"), ("Hằng năm", "Chờ Hội đồng xem xét"), ("Hằng năm", "Chờ Hội đồng xem xét")]
    blocked, = sheets()["STTTT-004"]["proposals"]
    assert blocked["standing"] == "Có vướng mắc, chuyển Hội đồng"
    assert "đang bị xem xét kỷ luật" in blocked["reasons"]


def test_an_adopted_rule_gives_a_line_of_its_own():
    month = council_month()
    line = month.results[month.results["candidate"] == "BCXB"].iloc[[0]].assign(clause="overall", standard="", rows=[[]])
    definition = replace(month.definition, overall=replace(month.definition.overall, rule="all", basis="Nghị quyết 01"))
    import pandas as pd

    more = replace(month, definition=definition, results=pd.concat([month.results, line], ignore_index=True))
    last = dict(review_sheets(more))["BCXB"]["clauses"][-1]
    assert (last["code"], last["text"]) == ("Chung", "Tổng hợp các tiêu chuẩn theo Nghị quyết 01")


def test_a_yearly_nomination_shows_the_sealed_rows_of_the_year():
    """STTTT-005 is nominated for the year, STTTT-006 for one event: only the first is weighed on the year's rows."""
    month = council_month()
    sheet = shipped_definition().sheet("ca_nhan")
    rows = [{"_ref": f"2022-01/BCXB/ca_nhan/{number}", "_unit": "BCXB", "_period": "2022-01", "_file": "f", "_row": number,
             "can_bo": person, "loai": "a1", "noi_dung": "Cùng thôn sửa loa", "minh_chung": "Giấy đi đường"}
            for number, person in ((7, "STTTT-005"), (8, "STTTT-006"))]
    batch = replace(month.judged.batch, past={"ca_nhan": frame(sheet, rows)})
    made = dict(review_sheets(replace(month, judged=replace(month.judged, batch=batch))))
    assert [row["clauses"] for row in made["STTTT-005"]["rows"] if "Cùng thôn sửa loa" in row["content"]] == ["CN-a1"]
    assert "phần II gồm cả 01 dòng của các kỳ đã chốt trong năm" in made["STTTT-005"]["note"]
    assert next(row["rows"] for row in made["STTTT-005"]["clauses"] if row["code"] == "CN-a1") != "–"
    assert not any("Cùng thôn sửa loa" in row["content"] for row in made["STTTT-006"]["rows"])
