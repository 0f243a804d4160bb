"""Words for codes, spans, names and values."""

from dataclasses import replace

import pandas as pd
import pytest
from support.month_register import findings, month_data
from support.paths import shipped_definition

from emulation_batch.batch import FATES, OUTCOMES, STANDINGS
from emulation_batch.council import PROPOSAL_WORDS, STATUS_WORDS
from emulation_batch.criteria.base import STATUSES
from emulation_batch.findings import SEVERITIES
from emulation_batch.reports.wording import (
    FATE_WORDS,
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STANDING_WORDS,
    WAITING,
    column_header,
    person_or_unit,
    span_title,
    unit_name,
    value_shown,
    who_is_asked,
    without_private,
)


def test_every_code_has_its_words():
    assert set(STANDING_WORDS) == {*STANDINGS, WAITING}
    assert set(OUTCOME_WORDS) == set(OUTCOMES)
    assert set(FATE_WORDS) == set(FATES)
    assert set(STATUS_WORDS) == set(STATUSES)
    assert set(SEVERITY_WORDS) == set(SEVERITIES)
    assert set(PROPOSAL_WORDS) == {"put_forward", "for_council", "blocked", "returned"}


@pytest.mark.parametrize(("span", "title"), [
    ("2022-03", "tháng 3 năm 2022"), ("2022-12", "tháng 12 năm 2022"), ("2022", "năm 2022"),
    ("2022-Q1", "quý I năm 2022"), ("2022-Q4", "quý IV năm 2022"), ("2022-H1", "6 tháng đầu năm 2022"),
    ("mid-term", "sơ kết"), ("2021-08..2022-03", "từ tháng 8 năm 2021 đến tháng 3 năm 2022"),
])
def test_spans(span, title):
    assert span_title(shipped_definition(), span) == title


def test_names_as_of_the_period():
    month = month_data()
    assert unit_name(month, "BCXB") == "Phòng Bưu chính - Xuất bản"
    assert unit_name(month, "") == "Chưa rõ đơn vị"
    assert unit_name(month, "XYZ") == "XYZ"
    assert person_or_unit(month, "VP") == "Văn phòng Sở"
    assert person_or_unit(month, "STTTT-003") == "Lý Thị Ánh | STTTT-003"
    assert person_or_unit(month, "Người khác") == "Người khác"


def test_values_as_people_read_them():
    month = month_data()
    sheet = month.definition.sheet("nguon_luc")
    assert value_shown(month, sheet.column("loai"), "c1") == "c1 - Tiền"
    assert value_shown(month, sheet.column("so_tien"), pd.NA) is None
    assert type(value_shown(month, sheet.column("so_tien"), pd.Series([5], dtype="Int64")[0])) is int
    assert value_shown(month, sheet.column("ngay"), pd.Timestamp(2022, 3, 5)) == pd.Timestamp(2022, 3, 5)


def test_headers_of_columns():
    assert column_header(shipped_definition(), "3. Cá nhân", "minh_chung") == "Minh chứng"
    assert column_header(shipped_definition(), "Trang lạ", "minh_chung") == "minh_chung"


def test_private_values_are_taken_out_also_where_a_message_quotes_them():
    found = findings()
    masked = without_private(shipped_definition(), found)
    assert [item.value == "(không hiện)" for item in masked] == [item.column == "dien_thoai" for item in found]
    assert masked[1].message == "Số điện thoại “(không hiện)” có chữ."
    assert masked[0] == found[0]


def test_months_that_the_totals_to_date_lack_are_named():
    from types import SimpleNamespace

    from support.paths import shipped_definition

    from emulation_batch.periods import Month
    from emulation_batch.reports.wording import months_left_out

    def month(number, *sealed):
        return SimpleNamespace(definition=shipped_definition(), period=SimpleNamespace(month=Month(2021, number)),
                               past_findings=dict.fromkeys(sealed, ()))

    assert months_left_out(month(8)) == ""
    assert months_left_out(month(10, "2021-08", "2021-09")) == ""
    assert months_left_out(month(10, "2021-08")) == "Lũy kế chỉ gồm các kỳ đã chốt; chưa gồm kỳ: 09/2021."
    assert "08/2021, …, 11/2021 (4 tháng)" in months_left_out(month(12))


def test_what_the_council_wrote_is_asked_of_the_council():
    """Its findings are of no unit, so that no unit reads them; another finding without a unit is of nobody known."""
    month = month_data()
    asked = [replace(month.judged.findings[0], code=code, unit=unit) for code, unit in (("H416", ""), ("F112", ""), ("C201", "BCXB"))]
    assert [who_is_asked(month, finding) for finding in asked] == ["Hội đồng", "Chưa rõ đơn vị", "Phòng Bưu chính - Xuất bản"]
