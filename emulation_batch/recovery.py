"""How files of input_templates, or lines in them, are got back when they are lost: every month that was run keeps a copy of all
it was made with."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from emulation_batch import ledger
from emulation_batch.errors import CannotWrite, DefinitionFault
from emulation_batch.registry import lost_lines

if TYPE_CHECKING:
    from emulation_batch.workspace import Workspace


def newest_copy(place: Path, output: Path, names: Sequence[str]) -> Path | None:
    """The copy of the newest month that has all these files; None when no month has one. place: input_templates itself."""
    kept = (output / month / place.name for month in reversed(ledger.run_months(output)))
    return next((copy for copy in kept if copy.is_dir() and all((copy / name).is_file() for name in names)), None)


def remedy(place: Path, output: Path, names: Sequence[str]) -> str:
    """What to do about these lost files, in sentences."""
    if copy := newest_copy(place, output, names):
        return (f"Chép mọi tệp còn thiếu trong {copy} (kỳ mới nhất còn giữ), hoặc trong bản sao lưu, vào {place} rồi chạy lại; "
                "không dùng danh mục mẫu.")
    return f"Lấy lại từ bản sao lưu, hoặc chạy “emulation-batch init” ở thư mục khác rồi chép từ đó vào {place}."


def without(place: Path, output: Path, names: Sequence[str]) -> str:
    """What to do where the folder itself is not there; names: what it must hold."""
    if ledger.run_months(output):
        return remedy(place, output, names)
    return "Chạy “emulation-batch init THƯ_MỤC”, hoặc chỉ đúng chỗ bằng --workspace."


def missing(place: Path, names: Sequence[str]) -> list[str]:
    """Those of these files that are not there."""
    return [name for name in names if not (place / name).exists()]


def require(place: Path, output: Path, names: Sequence[str]) -> None:
    """DefinitionFault, with what to do, when one of these files is lost."""
    if lost := missing(place, names):
        raise DefinitionFault(f"Không tìm thấy {', '.join(lost)} trong {place}. {remedy(place, output, lost)}")


def refuse_fresh(place: Path, output: Path, names: Sequence[str]) -> None:
    """CannotWrite where a fresh workspace would overwrite files, or lay the sample registry beside months of an Office."""
    lost = missing(place, names)
    if place.exists() and any(place.iterdir()):
        more = f" Thiếu {', '.join(lost)}: {remedy(place, output, lost)}" if lost else " Chọn một thư mục khác."
        raise CannotWrite(f"{place} đã có tệp, nên không ghi đè.{more}")
    if months := sorted({*ledger.run_months(output), *ledger.sealed_months(output)}):
        raise CannotWrite(f"{output} đã có kết quả (kỳ mới nhất: {months[-1]}), nên không đặt danh mục mẫu vào đây. "
                          f"{remedy(place, output, lost)}")


def lost_of_registry(workspace: "Workspace") -> Iterator[tuple[str, str]]:
    """What the registry of the last sealed month told and this one does not, and what to do; a damaged one is told with the
    seals."""
    for month in ledger.sealed_months(workspace.output)[-1:]:
        with suppress(DefinitionFault, OSError):
            for words in lost_lines(workspace.as_of_run(month).registry, workspace.registry, month):
                yield words, "Lấy lại bản đúng; dòng hết hiệu lực thì ghi Đến ngày, không xóa dòng."
