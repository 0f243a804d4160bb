"""A review that was overtaken by what was sealed since says so, in every command that looks at it."""

import pytest
from click.testing import CliRunner
from support.run_folders import file_of
from support.span import AS_OF, seal_next, small_workspace

from emulation_batch import doctor, outdated, status
from emulation_batch.cli import cli
from emulation_batch.review import review_span

KEY = "2022-01..2022-02"
WORDS = f"Báo cáo {KEY} đã cũ, vì sau khi lập đã chốt thêm kỳ: số liệu kỳ 2022-01 được điều chỉnh ở kỳ 2022-03."
REMEDY = f"“emulation-batch review {KEY}”"


@pytest.fixture
def space(tmp_path):
    space = small_workspace(tmp_path / "ws", ("2022-01", "2022-02"))
    review_span(space, space.span(KEY), AS_OF, lambda text: None)
    return space


def verify(space):
    done = CliRunner().invoke(cli, ["verify", KEY, "--workspace", str(space.root), "--workers", "1"], standalone_mode=False)
    return done.return_value, done.output


def test_a_correction_sealed_since_makes_a_review_outdated(space):
    seal_next(space, [file_of("VP", "sha-neu", attempt=2) | {"period": "2022-01"}])
    assert list(outdated.reviews(space)) == [f"{WORDS} Lập lại bằng {REMEDY}."]
    code, told = verify(space)
    assert code == 1 and WORDS in told
    assert told.rstrip().endswith(f"Việc tiếp theo: lập lại bằng {REMEDY}.")
    assert status.of_year(space).outdated == (f"{WORDS} Lập lại bằng {REMEDY}.",)
    assert [(line.level, line.words) for line in doctor.overtaken(space)] == [(doctor.WARNING, f"{WORDS} Lập lại bằng {REMEDY}.")]


def test_a_month_sealed_since_that_changes_nothing_of_it_does_not(space):
    seal_next(space, [file_of("VP", "sha-neu")])
    assert list(outdated.reviews(space)) == [] and list(doctor.overtaken(space)) == []
    code, told = verify(space)
    assert code == 0 and "không phải làm gì" in told


def test_a_month_of_its_own_sealed_since_is_lacking(space):
    review_span(space, space.span("2022-01..2022-03"), AS_OF, lambda text: None)
    seal_next(space, [file_of("VP", "sha-neu")])
    assert list(outdated.reviews(space)) == [
        "Báo cáo 2022-01..2022-03 đã cũ, vì sau khi lập đã chốt thêm kỳ: chưa gồm kỳ 2022-03. "
        "Lập lại bằng “emulation-batch review 2022-01..2022-03”."]
