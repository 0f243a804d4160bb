"""A finished month held against itself: its files against the manifest, the seals, and the month built again from `received/`;
a review likewise, built again from the sealed months.

Nothing of the inbox is needed, nor the definition, registry and templates of today: the month keeps those it was made with.
The manifest tells of every file its name, time and sender, and of one that came in a mail or an archive the sha256 of that
container: such files are taken out of it again, all others lie in `received/` themselves.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from emulation_batch import __version__, intake, ledger, outdated, pipeline, processes, reading, review, run_folder, sealing
from emulation_batch.batch import Received
from emulation_batch.errors import UsageFault
from emulation_batch.intake.gather import suffix_of
from emulation_batch.intake.labels import PROBLEMS
from emulation_batch.manifest import of_month
from emulation_batch.periods import Month
from emulation_batch.progress import Step
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import DEFINITION_FILE, REGISTRY_FILE, Workspace

MISSING, EXTRA, CHANGED, OTHER = "bị mất", "không có trong manifest.json", "khác manifest.json", "dựng lại ra khác"
COMPLETED = "được bổ sung sau khi tổng hợp"
NOT_REBUILT, ONLY_REBUILT = "dựng lại không có tệp này", "dựng lại có thêm tệp này"
ALL = "tất cả"
NEEDED = {"name", "sha256", "size", "code", "received_at"}
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PROBLEM_CODES = frozenset(label.code for label in PROBLEMS)


@dataclass(frozen=True)
class Verified:
    """What a month's run folder was found to be. differences: (file, what is wrong) by file; seals: what no longer holds.

    hindrance: why the month was not built again, "" when it was. months: how many months are sealed; sealed: whether this
    one is. outdated: that what was sealed since has overtaken a review, "" when not.
    """

    period: str
    files: int
    differences: tuple[tuple[str, str], ...]
    seals: tuple[str, ...]
    hindrance: str
    months: int = 0
    sealed: bool = False
    outdated: str = ""

    @property
    def same(self) -> bool:
        """Whether everything that could be compared is equal, and a review tells what is true now."""
        return not self.differences and not self.seals and not self.outdated


def verify_month(workspace: Workspace, month: Month, workers: int, step: Step) -> Verified:
    """Compare a run folder with its manifest, and byte for byte with the month built again. UsageFault when there is none."""

    def again(manifest: dict[str, Any], place: Path) -> Path:
        step("Dựng lại tháng từ received…")
        return _month_again(workspace.as_of_run(month), month, manifest, workers, step, place)

    return _verified(workspace, str(month), "run", again, step)


def verify_span(workspace: Workspace, text: str, step: Step) -> Verified:
    """The same for the review of a span, built again from the sealed months. UsageFault when there is none."""
    key = workspace.span(text).key

    def again(manifest: dict[str, Any], place: Path) -> Path:
        step("Lập lại báo cáo từ các kỳ đã chốt…")
        space = workspace.as_of_run(key)
        with run_folder.unpacking_room(place) as room:
            received = intake.unpack(received_again(workspace.output / key, manifest), room)
            data = review.gather_span(space, space.span(key), manifest["as_of"], step, received)
            return run_folder.write_run(place / "output", key, lambda target: review.write_span(target, data, space, {}),
                                        review.manifest_of(space, data))

    return _verified(workspace, key, "review", again, step)


def _verified(workspace: Workspace, key: str, command: str, again: Callable[[dict[str, Any], Path], Path],
              step: Step) -> Verified:
    """again: builds the folder once more below a place, from its manifest."""
    folder = workspace.output / key
    with run_folder.lock(workspace.output), TemporaryDirectory(ignore_cleanup_errors=True) as place:
        manifest = _manifest(folder, command)
        step("So từng tệp với manifest.json…")
        completed = _completed(folder)
        found = dict(_against_manifest(folder, manifest["outputs"] | completed))
        sealed = (folder / run_folder.SEAL).is_file() or bool(ledger.lost(workspace.output, key))
        if not sealed:
            found |= {name: COMPLETED for name, what in found.items()
                      if what != MISSING and sealing.may_be_completed(name, manifest["outputs"])}
        hindrance = _hindrance(workspace, folder, manifest, found)
        if not hindrance:
            rebuilt = _compared(folder, again(manifest, Path(place)))
            found = {name: what for name, what in rebuilt if name not in completed} | found
        seals = tuple(ledger.broken_chain(workspace.output))
    return Verified(key, len(manifest["outputs"]), tuple(sorted(found.items())), seals, hindrance,
                    len(ledger.sealed_months(workspace.output)), sealed,
                    outdated.overtaken(workspace, manifest) if "span" in manifest else "")


def _manifest(folder: Path, command: str) -> dict[str, Any]:
    path = folder / run_folder.MANIFEST
    if not path.is_file():
        raise UsageFault(ledger.lost(folder.parent, folder.name) or
                         f"{folder.name} chưa có kết quả để kiểm tra. Chạy “emulation-batch {command} {folder.name}” trước.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        for item in manifest.get("files", ()) if "span" in manifest else manifest["files"]:
            if not (item.keys() >= NEEDED and all(_SHA256.match(item.get(key, "0" * 64)) for key in ("sha256", "container"))):
                raise ValueError(item)
            datetime.fromisoformat(item["received_at"])
        return manifest | {"outputs": dict(manifest["outputs"]), "as_of": datetime.fromisoformat(manifest["as_of"])}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageFault(f"{path} không đọc được nữa nên không kiểm tra được {folder.name}.") from None


def _completed(folder: Path) -> dict[str, str]:
    """Word reports that people finished before the month was sealed, with the hashes the seal holds; no rebuild has them."""
    try:
        sealed = json.loads((folder / run_folder.SEAL).read_text(encoding="utf-8"))
        return dict(sealed.get("completed", {}))
    except (FileNotFoundError, ValueError, AttributeError, TypeError):
        return {}


def _against_manifest(folder: Path, outputs: dict[str, str]) -> Iterator[tuple[str, str]]:
    there = {name for name in run_folder.files_in(folder) if not ledger.is_of_the_system(name)}
    there -= {run_folder.MANIFEST, run_folder.SEAL}
    for name in sorted(there | outputs.keys()):
        if name not in there:
            yield name, MISSING
        elif name not in outputs:
            yield name, EXTRA
        elif sha256_of(folder / name) != outputs[name]:
            yield name, CHANGED


def verify_chain(workspace: Workspace) -> Verified:
    """Every file of every sealed month against its seal, and the seals against each other; nothing is built again."""
    months = ledger.sealed_months(workspace.output)
    with run_folder.lock(workspace.output):
        files = sum(len(run_folder.files_in(workspace.output / month)) for month in months)
        return Verified(ALL, files, (), tuple(ledger.broken_chain(workspace.output)), "", len(months))


def _hindrance(workspace: Workspace, folder: Path, manifest: dict[str, Any], found: dict[str, str]) -> str:
    """What has changed since the run, so that building it again would prove nothing."""
    if ledger.lost(workspace.output, folder.name):
        return f"{run_folder.SEAL} của kỳ bị mất"
    if "span" in manifest and manifest.get("newest_seal") != review.newest_seal(workspace):
        return f"đã chốt thêm kỳ hoặc chốt lại sau khi lập (lập lại bằng “emulation-batch review {folder.name}”)"
    if "span" not in manifest and (later := sorted({*_sealed_before(workspace, folder)} - {*manifest.get("past", ())})):
        return f"kỳ {', '.join(later)} được chốt sau khi tổng hợp kỳ này nên không có trong số lũy kế của nó"
    kept = {name: sha256_of(path) if (path := folder / run_folder.MADE_WITH / name).is_file() else None
            for name in (DEFINITION_FILE, REGISTRY_FILE)}
    changed = [what for what, then, now in (
        (DEFINITION_FILE, manifest.get("definition", {}).get("sha256"), kept[DEFINITION_FILE]),
        (REGISTRY_FILE, manifest.get("registry", {}).get("sha256"), kept[REGISTRY_FILE]),
        ("phiên bản chương trình", manifest.get("program", {}).get("version"), __version__)) if then != now]
    if changed:
        return f"{' và '.join(changed)} đã khác so với khi chạy"
    for place in (run_folder.RECEIVED, run_folder.MADE_WITH):
        if any(name.startswith(f"{place}/") and what != EXTRA for name, what in found.items()):
            return f"nguyên bản trong {place} không còn đủ"
    return ""


def _sealed_before(workspace: Workspace, folder: Path) -> Iterator[str]:
    return (name for name in ledger.sealed_months(workspace.output) if name < folder.name)


def _month_again(workspace: Workspace, month: Month, manifest: dict[str, Any], workers: int, step: Step,
                 place: Path) -> Path:
    folder = workspace.output / str(month)
    with run_folder.unpacking_room(place) as room:
        received = intake.unpack(received_again(folder, manifest), room)
        step(f"Đọc {len(received)} tệp…")
        books = reading.read_all(received, workspace.definition, workers)
        data = pipeline.gather_month(workspace, workspace.period(month), received, books, [folder / run_folder.RECEIVED],
                                     manifest["as_of"], workers, step)
        data = replace(data, outside=tuple(manifest.get("outside", ())))
        with processes.printing(workers, len(received)) as begin:
            return run_folder.write_run(place / "output", folder.name,
                                        lambda target: pipeline.write_month(target, data, workspace, {}, begin),
                                        of_month(data, __version__))


def _compared(folder: Path, again: Path) -> Iterator[tuple[str, str]]:
    old, new = ({name for name in run_folder.files_in(where) if not ledger.is_of_the_system(name)} - {run_folder.SEAL}
                for where in (folder, again))
    for name in sorted(old | new):
        if name not in new:
            yield name, NOT_REBUILT
        elif name not in old:
            yield name, ONLY_REBUILT
        elif (folder / name).read_bytes() != (again / name).read_bytes():
            yield name, OTHER


def received_again(folder: Path, manifest: dict[str, Any]) -> list[Received]:
    """What lay in the inbox itself, as `intake.gather` gave it; contents come from `received/`."""
    return [_received(folder / run_folder.RECEIVED, item) for item in manifest.get("files", ()) if not item.get("container")]


def _received(received: Path, item: dict[str, Any]) -> Received:
    suffix = suffix_of(item["name"])
    return Received(item["name"], item["sha256"], item["size"], datetime.fromisoformat(item["received_at"]), "",
                    received / run_folder.received_name(item["sha256"], suffix), suffix,
                    item["code"] if item["code"] in _PROBLEM_CODES else "")


def as_plain(verified: Verified) -> dict[str, Any]:
    """The result of `verify --json`."""
    return {"period": verified.period, "same": verified.same, "files": verified.files,
            "rebuilt": verified.period != ALL and not verified.hindrance,
            "hindrance": verified.hindrance, "outdated": verified.outdated, "seals": list(verified.seals),
            "differences": [{"file": name, "what": what} for name, what in verified.differences]}
