import json
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

from support.corrected import corrected_month
from support.month import spring_month

from emulation_batch import printing
from emulation_batch.batch import UnitStanding
from emulation_batch.council import Council
from emulation_batch.findings import Label, word
from emulation_batch.registry import Extension


def finding(unit, severity, **words):
    return word(Label("C201", "Ô ghi “{value}”.", "Sửa.", severity), unit=unit, sheet="3. Cá nhân", cell="C8", **words)


def month():
    findings = (finding("VP", "error", value="Lý Thị Ánh"), finding("VP", "query"), finding("TTR", "notice"))
    rows = {"received": 3, "accepted": 2, "refused": 1, "superseded": 0, "duplicate": 0}
    standings = (UnitStanding("VP", "Văn phòng Sở", "on_time", None), UnitStanding("TTR", "Thanh tra Sở", "missing", None))
    submissions = tuple(SimpleNamespace(outcome="set_aside", code="F101", unit="", reason="Không phải tệp báo cáo.", received=SimpleNamespace(name=f"{n}.pdf")) for n in range(22))
    return SimpleNamespace(submissions=submissions, judged=SimpleNamespace(findings=findings), standings=standings, council=Council(), corrections=(), definition_changes=(), outside=(), period=SimpleNamespace(key="2022-03", from_=date(2022, 2, 15), to=date(2022, 3, 14)),
                           balance=SimpleNamespace(by_unit={"VP": rows}, files={"accepted": 1}, rows=rows))


def test_counts_by_unit():
    counts = printing.counts(month())
    assert [(unit["unit"], unit["standing"], unit["errors"], unit["queries"]) for unit in counts["units"]] == [("VP", "on_time", 1, 1), ("TTR", "missing", 0, 0)]
    assert counts["rows"]["received"] == 3 and counts["files"] == {"accepted": 1}


