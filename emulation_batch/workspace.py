"""The folder an Office works in: what goes in, what arrived, what comes out."""

import hashlib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from emulation_batch import cache, ledger, outside, recovery
from emulation_batch.definition import Definition, load_definition
from emulation_batch.errors import CannotWrite, NothingUsable, TemplateFault, UsageFault, cause_of
from emulation_batch.periods import (
    MONTH,
    VIETNAM_TIME,
    Month,
    Period,
    Span,
    days_of,
    parse_month,
    period_of,
    read_span,
    span_title,
)
from emulation_batch.registry import Registry, load_both, load_registry
from emulation_batch.whole_files import OWN_TEMPORARY, sync_folder, write_whole

DEFINITION_FILE, REGISTRY_FILE, WORKBOOK_FILE = "movement.toml", "danh_muc.xlsx", "bieu_mau_don_vi.xlsx"
BOTH = (DEFINITION_FILE, REGISTRY_FILE)
TEMPLATES, INBOX, OUTPUT, COUNCIL = "input_templates", "inbox", "output", "hoi_dong"


@dataclass(frozen=True)
class Workspace:
    """A workspace with its definition and registry, both read without faults.

    made_with: where both and the Word templates were read from when that is not the workspace's own folder: a month that
    was run keeps a copy.
    """

    root: Path
    definition: Definition
    registry: Registry
    made_with: Path | None = None

    @property
    def templates(self) -> Path:
        """The folder of the definition, the registry and the Word templates."""
        return self.made_with or self.root / TEMPLATES

    @property
    def cache(self) -> cache.Cache:
        """What need not be done again; beside the outputs, never in them."""
        return cache.Cache(self.root / cache.FOLDER)

    @property
    def inbox(self) -> Path:
        """What arrived; one folder a month, or the files themselves."""
        return self.root / INBOX

    @property
    def output(self) -> Path:
        """What comes out; one folder a month."""
        return self.root / OUTPUT

    def period(self, month: Month) -> Period:
        """The window of a month by the definition's setting and the registry's swapped days."""
        return period_of(month, self.definition.window, self.registry.worked, self.registry.free)

    def span(self, text: str) -> Span:
        """The span of months that a text names, from the movement's first month on, with the windows of its first and last
        month; UsageFault when it names none."""
        named = {item.key: item for item in self.definition.spans}
        key, first, last = read_span(text, {item.key: (item.from_, item.to) for item in named.values()})
        title = span_title(f"{first}..{last}") if key in named else span_title(key)
        first = max(first, self.start) if self.start <= last else first
        (opening, _), (_, closing) = (days_of(month, self.definition.window) for month in (first, last))
        due = self._sealed_due(last) or self.period(last).due
        return Span(last, opening, closing, due, first, key, title, named[key].title if key in named else "")

    def reviewed(self, text: str) -> Span:
        """The same for a review; UsageFault for a single month, which is run, and for months outside the movement."""
        span = self.span(text)
        if span.first == span.month:
            raise UsageFault(f"{span.key} là một tháng: “emulation-batch run {span.key}”.")
        self._require_inside(span.key, span.from_, span.to)
        return span

    def _sealed_due(self, month: Month) -> datetime | None:
        """When the reports of a sealed month were due, which no later change of the calendar moves; None where no manifest
        tells."""
        if str(month) not in ledger.sealed_months(self.output):
            return None
        manifest = ledger.read_json(self.output / str(month) / ledger.MANIFEST) or {}
        try:
            return datetime.fromisoformat(manifest["window"]["due"]).astimezone(VIETNAM_TIME)
        except (KeyError, TypeError, ValueError):
            return None

    @property
    def start(self) -> Month:
        """The movement's first month."""
        return Month(self.definition.movement.from_.year, self.definition.movement.from_.month)

    def holds(self, month: Month) -> bool:
        """Whether any day of a month's window lies in the movement."""
        first, last = days_of(month, self.definition.window)
        return first <= self.definition.movement.to and self.definition.movement.from_ <= last

    def reported(self, month: Month) -> Month:
        """The month itself; UsageFault when no day of its window lies in the movement."""
        self._require_inside(str(month), *days_of(month, self.definition.window))
        return month

    def _require_inside(self, key: str, first: date, last: date) -> None:
        movement = self.definition.movement
        if last < movement.from_ or movement.to < first:
            raise UsageFault(f"Kỳ {key} nằm ngoài phong trào (từ {movement.from_:%d/%m/%Y} đến {movement.to:%d/%m/%Y}). "
                             "Xem lại năm, tháng.")

    def require_begun(self, month: Month, moment: datetime) -> None:
        """UsageFault when a month's window begins after a moment: nothing can have arrived for it."""
        if moment.date() < (first := days_of(month, self.definition.window)[0]):
            raise UsageFault(f"Kỳ {month} bắt đầu ngày {first:%d/%m/%Y}, sau thời điểm chạy ({moment:%H:%M ngày %d/%m/%Y}). "
                             "Xem lại kỳ, --as-of hoặc đồng hồ của máy.")

    def as_of_run(self, made: Month | str) -> "Workspace":
        """The same workspace with the definition, registry and templates that a month, or the review of a span by its key, was
        made with, as its folder keeps them; itself where there is none, or by a version that kept no copy. DefinitionFault when
        they have faults."""
        kept = self.output / str(made) / TEMPLATES
        definition, registry = kept / DEFINITION_FILE, kept / REGISTRY_FILE
        if not definition.is_file():
            return self
        return Workspace(self.root,
                         self.definition if _holds(definition, self.definition.sha256) else load_definition(definition),
                         self.registry if _holds(registry, self.registry.sha256) else load_registry(registry), kept)

    def made_of(self) -> list[tuple[Path, str]]:
        """What makes a month: the definition, the registry and the Word templates of its reports, each with the sha256 that it
        had when it was read ("" for a template, which is read when its report is written). TemplateFault when one is lost."""
        read = {DEFINITION_FILE: self.definition.sha256, REGISTRY_FILE: self.registry.sha256}
        read |= dict.fromkeys(sorted({report.template for report in self.definition.reports}), "")
        if missing := [name for name, sha256 in read.items() if not sha256 and not (self.templates / name).exists()]:
            raise TemplateFault(f"Không tìm thấy mẫu {', '.join(missing)} trong {self.templates}. "
                                f"{recovery.remedy(self.templates, self.output, missing)}")
        return [(self.templates / name, sha256) for name, sha256 in read.items()]

    def inbox_of(self, month: Month) -> Path:
        """`inbox/<period>`, or `inbox` itself where there is no such folder."""
        own = self.inbox / str(month)
        return own if own.is_dir() else self.inbox

    def inboxes_of(self, month: Month) -> tuple[Path, ...]:
        """What a run of a month reads: `inbox/<period>`, or where there is no such folder what lies in `inbox` itself without
        the folders of other months; NothingUsable when there is neither."""
        own = self.inbox_of(month)
        if own != self.inbox:
            return (own,)
        loose = tuple(sorted(path for path in _entries(self.inbox) if not MONTH.match(path.name)))
        if not outside.files(self.inbox):
            raise NothingUsable(f"Không có tệp nào dùng được: chưa có thư mục {own / str(month)}. Lưu tệp các đơn vị gửi "
                                "vào đó rồi chạy lại, hoặc chỉ thư mục khác bằng --inbox.")
        return loose

    def council_of(self, made: Month | str) -> Path:
        """`hoi_dong/<period>`, or `hoi_dong/<span>` of a review: registers that came back from the Council, under any name. It
        need not exist."""
        return self.root / COUNCIL / str(made)

    def waiting(self) -> set[str]:
        """The months that have files in the inbox."""
        return {folder.name for folder in _entries(self.inbox)
                if MONTH.match(folder.name) and folder.is_dir() and any(folder.iterdir())}

    def newest_month(self) -> Month:
        """The newest month that has files in the inbox; NothingUsable when there is none."""
        months = sorted(map(parse_month, self.waiting()))
        if not months and (astray := outside.files(self.inbox)):
            raise UsageFault(f"Các tệp nằm ngoài thư mục của kỳ ({', '.join(astray[:5])}), "
                             "nên phải ghi rõ kỳ: “emulation-batch run 2022-03”.")
        if not months:
            raise NothingUsable(f"Thư mục {self.inbox} chưa có tệp của tháng nào. "
                                f"Chép tệp các đơn vị gửi vào {self.inbox / '2022-03'} (đổi thành năm-tháng của kỳ báo cáo).")
        return months[-1]


