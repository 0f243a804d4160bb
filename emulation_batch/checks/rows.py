"""R30x to R32x, a row against itself: its amounts, its dates, its texts. Checks of one column skip a definition without it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd

from emulation_batch import deadlines
from emulation_batch.batch import Batch
from emulation_batch.checks.base import EXPLANATION, Failure, check, fail, filled, is_placeholder, keys, mask
from emulation_batch.checks.cells import WORDS, kind_labels, meant, of_kind
from emulation_batch.definition import Column, Sheet
from emulation_batch.periods import is_working_day
from emulation_batch.vietnamese import format_decimal, match_key, read_date, weekday

DATED = re.compile(r"(?:ngày )?\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}")
PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?)\s*%")
SAME_FROM = 10  # characters from which two equal texts in a row look copied
ASSIGNED_BY = "van_ban_giao"
IN_KIND = "hien_vat"
DECISION, RECOGNISED, INITIATIVE, SOLUTION = "quyet_dinh_cong_nhan", "sang_kien", "sang_kien", "giai_phap"
DAY, DAYS = "ngay", "so_ngay"
EVIDENCE = "minh_chung"
LISTED = re.compile(r"danh sách|bảng kê|phụ lục|https?:|www\.|\.(?:xlsx?|ods|docx?|odt|pdf|zip)\b")


def tables_with(batch: Batch, *columns: str) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Data sheets that have all these columns."""
    for sheet, frame in batch.tables():
        if all(sheet.has(column) for column in columns):
            yield sheet, frame


@check("R301", "Ô {column.header} ghi {value}, lớn hơn ô {other} ({most}).",
       mend="Kiểm tra hai ô và sửa ô ghi nhầm.",
       why="Số thứ nhất là một phần của số thứ hai nên không thể lớn hơn.",
       example="Số phiếu tán thành 12, tổng số phiếu 10: sửa một trong hai.")
def at_most(batch: Batch) -> Iterator[Failure]:
    """A number is not above the number of the column that the definition names."""
    for sheet, column, frame in batch.columns():
        if column.at_most:
            most = frame[column.at_most]
            yield fail(sheet, column, frame, frame[column.key] > most, other=sheet.column(column.at_most).header, most=most)


@check("R302", "Ô {column.header} ghi {value}, trước ô {other} ({earliest}).",
       mend="Kiểm tra hai ngày và sửa ngày ghi nhầm.",
       why="Hai ngày phải theo đúng thứ tự của công việc.",
       example="Ngày kết thúc 01/03/2022, ngày bắt đầu 05/03/2022: sửa một trong hai.")
def not_before(batch: Batch) -> Iterator[Failure]:
    """A date is not before the date of the column that the definition names."""
    for sheet, column, frame in batch.columns():
        if column.not_before:
            earliest = frame[column.not_before]
            yield fail(sheet, column, frame, frame[column.key] < earliest, other=sheet.column(column.not_before).header,
                       earliest=earliest)


@check("R303", "Văn bản giao việc ngày {assigned}, sau ô {column.header} ({value}).",
       mend="Kiểm tra ngày của văn bản giao việc và ngày ở ô này; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Việc không thể xong, cũng không thể hết hạn, trước khi được giao.",
       example="Giao ngày 13/3/2022, hoàn thành 05/03/2022: sửa một trong hai ngày.")
def before_assigned(batch: Batch) -> Iterator[Failure]:
    """Work is done, and due, not before the day that its assigning document carries."""
    for sheet, frame in tables_with(batch, ASSIGNED_BY, *deadlines.COLUMNS):
        days = {text: _day_in(text) for text in frame[ASSIGNED_BY].dropna().unique()}
        assigned = pd.to_datetime(frame[ASSIGNED_BY].map(days))
        for key in deadlines.COLUMNS:
            yield fail(sheet, sheet.column(key), frame, frame[key] < assigned, assigned=assigned)


def _day_in(text: str) -> pd.Timestamp:
    """The day written in a document's name, NaT where there is none."""
    found = DATED.search(match_key(text))
    return pd.Timestamp(read_date(found[0]).value) if found else pd.NaT


