"""A registry that lacks what a sealed month was made with is told line by line; one that only grew or ended lines is not."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from support.small_registry import small_registry

from emulation_batch import pipeline, recovery
from emulation_batch.registry import lost_lines
from emulation_batch.registry.model import Decided, Extension

BEFORE = small_registry()
END = date(2022, 6, 30)


def told(before, now):
    return lost_lines(before, now, "2022-03")


def test_what_is_lost_is_named():
    ended = replace(BEFORE, units=(replace(BEFORE.units[0], to=END), *BEFORE.units[1:]), extensions=(Extension("VP", "2022-02", END, "CV 1"),),
                    decided=(Decided("Cá nhân", "A", "Giấy khen", "12/QĐ-STTTT", END, "", "", "", ""),))
    now = replace(BEFORE, units=(replace(ended.units[0], to=None), *BEFORE.units[2:]), people=BEFORE.people[2:])
    one, two = sorted({person.code for person in BEFORE.people[:2]})
    assert told(ended, now) == (
        f"danh_muc.xlsx không còn đơn vị {BEFORE.units[1].code}, ngày kết thúc 30/06/2022 của đơn vị {BEFORE.units[0].code}, người {one}, {two}, "
        "gia hạn VP 2022-02 và quyết định khen 12/QĐ-STTTT như kỳ 2022-03 đã dùng; có thể là bản cũ: so với danh_muc.xlsx trong "
        "output/2022-03/input_templates.",)


def test_many_are_counted():
    people = tuple(replace(BEFORE.people[0], code=f"Q-{number}") for number in range(7))
    assert "người Q-0, Q-1, Q-2, Q-3, Q-4 và 2 người nữa như" in told(replace(BEFORE, people=(*BEFORE.people, *people)), BEFORE)[0]


def test_lines_that_end_or_begin_are_no_loss():
    later = replace(BEFORE, units=(replace(BEFORE.units[0], to=END), *BEFORE.units[1:], replace(BEFORE.units[0], code="M", from_=END)),
                    people=(*BEFORE.people, replace(BEFORE.people[0], code="M-1")))
    assert told(BEFORE, later) == told(BEFORE, BEFORE) == ()


def test_a_run_and_doctor_tell_what_the_last_sealed_month_knew(monkeypatch):
    definition, now = SimpleNamespace(sha256="d"), replace(BEFORE, units=BEFORE.units[1:])
    space = SimpleNamespace(definition=definition, registry=now, output=Path("output"),
                            as_of_run=lambda made: SimpleNamespace(definition=definition, registry=BEFORE if str(made) == "2022-03" else now))
    expected = told(BEFORE, now)
    assert pipeline._definition_changes(space, ["2022-02", "2022-03"]) == expected and f"đơn vị {BEFORE.units[0].code} " in expected[0]
    assert pipeline._definition_changes(space, ["2022-03", "2022-04"]) == pipeline._definition_changes(space, []) == ()
    monkeypatch.setattr(recovery.ledger, "sealed_months", lambda output: ["2022-02", "2022-03"])
    (words, mend), = recovery.lost_of_registry(space)
    assert (words,) == expected and mend.startswith("Lấy lại bản đúng")
    monkeypatch.setattr(recovery.ledger, "sealed_months", lambda output: [])
    assert list(recovery.lost_of_registry(space)) == []
