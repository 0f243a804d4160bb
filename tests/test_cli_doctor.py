"""`doctor REPORT.docx…` through the command line: its words, its JSON and its exit codes."""

import json
import shutil
import sys
from types import SimpleNamespace

import pytest
from docx import Document
from support.month import spring_month
from support.paths import SHIPPED
from support.planted import says

from emulation_batch.cli import main
from emulation_batch.reports.context import monthly
from emulation_batch.reports.word import render


@pytest.fixture
def command(monkeypatch, capsys):
    """Run a command; gives returncode, stdout and stderr."""
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["emulation-batch", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        told = capsys.readouterr()
        return SimpleNamespace(returncode=stopped.value.code, stdout=told.out, stderr=told.err)
    return run


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """A paper as made, and the same with a number that the decree writes otherwise."""
    made = tmp_path_factory.mktemp("doctor")
    render(SHIPPED / "bao_cao_thang.docx", monthly(spring_month()), made / "dung.docx")
    document = Document(str(made / "dung.docx"))
    says("Số:", "Số: 5/BC-STTTT")(document)
    document.save(str(made / "lech.docx"))
    return made


def test_a_right_paper(papers, command):
    done = command("doctor", papers / "dung.docx")
    assert done.returncode == 0
    assert "dung.docx: đúng thể thức." in done.stdout
    assert done.stdout.splitlines()[-1] == "Việc tiếp theo: không phải sửa gì."


def test_a_deviation_is_told_with_place_basis_and_remedy(papers, command):
    done = command("doctor", papers / "dung.docx", papers / "lech.docx")
    assert done.returncode == 1
    for words in ("LỖI so.khong_dau", "đoạn “Số: 5/BC-STTTT”", "thiếu số 0", "Ghi 01, 02", "Phụ lục I"):
        assert words in done.stdout


def test_json_for_another_program(papers, command):
    done = command("doctor", "--json", papers / "lech.docx")
    listed = json.loads(done.stdout)["papers"][str(papers / "lech.docx")]
    assert [(item["rule"], item["severity"]) for item in listed] == [("so.khong_dau", "LỖI")]
    assert done.returncode == 1


def test_what_is_no_paper(papers, command):
    shutil.copyfile(SHIPPED / "movement.toml", papers / "gia.docx")
    assert command("doctor", papers / "gia.docx").returncode == 5
    assert command("doctor", papers / "khong_co.docx").returncode == 2
    assert command("doctor").returncode == 2
