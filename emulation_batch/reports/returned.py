"""What goes back to each unit: the text of a letter and its mail draft. A letter holds its own unit's rows and values only.

Three kinds: what to mend or look at again, a receipt, a reminder to who has not sent.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd

from emulation_batch.batch import MonthData, UnitStanding
from emulation_batch.changes import tells_nothing
from emulation_batch.errors import DefinitionFault
from emulation_batch.findings import NO_RESULT, Finding, as_sent, with_attempt
from emulation_batch.layout import RETURNED_NAME, cell_runs, following
from emulation_batch.mail_draft import draft
from emulation_batch.progress import counted
from emulation_batch.reports import later_files
from emulation_batch.reports.due import arrival, days_late, deadline, history, moment
from emulation_batch.reports.findings_list import listed
from emulation_batch.reports.own import Own, Sorted
from emulation_batch.reports.resent import CORRECTS, KEPT, effect
from emulation_batch.reports.wording import OUTCOME_WORDS
from emulation_batch.vietnamese import clean, format_date, format_decimal, format_money

TEXT_FILE, MAIL_FILE = "noi_dung.txt", "thu.eml"
DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10))})
SECTIONS = (("error", "CHỖ CẦN SỬA"), ("query", "CHỖ CẦN XEM LẠI"), ("notice", "LƯU Ý, KHÔNG PHẢI SỬA"))
ADVICE = {"error": "Dòng có chỗ sai chưa được tính; các dòng khác đã được tính.",
          "query": "Nếu ghi nhầm thì sửa; nếu đúng thì ghi lý do vào cột Giải trình. Các dòng này đã được tính, lời giải trình "
                   "được chuyển tới Hội đồng."}
OF_FILE = "Câu hỏi về thư hoặc về cả tệp, không ở ô nào: đơn vị trả lời thư này."
NO_ROW_REFUSED = ("Chỗ sai không nằm ở dòng kết quả nào: mọi dòng đã nhận vào đều được tính. Đơn vị vẫn sửa rồi gửi lại để báo "
                  "cáo được đúng.")
"""The advice on errors of which none has refused a row: those of the form."""
EMPTY = ("Tệp không có dòng kết quả nào, cũng không khai không phát sinh, nên đơn vị chưa có báo cáo dùng được. Đơn vị điền "
         "kết quả, hoặc khai cả kỳ không phát sinh, rồi gửi lại.")
"""The advice on errors of a workbook that was taken in and tells nothing."""


def write_letters(folder: Path, month: MonthData, below: str = "") -> None:
    """Write `returned/<unit>/<below>/noi_dung.txt` (UTF-8 with BOM, CRLF) and `thu.eml` for every unit of the month. A workbook
    that stands in that folder already is attached.

    The draft is marked X-Unsent and goes to the addresses of the registry; no clock, no Message-ID. DefinitionFault when a
    unit's code cannot name a folder on Windows.
    """
    own = Sorted(month)
    for standing in counted(month.standings, "Ghi thư cho đơn vị"):
        target = folder / "returned" / folder_name(standing.unit) / below
        target.mkdir(parents=True, exist_ok=True)
        workbook = min(target.glob("*.xlsx"), default=None)
        subject, body = letter(month, standing, own.of(standing), workbook.name if workbook else "")
        (target / TEXT_FILE).write_bytes(f"{subject}\n\n{body}".replace("\n", "\r\n").encode("utf-8-sig"))
        answered = standing.submission.received.message_id if standing.submission else ""
        unit = month.registry.unit(standing.unit, month.period.to)
        attached = (workbook.name, workbook.read_bytes()) if workbook else None
        (target / MAIL_FILE).write_bytes(draft(unit.emails if unit else (), subject, body, attached, answered))


def folder_name(code: str) -> str:
    """The unit's code, when Windows takes it for a folder."""
    if code.split(".")[0].casefold() in DEVICE_NAMES:
        raise DefinitionFault(f"danh_muc.xlsx, trang Đơn vị: mã “{code}” trùng tên dành riêng của Windows. Đổi mã khác.")
    return code


def letter(month: MonthData, standing: UnitStanding, own: Own, workbook: str = "") -> tuple[str, str]:
    """Subject and text for one unit: a reminder when nothing came, else what to mend, else a receipt. own: what of the month
    is the unit's; workbook: the name of the workbook that goes with it, "" for none."""
    severities = {finding.severity for finding in own.findings}
    if standing.standing == "kept":
        what, parts = "đã có bản đang dùng cho báo cáo", _known_files(own)
    elif standing.standing == "missing":
        what, parts = "chưa nhận được báo cáo", _reminder(month, standing, own)
    elif standing.standing == "returned" and not tells_nothing(standing):
        what, parts = "trả lại để gửi lại báo cáo", _returned(month, standing, own, workbook)
    elif severities & {"error", "query"}:
        what = ("trả lại để gửi lại báo cáo" if tells_nothing(standing) else "cần sửa báo cáo" if "error" in severities else
                "cần xác nhận báo cáo" if _only_to_confirm(own.findings) else "cần giải trình báo cáo")
        parts = _corrections(month, standing, own, workbook)
    else:
        what, parts = "đã nhận đủ báo cáo", _receipt(month, standing, own)
    subject = clean(f"{month.definition.movement.short}: {what} {month.period.month.title} của {standing.name}")
    papers = month.registry.papers(month.period.to)
    closing = ["Có chỗ chưa rõ, đơn vị trả lời thư này để được hỗ trợ.", "", "Trân trọng,",
               "Văn phòng Sở" + (f" - {papers.agency}" if papers.agency else ""), papers.office_email]
    lines = [f"Kính gửi: {standing.name}", "", *parts, "", *closing]
    return " ".join(subject.split()), "\n".join(lines).rstrip() + "\n"


