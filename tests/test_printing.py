from types import SimpleNamespace

from emulation_batch import printing
from emulation_batch.findings import Label, word


def finding(unit, severity, **words):
    return word(Label("C201", "Ô ghi “{value}”.", "Sửa.", severity), unit=unit, sheet="3. Cá nhân", cell="C8", **words)


def month():
    findings = (finding("VP", "error", value="Lý Thị Ánh"), finding("VP", "query"), finding("TTR", "notice"))
    rows = {"received": 3, "accepted": 2, "refused": 1, "superseded": 0, "duplicate": 0}
    standings = (SimpleNamespace(unit="VP", name="Văn phòng Sở", standing="on_time"), SimpleNamespace(unit="TTR", name="Thanh tra Sở", standing="missing"))
    from datetime import date

    return SimpleNamespace(judged=SimpleNamespace(findings=findings), standings=standings, period=SimpleNamespace(key="2022-03", from_=date(2022, 2, 15), to=date(2022, 3, 14)),
                           balance=SimpleNamespace(by_unit={"VP": rows}, files={"accepted": 1}, rows=rows))


def test_counts_by_unit():
    counts = printing.counts(month())
    assert [(unit["unit"], unit["standing"], unit["errors"], unit["queries"]) for unit in counts["units"]] == [("VP", "on_time", 1, 1), ("TTR", "missing", 0, 0)]
    assert counts["rows"]["received"] == 3 and counts["files"] == {"accepted": 1}


def test_the_month_shows_places_and_no_value(capsys):
    printing.print_month(SimpleNamespace(month=month(), placeholders={"reports/a.docx": ["x", "y"]}, folder="output/2022-03"), verbose=True)
    told = capsys.readouterr().out
    assert "chưa gửi" in told and "Còn 2 chỗ cần người viết trong reports/a.docx" in told
    assert "C201 Sai: VP, 3. Cá nhân C8" in told
    assert "Lý Thị Ánh" not in told


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
    assert "a.xlsx: Tệp có mật khẩu." in capsys.readouterr().out
