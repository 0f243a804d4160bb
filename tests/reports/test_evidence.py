"""The rows behind a result: content, details, place, question and answer."""

from dataclasses import replace

from support.judged import frame
from support.month import BASE, council_month
from support.paths import shipped_definition

from emulation_batch.findings import ANSWERED
from emulation_batch.reports.evidence import Evidence

GUIDED = "2022-03/BCXB/van_ban/9"


def test_a_row_in_words():
    evidence = Evidence(council_month())
    assert evidence.content(GUIDED) == ("Hướng dẫn tháo gỡ khó khăn cho cơ sở: Hướng dẫn xã Bành Trạch lắp đặt cụm loa truyền thanh cơ "
                                        "sở")
    assert evidence.details(GUIDED).startswith("Ngày hoàn thành: 03/03/2022; địa bàn: xã Bành Trạch, huyện Ba Bể; kết quả: ")
    assert evidence.proof(GUIDED) == "Biên bản làm việc ngày 03/3/2022"
    assert evidence.proof("2022-03/BCXB/nguon_luc/9") == "–"


def test_the_candidates_own_name_is_not_repeated():
    evidence = Evidence(council_month())
    assert "Bàn Văn Hải" not in evidence.details("2022-03/BCXB/ca_nhan/8")
    assert "Bàn Văn Hải" not in evidence.details("2022-03/BCXB/de_nghi/8")
    assert "Hoàng Văn Cường" in evidence.details("2022-03/BCXB/van_ban/8")


def test_questions_and_answers_travel_to_the_council():
    evidence = Evidence(council_month())
    assert evidence.answers(GUIDED) == "Hỏi: Ngày của dòng này cần xem lại. Đơn vị giải trình: Ngày ghi theo biên bản gốc."
    assert evidence.answers("2022-03/BCXB/van_ban/8") == "Hỏi: Ngày của dòng này cần xem lại. Chưa có giải trình."
    assert evidence.answers("2022-03/BCXB/co_che/8") == "–"


def test_an_answered_query_keeps_its_question():
    """The checks made a notice of it; the Council reads what was asked and what the unit said, and no other notice."""
    month = council_month()
    closed = tuple(replace(item, severity="notice", mend=ANSWERED if item.cell == "F9" else "") for item in month.judged.findings)
    evidence = Evidence(replace(month, judged=replace(month.judged, findings=closed)))
    assert evidence.answers(GUIDED) == "Hỏi: Ngày của dòng này cần xem lại. Đơn vị giải trình: Ngày ghi theo biên bản gốc."
    assert evidence.answers("2022-03/BCXB/van_ban/8") == "–"


def test_the_cell_where_excel_shows_it():
    month = council_month()
    places = {("sha-BCXB", "van_ban"): {"loai": 2}}
    judged = replace(month.judged, batch=replace(month.judged.batch, places=places))
    assert Evidence(replace(month, judged=judged)).place(GUIDED) == "Tệp BCXB.xlsx, trang “2a. Văn bản, sáng kiến”, ô C9"
    assert Evidence(month).place(GUIDED).endswith("hàng 9")


def test_rows_of_a_unit_without_its_proposals():
    refs = Evidence(council_month()).of_unit("BCXB")
    assert len(refs) == 10
    assert not any("/de_nghi/" in ref for ref in refs)


def test_earlier_rows_of_the_year():
    month = council_month()
    sheet = shipped_definition().sheet("ca_nhan")
    rows = [{**BASE["ca_nhan"][0], "_period": period} for period in ("2021-12", "2022-01", "2022-02")]
    batch = replace(month.judged.batch, past={"ca_nhan": frame(sheet, rows)})
    evidence = Evidence(replace(month, judged=replace(month.judged, batch=batch)))
    refs = evidence.earlier([("ca_nhan", ("a1",), "can_bo")], "STTTT-006")
    assert refs == ["2022-01/BCXB/ca_nhan/8", "2022-02/BCXB/ca_nhan/8"]
    assert evidence.earlier([("ca_nhan", ("a1",), "can_bo")], "STTTT-005") == []
    assert evidence.known(["2022-01/BCXB/ca_nhan/8", "2022-01/BCXB/ca_nhan/8", "x"]) == refs[:1]
