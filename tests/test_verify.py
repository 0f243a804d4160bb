"""A month is built again from what it keeps, without its inbox, and every changed byte shows."""

import json
import os
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from support.books import set_time
from support.mails import mail, part, zip_of
from support.paths import shipped_definition

from emulation_batch import pipeline, printing_verified, running, verify
from emulation_batch.cli import cli
from emulation_batch.errors import UsageFault
from emulation_batch.ledger import seal
from emulation_batch.periods import VIETNAM_TIME, Month
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import init_workspace, open_workspace

MARCH = Month(2022, 3)
AS_OF = datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)
FORM = {"lan_nop": 1, "khong_phat_sinh": "Không", "nguoi_lap": "Lý Thị Ánh", "ngay_ky": date(2022, 3, 15)}
ROW = {"loai": "d4 - Giải pháp, sáng kiến", "noi_dung": "Giải pháp tuyên truyền lưu động", "ngay": date(2022, 3, 1)}


def silent(text):
    pass


def lay_inbox(inbox, books):
    """Every way a file can come: alone, twice, in an archive, a mail, a mailbox, not at all."""
    box = b"From x Tue Mar 15 08:00:00 2022\r\n" + mail(part(books[2], b"c.xlsx"), boundary=b"b9")
    files = {"a.xlsx": books[0], "a (2).xlsx": books[0], "thu.eml": mail(part(zip_of([("b.xlsx", books[1]), ("x.pdf", b"%PDF")]), b"b.zip")),
             "hop thu.mbox": box, "hong.zip": b"PK\3\4", "~$a.xlsx": b"x", "trong.xlsx": b""}
    inbox.mkdir(parents=True, exist_ok=True)
    for number, (name, content) in enumerate(files.items()):
        (inbox / name).write_bytes(content)
        set_time(inbox / name, datetime(2022, 3, 15, 8, number, tzinfo=VIETNAM_TIME))
    if os.name != "nt":
        (inbox / "link.xlsx").symlink_to("nowhere")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A workspace after its run, its inbox gone."""
    root = tmp_path_factory.mktemp("finished") / "ws"
    init_workspace(root)
    space = open_workspace(root)
    period = space.period(MARCH)
    books = []
    for unit in space.registry.units_on(period.to)[:3]:
        path = root / f"{unit.code}.xlsx"
        write_workbook(path, space.definition, space.registry, unit, period, Filled(FORM, {"tuyen_truyen": [ROW]}))
        books.append(path.read_bytes())
        path.unlink()
    lay_inbox(space.inbox_of(MARCH) / "2022-03", books)
    (root / "output" / ".nhan.tmp-killed").mkdir()
    running.run_month(space, MARCH, [space.inbox_of(MARCH)], AS_OF, 2, silent)
    shutil.rmtree(root / "inbox")
    return root


@pytest.fixture
def copy(finished, tmp_path):
    return Path(shutil.copytree(finished, tmp_path / "ws"))


def verified(root):
    return verify.verify_month(open_workspace(root), MARCH, 2, silent)


def test_files_in_mails_and_archives_are_kept_and_counted(finished):
    folder = finished / "output" / "2022-03"
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    by_name = {file["name"].removeprefix("2022-03/"): file for file in files}
    assert sum(file["outcome"] == "accepted" for file in files) == 3
    archive = by_name["thu.eml/b.zip"]
    assert by_name["thu.eml/b.zip/b.xlsx"]["container"] == archive["sha256"] and archive["container"] == by_name["thu.eml"]["sha256"]
    assert "container" not in by_name["thu.eml"] and by_name["hop thu.mbox/Thư 1.eml/c.xlsx"]["sender"]
    kept = {path.stem for path in (folder / "received").iterdir()}
    assert kept == {file["sha256"] for file in files if file["code"] not in ("F102", "F104")}
    assert [path.name for path in (finished / "output").iterdir() if path.name.startswith(".nhan")] == []


def states(root):
    return sorted((path.relative_to(root), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file() and path.name != ".lock")


def test_a_month_as_it_was_written_is_equal_without_its_inbox(finished, capsys):
    before = states(finished)
    assert cli.main(["verify", "2022-03", "--workspace", str(finished), "--workers", "2", "--json"], standalone_mode=False) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.pop("files") > 15
    assert told == {"period": "2022-03", "same": True, "rebuilt": True, "hindrance": "", "outdated": "", "seals": [], "differences": []}
    assert states(finished) == before


def test_every_changed_missing_or_added_file_is_named(copy):
    """Also one whose hash in the manifest was made to match: it is not what the received workbooks give."""
    folder = copy / "output" / "2022-03"
    (folder / "register.xlsx").unlink()
    (folder / "ghi chu.txt").write_text("x", encoding="utf-8")
    (folder / "records" / "figures.parquet").write_bytes(b"x")
    (folder / "findings.csv").write_bytes(b"code\r\n")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["outputs"]["findings.csv"] = sha256_of(folder / "findings.csv")
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    found = verified(copy)
    assert not found.same and found.hindrance == ""
    assert dict(found.differences) == {
        "findings.csv": verify.OTHER, "manifest.json": verify.OTHER, "register.xlsx": verify.MISSING,
        "ghi chu.txt": verify.EXTRA, "records/figures.parquet": verify.CHANGED}


def with_another_definition(root):
    """The definition, the registry and every template of today are no longer those of the month."""
    for name in ("movement.toml", "danh_muc.xlsx"):
        path = root / "input_templates" / name
        path.write_bytes(path.read_bytes().replace(b'version = "', b'version = "9'))
    for path in (root / "input_templates").glob("*.docx"):
        path.write_bytes(b"restyled")


def test_another_definition_and_other_templates_change_nothing_in_a_month_that_keeps_its_own(copy):
    folder = copy / "output" / "2022-03"
    with_another_definition(copy)
    kept = {path.name: path.read_bytes() for path in (folder / "input_templates").iterdir()}
    assert len(kept) == 2 + len({report.template for report in shipped_definition().reports})
    assert kept["movement.toml"] != (copy / "input_templates" / "movement.toml").read_bytes()
    found = verified(copy)
    assert (found.same, found.hindrance, found.files) == (True, "", found.files)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs"].keys() >= {f"input_templates/{name}" for name in kept}


def test_a_lost_original_or_a_changed_copy_leaves_the_hashes(copy, monkeypatch):
    def never(*arguments):
        raise AssertionError("nothing is built again")

    monkeypatch.setattr(pipeline, "gather_month", never)
    folder = copy / "output" / "2022-03"
    for path, told in ((next((folder / "received").glob("*.xlsx")), "nguyên bản trong received"),
                       (folder / "input_templates" / "movement.toml", "movement.toml đã khác"),
                       (folder / "input_templates" / "to_trinh.docx", "nguyên bản trong input_templates")):
        content = path.read_bytes()
        path.write_bytes(b"khac" if path.suffix != ".toml" else content + b"\n")
        found = verified(copy)
        assert told in found.hindrance and "chỉ so với manifest.json" in " ".join(printing_verified.lines(found))
        assert [name for name, _ in found.differences] == [path.relative_to(folder).as_posix()]
        path.write_bytes(content)
    monkeypatch.setattr(verify, "__version__", "0.0.1")
    assert "phiên bản chương trình đã khác" in verified(copy).hindrance


def test_without_a_period_every_file_of_every_sealed_month_is_compared(copy, capsys):
    def told():
        code = cli.main(["verify", "--workspace", str(copy)], standalone_mode=False)
        return code, capsys.readouterr().out

    folder = copy / "output" / "2022-03"
    assert told()[0] == 0 and "Chưa có kỳ nào được chốt" in verify.ALL + " ".join(printing_verified.lines(verify.verify_chain(open_workspace(copy))))
    seal(folder, None, AS_OF)
    code, text = told()
    assert code == 0 and "1 kỳ đã chốt" in text and "tất cả còn nguyên" in text and "không phải làm gì" in text
    (folder / "index.html").write_bytes(b"x")
    code, text = told()
    assert code == 1 and "  Kỳ 2022-03: index.html đã thay đổi sau khi chốt." in text and "bản sao lưu" in text
    assert cli.main(["verify", "--json", "--workspace", str(copy)], standalone_mode=False) == 1
    plain = json.loads(capsys.readouterr().out)
    assert (plain["same"], plain["rebuilt"], len(plain["seals"])) == (False, False, 1)


def test_seals_are_verified_and_completed_papers_are_no_difference(copy, monkeypatch):
    monkeypatch.setattr(verify, "__version__", "0.0.1")
    folder = copy / "output" / "2022-03"
    report = folder / "reports" / "2022-03_bao_cao_thang.docx"
    report.write_bytes(report.read_bytes() + b"done by hand")
    (folder / "reports" / "ban_ky.pdf").write_bytes(b"%PDF")
    assert dict(verified(copy).differences) == {f"reports/{name}": verify.COMPLETED for name in (report.name, "ban_ky.pdf")}
    assert not verified(copy).same and not verified(copy).sealed
    (folder / "reports" / "ban_ky.pdf").unlink()
    seal(folder, None, AS_OF, {"completed": {f"reports/{report.name}": sha256_of(report)}})
    assert verified(copy).same
    report.write_bytes(b"changed after the seal")
    found = verified(copy)
    assert dict(found.differences) == {f"reports/{report.name}": verify.CHANGED} and report.name in found.seals[0]
    (folder / "seal.json").unlink()
    found = verified(copy)
    assert found.sealed and found.hindrance == "seal.json của kỳ bị mất" and not found.same
    assert "run 2022-03" not in printing_verified.next_step(found) and "sao lưu" in printing_verified.next_step(found)


def test_a_month_that_lacks_a_month_sealed_after_its_run_says_so_instead_of_differing(copy, capsys):
    """Its sums to date could not be built again: they would count the other month."""
    space, february = open_workspace(copy), Month(2022, 2)
    path = space.inbox_of(february) / "a.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    period = space.period(february)
    row = ROW | {"ngay": date(2022, 2, 1)}
    write_workbook(path, space.definition, space.registry, space.registry.units_on(period.to)[0], period,
                   Filled(FORM | {"ngay_ky": date(2022, 2, 15)}, {"tuyen_truyen": [row]}))
    before = datetime(2022, 2, 17, 8, tzinfo=VIETNAM_TIME)
    run = running.run_month(space, february, [path.parent], before, 1, silent)
    assert verified(copy).same and not verified(copy).hindrance  # not sealed yet: it counts nowhere
    seal(run.folder, None, before)
    assert verified(copy).same and "2022-02" in verified(copy).hindrance
    assert cli.main(["verify", "2022-03", "--workspace", str(copy)], standalone_mode=False) == 0
    assert "Không dựng lại kỳ 2022-03, vì kỳ 2022-02 được chốt sau khi tổng hợp kỳ này" in capsys.readouterr().out


def test_a_month_that_was_never_run_or_cannot_be_read(copy):
    space = open_workspace(copy)
    with pytest.raises(UsageFault, match="chưa có kết quả"):
        verify.verify_month(space, Month(2022, 2), 1, silent)
    (copy / "output" / "seals.json").write_text('{"2022-02": ""}', encoding="utf-8")
    with pytest.raises(UsageFault, match="đã chốt nhưng thư mục của kỳ bị mất.*bản sao lưu"):
        verify.verify_month(space, Month(2022, 2), 1, silent)
    path = copy / "output" / "2022-03" / "manifest.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    for broken in ("", "[]", "{}", json.dumps(whole | {"files": [{"sha256": "../../x"}]}), json.dumps(whole | {"as_of": 3})):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(UsageFault, match="không đọc được"):
            verified(copy)


def test_the_command_tells_what_differs_and_exits_1(copy, capsys, monkeypatch):
    monkeypatch.setattr(verify, "__version__", "0.0.1")
    (copy / "output" / "2022-03" / "index.txt").write_text("x", encoding="utf-8")
    assert cli.main(["verify", "2022-03", "--workspace", str(copy)], standalone_mode=False) == 1
    told = capsys.readouterr().out
    assert f"index.txt: {verify.EXTRA}" in told and "Không dựng lại kỳ 2022-03" in told
    assert told.splitlines()[-1].startswith("Việc tiếp theo")
