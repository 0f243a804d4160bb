from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from support.month import BASE, month_of
from support.span import small_workspace, span_data

from emulation_batch.batch import Received, Submission
from emulation_batch.clock import set_back
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.printing_spans import told_of
from emulation_batch.reports import span_page
from emulation_batch.reports.page_parts import Files
from emulation_batch.review import gather_span, review_span

AS_OF = datetime(2022, 12, 20, 8, tzinfo=VIETNAM_TIME)


def came(moment):
    return Received("a.xlsx", "0" * 64, 1, moment, "", Path("a.xlsx"), ".xlsx")


def test_a_file_received_later_than_the_time_printed_is_told():
    files = [came(AS_OF - timedelta(days=9)), came(datetime(2023, 1, 15, 9, tzinfo=VIETNAM_TIME))]
    assert set_back(AS_OF, files) == ("Thời điểm lập (08:00 ngày 20/12/2022) sớm hơn lúc nhận tệp mới nhất được dùng "
                                      "(09:00 ngày 15/01/2023): xem lại đồng hồ của máy hoặc --as-of.")
    assert set_back(AS_OF, files[:1]) == "" and set_back(AS_OF, []) == "" and set_back(AS_OF, [came(AS_OF)]) == ""


def test_a_review_before_its_files_came_warns_on_page_and_console(tmp_path):
    space = small_workspace(tmp_path / "ws", ("2022-02", "2022-03"))
    early = datetime(2022, 1, 1, 8, tzinfo=VIETNAM_TIME)
    done = review_span(space, space.span("2022-02..2022-03"), early, lambda text: None)
    [told] = [line for line in told_of(done)["lines"] if "Thời điểm lập" in line]
    assert told.startswith("Thời điểm lập (08:00 ngày 01/01/2022) sớm hơn")
    data = gather_span(space, space.span("2022-02..2022-03"), early, lambda text: None)
    assert told in [item["text"] for item in span_page.page(data, Files([]), {})["todo"]]
    assert not any("Thời điểm lập" in item["text"] for item in span_page.page(span_data(space, "2022-02..2022-03"), Files([]), {})["todo"])


def test_a_run_before_its_files_came_warns_on_its_page():
    from emulation_batch.reports.page import page

    month = month_of(BASE)
    taken = Submission(came(month.as_of + timedelta(days=1)), "VP", "2022-03", 1, "accepted", "", "", 1)
    early = replace(month, submissions=(taken,))
    assert any("Thời điểm lập" in item["text"] for item in page(early, [], {})["todo"])
