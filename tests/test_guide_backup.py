"""The clerk's guide on backups: what it says to keep suffices, and laid back as it says all holds again."""

import shutil
from itertools import pairwise

import pytest
from support.paths import ROOT
from support.run_folders import AS_OF, write_run

from emulation_batch import doctor
from emulation_batch.cli import cli
from emulation_batch.errors import Unbalanced
from emulation_batch.ledger import require_whole, seal
from emulation_batch.workspace import init_workspace

MONTHS = ("2022-01", "2022-02", "2022-03")
TITLE = "## Sao lưu và phục hồi"


def section():
    text = (ROOT / "docs" / "huong-dan-van-phong.md").read_text(encoding="utf-8")
    return text[text.index(TITLE) + len(TITLE):].split("\n## ")[0]


@pytest.fixture
def backup(tmp_path):
    """What is kept after each seal: the month's folder, and the list of seals as it was then."""
    output, kept = tmp_path / "old" / "output", tmp_path / "kept"
    for before, month in pairwise((None, *MONTHS)):
        seal(write_run(output, month), before and output / before, AS_OF)
        shutil.copytree(output / month, kept / month)
        shutil.copy(output / "seals.json", kept / f"seals.json of {month}")
    return kept


@pytest.fixture
def laid_back(tmp_path, backup):
    root = tmp_path / "new"
    init_workspace(root)
    for month in MONTHS:
        shutil.copytree(backup / month, root / "output" / month)
    shutil.copy(backup / "seals.json of 2022-03", root / "output" / "seals.json")
    return root


def verified(root, capsys):
    code = cli.main(["verify", "--workspace", str(root)], standalone_mode=False)
    return code, capsys.readouterr().out


def broken(root):
    return [line for line in doctor.seals(root / "output") if line.level != doctor.FINE]


def test_the_least_that_is_kept_restores_all(laid_back, capsys):
    assert all(words in section() for words in ("`output\\seals.json`", "`output\\2022-03`", "`emulation-batch init`", "`emulation-batch verify`"))
    code, told = verified(laid_back, capsys)
    assert code == 0 and "tất cả còn nguyên" in told and broken(laid_back) == []


def test_the_list_of_seals_alone_comes_from_the_newest_backup_or_the_one_before(laid_back, backup, capsys):
    index = laid_back / "output" / "seals.json"
    index.unlink()
    code, told = verified(laid_back, capsys)
    assert code == 1 and "lấy lại seals.json từ bản sao lưu mới nhất (bản lưu trước lần chốt cuối cũng dùng được)" in told
    with pytest.raises(Unbalanced, match="lấy lại seals.json"):
        require_whole(laid_back / "output", "chưa tổng hợp gì")
    shutil.copy(backup / "seals.json of 2022-02", index)
    require_whole(laid_back / "output", "chưa tổng hợp gì")
    assert broken(laid_back) == []
    seal(write_run(laid_back / "output", "2022-04"), laid_back / "output" / "2022-03", AS_OF)
    code, told = verified(laid_back, capsys)
    assert code == 0 and "4 kỳ đã chốt" in told


@pytest.mark.parametrize(("lost", "words"), [("seals.json", "seals.json trong output bị mất"), ("2022-02", "Kỳ 2022-02: cả thư mục của kỳ bị mất"),
                                             ("2022-01/manifest.json", "Kỳ 2022-01: manifest.json bị mất")])
def test_doctor_names_what_is_lost(laid_back, lost, words):
    path = laid_back / "output" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    told = broken(laid_back)
    assert any(words in line.words and "bản sao lưu" in line.mend for line in told)
    lines = [line for line in doctor.examine(laid_back) if line in told]
    assert lines == told and doctor.exit_code(lines) == 6
