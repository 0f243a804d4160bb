"""status, trace and seal through the command line: their words and their exit codes."""

import json
import sys
from types import SimpleNamespace

import pytest

from emulation_batch.cli import main
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import init_workspace


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
def space(tmp_path_factory):
    return begun(tmp_path_factory.mktemp("months") / "ws")


def begun(root):
    """A fresh workspace with one month whose unit sent nothing."""
    init_workspace(root)
    folder = root / "output" / "2021-08"
    folder.mkdir(parents=True)
    (folder / "findings.csv").write_text("code,severity,unit,file\n", encoding="utf-8-sig")
    (folder / "manifest.json").write_text(json.dumps({
        "period": "2021-08", "files": [], "units": [{"unit": "VP", "name": "Văn phòng Sở", "standing": "missing", "file": None}],
        "outputs": {"findings.csv": sha256_of(folder / "findings.csv")}}), encoding="utf-8")
    return root


@pytest.mark.parametrize(("arguments", "words"), [
    (["seal", "2021-08", "--force"], "--force và --reason đi cùng nhau"), (["seal", "2021-08", "--reason", "vội"], "đi cùng nhau"),
    (["seal", "2021-09"], "chưa có kết quả để chốt"), (["seal", "tháng 8"], "không phải một tháng"), (["seal"], "Thiếu NĂM-THÁNG"),
    (["status", "21"], "không phải một năm"), (["trace", "2021-08"], "Thiếu SỐ_LIỆU"), (["trace", "2021-08", "c1_van_dong"], "chưa có kết quả"),
])
def test_a_wrong_command_line_is_2(command, space, arguments, words):
    done = command(*arguments, "--workspace", space)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr


def test_a_month_from_open_to_closed(command, space):
    """What is open is listed and refused with 6; forced, it is closed with its reason; then never again."""
    shown = command("status", "--workspace", space)
    assert shown.returncode == 0, shown.stderr
    assert "thiếu" in shown.stdout and "mở" in shown.stdout
    assert shown.stdout.splitlines()[-1].startswith("Việc tiếp theo: kỳ 2021-08 còn 1 đơn vị chưa gửi: gửi thư nháp")
    refused = command("seal", "2021-08", "--workspace", space)
    assert refused.returncode == 6 and "Văn phòng Sở: chưa gửi báo cáo." in refused.stderr
    forced = command("seal", "2021-08", "--force", "--reason", "Chưa có đơn vị nào", "--json", "--workspace", space)
    assert forced.returncode == 0, forced.stderr
    assert json.loads(forced.stdout)["open"] == ["Văn phòng Sở: chưa gửi báo cáo."]
    assert command("seal", "2021-08", "--workspace", space).returncode == 6
    plain = json.loads(command("status", "2021", "--json", "--workspace", space).stdout)
    assert plain["months"] == [{"period": "2021-08", "state": "sealed", "units": {"VP": "missing"}, "corrected": []}]


def test_after_a_seal_all_that_a_restore_needs_is_to_be_backed_up(command, tmp_path):
    done = command("seal", "2021-08", "--force", "--reason", "Chưa có đơn vị nào", "--workspace", begun(tmp_path / "ws"))
    output = tmp_path / "ws" / "output"
    assert done.stdout.splitlines()[-1] == (
        f"Việc tiếp theo: sao lưu cả thư mục làm việc, ít nhất {output / '2021-08'} và {output / 'seals.json'}.")
