"""A workbook goes back to its unit, is corrected in LibreOffice as its first sheet says, and passes when it comes again."""

import email
import json
from datetime import date, datetime
from email.policy import default

import openpyxl
import pytest
from support.mails import mail, part, without
from support.office_edit import type_into
from support.paths import shipped_definition
from support.round_trip import NAME, NIL, SENT, run, send, workspace
from support.unit_workbooks import ASSIGNED, FIELD_DAY, FORM, MONEY

from emulation_batch.layout import FIRST_ROW, RETURNED_NAME
from emulation_batch.periods import Month
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import init_workspace

LIVE = '=HYPERLINK("http://x.example/","mở")'
# typed wrong, with gaps between the rows; the correction of each cell
ROWS = {
    "van_ban": [ASSIGNED, {**ASSIGNED, "noi_dung": "Tham mưu văn bản hướng dẫn các xã", "so_ky_hieu": "87/KH-STTTT",
                           "han_hoan_thanh": date(2022, 4, 1),
                           "ngay_hoan_thanh": "20-11", "nguoi_chu_tri": "Lý Thị Án"}],
    "nguon_luc": [MONEY, {**MONEY, "noi_dung": "Vận động doanh nghiệp lần hai", "so_tien": "1,2 triệu", "chung_tu": "Biên lai số 13"},
                  {**MONEY, "noi_dung": LIVE, "so_tien": 900, "chung_tu": "Biên lai số 14"}],
    "ca_nhan": [{**FIELD_DAY, "ngay": date(2022, 2, 21)}],
}
PLACES = {"van_ban": [FIRST_ROW, FIRST_ROW + 3], "nguon_luc": [FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 5], "ca_nhan": [FIRST_ROW]}
WORK, FUNDS, GENERAL = "2a. Văn bản, sáng kiến", "2c. Nguồn lực, mô hình", "1. Thông tin chung"
OTHER = {**FIELD_DAY, "can_bo": "Bàn Văn Hải | STTTT-006", "noi_dung": "Giúp xã sửa cụm loa truyền thanh", "ngay": date(2022, 3, 2)}
OTHER_NIL = {**NIL, "thu_truong": "Hoàng Văn Cường", "kps_van_ban": "Có", "kps_nguon_luc": "Có"}
CORRECTED = {(GENERAL, "C18"): "vp@stttt.example.vn", (WORK, "G11"): date(2022, 3, 9), (WORK, "M11"): "Lý Thị Ánh | STTTT-003",
             (FUNDS, "G9"): 1_200_000, (FUNDS, "G13"): 900_000}


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """VP has sent a workbook with mistakes, BCXB a good one."""
    folder = tmp_path_factory.mktemp("round")
    space = workspace(folder / "ws")
    period = space.period(Month(2022, 3))
    vp, other = space.registry.units
    write_workbook(folder / "vp.xlsx", space.definition, space.registry, vp, period,
                   Filled({**FORM, **NIL, "thu_dien_tu": "vp.stttt.example.vn"}, ROWS, PLACES))
    write_workbook(folder / "other.xlsx", space.definition, space.registry, other, period, Filled({**FORM, **OTHER_NIL}, {"ca_nhan": [OTHER]}))
    send(space, folder / "vp.xlsx", "báo cáo VP.xlsx", SENT)
    send(space, folder / "other.xlsx", "other.xlsx", SENT)
    return space


@pytest.fixture(scope="module")
def first(space):
    return run(space)


@pytest.fixture(scope="module")
def sheets(first):
    return openpyxl.load_workbook(first.folder / NAME)


def links(sheet):
    return {cell.coordinate: cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink}


def test_only_who_must_change_something_gets_a_workbook(first):
    assert [path.relative_to(first.folder).as_posix() for path in first.folder.rglob("returned/*/*.xlsx")] == [NAME]


def test_every_finding_leads_to_its_cell(first, sheets):
    listed = links(sheets[RETURNED_NAME])
    targets = {tuple(link.location.replace("'", "").split("!")) for link in listed.values()}
    wanted = {(finding.sheet, finding.cell) for finding in first.month.judged.findings
              if finding.unit == "VP" and finding.severity in ("error", "query")}
    assert wanted == set(CORRECTED)
    assert wanted <= targets
    assert {link.target for link in listed.values()} == {None}, "a link of the first sheet leads out of the file"


