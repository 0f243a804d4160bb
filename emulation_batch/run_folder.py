"""Writes a run folder whole or not at all, with its manifest, under a lock.

A run is built in `.<period>.tmp-<process>` beside its place, synced, verified against its manifest, and changes places with
the old one in one step; where the system has no such step, in two: old -> `.<period>.old`, new -> `<period>`. `recover`
completes or undoes what a killed run left.
"""

import errno
import json
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from emulation_batch.batch import Submission
from emulation_batch.errors import CannotWrite, cause_of
from emulation_batch.run_lock import hold
from emulation_batch.stopping import held
from emulation_batch.whole_files import OWN_TEMPORARY, clear_leftovers, exchange, kept_place, sha256_of, sync_folder, sync_tree

MANIFEST, SEAL, RECEIVED, MADE_WITH = "manifest.json", "seal.json", "received", "input_templates"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
PATIENCE = (0.1, 0.3, 0.8)
log = logging.getLogger(__name__)


@contextmanager
def lock(output: Path) -> Iterator[None]:
    """Hold the output folder alone, after putting right what a killed run left. CannotWrite when another run holds it."""
    with ExitStack() as stack:
        try:
            output.mkdir(parents=True, exist_ok=True)
            stack.enter_context(hold(output / ".lock"))
            recover(output)
        except OSError as error:
            raise cannot_write(output, error) from error
        yield


@contextmanager
def unpacking_room(folder: Path) -> Iterator[Path]:
    """A folder for what is taken out of mails and archives, gone afterwards.

    Its name is one that `recover` removes, should the run be killed.
    """
    with TemporaryDirectory(prefix=".nhan.tmp-", dir=folder, ignore_cleanup_errors=True) as room:
        yield Path(room)


def refuse_sealed(output: Path, period: str) -> None:
    """CannotWrite when the period is sealed."""
    if (output / period / SEAL).exists():
        raise CannotWrite(f"Kỳ {period} đã chốt nên không ghi lại. Số liệu sai được điều chỉnh trong kỳ sau.")


