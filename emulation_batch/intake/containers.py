"""Mails, mailboxes and archives among what arrived are opened: every file inside becomes a `Received` of its own.

Kinds are told by content; a suffix only decides whose refusal a damaged file is. What is taken out is written to a folder under
its sha256, a file at a time, so memory holds one file and no name from outside ever becomes a path.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from emulation_batch.batch import Received
from emulation_batch.intake import labels, mail, mailbox, zip_files
from emulation_batch.intake.gather import EMPTY, LARGEST, OTHER_SUFFIX, Member, Refused, in_order, show_name, suffix_of

DEEPEST = {"zip": 2, "mail": 4, "mailbox": 1}
"""How often a kind may stand inside itself, the outermost counted."""
HEAD, TAIL = 1 << 16, 1 << 16
_OTHERS = (b"%PDF", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_KIND_OF_SUFFIX = {".zip": "zip", ".eml": "mail", ".mbox": "mailbox"}


def unpack(received: Sequence[Received], folder: Path) -> list[Received]:
    """What arrived with everything inside it, in the order of `gather`; containers have `opened`, their files `container`.

    A file in a mail has the mail's sender, time (`timed` says which where that is not plain) and Message-ID, one in an archive
    those of the archive. The bytes are written into `folder`, which must outlive the use of their paths. Raises OSError when
    they cannot be written.
    """
    return in_order([found for item in received for found in _opened(item, folder, ())])


def _opened(item: Received, folder: Path, around: tuple[str, ...]) -> Iterator[Received]:
    """The file itself, then all files inside it. around: the kinds of the containers it came in."""
    try:
        kind = "" if item.problem else _kind_of(item)
        if not kind:
            yield item
            return
        if around.count(kind) >= DEEPEST[kind]:
            raise Refused(labels.EXCESS, "các tệp nén hoặc thư lồng nhau quá nhiều lớp")
        item, members, label = _open(item, kind, around)
    except Refused as refused:
        yield replace(item, opened=refused.label.code, what=refused.what)
        return
    except OSError as error:
        lost = labels.CHANGING if isinstance(error, FileNotFoundError) else labels.UNREADABLE
        yield replace(item, problem=lost.code)
        return
    try:
        inside = list(_written(item, members, folder))
    except Refused as refused:
        yield replace(item, opened=refused.label.code, what=refused.what)
        return
    yield replace(item, opened=label.code, inside=len(inside))
    for member in inside:
        yield from _opened(member, folder, (*around, kind))


def _kind_of(item: Received) -> str:
    """zip, mail or mailbox; "" for every other file. Raises Refused for what claims to be one and is nothing known."""
    with item.path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, item.size - TAIL))
        tail = file.read(TAIL)
    claim = _KIND_OF_SUFFIX.get(item.suffix, "")
    if mailbox.is_mailbox(head):
        return "mailbox"
    if mail.is_mail(head):
        return "mail"
    if head.startswith(b"PK") or zip_files.has_end(tail):
        return "zip" if zip_files.is_archive(item.path, claim == "zip") else ""
    if claim == "mail" and mail.begins_like_mail(head):
        return "mail"
    if claim and not head.startswith(_OTHERS):
        raise Refused(labels.BROKEN, "nội dung không phải loại tệp như đuôi tệp ghi" if item.size else "tệp rỗng")
    return ""


def _open(item: Received, kind: str, around: tuple[str, ...]) -> tuple[Received, Iterator[Member], labels.Label]:
    """The container (a mail not inside another with its sender and time), its files, and what is to be said of it."""
    if kind == "zip":
        return item, zip_files.members(item.path), labels.OPENED
    if kind == "mailbox":
        return item, mailbox.members(item.path), labels.OPENED
    if item.size > LARGEST:
        raise Refused(labels.EXCESS, f"thư lớn hơn {LARGEST >> 20} MB")
    opened = mail.open_mail(item.path.read_bytes())
    if "mail" not in around:
        item = replace(item, sender=opened.sender, received_at=opened.received_at or item.received_at,
                       message_id=opened.message_id, timed="" if opened.received_at else "stored")
    elif not item.timed:
        item = replace(item, timed="forwarded")
    return item, mail.members(opened), labels.CUT_MAIL if opened.cut else labels.OPENED


def _written(outer: Received, members: Iterator[Member], folder: Path) -> Iterator[Received]:
    """Each file of a container, its bytes in the folder, under a name that no other file of the container has."""
    names: set[str] = set()
    for member in members:
        name = _shown(outer.name, member.name, names)
        suffix = OTHER_SUFFIX if member.aside else suffix_of(name)
        problem = member.problem
        if not problem and name.rpartition("/")[2].startswith("~$"):
            problem = labels.LOCK_FILE.code
        sha256 = EMPTY if problem else hashlib.sha256(member.content).hexdigest()
        path = folder / sha256
        if not problem and not path.exists():
            path.write_bytes(member.content)
        yield Received(name, sha256, 0 if problem else len(member.content), outer.received_at, outer.sender, path, suffix,
                       problem, outer.sha256, what=member.what, message_id=outer.message_id, timed=outer.timed)


def _shown(outer: str, raw: str, taken: set[str]) -> str:
    """ "bao_cao.zip/x.xlsx": fit to be shown, without steps out of its folder, numbered where the name is taken."""
    steps = [step for step in show_name(raw.replace("\\", "/")).split("/") if step.strip() not in ("", ".", "..")]
    base = "/".join(steps) or "(không có tên)"
    stem, dot, suffix = base.rpartition(".")
    name, number = base, 1
    while (key := normalize("NFC", name).casefold()) in taken:
        number += 1
        name = f"{stem} ({number}).{suffix}" if dot and stem else f"{base} ({number})"
    taken.add(key)
    return show_name(f"{outer}/{name}")