def _reminder(month: MonthData, standing: UnitStanding, own: Own) -> Iterator[str]:
    """Its tone goes by the days past the due time: a friendly word before, a request after, the head's attention at last."""
    late = days_late(month, standing.unit)
    first = "Văn phòng Sở nhắc để đơn vị gửi kịp hạn. " if late is None and not month.sealed else ""
    yield (f"{first}Đến {moment(month.as_of)}, Văn phòng Sở chưa nhận được báo cáo {month.period.month.title} của đơn vị. "
           f"{deadline(month, standing.unit)}")
    yield from history(month, standing.unit)
    yield ""
    if late is not None and late > month.definition.window.firm_after_days and not month.sealed:
        yield ("Kính đề nghị thủ trưởng đơn vị chỉ đạo gửi ngay, hoặc trả lời lý do chưa gửi và ngày sẽ gửi. Khi chưa có báo "
               "cáo, các tiêu chuẩn của đơn vị trong kỳ này chỉ ghi được là không có căn cứ.")
        yield ""
        yield "Việc cần làm:"
    else:
        yield "Đề nghị đơn vị:"
    yield (f"1. Điền tệp báo cáo đã được gửi cho kỳ này, số liệu từ {format_date(month.period.from_)} đến hết "
           f"{format_date(month.period.to)}, rồi gửi{_office(month)}.")
    nil = next((column.header for column in month.definition.form.columns if column.declares_nil == "*"), "")
    if nil:
        yield (f"2. Nếu trong kỳ không có kết quả nào, vẫn gửi tệp: chọn “Có” ở ô “{nil}”, trang "
               f"“{month.definition.form.name}”, và ghi lý do.")
    yield f"{3 if nil else 2}. Nếu đã gửi rồi, trả lời thư này, cho biết gửi lúc nào và từ địa chỉ nào, để tìm lại."
    yield from _other_files(own)


def _returned(month: MonthData, standing: UnitStanding, own: Own, workbook: str) -> Iterator[str]:
    yield (f"Văn phòng Sở đã nhận tệp của đơn vị cho kỳ {month.period.month.title}, nhưng chưa dùng được tệp nào. Số liệu của "
           "đơn vị chưa được tính vào kỳ này.")
    yield from _other_files(own, "Các tệp đã nhận:")
    yield from _sections(month, own.findings, advice={})
    yield ""
    if workbook:
        yield (f"Việc cần làm: mở tệp gửi kèm {workbook}; các dòng đọc được đã chép sang biểu mẫu này. Điền phần còn thiếu "
               f"theo trang “{RETURNED_NAME}”, lưu rồi gửi lại chính tệp đó{_office(month)}. {deadline(month, standing.unit)}")
    else:
        yield f"Việc cần làm: sửa theo các lý do trên rồi gửi lại{_office(month)}. {deadline(month, standing.unit)}"


def _corrections(month: MonthData, standing: UnitStanding, own: Own, workbook: str) -> Iterator[str]:
    """What to do stands before the list, which may be long."""
    yield from _file_lines(month, standing, own)
    yield ""
    found, others = later_files.apart(standing, own)
    attempt = standing.submission.attempt if standing.submission else None
    found = with_attempt(found, following(month.definition, attempt)) if workbook and attempt else found
    again = f" Ghi “Lần gửi” là {attempt + 1}." if attempt else ""
    if not any(finding.severity in ADVICE for finding in found):
        yield "Tệp này không có chỗ nào phải sửa. Việc cần làm: xem tệp gửi sau, nêu dưới đây."
    elif _only_to_confirm(found):
        yield "Việc cần làm: trả lời thư này về từng điểm nêu dưới đây. Các dòng đã nhận vào đã được tính."
    elif workbook:
        yield (f"Việc cần làm: mở tệp gửi kèm {workbook}. Trang đầu “{RETURNED_NAME}” liệt kê từng chỗ nêu dưới đây; bấm vào "
               "địa chỉ ô để đến đúng ô, đưa chuột vào ô để đọc cách sửa. Những gì đơn vị đã ghi còn nguyên"
               f"{_not_kept(own)}, ô Lần gửi đã được tăng sẵn. Sửa hoặc giải trình xong, lưu và gửi lại chính tệp "
               f"đó{_office(month)}. {deadline(month, standing.unit)}")
    else:
        yield (f"Việc cần làm: mở tệp đã gửi, sửa hoặc giải trình đúng các ô nêu dưới đây, các ô khác giữ nguyên.{again} "
               f"Gửi lại{_office(month)}. {deadline(month, standing.unit)}")
    yield from _sections(month, found, dict(_advice(standing, own)))
    yield from later_files.section(month, standing, own, others, _office(month))
    yield from _other_files(own)


