"""The papers of a dossier agree: a finished paper that was tampered with is told, with both writings."""

import shutil
import zipfile

import pytest
from support.month import council_month, twice_month
from support.month_papers import write_reports
from support.paths import SHIPPED

from emulation_batch.errors import TemplateFault
from emulation_batch.reports.copies import Views
from emulation_batch.reports.docx_check import BODY, parts
from emulation_batch.reports.dossier import check_dossiers

NAME, UNIT = "Bàn Văn Hải", "Phòng Bưu chính - Xuất bản"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    write_reports(folder, Views(council_month()), SHIPPED)
    return folder / "reports"


@pytest.fixture
def reports(written, tmp_path):
    return shutil.copytree(written, tmp_path / "reports")


def tamper(path, old, new, times=1):
    content = parts(path)
    body = content[BODY].decode("utf-8")
    assert old in body
    content[BODY] = body.replace(old, new, times).encode("utf-8")
    with zipfile.ZipFile(path, "w") as packed:
        for name, part in content.items():
            packed.writestr(name, part)


def test_what_was_written_agrees(reports):
    check_dossiers(reports, council_month())


def test_a_person_nominated_in_two_kinds_has_two_rows_in_the_minutes_and_one_in_the_list(tmp_path):
    write_reports(tmp_path, Views(twice_month()), SHIPPED)
    reports = tmp_path / "reports"
    check_dossiers(reports, twice_month())
    tamper(reports / "2022-03_bien_ban.docx", f"{NAME} (Đột xuất)<", f"{NAME}<")
    with pytest.raises(TemplateFault, match=r"bien_ban.docx, họ và tên, tên tập thể: “Bàn Văn Hải” khác “Bàn Văn Hải \(Đột xuất\)”"):
        check_dossiers(reports, twice_month())


@pytest.mark.parametrize(("paper", "old", "new", "words"), [
    ("to_trinh/2022-03_to_trinh_bang_khen_tinh.docx", f">{NAME}<", ">Bàn Văn  Hải<",
     "to_trinh_bang_khen_tinh.docx, họ và tên, tên tập thể: “Bàn Văn  Hải” khác “Bàn Văn Hải”"),
    ("danh_sach/2022-03_danh_sach_bang_khen_tinh.docx", ">Chuyên viên<", ">Chuyên viên chính<",
     "danh_sach_bang_khen_tinh.docx, chức vụ: “Chuyên viên chính” khác “Chuyên viên”"),
    ("2022-03_bien_ban.docx", f">{UNIT}<", ">Phòng BCXB<", "bien_ban.docx, "),
    ("thanh_tich/2022-03_thanh_tich_bang_khen_tinh_STTTT-006.docx", f"Họ và tên: {NAME}", "Họ và tên: Bàn Văn Hài",
     "thanh_tich_bang_khen_tinh_STTTT-006.docx, họ và tên: “Bàn Văn Hài” khác “Bàn Văn Hải”"),
    ("to_trinh/2022-03_to_trinh_bang_khen_tinh.docx", "01 tập thể, 01 cá nhân", "01 tập thể, 02 cá nhân",
     "ghi “01 tập thể, 02 cá nhân”, hồ sơ có 01 tập thể, 01 cá nhân"),
    ("danh_sach/2022-03_danh_sach_giay_khen.docx", "01 tập thể, 01 cá nhân", "02 cá nhân", "ghi “02 cá nhân”"),
])
def test_a_difference_of_one_character_stops_the_run(reports, paper, old, new, words):
    tamper(reports / paper, old, new)
    with pytest.raises(TemplateFault) as caught:
        check_dossiers(reports, council_month())
    assert words in caught.value.message


def test_a_lost_row_and_a_lost_report(reports):
    path = reports / "danh_sach" / "2022-03_danh_sach_giay_khen.docx"
    body = parts(path)[BODY].decode("utf-8")
    start = body.rindex("<w:tr>")
    tamper(path, body[start:body.index("</w:tr>", start) + 7], "")
    (reports / "thanh_tich" / "2022-03_thanh_tich_giay_khen_BCXB.docx").unlink()
    with pytest.raises(TemplateFault) as caught:
        check_dossiers(reports, council_month())
    assert "danh_sach_giay_khen.docx có 1 trường hợp, hồ sơ có 2" in caught.value.message
    assert "thanh_tich_giay_khen_… có 1 báo cáo thành tích, hồ sơ có 2" in caught.value.message


def test_numbers_in_a_units_own_words_are_not_counts(reports):
    """“hỗ trợ 12 cá nhân” stands in a summary of the list: no count of the dossier."""
    assert "12 cá nhân" in parts(reports / "danh_sach" / "2022-03_danh_sach_giay_khen.docx")[BODY].decode("utf-8")


def test_a_table_that_the_office_took_out_is_not_missed(reports):
    tamper(reports / "2022-03_bien_ban.docx", "bang:ung_vien_giay_khen", "bang rieng")
    check_dossiers(reports, council_month())
