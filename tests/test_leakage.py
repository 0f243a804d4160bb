"""Nobody reads what is another unit's: letters, mails, returned workbooks hold their own unit's words only, the console none."""

import email
import html
import io
import os
import re
import tempfile
import unicodedata
import zipfile
from collections import Counter
from datetime import date
from email.policy import default

import pytest
from click.testing import CliRunner
from support.paths import SHIPPED

from emulation_batch import cli as cli_module
from emulation_batch import running
from emulation_batch.cli import cli
from emulation_batch.periods import Month
from emulation_batch.sample.content import content_of
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import init_workspace, open_workspace

UNITS = ("VP", "BCXB", "CNTT", "BCVT")
MONTH = Month(2022, 3)
AS_OF = "2022-03-17T08:00:00+07:00"
SHARED = "86/KH-CHUNG"
CUT = 24
"""Messages quote at least so many characters of a value."""


def planted(unit):
    """Rows that go wrong in the ways that quote values, and rows that clash with those of other units."""
    mark = f"Riêng {unit}:"
    return {
        "van_ban": [
            {"loai": "a1 - Văn bản được giao", "noi_dung": f"{mark} kế hoạch giảm nghèo", "van_ban_giao": f"9{len(unit)}1/KH-{unit}X ngày 13/8/2021",
             "han_hoan_thanh": date(2022, 3, 1), "ngay_hoan_thanh": date(2022, 2, 26), "so_ky_hieu": SHARED,
             "nguoi_chu_tri": f"Hoàng Văn {unit}", "minh_chung": f"https://luu.example.vn/{unit.lower()}/ho-so-rieng"},
            {"loai": "a2 - Sáng kiến, giải pháp", "noi_dung": "Giải pháp chung phát bản tin tiếng Tày trên loa cơ sở", "ngay_hoan_thanh": date(2022, 3, 2),
             "so_ky_hieu": f"97/TTr-{unit}Y", "sang_kien": "Giải pháp", "minh_chung": f"{mark} hồ sơ sáng kiến"}],
        "nguon_luc": [
            {"loai": "c1 - Tiền", "hinh_thuc": "Vận động", "noi_dung": f"{mark} vận động ủng hộ quỹ", "ngay": "31/02/2022", "so_tien": f"{len(unit)}7,{ord(unit[0])} triệu",
             "muc_dich": "Quỹ Vì người nghèo", "chung_tu": f"{mark} biên lai số 12"}],
        "ca_nhan": [
            {"can_bo": f"Đồng chí Lạ Mặt {unit}", "loai": "a1 - Bám sát cơ sở", "noi_dung": f"{mark} đi cơ sở cùng xã", "ngay": date(2022, 2, 20),
             "dia_ban": f"{mark} xã Bành Trạch", "so_ngay": 1.5, "minh_chung": "đang cập nhật"}]}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A month of four units, one of which sent three times, one a workbook of another month; who typed what."""
    folder = tmp_path_factory.mktemp("ws")
    init_workspace(folder)
    space = open_workspace(folder)
    period = space.period(MONTH)
    inbox = folder / "inbox" / str(MONTH)
    inbox.mkdir(parents=True, exist_ok=True)
    typed = {}
    sent = [(unit, 1, period) for unit in UNITS] + [("BCXB", 2, period), ("BCXB", 3, period), ("KHTC", 1, space.period(MONTH.shift(-1)))]
    for unit, attempt, made_for in sent:
        content = content_of(space.registry.unit(unit, made_for.to), made_for, space.definition, space.registry, attempt)
        rows = {key: [*content.rows.get(key, []), *more] for key, more in planted(unit).items()}
        rows = content.rows | ({key: lines[:-1] for key, lines in rows.items()} if attempt == 2 else rows)
        path = inbox / f"{unit} {attempt}.xlsx"
        write_workbook(path, space.definition, space.registry, space.registry.unit(unit, made_for.to), made_for, Filled(content.form, rows))
        os.utime(path, (1647330000 + attempt,) * 2)
        typed.setdefault(unit, []).extend([content.form, *(row for lines in rows.values() for row in lines)])
    return folder, needles(space, period, typed)


def plain(text):
    return " ".join(unicodedata.normalize("NFC", html.unescape(text)).split())


def holds(text, needle):
    """Whether a text holds a needle that is no end of a longer word, and no part of a longer number."""
    end = r"(?![\d.]*\d)" if needle[0].isdigit() else ""
    return needle in text and re.search(rf"(?<![\w.]){re.escape(needle)}{end}", text) is not None


def needles(space, period, typed):
    """Texts and amounts that one unit alone typed, and the names of its people: {unit: texts to look for}."""
    own = {}
    for unit, rows in typed.items():
        values = {value for row in rows for value in row.values() if isinstance(value, str | int)}
        amounts = {f"{value:,}".replace(",", ".") for value in values if isinstance(value, int) and value >= 100_000}
        texts = {plain(value)[:CUT] for value in values if isinstance(value, str) and len(plain(value)) >= 8}
        own[unit] = texts | amounts | {amount.replace(".", "") for amount in amounts}
        own[unit] |= {plain(person.name) for person in space.registry.people if person.unit == unit}
    of_units = {plain(text)[:CUT] for item in space.registry.units for text in (item.name, item.short, item.code, item.head)}
    public = plain((SHIPPED / "movement.toml").read_text(encoding="utf-8"))
    seen = Counter(text for texts in own.values() for text in texts)
    return {unit: {text for text in texts if seen[text] == 1 and text not in public and text not in of_units} for unit, texts in own.items()}


def texts_of(content, name):
    """Everything a person can read in a file: the parts of a mail, the texts of a workbook."""
    if name.endswith(".eml"):
        message = email.message_from_bytes(content, policy=default)
        heads = " ".join(f"{key}: {value}" for key, value in message.items())
        return heads + " ".join(
            texts_of(part.get_content(), part.get_filename()) if part.get_filename() else part.get_content()
            for part in message.walk() if not part.is_multipart())
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return " ".join(re.sub("<[^>]+>", " ", book.read(part).decode()) for part in book.namelist() if part.endswith((".xml", ".rels")))
    return content.decode("utf-8-sig")


@pytest.fixture(scope="module")
def consoles(workspace):
    """What the console shows of one run, printed in the three ways."""
    folder, _ = workspace
    shown, real, runs = {}, running.run_month, []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "run_month", lambda *given: runs[0] if runs else runs.append(real(*given)) or runs[0])
        for options in ((), ("-v",), ("--json",)):
            done = CliRunner().invoke(cli, ["run", str(MONTH), "--workspace", str(folder), "--as-of", AS_OF, "--workers", "2", *options],
                                      standalone_mode=False)
            assert done.return_value == 1, done.output
            shown[" ".join(options) or "run"] = done.output + done.stderr
    return shown


def test_the_needles_are_worth_looking_for(workspace, consoles):
    """Each unit has names, texts and amounts of its own, and its own letter does quote some of them."""
    folder, own = workspace
    for unit in UNITS:
        assert len(own[unit]) > 20, unit
        letter = plain(texts_of((folder / "output" / str(MONTH) / "returned" / unit / "thu.eml").read_bytes(), "thu.eml"))
        assert sum(holds(letter, text) for text in own[unit]) > 5, unit


def test_what_goes_to_a_unit_holds_no_other_units_words(workspace, consoles):
    folder, own = workspace
    files = [path for path in (folder / "output" / str(MONTH) / "returned").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".txt", ".eml", ".xlsx"}
    found = []
    for path in files:
        text = plain(texts_of(path.read_bytes(), path.name))
        found += [(path.name, path.parent.name, unit, needle) for unit, texts in own.items() if unit != path.parent.name
                  for needle in texts if holds(text, needle)]
    assert found == []


def test_a_clash_names_the_other_unit_and_the_document_only(workspace, consoles):
    """The one thing that crosses: the other unit's name, and the number that both reported."""
    letter = plain((workspace[0] / "output" / str(MONTH) / "returned" / "VP" / "noi_dung.txt").read_text(encoding="utf-8-sig"))
    clash, = re.findall(f"Văn bản “{SHARED}” cũng được (.+?) báo cáo trong kỳ này", letter)
    names = {unit.short for unit in open_workspace(workspace[0]).registry.units} | {unit.name for unit in open_workspace(workspace[0]).registry.units}
    assert any(name in clash for name in names)


@pytest.mark.parametrize("options", ["run", "-v", "--json"])
def test_the_console_holds_nobodys_words(workspace, consoles, options):
    text = plain(consoles[options])
    assert text
    assert [(unit, needle) for unit, texts in workspace[1].items() for needle in texts if holds(text, needle)] == []


def test_the_log_of_a_fault_holds_nobodys_words(tmp_path, monkeypatch, capsys):
    """The engineer learns where and what kind; the message of a fault may hold what a unit typed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def broken(*args, **kwargs):
        try:
            int("Lý Thị Ánh")
        except ValueError as error:
            raise KeyError("12,5 triệu") from error

    monkeypatch.setattr(cli_module.cli, "main", broken)
    with pytest.raises(SystemExit) as stopped:
        cli_module.main()
    log, = tmp_path.glob("*.log")
    text = log.read_text(encoding="utf-8")
    assert stopped.value.code == 70
    assert "KeyError\n" in text and "ValueError\n" in text and "in broken" in text
    told = capsys.readouterr()
    assert not [word for word in ("Ánh", "triệu") if word in re.sub(r'int\("Lý Thị Ánh"\)|KeyError\("12,5 triệu"\)', "", text) + told.out + told.err]
