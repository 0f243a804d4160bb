"""Whom a correction takes off what a sealed month printed."""

from types import SimpleNamespace

import pandas as pd
import pytest
from support.month import BASE, REFUSED, month_of
from support.span import YEARLY, small_workspace

from emulation_batch import ledger
from emulation_batch.periods import Month
from emulation_batch.withdrawals import withdrawn

MARCH, UNIT, PERSON = "2022-03", *YEARLY
AD_HOC = BASE["de_nghi"][0]


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """March is sealed: its lists name a unit and a person for the year, and another person ad hoc."""
    return small_workspace(tmp_path_factory.mktemp("sealed") / "ws")


def told(space, rows, refused=(), until_now=None, late=False):
    """What a correction of BCXB with these rows takes back; until_now: the rows that held before it, if others than March's."""
    month = month_of(BASE | {"de_nghi": list(rows)}, refused={**REFUSED, "de_nghi": list(refused)}, sealed=True)
    old = ledger.load_past(space.output, Month(2022, 4), space.definition)[0]
    if until_now is not None:
        old = old | {"de_nghi": month_of(BASE | {"de_nghi": list(until_now)}).judged.accepted["de_nghi"]}
    made = SimpleNamespace(submission=SimpleNamespace(period=MARCH), unit="BCXB", before=None if late else object())
    return [(item.period, item.award, item.how) for item in withdrawn(space.output, [month], [made], [old])]


def test_what_is_still_nominated_is_not_told(space):
    assert told(space, [PERSON | {"tom_tat": "Sửa câu chữ"}, AD_HOC, UNIT]) == []


def test_what_is_gone_wrong_or_held_up_is_told_with_its_award(space):
    sheet = "Giấy khen của Giám đốc Sở"
    assert told(space, [UNIT, AD_HOC]) == [(MARCH, sheet, "gone")]
    assert told(space, [UNIT, AD_HOC], refused=[PERSON]) == [(MARCH, sheet, "returned")]
    assert told(space, [UNIT, AD_HOC, PERSON | {"dang_xem_xet_ky_luat": "co"}]) == [(MARCH, sheet, "blocked")]
    assert told(space, [UNIT, PERSON | {"hinh_thuc": "bang_khen_tinh"}, AD_HOC]) == [(MARCH, sheet, "gone")], "another award"
    assert sorted(told(space, [])) == sorted([(MARCH, "Bằng khen của Chủ tịch UBND tỉnh", "gone"), *[(MARCH, sheet, "gone")] * 2])


def test_it_is_told_once_and_only_by_who_had_reported(space):
    """A third attempt that lacks it as the second did says nothing new; a unit that had not reported was in no list."""
    assert told(space, [UNIT, AD_HOC], until_now=[UNIT, AD_HOC]) == []
    held = PERSON | {"dang_xem_xet_ky_luat": "co"}
    assert told(space, [UNIT, AD_HOC, held], until_now=[UNIT, AD_HOC, held]) == []
    assert told(space, [], late=True) == []


def test_whom_the_council_did_not_put_forward_stood_in_no_list(space, monkeypatch):
    key = f"{MARCH}|dn|hang_nam|giay_khen|individual|STTTT-005"
    for verdict, stands, expected in (("Không đạt", True, 0), ("Đạt", True, 1), ("Không đạt", False, 1)):
        monkeypatch.setattr(ledger, "rows_made", lambda *of, said=(verdict, stands): [
            {"period": MARCH, "key": key, "verdict": said[0], "stands": said[1]}])
        assert len(told(space, [UNIT, AD_HOC])) == expected


def test_a_month_without_records_of_proposals_tells_nothing(space, monkeypatch):
    monkeypatch.setattr(ledger, "load_made", lambda *of: None)
    assert told(space, []) == []
    monkeypatch.setattr(ledger, "load_made", lambda *of: pd.DataFrame(columns=["award", "kind", "subject", "unit", "candidate", "name", "standing"]))
    assert told(space, []) == []
