"""Workbooks -> cells as typed, every row knowing where it came from."""

from emulation_batch.reading.labels import LABELS, word_faults
from emulation_batch.reading.pool import read_all

__all__ = ["LABELS", "read_all", "word_faults"]
