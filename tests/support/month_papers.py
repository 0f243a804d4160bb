"""The papers of a month written in this process, as the pipeline writes them."""

from emulation_batch.processes import Packed
from emulation_batch.reports import writing


def write_reports(folder, views, templates):
    """Write `reports/` of a month as its readers see it; gives the marks left for a person."""
    return writing.write_reports(folder, views, writing.begin_reports(Packed(views, folder), templates, None))