def test_notes_stand_at_the_bad_cells_and_nowhere_else(sheets):
    noted = {(sheet.title, cell.coordinate): cell.comment.text for sheet in sheets for row in sheet.iter_rows() for cell in row
             if cell.comment}
    assert set(noted) == set(CORRECTED) | {(GENERAL, "C8")}
    assert "ghi sẵn lần gửi tiếp theo là 2" in noted[GENERAL, "C8"]
    assert "Cách sửa:" in noted[FUNDS, "G9"] and "C231" in noted[FUNDS, "G9"]


def test_values_stand_where_and_as_they_were_typed(sheets):
    definition = shipped_definition()
    for key, rows in ROWS.items():
        sheet = definition.sheet(key)
        page = sheets[sheet.name]
        for place, values in zip(PLACES[key], rows, strict=True):
            for number, column in enumerate(sheet.columns):
                value = page.cell(place + 1, 3 + number).value
                shown = value.date() if isinstance(value, datetime) else value
                assert shown == values.get(column.key), (key, place, column.key)
    live = sheets[FUNDS]["E13"]
    assert (live.value, live.data_type, live.hyperlink, live.quotePrefix) == (LIVE, "s", None, True)
    assert sheets[GENERAL]["C8"].value == 2


def test_the_mail_brings_the_workbook_and_says_so(first):
    folder = first.folder / "returned" / "VP"
    message = email.message_from_bytes((folder / "thu.eml").read_bytes(), policy=default)
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "TD_VP_2022-03_can_sua.xlsx"
    assert attached.get_content() == (folder / attached.get_filename()).read_bytes()
    text = message.get_body().get_content()
    assert "mở tệp gửi kèm TD_VP_2022-03_can_sua.xlsx" in text
    assert "gửi lại chính tệp đó tới thidua@stttt.example.vn" in text
    assert (folder / "noi_dung.txt").read_bytes().decode("utf-8-sig").replace("\r\n", "\n").endswith(text.replace("\r\n", "\n"))
    other = email.message_from_bytes((first.folder / "returned" / "BCXB" / "thu.eml").read_bytes(), policy=default)
    assert list(other.iter_attachments()) == []


def test_it_holds_nothing_of_another_unit(first, sheets):
    words = "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)
    assert "Bàn Văn Hải" not in words and "BCXB" not in words


def test_the_same_month_gives_the_same_workbook(space, first):
    before = (first.folder / NAME).read_bytes(), (first.folder / "returned/VP/thu.eml").read_bytes()
    again = run(space)
    assert ((again.folder / NAME).read_bytes(), (again.folder / "returned/VP/thu.eml").read_bytes()) == before


def test_corrected_as_it_says_it_passes(space, first, tmp_path):
    """Opened, corrected at the listed cells and saved in LibreOffice, with nothing else touched."""
    sent_back = first.folder / NAME
    fixed = type_into(sent_back, tmp_path / "fixed.xlsx", CORRECTED)
    calculated = openpyxl.load_workbook(fixed, data_only=True)
    assert calculated[FUNDS]["B9"].value == calculated[FUNDS]["B13"].value == calculated[WORK]["B11"].value == "Đủ"
    second_space = workspace(tmp_path / "ws")
    for path in (space.inbox / "2022-03").iterdir():
        send(second_space, path, path.name, SENT)
    send(second_space, fixed, "gửi lại.xlsx", SENT.replace(hour=16))
    done = run(second_space)
    manifest = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    assert {file["name"]: (file["outcome"], file["attempt"]) for file in manifest["files"]} == {
        "báo cáo VP.xlsx": ("superseded", 1), "gửi lại.xlsx": ("accepted", 2), "other.xlsx": ("accepted", 1)}
    assert done.month.judged.findings == ()
    assert manifest["rows_by_unit"]["VP"]["accepted"] == sum(map(len, ROWS.values()))
    assert list(done.folder.rglob("returned/*/*.xlsx")) == []
    frame = done.month.judged.accepted["nguon_luc"]
    assert sorted(frame["_row"]) == [8, 9, 13]
    assert LIVE in list(frame["noi_dung"])