def _holds(path: Path, sha256: str) -> bool:
    """Whether a file is the one that was read as this; what keeps it from being read is told by who reads it."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def _entries(parent: Path) -> list[Path]:
    return list(parent.iterdir()) if parent.is_dir() else []


def open_workspace(root: Path) -> Workspace:
    """Read a workspace; UsageFault when the folder is none, DefinitionFault with all faults of its files."""
    place, output = root / TEMPLATES, root / OUTPUT
    if not place.is_dir():
        raise UsageFault(f"{root.resolve()} không phải thư mục làm việc: không có thư mục {TEMPLATES}. "
                         f"{recovery.without(place, output, BOTH)}")
    recovery.require(place, output, BOTH)
    return Workspace(root, *load_both(place / DEFINITION_FILE, place / REGISTRY_FILE))


def shipped_folder() -> Path:
    """The files that ship: beside the modules when installed, beside the package in a checkout."""
    package = Path(__file__).parent
    return next(parent / TEMPLATES for parent in (package, package.parent) if (parent / TEMPLATES).is_dir())


def shipped() -> list[tuple[str, bytes]]:
    """Names and contents of the files that ship."""
    return sorted((item.name, item.read_bytes()) for item in shipped_folder().iterdir()
                  if item.name.endswith((".toml", ".xlsx", ".docx")) and not item.name.startswith(("~$", ".")))


def init_workspace(root: Path) -> list[Path]:
    """Lay down a fresh workspace from the shipped definition, its templates whole or not at all; overwrites nothing,
    and lays nothing beside months that were run."""
    recovery.refuse_fresh(root / TEMPLATES, root / OUTPUT, BOTH)
    place, draft = root / TEMPLATES, root / f"{OWN_TEMPORARY}{TEMPLATES}"
    try:
        for folder in (root / INBOX, root / OUTPUT):
            folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        files = shipped()
        for name, content in files:
            write_whole(draft / name, content)
        with suppress(FileNotFoundError):
            place.rmdir()
        draft.rename(place)
        sync_folder(root)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise CannotWrite(f"Không ghi được vào {root}: {cause_of(error)}. Chọn thư mục khác hoặc xin quyền ghi.") from None
    return [place / name for name, _ in files]


def clear_workspace(root: Path) -> None:
    """Remove the workspace folders of a demo so that it starts afresh."""
    for folder in (TEMPLATES, INBOX, OUTPUT, COUNCIL, cache.FOLDER):
        if (root / folder).exists():
            shutil.rmtree(root / folder)
