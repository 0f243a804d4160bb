"""Appendix rows: labels for codes, names for people, dates and money as offices write them, in the units' order."""

from functools import cache

import pytest
from support.month import BASE, empty_month, month_of, spring_month

from emulation_batch.reports.lists import Rows, documents, exemplars, initiatives, joined, one_line, resources


@cache
def spring():
    return spring_month()


def test_documents():
    rows = documents(spring())
    assert rows[0] == {"unit": "Văn phòng Sở", "kind": "Văn bản được giao",
                       "content": "Tham mưu Kế hoạch giảm nghèo về thông tin năm 2022",
                       "assigned": "511/KH-UBND ngày 13/8/2021; hạn 01/03/2022", "done": "86/KH-STTTT; ngày 26/02/2022",
                       "result": "–"}
    assert rows[-1]["result"] == "gửi UBND tỉnh; Chưa có phản hồi"


def test_initiatives_are_solutions_models_and_media():
    assert [row["kind"] for row in initiatives(spring())] == [
        "Giải pháp", "Xây dựng mô hình", "Giải pháp, sáng kiến tuyên truyền, vận động"]


def test_resources():
    row = resources(spring())[1]
    assert (row["kind"], row["day"], row["money"], row["worth"], row["households"]) == (
        "Hiện vật; Tự ủng hộ", "05/03/2022", "–", "3.600.000", "6")


def test_exemplary_cases_and_models():
    assert exemplars(spring())[0] == "- Phòng Bưu chính - Xuất bản: Duy trì bản tin tiếng Tày hằng tuần ở 12 thôn đặc biệt khó khăn"
    assert exemplars(spring())[1].endswith("tại xã Nghiên Loan, huyện Pác Nặm, số hộ: 24")


def test_refused_rows_are_not_listed():
    assert not any("xã sửa loa" in row["content"] for row in documents(spring()))


def test_units_stand_in_the_registrys_order():
    rows = [{"_unit": unit, **BASE["nguon_luc"][0]} for unit in ("LA", "TTCNTT", "BCXB", "VP")]
    month = month_of({"nguon_luc": rows})
    assert [row["unit"] for row in resources(month)] == [
        "Văn phòng Sở", "Phòng Bưu chính - Xuất bản", "Trung tâm Công nghệ thông tin và Truyền thông", "LA"]


def test_a_private_column_is_never_told():
    rows = Rows(spring(), "thong_tin")
    assert rows.told({"nguoi_lap": "Lường Văn Anh"}, "nguoi_lap") == ""


def test_nothing_is_nothing():
    assert [documents(empty_month()), initiatives(empty_month()), resources(empty_month()), exemplars(empty_month())] == [[]] * 4


@pytest.mark.parametrize(("parts", "words"), [(("a", "", "b"), "a; b"), (("", ""), "–")])
def test_joined(parts, words):
    assert joined(*parts) == words


def test_one_line():
    assert one_line(" a\n b\t c ") == "a b c"


def test_what_a_unit_explains_travels_into_the_appendices():
    rows = {sheet: [{**row, "giai_trinh": "Ghi theo biên bản gốc."} for row in BASE[sheet]]
            for sheet in ("van_ban", "co_che", "nguon_luc")}
    month = month_of({**BASE, **rows})
    told = "đơn vị giải trình: Ghi theo biên bản gốc."
    assert all(told in row["result"] for row in documents(month))
    assert all(told in row["content"] for row in resources(month))
    assert [told in row["content"] for row in initiatives(month)] == [True, True, False]
