"""What is wrong with this machine, the workspace, its registry and definition, or its Word templates, each with its remedy.

Nothing is changed and nothing is sent. Other programs' holes are named where they matter to what arrives here.
"""

import json
import locale
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from functools import partial
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

from emulation_batch import intake, ledger, outdated, outside, pipeline, reading, recovery, run_folder, unreceived, verify
from emulation_batch.batch import MonthData
from emulation_batch.definition import load_definition
from emulation_batch.errors import (
    EXIT_CORRECTIONS,
    EXIT_DONE,
    CannotWrite,
    DefinitionFault,
    Fault,
    NothingUsable,
    TemplateFault,
    cause_of,
)
from emulation_batch.periods import MONTH, parse_month
from emulation_batch.registry import Person, Registry, load_registry
from emulation_batch.registry.organisation import left_behind
from emulation_batch.registry.sheets import COUNCIL, PEOPLE
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.template_faults import lost_tags, strange_names, template_faults
from emulation_batch.vietnamese import format_date
from emulation_batch.workspace import (
    BOTH,
    DEFINITION_FILE,
    INBOX,
    OUTPUT,
    REGISTRY_FILE,
    TEMPLATES,
    Workspace,
    shipped_folder,
)

LEAST_ROOM = 1 << 30
"""Free bytes below which a month with its received files may not fit."""
SAFE_EXPAT = (2, 6, 0)
FORGED_ADDRESS = "alice@unit.gov.vn)evil@x"
"""What `email.utils.parseaddr` of some Pythons (3.11.7 is one) takes for alice's; ours does not use it, other programs may."""
ERROR, WARNING, FINE = "lỗi", "cảnh báo", "đạt"


@dataclass(frozen=True)
class Line:
    """One thing looked at. group: machine, workspace, definition, registry or template; words: what was found."""

    group: str
    level: str
    place: str
    words: str
    mend: str = ""


def examine(root: Path) -> list[Line]:
    """Everything doctor looks at, in the order of the groups; a missing workspace ends with the machine."""
    lines = [*machine(), *folders(root), *seals(root / OUTPUT)]
    definition, found = _loaded("definition", root, DEFINITION_FILE, load_definition)
    registry, told = _loaded("registry", root, REGISTRY_FILE, partial(load_registry, definition=definition))
    lines += [*found, *told, *(left_in_ended_units(registry) if registry is not None else ())]
    if definition is not None and registry is not None:
        space = Workspace(root, definition, registry)
        lines += [Line("registry", WARNING, REGISTRY_FILE, *told) for told in recovery.lost_of_registry(space)]
        lines += [*never_received(space), *overtaken(space), *templates(space)]
    return lines


def exit_code(lines: list[Line]) -> int:
    """That of the gravest group with a fault; warnings alone call for a look."""
    wrong = {line.group for line in lines if line.level == ERROR}
    for group, code in (("definition", DefinitionFault.exit_code), ("registry", DefinitionFault.exit_code),
                        ("template", TemplateFault.exit_code), ("workspace", CannotWrite.exit_code)):
        if group in wrong:
            return code
    return EXIT_CORRECTIONS if any(line.level != FINE for line in lines) else EXIT_DONE


def machine() -> Iterator[Line]:
    """Python and what it brings, the language of the console, LibreOffice."""
    import pyexpat

    version = sys.version_info[:3]
    hole = parseaddr(FORGED_ADDRESS)[1] == FORGED_ADDRESS.partition(")")[0]
    yield Line("machine", WARNING if hole else FINE, "Python", ".".join(map(str, version)),
               "Bản này đọc sai một số địa chỉ thư giả; nên cập nhật Python." if hole else "")
    old = pyexpat.version_info < SAFE_EXPAT
    yield Line("machine", WARNING if old else FINE, "Bộ đọc XML (expat)", ".".join(map(str, pyexpat.version_info)),
               "Bản cũ đọc rất chậm một số tệp cố ý làm hỏng; chương trình có giới hạn thời gian, nhưng nên cập nhật Python."
               if old else "")
    safe = _installed("defusedxml")
    yield Line("machine", FINE if safe else ERROR, "defusedxml", safe or "không có",
               "" if safe else "Cài lại chương trình: pip install emulation_batch.")
    coding = locale.getpreferredencoding(False)
    unicode = coding.lower().replace("-", "") == "utf8"
    yield Line("machine", FINE, "Bảng mã của máy", coding,
               "" if unicode else "Chương trình vẫn ghi tiếng Việt đúng; cửa sổ dòng lệnh cũ có thể hiện sai dấu.")
    office = shutil.which("soffice")
    yield Line("machine", FINE, "LibreOffice", "có" if office else "không có", "" if office else "Không bắt buộc.")


