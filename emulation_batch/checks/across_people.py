"""A30x, people against the registry and against each other: whose they are, how many days they have, how often proposed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks import same
from emulation_batch.checks.across import TITLE
from emulation_batch.checks.base import Failure, check, fail, keyed, mask
from emulation_batch.checks.cells_people import NAMED
from emulation_batch.checks.rows import DAY, DAYS
from emulation_batch.checks.rows_proposals import AWARD, candidate_columns, proposal_sheets
from emulation_batch.definition import Column, Sheet
from emulation_batch.frames import plain
from emulation_batch.periods import is_working_day
from emulation_batch.registry.organisation import carried_by

MONEY = "so_tien"
MOST_DAYS = 31
ROLE, IN_CHARGE = "vai_tro", "chu_tri"


def _days_of(batch: Batch, sheet: Sheet, frame: pd.DataFrame) -> list[date]:
    """The day each row speaks of: its date held to the window, else the last day of the window."""
    first, last = batch.period.from_, batch.period.to
    for column in sheet.columns:
        if column.type == "date" and column.window == "period":
            return [day if day and first <= day <= last else last for day in plain(frame[column.key])]
    return [last] * len(frame)


def _strangers(batch: Batch) -> Iterator[tuple[Sheet, Column, pd.DataFrame, list[str | None]]]:
    """Columns of people, with where the person of each row was on its day (names of units, "" nowhere); None where that is
    the row's unit, and for who is not in the registry. A unit that ended within the window reports no more: its days are
    told by the unit that carries its totals, or by the one where the person is on the window's last day."""
    registry, last = batch.registry, batch.period.to
    reporting = {unit.code for unit in registry.units_on(last)}
    lines: dict[str, list] = {}
    for person in registry.people:
        lines.setdefault(person.code, []).append(person)

    def took_over(code: str, unit: str, ended: str) -> bool:
        return ended not in reporting and (carried_by(registry, ended, last) == unit or any(
            person.unit == unit and person.active(last) for person in lines[code]))

    @cache
    def where(code: str, unit: str, day: date) -> str | None:
        units = [person.unit for person in lines[code] if person.active(day)]
        if unit in units or any(took_over(code, unit, other) for other in units):
            return None
        return next((registry.name_of(other, day) for other in units), "")

    for sheet, frame in batch.tables():
        for column in sheet.columns:
            if column.type in NAMED:
                rows = zip(frame[column.key].tolist(), frame["_unit"].tolist(), _days_of(batch, sheet, frame), strict=True)
                yield sheet, column, frame, [where(code, unit, day) if code in lines else None for code, unit, day in rows]


@check("A301", "“{value}” (ô {column.header}) thuộc {unit} vào ngày này.",
       mend="Chọn người của đơn vị mình; người mới chuyển đến thì báo Văn phòng Sở cập nhật danh mục.",
       why="Kết quả của một người do đơn vị người đó báo cáo, để không tính hai lần.",
       example="Dòng ghi cán bộ của Trung tâm trong tệp của Văn phòng: chuyển dòng cho Trung tâm báo cáo.")
def person_of_another_unit(batch: Batch) -> Iterator[Failure]:
    """A person belongs, on the day of the row, to the unit that reports."""
    for sheet, column, frame, units in _strangers(batch):
        yield fail(sheet, column, frame, mask(map(bool, units)), unit=pd.Series(units, frame.index, dtype=object))


@check("A302", "“{value}” (ô {column.header}) không có trong danh mục cán bộ vào ngày ghi ở dòng này.",
       mend="Kiểm tra ngày và tên; nếu danh mục thiếu thì báo Văn phòng Sở cập nhật.",
       why="Người đã nghỉ hoặc chưa đến công tác thì không có kết quả trong thời gian đó.",
       example="Người nghỉ hưu từ 01/01/2022 có kết quả ngày 05/03/2022: kiểm tra lại.")
