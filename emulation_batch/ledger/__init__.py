"""What earlier months accepted and sealed: which hold a seal, what is true of them today, and whether their seals hold."""

from typing import TYPE_CHECKING, Any

from emulation_batch.ledger.months import (
    FINDINGS,
    MANIFEST,
    RECORDS,
    all_rows_made,
    columns_made,
    due_of,
    load_findings,
    load_made,
    manifest_of,
    read_json,
    rows_made,
    run_months,
    sealed_months,
)
from emulation_batch.ledger.processed import holders, processed
from emulation_batch.ledger.remedies import listed_months, lost, refuse_lost, remedy, require_whole, to_seal
from emulation_batch.ledger.seals import (
    INDEX,
    broken_chain,
    broken_seals,
    refuse_passed,
    seal,
)
from emulation_batch.whole_files import OPEN_IN_OFFICE, is_of_the_system

if TYPE_CHECKING:
    from emulation_batch.ledger.truth import CORRECTIONS, Opened, load_past, rows_of

__all__ = [
    "CORRECTIONS", "FINDINGS", "INDEX", "MANIFEST", "OPEN_IN_OFFICE", "RECORDS", "Opened", "all_rows_made", "broken_chain",
    "broken_seals", "columns_made", "due_of", "holders", "is_of_the_system", "listed_months", "load_findings", "load_made",
    "load_past", "lost", "manifest_of", "processed", "read_json", "refuse_lost", "refuse_passed", "remedy", "require_whole",
    "rows_made", "rows_of", "run_months", "seal", "sealed_months", "to_seal",
]


def __getattr__(name: str) -> Any:
    """What is true of the sealed months is read with pandas, which a run of which nothing has changed does without."""
    if name not in __all__:
        raise AttributeError(name)
    from emulation_batch.ledger import truth

    return getattr(truth, name)
