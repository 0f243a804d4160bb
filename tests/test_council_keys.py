"""Keys and marks by which an opinion finds its candidate and its clause again."""

import pickle
from dataclasses import replace

from support.council_book import the_month

from emulation_batch import council_keys
from emulation_batch.council_keys import Marks, proposal_keys, result_keys


def marks_in(judged, results):
    """The marks of the results, in their order."""
    found = Marks("2022-03", judged, results, the_month().proposals)
    return [found[key] for key in result_keys("2022-03", results)]


def test_keys_are_unique_and_hold_no_row_number():
    month = the_month()
    keys = [*result_keys("2022-03", month.results), *proposal_keys("2022-03", month.proposals)]
    assert len(set(keys)) == len(keys)
    assert "2022-03|dn|hang_nam|giay_khen|individual|STTTT-005" in keys
    twice = month.proposals.iloc[[0, 0]]
    assert [key.rpartition("|")[2] for key in proposal_keys("2022-03", twice)][1] == "2"


def test_a_mark_follows_what_the_evidence_says():
    month = the_month()
    marks = marks_in(month.judged, month.results)
    assert marks == marks_in(month.judged, month.results.copy())
    changed = month.results.assign(facts=["khác", *month.results["facts"][1:]])
    assert [one == other for one, other in zip(marks, marks_in(month.judged, changed), strict=True)].count(False) == 1


def test_a_mark_follows_the_contents_of_its_rows():
    month = the_month()
    table = month.judged.accepted["ca_nhan"].assign(minh_chung="khác")
    judged = replace(month.judged, accepted={**month.judged.accepted, "ca_nhan": table})
    marks, others = (marks_in(item, month.results) for item in (month.judged, judged))
    differ = {row["candidate"] for row, one, other in zip(month.results.to_dict("records"), marks, others, strict=True) if one != other}
    assert differ == {"STTTT-006"}


def test_marks_do_not_depend_on_how_many_lines_are_held_at_a_time(monkeypatch):
    month = the_month()
    whole = marks_in(month.judged, month.results)
    monkeypatch.setattr(council_keys, "AT_A_TIME", 2)
    assert marks_in(month.judged, month.results) == whole


def test_marks_are_made_when_somebody_asks(monkeypatch):
    month, made = the_month(), []
    monkeypatch.setattr(council_keys, "_contents", lambda tables, wanted: made.append(1) or {})
    marks = pickle.loads(pickle.dumps(Marks("2022-03", month.judged, month.results, month.proposals)))
    assert not made and len(marks) == len(month.results) + len(month.proposals) and marks.get("none") is None
    assert made == [1, 1], "for the results, and for the proposals"
