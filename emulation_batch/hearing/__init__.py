"""Filled registers -> what the Council said of this month's candidates, and what is to be asked about it."""

from emulation_batch.hearing.departures import departing, reversing
from emulation_batch.hearing.hear import Known, hear
from emulation_batch.hearing.labels import LABELS

__all__ = ["LABELS", "Known", "departing", "hear", "reversing"]
