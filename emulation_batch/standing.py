"""A run or review of which nothing has changed is not made again: the folder that stands is kept, and what was told of it is
told again.

It is kept when all that a run is made from (what arrived, definition, registry, templates, sealed months, the program) has the
fingerprint that it was made from, when every file of it is as its manifest says, and when the time matters to nothing but the
hour that it prints. The cache remembers the last run of each fingerprint.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from emulation_batch import cache, council_registers, intake, ledger, outside, run_folder
from emulation_batch.batch import MonthData
from emulation_batch.intake.labels import PROBLEMS
from emulation_batch.periods import MONTH, VIETNAM_TIME, Month
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import Workspace

_PROBLEM_CODES = frozenset(label.code for label in PROBLEMS)
_READ_OF_SEALED = (run_folder.MANIFEST, run_folder.SEAL, ledger.FINDINGS)
_FOLDERS_OF_SEALED = (ledger.RECORDS, run_folder.MADE_WITH)


def inputs_of(workspace: Workspace, month: Month, inboxes: Sequence[Path]) -> str:
    """The fingerprint of what a run would be made from now, "" without a cache. Raises as a run does that cannot begin."""
    def laid() -> list[Path]:
        run_folder.refuse_sealed(workspace.output, str(month))
        return [*inboxes, *council_registers.lay_aside(workspace, month)]
    return _inputs(workspace, str(month), laid, outside.of_run(workspace.inbox, month, inboxes))


def inputs_of_review(workspace: Workspace, key: str) -> str:
    """The same for the review of a span."""
    return _inputs(workspace, key, lambda: council_registers.laid_for(workspace, key))


def _inputs(workspace: Workspace, key: str, laid: Callable[[], list[Path]], astray: Sequence[str] = ()) -> str:
    """laid: gives where lies what would be read. astray: what lies in the inbox and would not."""
    if cache.current() is None:
        return ""
    with run_folder.lock(workspace.output):
        arrived = intake.gather(laid())
        files = [(item.name, item.sha256, item.size, item.received_at.isoformat(), item.problem) for item in arrived]
        try:
            made_of = {path.name: sha256 or sha256_of(path) for path, sha256 in workspace.made_of()}
            return _fingerprint(key, files, made_of, _sealed(workspace, key), astray)
        except OSError:
            return ""


def recalled(workspace: Workspace, key: str, inputs: str, as_of: datetime, exactly: bool) -> dict[str, Any] | None:
    """What was told of the run or review that stands, with `as_of`, when one at this time would be the same; None when it must
    be made.

    key: names its folder. exactly: only one of this very time will do, as somebody asked for it.
    """
    store = cache.current()
    content = store.get(inputs) if store and inputs else None
    if content is None:
        return None
    kept = json.loads(content)
    then, dues = datetime.fromisoformat(kept["as_of"]), map(datetime.fromisoformat, kept["dues"])
    if not (then == as_of or (not exactly and says_the_same(then, as_of, dues))):
        return None
    with run_folder.lock(workspace.output):
        return kept["told"] | {"as_of": then} if _stands(workspace.output / key, kept["manifest"]) else None


def _stands(folder: Path, manifest: str) -> bool:
    """Whether a run folder has this manifest, and every file as it says; beside them only what the system lays there itself."""
    try:
        content = (folder / run_folder.MANIFEST).read_bytes()
        if hashlib.sha256(content).hexdigest() != manifest:
            return False
        listed = json.loads(content)["outputs"]
        there = {name for name in run_folder.files_in(folder) if not ledger.is_of_the_system(name)}
        return there == {*listed, run_folder.MANIFEST} and all(
            sha256_of(folder / name) == sha256 for name, sha256 in listed.items())
    except OSError:
        return False


def says_the_same(then: datetime, now: datetime, dues: Iterable[datetime]) -> bool:
    """Whether a later run tells the same but for its hour: on the same day in Vietnam, and no due time has passed since.

    Days late, the tone of reminders and the day of a meeting go by the day; whether something is late goes by the due time.
    """
    days = {moment.astimezone(VIETNAM_TIME).date() for moment in (then, now)}
    return then <= now and len(days) == 1 and all((then > due) == (now > due) for due in dues)


def remember(workspace: Workspace, data: MonthData, inputs: str, told: dict[str, Any]) -> None:
    """Remember a run that was made from what `inputs` tells and nothing else: its manifest says so too."""
    _remember(workspace, data, inputs, told, _dues(data))


def remember_review(workspace: Workspace, data: MonthData, inputs: str, told: dict[str, Any]) -> None:
    """The same for a review: lateness is that of sealed months, so no due time matters."""
    _remember(workspace, data, inputs, told, ())


def _remember(workspace: Workspace, data: MonthData, inputs: str, told: dict[str, Any], dues: Iterable[str]) -> None:
    store, key, folder = cache.current(), data.period.key, workspace.output / data.period.key
    if store is None or not inputs:
        return
    try:
        content, sealed = (folder / run_folder.MANIFEST).read_bytes(), _sealed(workspace, key)
    except OSError:
        return
    manifest = json.loads(content)
    files = [(item["name"], item["sha256"], item["size"], item["received_at"],
              item["code"] if item["code"] in _PROBLEM_CODES else "") for item in manifest["files"] if "container" not in item]
    made_of = {name.partition("/")[2]: sha256 for name, sha256 in manifest["outputs"].items()
               if name.startswith(f"{run_folder.MADE_WITH}/")}
    as_of = data.as_of.astimezone(VIETNAM_TIME).isoformat()
    if (_fingerprint(key, files, made_of, sealed, manifest.get("outside", ())), manifest["as_of"]) == (inputs, as_of):
        kept = {"manifest": hashlib.sha256(content).hexdigest(), "as_of": as_of, "dues": sorted(set(dues)), "told": told}
        store.put(inputs, json.dumps(kept).encode("ascii"))


def _fingerprint(key: str, files: Sequence[tuple[Any, ...]], made_of: dict[str, str], sealed: str,
                 astray: Sequence[str]) -> str:
    return cache.key_of("run", key, json.dumps([sorted(files), sorted(made_of.items()), sealed, list(astray)]))


def _sealed(workspace: Workspace, key: str) -> str:
    """Everything that a run may read of sealed months, and of reviews; a review reads none."""
    sealed = [workspace.output / name for name in ledger.sealed_months(workspace.output)]
    reviews = [folder for folder, _ in council_registers.reviews(workspace)] if MONTH.match(key) else []
    seals = workspace.output / ledger.INDEX
    found = [(seals.name, "", sha256_of(seals))] if seals.is_file() else []
    for folder in (*sealed, *reviews):
        names = [name for name in _READ_OF_SEALED if (folder / name).is_file()]
        names += [f"{below}/{name}" for below in _FOLDERS_OF_SEALED for name in run_folder.files_in(folder / below)]
        found += [(folder.name, name, sha256_of(folder / name)) for name in names]
    return json.dumps(found)


def _dues(data: MonthData) -> Iterable[str]:
    """Every due time that something was held against."""
    for month in (data, *(data.corrections.months if data.corrections else ())):
        units = {*(item.unit for item in month.standings), *(item.unit for item in month.submissions), ""}
        yield from (month.registry.own(unit, month.period).due.isoformat() for unit in units)
