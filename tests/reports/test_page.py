"""index.html: what is to be done, every file, nothing live, in a real browser."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from support.browser import measure, pdf
from support.corrected import corrected_month, wrong_correction
from support.month import AS_OF, NASTY, large_month, spring_month

from emulation_batch.batch import Received, Submission
from emulation_batch.changes import Withdrawn, balance_of
from emulation_batch.findings import Finding
from emulation_batch.reports.page import page, write_page
from emulation_batch.run_folder import files_in, received_name

PLACEHOLDERS = {"reports/2022-03_bao_cao_thang.docx": ["1. Ưu điểm: [Văn phòng Sở bổ sung]", "2. <b>Tồn tại</b>: [Văn phòng Sở bổ sung]"]}
HOSTILE = '"><script>alert(1)</script><img src=http://example.org/x onerror=alert(2)>.xlsx'
LONG = "Báo_cáo_" + "rất_dài" * 30 + ".xlsx"


class Links(HTMLParser):
    """Every address of a page and every tag it uses."""

    def __init__(self, text):
        super().__init__()
        self.links, self.tags = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "data", "poster")]


def submission(number, name, unit="VP", outcome="accepted", suffix=".xlsx", reason="Được dùng cho kỳ 2022-03."):
    received = Received(name, f"{number:064x}", 1, AS_OF - timedelta(hours=number), "vp@stttt.example.vn", Path(name), suffix)
    return Submission(received, unit, "2022-03", 1, outcome, "F112" if outcome == "refused" else "", reason, 3)


def errors(*units):
    return tuple(Finding("C201", "error", unit, "2022-03", f"{unit}.xlsx", "2a. Văn bản, sáng kiến", "C8", "noi_dung", "", "m", "m")
                 for unit in units)


@pytest.fixture
def made(tmp_path):
    """Lay down the files of a run folder with what `write_page` needs of them, and the page."""
    def write(month, submissions=(), placeholders=PLACEHOLDERS, found=()):
        month = replace(month, submissions=tuple(submissions), judged=replace(month.judged, findings=tuple(found)))
        names = ["register.xlsx", "findings.csv", *placeholders, "records/van_ban.parquet", "records/figures.parquet",
                 *(f"returned/{item.unit}/{name}" for item in month.standings for name in ("noi_dung.txt", "thu.eml")),
                 "returned/BCXB/TD_BCXB_2022-03_can_sua.xlsx",
                 *(f"received/{received_name(item.received.sha256, item.received.suffix)}" for item in month.submissions)]
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(b"")
        write_page(tmp_path / "index.html", month, files_in(tmp_path), placeholders)
        (tmp_path / "manifest.json").write_bytes(b"{}")
        return (tmp_path / "index.html").read_text(encoding="utf-8")
    return write


def things(text):
    """The list of what is to do, as plain words."""
    part = re.search(r'<ul class="todo">(.*?)</section>', text, re.S)[1]
    return [" ".join(html.unescape(re.sub("<[^>]+>", " ", item)).split()) for item in re.findall(r"(?s)<li>(?=<bdi>)(.*?)(?=<li><bdi>|<li>Nhận bản sửa|\Z)", part)]


def test_a_file_of_another_month_is_to_be_moved_where_its_unit_has_one_that_is_used(made):
    """No letter asks the unit for anything; where none is used, the letter says what is wrong."""
    april = replace(submission(1, "tháng 4.xlsx", outcome="refused", reason="Tệp này của kỳ 2022-04, không phải 2022-03. Văn phòng Sở chuyển."),
                    code="F114")
    told = "Tệp “tháng 4.xlsx”: của Văn phòng Sở. Tệp này của kỳ 2022-04, không phải 2022-03. Văn phòng Sở chuyển. tháng 4.xlsx"
    assert told in things(made(spring_month(), [april, submission(2, "a.xlsx")]))
    assert not [line for line in things(made(spring_month(), [april])) if "tháng 4.xlsx" in line]


def test_every_file_is_reached_and_every_link_resolves(made, tmp_path):
    text = made(spring_month(), [submission(1, "a#b %20?.xlsx"), submission(2, "ảnh.PDF", "", "set_aside", ".pdf"),
                                 submission(3, "không đuôi", "", "refused", "")],
                {**PLACEHOLDERS, "reports/thanh_tich/2022-03_thanh_tich_Tổ 1 #2 50%.docx": ["[bổ sung]"]})
    assert 'href="reports/thanh_tich/2022-03_thanh_tich_T%E1%BB%95%201%20%232%2050%25.docx"' in text
    links = Links(text).links
    assert links and not [link for link in links if ":" in link or link.startswith(("/", "\\"))]
    assert {unquote(link) for link in links} == set(files_in(tmp_path)) - {"index.html"}


def test_what_is_to_do_comes_first_and_in_order(made):
    """Who sent nothing, who was late or has something to mend, whose file it is, what people must still write."""
    text = made(spring_month(standings={"VP": "on_time", "BCXB": "late", "TTCNTT": "missing"}), [submission(3, "lạ.xlsx", "", "refused")],
                found=errors("BCXB", "BCXB"))
    told = things(text)
    assert told[0].startswith("Trung tâm Công nghệ thông tin và Truyền thông: chưa gửi báo cáo. Gửi thư nhắc.")
    assert told[1].startswith("Phòng Bưu chính - Xuất bản: gửi muộn; 2 chỗ sai. Gửi lại đơn vị.") and "tệp đánh dấu ô cần sửa" in told[1]
    assert told[2].startswith("Tệp “lạ.xlsx”: chưa rõ của đơn vị nào.")
    assert told[3].startswith("1 đơn vị đã gửi đủ, đúng hạn.") and told[3].endswith("Văn phòng Sở")
    assert "còn 2 chỗ cần người viết" in told[4] and "1. Ưu điểm" in told[4]
    assert 'href="returned/TTCNTT/thu.eml"' in text and 'href="returned/TTCNTT/noi_dung.txt"' in text


def test_faults_of_the_councils_register_are_a_thing_to_do(made):
    asked = tuple(replace(item, code="H402", unit="") for item in errors("", ""))
    told = [item for item in things(made(spring_month(), found=asked)) if item.startswith("Sổ của Hội đồng")]
    assert told and told[0].startswith("Sổ của Hội đồng: 2 chỗ cần xem lại, ở trang Cần sửa của sổ theo dõi.")
    assert not any(item.startswith("Sổ của Hội đồng") for item in things(made(spring_month())))


def test_a_nil_report_that_came_late_is_not_among_those_in_time(made):
    month = spring_month(standings={"VP": "on_time", "BCXB": "late", "TTCNTT": "on_time"})
    nil = tuple(replace(item, standing="nil") if item.unit == "BCXB" else item for item in month.standings)
    told = things(made(replace(month, standings=nil)))
    assert told[0].startswith("Phòng Bưu chính - Xuất bản: gửi muộn, đã ghi nhận không phát sinh. Gửi thư xác nhận.")
    assert told[1].startswith("2 đơn vị đã gửi đủ, đúng hạn.")


def test_a_month_with_nothing_left_says_only_how_to_close_it(made):
    text = made(spring_month(standings=dict.fromkeys(("VP", "BCXB", "TTCNTT"), "on_time")), placeholders={"reports/2022-03_bao_cao_thang.docx": []})
    assert [item[:13] for item in things(text)] == ["3 đơn vị đã g"]
    assert "emulation-batch seal 2022-03" in text


def test_papers_of_a_kind_are_one_thing_to_do(made):
    kind = {f"reports/thanh_tich/2022-03_thanh_tich_{whom}.docx": ["[bổ sung]"] * 2 for whom in ("VP", "STTTT-006")}
    [told] = [item for item in things(made(spring_month(), placeholders=kind)) if "tệp còn" in item]
    assert "2 tệp còn 4 chỗ cần người viết." in told and told.endswith("Văn phòng Sở Bàn Văn Hải")


def test_draft_or_closed(made):
    assert "DỰ THẢO" in made(spring_month()) and "ĐÃ CHỐT" not in made(spring_month())
    closed = made(spring_month(sealed=True))
    assert "ĐÃ CHỐT" in closed and "DỰ THẢO" not in closed and "emulation-batch seal" not in closed


def test_units_and_files_with_their_reasons(made):
    text = made(spring_month(), [submission(1, "VP.xlsx"), submission(2, "BCXB.xlsx", "BCXB", "refused", reason="Tệp thiếu trang “3. Cá nhân”.")])
    rows = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in re.findall(r"(?s)<tr>(.*?)</tr>", text)]
    assert any(row.startswith("2 Phòng Bưu chính - Xuất bản Gửi muộn") for row in rows)
    assert any("BCXB.xlsx" in row and "Trả lại" in row and "Tệp thiếu trang “3. Cá nhân”. (F112)" in row for row in rows)


def test_the_rows_of_a_unit_add_up(made):
    """What was sent twice or again stands in a column of its own, as in the register."""
    month = spring_month()
    counts = {"received": 12, "accepted": 4, "refused": 2, "superseded": 5, "duplicate": 1}
    month = replace(month, balance=replace(month.balance, by_unit=month.balance.by_unit | {"VP": counts}))
    told = dict(page(month, [], {})["units"][0]["counts"])
    assert told["Dòng nhận"] == told["Dùng"] + told["Trả lại"] + told["Thay thế, trùng"] == 12
    table = re.search(r"(?s)<h2>Đơn vị</h2>.*?</table>", made(month))[0]
    assert re.findall('<th scope="col"[^>]*>([^<]*)', table) == re.findall('data-label="([^"]*)"', table.split("</tr>")[1])


def test_nothing_a_unit_wrote_becomes_part_of_the_page(made):
    text = made(large_month(6), [submission(1, HOSTILE), submission(2, "‮nặc danh\u0000.xlsx\udcff", "", "refused", reason=NASTY[0])])
    page = Links(text)
    assert not page.tags & {"script", "img", "iframe", "link", "object", "form"}
    assert "&lt;script&gt;alert(1)" in text and "<b>" not in text and "‮" not in text and "\x00" not in text
    assert not re.search(r'(?i)(href|src)="(?!received/|returned/|reports/|records/|[a-z]+\.[a-z]+")', text)
    assert "default-src 'none'" in text


def test_the_same_bytes_again(made):
    submissions = [submission(1, "a.xlsx"), submission(2, "b.xlsx", "BCXB")]
    assert made(spring_month(), submissions) == made(spring_month(), submissions[::-1])


def test_it_fits_a_phone_a_screen_and_a_printed_page(made, tmp_path):
    """In Chromium: nothing is wider than its window, also with the longest names; on A4 it prints."""
    made(large_month(6), [submission(1, HOSTILE), submission(2, LONG), submission(3, "mail.eml/" + "x" * 200 + ".xlsx", "", "refused", reason=NASTY[5] * 3)])
    out = tmp_path.parent / "looked"
    out.mkdir(exist_ok=True)
    for width, found in measure(tmp_path / "index.html", (320, 390, 800, 1200), out).items():
        assert (found["width"], found["outside"], found["scripts"]) == (width, [], 0)
        assert "Việc cần làm" in found["shown"] and "thư nháp" in found["shown"]
    pdf(tmp_path / "index.html", out / "page.pdf")
    assert (out / "page.pdf").read_bytes().startswith(b"%PDF")


def test_papers_stand_by_their_readers(made, tmp_path):
    """A person sends a folder of papers to those who read them: the Council's with its copy of the register."""
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "hoi_dong.xlsx").write_bytes(b"")
    text = made(spring_month(), placeholders=PLACEHOLDERS | {"reports/2022-03_bien_ban.docx": [], "reports/Ghi chú.docx": []})
    groups = re.split("<h3>", text)
    of = {group.partition("</h3>")[0]: Links(group).links for group in groups if group.startswith("Báo cáo Word")}
    assert [unquote(link) for link in of["Báo cáo Word: Hội đồng Thi đua - Khen thưởng"]] == ["copies/hoi_dong.xlsx", "reports/2022-03_bien_ban.docx"]
    assert of["Báo cáo Word: Lãnh đạo Sở"] == ["reports/2022-03_bao_cao_thang.docx"]
    assert [unquote(link) for link in of["Báo cáo Word"]] == ["reports/Ghi chú.docx"]


