"""The commands as a person runs them: real processes, their words and their exit codes."""

import json
import os
import subprocess
import sys
import zipfile

import pytest
from support.paths import ROOT

from emulation_batch import processes, workspace
from emulation_batch.cli import cli
from emulation_batch.workspace import init_workspace


def command(*arguments, cwd=ROOT, **environment):
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, "-m", "emulation_batch", *map(str, arguments)], capture_output=True, cwd=cwd,
                          encoding="utf-8", env=env, timeout=120)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    root = tmp_path_factory.mktemp("fresh") / "ws"
    init_workspace(root)
    return root


def test_every_command_helps_in_vietnamese():
    for name in cli.commands:
        done = command(name, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith(f"Cách dùng: emulation-batch {name}")
        for english in ("Usage", "Options", "Show this", "Commands", "[default", "Arguments", "[required"):
            assert english not in done.stdout
        assert {"--workspace", "--quiet", "--verbose"} <= set(done.stdout.replace(",", " ").split())


def test_processes_begin_while_the_workspace_is_read(monkeypatch, tmp_path):
    told = []
    monkeypatch.setattr(processes, "context", lambda: told.append("processes"))
    monkeypatch.setattr(workspace, "open_workspace", lambda path: told.append("workspace") or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cli.main(["run", "2022-03", "--workspace", str(tmp_path)], standalone_mode=False)
    assert told == ["processes", "workspace"]

    def refused():
        raise OSError

    monkeypatch.setattr(processes, "context", refused)
    assert processes.foresee() is None, "whoever needs a process says that there is none"


@pytest.mark.parametrize(("arguments", "words"), [
    (["rum"], "Có phải là “run”?"), (["run", "--wrkers", "2"], "--workers"), (["run", "thang-3"], "không phải một tháng"),
    (["run", "--as-of", "hôm nay"], "không phải thời điểm"), (["run", "--workers", "0"], "từ 1 đến 64"),
    (["explain"], "Thiếu MÃ"), (["explain", "Z999"], "Z999"), (["check", "không-có.xlsx"], "không tìm thấy"),
    (["run", "--workspace", "docs"], "không phải thư mục làm việc"),
])
def test_a_wrong_command_line_is_2_in_vietnamese(arguments, words):
    done = command(*arguments)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("run", "2030-01"), ("templates", "2030-01"), ("fetch", "2030-01", "--from", "thu.mbox"),
                                       ("run", "2022-03", "--as-of", "2022-02-01T08:00")])
def test_a_month_that_cannot_be_reported_is_2_and_writes_nothing(fresh, arguments):
    before = sorted(fresh.rglob("*"))
    done = command(*arguments, "--workspace", fresh)
    assert done.returncode == 2 and f"Kỳ {arguments[1]} " in done.stderr
    assert sorted(fresh.rglob("*")) == before


def test_an_empty_inbox_is_4(fresh):
    done = command("run", "2022-03", "--workspace", fresh)
    assert done.returncode == 4
    assert "Không có tệp nào dùng được: chưa có thư mục" in done.stderr and "2022-03" in done.stderr
    assert not list((fresh / "output").glob("2022*"))


def test_a_faulty_definition_is_3_and_lists_every_fault(tmp_path):
    init_workspace(tmp_path / "ws")
    path = tmp_path / "ws" / "input_templates" / "movement.toml"
    text = path.read_text(encoding="utf-8").replace('type = "unit"', 'type = "unti"').replace('combine = "any"', 'combine = "some"')
    path.write_text(text, encoding="utf-8")
    done = command("templates", "--workspace", tmp_path / "ws")
    assert done.returncode == 3
    assert "2 chỗ cần sửa" in done.stderr and "don_vi" in done.stderr and "TT-c" in done.stderr


def test_templates_for_a_month(fresh):
    done = command("templates", "2022-03", "--workspace", fresh)
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (fresh / "output" / "templates" / "2022-03").iterdir())
    assert len([name for name in made if name.endswith(".xlsx")]) == 8
    assert len([name for name in made if name.endswith(".eml")]) == 8
    assert done.stdout.splitlines()[-1].startswith("Việc tiếp theo:")


