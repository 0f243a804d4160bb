"""Which opinions on sealed months say otherwise than those months printed."""

from dataclasses import replace

import pytest
from support.council_book import known, the_month

from emulation_batch.council import MET, UNCLEAR, UNMET, Meeting, Opinion
from emulation_batch.council_keys import proposal_keys, result_keys
from emulation_batch.hearing import departing, reversing

LISTED, BLOCKED = "giay_khen|individual|STTTT-005", "giay_khen|individual|STTTT-004"
EXEMPLARY = "dien_hinh||collective|BCXB"


def opinion(end, verdict, **more):
    month = the_month()
    key = next(key for key in (*proposal_keys("2022-03", month.proposals), *result_keys("2022-03", month.results)) if key.endswith(end))
    return replace(Opinion("2022-03", key, "BCXB", "", "A", "", "", verdict, "", None, None, Meeting(), "f", "J5"), **more)


def told(said, printed=(), recorded=()):
    found = departing([said], {"2022-03": known(the_month())}, {one.key: one for one in printed},
                      {one.key: one for one in (*printed, *recorded)})
    return found == (said,)


@pytest.mark.parametrize(("end", "verdict", "departs"), [
    (LISTED, MET, False), (LISTED, UNMET, True), (LISTED, UNCLEAR, True), (BLOCKED, MET, True), (BLOCKED, UNMET, False),
    (EXEMPLARY, UNMET, False), ("STTTT-005|CN-a1", UNMET, False)])
def test_of_whom_nothing_was_printed_but_the_list(end, verdict, departs):
    """An exemplary case and a clause of a standard stand in no list."""
    assert told(opinion(end, verdict)) == departs


def test_an_opinion_that_waits_changes_nothing():
    assert not told(opinion(BLOCKED, MET, stands=False))


def test_against_what_the_papers_told_and_what_was_told_since():
    """They told an opinion; a later month told another one; the newest may be told by the papers and yet be news."""
    unmet, met = opinion(LISTED, UNMET), opinion(LISTED, MET)
    assert told(met, printed=[unmet]) and not told(opinion(LISTED, UNCLEAR), printed=[unmet])
    assert told(met, recorded=[unmet]) and told(opinion(LISTED, UNCLEAR), recorded=[unmet])
    assert not told(unmet, printed=[opinion(LISTED, UNCLEAR)])
    assert told(unmet, printed=[opinion(LISTED, UNCLEAR, stands=False)]), "the papers had the nominee in the list all the same"


def test_what_a_review_takes_back_of_its_months():
    """Only what the Council had put forward in the month itself, and only of nominations; a month that it did not speak of is silent."""
    met, rest = opinion(LISTED, MET), opinion(LISTED, MET).key.partition("|")[2]
    clause = opinion("STTTT-005|CN-a1", MET)

    def reversed_(verdict, told=(met, clause), **more):
        said = [replace(before, period="2022", key=f"2022|{before.key.partition('|')[2]}", verdict=verdict, **more) for before in told]
        return reversing(said, {before.key: before for before in told}, lambda key: ("2022-02", "2022-03"))

    assert [(said.period, said.key, said.verdict) for said in reversed_(UNCLEAR)] == [("2022-03", f"2022-03|{rest}", UNCLEAR)]
    assert len(reversed_(UNMET)) == 1 and reversed_(MET) == () == reversed_(UNMET, stands=False)
    assert reversed_(UNMET, [opinion(LISTED, MET, stands=False)]) == () == reversed_(UNMET, [opinion(LISTED, UNCLEAR)])