@check("R304", "Hoàn thành ngày {value}, sau hạn {deadline}.",
       mend="Không phải sửa nếu đúng; có thể ghi lý do ở ô Giải trình để Hội đồng xem xét.", severity="notice",
       why="Tiêu chuẩn a) xét “đúng thời hạn”; việc trễ vì lý do gì do Hội đồng xem xét.",
       example="Hạn 01/03/2022, xong 05/03/2022: ghi lý do hoặc văn bản gia hạn.")
def late(batch: Batch) -> Iterator[Failure]:
    """Work done after its deadline is told, not refused: lateness is the Council's to weigh.

    A day after the window is C241's or C242's: it will be written anew."""
    for sheet, frame in tables_with(batch, *deadlines.COLUMNS):
        done = frame[deadlines.DONE]
        rows = (done > frame[deadlines.DEADLINE]) & (done <= pd.Timestamp(batch.period.to))
        yield fail(sheet, sheet.column(deadlines.DONE), frame, rows, deadline=frame[deadlines.DEADLINE])


@check("R305", "Đã quá hạn {value} nhưng chưa ghi ngày hoàn thành.",
       mend="Ghi ngày hoàn thành và số, ký hiệu văn bản; nếu chưa xong thì giải trình trong dòng.", severity="query",
       why="Văn bản đến hạn mà chưa xong được nêu trong báo cáo tháng, kèm lý do của đơn vị.",
       example="Hạn 10/03/2022 mà ô Ngày hoàn thành trống: ghi ngày, hoặc ghi lý do và văn bản gia hạn.")
def overdue(batch: Batch) -> Iterator[Failure]:
    """Work whose deadline passed by the end of the window is done, or the unit says why not."""
    for sheet, frame in tables_with(batch, *deadlines.COLUMNS):
        passed = frame[deadlines.DEADLINE] <= pd.Timestamp(batch.period.to)
        undone = ~filled(batch, sheet, sheet.column(deadlines.DONE))
        yield fail(sheet, sheet.column(deadlines.DEADLINE), frame, passed & undone)


@check("R306", "Ô {column.header} ghi “{value}”, chưa có số lượng.",
       mend="Ghi số lượng và đơn vị tính; nếu không đếm được thì giải trình trong dòng.", severity="query",
       why="Hiện vật được quy đổi ra tiền nên cần biết bao nhiêu.",
       example="“Gạo, áo ấm” ghi lại là “Gạo 200 kg, áo ấm 50 chiếc”.")
def in_kind_without_quantity(batch: Batch) -> Iterator[Failure]:
    """In-kind help names a quantity; placeholders are C206's."""
    for sheet, frame in tables_with(batch, IN_KIND):
        told = frame[IN_KIND].str.lower()
        numbered = told.str.contains(r"\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b", regex=True, na=True)
        yield fail(sheet, sheet.column(IN_KIND), frame, ~numbered.astype(bool) & ~is_placeholder(frame[IN_KIND]))


@check("R307", "Ô {column.header} chép lại ô {other}: “{value}”.",
       mend="Ghi đúng nội dung của ô này, hoặc giải trình trong dòng.", severity="query",
       why="Hai ô hỏi hai điều khác nhau; chép lại thì một ô thực ra chưa có thông tin.",
       example="Minh chứng chép lại Nội dung: ghi tên tệp hoặc nơi lưu hồ sơ.")
def copied_text(batch: Batch) -> Iterator[Failure]:
    """No text repeats an earlier text of its row."""
    for sheet, frame in batch.tables():
        folded = [(column, keys(frame[column.key])) for column in sheet.columns
                  if column.type in WORDS and column.key != EXPLANATION]
        for (other, likes), (column, texts) in combinations(folded, 2):
            copied = mask(text == like and len(text) >= SAME_FROM for text, like in zip(texts, likes, strict=True))
            yield fail(sheet, column, frame, copied, other=other.header)


@check("R308", "Loại {kind} không đi với {column.header} “{value}”.",
       mend="Số ở dòng này không được cộng vào báo cáo: chọn lại một trong hai ô, hoặc giải trình trong dòng.",
       severity="query",
       why="Mỗi số trong báo cáo cộng các dòng có loại và cách phân nhóm nhất định; dòng này không thuộc số nào.",
       example="Loại d1 - Tin, bài, phóng sự mà đơn vị tính là hội nghị: chọn loại d2.")