def _not_kept(own: Own) -> str:
    """Which cells of the unit stand empty in the workbook that goes with the letter."""
    blank = [finding for finding in own.findings if finding.value == NO_RESULT]
    places = "; ".join(f"trang {name}: {', '.join(cell_runs(item.cell for item in blank if item.sheet == name))}"
                       for name in dict.fromkeys(item.sheet for item in blank))
    return f", trừ các ô công thức chưa có kết quả được để trống ({places})" if places else ""


def _advice(standing: UnitStanding, own: Own) -> Iterator[tuple[str, str]]:
    yield "error", EMPTY if tells_nothing(standing) else ADVICE["error"] if own.refused else NO_ROW_REFUSED
    kinds = {finding.by_reply for finding in own.findings if finding.severity == "query"}
    yield "query", " ".join(words for by_reply, words in ((False, ADVICE["query"]), (True, OF_FILE)) if by_reply in kinds)


def _only_to_confirm(found: Sequence[Finding]) -> bool:
    """Whether all that is to be done is to answer by a mail."""
    return all(finding.by_reply for finding in found if finding.severity in ADVICE)


def _receipt(month: MonthData, standing: UnitStanding, own: Own) -> Iterator[str]:
    yield from _file_lines(month, standing, own)
    yield "Không có chỗ nào phải sửa. Thư này là xác nhận đã nhận đủ."
    if standing.standing == "nil":
        yield "Đơn vị khai không phát sinh trong kỳ."
    sent = standing.submission.received if standing.submission else None
    if sent:
        yield f"Mã SHA-256 của tệp: {sent.sha256}"
    totals = list(_totals(month, own))
    if totals:
        yield ""
        yield "Số liệu của đơn vị đã được tính trong kỳ:"
        yield from totals
    yield from _sections(month, own.findings)
    yield from _other_files(own)


def _file_lines(month: MonthData, standing: UnitStanding, own: Own) -> Iterator[str]:
    submission = standing.submission
    if submission is None:
        return
    attempt = f", lần gửi {submission.attempt}" if submission.attempt else ""
    yield (f"Văn phòng Sở đã nhận báo cáo {month.period.month.title} của đơn vị: tệp "
           f"“{clean(as_sent(submission.received.name))}”{attempt}, lúc {arrival(month, standing)}")
    yield f"Số dòng: {submission.rows}; nhận vào {own.accepted}, trả lại {own.refused}."
    if month.sealed:
        yield CORRECTS
    yield from effect(month, standing.unit)


def _sections(month: MonthData, found: Sequence[Finding], advice: dict[str, str] = ADVICE) -> Iterator[str]:
    for severity, title in SECTIONS:
        items = listed(month.definition, [finding for finding in found if finding.severity == severity])
        if items:
            count = sum(finding.severity == severity for finding in found)
            yield ""
            yield f"{title} ({count} chỗ)"
            if severity in advice:
                yield advice[severity]
            for number, item in enumerate(items, 1):
                yield ""
                first, *rest = item
                yield f"{number}. {first}"
                yield from (f"   {line}" for line in rest)


def _totals(month: MonthData, own: Own) -> Iterator[str]:
    """The unit's own figures of the month that are not zero, as printed in the department's report."""
    for name, value, measure in own.figures:
        if pd.notna(value) and value:
            amount = (format_money(int(value)) if measure == "đồng" else f"{format_decimal(value, 1)} %" if measure == "%"
                      else f"{format_decimal(value)} {measure}")
            yield f"- {month.definition.figure(name).title}: {amount}"


def _known_files(own: Own) -> Iterator[str]:
    """The list that is all such a letter tells: no blank line before it."""
    yield from islice(_other_files(own, KEPT), 1, None)


def _other_files(own: Own, title: str = "Các tệp khác của đơn vị:") -> Iterator[str]:
    """Further files of the unit, each with its outcome and reason."""
    if own.files:
        yield ""
        yield title
    for item in sorted(own.files, key=lambda item: (item.received.received_at, item.received.name, item.received.sha256)):
        yield f"- “{clean(as_sent(item.received.name))}”: {OUTCOME_WORDS[item.outcome].lower()}. {clean(item.reason)}"


def _office(month: MonthData) -> str:
    address = month.registry.papers(month.period.to).office_email
    return f" tới {address}" if address else " bằng cách trả lời thư này"
