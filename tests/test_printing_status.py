"""A year on one screen."""

from types import SimpleNamespace

from emulation_batch import printing_status


def test_a_year_fits_the_terminal(capsys, monkeypatch):
    """Twelve months in two tables on a terminal of eighty columns; a unit without a standing is a dash."""
    months = tuple(SimpleNamespace(period=f"2022-{number:02d}", state="sealed" if number < 12 else "open",
                                   corrected=("VP",) if number == 2 else (), late_nil=(),
                                   standings={"VP": "on_time" if number % 2 else "returned"}) for number in range(1, 13))
    monkeypatch.setenv("COLUMNS", "80")
    printing_status.print_status(SimpleNamespace(year="2022", months=months, units={"VP": "Văn phòng Sở", "MOI": "Phòng mới"}, broken=("Kỳ 2022-01: hỏng.",),
                                          unreceived=("inbox/2022-03/VP.xlsx: chưa tổng hợp;",), outdated=("Báo cáo 2022 đã cũ.",), outside=("1 tệp nằm ngoài.", "Chuyển.")))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines if line.split()[:1] == ["MOI"]] == [["MOI", *["–"] * 6]] * 2
    assert [line.split()[1:3] for line in lines if line.split()[:1] == ["VP"]] == [["đúng", "trả*"], ["đúng", "trả"]]
    assert "chốt" in "".join(lines) and "mở" in "".join(lines) and "Kỳ 2022-01: hỏng." in lines and "Báo cáo 2022 đã cũ." in lines
    assert max(map(len, map(str.rstrip, lines))) <= 125
    assert max(len(line.rstrip()) for line in lines if "T0" in line or line.startswith((" VP", "VP"))) <= 80


def test_a_year_without_months(capsys):
    printing_status.print_status(SimpleNamespace(year="2030", months=(), units={}, broken=(), unreceived=(), outdated=(), outside=("", "")))
    assert capsys.readouterr().out == "Chưa có tháng nào của năm 2030 được tổng hợp.\n"
