import pytest

from emulation_batch import demonstration
from emulation_batch.errors import CannotWrite


def test_a_folder_with_somebody_elses_files_is_left_alone(tmp_path):
    (tmp_path / "thu.txt").write_text("giữ", encoding="utf-8")
    with pytest.raises(CannotWrite, match="không phải thư mục mẫu"):
        demonstration.run_demo(tmp_path, lambda text: None)
    assert [path.name for path in tmp_path.iterdir()] == ["thu.txt"]


def test_a_mistake_that_is_not_found_is_told(monkeypatch):
    """The demo can fail: with no findings at all, everything planted in a cell is told as lost."""
    from types import SimpleNamespace

    import pandas as pd
    from support.paths import shipped_definition

    empty = SimpleNamespace(definition=shipped_definition(), judged=SimpleNamespace(findings=()), submissions=(), corrections=None, standings=(),
                            proposals=pd.DataFrame({"unit": [], "standing": []}))
    lost = list(demonstration._lost(empty))
    expected = [planted for planted in demonstration.PLANTED if planted.outcome != "understood"]
    assert len(lost) == len(expected) > 10
