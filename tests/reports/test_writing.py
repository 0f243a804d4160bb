"""All papers of a month: their names, their words (golden texts), and that they only propose."""

import re
import weakref
from dataclasses import replace

import pytest
from docx import Document
from support.docx_text import as_text
from support.month import council_month, empty_month, large_month
from support.month_papers import write_reports
from support.paths import SHIPPED, shipped_definition

from emulation_batch.definition.faults import REPORT_WHEN
from emulation_batch.errors import DefinitionFault, TemplateFault
from emulation_batch.progress import listening
from emulation_batch.reports import word, writing
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.copies import Views
from emulation_batch.reports.writing import WHEN
from emulation_batch.vietnamese import match_key

GOLDEN = {
    "phieu_xem_xet/2022-03_phieu_xem_xet_BCXB": "phieu_xem_xet_tap_the",
    "phieu_xem_xet/2022-03_phieu_xem_xet_STTTT-006": "phieu_xem_xet_ca_nhan",
    "2022-03_mot_trang": "mot_trang",
    "to_trinh/2022-03_to_trinh_bang_khen_tinh": "to_trinh",
    "danh_sach/2022-03_danh_sach_giay_khen": "danh_sach",
    "thanh_tich/2022-03_thanh_tich_bang_khen_tinh_BCXB": "thanh_tich_tap_the",
    "thanh_tich/2022-03_thanh_tich_bang_khen_tinh_STTTT-006": "thanh_tich_ca_nhan",
    "2022-03_bien_ban": "bien_ban",
    "2022-03_don_doc": "don_doc",
    "2022-03_thong_bao": "thong_bao",
    "2022-03_gan_dat": "gan_dat",
    "dot_xuat/2022-03_dot_xuat_bang_khen_tinh_STTTT-006": "dot_xuat",
}
MONTHS = {"council": council_month, "empty": empty_month, "large": large_month}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Every month's papers, written once: name -> (run folder, marks left for a person)."""
    made = {}
    for name, month in MONTHS.items():
        folder = tmp_path_factory.mktemp(name)
        made[name] = folder, write_reports(folder, Views(month()), SHIPPED)
    return made


@pytest.mark.parametrize("paper", GOLDEN)
def test_golden(written, golden, paper):
    golden(f"{GOLDEN[paper]}.txt", as_text(written["council"][0] / "reports" / f"{paper}.docx"))


def test_a_golden_for_every_kind():
    assert {report.what for report in shipped_definition().reports if report.per != "span"} == {
        next(what for what in CONTEXTS if what in paper) for paper in GOLDEN} | {"bao_cao_thang"}


def test_progress_names_papers_by_their_titles(tmp_path):
    heard = set()
    with listening(lambda what, done, total: heard.add(what)):
        write_reports(tmp_path, Views(council_month()), SHIPPED)
    assert {"Báo cáo tháng", "Phiếu xem xét của Hội đồng"} <= heard <= {report.title for report in shipped_definition().reports}


def test_names_and_folders(written):
    folder, left = written["council"]
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.docx"))
    assert names == sorted(left)
    for report in (report for report in shipped_definition().reports if report.per != "span"):
        mine = [name for name in names if f"_{report.what}" in name]
        if report.per == "month":
            assert mine == [f"reports/2022-03_{report.what}.docx"]
        else:
            assert mine
            assert all(re.fullmatch(rf"reports/{report.what}/2022-03_{report.what}_[A-Za-z0-9_-]+\.docx", name) for name in mine)


def test_a_quiet_month_has_few_papers(written):
    assert sorted(written["empty"][1]) == [f"reports/2022-03_{what}.docx" for what in ("bao_cao_thang", "gan_dat", "mot_trang", "thong_bao")]


def test_same_bytes_twice(written, tmp_path):
    folder = written["council"][0]
    write_reports(tmp_path, Views(council_month()), SHIPPED)
    for path in folder.rglob("*.docx"):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_papers_only_propose_and_print_no_form_number(written):
    for folder, _ in written.values():
        for path in folder.rglob("*.docx"):
            text = match_key(as_text(path))
            assert not re.search(r"tặng (bằng|giấy|huân|thưởng)|mẫu số [0-9.]|không hợp lệ|vui lòng", text), path.name
            for mark in ("{%p", "{%tr", "endfor %}", "None", "<na>", "nan;"):
                assert mark not in text or "large" in str(path), (path.name, mark)


def test_no_private_word(written):
    for path in written["council"][0].rglob("*.docx"):
        assert "0209" not in as_text(path)


def test_numbers_and_days_are_left_to_van_thu(written):
    text = as_text(written["council"][0] / "reports" / "to_trinh" / "2022-03_to_trinh_bang_khen_tinh.docx")
    assert "Số:~~~~~~~/TTr-STTTT" in text
    assert "ngày~~~~~ tháng 3 năm 2022" in text
    assert "Biên bản số~~~~~~~/BB-HĐTĐKT ngày~~~~~ tháng~~~~~ năm ~~~~~~~ của Hội đồng" in text


def test_titles_are_the_documents_titles(written):
    for path in written["council"][0].rglob("*.docx"):
        assert Document(str(path)).core_properties.title, path.name


def test_marks_say_who_fills_them_in(written):
    left = written["council"][1]
    assert len(left["reports/2022-03_mot_trang.docx"]) == 1
    assert left["reports/2022-03_don_doc.docx"][0].count("[Văn phòng Sở bổ sung giờ, ngày]") == 1
    assert len(left["reports/thanh_tich/2022-03_thanh_tich_bang_khen_tinh_STTTT-006.docx"]) == 4
    assert left["reports/2022-03_thong_bao.docx"] == left["reports/2022-03_bien_ban.docx"] == []


def test_every_word_of_when_is_known():
    assert set(WHEN) == set(REPORT_WHEN)


def test_a_report_that_nothing_knows(tmp_path):
    month = council_month()
    known = month.definition.reports[0]
    definition = replace(month.definition, reports=(replace(known, what="bao_cao_thangg"),))
    with pytest.raises(DefinitionFault, match="Có phải là “bao_cao_thang”"):
        write_reports(tmp_path, Views(replace(month, definition=definition)), SHIPPED)


def test_a_missing_template_names_itself(tmp_path):
    month = council_month()
    definition = replace(month.definition, reports=(replace(month.definition.reports[1], template="khong_co.docx"),))
    with pytest.raises(TemplateFault, match=r"khong_co\.docx"):
        write_reports(tmp_path, Views(replace(month, definition=definition)), SHIPPED)


def test_what_a_paper_was_made_from_is_let_go_once_it_is_looked_at(tmp_path, monkeypatch):
    class Context(dict):
        pass

    known = []

    def remembered(report):
        def papers(month):
            for suffix, context in CONTEXTS[report.what](month):
                own = Context(context)
                known.append(weakref.ref(own))
                yield suffix, own
        return papers

    monkeypatch.setattr(writing, "_contexts", remembered)
    views = Views(large_month())
    write_reports(tmp_path, views, SHIPPED)
    assert known and [own for own in known if own() is not None] == []
    assert views.looked_at["bao_cao_thang"].differing == ()


def test_papers_made_here_are_written_one_by_one(tmp_path, monkeypatch):
    """Every paper stands before the next one is made."""
    made, standing, paper = [], [], word.Template.paper

    def remembered(template, context):
        standing.append(len(list(tmp_path.rglob("*.docx"))))
        made.append(paper(template, context))
        return made[-1]

    monkeypatch.setattr(word.Template, "paper", remembered)
    write_reports(tmp_path, Views(council_month()), SHIPPED)
    assert standing == list(range(len(made))) and len(made) > 10
