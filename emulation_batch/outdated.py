"""Reviews that what was sealed since has overtaken: their folders are as they were made, but tell what is true no longer."""

from collections.abc import Iterator, Mapping
from typing import Any

from emulation_batch import council_registers, ledger
from emulation_batch.workspace import Workspace


def reviews(workspace: Workspace) -> Iterator[str]:
    """Each outdated review in a sentence, with what to do, by name."""
    yield from (f"{words} {remedy(manifest['span'])}" for _, manifest in council_registers.reviews(workspace)
                if (words := overtaken(workspace, manifest)))


def remedy(span: str) -> str:
    """What to do about an outdated review."""
    return f"Lập lại bằng “emulation-batch review {span}”."


def overtaken(workspace: Workspace, manifest: Mapping[str, Any]) -> str:
    """What months sealed after a review changed of what it counts, in a sentence; "" when nothing: of its months and of those
    before them, which it shows beside its own, corrections; of its own, those that it lacks."""
    newest = manifest.get("newest_seal", {}).get("period", "")
    sealed = ledger.sealed_months(workspace.output)
    if not newest or sealed[-1:] <= [newest]:
        return ""
    absent = manifest.get("absent", ())
    last = max([*(item["period"] for item in manifest["months"]), *absent])
    held = ledger.holders(ledger.processed(workspace.output, sealed))
    later = {(period, holder.month) for (_, period), holder in held.items() if period <= min(last, newest) < holder.month}
    told = [f"số liệu kỳ {period} được điều chỉnh ở kỳ {month}" for period, month in sorted(later)]
    told += [f"chưa gồm kỳ {', '.join(lacking)}"] if (lacking := [month for month in absent if month in sealed]) else []
    return f"Báo cáo {manifest['span']} đã cũ, vì sau khi lập đã chốt thêm kỳ: {'; '.join(told)}." if told else ""
