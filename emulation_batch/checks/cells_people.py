"""C212 to C219, whom and what a cell names: a person, candidate or unit of the registry, a month.

What was typed has been recognised before (`recognise`): certain readings only, the rest noted with a proposal.
"""

from collections.abc import Iterator

from emulation_batch.batch import Batch
from emulation_batch.checks.base import Failure, check, fail, noted

NAMED = ("person", "candidate")


@check("C212", "Danh mục cán bộ của đơn vị không có “{value}” (ô {column.header}).",
       mend="{maybe}Chọn theo tên trong danh sách; nếu là người mới, báo Văn phòng Sở bổ sung danh mục.",
       why="Kết quả được ghi cho từng người theo mã, nên phải nhận ra đúng người.",
       example="“Lý Ánh” không nhận ra được: chọn “Lý Thị Ánh | STTTT-003”.")
def unknown_person(batch: Batch) -> Iterator[Failure]:
    """A person is one of the registry, by code or by a name that only one of the unit bears."""
    for sheet, column, frame, proposal in noted(batch, ("person",), "unknown_person"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C213", "Đơn vị có nhiều người cùng tên “{value}” (ô {column.header}).",
       mend="Chọn lại trong danh sách để ô có cả mã của đúng người.",
       why="Hai người trùng tên thì chỉ mã cán bộ phân biệt được.",
       example="Hai người tên Bàn Văn Hải: chọn “Bàn Văn Hải | STTTT-006”.")
def shared_name(batch: Batch) -> Iterator[Failure]:
    """A name that several people of the unit bear needs the code."""
    for sheet, column, frame, _ in noted(batch, NAMED, "ambiguous_person"):
        yield fail(sheet, column, frame)


@check("C214", "Không nhận ra tập thể hoặc cá nhân “{value}” (ô {column.header}).",
       mend="{maybe}Chọn trong danh sách, đúng tên như danh mục của Văn phòng Sở.",
       why="Tên trong tờ trình, danh sách và biên bản phải giống nhau từng chữ, nên chỉ nhận tên có trong danh mục.",
       example="“Trung tâm CN” không nhận ra được: chọn tên đầy đủ trong danh sách.")
def unknown_candidate(batch: Batch) -> Iterator[Failure]:
    """A candidate is a unit or a person of the registry."""
    for sheet, column, frame, proposal in noted(batch, ("candidate",), "unknown_person", "unknown_unit"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C215", "Ô {column.header}: tên và mã trong “{value}” không phải của cùng một người.",
       mend="Chọn lại trong danh sách, không sửa riêng tên hoặc mã.",
       why="Tên và mã khác nhau thì không biết kết quả thuộc về ai.",
       example="“Lý Thị Ánh | STTTT-001” mà mã 001 là của người khác: chọn lại theo tên.")
def name_and_code(batch: Batch) -> Iterator[Failure]:
    """The name beside a known code is that person's name. Whose code it is stays unsaid: it may be another unit's."""
    for sheet, column, frame, _ in noted(batch, NAMED, "person_mismatch"):
        yield fail(sheet, column, frame)


@check("C218", "Không nhận ra đơn vị “{value}” (ô {column.header}).",
       mend="{maybe}Ghi tên đơn vị như danh mục của Văn phòng Sở.",
       why="Tên viết khác danh mục thì không chắc là đơn vị nào.",
       example="“P. BCXB2” ghi lại là tên đầy đủ của phòng.")
def unknown_unit(batch: Batch) -> Iterator[Failure]:
    """A unit is one of the registry, by code, name or short name."""
    for sheet, column, frame, proposal in noted(batch, ("unit",), "unknown_unit"):
        yield fail(sheet, column, frame, proposal=proposal)


@check("C219", "Ô {column.header} ghi “{value}”, chưa đọc được là tháng nào.",
       mend="Ghi năm-tháng, ví dụ {period}.",
       why="Kỳ báo cáo là một tháng của một năm.",
       example="“quý I” ghi lại là 2022-03.")
def unknown_period(batch: Batch) -> Iterator[Failure]:
    """A period is a month of a year."""
    for sheet, column, frame, _ in noted(batch, ("period",), "unknown_period"):
        yield fail(sheet, column, frame, period=batch.period.key)
