"""R35x, a proposal against itself: who, for what, in which year, by how many votes. Nothing is weighed here."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from emulation_batch.barriers import BARRIERS
from emulation_batch.batch import Batch
from emulation_batch.checks.base import Failure, check, fail, mask
from emulation_batch.checks.cells import kind_labels, meant
from emulation_batch.definition import Column, Sheet

SUBJECT, COLLECTIVE, INDIVIDUAL = "doi_tuong", "tap_the", "ca_nhan"
AWARD, EVENT, IN_FAVOUR = "hinh_thuc", "ngay_su_kien", "so_phieu_tan_thanh"


def proposal_sheets(batch: Batch) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Data sheets whose rows are proposals."""
    for sheet, frame in batch.tables():
        if sheet.subject == "proposal":
            yield sheet, frame


def candidate_columns(sheet: Sheet) -> list[Column]:
    """Columns that name who is proposed."""
    return [column for column in sheet.columns if column.type == "candidate"]


@check("R351", "Năm {year} không có đợt đề nghị loại “{kind}”.",
       mend="Chọn lại loại đề nghị, hoặc xóa dòng và đề nghị vào năm có đợt: {years} ({basis}).",
       why="Kế hoạch chỉ giao một số loại đề nghị vào những năm nhất định.",
       example="Đề nghị sơ kết vào năm không sơ kết: chọn Hằng năm, hoặc đợi năm có đợt.")
def out_of_season(batch: Batch) -> Iterator[Failure]:
    """A kind of proposal that the plan calls for in certain years stands in one of them."""
    year = batch.period.month.year
    for sheet, frame in proposal_sheets(batch):
        for occasion in batch.definition.occasions:
            if year not in occasion.years:
                rows = frame[sheet.kind_column] == occasion.kind
                yield fail(sheet, sheet.column(sheet.kind_column), frame, rows, year=str(year), basis=occasion.basis,
                           kind=partial(kind_labels, batch, sheet), years=", ".join(map(str, occasion.years)))


@check("R352", "Hình thức “{award}” không dùng cho loại đề nghị “{kind}”.",
       mend="Chọn lại loại đề nghị, hoặc chọn một hình thức dùng cho loại này: {open}.",
       why="Mỗi hình thức chỉ được đề nghị trong một số loại, theo Kế hoạch và pháp luật về thi đua, khen thưởng.",
       example="Loại Đột xuất mà chọn Giấy khen của Giám đốc Sở: chọn hình thức mà Kế hoạch nêu cho đột xuất.")
def award_not_open(batch: Batch) -> Iterator[Failure]:
    """A form of commendation is open to the kind of proposal (the definition's awards, each with its basis). Kinds that do
    not use the column are C205's."""
    open_to = {(award.key, kind) for award in batch.definition.awards for kind in award.kinds}
    known = {award.key for award in batch.definition.awards}
    for sheet, frame in proposal_sheets(batch):
        if sheet.has(AWARD):
            pairs = zip(frame[AWARD], frame[sheet.kind_column], strict=True)
            closed = mask(award in known and isinstance(kind, str) and (award, kind) not in open_to for award, kind in pairs)
            labels = batch.definition.choice(sheet.column(AWARD).choices).labels
            open_now = {kind: tuple(labels[award.key] for award in batch.definition.awards if kind in award.kinds)
                        for kind in frame[sheet.kind_column].unique()}
            yield fail(sheet, sheet.column(AWARD), frame, closed & meant(batch, sheet, sheet.column(AWARD)),
                       kind=partial(kind_labels, batch, sheet), award=frame[AWARD].map(labels),
                       open=frame[sheet.kind_column].map(open_now))


def _subject(batch: Batch, subject: str, codes: set[str]) -> Iterator[Failure]:
    for sheet, frame in proposal_sheets(batch):
        if sheet.has(SUBJECT):
            for column in candidate_columns(sheet):
                yield fail(sheet, column, frame, (frame[SUBJECT] == subject) & frame[column.key].isin(codes))


