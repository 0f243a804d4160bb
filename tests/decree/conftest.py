"""One finished paper of each kind: of the month of the Council, of the spans of a review."""

import pytest
from support.month import council_month
from support.month_papers import write_reports
from support.paths import SHIPPED, shipped_definition
from support.span import span_papers

from emulation_batch.reports.copies import Views


@pytest.fixture(scope="session")
def decree_papers(tmp_path_factory):
    """what -> path of its first paper; "*" -> all papers, those of reviews too."""
    made = tmp_path_factory.mktemp("decree")
    write_reports(made, Views(council_month()), SHIPPED)
    found = {report.what: papers[0] for report in shipped_definition().reports
             if (papers := sorted(made.rglob(f"2022-03_{report.what}*.docx")))}
    spans = span_papers(tmp_path_factory.mktemp("spans"))
    return found | spans | {"*": [*sorted(made.rglob("*.docx")), *sorted(spans.values())]}
