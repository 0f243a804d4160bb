"""The chain of seals, and whether everything still is as it was sealed.

A seal is `seal.json` in a run folder. It holds the sha256 of the folder's manifest, which holds that of every file; the sha256
of each paper that people completed; the sha256 of the seal before; and `self`, the sha256 of what the seal itself says. The
sha256 of all seals stand once more in `output/seals.json`: it holds the newest seal, which no later one does.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from emulation_batch import __version__
from emulation_batch.errors import CannotWrite, UsageFault
from emulation_batch.ledger.months import MANIFEST, RECORDS, SEAL, read_json, sealed_months
from emulation_batch.whole_files import is_of_the_system, sha256_of, write_whole

INDEX = "seals.json"
KEYS = {"period", "manifest_sha256", "previous_seal_sha256", "as_of", "self"}
ADDED, MOVED, UNREADABLE = "được thêm vào sau khi chốt", "thư mục bị đổi chỗ hoặc đổi tên", "bị mất hoặc đã bị sửa"
Wanted = Callable[[str], bool]


def seal(run_folder: Path, previous: Path | None, as_of: datetime, more: Mapping[str, Any] | None = None) -> Path:
    """Close a run folder after the month `previous` (its run folder; None for the first seal); gives the seal's path.

    more: what else the seal tells: `completed` {path: sha256}, papers finished by hand since the run; `forced`.
    Refuses with CannotWrite what is sealed, does not come after the previous seal, and a clock that stands before the seal
    before or within the month's window; with UsageFault what was not run.
    """
    manifest, target = run_folder / MANIFEST, run_folder / SEAL
    if not manifest.is_file():
        raise UsageFault(f"Kỳ {run_folder.name} chưa có kết quả để chốt. Chạy “emulation-batch run {run_folder.name}” trước.")
    if target.exists():
        raise CannotWrite(f"Kỳ {run_folder.name} đã chốt. Số liệu sai được điều chỉnh trong kỳ sau.")
    refuse_passed(run_folder.parent, run_folder.name)
    if early := next(_clock(run_folder, as_of, previous), ""):
        raise CannotWrite(f"Chưa chốt được kỳ {run_folder.name}: {early}. Xem lại đồng hồ của máy.")
    content = {
        **(more or {}),
        "period": run_folder.name,
        "manifest_sha256": sha256_of(manifest),
        "previous_seal_sha256": None if previous is None else sha256_of(previous / SEAL),
        "as_of": as_of.isoformat(),
        "program": {"name": "emulation_batch", "version": __version__},
    }
    write_whole(target, _bytes(content | {"self": _own_sha256(content)}))
    index = run_folder.parent / INDEX
    listed = read_json(index) or {}
    if previous is not None:
        # a kill between the two writes of an earlier seal leaves it unlisted
        listed.setdefault(previous.name, sha256_of(previous / SEAL))
    write_whole(index, _bytes(listed | {run_folder.name: sha256_of(target)}))
    return target


def refuse_passed(output: Path, month: str) -> None:
    """CannotWrite when a later month is sealed: that month and all totals after it were made without this one."""
    newest = "".join(sealed_months(output)[-1:])
    if newest > month:
        raise CannotWrite(f"Kỳ {newest} đã chốt rồi nên không chốt được kỳ {month} ở trước; số liệu của kỳ {month} không vào "
                          "số lũy kế.")


def broken_seals(output: Path) -> list[str]:
    """What no longer agrees with the seals, in words: the chain, manifests and records; [] when all hold.

    These are what later months read; `broken_chain` looks at every file. The newest seal may be missing in the list of them: a
    kill between the two writes leaves it so, until the next seal.
    """
    newest = sealed_months(output)[-1:]
    return list(_broken(output, lambda name: name.startswith(f"{RECORDS}/"), newest))


def broken_chain(output: Path, unlisted: Collection[str] = ()) -> list[str]:
    """The same for every file of every sealed folder: a changed, lost or added file is named, whatever it is. unlisted: seals
    that may be missing in the list of them."""
    added = [words for month in sealed_months(output) for words in _added(output / month)]
    return [*_broken(output, lambda name: True, unlisted), *added]


def _broken(output: Path, wanted: Wanted, unlisted: Collection[str] = ()) -> Iterator[str]:
    folders = [output / month for month in sealed_months(output)]
    moved = {folder: month for folder in folders if (month := _is_of(folder)) != folder.name}
    for folder in folders:
        if folder in moved:
            yield f"Kỳ {folder.name}: {SEAL} là của kỳ {moved[folder]}; {MOVED}."
        else:
            yield from _of_month(folder, wanted)
    if not moved:  # else all that these tell comes of it
        for previous, folder in zip([None, *folders], folders, strict=False):
            yield from _link(folder, previous)
    yield from _index(output, folders, moved, unlisted)


def _is_of(folder: Path) -> str:
    """The month that the seal of a folder is of: that of its name unless a whole seal tells another."""
    sealed = read_json(folder / SEAL) or {}
    return str(sealed["period"]) if sealed.keys() >= KEYS and sealed["self"] == _own_sha256(sealed) else folder.name


def _of_month(folder: Path, wanted: Wanted) -> Iterator[str]:
    month, sealed = folder.name, read_json(folder / SEAL)
    if sealed is None or not sealed.keys() >= KEYS:
        yield f"Kỳ {month}: {SEAL} {'không đọc được' if sealed is None else 'không còn là một dấu chốt'}."
        return
    if (folder / SEAL).read_bytes() != _bytes(sealed) or sealed.get("self") != _own_sha256(sealed):
        yield f"Kỳ {month}: {SEAL} đã bị sửa sau khi chốt."
    manifest = _sealed_manifest(folder, sealed)
    if manifest is None:
        yield f"Kỳ {month}: {MANIFEST} {'đã thay đổi' if (folder / MANIFEST).is_file() else 'bị mất'} sau khi chốt."
    yield from _files(folder, manifest, sealed, wanted)


def _link(folder: Path, previous: Path | None) -> Iterator[str]:
    """Whether a seal follows the seal before, by its hash and by the clock; one that is no seal was told already."""
    month, sealed = folder.name, read_json(folder / SEAL) or {}
    if not sealed.keys() >= KEYS:
        return
    if sealed["previous_seal_sha256"] != (None if previous is None else sha256_of(previous / SEAL)):
        listed = read_json(folder.parent / INDEX) or {}
        before = next((name for name, sha256 in listed.items() if sha256 == sealed["previous_seal_sha256"]), "")
        if before and not (folder.parent / before / SEAL).exists():
            why = f"kỳ {before} chốt ngay trước đó bị mất"
        else:
            why = f"{SEAL} của kỳ {previous.name} không còn như khi đó" if previous else "không còn kỳ đã chốt trước đó"
        yield f"Kỳ {month}: chuỗi chốt bị đứt, vì {why}."
    if moment := _moment(sealed):
        yield from (f"Kỳ {month}: {words}; đồng hồ đã bị lùi." for words in _clock(folder, moment, previous))
    else:
        yield f"Kỳ {month}: {SEAL} không ghi rõ lúc chốt."


def _files(folder: Path, manifest: Mapping[str, Any] | None, sealed: Mapping[str, Any], wanted: Wanted) -> Iterator[str]:
    """Files that no longer have the sha256 of the manifest; completed papers have that of the seal."""
    for name, sha256 in sorted(_held(manifest, sealed).items()):
        if wanted(name):
            path = folder / name
            if not path.is_file():
                yield f"Kỳ {folder.name}: {name} bị mất sau khi chốt."
            elif sha256_of(path) != sha256:
                yield f"Kỳ {folder.name}: {name} đã thay đổi sau khi chốt."


def _added(folder: Path) -> Iterator[str]:
    sealed = read_json(folder / SEAL) or {}
    manifest = _sealed_manifest(folder, sealed)
    if manifest is not None:
        held = {MANIFEST, SEAL, *_held(manifest, sealed)}
        there = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
        yield from (f"Kỳ {folder.name}: {name} {ADDED}." for name in sorted(there)
                    if name not in held and not is_of_the_system(name))


def _held(manifest: Mapping[str, Any] | None, sealed: Mapping[str, Any]) -> dict[str, str]:
    """What the seal holds: of a manifest that is not the sealed one nothing can be told."""
    return (manifest or {}).get("outputs", {}) | _completed(sealed)


def _completed(sealed: Mapping[str, Any]) -> dict[str, str]:
    found = sealed.get("completed")
    return found if isinstance(found, dict) else {}


def _sealed_manifest(folder: Path, sealed: Mapping[str, Any]) -> dict[str, Any] | None:
    """The manifest that was sealed, None where it is lost or another one stands."""
    whole = (folder / MANIFEST).is_file() and sha256_of(folder / MANIFEST) == sealed.get("manifest_sha256")
    return read_json(folder / MANIFEST) or {} if whole else None


def _clock(folder: Path, moment: datetime, previous: Path | None) -> Iterator[str]:
    """What is wrong with the time of a seal: before the seal before, or before the window of its month was over."""
    before = _moment(read_json(previous / SEAL)) if previous else None
    if previous and before and _is_before(moment, before):
        yield f"chốt lúc {_said(moment)}, trước cả kỳ {previous.name} ({_said(before)})"
    end = _window_end(folder)
    if end and moment.date() <= end:
        yield f"chốt lúc {_said(moment)}, khi kỳ chưa kết thúc ({end:%d/%m/%Y})"


def _said(moment: datetime) -> str:
    return f"{moment:%H:%M ngày %d/%m/%Y}"


def _is_before(one: datetime, other: datetime) -> bool:
    return one < other if one.tzinfo and other.tzinfo else one.date() < other.date()


def _window_end(folder: Path) -> date | None:
    try:
        return date.fromisoformat((read_json(folder / MANIFEST) or {})["window"]["to"])
    except (KeyError, TypeError, ValueError):
        return None


def _index(output: Path, folders: list[Path], moved: Mapping[Path, str], unlisted: Collection[str]) -> Iterator[str]:
    """Seals against the list of them: the newest is held by nothing else. unlisted: those that may be missing there."""
    if not (output / INDEX).exists() and all(folder.name in unlisted for folder in folders):
        return
    listed = read_json(output / INDEX)
    if listed is None or (output / INDEX).read_bytes() != _bytes(listed):
        yield f"{INDEX} trong {output.name} {UNREADABLE}."
        return
    there = {folder.name: sha256_of(folder / SEAL) for folder in folders}
    for month in sorted(there.keys() | listed.keys()):
        if output / month in moved or (month not in there and month in moved.values()):
            continue  # told already
        if month not in there:
            lost = SEAL if (output / month).is_dir() else "cả thư mục của kỳ"
            yield f"Kỳ {month}: {lost} bị mất sau khi chốt."
        elif month not in listed and month not in unlisted:
            yield f"Kỳ {month}: có {SEAL} mà không có trong {INDEX}."
        elif there[month] != listed.get(month, there[month]):
            yield f"Kỳ {month}: {SEAL} khác {INDEX}."


def _moment(sealed: Mapping[str, Any] | None) -> datetime | None:
    try:
        return datetime.fromisoformat((sealed or {})["as_of"])
    except (KeyError, TypeError, ValueError):
        return None


def _own_sha256(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_bytes({key: value for key, value in content.items() if key != "self"})).hexdigest()


def _bytes(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
