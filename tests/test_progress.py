"""Stages count what they go through; only who listens hears it."""

from emulation_batch.progress import counted, listening, told


def test_what_is_counted_reaches_who_listens_and_nobody_else():
    heard = []
    with listening(lambda *count: heard.append(count)):
        assert list(counted(["a", "b"], "Ghi thư")) == ["a", "b"]
        assert list(counted(iter("c"), "Lập báo cáo")) == ["c"]
    told("Ghi thư", 3, 3)
    assert heard == [("Ghi thư", 1, 2), ("Ghi thư", 2, 2), ("Lập báo cáo", 1, 0)]
