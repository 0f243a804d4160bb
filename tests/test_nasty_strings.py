"""Five hundred nasty texts in every text column, as file names, sheet names and senders: one real month, and nothing of it is live."""

import csv
import io
import json
import re
import zipfile
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from support.books import set_time
from support.nasty import STRINGS
from support.nasty_workbooks import BASES, CONTROL, ROWS, filled, free_columns, mail_of, planted

from emulation_batch import running
from emulation_batch.layout import FIRST_ROW
from emulation_batch.periods import VIETNAM_TIME, parse_month
from emulation_batch.reports.docx_check import paragraphs
from emulation_batch.templates import write_workbook
from emulation_batch.vietnamese import clean
from emulation_batch.workspace import init_workspace, open_workspace

PERIOD, AS_OF = "2022-03", datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)
LIVE = re.compile(r"[\s']*[=+\-@＝＋－＠]")
DANGEROUS_HTML = {"script", "iframe", "object", "embed", "form", "base", "link", "img"}


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    """The month, run: workspace, run folder, what was typed by (unit, sheet, row, column)."""
    root = tmp_path_factory.mktemp("nasty") / "ws"
    init_workspace(root)
    space, typed = open_workspace(root), {}
    period = space.period(parse_month(PERIOD))
    inbox = root / "inbox" / PERIOD
    inbox.mkdir()
    for number, unit in enumerate(space.registry.units_on(period.to)[:8]):
        rows, tokens = filled(space.definition, number)
        path = inbox / f"{number}.xlsx"
        write_workbook(path, space.definition, space.registry, unit, period, rows)
        planted(path, tokens, re.sub(r"[\x00-\x1f]", "", STRINGS[number * 7])[:31] or "x")
        set_time(path, period.due)
        typed |= {(unit.code, *token.strip("@").split(".")[1:]): text for token, text in tokens.items()}
    box = b"".join(b"From x Tue Mar 15 08:00:00 2022\r\n" + mail_of(number) + b"\r\n" for number in range(500))
    (inbox / "hop_thu.mbox").write_bytes(box)
    set_time(inbox / "hop_thu.mbox", period.due)
    return running.run_month(space, parse_month(PERIOD), [inbox], AS_OF, 2, lambda text: None), typed


def test_every_file_has_its_outcome_and_every_row_its_fate(month):
    data = month[0].month
    assert sum(item.outcome == "accepted" for item in data.submissions) == 8
    assert len(data.submissions) == 8 + 1 + 500 + 500
    assert data.balance.rows["received"] == 8 * ROWS * len(BASES)
    assert data.balance.rows["accepted"] > 100


def test_records_hold_what_was_typed_after_the_documented_cleaning(month):
    """records/ of accepted rows: `vietnamese.clean` of what the cell held, and no other change."""
    run, typed = month
    compared = 0
    for sheet in run.month.definition.tables:
        frame = pd.read_parquet(run.folder / "records" / f"{sheet.key}.parquet")
        for row in frame.to_dict("records"):
            for key in free_columns(run.month.definition, sheet):
                text = typed[row["_unit"], sheet.key, str(int(row["_row"]) - 1 - FIRST_ROW), key]
                shape = str if sheet.column(key).type == "text" else without_spaces
                assert shape(row[key] if isinstance(row[key], str) else "") == shape(clean(as_cell(text))), (sheet.key, key, text[:80])
                compared += 1
    assert compared > 500


def without_spaces(text):
    """Of a document's number and sign, spaces beside the signs are put right too."""
    return "".join(text.split())


def as_cell(text):
    """What a reader of the workbook sees: control characters that XML cannot hold are not there."""
    return CONTROL.sub(lambda found: "\r" if found[0] == "\r" else "", text)


def test_the_register_says_the_same(month):
    run, _ = month
    pages = CalamineWorkbook.from_path(run.folder / "register.xlsx")
    for sheet in run.month.definition.tables:
        frame = pd.read_parquet(run.folder / "records" / f"{sheet.key}.parquet").set_index("_ref")
        head, *lines = pages.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)[3:]
        for line in lines:
            row = dict(zip(head, line, strict=True))
            for column in sheet.columns:
                if column.key in free_columns(run.month.definition, sheet) and not column.private:
                    kept = frame.loc[row["Mã dòng"], column.key]
                    shown = row[column.header]
                    assert isinstance(shown, str) and (shown == (kept if isinstance(kept, str) else "") or shown.endswith("… (còn nữa)"))