def person_not_active(batch: Batch) -> Iterator[Failure]:
    """A person is in service on the day of the row."""
    for sheet, column, frame, units in _strangers(batch):
        yield fail(sheet, column, frame, mask(unit == "" for unit in units))


@check("A303", "Đơn vị đang đề nghị cho “{value}”, là đơn vị khác.",
       mend="Chọn lại tên; nếu đúng là đề nghị cho đơn vị khác thì giải trình trong dòng.", severity="query",
       why="Xét khen thưởng bắt đầu từ chính tập thể đó.",
       example="Tệp của Văn phòng đề nghị cho Trung tâm: Trung tâm tự đề nghị trong tệp của mình.")
def proposes_another_unit(batch: Batch) -> Iterator[Failure]:
    """A unit proposes itself, or says why another (Law 06/2022/QH15, Điều 83: appraisal starts at the grass roots)."""
    units = {unit.code for unit in batch.registry.units}
    for sheet, frame in proposal_sheets(batch):
        for column in candidate_columns(sheet):
            yield fail(sheet, column, frame, frame[column.key].isin(units) & (frame[column.key] != frame["_unit"]))


def _work_days(batch: Batch) -> Iterator[tuple[Sheet, Column, pd.DataFrame]]:
    """Sheets of individuals that count days, the column of the person, and the rows with a person, a day and days."""
    for sheet, frame in batch.tables():
        people = next((column for column in sheet.columns if column.type == "person"), None)
        if sheet.subject == "individual" and people and sheet.has(DAY) and sheet.has(DAYS):
            cells = zip(*(plain(frame[key]) for key in (people.key, DAY, DAYS)), strict=True)
            yield sheet, people, frame[mask(None not in row for row in cells)]


@check("A304", "“{value}” có {count} dòng cùng bắt đầu ngày {day}, tổng {total} ngày.",
       mend="Sửa ngày hoặc số ngày cho khớp; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Một người không thể làm trọn ngày ở hai nơi trong cùng một ngày.",
       example="Hai dòng cùng ngày 05/03/2022, mỗi dòng 1 ngày: sửa thành 0,5 ngày mỗi dòng.")
def day_counted_twice(batch: Batch) -> Iterator[Failure]:
    """Rows of one person that begin on one day make at most one day together; the rows after the first are asked."""
    for sheet, column, frame in _work_days(batch):
        groups = frame.groupby([column.key, DAY])[DAYS]
        count, total = groups.transform("size"), groups.transform("sum")
        rows = (total > 1) & frame.duplicated([column.key, DAY])
        yield fail(sheet, column, frame, rows, count=count, total=total, day=frame[DAY])


@check("A319", "Các ngày của “{value}” ở hàng {first}, từ {day}, {days} ngày, trùm lên ngày của dòng này.",
       mend="Sửa ngày hoặc số ngày cho khớp; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Một người không thể cùng lúc ở một đợt nhiều ngày và ở việc khác.",
       example="Đợt 3 ngày từ 01/03/2022, việc khác ngày 02/03/2022: sửa một trong hai.")
def days_over_one_another(batch: Batch) -> Iterator[Failure]:
    """No row of a person begins on a later working day of another row of several days; equal first days are A304's.

    A number of days that no period has is asked for itself, and reaches over nothing.
    """
    for sheet, column, frame in _work_days(batch):
        long = frame[(frame[DAYS] > 1) & (frame[DAYS] <= MOST_DAYS)]
        spans: dict[tuple[str, str, pd.Timestamp], int] = {}
        for index, unit, who, day, days in zip(long.index, long["_unit"], long[column.key], long[DAY], long[DAYS], strict=True):
            for later in _later_days(batch, day, days):
                spans.setdefault((unit, who, later), index)
        starts = zip(frame["_unit"], frame[column.key], frame[DAY], strict=True)
        over = {row: spans[start] for row, start in zip(frame.index, starts, strict=True) if start in spans}
        if over:
            of = frame.loc[list(over.values())].set_axis(list(over))
            yield fail(sheet, column, frame.loc[list(over)], first=of["_row"].astype(str), day=of[DAY], days=of[DAYS])


