"""Every check is listed, has a label in kind words that fit a line, and a table that it fails."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.paths import shipped_definition
from support.small_registry import small_registry

from emulation_batch import checks
from emulation_batch.catalogue import spoken
from emulation_batch.checks import CHECKS, base
from emulation_batch.findings import SEVERITIES

HERE = Path(__file__).parent


def test_written_is_listed():
    """Every labelled function of the package stands in CHECKS, once; the letter of its code shows its file."""
    modules = [module for module in vars(checks).values() if getattr(module, "__name__", "").startswith("emulation_batch.checks.")]
    written = {function for module in modules for function in vars(module).values()
               if hasattr(function, "label") and function.__module__ == module.__name__}
    assert written == set(CHECKS)
    assert len(CHECKS) == len(written) == len({check.label.code for check in CHECKS})
    assert {path.stem for path in Path(checks.__file__).parent.glob("*.py")} == {
        "__init__", *(module.__name__.rpartition(".")[2] for module in modules), "same"}
    families = {"cells": "C", "rows": "R", "across": "A"}
    for check in CHECKS:
        assert check.label.code[0] == families[check.__module__.rpartition(".")[2].partition("_")[0]]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.label.code)
def test_every_code_has_its_table(check):
    """A check without a table that it fails is not specified."""
    tables = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("test_*.py")))
    code, name = check.label.code, check.__name__
    assert re.search(rf"\b{code} \w+", tables) or re.search(rf"\.{name}\b", tables), f"no table expects {code}"
    assert check.__doc__


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.label.code)
def test_labels(check):
    """A label says what, how to mend it, why, and an example, in kind Vietnamese."""
    label = check.label
    assert label.severity in SEVERITIES
    for text in (label.message, label.mend, label.why, label.example):
        assert text and text[0] == text[0].upper() and text.rstrip()[-1] in ".?", text
        assert not re.search("không hợp lệ|vui lòng|lỗi hệ thống|tặng", text, re.IGNORECASE)
        plain = re.sub(r"\{[^}]*\}|“[^”]*”", "", text)
        assert not re.search(r"\b(?:error|value|sheet|column|row|invalid|required|file|format|the|is)\b", plain, re.IGNORECASE)
    assert label.severity != "query" or "giải trình" in spoken(label.mend) or check.__module__.endswith(("rows_form", "cells_text"))


def test_messages_fit_and_quote():
    """A message stays a line with the longest header, kind, name and a long value; it quotes what was typed."""
    definition = shipped_definition()
    longest = max((column.header for sheet in definition.sheets for column in sheet.columns), key=len)
    kind = max((item.label for sheet in definition.tables for item in definition.choice(sheet.column(sheet.kind_column).choices).items), key=len)
    name = max((unit.name for unit in small_registry().units), key=len)
    page = max((sheet.name for sheet in definition.tables), key=len)
    value = base.shown("x" * 300, base.QUOTED)
    for check in CHECKS:
        words = dict.fromkeys(check.label.words(), "14/03/2022")
        words |= {"column": replace(definition.form.columns[0], header=longest), "value": value, "maybe": "", "kind": kind,
                  "unit": name, "where": name, "page": page, "limit": "200.000.000"}
        if {"other", "column"} <= check.label.words():
            words |= {"other": longest[:30], "column": replace(definition.form.columns[0], header=longest[:30])}
        message = check.label.message.format(**words)
        assert len(message) <= 160, message
        assert ("{value}" in check.label.message) == (value in message)
