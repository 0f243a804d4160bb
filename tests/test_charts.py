"""Native charts: the same bytes for the same numbers, hatches and values for print without colour, words for who cannot see."""

import base64
import io
import re

import openpyxl
from defusedxml.ElementTree import fromstring

from emulation_batch.charts import bars

NAMES, SERIES = ["a) R&D <Sở>", "b)"], [("Tháng 2", [3, 4]), ("Tháng 3", [5, 0])]


def test_the_same_numbers_give_the_same_bytes():
    assert bars("Số dòng", NAMES, SERIES) == bars("Số dòng", NAMES, SERIES)
    assert bars("Số dòng", NAMES, SERIES).xml != bars("Số dòng", NAMES, [("Tháng 2", [3, 5]), ("Tháng 3", [5, 0])]).xml


def test_a_chart_prints_without_colour():
    xml = bars("Số dòng", NAMES, SERIES).xml
    fromstring(xml)
    assert re.findall(r'<c:ser>.*?<c:spPr><a:(\w+)', xml) == ["solidFill", "pattFill"]
    assert set(re.findall(r'srgbClr val="(\w+)"', xml)) <= {"000000", "FFFFFF"}
    assert xml.count('<c:showVal val="1"/>') == 2
    assert set(re.findall(r'typeface="([^"]+)"', xml)) == {"Times New Roman"}


def test_every_value_is_told_in_words_and_stands_in_the_workbook_behind():
    chart = bars("Số dòng", NAMES, SERIES)
    assert chart.alt == "Biểu đồ cột: Số dòng. Tháng 2: a) R&D <Sở> 3, b) 4; Tháng 3: a) R&D <Sở> 5, b) 0."
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(chart.data))).active
    assert [[cell.value for cell in row] for row in sheet["A2:C3"]] == [["a) R&D <Sở>", 3, 5], ["b)", 4, 0]]


def test_what_has_no_number_has_no_column_and_is_no_zero():
    chart = bars("Số dòng", ["a", "b", "c"], [("Số dòng", [3, None, 0])])
    assert chart.alt.endswith("Số dòng: a 3, b –, c 0.")
    cached = re.search(r"<c:val>.*</c:val>", chart.xml)[0]
    assert re.findall(r'<c:pt idx="(\d)"><c:v>(\d+)', cached) == [("0", "3"), ("2", "0")]
    assert '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' in chart.xml
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(chart.data))).active
    assert [cell.value for cell in sheet["B"]] == ["Số dòng", 3, None, 0]


def test_the_highest_value_has_room_below_the_title():
    top = float(re.search(r'<c:max val="([\d.]+)"', bars("Số dòng", NAMES, SERIES).xml)[1])
    assert top >= 1.2 * max(value for _, values in SERIES for value in values)
