"""What every paper shares: header, blanks, bases, recipients."""

from dataclasses import replace

import pytest
from support.month import spring_month
from support.paths import SHIPPED
from support.small_registry import small_registry

from emulation_batch.decree import ERROR, check_paper
from emulation_batch.decree.elements import recognise
from emulation_batch.decree.reading import read_paper
from emulation_batch.reports.notices import notice
from emulation_batch.reports.papers import (
    HEAD_WIDTH,
    bases,
    council_header,
    ended,
    header,
    kept_together,
    name_lines,
    number_in,
    papers_of,
    recipients,
    unbroken,
)
from emulation_batch.reports.word import Template


def test_number_and_day_stay_blank():
    head = header(spring_month(), "TTr-STTTT")
    assert head["number_line"] == "Số:" + "\u00a0" * 7 + "/TTr-STTTT"
    assert head["date_line"] == "Bắc Kạn, ngày" + "\u00a0" * 5 + " tháng 3 năm 2022"
    assert number_in("TTr-STTTT") == "số" + "\u00a0" * 7 + "/TTr-STTTT"


@pytest.mark.parametrize(("form", "title", "lines"), [
    ("", "Giám đốc", ["GIÁM ĐỐC"]), ("KT. Giám đốc", "Phó Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
    ("TL. Giám đốc", "Chánh Văn phòng", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]), ("TM. Hội đồng", "Chủ tịch", ["TM. HỘI ĐỒNG", "CHỦ TỊCH"])])
def test_the_forms_of_signing_are_right_to_the_checker_too(form, title, lines, tmp_path):
    registry, told = small_registry(), {"signer_form": form, "signer_title": title}
    settings = tuple(replace(item, value=told.get(item.key, item.value)) for item in registry.settings)
    month = spring_month(registry=replace(registry, settings=settings))
    Template(SHIPPED / "thong_bao.docx").render(notice(month), tmp_path / "a.docx")
    assert [paragraph.text for paragraph in recognise(read_paper(tmp_path / "a.docx")).of("chuc_vu")] == lines
    assert [item.rule.id for item in check_paper(tmp_path / "a.docx") if item.rule.severity == ERROR] == []


def test_the_council_sits_in_the_department():
    head = council_header(spring_month())
    assert head["parent_lines"] == ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"]
    assert head["agency_lines"] == ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"]


def test_a_council_of_another_name_keeps_one_line():
    registry = small_registry()
    settings = tuple(replace(item, value="Ban Thi đua Sở Thông tin và Truyền thông") if item.key == "council" else item
                     for item in registry.settings)
    assert council_header(spring_month(registry=replace(registry, settings=settings)))["agency_lines"] == ["BAN THI ĐUA"]


def test_bases_of_the_day_then_the_plan_then_the_minutes():
    lines = bases(spring_month(), "submission", "Biên bản họp")
    assert [line[:22] for line in lines] == ["Căn cứ Luật Thi đua, k", "Căn cứ Nghị định số 91", "Căn cứ Kế hoạch số 511", "Căn cứ Kế hoạch số\u00a0\u00a0\u00a0\u00a0",
                                             "Căn cứ Biên bản họp."]
    assert not any("98/2023" in line or "152/2025" in line for line in lines)


def test_recipients_with_and_without_an_addressee():
    papers = papers_of(spring_month())
    assert recipients(papers)[0] == "- Như trên;"
    assert recipients(papers, addressed=False) == ["- Giám đốc, các Phó Giám đốc Sở;", "- Lưu: VT, VP."]
    assert recipients(replace(papers, recipients=(), drafter=""), addressed=False) == ["- Lưu: VT."]


def test_words_that_stay_together():
    assert kept_together(spring_month(), "Kết quả tháng 3 năm 2022") == "Kết quả tháng\u00a03\u00a0năm\u00a02022"
    assert unbroken("số   /KH ngày") == "số\u00a0\u00a0\u00a0/KH ngày"
    assert ended(["a.", "b;", "c"]) == ["a;", "b;", "c."]


@pytest.mark.parametrize(("name", "lines"), [
    ("Trung tâm Công nghệ thông tin và Truyền thông", ["TRUNG TÂM", "CÔNG NGHỆ THÔNG TIN", "VÀ TRUYỀN THÔNG"]),
    ("Phòng Thông tin - Báo chí - Xuất bản", ["PHÒNG THÔNG TIN -", "BÁO CHÍ - XUẤT BẢN"]),
    ("Phòng Công nghệ thông tin", ["PHÒNG CÔNG NGHỆ", "THÔNG TIN"]),
    ("Thanh tra Sở", ["THANH TRA SỞ"]),
    ("R&D <Sở>", ["R&D <SỞ>"]),
])
def test_a_units_name_breaks_between_words(name, lines):
    assert name_lines(name) == lines


def test_no_word_of_a_long_name_is_lost():
    name = "Phòng " + "rất nhiều chữ và, lại - nhiều nữa " * 20
    lines = name_lines(name)
    assert " ".join(lines) == " ".join(name.upper().split())
    assert max(map(len, lines)) <= HEAD_WIDTH

