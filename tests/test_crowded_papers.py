"""Sixty candidates with long summaries: every paper whole, every head repeated, no signature alone, no deviation from the decree."""

import re
import subprocess

import pytest
from support.month import BASE, NASTY, month_of
from support.month_papers import write_reports
from support.office import convert
from support.paths import SHIPPED

from emulation_batch.decree import ERROR, check_paper
from emulation_batch.reports.copies import Views
from emulation_batch.reports.docx_check import BODY, parts, tables

AWARDS, EACH = ("giay_khen", "bang_khen_tinh"), 30


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    made = tmp_path_factory.mktemp("crowd")
    nominated = [{"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": f"STTTT-{place:03d}", "loai_de_nghi": "hang_nam",
                  "hinh_thuc": AWARDS[place % 2], "tom_tat": NASTY[5][:300], "da_khen": "khong", "dang_xem_xet_ky_luat": "khong",
                  "bien_ban": "03/BB-BCXB ngày 10/3/2022", "so_phieu_tan_thanh": 5, "tong_so_phieu": 6}
                 for place in range(1, 2 * EACH + 1)]
    write_reports(made, Views(month_of({**BASE, "de_nghi": nominated})), SHIPPED)
    return made / "reports"


def test_nobody_is_lost(reports):
    for award in AWARDS:
        for what in ("to_trinh", "danh_sach") if award == "bang_khen_tinh" else ("danh_sach",):
            path = reports / what / f"2022-03_{what}_{award}.docx"
            assert len(tables(parts(path)[BODY], path.name)[f"ung_vien_{award}"]) == EACH
        assert len(list((reports / "thanh_tich").glob(f"2022-03_thanh_tich_{award}_*.docx"))) == EACH
    minutes = tables(parts(reports / "2022-03_bien_ban.docx")[BODY], "bien_ban")
    assert [len(minutes[f"ung_vien_{award}"]) for award in AWARDS] == [EACH, EACH]


def test_none_deviates_from_the_decree(reports):
    papers = sorted(reports.rglob("*.docx"))
    assert len(papers) > 70
    assert {path.name: [item.rule.id for item in check_paper(path) if item.rule.severity == ERROR] for path in papers} == {
        path.name: [] for path in papers}


def test_as_printed(reports, tmp_path):
    chosen = [reports / "2022-03_bien_ban.docx", reports / "to_trinh" / "2022-03_to_trinh_bang_khen_tinh.docx",
              reports / "danh_sach" / "2022-03_danh_sach_giay_khen.docx"]
    for pdf in convert(chosen, "pdf", tmp_path):
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True, encoding="utf-8").stdout
        pages = [page for page in text.split("\f") if page.strip()]
        assert len(pages) > 2
        for page in pages:
            if re.search(r"^ *\d+ +STTTT-\d{3}", page, re.M):
                assert "TT" in page and "Đơn vị" in page, "a head is repeated on every page of a table"
        closing = [page for page in pages if "./." in page]
        if closing:
            assert any(name in closing[-1] for name in ("Vi Quang Minh", "CHỦ TỌA"))
        fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
        assert len({re.sub(r"^[A-Z]+\+|[-,].*", "", line.split()[0]) for line in fonts}) == 1
