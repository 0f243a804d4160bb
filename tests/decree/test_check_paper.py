"""Papers against the decree: none of ours deviates, and every planted deviation is found by its own rule."""

import pytest
from docx import Document
from support.month import empty_month, large_month
from support.month_papers import write_reports
from support.paths import SHIPPED
from support.planted import PLANTED

from emulation_batch.decree import ERROR, check_paper, rules
from emulation_batch.errors import TemplateFault
from emulation_batch.reports.copies import Views


def told(path, severity=""):
    return [(item.rule.id, item.place, item.found) for item in check_paper(path) if severity in item.rule.severity]


def test_none_of_our_papers_deviates(decree_papers):
    assert len(decree_papers["*"]) >= 19
    assert {path.name: told(path, ERROR) for path in decree_papers["*"] if told(path, ERROR)} == {}


@pytest.mark.parametrize("month", [empty_month, large_month])
def test_nor_in_a_month_of_nothing_or_of_much(month, tmp_path):
    write_reports(tmp_path, Views(month()), SHIPPED)
    papers = sorted(tmp_path.rglob("*.docx"))
    assert papers
    assert {path.name: told(path, ERROR) for path in papers if told(path, ERROR)} == {}


def test_enough_is_planted():
    assert len({rule for rule, _, _ in PLANTED}) >= 100
    assert len(PLANTED) >= 110
    assert {rule for rule, _, _ in PLANTED} <= set(rules())
    assert {rule.id for rule in rules().values() if rule.id.count(".") == 1 and rule.id in _own()} <= {
        rule for rule, _, _ in PLANTED} | {"trich_yeu.thieu", "chuc_vu.thieu", "phu_luc_ten.thieu", "than_bai.ngoai_mau"}


def _own():
    from emulation_batch.decree.table import data

    return {entry["id"] for entry in data()["rules"]}


@pytest.mark.parametrize(("rule", "what", "change"), PLANTED,
                         ids=[f"{number:03}-{rule}" for number, (rule, _, _) in enumerate(PLANTED)])
def test_a_planted_deviation_is_found(rule, what, change, decree_papers, tmp_path):
    assert rule not in {found for found, _, _ in told(decree_papers[what])}
    document = Document(str(decree_papers[what]))
    change(document)
    document.save(str(tmp_path / "planted.docx"))
    found = {deviation.rule.id: deviation for deviation in check_paper(tmp_path / "planted.docx")}
    assert rule in found
    assert found[rule].place


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_no_word_file_is_said(tmp_path, content):
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(TemplateFault, match="a.docx"):
        check_paper(tmp_path / "a.docx")
