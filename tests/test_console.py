import io
import os
import sys

import click
import pytest

from emulation_batch import console


def test_streams_take_vietnamese_on_a_console_of_code_page_1258(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1258"))
    console.use_utf8()
    print("Đã lập sổ: Nguyễn Thị Ảnh")
    sys.stdout.flush()
    assert "Đã lập sổ: Nguyễn Thị Ảnh" in raw.getvalue().decode("utf-8")


def test_without_a_console_nothing_is_said_and_nothing_breaks(monkeypatch):
    """As for a scheduled task of Windows, which has no streams at all."""
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    console.use_utf8()
    with console.progress(False) as step, sys.stdout, sys.stderr:
        step("Đọc tệp…")
        click.echo("Đã lập sổ")
        click.echo("Đã lập sổ", err=True)


@pytest.mark.parametrize(("error", "words"), [
    (click.NoSuchOption("--wrkers", possibilities=["--workers"]), "Không có tùy chọn “--wrkers”. Có phải là “--workers”?"),
    (click.BadOptionUsage("--as-of", "Option '--as-of' requires an argument."), "cần một giá trị đi kèm"),
    (click.BadOptionUsage("--json", "Option '--json' does not take a value."), "không nhận giá trị"),
    (click.UsageError("Got unexpected extra argument (b)"), "Thừa tham số: b."),
])
def test_faults_of_the_command_line_are_vietnamese(error, words):
    assert words in console.usage_message(error)


@pytest.mark.parametrize(("given", "wanted", "words"), [
    ("không-có.docx", {"exists": True}, "không tìm thấy “không-có.docx”."),
    ("tệp.txt", {"file_okay": False}, "là một tệp, ở đây cần một thư mục."),
    ("thư mục", {"dir_okay": False}, "là một thư mục, ở đây cần một tệp."),
    ("tệp.txt", {}, "không có quyền đọc “"),
])
def test_a_place_that_does_not_fit_is_told_in_vietnamese(tmp_path, monkeypatch, given, wanted, words):
    monkeypatch.setattr(os, "access", lambda *arguments: False)
    (tmp_path / "tệp.txt").write_bytes(b"x")
    (tmp_path / "thư mục").mkdir()
    place = tmp_path / given if (tmp_path / given).exists() else given
    with pytest.raises(click.BadParameter) as told:
        console.Place(**wanted).convert(str(place), click.Argument(["papers"], metavar="[BÁO_CÁO.docx…]"), None)
    assert words in told.value.message
    assert console.usage_message(told.value).startswith("Giá trị của “BÁO_CÁO.docx…” chưa đúng: ")


def test_a_table_is_whole_when_redirected(capsys):
    console.table("Kỳ 2022-03", ["Đơn vị", "Dòng"], [["Trung tâm Công nghệ thông tin và Truyền thông", "12"]], numbers=1)
    out = capsys.readouterr().out
    assert "Trung tâm Công nghệ thông tin và Truyền thông" in out and "Kỳ 2022-03" in out


def test_no_progress_where_standard_error_is_no_terminal(capsys):
    with console.progress(quiet=False) as step:
        step("Đọc tệp…")
    assert capsys.readouterr().err == ""
