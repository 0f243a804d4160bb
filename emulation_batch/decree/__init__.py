"""Checks a finished Word paper against NĐ 30/2020/NĐ-CP: LỖI outside the decree, CẢNH BÁO outside practice."""

from pathlib import Path

from emulation_batch.decree import ending, head, letters, pages
from emulation_batch.decree.elements import recognise
from emulation_batch.decree.reading import read_paper
from emulation_batch.decree.table import ERROR, WARNING, Deviation, Rule, rules

CHECKS = (
    pages.pages, pages.appendices, head.motto, head.number, head.date, head.subject, head.addressees, head.bases,
    letters.looks, letters.of_all, letters.body, ending.order, ending.signature, ending.recipients, ending.closing,
    ending.minutes, ending.words, pages.tables_and_pictures)

__all__ = ["CHECKS", "ERROR", "WARNING", "Deviation", "Rule", "check_paper", "rules"]


def check_paper(path: Path) -> list[Deviation]:
    """Every deviation of a .docx, LỖI first, in the order of the checks. TemplateFault when it cannot be opened as one."""
    found = recognise(read_paper(path))
    deviations = [deviation for check in CHECKS for deviation in check(found)]
    return sorted(deviations, key=lambda deviation: deviation.rule.severity != ERROR)