def counted_nowhere(batch: Batch) -> Iterator[Failure]:
    """A row with an amount is counted by one of the figures that the definition makes of its kind."""
    for sheet, frame in batch.tables():
        for amount, by, kind in _split_amounts(batch, sheet):
            figures = [figure for figure in batch.definition.figures
                       if figure.sheet == sheet.key and figure.column == amount and kind in figure.kinds]
            counted = {figure.where[by] for figure in figures}
            others = {choice for choice in frame[by].tolist() if choice} - counted
            rows = of_kind(batch, sheet, {kind}) & frame[by].isin(others) & frame[amount].notna()
            yield fail(sheet, sheet.column(by), frame, rows, kind=partial(kind_labels, batch, sheet))


def _split_amounts(batch: Batch, sheet: Sheet) -> list[tuple[str, str, str]]:
    """(amount, choice column, kind) where every sum of the amount over the kind is split by that one choice column."""
    ways: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for figure in batch.definition.figures:
        if figure.sheet == sheet.key and figure.rule == "sum":
            for kind in figure.kinds:
                ways.setdefault((figure.column, kind), set()).add(tuple(figure.where))
    return [(amount, *by, kind) for (amount, kind), found in ways.items() for by in found
            if len(found) == 1 and len(by) == 1 and sheet.column(by[0]).type == "choice"]


@check("R309", "Ô {column.header} của loại {kind} không được cộng vào số liệu nào.",
       mend="Không phải sửa nếu là kinh phí của việc này; tiền huy động thì tách thành một dòng loại phù hợp.",
       severity="notice",
       why="Để không cộng hai lần, tiền của một mô hình chỉ là thông tin kèm theo; tiền huy động ghi ở dòng riêng.",
       example="Mô hình nuôi gà có 30.000.000 đồng do đơn vị vận động: thêm một dòng c1 - Tiền.")
def amount_in_no_figure(batch: Batch) -> Iterator[Failure]:
    """Money that the row's kind may hold, while no figure sums it over that kind, is told."""
    for sheet, column, frame in batch.columns():
        if column.type == "money" and column.kinds:
            summed = {kind for figure in batch.definition.figures
                      if (figure.sheet, figure.column) == (sheet.key, column.key) for kind in figure.kinds}
            rows = of_kind(batch, sheet, set(column.kinds) - summed) & (frame[column.key] > 0)
            yield fail(sheet, column, frame, rows, kind=partial(kind_labels, batch, sheet))


def _called(batch: Batch, key: str, name: str) -> Iterator[tuple[Sheet, Column, pd.DataFrame, np.ndarray, np.ndarray]]:
    """A column of sheets that tell initiatives from solutions, with the rows called by this name, of a kind that uses the
    column, and those that name a decision."""
    for sheet, frame in tables_with(batch, RECOGNISED, DECISION):
        called = mask(found == name for found in frame[RECOGNISED].tolist())
        yield (sheet, sheet.column(key), frame, meant(batch, sheet, sheet.column(key)) & called,
               filled(batch, sheet, sheet.column(DECISION)))


@check("R310", "Ghi là sáng kiến nhưng chưa có quyết định công nhận.",
       mend="Nếu đã được công nhận thì ghi số quyết định; nếu chưa, nên chọn Giải pháp. Hội đồng xem xét.", severity="notice",
       why="Luật Thi đua, khen thưởng năm 2022 (Điều 3) coi là sáng kiến khi được cấp có thẩm quyền công nhận.",
       example="Sáng kiến chưa có quyết định: chọn Giải pháp, hoặc ghi 45/QĐ-STTTT.")
def unrecognised_initiative(batch: Batch) -> Iterator[Failure]:
    """What is called an initiative has been recognised (Law 06/2022/QH15, Điều 3); if not, the Council is told."""
    for sheet, column, frame, called, decided in _called(batch, RECOGNISED, INITIATIVE):
        yield fail(sheet, column, frame, called & ~decided)