def test_no_workbook_holds_anything_live(month):
    run, _ = month
    books = [path for path in run.folder.rglob("*.xlsx") if "received" not in path.parts]
    assert len(books) >= 9
    for path in books:
        with zipfile.ZipFile(path) as packed:
            assert not [name for name in packed.namelist() if re.search("external|connection|embed|vba|customUI", name)]
            assert not [name for name in packed.namelist() if name.endswith(".rels") and b"External" in packed.read(name)]
    for path in [book for book in books if "returned" not in book.parts] + books[-1:]:
        for page in openpyxl.load_workbook(path):
            for line in page.iter_rows():
                for cell in line:
                    assert cell.hyperlink is None or cell.hyperlink.target is None
                    if "returned" not in path.parts:
                        assert cell.data_type != "f", (path.name, page.title, cell.coordinate)


def test_no_paper_is_cut_and_none_holds_a_field_or_a_link_of_a_unit(month):
    run, _ = month
    papers = list((run.folder / "reports").rglob("*.docx"))
    assert len(papers) > 8
    for path in papers:
        with zipfile.ZipFile(path) as packed:
            body = packed.read("word/document.xml")
            for name in packed.namelist():
                assert not (name.endswith(".rels") and b"External" in packed.read(name)), path.name
        assert b"INCLUDETEXT" not in re.sub(rb"<w:t[ >].*?</w:t>", b"", body, flags=re.DOTALL)
        text = "\n".join(paragraphs(body, "word/document.xml", path.name))
        assert "49\n" not in f"{text}\n" or "7*7" in text
    text = "\n".join(paragraphs(zipfile.ZipFile(run.folder / "reports" / f"{PERIOD}_bao_cao_thang.docx").read("word/document.xml"), "a", "b"))
    for standing in run.month.standings:
        assert standing.name in text
    assert "./." in text and "{{ 7*7 }}" in text


def test_findings_csv_is_dead_and_whole(month):
    run, _ = month
    with (run.folder / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == 1 + len(run.month.judged.findings)
    assert {len(line) for line in lines} == {11}
    assert not [cell for line in lines[1:] for cell in line if LIVE.match(cell) and not cell.startswith("'")]


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_the_page_holds_no_tag_of_a_unit(month):
    run, _ = month
    page = Tags()
    page.feed((run.folder / "index.html").read_text(encoding="utf-8"))
    assert len(page.seen) > 100
    assert not [tag for tag, _ in page.seen if tag in DANGEROUS_HTML]
    assert not [name for _, found in page.seen for name in found if name.startswith("on")]
    links = [found["href"] for tag, found in page.seen if tag == "a"]
    assert links and not [link for link in links if re.match(r"[a-z]+:|//|\\", link, re.IGNORECASE) or ".." in link.split("/")]


def test_mail_drafts_have_our_headers_and_nobody_elses(month):
    run, _ = month
    drafts = list((run.folder / "returned").rglob("*.eml"))
    assert len(drafts) >= 8
    for path in drafts:
        draft = message_from_bytes(path.read_bytes(), policy=default)
        assert set(draft.keys()) <= {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "In-Reply-To",
                                     "References"}, draft.keys()
        assert not draft.defects and "x@x.vn" not in (draft["To"] or "")
        body = draft.get_body(("plain",)).get_content()
        assert "Văn phòng" in body and not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", body)


def test_names_are_ours_and_shown_names_are_clean(month):
    run, _ = month
    for path in run.folder.rglob("*"):
        assert re.fullmatch(r"[\w.\-]+", path.name, re.ASCII), path.name
        assert not path.is_symlink()
    files = json.loads((run.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(files) == 1009
    for file in files:
        for text in (file["name"], file["sender"], file["reason"]):
            assert text == clean(text).replace("\n", " ") and len(text) < 1200, text
    assert io.StringIO(json.dumps(files)).read()
