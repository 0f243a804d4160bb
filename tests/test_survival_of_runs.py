"""Runs that are killed, starved or refused at any moment, in real processes; a sample of `python -m tests.survival`."""

import os
import random

import pytest
from survival import commands, faults, kills

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the driver forks a child for each command")


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    month = faults.Month(tmp_path_factory.mktemp("month"))
    yield month
    month.driver.close()


@pytest.fixture(scope="module")
def spaces(tmp_path_factory):
    spaces = commands.Workspaces(tmp_path_factory.mktemp("spaces"))
    yield spaces
    spaces.driver.close()


def test_kill_9_leaves_the_old_set_or_the_new_one(month):
    """At 25 moments; after every twelfth an undisturbed run must be itself, byte for byte, and leave nothing else lying about."""
    assert list(kills.killed(month, 25, 2022, 12)) == []


def test_also_where_the_system_cannot_exchange_folders(month):
    assert list(kills.killed(month, 2, 7, 1, no_exchange=True)) == []


def test_a_shutdown_leaves_nothing_behind(month):
    assert list(kills.stopped(month, 3, 2022)) == []


def test_a_killed_worker_costs_nothing(month):
    assert list(kills.worker_killed(month, 2, 2022)) == []


@pytest.mark.parametrize("error", faults.CAUSES)
def test_the_nth_touch_of_the_disk_fails(month, error):
    """At six of the touches of a run, also the last ones, where folders change places."""
    places = sorted({*random.Random(error).sample(range(1, month.touches), 3), *range(month.touches - 2, month.touches + 1)})
    assert list(faults.refused(month, error, places)) == []


@pytest.mark.parametrize("name", ["seal", "templates", "check", "init"])
def test_other_commands_write_no_half_file(spaces, name):
    assert list(commands.refused(spaces, name, "full", {"seal": 6, "templates": 120, "check": 9, "init": 40}[name])) == []
