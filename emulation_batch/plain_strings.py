"""The texts of a workbook as xlsxwriter lists them, each as the text it is.

xlsxwriter takes one between <r> and </r> for the runs of a rich text and writes it raw: such a cell of one unit would spoil
every workbook that tells it. What is used of it beyond its documented names stands here, and the tests hold it against its own.
"""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.utility import _preserve_whitespace

PART = "xl/sharedStrings.xml"


def escaped(text: str) -> str:
    """A text as XML holds it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def item(text: str) -> str:
    """A text as an item of the list."""
    # what can be seen is no control character, nor reads as the code of one without these two signs
    held = text if text.isprintable() and "_x" not in text else SharedStrings._escape_control_characters(text)
    space = ' xml:space="preserve"' if _preserve_whitespace(held) else ""
    return f"<si><t{space}>{escaped(held)}</t></si>"


class PlainStrings(SharedStrings):
    """The list of texts, none of them rich."""

    fh: Any

    def _write_si(self, string: str) -> None:
        self.fh.write(item(string))


class PlainWorkbook(Workbook):
    """A workbook in which every text is a plain one."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):
    workbook: Any

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            strings = PlainStrings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename(PART))
            strings._assemble_xml_file()
