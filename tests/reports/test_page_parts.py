"""What both pages share: papers by their titles and readers, things to write, links."""

from support.month import council_month

from emulation_batch.reports.page_parts import Files, by_readers, entry, link_to, report_title, to_do, to_write

PAPERS = ["reports/2022-03_bao_cao_thang.docx", "reports/thanh_tich/2022-03_thanh_tich_giay_khen_STTTT-005.docx", "reports/tu_them.docx"]


def test_a_paper_is_called_by_its_title_and_whom_it_is_about():
    assert [report_title(council_month(), name) for name in PAPERS] == [
        "Báo cáo tháng", "Báo cáo thành tích (Giấy khen của Giám đốc Sở, Đinh Thị Hồng Gấm)", "tu_them"]


def test_papers_stand_by_their_readers_with_their_copy_of_the_register():
    groups = {group["title"]: group["items"] for group in by_readers(council_month(), Files([*PAPERS, "copies/lanh_dao.xlsx"]))}
    assert [item["text"] for item in groups["Báo cáo Word"]] == ["tu_them"]
    assert [item["links"][0]["href"] for item in groups["Báo cáo Word: Lãnh đạo Sở"]] == ["copies/lanh_dao.xlsx", PAPERS[0]]


def test_papers_of_a_kind_are_one_thing_to_write():
    things = list(to_write(council_month(), {PAPERS[0]: ["1. Ưu điểm: [bổ sung]"], PAPERS[1]: ["a", "b"], PAPERS[2]: []}))
    assert [thing["text"] for thing in things] == ["Báo cáo tháng: còn 1 chỗ cần người viết.",
                                                   "Báo cáo thành tích: 1 tệp còn 2 chỗ cần người viết."]
    assert things[0]["notes"] == ["1. Ưu điểm: [bổ sung]"]


def test_links_are_safe_and_notes_are_clean():
    assert link_to("x", "received/a b#1.xlsx") == {"text": "x", "href": "received/a%20b%231.xlsx"}
    assert entry("Sổ", ["copies/hoi_dong.xlsx"])["links"][0]["text"] == "hoi_dong.xlsx"
    assert to_do("x", [], ["a\x00b"])["notes"] == ["ab"]
