"""Who carries whose totals on, and how a reorganisation is told."""

from dataclasses import replace
from datetime import date

from support.small_registry import small_registry

from emulation_batch.registry.model import Setting, Unit
from emulation_batch.registry.organisation import carried_by, changes, followed_by, left_behind, states
from emulation_batch.registry.sheets import DISSOLVED, MERGED, MOVED, RENAMED, SPLIT

OLD, NEW, LATER = date(2025, 2, 28), date(2025, 3, 1), date(2025, 7, 1)
START = date(2021, 8, 1)


def unit(code, name, from_=START, to=None, successors=(), change="", basis="QĐ 5"):
    return Unit(code, name, name, code, (), "", from_, to, successors, change, basis if change else "")


UNITS = (
    unit("A", "Phòng A", to=OLD, successors=("B",), change=MERGED), unit("B", "Phòng B", to=date(2025, 6, 30),
                                                                       successors=("C",), change=RENAMED),
    unit("C", "Phòng C", from_=LATER), unit("D", "Phòng D", to=OLD, successors=("B", "E"), change=SPLIT),
    unit("E", "Phòng E", from_=NEW), unit("F", "Phòng F", to=OLD, change=DISSOLVED),
    unit("G", "Phòng G", to=OLD, change=MOVED), unit("H", "Tổ H", to=OLD), unit("H", "Phòng H", from_=NEW),
    unit("K", "Phòng K", to=OLD), unit("K", "Phòng K", from_=NEW))
REGISTRY = replace(small_registry(), units=UNITS)


def test_totals_follow_the_only_successor_and_no_other():
    at = {code: [carried_by(REGISTRY, code, day) for day in (OLD, NEW, LATER)] for code in "ABDFGH"}
    assert at == {"A": ["A", "B", "C"], "B": ["B", "B", "C"], "D": ["D"] * 3, "F": ["F"] * 3, "G": ["G"] * 3, "H": ["H"] * 3}
    assert carried_by(REGISTRY, "unknown", LATER) == "unknown"


def test_who_took_over_is_told_of_who_did_so_alone():
    assert followed_by(REGISTRY, "A", LATER) == "Phòng A có đơn vị kế thừa là Phòng C (mã C)."
    assert [followed_by(REGISTRY, code, LATER) for code in ("C", "D", "F", "unknown")] == [""] * 4 and followed_by(REGISTRY, "A", OLD) == ""


def test_every_change_is_told_with_its_day_and_its_basis():
    assert [change.told for change in changes(REGISTRY, NEW, date(2025, 3, 31))] == [
        "Từ 01/03/2025, Phòng A sáp nhập vào Phòng B (QĐ 5): số liệu trước đó được cộng tiếp ở Phòng B.",
        "Từ 01/03/2025, Phòng D tách thành Phòng B, Phòng E (QĐ 5): số liệu trước đó giữ ở Phòng D, không chia lại.",
        "Từ 01/03/2025, Phòng F giải thể (QĐ 5): số liệu giữ ở tên cũ.",
        "Từ 01/03/2025, Phòng G chuyển chức năng ra ngoài Sở (QĐ 5): số liệu giữ ở tên cũ.",
        "Từ 01/03/2025, Tổ H đổi tên thành Phòng H."]
    assert [change.heirs for change in changes(REGISTRY, NEW, LATER)][-1] == ("Phòng C",)
    assert changes(REGISTRY, date(2022, 1, 1), OLD) == []


def test_the_states_of_a_department():
    papers = [("agency", "Sở A", START, OLD), ("agency", "Sở B", NEW, None), ("symbol", "S", START, None),
              ("place", "Bắc Kạn", START, date(2025, 6, 30)), ("place", "Thái Nguyên", LATER, None)]
    registry = replace(REGISTRY, settings=tuple(Setting(*line) for line in papers))
    assert [state.told for state in states(registry, date(2021, 7, 15), date(2025, 12, 14))] == [
        "Từ 01/08/2021 đến 28/02/2025: Sở A (ký hiệu S), Bắc Kạn", "Từ 01/03/2025 đến 30/06/2025: Sở B (ký hiệu S), Bắc Kạn",
        "Từ 01/07/2025 đến 14/12/2025: Sở B (ký hiệu S), Thái Nguyên"]
    assert len(states(registry, date(2022, 1, 1), date(2022, 12, 14))) == 1


def test_a_unit_that_gives_a_part_away_goes_on_itself():
    parts = (unit("A", "Phòng A", to=OLD, successors=("A", "E"), change=SPLIT), unit("A", "Phòng A mới", from_=NEW), UNITS[4])
    (change,) = changes(replace(REGISTRY, units=parts), NEW, LATER)
    assert change.heirs == ("Phòng A mới", "Phòng E") and not change.carried
    assert carried_by(replace(REGISTRY, units=parts), "A", LATER) == "A"


def test_whose_line_goes_on_in_a_unit_that_has_ended():
    """People and members; who moved, and a unit that goes on under another name, are none."""
    small = small_registry()
    assert left_behind(small) == []
    ends = tuple(replace(line, to=OLD) if line.code == "TTCNTT" else line for line in small.units)
    people = tuple(replace(person, to=OLD) if person.code == "STTTT-008" else person for person in small.people)
    member = replace(small.council[1], unit="TTCNTT")
    found = left_behind(replace(small, units=ends, people=people, council=(*small.council, member)))
    assert [(line.name, ended.code, day) for line, ended, day in found] == [
        (name, "TTCNTT", OLD) for name in ("Triệu Đức Dũng", "Dương Quốc Lập", "Hà Thị Ứng", "Nông Thị Bích")]
    renamed = (*ends, replace(ends[-1], name="Trung tâm mới", from_=NEW, to=None))
    assert left_behind(replace(small, units=renamed)) == []
