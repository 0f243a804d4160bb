"""The plain data of a resubmission."""

from emulation_batch.changes import Change, Resubmission


def test_changes_by_sort_and_severity():
    changes = (Change("cell", "van_ban", "H9"), Change("gone", code="C201", who="error"), Change("gone", code="C255", who="query"))
    found = Resubmission("VP", None, None, changes, {})
    assert found.of("cell") == [changes[0]]
    assert found.of("gone") == list(changes[1:])
    assert found.of("gone", "query") == [changes[2]]
    assert found.of("new", "error") == []
