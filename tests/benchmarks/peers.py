"""Packages of node doing the same: SheetJS and exceljs read the workbooks, docxtemplater and carbone fill a comparable paper.

The comparable paper has the parts, styles and two tables of the shipped review sheet, with the tags of each package.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from support.paths import SHIPPED, shipped_definition

from benchmarks.measure import Asked, Measured
from benchmarks.papers import PAPERS, PEOPLE, crowd
from benchmarks.province import month, province, write_inbox
from emulation_batch.reading.book import read_book
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.word import Template

PACKAGES = ("xlsx", "exceljs", "docxtemplater", "pizzip", "carbone")
NAMES = {"xlsx": "SheetJS xlsx (node)", "exceljs": "exceljs (node)", "docxtemplater": "docxtemplater (node)", "carbone": "carbone (node)"}
UNITS, INSTALLED_IN, ENDED_IN = 20, 180, 1800
TABLES = {"clauses": ("code", "text", "shown", "rows", "missing", "judgement"),
          "rows": ("clauses", "content", "details", "proof", "place", "answer")}
VALUES = ("subject_line", "who", "name", "unit", "as_of", "note")


def installed(folder: Path, given: Path | None) -> tuple[Path, str]:
    """Where node's packages are, and why there are none ("" when they may be there)."""
    if shutil.which("node") is None:
        return folder, "node is not on this machine"
    if given is not None:
        return given, "" if (given / "node_modules").is_dir() else f"{given} has no node_modules"
    if shutil.which("npm") is None:
        return folder, "npm is not on this machine"
    command = ["npm", "install", "--no-audit", "--no-fund", "--fetch-retries", "0", "--prefix", str(folder), *PACKAGES]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALLED_IN, check=False)
    except subprocess.TimeoutExpired:
        return folder, f"npm install did not end in {INSTALLED_IN} seconds"
    return folder, "" if done.returncode == 0 else f"npm install: {(done.stderr.strip().splitlines() or ['failed'])[0]}"


def comparable(path: Path, value: str, first: str, cell: str, last: str, rows: tuple[str, str] = ("", "")) -> Path:
    """The shipped review sheet with six values and two tables, in the tags of one package. first, last: what opens and closes a
    loop within its row; rows: rows of their own that do."""
    from docx import Document

    paper = Document(str(SHIPPED / "phieu_xem_xet.docx"))
    for section in paper.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for paragraph in part.paragraphs:
                paragraph.clear()
    for element in list(paper.element.body)[:-1]:
        paper.element.body.remove(element)
    for name in VALUES:
        paper.add_paragraph(value.format(name=name))
    for name, columns in TABLES.items():
        table = paper.add_table(1, len(columns))
        for place, column in enumerate(columns):
            table.rows[0].cells[place].text = column
        for number, text in enumerate((rows[0], "", rows[1])):
            if text:
                table.add_row().cells[0].text = text.format(name=name)
            elif number == 1:
                told = [cell.format(name=name, column=column, next="") for column in columns]
                told[0], told[-1] = first.format(name=name) + told[0], told[-1] + last.format(name=name)
                for place, line in zip(table.add_row().cells, told, strict=True):
                    place.text = line
        if "{next}" in cell:
            table.add_row().cells[0].text = cell.format(name=name, column=columns[0], next="+1")
    paper.save(str(path))
    return path


def ways(books: list[bytes], contexts: list[dict[str, Any]], folder: Path) -> dict[str, Callable[[], int]]:
    """Ours: reading first, then papers."""
    definition = shipped_definition()
    template = Template(comparable(folder / "ours.docx", "{{{{ {name} }}}}", "", "{{{{ row.{column} }}}}", "",
                                   ("{{%tr for row in {name} %}}", "{{%tr endfor %}}")))
    numbers = count()

    def read() -> int:
        return len([read_book(content, hashlib.sha256(content).hexdigest(), definition) for content in books])

    def fill() -> int:
        for context in contexts:  # each into a new file, as theirs
            template.render(context, folder / f"ours_{next(numbers)}.docx")
        return len(contexts)

    return {"read": read, "fill": fill}


def theirs(packages: Path, paths: list[Path], contexts: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """What node says of each package: it does each way once to warm up, then once for the clock."""
    templates = {"docxtemplater": comparable(folder / "docxtemplater.docx", "{{{name}}}", "{{#{name}}}", "{{{column}}}", "{{/{name}}}"),
                 "carbone": comparable(folder / "carbone.docx", "{{d.{name}}}", "", "{{d.{name}[i{next}].{column}}}", "")}
    task = {"packages": str(packages.resolve()), "workbooks": [str(path) for path in paths], "contexts": contexts, "turns": 1,
            "templates": {name: str(path) for name, path in templates.items()}, "out": str(folder)}
    (folder / "task.json").write_text(json.dumps(task), encoding="utf-8")
    done = subprocess.run(["node", str(Path(__file__).with_suffix(".mjs")), str(folder / "task.json")], capture_output=True, text=True,
                          timeout=ENDED_IN, check=False)
    if not (folder / "told.json").is_file():
        return {name: {"problem": (done.stderr.strip().splitlines() or ["node ended early"])[-1]} for name in NAMES}
    return json.loads((folder / "told.json").read_text("utf-8"))


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results; a line for each package that cannot be measured."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        packages, problem = installed(folder, asked.peers)
        if problem:
            return [f"Peers of node: not measured, {problem}"], {}
        paths = write_inbox(folder / "inbox", province(asked.units or UNITS), month())
        contexts = [{key: value for key, value in context.items() if key != "expect"}
                    for _, context in CONTEXTS["phieu_xem_xet"](crowd(asked.units or PEOPLE))][:PAPERS]
        mine = ways([path.read_bytes() for path in paths], contexts, folder)
        runs = [(in_turns(mine, 1), theirs(packages, paths, contexts, folder)) for _ in range(asked.turns)]
    read, fill = (Measured("emulation_batch", tuple(ours[place].times[0] for ours, _ in runs), runs[0][0][place].of) for place in (0, 1))
    told = runs[0][1]
    measured = {name: Measured(NAMES[name], tuple(each[name]["times"][0] for _, each in runs), item["of"])
                for name, item in told.items() if "times" in item}
    lines, figures = [], {}
    for title, ours, names in (("Reading a workbook, one thread", read, ("xlsx", "exceljs")),
                               ("Filling a comparable paper", fill, ("docxtemplater", "carbone"))):
        beside = [ours, *(measured[name] for name in names if name in measured)]
        lines += table(f"{title}, of {ours.of}", beside)
        lines += [f"  {NAMES[name]}: not measured, {told[name]['problem']}" for name in names if name not in measured]
        figures[title] = {item.name: {"ms": item.each * 1000, "spread": item.spread} for item in beside}
    return lines, figures
