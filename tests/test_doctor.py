"""What doctor sees of a machine and a workspace."""

from collections import namedtuple

import openpyxl
import pytest
from docx import Document
from support.paths import SHIPPED

from emulation_batch import doctor
from emulation_batch.sample.word_parts import add, save
from emulation_batch.sample.word_styles import blank_document
from emulation_batch.workspace import init_workspace

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def root(tmp_path):
    init_workspace(tmp_path / "ws")
    return tmp_path / "ws"


def of(lines, group, level=None):
    return [line for line in lines if line.group == group and level in (None, line.level)]


def test_a_fresh_workspace_has_no_fault(root):
    lines = doctor.examine(root)
    assert [line for line in lines if line.level == doctor.ERROR] == []
    assert {line.group for line in lines} == {"machine", "workspace", "definition", "registry", "template"}
    templates = {line.place for line in of(lines, "template")}
    assert templates == {path.name for path in SHIPPED.glob("*.docx")}


def test_python_with_known_holes_is_named(monkeypatch):
    """By what it does, where that can be tried: `parseaddr` of 3.11.7 takes a forged address for a real one."""
    monkeypatch.setattr(doctor, "parseaddr", lambda text: ("", "alice@unit.gov.vn"))
    monkeypatch.setattr("pyexpat.version_info", (2, 5, 0))
    told = {line.place: line.level for line in doctor.machine()}
    assert told["Python"] == told["Bộ đọc XML (expat)"] == doctor.WARNING
    monkeypatch.setattr(doctor, "parseaddr", lambda text: ("", ""))
    monkeypatch.setattr("pyexpat.version_info", (2, 6, 3))
    assert {line.level for line in doctor.machine()} == {doctor.FINE}


def test_what_the_machine_has_is_told(monkeypatch):
    """XML safety, the coding of texts and LibreOffice, each with what it means where it is missing."""
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.setattr(doctor.locale, "getpreferredencoding", lambda set_it: "cp1258")
    told = {line.place: line for line in doctor.machine()}
    assert told["defusedxml"].level == doctor.FINE and told["defusedxml"].words[0].isdigit()
    assert told["LibreOffice"].words == "không có" and "cp1258" in told["Bảng mã của máy"].words and told["Bảng mã của máy"].mend

    def missing(name):
        raise doctor.PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version_of", missing)
    told = {line.place: line for line in doctor.machine()}
    assert told["defusedxml"].level == doctor.ERROR and "pip install" in told["defusedxml"].mend


def test_folders_disk_and_open_files(root, monkeypatch):
    (root / "output" / "2022-03").mkdir()
    (root / "output" / "2022-03" / "~$register.xlsx").write_bytes(b"x")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: Usage(1, 1, 5 << 20))
    lines = doctor.examine(root)
    assert any("đang mở" in line.words and line.level == doctor.WARNING for line in of(lines, "workspace"))
    assert any("còn trống 5 MB" in line.words and line.level == doctor.WARNING for line in of(lines, "workspace"))

    def refuse(**options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor, "NamedTemporaryFile", refuse)
    lines = doctor.examine(root)
    assert len(of(lines, "workspace", doctor.ERROR)) == 2 and doctor.exit_code(lines) == 6


def test_faults_of_definition_and_registry_are_all_listed(root):
    path = root / "input_templates" / "movement.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('rule = "due_documents"', 'rule = "due"').replace(
        "from_day = 15", "from_day = 31"), encoding="utf-8")
    lines = doctor.examine(root)
    assert len(of(lines, "definition", doctor.ERROR)) >= 2 and doctor.exit_code(lines) == 3
    assert of(lines, "template") == []
    (root / "input_templates" / "danh_muc.xlsx").unlink()
    assert of(doctor.examine(root), "registry", doctor.ERROR)


def test_people_and_members_left_in_an_ended_unit_are_named(root):
    path = root / "input_templates" / "danh_muc.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book["Đơn vị"].iter_rows(min_row=4):
        if row[0].value == "TTCNTT":
            row[7].value, row[8].value, row[9].value, row[10].value = "31/12/2021", "VP", "Sáp nhập", "Quyết định 1"
    book.save(path)
    lines = of(doctor.examine(root), "registry", doctor.WARNING)
    assert {line.place.split(":")[0] for line in lines} == {"danh_muc.xlsx, trang Cán bộ", "danh_muc.xlsx, trang Hội đồng"}
    assert all("kết thúc ngày 31/12/2021" in line.words and "Ghi Đến ngày 31/12/2021" in line.mend for line in lines)
    assert all("đơn vị mới (VP)" in line.mend for line in lines)


def test_all_templates_are_read_though_one_is_broken(root):
    document = blank_document()
    add(document, "{ subject_line }}", "Thân bài")
    save(document, root / "input_templates" / "to_trinh.docx")
    (root / "input_templates" / "bien_ban.docx").unlink()
    lines = doctor.examine(root)
    assert {line.place.split(",")[0] for line in of(lines, "template", doctor.ERROR)} == {"to_trinh.docx", "bien_ban.docx"}
    assert doctor.exit_code(lines) == 5


def test_a_misspelt_tag_is_told_before_any_month_was_run(root):
    document = Document(str(root / "input_templates" / "don_doc.docx"))
    tag = next(paragraph for paragraph in document.paragraphs if "opening" in paragraph.text)
    tag.runs[0].text = tag.text.replace("opening", "openning")
    document.save(str(root / "input_templates" / "don_doc.docx"))
    told = [line for line in of(doctor.examine(root), "template") if line.level != doctor.FINE]
    assert [(line.level, line.mend) for line in told] == [(doctor.WARNING, "Có phải là “opening”?")]


def test_an_emptied_template_is_told(root):
    save(blank_document(), root / "input_templates" / "mot_trang.docx")
    told = [line for line in of(doctor.examine(root), "template") if line.level != doctor.FINE]
    assert [(line.level, line.place, line.words) for line in told] == [
        (doctor.WARNING, "mot_trang.docx", "mẫu không còn thẻ nào, văn bản in ra sẽ không có số liệu.")]


def test_no_workspace_ends_with_the_machine(tmp_path):
    lines = doctor.examine(tmp_path / "vang")
    assert doctor.exit_code(lines) == 3 and of(lines, "workspace", doctor.ERROR)


def test_warnings_alone_call_for_a_look():
    fine, warning = doctor.Line("machine", doctor.FINE, "a", "b"), doctor.Line("machine", doctor.WARNING, "a", "b")
    assert (doctor.exit_code([fine]), doctor.exit_code([fine, warning])) == (0, 1)
