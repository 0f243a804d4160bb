"""Files that lie in the inbox outside the folder of every month. A run of a month that has a folder does not read them, so they
are told wherever the month is told."""

import os
from collections.abc import Sequence
from pathlib import Path

from emulation_batch.periods import MONTH, Month
from emulation_batch.vietnamese import clean
from emulation_batch.whole_files import is_of_the_system

MOST_NAMED = 20


def files(inbox: Path) -> tuple[str, ...]:
    """Their paths, as `inbox/<path>` fit to be shown; without hidden files and those that a system lays there by itself."""
    found = []
    for folder, folders, names in os.walk(inbox):
        top = Path(folder) == inbox
        folders[:] = [name for name in folders if not name.startswith(".") and not (top and MONTH.match(name))]
        found += [Path(folder, name) for name in names if not name.startswith(".") and not is_of_the_system(name)]
    return tuple(sorted(_shown(path.relative_to(inbox.parent)) for path in found))


def _shown(path: Path) -> str:
    return " ".join(clean(path.as_posix().encode("utf-8", "replace").decode()).split())


def of_month(inbox: Path, month: Month) -> tuple[str, ...]:
    """Those that a run of a month leaves unread: none where the month has no folder, which reads them."""
    return files(inbox) if (inbox / str(month)).is_dir() else ()


def of_run(inbox: Path, month: Month, inboxes: Sequence[Path]) -> tuple[str, ...]:
    """Those that a run which reads `inboxes` leaves unread; none when it was told to read other places."""
    return of_month(inbox, month) if inbox / str(month) in inboxes else ()


def told(paths: Sequence[str], key: str) -> str:
    """The same in a sentence for the run of a month, by its key, with what is to be done; "" for none."""
    if not paths:
        return ""
    return (f"{len(paths)} tệp nằm ngoài thư mục của kỳ nên chưa đọc: {_listed(paths)}; chuyển vào inbox/{key} (tệp của kỳ "
            "khác thì vào thư mục của kỳ ấy) rồi chạy lại.")


def at_hand(inbox: Path) -> tuple[str, str]:
    """What lies there beside the folders of months now, and what is to be done about it, in words; "" for both when there is
    nothing, or no month has a folder."""
    paths = files(inbox)
    months = sorted(path.name for path in inbox.iterdir() if MONTH.match(path.name) and path.is_dir()) if paths else []
    if not months:
        return "", ""
    return (f"{len(paths)} tệp nằm ngoài thư mục của kỳ: {_listed(paths)}; kỳ đã có thư mục riêng thì không đọc các tệp này.",
            f"Chuyển từng tệp vào thư mục của kỳ mà tệp báo cáo, ví dụ inbox/{months[-1]}, rồi chạy lại.")


def _listed(paths: Sequence[str]) -> str:
    more = len(paths) - MOST_NAMED
    return ", ".join(paths[:MOST_NAMED]) + (f" và {more} tệp khác" if more > 0 else "")
