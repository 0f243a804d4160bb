"""`doctor` through the command line: on Word papers, and on a workspace with a finished month."""

import json
import shutil
import sys
from datetime import datetime
from types import SimpleNamespace

import pytest
from docx import Document
from support.books import set_time
from support.month import spring_month
from support.paper_edits import says
from support.paths import SHIPPED
from support.unit_workbooks import COMPLETE

from emulation_batch import running
from emulation_batch.cli import main
from emulation_batch.periods import VIETNAM_TIME, parse_month
from emulation_batch.reports.context import monthly
from emulation_batch.reports.word import render
from emulation_batch.templates import write_workbook
from emulation_batch.workspace import init_workspace, open_workspace


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


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    root = tmp_path_factory.mktemp("doctor") / "ws"
    init_workspace(root)
    space, month = open_workspace(root), parse_month("2022-03")
    inbox = root / "inbox" / "2022-03"
    inbox.mkdir()
    unit = space.registry.units[0]
    write_workbook(inbox / "a.xlsx", space.definition, space.registry, unit, space.period(month), COMPLETE)
    set_time(inbox / "a.xlsx", space.period(month).due)
    running.run_month(space, month, [inbox], datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME), 1, lambda step: None)
    return root


def test_templates_are_printed_with_the_month_that_was_run(space, command):
    done = command("doctor", "-v", "--workspace", space)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "bao_cao_thang.docx: không có lỗi, in thử 1 bản" in done.stdout
    assert "Việc tiếp theo:" in done.stdout and not list(space.rglob(".tdkt-tam-*"))
    told = json.loads(command("doctor", "--json", "--workspace", space).stdout)
    assert told["counts"]["lỗi"] == 0 and {"group", "level", "place", "words", "mend"} <= told["lines"][0].keys()


def test_what_was_found_and_what_to_do_are_sentences(tmp_path, command):
    done = command("doctor", "-v", "--workspace", tmp_path)
    lines = [line for line in done.stdout.splitlines() if line.startswith("[")]
    assert len(lines) > 4 and all(line.endswith(".") and ".." not in line for line in lines)
    assert f"{tmp_path / 'inbox'}: chưa có thư mục này. Tạo thư mục đó." in done.stdout and "LibreOffice: " in done.stdout
    assert any(f"Python: {'.'.join(map(str, sys.version_info[:3]))}." in line for line in lines)


def test_a_misspelt_tag_is_exit_5_with_what_was_meant(space, tmp_path, command):
    root = tmp_path / "ws"
    shutil.copytree(space, root)
    path = root / "input_templates" / "bao_cao_thang.docx"
    document = Document(str(path))
    paragraph = next(each for each in document.paragraphs if "{{ subject_line }}" in each.text)
    paragraph.runs[0].text = "{{ subject_lne }}"
    for run in paragraph.runs[1:]:
        run.text = ""
    document.save(str(path))
    done = command("doctor", "--workspace", root)
    assert done.returncode == 5
    assert "thẻ “subject_lne”" in done.stdout and "Có phải là “subject_line”?" in done.stdout and "đoạn" in done.stdout