def _installed(name: str) -> str:
    """The version of an installed package, "" when there is none."""
    try:
        return version_of(name)
    except PackageNotFoundError:
        return ""


def folders(root: Path) -> Iterator[Line]:
    """The three folders, whether they can be written, the room on the disk, files open in Excel or Word."""
    for name in (TEMPLATES, INBOX, OUTPUT):
        folder = root / name
        if not folder.is_dir():
            missing = name == TEMPLATES
            yield Line("workspace", ERROR if missing else WARNING, str(folder), "chưa có thư mục này.",
                       recovery.without(folder, root / OUTPUT, BOTH) if missing else "Tạo thư mục đó.")
            continue
        problem = _not_writable(folder) if name != INBOX else ""
        yield Line("workspace", ERROR if problem else FINE, str(folder), problem or "dùng được",
                   "Xin quyền ghi, hoặc chọn thư mục khác." if problem else "")
        yield from _left_open(folder)
        if name == INBOX and (words := outside.at_hand(folder))[0]:
            yield Line("workspace", WARNING, str(folder), *words)
    room = shutil.disk_usage(root if root.is_dir() else Path()).free
    yield Line("workspace", WARNING if room < LEAST_ROOM else FINE, "Ổ đĩa", f"còn trống {room >> 20} MB",
               "Dọn bớt tệp để còn ít nhất 1 GB." if room < LEAST_ROOM else "")


def seals(output: Path) -> Iterator[Line]:
    """What no longer is as it was sealed, file by file; a seal that a kill left unlisted is listed by the next."""
    place, newest = "Các kỳ đã chốt", ledger.sealed_months(output)[-1:]
    broken = ledger.broken_chain(output, newest)
    yield from (Line("workspace", ERROR, place, words, f"Việc cần làm: {ledger.remedy([words])}.") for words in broken)
    if newest and not broken:
        yield Line("workspace", FINE, place, "mọi tệp còn như khi chốt")


def never_received(workspace: Workspace) -> Iterator[Line]:
    """Files in the inbox of a closed month, where no run reads any more."""
    yield from (replace(_line("workspace", fault), level=WARNING) for fault in unreceived.of_sealed(workspace))


def overtaken(workspace: Workspace) -> Iterator[Line]:
    """Reviews that no longer tell what is true; nothing is told of them while a seal is broken."""
    if not ledger.broken_seals(workspace.output):
        yield from (Line("workspace", WARNING, "Báo cáo nhiều kỳ", words) for words in outdated.reviews(workspace))


def _not_writable(folder: Path) -> str:
    try:
        with NamedTemporaryFile(dir=folder, prefix=".tdkt-tam-"):
            return ""
    except OSError as error:
        return f"không ghi được: {cause_of(error)}."


def _left_open(folder: Path) -> Iterator[Line]:
    """Lock files that Excel (~$) and LibreOffice (.~lock) leave beside a file that is open, or was when they died."""
    for path in sorted(found for found in folder.rglob("*") if found.name.startswith(("~$", ".~lock."))):
        yield Line("workspace", WARNING, str(path), "tệp này đang mở trong Excel, Word hoặc LibreOffice.",
                   "Đóng tệp trước khi chạy; nếu không ai mở thì xóa tệp khóa này.")