def test_check_of_an_unfilled_workbook_names_the_cells_and_keeps_nothing(fresh):
    command("templates", "2022-03", "--workspace", fresh)
    before = sorted(path for path in fresh.rglob("*"))
    workbook = fresh / "output" / "templates" / "2022-03" / "VP.xlsx"
    done = command("check", workbook, "--json", "--workspace", fresh)
    assert done.returncode == 1, done.stderr
    result = json.loads(done.stdout)
    assert set(result) == {"findings", "rows"}
    assert result["rows"] == {"received": 0, "accepted": 0, "refused": 0, "superseded": 0, "duplicate": 0}
    assert {"code", "severity", "unit", "period", "file", "sheet", "cell", "column", "value", "message", "mend"} == set(result["findings"][0])
    assert any(finding["sheet"] == "1. Thông tin chung" and finding["column"] == "nguoi_lap" for finding in result["findings"])
    assert sorted(path for path in fresh.rglob("*")) == before


def test_explain_gives_a_page():
    done = command("explain", "C201")
    assert done.returncode == 0
    assert "C201" in done.stdout and "Ví dụ" in done.stdout


def test_words_stay_whole_on_a_console_of_code_page_1258():
    done = command("--help", PYTHONIOENCODING="cp1258")
    assert "Cách dùng" in done.stdout and "Tổng hợp phong trào thi đua" in done.stdout


def test_a_fault_of_the_program_shows_no_traceback(fresh, monkeypatch, capsys):
    from emulation_batch import cli as module
    from emulation_batch import workspace

    def broken(root):
        raise RuntimeError("secret name of a person")

    monkeypatch.setattr(workspace, "open_workspace", broken)
    monkeypatch.setattr(sys, "argv", ["emulation-batch", "templates", "--workspace", str(fresh)])
    with pytest.raises(SystemExit) as stopped:
        module.main()
    told = capsys.readouterr().err
    assert stopped.value.code == 70
    assert "Traceback" not in told and "secret" not in told and ".log" in told


def test_a_file_that_cannot_be_written_is_6(fresh, monkeypatch, capsys):
    from emulation_batch import cli as module
    from emulation_batch import templates as stage

    def locked(*arguments):
        raise RuntimeError(PermissionError(13, "Permission denied", "bieu_mau_don_vi.xlsx"))

    monkeypatch.setattr(stage, "write_templates", locked)
    monkeypatch.setattr(sys, "argv", ["emulation-batch", "templates", "--workspace", str(fresh)])
    with pytest.raises(SystemExit) as stopped:
        module.main()
    assert stopped.value.code == 6
    assert "bieu_mau_don_vi.xlsx" in capsys.readouterr().err


def test_check_opens_an_archive_and_checks_what_is_inside(fresh, tmp_path):
    """Each file on its own; what is no workbook has nothing to check and is said so."""
    workbook = fresh / "input_templates" / "bieu_mau_don_vi.xlsx"
    archive = tmp_path / "gui.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.write(workbook, "bao_cao.xlsx")
        package.writestr("anh.pdf", b"%PDF-1.4")
    done = command("check", archive, "--workspace", fresh)
    assert done.returncode == 1 and "F110" not in done.stdout
    assert "bao_cao.xlsx" in done.stdout and "F112" in done.stdout
    assert "anh.pdf: không có gì để kiểm tra. Không phải tệp báo cáo (tệp PDF)." in done.stdout
    (tmp_path / "ban.pdf").write_bytes(b"%PDF-1.4")
    done = command("check", tmp_path / "ban.pdf", "--workspace", fresh)
    assert done.returncode == 1 and "chọn đúng tệp Excel của biểu mẫu đã điền" in done.stdout + done.stderr


def test_a_folder_is_no_file_to_check(fresh):
    done = command("check", fresh, "--workspace", fresh)
    assert done.returncode == 2 and "từng tệp" in done.stderr
