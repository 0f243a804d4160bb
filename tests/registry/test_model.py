"""Names, people and papers are those of the day that is asked about."""

from datetime import date, timedelta

from emulation_batch.registry.model import CouncilMember, Person, Registry, Setting, Unit

START, LAST, NEXT = date(2021, 8, 1), date(2021, 12, 31), date(2022, 1, 1)
LONG_AGO, LATER = date(2020, 1, 1), date(2025, 7, 1)


def unit(code, name, from_=START, to=None, successors=()):
    return Unit(code, name, name, code, (), "", from_, to, successors)


REGISTRY = Registry(
    units=(unit("VP", "Văn phòng Sở"), unit("CDS", "Tổ Chuyển đổi số", to=LAST), unit("CDS", "Phòng Chuyển đổi số", NEXT),
           unit("TTR", "Thanh tra Sở", to=LAST, successors=("VP",))),
    people=(Person("P1", "Lăng Văn Toán", "Chuyên viên", "VP", START, LAST),
            Person("P1", "Lăng Văn Toán", "Phó Trưởng phòng", "CDS", NEXT, None),
            Person("P2", "Lý Thị Ánh", "Chuyên viên", "VP", START, None)),
    council=(CouncilMember(1, "Vi Quang Minh", "Giám đốc Sở", "Chủ tịch", "", START, LAST),),
    worked=frozenset(), free=frozenset(),
    settings=(Setting("signer_name", "Vi Quang Minh", START, LAST), Setting("signer_name", "Hoàng Thị Thu Hằng", NEXT, None),
              Setting("recipients", "- Các phòng thuộc Sở;", START, None), Setting("recipients", "- Lưu: VT.", START, LAST),
              Setting("recipients", "- Lưu: VT, VP.", NEXT, None)),
    sha256="")


def test_both_ends_of_a_validity_count():
    for thing in (REGISTRY.units[1], REGISTRY.people[0], REGISTRY.council[0], REGISTRY.settings[0]):
        assert [thing.active(day) for day in (START - timedelta(1), START, LAST, NEXT)] == [False, True, True, False]


def test_renamed_unit():
    assert REGISTRY.unit("CDS", LAST).name == "Tổ Chuyển đổi số"
    assert REGISTRY.unit("CDS", NEXT).name == "Phòng Chuyển đổi số"
    assert [unit.name for unit in REGISTRY.units_on(LAST)] == ["Văn phòng Sở", "Tổ Chuyển đổi số", "Thanh tra Sở"]
    assert [unit.name for unit in REGISTRY.units_on(NEXT)] == ["Văn phòng Sở", "Phòng Chuyển đổi số"]


def test_unit_outside_its_days_keeps_its_last_name():
    assert REGISTRY.unit("TTR", LATER).name == "Thanh tra Sở"
    assert REGISTRY.unit("CDS", LONG_AGO).name == "Phòng Chuyển đổi số"
    assert REGISTRY.unit("ABC", NEXT) is None


def test_moved_person():
    assert [(person.title, person.unit) for person in (REGISTRY.person("P1", LAST), REGISTRY.person("P1", NEXT))] == [
        ("Chuyên viên", "VP"), ("Phó Trưởng phòng", "CDS")]
    assert [person.code for person in REGISTRY.people_during("VP", LAST, LAST)] == ["P1", "P2"]
    assert [person.code for person in REGISTRY.people_during("VP", NEXT, NEXT)] == ["P2"]
    assert REGISTRY.person("P9", NEXT) is None


def test_choice_holds_name_and_code():
    assert REGISTRY.people[2].choice == "Lý Thị Ánh | P2"


def test_name_of_units_people_and_unknown_codes():
    assert [REGISTRY.name_of(code, LAST) for code in ("CDS", "P2", "XYZ")] == ["Tổ Chuyển đổi số", "Lý Thị Ánh", "XYZ"]


def test_papers_by_date():
    before, after = REGISTRY.papers(LAST), REGISTRY.papers(NEXT)
    assert (before.signer_name, after.signer_name) == ("Vi Quang Minh", "Hoàng Thị Thu Hằng")
    assert before.recipients == ("- Các phòng thuộc Sở;", "- Lưu: VT.")
    assert after.recipients == ("- Các phòng thuộc Sở;", "- Lưu: VT, VP.")
    assert (after.signer_form, after.parent_lines) == ("", ())


def test_people_of_any_day_of_a_period():
    """Who moved in the middle of a period stands in the lists of both units."""
    from datetime import date

    from emulation_batch.registry import Person, Registry

    moved = (Person("P1", "A", "x", "CNTT", date(2021, 1, 1), date(2022, 2, 28)), Person("P1", "A", "x", "BCVT", date(2022, 3, 1), None),
             Person("P2", "B", "x", "CNTT", date(2021, 1, 1), date(2022, 2, 14)))
    registry = Registry((), moved, (), frozenset(), frozenset(), (), "")
    assert [person.code for person in registry.people_during("CNTT", date(2022, 2, 15), date(2022, 3, 14))] == ["P1"]
    assert [person.code for person in registry.people_during("BCVT", date(2022, 2, 15), date(2022, 3, 14))] == ["P1"]


def test_an_extension_moves_the_day_and_keeps_the_hour():
    from datetime import datetime

    from emulation_batch.periods import VIETNAM_TIME, Month, Period
    from emulation_batch.registry import Extension, Registry

    granted = (Extension("VP", "2022-03", date(2022, 3, 18), "12/VP"),)
    registry = Registry((), (), (), frozenset(), frozenset(), (), "", granted)
    march, april = (Period(Month(2022, month), date(2022, month - 1, 15), date(2022, month, 14),
                           datetime(2022, month, 16, 17, tzinfo=VIETNAM_TIME)) for month in (3, 4))
    own = registry.own("VP", march)
    assert (own.due, own.key, own.to) == (datetime(2022, 3, 18, 17, tzinfo=VIETNAM_TIME), "2022-03", march.to)
    assert registry.own("VP", april) == april and registry.own("BCXB", march) == march