def test_rows_are_those_of_the_file_that_is_used(capsys):
    """A copy, an earlier sending and a file that was refused whole add nothing; where no file is used there are none."""
    shown = month()
    used, refused = (SimpleNamespace(outcome=outcome, rows=18, received=SimpleNamespace(sha256=outcome)) for outcome in ("accepted", "refused"))
    shown.standings = (UnitStanding("VP", "Văn phòng Sở", "on_time", used), UnitStanding("TTR", "Thanh tra Sở", "returned", refused))
    counts = {"received": 72, "accepted": 15, "refused": 21, "superseded": 18, "duplicate": 18}
    shown.balance.by_unit = {"VP": counts, "TTR": dict.fromkeys(counts, 0) | {"received": 18, "refused": 18}}
    told = printing.told_of(SimpleNamespace(month=shown, placeholders={}, left_out=""))
    assert [unit["rows"]["refused"] for unit in told["units"]] == [21, 18], "for machines every row by its fate, as in the manifest"
    printing.print_month(told, "output")
    lines = {line.split()[0]: line.split() for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert (lines["Văn"][-3:], lines["Thanh"][-3:]) == (["18", "1", "1"], ["0", "0", "0"])
    assert "Dòng (tệp dùng)" in " ".join(lines["Đơn"])


def test_what_was_opened_and_the_councils_registers_are_no_files_that_are_no_form():
    shown = month()
    aside = [SimpleNamespace(outcome="set_aside", code=code, unit="", reason="", received=SimpleNamespace(name=code))
             for code in ("F121", "F121", "F131", "F101", "F127")]
    shown.submissions, shown.balance.files = tuple(aside), {"accepted": 1, "set_aside": 5}
    line = printing.told_of(SimpleNamespace(month=shown, placeholders={}, left_out=""))["lines"][0]
    assert line == "Tệp: nhận 6; dùng 1, bản cũ 0, trùng 0, trả lại 0, thư và tệp nén đã mở 2, sổ của Hội đồng 1, không phải biểu 2."


def test_an_empty_workbook_is_not_told_as_used(capsys):
    """Its unit stands as returned: the file is counted apart, and the table says what was wrong with it."""
    shown = month()
    sent = SimpleNamespace(outcome="accepted", code="", unit="TTR", reason="", rows=0, received=SimpleNamespace(name="a.xlsx", sha256="a"))
    shown.submissions, shown.balance.files = (sent,), {"accepted": 2}
    shown.standings = (shown.standings[0], UnitStanding("TTR", "Thanh tra Sở", "returned", sent))
    told = printing.told_of(SimpleNamespace(month=shown, placeholders={}, left_out=""))
    assert told["lines"][0].startswith("Tệp: nhận 2; dùng 1, tệp trống 1, bản cũ 0, trùng 0, trả lại 0, ")
    assert (told["files"], [unit["standing"] for unit in told["units"]]) == ({"accepted": 2}, ["on_time", "returned"]), "for machines as ever"
    printing.print_month(told, "output")
    assert "trả lại, tệp trống" in capsys.readouterr().out


def test_a_nil_report_that_came_late_is_told_so():
    shown = spring_month()
    nil = replace(shown, standings=tuple(replace(item, standing="nil") for item in shown.standings if item.unit == "BCXB"))
    assert printing.told_of(SimpleNamespace(month=nil, placeholders={}, left_out=""))["standings"] == [["không phát sinh, muộn", 0]]
    early = replace(nil.registry, extensions=(Extension("BCXB", "2022-03", date(2022, 3, 18), "12/VP"),))
    told = printing.told_of(SimpleNamespace(month=replace(nil, registry=early), placeholders={}, left_out=""))
    assert (told["standings"], [unit["standing"] for unit in told["units"]]) == ([["không phát sinh", 0]], ["nil"])


def test_only_files_that_nobody_answers_wait_for_a_person():
    """A mail that was opened waits for nobody; a refused file of a unit that no longer reports gets no letter."""
    def sent(name, outcome, code="", unit=""):
        return SimpleNamespace(outcome=outcome, code=code, unit=unit, reason="Vì thế.", received=SimpleNamespace(name=name))

    one = month()
    one.submissions = (sent("thư.eml", "set_aside", "F121"), sent("sổ.xlsx", "set_aside", "F131"), sent("ảnh.pdf", "set_aside", "F101"),
                       sent("cũ.xlsx", "refused", "F113", "CU"), sent("lạ.xlsx", "refused", "F112"), sent("vp.xlsx", "refused", "F115", "VP"),
                       sent("tháng 4.xlsx", "refused", "F114", "VP"))
    seen = ["Cần người xem", "ảnh.pdf", "cũ.xlsx", "lạ.xlsx"]
    assert [line.split(":")[0].strip() for line in printing._files_to_see(one)] == seen
    one.submissions += (sent("vp lần 2.xlsx", "accepted", "", "VP"),)
    assert [line.split(":")[0].strip() for line in printing._files_to_see(one)] == [*seen, "tháng 4.xlsx"], "a person moves it"


def test_rows_of_files_for_sealed_months_are_told_apart_as_on_the_page(tmp_path, monkeypatch):
    corrected = corrected_month(tmp_path, monkeypatch)
    line = printing.told_of(SimpleNamespace(month=corrected, placeholders={}, left_out=""))["lines"][1]
    assert line == "Dòng: nhận 1; nhận vào 1, trả lại 0, bản cũ 0, trùng 0; thêm 3 dòng trong tệp gửi cho kỳ đã chốt."
    counts = printing.counts(corrected)
    assert counts["rows"] == {"received": 1, "accepted": 1, "refused": 0, "superseded": 0, "duplicate": 0}
    assert counts["rows"] == {key: sum(unit["rows"][key] for unit in counts["units"] if unit["rows"]) for key in counts["rows"]}
    assert counts["rows_of_sealed"]["received"] == 3 == sum(counts["rows_of_sealed"].values()) - 3
    assert {"rows", "rows_of_sealed"} <= set(printing.COUNTED), "`run --json` tells both"


def test_the_month_shows_places_and_no_value(capsys):
    done = SimpleNamespace(month=month(), placeholders={"reports/a.docx": ["x", "y"]}, left_out="Chưa gồm kỳ: 08/2021. Chốt từng kỳ.")
    printing.print_month(printing.told_of(done), "output/2022-03", verbose=True)
    told = capsys.readouterr().out
    assert "chưa gửi" in told and "Còn 2 chỗ cần người viết trong reports/a.docx" in told
    assert "C201 Sai: VP, 3. Cá nhân C8" in told
    assert "\nChưa gồm kỳ: 08/2021. Chốt từng kỳ.\n" in told
    assert "Lý Thị Ánh" not in told
    assert "0.pdf: Không phải tệp báo cáo." in told and "và 2 tệp khác" in told


def test_a_month_that_was_kept_says_from_when(capsys):
    told = printing.told_of(SimpleNamespace(month=month(), placeholders={}, left_out=""))
    assert json.loads(json.dumps(told)) == told and told["corrections"]
    printing.print_month(told, "output/2022-03")
    made = capsys.readouterr().out
    printing.print_month(told | {"as_of": datetime(2022, 3, 17, 8, 5)}, "output/2022-03")
    kept = capsys.readouterr().out
    assert "Đã ghi output/2022-03" in made and "--no-cache" not in made
    assert "Giữ nguyên output/2022-03" in kept and "lần tổng hợp lúc 08:05 ngày 17/03/2022" in kept


def test_the_cache_is_told(capsys):
    store = SimpleNamespace(folder=".cache", found=3, made=1, bad=2, fault="ổ đĩa đã đầy")
    assert printing.of_cache(store) == "Bộ nhớ đệm .cache: dùng lại 3, ghi mới 1, bỏ 2 mục hỏng; không ghi được: ổ đĩa đã đầy."


def test_papers_of_a_kind_are_counted_together():
    left = {"reports/a.docx": ["x"], "reports/thanh_tich/b.docx": ["x", "y"], "reports/thanh_tich/c.docx": ["z"], "reports/d.docx": []}
    assert printing.left_for_people(left) == ["Còn 1 chỗ cần người viết trong reports/a.docx.",
                                              "Còn 3 chỗ cần người viết trong 2 tệp của reports/thanh_tich."]


def test_a_checked_file_shows_its_findings(capsys):
    item = SimpleNamespace(submission=SimpleNamespace(outcome="accepted", reason="", received=SimpleNamespace(name="a.xlsx")),
                           findings=(finding("VP", "error", value="Lý Thị Ánh"),), rows={"received": 4})
    printing.print_checked(item)
    told = capsys.readouterr().out
    assert "“Lý Thị Ánh”" in told and "a.xlsx: 4 dòng, 1 chỗ sai, 0 chỗ cần xem lại." in told


def test_a_refused_file_says_why(capsys):
    item = SimpleNamespace(submission=SimpleNamespace(outcome="refused", reason="Tệp có mật khẩu.", received=SimpleNamespace(name="a.xlsx")),
                           findings=(), rows={"received": 0})
    printing.print_checked(item)
    assert "a.xlsx: không dùng được. Tệp có mật khẩu." in capsys.readouterr().out


def test_a_closed_month_says_what_was_completed_open_and_absent(capsys):
    from pathlib import Path

    printing.print_sealed(SimpleNamespace(path=Path("output/2022-03/seal.json"), completed={"reports/a.docx": "0"}, open=("VP: chưa gửi báo cáo.",),
                                          absent=("2021-08", "2021-09")))
    told = capsys.readouterr().out
    assert "Đã chốt kỳ 2022-03" in told and "reports/a.docx" in told and "Chốt khi chưa xong: VP: chưa gửi báo cáo." in told
    assert "Số lũy kế không tính kỳ 2021-08 đến 2021-09: chưa chốt" in told


def item(*findings, outcome="accepted"):
    return SimpleNamespace(submission=SimpleNamespace(outcome=outcome),
                           findings=[SimpleNamespace(severity=severity, cell=cell) for severity, cell in findings])


def test_after_a_check_only_cells_that_were_named_are_to_be_mended(tmp_path):
    assert printing.after_check([item(("error", "L9"))], []) == "sửa các ô đã nêu rồi kiểm tra lại."
    assert printing.after_check([item(("error", ""), ("query", "B2"), outcome="refused")], []) == "làm theo cột Cách sửa rồi kiểm tra lại."
    assert printing.after_check([item(("error", "L9"))], [tmp_path]).startswith(f"mở {tmp_path}, sửa")
    assert "chọn đúng tệp" in printing.after_check([item(outcome="set_aside")], [])


def test_what_a_month_would_ask_about_is_answered_before_a_checked_file_is_sent(tmp_path):
    assert printing.after_check([item(("notice", "B2"))], []) == "gửi tệp về Văn phòng Sở."
    asked = printing.after_check([item(), item(("query", "B2"))], [tmp_path])
    assert asked.startswith(f"mở {tmp_path}, ở các chỗ Xem lại") and "cột Giải trình" in asked and "sẽ hỏi lại" in asked
    assert not printing.must_change([item(("query", "B2"))]) and printing.must_change([item(("error", ""))])
