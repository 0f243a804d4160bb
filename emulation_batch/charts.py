"""Bar charts that Word itself draws: their XML and the workbook behind them ("Edit Data"), the same bytes for the same numbers.

Drawn by Word and LibreOffice in the paper's own font, so they need no picture library and look the same on every machine;
hatches and printed values keep them readable in black and white.
"""

import base64
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FONT = {"name": "Times New Roman", "size": 10, "color": "black"}
HATCHED = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "black", "bg_color": "white"}}
WHITE = {"fill": {"color": "white"}}
CREATED = datetime(2021, 8, 1)
CHART_PART, RELATIONS = "xl/charts/chart1.xml", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTERNAL = f'<c:externalData xmlns:r="{RELATIONS}" r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
SHEET = "So lieu"
HEADROOM = 1.2
NO_NUMBER = "–"
VISIBLE, GAPS = '<c:plotVisOnly val="1"/>', '<c:dispBlanksAs val="gap"/>'
"""Without the second a cell that holds nothing is drawn as 0."""
SHOWN = '<c:showVal val="1"/>'
ONLY_VALUES = ('<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
               '<c:showPercent val="0"/><c:showBubbleSize val="0"/>')


@dataclass(frozen=True)
class Chart:
    """What Word stores of a chart. alt: the chart in words, for who cannot see it; data: its workbook, in base64."""

    alt: str
    xml: str
    data: str


def bars(title: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[int | None]]],
         legend: str = "bottom") -> Chart:
    """Columns by name, each value printed at its column: the last series hatched, one before it white. None: there is no
    number yet, which differs from 0; it has neither column nor number, and “–” in words.

    The first relation of the chart's part must lead to `data`. legend: where several series are told apart.
    """
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(SHEET)
        sheet.write_column(1, 0, names)
        chart = book.add_chart({"type": "column"})
        for column, (name, values) in enumerate(series, 1):
            sheet.write(0, column, name)
            sheet.write_column(1, column, values)
            chart.add_series(_series(column, len(names), last=column == len(series)))
        peak = max((value for _, values in series for value in values if value is not None), default=0)
        _dress(chart, title, legend if len(series) > 1 else "", peak)
        sheet.insert_chart("F2", chart)
    data = held.getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        xml = packed.read(CHART_PART).decode("utf-8")
    xml = xml.replace(SHOWN, ONLY_VALUES).replace(VISIBLE, f"{VISIBLE}{GAPS}").partition("<c:printSettings>")[0]
    told = "; ".join(f"{name}: " + ", ".join(f"{where} {NO_NUMBER if value is None else value}"
                                                for where, value in zip(names, values, strict=True))
                     for name, values in series)
    return Chart(f"Biểu đồ cột: {title}. {told}.", f"{xml}{EXTERNAL}</c:chartSpace>", base64.b64encode(data).decode("ascii"))


def _series(column: int, count: int, last: bool) -> dict[str, Any]:
    return {
        "name": [SHEET, 0, column], "categories": [SHEET, 1, 0, max(count, 1), 0],
        "values": [SHEET, 1, column, max(count, 1), column],
        **(HATCHED if last else WHITE), "border": {"color": "black"},
        "data_labels": {"value": True, "font": FONT}, "gap": 60,
    }


def _dress(chart: Any, title: str, legend: str, peak: int) -> None:
    """Letters, axes and legend; the value of the highest column, `peak`, has room below the title."""
    plain = {**FONT, "bold": False}
    chart.set_title({"name": title, "name_font": {**FONT, "size": 11, "bold": True}, "overlay": False})
    chart.set_x_axis({"num_font": plain, "line": {"color": "black"}})
    chart.set_y_axis({"num_font": plain, "major_gridlines": {"visible": False}, "visible": False, "min": 0,
                      "max": max(peak, 1) * HEADROOM})
    chart.set_legend({"position": legend, "font": plain} if legend else {"none": True})
    chart.set_chartarea({"border": {"none": True}})
