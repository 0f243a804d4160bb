"""movement.toml -> Definition. Every fault of the file is reported at once, each with its place."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from emulation_batch.definition.faults import cross_faults
from emulation_batch.definition.model import Definition
from emulation_batch.errors import DefinitionFault, Fault
from emulation_batch.strict import build

PLACE = re.compile(r"line (\d+), column (\d+)")


def load_definition(path: Path) -> Definition:
    """Read movement.toml; DefinitionFault lists every fault with its place."""
    content, table = _parse(path)
    faults: list[Fault] = []
    definition = build(Definition, table | {"sha256": hashlib.sha256(content).hexdigest()}, path.name, faults)
    if definition is not None:
        faults += cross_faults(definition, table, path.name)
    if faults:
        raise DefinitionFault(f"{path.name} có {len(faults)} chỗ cần sửa.", tuple(faults))
    return definition


def _parse(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        content = path.read_bytes()
        return content, tomllib.loads(content.decode("utf-8-sig"))
    except FileNotFoundError:
        raise DefinitionFault(f"Không tìm thấy {path}. Chạy “emulation-batch init” để tạo thư mục làm việc.") from None
    except UnicodeDecodeError as error:
        raise DefinitionFault(f"{path.name} không phải UTF-8 (byte {error.start}). Lưu lại tệp với mã UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        place = PLACE.search(str(error))
        where = f"tại dòng {place[1]}, cột {place[2]}" if place else "ở cuối tệp"
        raise DefinitionFault(f"{path.name} sai cú pháp TOML {where}. Sửa chỗ đó rồi chạy lại.") from None
