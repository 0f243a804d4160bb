"""Word papers for each candidate: our compiled templates beside docxtpl's own render of the same templates and values."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from support.month import BASE, NASTY, month_of
from support.paths import SHIPPED

from benchmarks.measure import Asked
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.word import Template

AWARDS = ("giay_khen", "bang_khen_tinh")
PEOPLE, PAPERS = 60, 12


def crowd(people: int):
    """A month with so many nominated people."""
    nominated = [{"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": f"STTTT-{place:03d}", "loai_de_nghi": "hang_nam",
                  "hinh_thuc": AWARDS[place % 2], "tom_tat": NASTY[5][:300], "da_khen": "khong", "dang_xem_xet_ky_luat": "khong",
                  "bien_ban": "03/BB-BCXB ngày 10/3/2022", "so_phieu_tan_thanh": 5, "tong_so_phieu": 6} for place in range(1, people + 1)]
    return month_of({**BASE, "de_nghi": nominated})


def ways(what: str, folder: str, people: int) -> dict[str, Callable[[], int]]:
    """Our way first. Every way makes the same papers from the same plain values, and writes each to a file."""
    from docxtpl import DocxTemplate

    contexts = [context for _, context in CONTEXTS[what](crowd(people))][:PAPERS]
    template, numbers = Template(SHIPPED / f"{what}.docx"), count()

    def new() -> Path:
        return Path(folder) / f"{next(numbers)}.docx"

    def ours() -> int:
        for context in contexts:
            template.render(context, new())
        return len(contexts)

    def docxtpl() -> int:
        for context in contexts:
            paper = DocxTemplate(SHIPPED / f"{what}.docx")
            paper.render(context, autoescape=True)
            paper.save(new())
        return len(contexts)

    return {"emulation_batch (checked as it is written)": ours, "docxtpl": docxtpl}


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results."""
    lines, figures = [], {}
    with TemporaryDirectory() as folder:
        for what in ("phieu_xem_xet", "thanh_tich"):
            measured = in_turns(ways(what, folder, asked.units or PEOPLE), asked.turns)
            lines += table(f"A Word paper ({what})", measured)
            figures[what] = {item.name: {"ms": item.each * 1000, "spread": item.spread} for item in measured}
    return lines, figures
