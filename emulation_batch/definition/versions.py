"""What a new version of the definition changes, in sentences for the Office."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from emulation_batch.definition.model import Definition
from emulation_batch.definition.sheets import Sheet

Named = Mapping[str, Any]
Naming = Callable[[Any], str]


def changes(old: Definition, new: Definition) -> tuple[str, ...]:
    """Each difference as a sentence, in the order of the file; () when nothing that the program reads has changed."""
    found = [*_movement(old, new), *_rows(old, new), *_sheets(old, new)]
    for what, part, key, name in (
            ("Danh mục lựa chọn", "choices", "key", _quoted_key), ("Tiêu chuẩn", "standards", "code", lambda item: item.code),
            ("Vế tiêu chuẩn", "clauses", "code", lambda item: item.code), ("Số liệu", "figures", "key", _titled),
            ("Hình thức khen", "awards", "key", _quoted_key), ("Văn bản", "reports", "what", _titled),
            ("Căn cứ pháp lý", "legal", "id", lambda item: f"“{item.citation}”")):
        found += _compared(what, _by(getattr(old, part), key), _by(getattr(new, part), key), name)
    return tuple(found)


def _movement(old: Definition, new: Definition) -> Iterator[str]:
    if old.movement.version != new.movement.version:
        yield f"Phiên bản {old.movement.version} thành {new.movement.version}."
    for field, words in (("title", "tên phong trào"), ("short", "tên gọi tắt"), ("plan", "kế hoạch")):
        before, after = getattr(old.movement, field), getattr(new.movement, field)
        if before != after:
            yield f"Đổi {words}: “{before}” thành “{after}”."
    if old.window != new.window:
        before, after = (f"từ ngày {window.from_day} đến ngày {window.to_day}, hạn {window.due_working_days} ngày làm việc lúc "
                         f"{window.due_time:%H:%M}" for window in (old.window, new.window))
        yield f"Đổi kỳ báo cáo: {before}; thành {after}."


def _rows(old: Definition, new: Definition) -> Iterator[str]:
    if old.workbook.rows != new.workbook.rows:
        yield f"Mỗi trang biểu có {old.workbook.rows} dòng, thành {new.workbook.rows} dòng."


def _sheets(old: Definition, new: Definition) -> Iterator[str]:
    before, after = _by(old.sheets, "key"), _by(new.sheets, "key")
    yield from (f"Thêm trang “{sheet.name}”." for key, sheet in after.items() if key not in before)
    yield from (f"Bỏ trang “{sheet.name}”." for key, sheet in before.items() if key not in after)
    for key in (key for key in after if key in before):
        yield from _sheet(before[key], after[key])


def _sheet(old: Sheet, new: Sheet) -> Iterator[str]:
    if old.name != new.name:
        yield f"Trang “{old.name}” đổi tên thành “{new.name}”."
    before, after = _by(old.columns, "key"), _by(new.columns, "key")
    yield from (f"Trang “{new.name}”: thêm cột “{column.header}”." for key, column in after.items() if key not in before)
    yield from (f"Trang “{new.name}”: bỏ cột “{column.header}”." for key, column in before.items() if key not in after)
    for key in (key for key in after if key in before and before[key] != after[key]):
        if before[key].header != after[key].header:
            yield f"Trang “{new.name}”: cột “{before[key].header}” đổi tên thành “{after[key].header}”."
        parts = [part for part in _parts(before[key], after[key]) if part != "header"]
        if parts:
            yield f"Trang “{new.name}”: đổi cách ghi, cách kiểm tra của cột “{after[key].header}” ({', '.join(parts)})."


def _compared(what: str, old: Named, new: Named, name: Naming) -> Iterator[str]:
    yield from (f"{what}: thêm {name(item)}." for key, item in new.items() if key not in old)
    yield from (f"{what}: bỏ {name(item)}." for key, item in old.items() if key not in new)
    for key, item in new.items():
        if key in old and old[key] != item:
            yield f"{what}: đổi {name(item)} ({', '.join(_parts(old[key], item))})."


def _parts(old: Any, new: Any) -> list[str]:
    """Names, as movement.toml writes them, of what differs."""
    return [field.name.rstrip("_") for field in fields(new) if getattr(old, field.name) != getattr(new, field.name)]


def _by(items: Iterable[Any], key: str) -> dict[str, Any]:
    return {getattr(item, key): item for item in items}


def _titled(item: Any) -> str:
    return f"“{item.title}”"


def _quoted_key(item: Any) -> str:
    return f"“{item.key}”"