def _later_days(batch: Batch, first: pd.Timestamp, days: float) -> list[pd.Timestamp]:
    """The working days after the first that so many days reach over; half a day reaches over nothing."""
    found: list[pd.Timestamp] = []
    day = first
    while len(found) + 2 <= days:
        day += pd.Timedelta(days=1)
        if is_working_day(day.date(), batch.registry.worked, batch.registry.free):
            found.append(day)
    return found


@check("A305", "Đến dòng này “{value}” có {total} ngày, nhiều hơn {most} ngày làm việc của kỳ.",
       mend="Kiểm tra số ngày ở các dòng của người này; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Tổng số ngày đi cơ sở khó vượt quá số ngày làm việc của kỳ.",
       example="Tổng 24 ngày trong kỳ có 20 ngày làm việc: kiểm tra các dòng.")
def more_days_than_the_period(batch: Batch) -> Iterator[Failure]:
    """The days of one person are at most the working days of the window; the row that passes the mark is asked."""
    window = pd.date_range(batch.period.from_, batch.period.to)
    most = sum(is_working_day(day.date(), batch.registry.worked, batch.registry.free) for day in window)
    for sheet, column, frame in _work_days(batch):
        total = frame.groupby(column.key)[DAYS].cumsum()
        yield fail(sheet, column, frame, (total > most) & (total - frame[DAYS] <= most), total=total, most=most)


def _proposed(batch: Batch) -> Iterator[list[same.Cell]]:
    """Cells of candidates, keyed by who is proposed, in which kind, for what."""
    for sheet, frame in proposal_sheets(batch):
        awards = same.texts(frame[AWARD]) if sheet.has(AWARD) else [""] * len(frame)
        for column in candidate_columns(sheet):
            kinds = [f"{kind}{same.APART}{award}" if kind else "" for kind, award in zip(
                same.texts(frame[sheet.kind_column]), awards, strict=True)]
            yield same.cells_of(sheet, column, frame, same.joined(same.texts(frame[column.key]), kinds))


@check("A306", "“{value}” đã được đề nghị cùng loại, cùng hình thức ở hàng {first}.",
       mend="Xóa một dòng, hoặc chọn lại hình thức.",
       why="Một thành tích chỉ đề nghị một lần; số người trong tờ trình phải khớp danh sách.",
       example="Hai dòng cùng đề nghị Giấy khen hằng năm cho một người: xóa một dòng.")
def proposed_twice(batch: Batch) -> Iterator[Failure]:
    """A candidate is proposed once for the same award in the same kind; the first row stays."""
    for cells in _proposed(batch):
        yield from same.pointed(batch, same.earlier_in_unit(cells), first=same.row_number)


@check("A307", "“{value}” cũng được {unit} đề nghị cùng loại, cùng hình thức.",
       mend="Thống nhất một đơn vị đề nghị, hoặc giải trình trong dòng.", severity="query",
       why="Một thành tích chỉ đề nghị một lần; số người trong tờ trình phải khớp danh sách.",
       example="Người mới chuyển đơn vị được cả hai nơi đề nghị: nơi mới đề nghị.")
def proposed_by_two_units(batch: Batch) -> Iterator[Failure]:
    """A candidate is proposed by one unit; both sides are asked."""
    for cells in _proposed(batch):
        yield from same.pointed(batch, same.in_another_unit(cells), unit=same.unit_name(batch))


@check("A308", "Chưa có dòng kết quả nào của “{value}” trong kỳ này và các tháng đã chốt.",
       mend="Bổ sung kết quả của người này ở trang của cá nhân nếu có.", severity="notice",
       why="Hội đồng xét cá nhân theo các dòng kết quả; không có dòng nào thì không có gì để đối chiếu.",
       example="Đề nghị hằng năm cho một người chưa từng có trong trang 3: ghi kết quả của người đó.")
