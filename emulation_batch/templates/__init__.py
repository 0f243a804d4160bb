"""The workbook a unit fills in, and the mail drafts that carry it: definition + registry -> files."""

from emulation_batch.templates.context import Filled
from emulation_batch.templates.mail import write_templates
from emulation_batch.templates.workbook import write_workbook

__all__ = ["Filled", "write_templates", "write_workbook"]
