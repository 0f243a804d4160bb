"""A run folder read back by other means than the batch's own."""

import csv
import hashlib
import json
import re

import docx
import openpyxl
from support.paths import shipped_definition

from emulation_batch.layout import FIRST_ROW, KEY_ROW


def manifest(run):
    """What the run says of itself."""
    return json.loads((run / "manifest.json").read_text(encoding="utf-8"))


def findings(run):
    """Its findings, line by line."""
    with (run / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def digest(folder):
    """Relative path -> SHA-256 of every file below a folder."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def blank(value):
    """Whether another reader calls a cell empty."""
    return value is None or not str(value).replace("\u00a0", " ").strip()


def rows_by_openpyxl(path, definition):
    """Another reader: non-blank rows of each data sheet as {column key: value}, by the hidden key row."""
    book = openpyxl.load_workbook(path, data_only=True)
    rows = {}
    for sheet in definition.tables:
        page = book[sheet.name]
        keys = {cell.column: cell.value for cell in page[KEY_ROW + 1] if isinstance(cell.value, str) and sheet.has(cell.value)}
        rows[sheet.key] = []
        for line in page.iter_rows(min_row=FIRST_ROW + 1):
            values = {keys[cell.column]: cell.value for cell in line if cell.column in keys and not blank(cell.value)}
            if values:
                rows[sheet.key].append((line[0].row, values))
    return rows


def accepted_rows(run):
    """Accepted rows by another reader: rows of accepted files without an error finding."""
    definition = shipped_definition()
    wrong = {(finding["file"], finding["sheet"], re.sub("[A-Z]", "", finding["cell"])) for finding in findings(run) if finding["severity"] == "error"}
    for file in manifest(run)["files"]:
        if file["outcome"] == "accepted":
            path = next((run / "received").glob(f"{file['sha256']}.*"))
            for key, rows in rows_by_openpyxl(path, definition).items():
                name = definition.sheet(key).name
                yield from ((file["unit"], key, values) for row, values in rows if (file["name"], name, str(row)) not in wrong)


def plain(value):
    """A sum of money as a number, also when it was typed as text."""
    return int(re.sub(r"\D", "", value)) if isinstance(value, str) else value


def words_of(path):
    """Every paragraph and every cell of a Word file."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells
