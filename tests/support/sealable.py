"""Run folders as the batch leaves them, small, to be sealed."""

import csv
import json
from datetime import datetime

import docx
import pytest

from emulation_batch import run_folder
from emulation_batch.errors import CannotWrite
from emulation_batch.findings import FINDING_COLUMNS
from emulation_batch.periods import VIETNAM_TIME, Month
from emulation_batch.sealing import seal_month
from emulation_batch.whole_files import sha256_of

AS_OF = datetime(2022, 3, 20, 9, 0, tzinfo=VIETNAM_TIME)
REPORT = "reports/2022-03_bao_cao_thang.docx"
MARK = "1. Ưu điểm: [Văn phòng Sở bổ sung]"
MARCH = Month(2022, 3)


def document(path, *paragraphs):
    written = docx.Document()
    for text in paragraphs:
        written.add_paragraph(text)
    written.save(path)


def run(space, period="2022-03", mark="", standing="on_time", errors=(), past=(), files=(), code="C201"):
    """A run folder as the batch leaves it, small. past: the sealed months that its totals count."""
    folder = space.output / period
    for name in ("reports", "records"):
        (folder / name).mkdir(parents=True)
    document(folder / f"reports/{period}_bao_cao_thang.docx", "Báo cáo", *([mark] if mark else []))
    with (folder / "findings.csv").open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictWriter(file, FINDING_COLUMNS, restval="")
        lines.writeheader()
        lines.writerows({"code": code, "severity": "error", "unit": unit, "file": name, "period": "".join(of) or period} for unit, name, *of in errors)
    for name in ("register.xlsx", "reports/bieu.csv", "records/figures.parquet"):
        (folder / name).write_bytes(b"made")
    manifest = {"period": period, "files": list(files), "past": list(past), "units": [{"unit": "VP", "name": "Văn phòng Sở", "standing": standing, "file": None}],
                "outputs": {name: sha256_of(folder / name) for name in run_folder.files_in(folder)}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def sealed(folder):
    return json.loads((folder / "seal.json").read_text(encoding="utf-8"))


def refused(space, *, month=MARCH, reason=""):
    with pytest.raises(CannotWrite) as told:
        seal_month(space, month, AS_OF, reason)
    assert told.value.exit_code == 6 and not (space.output / str(month) / "seal.json").exists()
    return told.value