@check("R311", "Có quyết định công nhận “{value}” nhưng đang ghi là giải pháp.",
       mend="Nếu quyết định công nhận chính việc này là sáng kiến thì chọn lại Sáng kiến.", severity="notice",
       why="Sáng kiến đã được công nhận có giá trị riêng khi xét khen thưởng.",
       example="Có 45/QĐ-STTTT mà chọn Giải pháp: chọn lại Sáng kiến.")
def recognised_solution(batch: Batch) -> Iterator[Failure]:
    """What has been recognised is called an initiative."""
    for sheet, column, frame, called, decided in _called(batch, DECISION, SOLUTION):
        yield fail(sheet, column, frame, called & decided)


@check("R312", "Ngày {value} là {weekday}, không phải ngày làm việc.",
       mend="Không phải sửa nếu đúng là đi ngày nghỉ.", severity="notice",
       why="Đi cơ sở ngày nghỉ là có thật, nhưng cũng thường do ghi nhầm ngày.",
       example="Ghi 06/03/2022 (Chủ nhật) cho một chuyến công tác: kiểm tra lại ngày.")
def day_off(batch: Batch) -> Iterator[Failure]:
    """A day in the field that was no working day is told; the registry adds swapped days."""
    for sheet, frame in tables_with(batch, DAY, DAYS):
        days = frame.loc[frame[DAYS].notna() & frame[DAY].notna(), DAY]
        off = {day for day in days.unique()
               if not is_working_day(pd.Timestamp(day).date(), batch.registry.worked, batch.registry.free)}
        rest = days[days.isin(off)]
        yield fail(sheet, sheet.column(DAY), frame.loc[rest.index], weekday=rest.map(weekday))


@check("R313", "Ô {column.header}: các tỷ lệ cộng lại được {total} %, phải đủ 100 %.",
       mend="Ghi lại tỷ lệ của từng người cho đủ 100 %; chưa thống nhất thì chỉ ghi tên, không ghi tỷ lệ.",
       why="Tỷ lệ đóng góp là các phần của một việc, nên cộng lại phải bằng cả việc đó.",
       example="“Lý Thị Ánh 60 %; Lê Văn Ba 30 %”: còn thiếu 10 %, ghi lại cho đủ.")
def shares_of_a_whole(batch: Batch) -> Iterator[Failure]:
    """The percentages in a column of shares make 100 together (authors of an initiative)."""
    for sheet, column, frame in batch.columns():
        if column.shares:
            totals = pd.Series([_shares(text) for text in frame[column.key]], index=frame.index, dtype=object)
            wrong = totals[[total not in (None, 100) for total in totals]]
            yield fail(sheet, column, frame.loc[wrong.index], total=wrong.map(lambda total: format_decimal(float(total))))


@check("R314", "Ô {column.header} ghi {value}, hơn {limit}, mà ô {other} chưa nêu danh sách kèm theo.",
       mend="Gửi kèm danh sách, ghi tên tệp hoặc đường dẫn ở ô {other}; không có thì giải trình trong dòng.", severity="query",
       why="Nhiều sản phẩm ghi chung một dòng thì chỉ danh sách mới cho Hội đồng biết đó là những gì.",
       example="45 tin, bài, Minh chứng ghi “Lưu tại phòng”: ghi danh_sach_tin_bai.xlsx và gửi kèm tệp.")
def many_without_list(batch: Batch) -> Iterator[Failure]:
    """Above the column's `list_above`, the evidence names a list, a file or an address."""
    for sheet, frame in tables_with(batch, EVIDENCE):
        for column in sheet.columns:
            if column.list_above is not None:
                rows = frame[(frame[column.key] > column.list_above).fillna(False).astype(bool) & meant(batch, sheet, column)]
                bare = mask(isinstance(text, str) and not LISTED.search(match_key(text)) for text in rows[EVIDENCE])
                yield fail(sheet, column, rows, bare, limit=column.list_above, other=sheet.column(EVIDENCE).header)


def _shares(text: object) -> Decimal | None:
    """The sum of the percentages in a text, None where there is none."""
    parts = [Decimal(part.replace(",", ".")) for part in PERCENT.findall(text)] if isinstance(text, str) else []
    return sum(parts, Decimal()) if parts else None
