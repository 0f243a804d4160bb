"""The monthly paper of a small and of a large month, for the tests that look at it."""

import pytest
from support.month import large_month, spring_month
from support.paths import SHIPPED

from emulation_batch.reports.context import monthly
from emulation_batch.reports.word import render


@pytest.fixture(scope="session")
def monthly_papers(tmp_path_factory):
    """The folder of spring.docx and large.docx."""
    made = tmp_path_factory.mktemp("layout")
    template = SHIPPED / "bao_cao_thang.docx"
    render(template, monthly(spring_month()), made / "spring.docx")
    render(template, monthly(large_month(90)), made / "large.docx")
    return made
