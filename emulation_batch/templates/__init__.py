"""The workbook a unit fills in, the mail drafts that carry it, and the one that goes back: definition + registry -> files."""

from emulation_batch.templates.context import Filled, file_name
from emulation_batch.templates.copies import Workbooks
from emulation_batch.templates.mail import write_templates
from emulation_batch.templates.returned import Returned, returned_of
from emulation_batch.templates.workbook import write_workbook

__all__ = ["Filled", "Returned", "Workbooks", "file_name", "returned_of", "write_templates", "write_workbook"]