def write_run(output: Path, period: str, build: Callable[[Path], None], manifest: dict[str, Any]) -> Path:
    """Build a run folder and put it in the place of the old one; gives its path. Call it inside `lock`.

    build writes into the folder it is given. The manifest is written last, with `outputs` {path: sha256} of every file but
    itself. On any failure the old folder stands as it was; CannotWrite names the file and the cause.
    """
    refuse_sealed(output, period)
    draft = output / f".{period}.tmp-{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        build(draft)
        outputs = {name: sha256_of(draft / name) for name in files_in(draft)}
        text = json.dumps(manifest | {"outputs": outputs}, ensure_ascii=False, indent=1, sort_keys=True)
        (draft / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
        sync_tree(draft)
        if not is_whole(draft):
            raise CannotWrite(f"Đọc lại {draft} không khớp với dữ liệu vừa ghi. Kiểm tra ổ đĩa rồi chạy lại.")
        with held():
            return _swap(draft, output / period)
    except OSError as error:
        raise cannot_write(output / period, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def files_in(folder: Path) -> list[str]:
    """Every file below a folder, as sorted paths with "/" whatever the system; files still being written are none."""
    return sorted(_files_in(folder))


def _files_in(folder: str | Path, before: str = "") -> Iterator[str]:
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_in(entry.path, f"{before}{entry.name}/")
            elif entry.is_file() and not entry.name.startswith(OWN_TEMPORARY):
                yield f"{before}{entry.name}"


def is_whole(folder: Path) -> bool:
    """Whether a run folder holds exactly the files of its manifest, unchanged."""
    listed = _outputs(folder)
    return bool(listed) and listed.keys() == {*files_in(folder)} - {MANIFEST, SEAL} and all(
        sha256_of(folder / name) == sha256 for name, sha256 in listed.items())


def _outputs(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["outputs"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def changed(folder: Path, name: str) -> bool:
    """Whether a file of a run folder is no longer what its manifest tells; a folder without a manifest tells nothing."""
    listed = _outputs(folder)
    return bool(listed) and listed.get(name) != sha256_of(folder / name)


def _swap(draft: Path, place: Path) -> Path:
    """Put a verified draft in its place; the old folder is `.<period>.old` until what people did in it is safe."""
    old = place.with_name(f".{place.name}.old")
    if not place.exists():
        _rename(draft, place)
    else:
        _rename(draft, old)
        if not exchange(old, place):
            _rename(old, draft)
            _replace(draft, place, old)
    try:
        sync_folder(place.parent)
        _retire(old, place)
    except OSError as error:
        log.warning("Kết quả mới đã ở %s; chưa dọn được %s (%s), lượt chạy sau dọn tiếp.", place, old, cause_of(error))
    return place


def _replace(draft: Path, place: Path, old: Path) -> None:
    """The same in two steps, where the system has no exchange."""
    _rename(place, old)
    try:
        _rename(draft, place)
    except BaseException:
        if not place.exists():
            _rename(old, place)
        raise


def _rename(source: Path, target: Path) -> None:
    """Rename a folder; on Windows a scanner may hold a file for a moment, and a file open in Excel or Word for longer."""
    for pause in PATIENCE:
        try:
            source.rename(target)
            return
        except PermissionError:
            time.sleep(pause)
    try:
        source.rename(target)
    except PermissionError as error:
        held = next((path for path in map(source.joinpath, files_in(source)) if _is_held(path)), source)
        raise CannotWrite(f"Không thay được thư mục {source.name}: {held} đang mở trong chương trình khác, hoặc không có "
                          "quyền ghi. Đóng tệp đó rồi chạy lại.") from error


def _is_held(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return False
    except OSError:
        return True


def recover(output: Path) -> None:
    """Complete or undo what a killed run left: afterwards every period is an old or a new whole folder, nothing between."""
    for old in sorted(output.glob(".*.old")):
        place = output / old.name[1:-len(".old")]
        drafts = sorted(output.glob(f".{place.name}.tmp-*"))
        whole = next((draft for draft in drafts if is_whole(draft)), None)
        if not place.exists():
            _rename(whole or old, place)
        _retire(old, place)
    for draft in sorted(output.glob(".*.tmp-*")):
        shutil.rmtree(draft)
    for folder in (*output.glob("*/"), *output.glob("templates/*/")):
        clear_leftovers(folder)


def _retire(old: Path, place: Path) -> None:
    """Remove the replaced folder; what a person changed or added in it is kept in `<period>.giu-lai-<n>`."""
    if not old.exists():
        return
    listed = _outputs(old)
    own = [name for name in files_in(old) if name != MANIFEST and not Path(name).name.startswith(("~$", ".~lock.", "Thumbs"))
           and listed.get(name) != sha256_of(old / name)]
    if own:
        kept = kept_place(place)
        for name in own:
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
            (old / name).rename(kept / name)
        log.warning("%d tệp đã sửa hoặc thêm bằng tay trong kết quả cũ được giữ ở %s.", len(own), kept)
    # half removed, it would have no manifest to tell our files from a person's
    waste = Path(mkdtemp(prefix=f".{place.name}.tmp-", dir=place.parent))
    old.rename(waste / place.name)
    shutil.rmtree(waste, ignore_errors=True)


def cannot_write(place: Path, error: OSError) -> CannotWrite:
    """The cause of a failed write in Vietnamese, with the file it happened to: of a copy that found no room the new one."""
    file = (error.filename2 if error.errno in NO_ROOM else None) or error.filename or place
    return CannotWrite(f"Không ghi được {file}: {cause_of(error)}. Kết quả cũ còn nguyên. Xử lý xong thì chạy lại.")


def copy_received(folder: Path, submissions: Iterable[Submission]) -> None:
    """Copy each received file to `received/<sha256>.<ext>`, byte for byte. CannotWrite when its content has changed since.

    A file whose bytes could not be taken has nothing to copy; the same content is kept once for each extension.
    """
    (folder / RECEIVED).mkdir()
    for received in (submission.received for submission in submissions if not submission.received.problem):
        target = folder / RECEIVED / received_name(received.sha256, received.suffix)
        if not target.exists():
            shutil.copyfile(received.path, target)
            if sha256_of(target) != received.sha256:
                raise CannotWrite(f"Tệp “{received.name}” thay đổi trong khi đang chạy. Chờ chép xong rồi chạy lại.")


def copy_made_with(folder: Path, files: Iterable[tuple[Path, str]]) -> None:
    """Copy what made the month into `input_templates/`: its definition, registry and Word templates, so that it can be built
    again whatever becomes of them. files: path -> sha256 as it was read, "" for any. CannotWrite when one has changed since."""
    (folder / MADE_WITH).mkdir()
    for path, sha256 in files:
        shutil.copyfile(path, folder / MADE_WITH / path.name)
        if sha256 and sha256_of(folder / MADE_WITH / path.name) != sha256:
            raise CannotWrite(f"Tệp “{path.name}” thay đổi trong khi đang chạy. Đóng tệp đó rồi chạy lại.")


def received_name(sha256: str, suffix: str) -> str:
    """Name of a received file: made by us alone, whatever the sender called it."""
    extension = suffix.lstrip(".").lower()
    safe = extension.isascii() and extension.isalnum() and len(extension) <= 5
    return f"{sha256}.{extension if safe else 'bin'}"
