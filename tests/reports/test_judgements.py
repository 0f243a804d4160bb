"""Clause by clause and proposal by proposal: words that propose and never decide."""

from functools import cache

import pytest
from support.month import empty_month, large_month, spring_month

from emulation_batch.reports.judgements import (
    MOST_NAMED,
    clause_blocks,
    ended,
    named,
    people_block,
    proposal_lines,
    proposal_rows,
    proposed,
)
from emulation_batch.reports.numbers import Numbers


@cache
def spring():
    return spring_month()


def cells(code):
    month = spring()
    block = clause_blocks(month, Numbers(month), month.registry.units_on(month.period.to))[0]
    return next(row["cells"] for row in block["rows"] if row["no"] == code)


@pytest.mark.parametrize(("clause", "words"), [
    ("TT-a1", ["Chưa đủ căn cứ", "Không có căn cứ", "–"]),
    ("TT-a3", ["Không có căn cứ", "Đủ căn cứ", "–"]),
    ("TT-c", ["Chờ Hội đồng xem xét", "Chờ Hội đồng xem xét", "–"]),
    ("TT-d", ["Không phát sinh", "Chờ Hội đồng xem xét", "–"]),
])
def test_clauses_by_unit(clause, words):
    assert cells(clause) == words


def test_people():
    block = people_block(spring())
    hai = next(row for row in block["rows"] if row["name"] == "Bàn Văn Hải")
    assert hai["cells"] == ["Chờ Hội đồng xem xét", "Không có căn cứ", "Chưa đủ căn cứ"]
    assert [words.split(":")[0] for words in block["clauses"]] == ["CN-a1", "CN-a2", "CN-b"]


def test_proposals_without_exemplary_cases():
    rows = proposal_rows(spring())
    assert [(row["name"], row["award"], row["standing"]) for row in rows] == [
        ("Bàn Văn Hải", "Bằng khen của Chủ tịch UBND tỉnh", "Chờ Hội đồng xem xét")]
    assert rows[0]["summary"].startswith("Khôi phục đài truyền thanh")
    assert "ngoài kế hoạch" in rows[0]["reasons"]
    assert proposal_rows(empty_month()) == []


def test_sentences_about_proposals():
    assert proposed(spring(), "Phụ lục V") == "Trong kỳ, các đơn vị đề nghị xem xét khen thưởng 01 lượt cá nhân (danh sách tại Phụ lục V)."
    assert proposal_lines(spring(), "Phụ lục V")[1:] == ["- Chờ Hội đồng xem xét: 01 đề nghị (Bàn Văn Hải)."]
    assert proposed(empty_month(), "") == "Trong kỳ, các đơn vị không đề nghị xem xét khen thưởng."


def test_we_never_award():
    month = large_month(1)
    words = " ".join([proposed(month, "x"), *proposal_lines(month, "x"), *(row["standing"] for row in proposal_rows(month))])
    assert "tặng" not in words
    assert "đạt" not in words.lower().split()


def test_many_names_are_cut_with_their_number():
    names = [f"A{place}" for place in range(MOST_NAMED + 3)]
    assert named(names).endswith("A11 và 03 trường hợp khác")
    assert named(names[:2]) == "A0, A1"


def test_lists_end_with_a_full_stop():
    assert ended(["a.", "b;", "c"]) == ["a;", "b;", "c."]
    assert ended([]) == []
