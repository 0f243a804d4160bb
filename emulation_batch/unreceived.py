"""Files that lie where a run reads, and that no run has received: a month must not be closed over them.

Files are held against the manifests by content; a mail or archive is one file, as it lies there.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from emulation_batch import council_registers, intake, ledger
from emulation_batch.errors import Fault, NothingUsable
from emulation_batch.intake.gather import EMPTY, show_name
from emulation_batch.periods import Month, parse_month
from emulation_batch.workspace import Workspace


def of_open(workspace: Workspace, month: Month) -> list[Fault]:
    """What `run` of a month that was run and not closed would gather now, and its last run did not. Files that lie in `inbox`
    itself are of every month that has no folder: there it is enough that any month's run has received them."""
    own = (workspace.inbox / str(month)).is_dir()
    try:
        inboxes = workspace.inboxes_of(month)
    except NothingUsable:
        inboxes = ()
    then = f"chạy “emulation-batch run {month}” rồi chốt."
    sent = _new(workspace, inboxes, [str(month)] if own else ledger.run_months(workspace.output))
    heard = _new(workspace, council_registers.laid(workspace, month), [str(month)])
    return [*(Fault(place, "chưa tổng hợp;", then) for place in sent),
            *(Fault(place, "sổ của Hội đồng chưa đọc;", then) for place in heard)]


def of_sealed(workspace: Workspace) -> Iterator[Fault]:
    """What lies in the inbox of a closed month, which no run reads any more, and was received by no run of any month."""
    sealed, run = ledger.sealed_months(workspace.output), ledger.run_months(workspace.output)
    for name in sealed:
        folder = workspace.inbox / name
        for place in _new(workspace, [folder] if folder.is_dir() else [], run):
            following = parse_month(sealed[-1]).shift(1)
            yield Fault(place, f"kỳ {name} đã chốt mà chưa kỳ nào nhận tệp này.",
                        f"Chuyển tệp vào {workspace.inbox.name}/{following} (kỳ đang mở) rồi tổng hợp kỳ đó: báo cáo của kỳ "
                        "đã chốt được tính là điều chỉnh.")


def _new(workspace: Workspace, laid: Sequence[Path], months: Iterable[str]) -> list[str]:
    """The files there that no manifest of these months lists, by their place in the workspace."""
    found = [item for item in intake.gather(laid) if not ledger.is_of_the_system(item.path.name)] if laid else []
    manifests = [ledger.read_json(workspace.output / month / ledger.MANIFEST) or {} for month in (months if found else ())]
    known = {_content(file.get("sha256", ""), file["name"]) for manifest in manifests for file in manifest.get("files", ())}
    return sorted(show_name(item.path.relative_to(workspace.root)) for item in found
                  if _content(item.sha256, item.name) not in known)


def _content(sha256: str, name: str) -> str:
    """What tells a file from others: its hash, or its name where there were no bytes to take."""
    return name if sha256 == EMPTY else sha256
