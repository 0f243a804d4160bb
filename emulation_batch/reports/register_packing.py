"""A workbook of xlsxwriter whose sheets and texts go straight into its package.

xlsxwriter holds the text of every sheet until the last is written. What is used of it beyond its documented names stands here;
`tests/reports/test_register_packing.py` holds every byte against its own.
"""

from io import BytesIO, TextIOWrapper
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

from emulation_batch.reports.register_sheet import TableSheet

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class PackedWorkbook(Workbook):
    """A workbook that is written into `out` when it is closed, the same bytes as in memory."""

    def __init__(self, out: BytesIO, options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), options | {"in_memory": True})
        self._out = out

    def _get_packager(self) -> Packager:
        return _Packager(self._out)


class _Packager(Packager):
    """Writes sheets and texts as their turn in the package comes."""

    def __init__(self, out: BytesIO) -> None:
        super().__init__()
        self._out = out

    def _write_worksheet_files(self) -> None:
        for number, sheet in enumerate(self.workbook.worksheets(), 1):
            name = f"xl/worksheets/sheet{number}.xml"
            if isinstance(sheet, TableSheet):
                self.filenames.append((sheet, name, False))
            else:  # its formats are numbered as it is written, before the part that lists them
                sheet._set_xml_writer(self._filename(name))
                sheet._assemble_xml_file()

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            texts = SharedStrings()
            texts.string_table = self.workbook.str_table
            self.filenames.append((texts, "xl/sharedStrings.xml", False))

    def _create_package(self) -> list[Any]:
        """Everything written here; nothing is left to xlsxwriter."""
        with ZipFile(self._out, "w", ZIP_DEFLATED) as package:
            for made, name, binary in super()._create_package():
                entry = ZipInfo(name, FIRST_DAY)
                entry.compress_type = ZIP_DEFLATED
                if hasattr(made, "getvalue"):
                    package.writestr(entry, made.getvalue() if binary else made.getvalue().encode())
                    continue
                entry.file_size = getattr(made, "length", 0)
                with package.open(entry, "w") as member, TextIOWrapper(member, "utf-8", newline="") as made.fh:
                    made._assemble_xml_file()
        return []