def _loaded(group: str, root: Path, file: str, load: Callable[[Path], Any]) -> tuple[Any, list[Line]]:
    path = root / TEMPLATES / file
    if not path.exists():
        return None, [Line(group, ERROR, str(path), "không tìm thấy.", recovery.remedy(path.parent, root / OUTPUT, [file]))]
    try:
        return load(path), [Line(group, FINE, file, "không có lỗi")]
    except DefinitionFault as fault:
        return None, [_line(group, each) for each in fault.faults] or [Line(group, ERROR, file, fault.message)]


def _line(group: str, fault: Fault) -> Line:
    return Line(group, ERROR, fault.place, fault.problem, fault.mend)


def left_in_ended_units(registry: Registry) -> Iterator[Line]:
    """Whose line goes on in a unit that has ended: no sheet of the month, no drop-down and no paper agrees with that."""
    for line, unit, day in left_behind(registry):
        heirs = f" ({', '.join(unit.successors)})" if unit.successors else ""
        place, then = f"trang {COUNCIL.name}: {line.name}", f"vẫn là thành viên thì thêm dòng với chức vụ, đơn vị mới{heirs}"
        if isinstance(line, Person):
            place, then = f"trang {PEOPLE.name}: {line.code}, {line.name}", f"còn ở Sở thì thêm dòng cùng mã, đơn vị mới{heirs}"
        yield Line("registry", WARNING, f"{REGISTRY_FILE}, {place}",
                   f"vẫn ở {unit.name} ({unit.code}), đơn vị kết thúc ngày {format_date(day)}.",
                   f"Ghi Đến ngày {format_date(day)} ở dòng này; {then}.")


def templates(workspace: Workspace) -> Iterator[Line]:
    """Every fault of every Word template of the definition, held against the newest month that was run; what it lost, and
    the names of a paper that no month has yet, against the template that ships."""
    month = newest_month(workspace)
    for report in workspace.definition.reports:
        contexts = [context for _, context in CONTEXTS[report.what](month)] if month and report.what in CONTEXTS else []
        faults = template_faults(workspace.templates / report.template, contexts)
        yield from (_line("template", fault) for fault in faults)
        original = shipped_folder() / report.template
        if not faults and original.is_file():
            own = workspace.templates / report.template
            faults = [*lost_tags(own, original), *(strange_names(own, original) if not contexts else ())]
            yield from (replace(_line("template", fault), level=WARNING) for fault in faults)
        if not faults:
            tried = f", in thử {len(contexts)} bản" if contexts else " (tháng gần nhất không có văn bản này để in thử)"
            yield Line("template", FINE, report.template, f"không có lỗi{tried}")


def newest_month(workspace: Workspace) -> MonthData | None:
    """The data of the newest month in output, gathered from `received/` by today's definition; None where there is none."""
    runs = sorted(path.parent for path in workspace.output.glob(f"*/{run_folder.MANIFEST}") if MONTH.match(path.parent.name))
    for folder in reversed(runs):
        try:
            manifest = json.loads((folder / run_folder.MANIFEST).read_text(encoding="utf-8"))
            with TemporaryDirectory(ignore_cleanup_errors=True) as room:
                received = intake.unpack(verify.received_again(folder, manifest), Path(room))
                workers = os.cpu_count() or 1
                books = reading.read_all(received, workspace.definition, workers)
                return pipeline.gather_month(workspace, workspace.period(parse_month(folder.name)), received, books, [folder],
                                             datetime.fromisoformat(manifest["as_of"]), workers, lambda step: None)
        except (NothingUsable, OSError, ValueError, KeyError, TypeError):
            continue  # an older month will do: only the names of its data are wanted
    return None


def as_plain(lines: list[Line]) -> dict[str, Any]:
    """The result of `doctor --json`."""
    return {"lines": [vars(line) for line in lines],
            "counts": {level: sum(line.level == level for line in lines) for level in (ERROR, WARNING, FINE)}}
