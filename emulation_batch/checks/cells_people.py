"""C2xx, who a cell names: a person or candidate of the registry, and on the form the file's own unit and period."""

from collections.abc import Iterator

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import Failure, check, fail, filled, keys, typed
from emulation_batch.checks.cells import not_understood
from emulation_batch.definition import Sheet
from emulation_batch.vietnamese import closest, match_key, strip_salutation

NAMED = ("person", "candidate")
CODE_MARK = "|"


def split_choice(text: str) -> tuple[str, str]:
    """ "Đ/c Lý Thị Ánh | STTTT-003" -> match keys of the bare name and of the code, "" where there is no code."""
    name, _, code = text.partition(CODE_MARK)
    return match_key(strip_salutation(name)[0]), match_key(code)


def _people_by_name(batch: Batch) -> dict[str, dict[str, str]]:
    """Name key -> {code: choice} of the people active at the end of the window."""
    people: dict[str, dict[str, str]] = {}
    for person in batch.registry.people:
        if person.active(batch.period.to):
            people.setdefault(match_key(person.name), {})[person.code] = person.choice
    return people


def _names_by_code(batch: Batch) -> dict[str, set[str]]:
    """Code key -> every name key that the registry has ever had for it."""
    names: dict[str, set[str]] = {}
    for person in batch.registry.people:
        names.setdefault(match_key(person.code), set()).add(match_key(person.name))
    return names


def _unknown(batch: Batch, kind: str) -> Iterator[tuple[Sheet, str, pd.Series]]:
    """Columns of one type with the texts that name nobody: neither a shared name nor a known code."""
    people, codes = _people_by_name(batch), _names_by_code(batch)
    for sheet, column, _ in batch.columns():
        if column.type == kind:
            left = not_understood(batch, sheet, column)
            parts = [split_choice(typed(value)) for value in left]
            yield sheet, column.key, left[[code not in codes and len(people.get(name, ())) < 2 for name, code in parts]]


def _nearest(batch: Batch, left: pd.Series, units: pd.Series, with_units: bool) -> pd.Series:
    """The nearest name for each text among the people of the row's own unit, and among units where asked."""
    own: dict[str, dict[str, str]] = {}
    for code in units.loc[left.index].unique():
        people = batch.registry.people_of(code, batch.period.to)
        own[code] = {person.name: person.choice for person in people}
        if with_units:
            own[code] |= {unit.name: unit.name for unit in batch.registry.units_on(batch.period.to)}
    found = []
    for value, unit in zip(left, units.loc[left.index], strict=True):
        name = closest(strip_salutation(typed(value).partition(CODE_MARK)[0])[0], own[unit])
        found.append(own[unit][name] if name else "")
    return pd.Series(found, index=left.index, dtype=object)


@check("C212", "Danh mục cán bộ không có “{value}” (ô {column.header}).",
       mend="{maybe}Chọn theo tên trong danh sách; nếu là người mới, báo Văn phòng Sở bổ sung danh mục.",
       why="Kết quả được ghi cho từng người theo mã, nên phải nhận ra đúng người.",
       example="“Lý Ánh” không nhận ra được: chọn “Lý Thị Ánh | STTTT-003”.")
def unknown_person(batch: Batch) -> Iterator[Failure]:
    """A person is one of the registry, by code or by a name that only one has."""
    for sheet, key, left in _unknown(batch, "person"):
        frame = batch.sheets[sheet.key].loc[left.index]
        yield fail(sheet, sheet.column(key), frame, proposal=_nearest(batch, left, frame["_unit"], with_units=False))


@check("C213", "Có {count} người cùng tên “{value}” (ô {column.header}).",
       mend="Chọn lại trong danh sách để có mã của đúng người, ví dụ {proposal}.",
       why="Hai người trùng tên thì chỉ mã cán bộ phân biệt được.",
       example="Hai người tên Bàn Văn Hải: chọn “Bàn Văn Hải | STTTT-006”.")
def shared_name(batch: Batch) -> Iterator[Failure]:
    """A name that several people of the registry have needs the code."""
    people = _people_by_name(batch)
    for sheet, column, frame in batch.columns():
        if column.type in NAMED:
            left = not_understood(batch, sheet, column)
            named = left.map(lambda value: tuple(people.get(split_choice(typed(value))[0], {}).values()))
            named = named[[len(choices) > 1 for choices in named]]
            yield fail(sheet, column, frame.loc[named.index], count=named.map(len),
                       proposal=named.map(lambda choices: f"“{choices[0]}”"))