def candidate_without_rows(batch: Batch) -> Iterator[Failure]:
    """A proposed person has a row, of whatever kind, on a sheet that tells of people, in this month or a sealed one."""
    shown: set[str] = set()
    for clause in batch.definition.clauses:
        for source in clause.sources:
            if source.person:
                now, past = batch.sheets[source.sheet], batch.past.get(source.sheet)
                shown |= set(now[source.person].dropna())
                shown |= set() if past is None or source.person not in past else set(past[source.person].dropna())
    people = {person.code for person in batch.registry.people}
    for sheet, frame in proposal_sheets(batch):
        for column in candidate_columns(sheet):
            yield fail(sheet, column, frame, frame[column.key].isin(people - shown))


@check("A309", "Trang “{page}” của đơn vị cũng có khoản “{value}” cùng ngày; có thể là một khoản.",
       mend="Không phải sửa nếu là hai khoản; nếu là một thì chỉ ghi số tiền ở một trang.", severity="notice",
       why="Tiền cả đơn vị cùng góp ghi một lần ở trang của tập thể; ghi lại cho từng người dễ bị hiểu là hai khoản.",
       example="Đơn vị góp một ngày lương đã ghi ở trang 2c: ở trang 3 chỉ ghi việc tham gia.")
def money_told_twice(batch: Batch) -> Iterator[Failure]:
    """A person's money is not the unit's money of the same day over again (the figures never add the two)."""
    def keys(frame: pd.DataFrame) -> list[str]:
        return same.joined(frame["_unit"].tolist(), same.texts(frame[DAY]), same.texts(frame[MONEY]))

    sheets = [(sheet, frame) for sheet, frame in batch.tables() if sheet.has(MONEY) and sheet.has(DAY)]
    for sheet, frame in sheets:
        for other, rows in sheets:
            if (sheet.subject, other.subject) == ("individual", "collective"):
                theirs = set(keys(rows)) - {""}
                yield fail(sheet, sheet.column(MONEY), frame, mask(key in theirs for key in keys(frame)), page=other.name)


@check("A310", "Việc này do nhiều người cùng làm, có {count} người ghi {role}; cần đúng một.",
       mend="Thống nhất một người chủ trì, người khác chọn vai trò khác; nếu đúng thì giải trình trong dòng.", severity="query",
       why="Công của người chủ trì và người phối hợp được Hội đồng xem xét khác nhau.",
       example="Hai người cùng ghi chủ trì một hội nghị: giữ một người, người kia chọn Phối hợp.")
def joint_work_in_one_charge(batch: Batch) -> Iterator[Failure]:
    """Work that several people of a unit tell of (same words, same day) has one of them in charge; all its rows are asked.

    Work of two units is A315's."""
    for sheet, frame in batch.tables():
        people = next((column for column in sheet.columns if column.type == "person"), None)
        if people is None or not all(map(sheet.has, (ROLE, TITLE, DAY))):
            continue
        who, roles = same.texts(frame[people.key]), same.texts(frame[ROLE])
        told = same.joined(keyed(frame[TITLE], same.title_key), same.texts(frame[DAY]), frame["_unit"].tolist())
        works = [work if one and role else "" for work, one, role in zip(told, who, roles, strict=True)]
        hands = Counter(work for work, _ in set(zip(works, who, strict=True)))
        charges = Counter(work for work, role in zip(works, roles, strict=True) if role == IN_CHARGE)
        rows = mask(work != "" and hands[work] > 1 and charges[work] != 1 for work in works)
        yield fail(sheet, sheet.column(ROLE), frame, rows,
                   count=pd.Series([charges[work] for work in works], frame.index, dtype="int64"),
                   role=batch.definition.label(sheet.column(ROLE).choices, IN_CHARGE))
