"""Each unit's own of a month: nothing missing, nothing of another unit, also where one code begins another."""

from dataclasses import replace

import pandas as pd
from support.month_register import BCXB, VP, month_data

from emulation_batch.batch import UnitStanding
from emulation_batch.reports.own import Own, Sorted


def test_what_is_a_units_own():
    month = month_data()
    for standing in month.standings:
        own, unit = Sorted(month).of(standing), standing.unit
        sent = standing.submission.received.sha256 if standing.submission else ""
        assert list(own.findings) == [item for item in month.judged.findings if item.unit == unit]
        assert list(own.files) == [item for item in month.submissions if item.unit == unit and item.outcome != "accepted"]
        lines = month.figures[(month.figures["unit"] == unit) & (month.figures["period"] == "2022-03")]
        assert [name for name, _, _ in own.figures] == lines["name"].tolist()
        for count, frames in ((own.accepted, month.judged.accepted), (own.refused, month.judged.refused)):
            assert count == sum(int((frame["_file"] == sent).sum()) for frame in frames.values())
    assert {standing.unit: Sorted(month).of(standing).refused for standing in month.standings}["VP"] == 1


def test_codes_that_begin_one_another_and_a_unit_of_which_nothing_is_known():
    """VP, VP1 and VP-1 are three units; a withdrawn unit without a file has nothing, and no empty list is shared."""
    month = month_data()
    finding, file = month.judged.findings[0], month.submissions[1]
    findings = [replace(finding, unit=unit) for unit in ("VP1", "VP", "", "VP-1", "VP")]
    figures = pd.concat([month.figures.assign(unit=unit) for unit in ("VP1", "VP")])
    month = replace(month, judged=replace(month.judged, findings=tuple(findings)), figures=figures,
                    submissions=tuple(replace(file, unit=unit) for unit in ("VP1", "", "VP-1")))
    owned = Sorted(month)
    told = {unit: owned.of(UnitStanding(unit, unit, "missing", None)) for unit in ("VP", "VP1", "VP-1", "GIAI-THE")}
    assert {unit: (len(own.findings), len(own.files), bool(own.figures)) for unit, own in told.items()} == {
        "VP": (2, 0, True), "VP1": (1, 1, True), "VP-1": (1, 1, False), "GIAI-THE": (0, 0, False)}
    assert told["GIAI-THE"] == Own((), (), (), 0, 0)


def test_rows_are_those_of_the_file_that_is_in_use():
    month = month_data()
    first, = (item for item in month.standings if item.unit == "VP")
    assert (Sorted(month).of(first).accepted, first.submission.received.sha256) == (3, VP)
    other = replace(first, submission=replace(first.submission, received=replace(first.submission.received, sha256=BCXB)))
    assert Sorted(month).of(other).refused == 0
