"""Whether a run or review stands at a time before what it counts was received: a clock, or --as-of, that was set back."""

from collections.abc import Iterable
from datetime import datetime

from emulation_batch.batch import MonthData, Received
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.vietnamese import format_datetime


def of_run(month: MonthData) -> str:
    """The same of a run: the files that it accepted, corrections of sealed months among them."""
    months = (month, *(month.corrections.months if month.corrections else ()))
    return set_back(month.as_of, [item.received for each in months for item in each.submissions if item.outcome == "accepted"])


def of_review(month: MonthData) -> str:
    """The same of a review: the files of which a row counts."""
    counted = {sha256 for frame in month.judged.accepted.values() for sha256 in frame["_file"].unique()}
    return set_back(month.as_of, [item for sha256, item in month.judged.batch.files.items() if sha256 in counted])


def set_back(as_of: datetime, used: Iterable[Received]) -> str:
    """That a file in use was received after the time that is printed, in a sentence; "" when none was."""
    newest = max((item.received_at for item in used), default=as_of)
    if newest <= as_of:
        return ""
    now, then = (format_datetime(moment.astimezone(VIETNAM_TIME)) for moment in (as_of, newest))
    return f"Thời điểm lập ({now}) sớm hơn lúc nhận tệp mới nhất được dùng ({then}): xem lại đồng hồ của máy hoặc --as-of."