@check("R353", "Đối tượng là tập thể nhưng “{value}” là tên một người.",
       mend="Chọn lại đối tượng là Cá nhân, hoặc chọn tên tập thể.",
       why="Tập thể và cá nhân được xét theo hai bộ tiêu chuẩn khác nhau.",
       example="Tập thể | Lý Thị Ánh: chọn Cá nhân.")
def person_as_collective(batch: Batch) -> Iterator[Failure]:
    """A collective's name is not a person's."""
    yield from _subject(batch, COLLECTIVE, {person.code for person in batch.registry.people})


@check("R354", "Đối tượng là cá nhân nhưng “{value}” là tên một tập thể.",
       mend="Chọn lại đối tượng là Tập thể, hoặc chọn tên cá nhân.",
       why="Tập thể và cá nhân được xét theo hai bộ tiêu chuẩn khác nhau.",
       example="Cá nhân | Văn phòng Sở: chọn Tập thể.")
def collective_as_person(batch: Batch) -> Iterator[Failure]:
    """A person's name is not a collective's."""
    yield from _subject(batch, INDIVIDUAL, {unit.code for unit in batch.registry.units})


@check("R355", "Ô {column.header} ghi “{value}”: đề nghị được chuyển Hội đồng xem xét, chưa được đưa vào tờ trình.",
       mend="Kiểm tra ô này; nếu đúng thì không phải làm gì thêm.", severity="notice",
       why="Một thành tích không được khen hai lần; chưa xét khi đang bị xem xét kỷ luật, thanh tra, khiếu nại; khen đột xuất "
           "xét thành tích ngoài kế hoạch.",
       example="Đã được khen cho thành tích này = Có: Hội đồng xem quyết định khen trước.")
def barrier(batch: Batch) -> Iterator[Failure]:
    """The unit's own statement that stops a proposal (`barriers`) is told back to it."""
    for sheet, frame in proposal_sheets(batch):
        for each in BARRIERS:
            if sheet.has(each.column):
                meant = frame[sheet.kind_column].isin(each.kinds) if each.kinds else True
                yield fail(sheet, sheet.column(each.column), frame, (frame[each.column] == each.code) & meant)


@check("R356", "Ô {column.header} ghi {value}, sau khi kỳ kết thúc ({last}).",
       mend="Sửa ngày, hoặc đề nghị ở kỳ có sự kiện.",
       why="Đề nghị đột xuất dựa trên thành tích đã có, không phải việc sắp diễn ra.",
       example="Sự kiện ngày 20/03/2022 trong kỳ kết thúc 14/03/2022: đề nghị ở kỳ sau.")
def event_to_come(batch: Batch) -> Iterator[Failure]:
    """The event of a proposal has happened by the end of the window, where the kind uses the column (else C205)."""
    for sheet, frame in proposal_sheets(batch):
        if sheet.has(EVENT):
            rows = (frame[EVENT] > pd.Timestamp(batch.period.to)) & meant(batch, sheet, sheet.column(EVENT))
            yield fail(sheet, sheet.column(EVENT), frame, rows, last=batch.period.to)


@check("R357", "Không có phiếu tán thành nào mà vẫn đề nghị.",
       mend="Kiểm tra số phiếu; nếu đúng thì xóa dòng, hoặc giải trình trong dòng.", severity="query",
       why="Xét khen thưởng bắt đầu từ cơ sở: đơn vị họp, bỏ phiếu rồi mới đề nghị.",
       example="Số phiếu tán thành ghi 0 do nhập thiếu: ghi lại theo biên bản.")
def nobody_in_favour(batch: Batch) -> Iterator[Failure]:
    """A proposal has votes in its favour (Law 06/2022/QH15, Điều 83); no threshold is applied here."""
    for sheet, frame in proposal_sheets(batch):
        if sheet.has(IN_FAVOUR):
            yield fail(sheet, sheet.column(IN_FAVOUR), frame, frame[IN_FAVOUR] == 0)
