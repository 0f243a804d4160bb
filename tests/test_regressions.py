"""Every file that was once read wrongly, with the reason it must be given since (tests/regressions/expected.toml)."""

import tomllib
from pathlib import Path

import pytest
from hostile import world

from emulation_batch import intake, reading
from emulation_batch.periods import parse_month

FOLDER = Path(__file__).with_name("regressions")
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Shown name -> code, of all files at once."""
    space = world.build(tmp_path_factory.mktemp("world"))
    received = intake.unpack(intake.gather([FOLDER]), tmp_path_factory.mktemp("room"))
    books = reading.read_all(received, space.definition, 2)
    submissions, _ = intake.settle(received, books, space.definition, space.registry, space.period(parse_month(world.PERIOD)))
    return {item.received.name: item.code for item in submissions}


@pytest.mark.parametrize("name", EXPECTED)
def test_is_told_its_reason(told, name):
    case = EXPECTED[name]
    assert told[case["file"]] == case["code"], case["was"]
    for inside, code in case.get("inside", {}).items():
        assert told[f"{case['file']}/{inside}"] == code


def test_every_file_of_the_folder_is_expected():
    assert {case["file"] for case in EXPECTED.values()} == {path.name for path in FOLDER.iterdir()} - {"expected.toml"}
