"""Candidates that lack exactly one thing."""

from dataclasses import replace

import pytest
from support.month import council_month, empty_month

from emulation_batch.reports.near_misses import near_misses


def changed(statuses):
    """The council's month with other statuses: {(candidate, clause): status}."""
    month = council_month()
    results = month.results.copy()
    for (candidate, clause), status in statuses.items():
        results.loc[(results["candidate"] == candidate) & (results["clause"] == clause), "status"] = status
    return near_misses(replace(month, results=results))["rows"]


def test_the_unit_that_lacks_one_clause():
    row, = changed({})
    assert (row["name"], row["code"]) == ("Phòng Bưu chính - Xuất bản", "TT-a1")
    assert row["missing"] == "Không có căn cứ. Chưa có văn bản được giao nào ở trang “2a. Văn bản, sáng kiến”."


@pytest.mark.parametrize(("statuses", "codes"), [
    ({("BCXB", "TT-a1"): "for_council"}, []),
    ({("BCXB", "TT-b"): "incomplete"}, []),
    ({("BCXB", "TT-a1"): "nil_declared", ("BCXB", "TT-d"): "incomplete"}, ["TT-d"]),
    ({("BCXB", "TT-c1"): "no_evidence", ("BCXB", "TT-c2"): "incomplete"}, ["TT-a1"]),
    ({("BCXB", "TT-a1"): "sufficient", ("BCXB", "TT-c"): "incomplete"}, ["TT-c"]),
    ({("STTTT-006", "CN-a2"): "for_council"}, ["TT-a1", "CN-b"]),
])
def test_exactly_one(statuses, codes):
    """None or two is no near miss; a standard joined by “hoặc” counts as one; what is declared nil is not lacking."""
    assert [row["code"] for row in changed(statuses)] == codes


def test_nobody():
    said = near_misses(empty_month())
    assert said["rows"] == []
    assert said["opening"].startswith("Trong kỳ không có")
