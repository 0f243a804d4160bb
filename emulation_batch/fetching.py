"""Mails of a mailbox laid into the inbox, each whole, under the name of its own hash.

The order for every mail: write aside, sync, rename, sync the folder, and only then mark it in the mailbox. The name is the
record: nothing is skipped because it was marked or seen, so a fetch killed anywhere is simply started again.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from emulation_batch.errors import UsageFault
from emulation_batch.intake import mailbox
from emulation_batch.intake.gather import LARGEST_MAILBOX, Refused
from emulation_batch.intake.mail import members, open_mail
from emulation_batch.periods import Month
from emulation_batch.run_lock import hold
from emulation_batch.whole_files import clear_leftovers, write_whole
from emulation_batch.workspace import Workspace


@dataclass(frozen=True)
class Arrived:
    """A mail as it stands in a mailbox. where: words that find it there; content: None when it is larger than allowed.

    mark() tells the mailbox that the mail is safe here and says whether the mailbox could note it.
    """

    where: str
    content: bytes | None
    received_at: datetime | None = None
    mark: Callable[[], bool] = lambda: True


@dataclass
class Fetched:
    """What became of the mails of one fetch."""

    folder: Path
    stored: int = 0
    known: int = 0
    without_files: int = 0
    unmarked: int = 0
    too_large: list[str] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """All mails looked at: the sum of the four fates."""
        return self.stored + self.known + self.without_files + len(self.too_large)


def folder_of(space: Workspace, month: Month) -> Path:
    """Where a run of the month looks: its own folder, unless files lie directly in the inbox and it has none."""
    own = space.inbox / str(month)
    loose = space.inbox.is_dir() and any(path.is_file() and not path.name.startswith(".") for path in space.inbox.iterdir())
    return space.inbox if loose and not own.is_dir() else own


def fetch(space: Workspace, month: Month, mails: Iterable[Arrived], step: Callable[[str], None]) -> Fetched:
    """Store every mail that carries a file. CannotWrite when another command works in this workspace."""
    folder = folder_of(space, month)
    done = Fetched(folder)
    space.output.mkdir(parents=True, exist_ok=True)
    with hold(space.output / ".lock"):
        folder.mkdir(parents=True, exist_ok=True)
        clear_leftovers(folder)
        for mail in mails:
            _take(mail, done)
            step(f"Đã xem {done.seen} thư, lưu mới {done.stored}…")
    return done


def _take(mail: Arrived, done: Fetched) -> None:
    if mail.content is None:
        done.too_large.append(mail.where)
    elif not carries_files(mail.content):
        done.without_files += 1
    else:
        if store(done.folder, mail.content, mail.received_at):
            done.stored += 1
        else:
            done.known += 1
        done.unmarked += not mail.mark()


def carries_files(content: bytes) -> bool:
    """Whether a mail has anything but its text; what cannot be opened counts, so that a run names the reason."""
    try:
        opened = open_mail(content)
        return opened.cut or any(True for _ in members(opened))
    except Refused:
        return True


def store(folder: Path, content: bytes, received_at: datetime | None = None) -> bool:
    """Lay a mail into a folder as <sha256>.eml; False when it stands there already. Raises OSError."""
    name = hashlib.sha256(content).hexdigest()
    path = folder / f"{name}.eml"
    if path.is_file() and path.read_bytes() == content:
        return False
    write_whole(path, content, received_at.timestamp() if received_at else None)
    return True


def of_file(path: Path) -> Iterable[Arrived]:
    """The mails of an .mbox file; UsageFault for anything else."""
    if not path.is_file():
        raise UsageFault(f"Không tìm thấy tệp hộp thư {path}.")
    if path.stat().st_size > LARGEST_MAILBOX:
        raise UsageFault(f"Hộp thư {path} lớn hơn {LARGEST_MAILBOX >> 20} MB. Xuất riêng thư của tháng rồi lấy lại.")
    with path.open("rb") as file:
        head = file.read(4096)
    if not mailbox.is_mailbox(head):
        raise UsageFault(f"{path} không phải tệp hộp thư (.mbox). "
                         "Thư lưu riêng (.eml) thì chép thẳng vào thư mục inbox của tháng.")
    return _messages(path)


def _messages(path: Path) -> Iterable[Arrived]:
    try:
        for member in mailbox.members(path):
            yield Arrived(member.name.removesuffix(".eml"), None if member.problem else member.content)
    except Refused as refused:
        raise UsageFault(f"Không đọc hết hộp thư {path}: {refused.what}. "
                         "Các thư đứng trước đã được lưu; chia nhỏ hộp thư rồi lấy lại.") from None