def test_sent_back_untouched_it_says_the_same_again(first, tmp_path):
    """The first sheet is not read: no finding of its own, and its lines are not counted as rows."""
    space = workspace(tmp_path / "ws")
    send(space, first.folder / NAME, "chưa sửa.xlsx", SENT)
    done = run(space)

    def places(month):
        return sorted((finding.code, finding.sheet, finding.cell) for finding in month.judged.findings if finding.unit == "VP")

    assert places(done.month) == places(first.month)
    assert done.month.balance.by_unit["VP"]["received"] == sum(map(len, ROWS.values()))


def test_check_writes_a_marked_copy_where_it_is_asked_to(first, tmp_path):
    """The copy keeps the number of the sending, since nothing was sent; a good file has none."""
    from click.testing import CliRunner

    from emulation_batch.cli import cli

    init_workspace(tmp_path / "ws")
    marked = tmp_path / "marked"
    source = first.folder / NAME
    done = CliRunner().invoke(cli, ["check", str(source), "--marked", str(marked), "--workspace", str(tmp_path / "ws")],
                              standalone_mode=False)
    assert done.exception is None and done.return_value == 1
    [copy] = marked.iterdir()
    assert f"Bản có đánh dấu: {copy}" in done.output
    assert f"mở {copy}" in done.output.splitlines()[-1]
    sheets = openpyxl.load_workbook(copy)
    assert sheets.sheetnames[0] == RETURNED_NAME and sheets[GENERAL]["C8"].value == 2
    assert sheets[FUNDS]["G9"].comment and " nhận " not in sheets[RETURNED_NAME]["A2"].value
    without = CliRunner().invoke(cli, ["check", str(source), "--workspace", str(tmp_path / "ws")], standalone_mode=False)
    assert "Bản có đánh dấu" not in without.output


def test_a_mail_is_answered_and_what_is_sent_again_is_compared(tmp_path):
    """Real mails in and out: the draft answers the mail by its number; what came second is told in the letter and the register."""
    space = workspace(tmp_path / "ws")
    vp = space.registry.units[0]
    write_workbook(tmp_path / "vp.xlsx", space.definition, space.registry, vp, space.period(Month(2022, 3)),
                   Filled({**FORM, **NIL, "thu_dien_tu": "vp.stttt.example.vn"}, ROWS, PLACES))
    (tmp_path / "1.eml").write_bytes(mail(part((tmp_path / "vp.xlsx").read_bytes(), b"VP.xlsx"), top=without(b"Received", b"Date")))
    send(space, tmp_path / "1.eml", "1.eml", SENT)
    done = run(space)
    assert _headers(done, "VP")["In-Reply-To"] == "<abc.1@unit.example.vn>" and "In-Reply-To" not in _headers(done, "BCXB")
    book = openpyxl.load_workbook(done.folder / NAME)
    book[FUNDS]["G9"], book[FUNDS]["G13"] = CORRECTED[FUNDS, "G9"], CORRECTED[FUNDS, "G13"]
    book.save(tmp_path / "again.xlsx")
    top = tuple(line.replace(b"abc.1", b"abc.2") for line in without(b"Received", b"Date"))
    (tmp_path / "2.eml").write_bytes(mail(part((tmp_path / "again.xlsx").read_bytes(), b"VP.xlsx"), top=top))
    send(space, tmp_path / "2.eml", "2.eml", SENT.replace(hour=16))
    again = run(space)
    assert _headers(again, "VP")["In-Reply-To"] == "<abc.2@unit.example.vn>"
    [resent] = again.month.resubmissions
    assert {(change.what, change.cell) for change in resent.changes} >= {("cell", "G9"), ("gone", "G9"), ("cell", "G13"), ("gone", "G13")}
    page = [[cell.value for cell in row] for row in openpyxl.load_workbook(again.folder / "register.xlsx")["Bản gửi lại"].iter_rows()]
    assert any({"Sửa ô", "G9", "1,2 triệu", "1200000"} <= set(row) for row in page)
    assert any({"Hết chỗ sai", "G9", "C231"} <= set(row) for row in page)
    letter = (again.folder / "returned" / "VP" / "noi_dung.txt").read_text(encoding="utf-8-sig")
    [told] = [line for line in letter.splitlines() if line.startswith("Bản lần 2")]
    assert told == "Bản lần 2 so với lần 1: sửa 2 ô (2c: G9, G13); hết 1 chỗ sai, 1 chỗ cần xem lại; còn 3 chỗ sai."


def _headers(done, unit):
    return email.message_from_bytes((done.folder / "returned" / unit / "thu.eml").read_bytes(), policy=default)
