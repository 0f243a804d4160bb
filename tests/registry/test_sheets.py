"""The words of the sheets fit the registry they become, and can stand as Excel's names."""

from dataclasses import fields

from emulation_batch.registry.model import MANY_VALUES, ONE_VALUE, CouncilMember, Decided, Extension, Papers, Person, Unit
from emulation_batch.registry.sheets import COUNCIL, DECIDED, EXTENSIONS, MAY_BE_ABSENT, PEOPLE, SETTING_WORDS, TABLES, UNITS
from emulation_batch.vietnamese import match_key


def names(cls):
    return [field.name for field in fields(cls)]


def test_every_setting_of_the_papers_has_its_words():
    assert set(SETTING_WORDS) == set(names(Papers)) == {*ONE_VALUE, *MANY_VALUES}
    assert len(set(map(match_key, SETTING_WORDS.values()))) == len(SETTING_WORDS)
    assert set(MAY_BE_ABSENT) < set(ONE_VALUE)


def test_columns_are_the_fields_of_the_model():
    for table, cls in ((UNITS, Unit), (PEOPLE, Person), (COUNCIL, CouncilMember),
                       (EXTENSIONS, Extension), (DECIDED, Decided)):
        assert [field.key for field in table.fields] == names(cls)


def test_headers_differ_within_a_sheet():
    for table in TABLES:
        headers = [match_key(field.header) for field in table.fields]
        assert len(set(headers)) == len(headers)
        assert len(table.name) <= 31
