"""What the monthly report says: plain values, blanks for Văn thư, every unit named, nothing private."""

from dataclasses import replace
from functools import cache

import pytest
from support.month import BASE, empty_month, month_of, spring_month
from support.small_registry import START, small_registry

from emulation_batch.registry.model import Setting
from emulation_batch.reports.context import CONTEXTS, monthly


@cache
def spring():
    return monthly(spring_month())


def leaves(value):
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    return [leaf for item in value for leaf in leaves(item)] if isinstance(value, list) else [value]


def test_every_report_of_the_definition_has_a_context():
    assert {report.what for report in spring_month().definition.reports if report.per != "span"} <= set(CONTEXTS)


def test_only_plain_values():
    assert {type(leaf) for leaf in leaves(spring())} <= {str, int}


def test_nothing_private():
    said = " ".join(str(leaf) for leaf in leaves(spring()))
    assert "0209" not in said
    assert "@" not in said


def test_number_and_day_are_left_to_van_thu():
    blank, day = "\u00a0" * 7, "\u00a0" * 5
    assert spring()["number_line"] == f"Số:{blank}/BC-STTTT"
    assert spring()["date_line"] == f"Bắc Kạn, ngày{day} tháng 3 năm 2022"
    assert spring()["attached_line"] == (f"(Kèm theo Báo cáo số{blank}/BC-STTTT ngày{day} tháng 3 năm 2022 của Sở Thông tin và "
                                         "Truyền thông)")


def test_bases_are_those_in_force_with_the_plan_last():
    bases = spring()["bases"]
    assert bases[0].startswith("Căn cứ Luật Thi đua, khen thưởng năm 2003")
    assert not any("2022;" in base or "98/2023" in base for base in bases)
    assert bases[-1].startswith("Căn cứ Kế hoạch số\u00a0\u00a0")
    assert [base[-1] for base in bases] == [";"] * (len(bases) - 1) + ["."]


def test_reporting_names_every_unit_by_its_standing():
    lines = spring()["reporting"]
    assert lines[0] == ("Số liệu phát sinh từ ngày 15/02/2022 đến hết ngày 14/03/2022; hạn gửi 17:00 ngày 16/03/2022; tổng hợp lúc "
                        "18:00 ngày 16/03/2022.")
    assert lines[1:-1] == [
        "02/03 đơn vị đã gửi báo cáo. Cụ thể:", "- Gửi đúng hạn: 01 đơn vị (Văn phòng Sở);",
        "- Gửi muộn: 01 đơn vị (Phòng Bưu chính - Xuất bản);",
        "- Chưa gửi: 01 đơn vị (Trung tâm Công nghệ thông tin và Truyền thông)."]
    assert lines[-1] == "Các đơn vị gửi 16 dòng kết quả, gồm: 15 dòng được tổng hợp, 01 dòng trả lại."


def test_next_steps_follow_from_the_standing():
    assert spring()["next_steps"] == ["Đôn đốc đơn vị chưa gửi báo cáo: Trung tâm Công nghệ thông tin và Truyền thông.",
                                      "Đề nghị đơn vị sửa các dòng trả lại: Phòng Bưu chính - Xuất bản."]
    assert monthly(empty_month())["next_steps"] == []


def test_draft_until_sealed():
    assert spring()["draft_mark"] == "DỰ THẢO"
    assert monthly(spring_month(sealed=True))["draft_mark"] == ""


def test_captions_are_numbered_through():
    blocks = [*spring()["collective"], *spring()["individual"], *spring()["figure_blocks"], *spring()["clause_blocks"],
              spring()["people"]]
    assert [block["caption"].split(".")[0] for block in blocks] == [f"Bảng {place}" for place in range(1, len(blocks) + 1)]


@pytest.mark.parametrize(("month", "titles"), [
    (spring_month, ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV", "Phụ lục V"]),
    (empty_month, ["Phụ lục", "", "", "", ""]),
    (lambda: month_of({"nguon_luc": BASE["nguon_luc"][:1]}), ["Phụ lục I", "", "", "Phụ lục II", ""]),
])
def test_appendices_are_numbered_when_there_are_two(month, titles):
    annexes = monthly(month())["annexes"]
    assert [annexes[key] for key in ("by_unit", "documents", "initiatives", "resources", "proposals")] == titles


def test_expected_counts_are_those_of_the_lists():
    expect = spring()["expect"]
    assert expect["rows"]["documents"] == len(spring()["documents"]) == 4
    assert expect["rows"]["tieu_chuan_TT-a"] == 5
    assert expect["texts"].pop("prose") == [block["prose"] for subject in ("collective", "individual") for block in spring()[subject]]
    assert expect["texts"] == {"closing": ["./."], "reporting": ["Văn phòng Sở", "Phòng Bưu chính - Xuất bản",
                                                                 "Trung tâm Công nghệ thông tin và Truyền thông"]}


def test_signer_for_another_and_recipients_without_a_file():
    registry = small_registry()
    kept = [item for item in registry.settings if item.key not in ("signer_form", "signer_title", "recipients")]
    more = [("signer_form", "KT. Giám đốc"), ("signer_title", "Phó Giám đốc"), ("recipients", "- Các phòng thuộc Sở;")]
    settings = (*kept, *(Setting(key, value, START, None) for key, value in more))
    context = monthly(spring_month(registry=replace(registry, settings=settings)))
    assert context["signer_lines"] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert context["recipients"] == ["- Như trên;", "- Các phòng thuộc Sở;", "- Lưu: VT, VP."]