def test_what_is_wrong_in_a_file_for_a_sealed_month_is_to_be_done(tmp_path, monkeypatch):
    told = [thing["text"] for thing in page(wrong_correction(tmp_path, monkeypatch), [], {})["todo"]]
    assert [text for text in told if "tháng 10 năm 2021" in text
            and text.endswith(" Có 1 chỗ sai và 2 chỗ cần xem lại trong tệp này. Gửi thư trả lời.")]


def test_a_nomination_that_a_correction_takes_back_is_to_be_looked_at(tmp_path, monkeypatch):
    month = corrected_month(tmp_path, monkeypatch)
    gone = replace(month.corrections, withdrawn=(Withdrawn("2021-10", "Lý Thị Ánh", "Giấy khen", "gone"),))
    texts = [[thing["text"] for thing in page(each, [], {})["todo"]] for each in (month, replace(month, corrections=gone))]
    new, = set(texts[1]) - set(texts[0])
    assert new.startswith("Xem lại tờ trình, danh sách đã in của kỳ đã chốt: ") and "Lý Thị Ánh, tháng 10 năm 2021" in new


def test_rows_of_files_for_sealed_months_are_told_apart(tmp_path, monkeypatch):
    """The console counts them with the month's own, so the page says where the difference lies."""
    month = corrected_month(tmp_path, monkeypatch)
    own, whole = month.balance.rows, balance_of(month).rows
    assert (own["received"], whole["received"]) == (1, 4)
    assert dict(page(month, [], {})["facts"])["Dòng"] == (
        "nhận 1: dùng 1, trả lại 0, bản cũ 0, trùng 0; thêm 3 dòng trong tệp gửi cho kỳ đã chốt")
    assert ";" not in dict(page(spring_month(), [], {})["facts"])["Dòng"]
