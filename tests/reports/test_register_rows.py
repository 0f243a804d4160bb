"""Accepted rows in the register, and the links that lead to them."""

from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook
from support.month_register import month_data

from emulation_batch.findings import ANSWERED
from emulation_batch.reports.register import write_register
from emulation_batch.reports.register_rows import link_to_rows, places_of_rows


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    write_register(path, month_data())
    book = load_workbook(path)

    def read(name):
        page = book[name]
        headers = [cell.value for cell in page[4]]
        return [dict(zip(headers, line, strict=True)) for line in page.iter_rows(min_row=5, values_only=True)]

    return read


def test_labels_names_dates_and_origin(rows):
    first, second = rows("2a. Văn bản, sáng kiến")
    assert first["Đơn vị"] == "Văn phòng Sở"
    assert first["Loại"] == "a1 - Văn bản được giao"
    assert first["Người chủ trì"] == "Lường Văn Anh | STTTT-002"
    assert first["Hạn hoàn thành"] == datetime(2022, 3, 1)
    assert (first["Tệp nguồn"], first["Dòng trong tệp"], first["Mã dòng"]) == ("bao_cao_VP.xlsx", 8, "2022-03/VP/van_ban/8")
    assert second["Giải trình"] == "Đã đối chiếu với xã, số thôn đúng như báo cáo"


def test_open_queries_stand_beside_their_row(rows):
    """Only queries, and only at their own row: notices and other rows stay empty."""
    lines = rows("2c. Nguồn lực, mô hình")
    assert [line["Điểm cần xem lại"] for line in lines] == [
        None, None, "Số tiền 250.000.000 đồng lớn hơn mức thường gặp. (R310)"]
    assert [line["Số tiền (đồng)"] for line in lines] == [12_500_000, None, 250_000_000]
    assert [line["Số ngày công"] for line in lines] == [None, 4.5, None]


def test_an_answered_query_stays_beside_its_row(tmp_path):
    month = month_data()
    closed = tuple(replace(item, severity="notice", mend=ANSWERED) if item.code == "R310" else item for item in month.judged.findings)
    write_register(tmp_path / "register.xlsx", replace(month, judged=replace(month.judged, findings=closed)))
    cells = {cell.value for row in load_workbook(tmp_path / "register.xlsx")["2c. Nguồn lực, mô hình"].iter_rows() for cell in row}
    assert "Số tiền 250.000.000 đồng lớn hơn mức thường gặp. (R310) Đã giải trình." in cells


def test_a_place_is_the_row_of_its_reference(rows):
    places = places_of_rows(month_data())
    place = places["2022-03/VP/nguon_luc/9"]
    assert (place.sheet, place.location) == ("2c. Nguồn lực, mô hình", "'2c. Nguồn lực, mô hình'!A6")
    assert rows(place.sheet)[place.row - 4]["Mã dòng"] == "2022-03/VP/nguon_luc/9"


def test_refused_rows_have_no_place():
    assert "2022-03/VP/van_ban/9" not in places_of_rows(month_data())


def test_a_link_names_its_rows_shortly():
    places = places_of_rows(month_data())
    people = [f"2022-03/BCXB/ca_nhan/{row}" for row in (8, 9, 10, 12)]
    link = link_to_rows(places, [*people, "2022-03/VP/nguon_luc/9"])
    assert link.text == "3: hàng 5-7, 9; 2c: hàng 6"
    assert link.place == places[people[0]]


def test_rows_of_earlier_months_are_counted_not_linked():
    places = places_of_rows(month_data())
    link = link_to_rows(places, ["2022-02/VP/nguon_luc/8", "2022-03/VP/nguon_luc/9"])
    assert link.text == "2c: hàng 6; 1 dòng của các kỳ trước"
    only = link_to_rows(places, ["2022-02/VP/nguon_luc/8"])
    assert (only.text, only.place) == ("1 dòng của các kỳ trước", None)
    assert link_to_rows(places, []).text == ""
