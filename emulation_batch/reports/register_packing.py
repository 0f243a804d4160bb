"""A workbook of xlsxwriter whose sheets and texts go straight into its package.

xlsxwriter holds the text of every sheet until the last is written. What is used of it beyond its documented names stands here;
`tests/reports/test_register_packing.py` holds every part against its own.
"""

import re
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable
from xlsxwriter.worksheet import Worksheet

from emulation_batch.packages import Flowing, Part, package, part
from emulation_batch.plain_strings import PART, escaped, item
from emulation_batch.reports.register_sheet import LEVEL, TableSheet

AT_A_TIME = 1 << 8
ESCAPED = re.compile(r"[\x01-\x08\x0b-\x1f\ufffe\uffff]")
"""Signs that XML cannot hold."""


class Texts(SharedStringTable):
    """The texts of a workbook, in the order in which they came."""

    count: int
    unique_count: int
    string_array: list[str]

    def back_to(self, number: int) -> None:
        """Let go of the texts from this number on, for a workbook that has those before it alike."""
        for _ in range(number, self.unique_count):
            self.string_table.popitem()
        self.count, self.unique_count, self.string_array = 0, number, []

    def part(self) -> Part:
        """All texts, packed."""
        writer, flow = SharedStrings(), Flowing(LEVEL)
        writer.string_table, writer.fh = self, StringIO()
        writer._xml_declaration()
        writer._write_sst()
        head = writer.fh.getvalue().encode()
        for start in range(0, self.unique_count, AT_A_TIME):
            flow.add(_items(self.string_array[start:start + AT_A_TIME]).encode())
        flow.add(b"</sst>")
        return flow.part(PART, head)

    def _sort_string_data(self) -> None:
        """They stand in their order already, and stay known."""
        self.string_array = list(self.string_table)


def _items(texts: list[str]) -> str:
    """Texts as items of the part that holds them; all at once where each is written as it is."""
    whole = "\0".join(texts)
    if "_x" in whole or ESCAPED.search(whole) or any(text != text.strip() for text in texts):
        return "".join(map(item, texts))
    return f"<si><t>{escaped(whole).replace(chr(0), '</t></si><si><t>')}</t></si>"


class PackedWorkbook(Workbook):
    """A workbook that is packed when it is closed. content: the whole of it, then."""

    def __init__(self, options: dict[str, Any], texts: Texts) -> None:
        super().__init__(BytesIO(), options | {"in_memory": True})
        self.str_table = texts
        self.content = b""

    def _get_packager(self) -> Packager:
        return _Packager()


def laid(workbook: Workbook, add: Callable[[], None]) -> list[Worksheet]:
    """The sheets that `add` adds to a workbook, packed already where nothing is drawn on them."""
    before = len(workbook.worksheets())
    add()
    pages: list[Worksheet] = workbook.worksheets()[before:]
    for page in pages:
        if isinstance(page, TableSheet) and not page.charts:
            page.part(page.name)
    return pages


def arrange(workbook: Workbook, pages: Iterable[Worksheet]) -> None:
    """Give a workbook its sheets in the order of their tabs, those too that were laid for an earlier one."""
    workbook.worksheets()[:] = pages
    for number, page in enumerate(workbook.worksheets()):
        page.index = number
        workbook.sheetnames[page.name] = page


class _Packager(Packager):
    """Packs each part as its turn comes."""

    def _write_worksheet_files(self) -> None:
        for number, sheet in enumerate(self.workbook.worksheets(), 1):
            name = f"xl/worksheets/sheet{number}.xml"
            if isinstance(sheet, TableSheet):
                self.filenames.append((sheet.part(name), name, False))
            else:
                sheet._set_xml_writer(self._filename(name))
                sheet._assemble_xml_file()

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            self.filenames.append((self.workbook.str_table.part(), PART, False))

    def _create_package(self) -> list[Any]:
        """Everything is packed here; nothing is left to xlsxwriter."""
        self.workbook.content = package(made if isinstance(made, Part) else part(name, _bytes(made.getvalue()), LEVEL)
                                        for made, name, _ in super()._create_package())
        return []


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