@check("C214", "Không nhận ra tập thể hoặc cá nhân “{value}” (ô {column.header}).",
       mend="{maybe}Chọn trong danh sách, đúng tên như danh mục của Văn phòng Sở.",
       why="Tên trong tờ trình, danh sách và biên bản phải giống nhau từng chữ, nên chỉ nhận tên có trong danh mục.",
       example="“Trung tâm CN” không nhận ra được: chọn tên đầy đủ trong danh sách.")
def unknown_candidate(batch: Batch) -> Iterator[Failure]:
    """A candidate is a unit or a person of the registry."""
    for sheet, key, left in _unknown(batch, "candidate"):
        frame = batch.sheets[sheet.key].loc[left.index]
        yield fail(sheet, sheet.column(key), frame, proposal=_nearest(batch, left, frame["_unit"], with_units=True))


@check("C215", "Ô {column.header}: tên và mã trong “{value}” không phải của cùng một người.",
       mend="Chọn lại trong danh sách, không sửa riêng tên hoặc mã.",
       why="Tên và mã khác nhau thì không biết kết quả thuộc về ai.",
       example="“Lý Thị Ánh | STTTT-001” mà mã 001 là của người khác: chọn lại theo tên.")
def name_and_code(batch: Batch) -> Iterator[Failure]:
    """The name beside a known code is a name of that code's person."""
    names = _names_by_code(batch)
    for sheet, column, frame in batch.columns():
        if column.type in NAMED:
            raw = batch.raw[sheet.key][column.key]
            pairs = {value: split_choice(value) for value in raw.dropna().unique()
                     if isinstance(value, str) and CODE_MARK in value}
            wrong = {value for value, (name, code) in pairs.items() if code in names and name not in names[code]}
            yield fail(sheet, column, frame[raw.isin(wrong)])


@check("C216", "Ô {column.header} ghi “{value}”, nhưng tệp này là của {unit}.",
       mend="Dùng tệp mẫu Văn phòng Sở đã gửi cho đơn vị mình, hoặc ghi lại tên đơn vị.",
       why="Tệp của đơn vị khác được chép lại thì kết quả có thể bị tính nhầm đơn vị.",
       example="Tệp gửi cho Văn phòng Sở mà ghi tên phòng khác: lấy lại tệp mẫu của đúng đơn vị.")
def form_of_another_unit(batch: Batch) -> Iterator[Failure]:
    """The unit on the form is the unit the file was accepted for."""
    form = batch.definition.form
    frame = batch.sheets[form.key]
    for column in form.columns:
        if column.type == "unit":
            known = {unit.code: unit for unit in reversed(batch.registry.units)}
            written = keys(batch.raw[form.key][column.key].map(typed))
            own = [unit is None or not text or any(match_key(name) in text for name in (unit.name, unit.short, unit.code))
                   for text, unit in zip(written, frame["_unit"].map(known.get), strict=True)]
            yield fail(form, column, frame[~pd.Series(own, index=frame.index, dtype=bool)],
                       unit=frame["_unit"].map(lambda code: batch.registry.name_of(code, batch.period.to)))


@check("C217", "Ô {column.header} ghi “{value}”, nhưng tệp này được nhận cho {period}.",
       mend="Ghi lại đúng kỳ, hoặc dùng tệp mẫu của kỳ này.",
       why="Kết quả chỉ được tính vào kỳ ghi trong biểu.",
       example="Tệp của kỳ 2022-03 mà còn ghi 2022-02: ghi lại 2022-03.")
def form_of_another_period(batch: Batch) -> Iterator[Failure]:
    """The period on the form is the batch's, as "2022-03", "03/2022" or "tháng 3 năm 2022"."""
    form, month = batch.definition.form, batch.period.month
    ways = {str(month), f"{month.month:02d}/{month.year}", f"{month.month}/{month.year}", f"{month.month}-{month.year}",
            f"{month.month:02d}-{month.year}", f"tháng {month.month}/{month.year}",
            f"tháng {month.month:02d}/{month.year}", month.title, f"tháng {month.month:02d} năm {month.year}"}
    for column in form.columns:
        if column.type == "period":
            frame, raw = batch.sheets[form.key], batch.raw[form.key][column.key]
            shown = keys(raw.map(typed))
            spoken = [text in ways or any(text.startswith(f"{way} (") for way in ways) for text in shown]
            yield fail(form, column, frame[filled(raw) & ~pd.Series(spoken, index=frame.index, dtype=bool)],
                       period=month.title)
