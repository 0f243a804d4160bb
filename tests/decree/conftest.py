"""One finished paper of each kind, from the month of the Council."""

import pytest
from support.month import council_month
from support.paths import SHIPPED, shipped_definition

from emulation_batch.reports.writing import write_reports


@pytest.fixture(scope="session")
def decree_papers(tmp_path_factory):
    """what -> path of its first paper; "*" -> all papers."""
    made = tmp_path_factory.mktemp("decree")
    write_reports(made, council_month(), SHIPPED)
    found = {report.what: papers[0] for report in shipped_definition().reports
             if (papers := sorted(made.rglob(f"2022-03_{report.what}*.docx")))}
    return found | {"*": sorted(made.rglob("*.docx"))}
