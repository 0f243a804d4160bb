"""Formulas as text: one column in, one expression out."""

from datetime import date

import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022

from emulation_batch.definition import Column
from emulation_batch.templates import formulas

PERIOD = march_2022(shipped_definition())
KINDS = ("a1", "a2", "a3")


def column(**fields):
    return Column(**{"key": "k", "header": "K", "type": "text", **fields})


def row(**fields):
    return formulas.Row(**{"at": lambda key: key.upper(), "kind": "$R8", "kinds": KINDS, "period": PERIOD, **fields})


@pytest.mark.parametrize(("fields", "expected"), [
    ({}, ""),
    ({"required": True}, "TRUE"),
    ({"required": ("a1",)}, "$R8=1"),
    ({"required": ("a1", "a3")}, "OR($R8=1,$R8=3)"),
    ({"required_with": "o"}, 'TRIM(SUBSTITUTE(O,"\u00a0"," "))<>""'),
    ({"required_with": "o", "kinds": ("a2",)}, 'AND(TRIM(SUBSTITUTE(O,"\u00a0"," "))<>"",$R8=2)'),
])
def test_required(fields, expected):
    assert formulas.required(column(**fields), row()) == expected


@pytest.mark.parametrize(("fields", "expected"), [
    ({}, []),
    ({"type": "choice", "choices": "co_khong"}, ['SUMPRODUCT(--(DM_co_khong=TRIM(SUBSTITUTE(K,"\u00a0"," "))))=0']),
    ({"type": "person"}, ['SUMPRODUCT(--(DS_CAN_BO=TRIM(SUBSTITUTE(K,"\u00a0"," "))))=0']),
    ({"type": "candidate"}, ['SUMPRODUCT(--(DS_UNG_VIEN=TRIM(SUBSTITUTE(K,"\u00a0"," "))))=0']),
    ({"type": "date", "window": "period"}, ["NOT(ISNUMBER(K))", "INT(K)<DATE(2022,2,15)", "INT(K)>DATE(2022,3,14)"]),
    ({"type": "date"}, ["NOT(ISNUMBER(K))", "INT(K)<DATE(1990,1,1)", "INT(K)>DATE(2100,12,31)"]),
    ({"type": "money", "min": 0}, ["NOT(ISNUMBER(K))", "K<0", "K>1000000000000000", "K<>INT(K)"]),
    ({"type": "decimal", "min": 0.5, "max": 31, "step": 0.5},
     ["NOT(ISNUMBER(K))", "K<0.5", "K>31", "ABS(K/0.5-ROUND(K/0.5,0))>0.000001"]),
    ({"min_chars": 10, "max_chars": 500},
     ['LEN(TRIM(SUBSTITUTE(K,"\u00a0"," ")))<10', 'LEN(TRIM(SUBSTITUTE(K,"\u00a0"," ")))>500']),
    ({"at_most": "o"}, ["IF(ISNUMBER(O),K>O,FALSE)"]),
    ({"not_before": "o"}, ["IF(ISNUMBER(O),INT(K)<INT(O),FALSE)"]),
])
def test_wrong(fields, expected):
    assert list(formulas.wrong(column(**fields), row())) == expected


def test_people_are_typed_freely_where_nobody_is_known():
    assert list(formulas.wrong(column(type="person"), row(people_known=False))) == []


def test_asks():
    assert list(formulas.asks(column(type="money", ask_below=1000, ask_above=2e8), row())) == ["K<1000", "K>200000000"]
    phase = (date(2021, 8, 1), date(2025, 12, 31))
    assert list(formulas.asks(column(type="date"), row(phase=phase))) == ["INT(K)<DATE(2021,8,1)", "INT(K)>DATE(2025,12,31)"]
    assert list(formulas.asks(column(type="date", window="period"), row(phase=phase))) == []
    assert list(formulas.asks(column(type="document"), row())) == ['ISERROR(FIND("/",K))']
    assert len(list(formulas.asks(column(type="phone"), row()))) == 2


def test_state_of_a_column_for_some_kinds_only():
    made = formulas.state(column(required=("a1",), kinds=("a1",)), row(used="$Q8"))
    blank = 'TRIM(SUBSTITUTE(K,"\u00a0"," "))=""'
    unmeant = "AND($R8>0,NOT($R8=1))"
    assert made == f"IF($Q8=0,0,IFERROR(IF({blank},IF({unmeant},5,IF($R8=1,1,0)),IF({unmeant},4,0)),2))"


def test_state_on_a_form_is_always_judged():
    form = formulas.Row(str.upper)
    assert formulas.state(column(required=True), form) == 'IFERROR(IF(TRIM(SUBSTITUTE(K,"\u00a0"," "))="",1,0),2)'
    assert formulas.state(column(), form) == 'IFERROR(IF(TRIM(SUBSTITUTE(K,"\u00a0"," "))="",0,0),2)'


def test_texts_and_sheet_names_are_quoted():
    assert formulas.text('a "b"') == '"a ""b"""'
    assert formulas.cell("C", 8, "2a. Văn bản") == "INDEX('2a. Văn bản'!$C:$C,8)"
    assert formulas.quoted("O'Brien") == "'O''Brien'"
    assert formulas.used(["A", "B"]) == 'IF(IFERROR(TRIM(SUBSTITUTE(A&B,"\u00a0"," "))="",FALSE),0,1)'
    assert [formulas.number(value) for value in (5.0, 0.5, 2e8)] == ["5", "0.5", "200000000"]
