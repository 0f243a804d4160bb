"""What arrived -> one outcome for every file, and how every unit stands for the month."""

from emulation_batch.intake.containers import unpack
from emulation_batch.intake.gather import gather
from emulation_batch.intake.labels import LABELS
from emulation_batch.intake.sealed import month_of, settle_sealed
from emulation_batch.intake.settle import settle
from emulation_batch.intake.standing import standings

__all__ = ["LABELS", "gather", "month_of", "settle", "settle_sealed", "standings", "unpack"]
