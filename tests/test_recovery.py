"""Lost files of input_templates come back from the newest month that keeps them, and never from the sample."""

import shutil

import pytest
from survival.months import PERIOD

from emulation_batch import doctor, recovery
from emulation_batch.errors import CannotWrite, DefinitionFault, TemplateFault, UsageFault
from emulation_batch.workspace import BOTH, init_workspace, open_workspace


@pytest.fixture
def copy(ran):
    """What the month that was run keeps."""
    return ran / "output" / PERIOD / "input_templates"


def told(kind, action, *arguments):
    with pytest.raises(kind) as stop:
        action(*arguments)
    return stop.value.message


@pytest.mark.parametrize("name", BOTH)
def test_a_lost_file_is_in_the_newest_month(ran, copy, name):
    (ran / "input_templates" / name).unlink()
    for words in (told(DefinitionFault, open_workspace, ran), told(CannotWrite, init_workspace, ran),
                  next(line.mend for line in doctor.examine(ran) if name in line.place)):
        assert str(copy) in words and "init" not in words
    assert not (ran / "input_templates" / name).exists()
    shutil.copy(copy / name, ran / "input_templates")
    open_workspace(ran)


def test_the_sample_is_never_laid_beside_months(ran, copy):
    shutil.rmtree(ran / "input_templates")
    for words in (told(UsageFault, open_workspace, ran), told(CannotWrite, init_workspace, ran),
                  next(line.mend for line in doctor.folders(ran) if line.level == doctor.ERROR)):
        assert str(copy) in words and "init" not in words
    assert not (ran / "input_templates").exists()
    shutil.copytree(copy, ran / "input_templates")
    open_workspace(ran).made_of()


def test_a_lost_word_template_is_the_offices_own(ran, copy):
    (ran / "input_templates" / "bao_cao_thang.docx").unlink()
    assert str(copy) in told(TemplateFault, open_workspace(ran).made_of)


def test_a_month_that_lacks_the_file_is_passed_over(ran, copy):
    place, output = ran / "input_templates", ran / "output"
    assert recovery.newest_copy(place, output, BOTH) == copy
    shutil.copytree(copy.parent, output / "2022-04")
    (output / "2022-04" / "input_templates" / "danh_muc.xlsx").unlink()
    assert recovery.newest_copy(place, output, BOTH) == copy
    assert recovery.newest_copy(place, output, ["movement.toml"]) == output / "2022-04" / "input_templates"
    assert recovery.newest_copy(place, output, ["none.docx"]) is None


def test_without_any_copy_the_words_lead_somewhere(tmp_path):
    init_workspace(tmp_path)
    (tmp_path / "input_templates" / "danh_muc.xlsx").unlink()
    for words in (told(DefinitionFault, open_workspace, tmp_path), told(CannotWrite, init_workspace, tmp_path)):
        assert "bản sao lưu" in words and "ở thư mục khác" in words
