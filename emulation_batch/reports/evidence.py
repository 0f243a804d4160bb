"""The rows behind a result, as the Council reads them: what, by which evidence, in which file, sheet and cell, and what the
unit answered when asked."""

import re
from collections.abc import Iterable
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.definition import Column, Sheet
from emulation_batch.frames import plain_rows
from emulation_batch.reports.lists import cell_words, one_line
from emulation_batch.reports.numbers import BLANK

PROOF, ANSWER, CONTENT = ("minh_chung", "chung_tu"), "giai_trinh", "noi_dung"
NAMING = {"individual": "person", "proposal": "candidate"}
ROW_OF_CELL = re.compile(r"[A-Z]+(\d+)\Z")
Row = dict[str, Any]


class Evidence:
    """The accepted rows of a month and of the sealed months before it, by `_ref`."""

    def __init__(self, month: MonthData) -> None:
        self._month = month
        self._rows: dict[str, tuple[Sheet, Row]] = {}
        before: set[str] = set()
        for sheet in month.definition.tables:
            past = month.judged.batch.past.get(sheet.key)
            before |= set() if past is None else set(past["_ref"])
            for frame in (past, month.judged.accepted.get(sheet.key)):
                for row in [] if frame is None else plain_rows(frame):
                    self._rows[row["_ref"]] = sheet, row
        self._places = {ref: place for place, ref in enumerate(self._rows)}
        self._of_units: dict[str, list[str]] = {}
        self._before: dict[str, list[tuple[str, Row]]] = {}
        year = f"{month.period.month.year}-"
        for ref, (sheet, row) in self._rows.items():
            if ref not in before and sheet.subject != "proposal":
                self._of_units.setdefault(row["_unit"], []).append(ref)
            elif ref in before and row["_period"].startswith(year):
                self._before.setdefault(sheet.key, []).append((ref, row))
        self._named: dict[tuple[str, str], dict[str, list[tuple[str, Row]]]] = {}
        self._asked: dict[tuple[str, str, int], list[str]] = {}
        for finding in month.judged.findings:
            match = ROW_OF_CELL.match(finding.cell)
            if finding.asked and match:
                self._asked.setdefault((finding.file, finding.sheet, int(match[1])), []).append(finding.message)

    def known(self, refs: Iterable[str]) -> list[str]:
        """The references that are rows, in their order, each once."""
        return [ref for ref in dict.fromkeys(refs) if ref in self._rows]

    def of_unit(self, unit: str) -> list[str]:
        """The accepted rows of a unit in the month itself, proposals left out, in the order of the sheets."""
        return self._of_units.get(unit, [])

    def earlier(self, clauses: Iterable[tuple[str, tuple[str, ...], str]], code: str) -> list[str]:
        """Rows of earlier months of the same year; clauses: (sheet, kinds, column that names the candidate)."""
        found = {ref for key, kinds, column in clauses for ref, row in self._naming(key, column).get(code, ())
                 if row[self._month.definition.sheet(key).kind_column] in kinds}
        return sorted(found, key=self._places.__getitem__)

    def _naming(self, key: str, column: str) -> dict[str, list[tuple[str, Row]]]:
        """The earlier rows of a sheet by whom a column names, put in order once."""
        if (key, column) not in self._named:
            rows = self._named[key, column] = {}
            for ref, row in self._before.get(key, ()):
                rows.setdefault(row[column], []).append((ref, row))
        return self._named[key, column]

    def content(self, ref: str) -> str:
        """What was done, in the unit's words, after the kind of row."""
        sheet, row = self._rows[ref]
        return ": ".join(filter(None, (self.kind(ref), self._told(sheet, row, CONTENT))))

    def kind(self, ref: str) -> str:
        """The kind of row in words, without its code: "Văn bản được giao"."""
        sheet, row = self._rows[ref]
        label = self._told(sheet, row, sheet.kind_column)
        return label.partition(" - ")[2] or label

    def words(self, ref: str) -> str:
        """The row's content alone."""
        sheet, row = self._rows[ref]
        return self._told(sheet, row, CONTENT)

    def details(self, ref: str) -> str:
        """Every other filled column with its header, the candidate's own name left out; a new column of the definition needs
        nothing here."""
        sheet, row = self._rows[ref]
        parts = [f"{_inside(column.header)}: {words.rstrip('.;')}" for column in sheet.columns
                 if row.get(column.key) is not None and not _stands_apart(sheet, column)
                 and (words := cell_words(self._month, column, row[column.key]))]
        text = "; ".join(parts)
        return text[:1].upper() + text[1:] or BLANK

    def proof(self, ref: str) -> str:
        """The evidence the unit names."""
        sheet, row = self._rows[ref]
        return "; ".join(filter(None, (self._told(sheet, row, key) for key in PROOF))) or BLANK

    def place(self, ref: str) -> str:
        """ "Tệp …, trang “2a. …”, ô B9"; of an earlier month its period instead of the file."""
        sheet, row = self._rows[ref]
        received = self._month.judged.batch.files.get(row["_file"])
        cell = self._month.judged.batch.cell(sheet, sheet.kind_column, row["_file"], row["_row"]) or f"hàng {row['_row']}"
        where = f"Tệp {one_line(received.name)}" if received else f"Kỳ {row['_period']}"
        return f"{where}, trang “{sheet.name}”, {cell if cell.startswith('hàng') else f'ô {cell}'}"

    def answers(self, ref: str) -> str:
        """What was asked about the row and what the unit answered."""
        sheet, row = self._rows[ref]
        received = self._month.judged.batch.files.get(row["_file"])
        asked = self._asked.get((received.name if received else "", sheet.name, row["_row"]), [])
        answer = self._told(sheet, row, ANSWER)
        parts = [f"Hỏi: {one_line(question)}" for question in asked]
        parts += [f"Đơn vị giải trình: {answer}"] if answer else ["Chưa có giải trình."] if asked else []
        return " ".join(parts) or BLANK

    def _told(self, sheet: Sheet, row: Row, key: str) -> str:
        return cell_words(self._month, sheet.column(key), row.get(key)) if sheet.has(key) else ""


def _stands_apart(sheet: Sheet, column: Column) -> bool:
    """Whether a column has a place of its own in the table, or names the candidate."""
    return column.key in (sheet.kind_column, CONTENT, ANSWER, *PROOF) or column.type == NAMING.get(sheet.subject)


def _inside(header: str) -> str:
    """A header as it stands within a sentence; an abbreviation keeps its capitals."""
    return header if header[1:2].isupper() else header[:1].lower() + header[1:]
