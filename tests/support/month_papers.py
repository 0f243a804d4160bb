"""The papers and registers of a month written in this process, as the pipeline writes them."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from emulation_batch.processes import Packed
from emulation_batch.reports import copies, writing
from emulation_batch.sharing import written


def write_reports(folder, views, templates):
    """Write `reports/` of a month as its readers see it; gives the marks left for a person."""
    with TemporaryDirectory() as room:
        return writing.write_reports(folder, views, writing.begin_reports(Packed(views, Path(room)), templates, partial))


def write_registers(folder, month):
    """Write the register of a month and its copies."""
    with TemporaryDirectory() as room:
        written(folder, [copies.begin_registers(Packed(copies.Views(month), Path(room)), partial)])
