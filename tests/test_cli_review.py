"""review through the command line: its words and its exit codes."""

import json
import shutil
import sys
from types import SimpleNamespace

import pytest
from support.span import small_workspace

from emulation_batch.cli import main


@pytest.fixture
def command(monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["emulation-batch", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        told = capsys.readouterr()
        return SimpleNamespace(returncode=stopped.value.code, stdout=told.out, stderr=told.err)
    return run


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return small_workspace(tmp_path_factory.mktemp("review") / "ws").root


def test_a_review_says_what_is_missing_and_what_was_written(command, root):
    done = command("review", "2022-Q1", "--as-of", "2022-03-20T08:00", "--workspace", root)
    assert done.returncode == 1, done.stderr
    assert "2022-Q1: số liệu từ 15/12/2021 đến 14/03/2022; 3 kỳ đã chốt, 8 đơn vị, 47 dòng." in done.stdout
    assert "Chưa có báo cáo dùng được: TTCNTT 2022-01, TTCNTT 2022-02, TTCNTT 2022-03." in done.stdout
    assert "Còn 8 chỗ cần người viết trong reports/2022-Q1_bao_cao_nam.docx." in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Việc tiếp theo: mở ")


def test_as_json(command, root):
    done = command("review", "2022", "--json", "--workspace", root)
    told = json.loads(done.stdout)
    assert done.returncode == 1 and told["span"] == "2022" and len(told["sealed"]) == 3 and len(told["absent"]) == 9
    assert told["proposals"] == 2


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (["review", "năm 2022"], 2, "không phải một khoảng thời gian"), (["review", "2022-01"], 2, "là một tháng"),
    (["review"], 2, "Thiếu KHOẢNG"), (["review", "2022", "--as-of", "hôm nay"], 2, "không phải thời điểm"),
    (["review", "2025"], 4, "Chưa có kỳ nào")])
def test_refusals(command, root, arguments, code, words):
    done = command(*arguments, "--workspace", root)
    assert done.returncode == code and words in done.stderr and "Traceback" not in done.stderr


def test_a_review_is_verified_as_a_month_is(command, tmp_path):
    """Equal as written; a changed byte and a lost file are named; after one more seal nothing is claimed about the rebuilding."""
    space = small_workspace(tmp_path / "ws", ("2021-12", "2022-01"))
    folder = space.output / "2022"
    assert command("verify", "2022", "--workspace", space.root).returncode == 2
    assert command("review", "2022", "--as-of", "2022-03-20T08:00", "-q", "--workspace", space.root).returncode == 1
    done = command("verify", "2022", "--workspace", space.root)
    assert done.returncode == 0, done.stdout
    assert "Báo cáo 2022: " in done.stdout and "giống hệt; dấu chốt các kỳ: đúng." in done.stdout
    (folder / "register.xlsx").write_bytes((folder / "register.xlsx").read_bytes() + b"x")
    (folder / "records" / "figures.parquet").unlink()
    told = json.loads(command("verify", "2022", "--json", "--workspace", space.root).stdout)
    assert {"file": "register.xlsx", "what": "khác manifest.json"} in told["differences"] and told["rebuilt"]
    assert {"file": "records/figures.parquet", "what": "bị mất"} in told["differences"]
    run_folder_of_february(space)
    told = json.loads(command("verify", "2022", "--json", "--workspace", space.root).stdout)
    assert not told["rebuilt"] and "đã chốt thêm kỳ" in told["hindrance"]


def run_folder_of_february(space):
    """One more sealed month, taken from another workspace."""
    other = small_workspace(space.root.parent / "other", ("2021-12", "2022-01", "2022-02"))
    shutil.copytree(other.output / "2022-02", space.output / "2022-02")
