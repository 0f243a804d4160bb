"""Pages: paper, margins, page numbers, appendices numbered by themselves; tables and pictures as a house practice."""

from collections.abc import Iterator

from emulation_batch.decree.elements import Elements
from emulation_batch.decree.reading import Section
from emulation_batch.decree.table import Deviation, data, rules

SIDES = {"top": "trang.le_tren", "bottom": "trang.le_duoi", "left": "trang.le_trai", "right": "trang.le_phai"}
ROWS_OF_A_PAGE = 8
MM = 56.693


def pages(found: Elements) -> Iterator[Deviation]:
    """Paper and margins of each section."""
    limits = data()["page"]
    for number, section in enumerate(found.paper.sections, 1):
        place = f"phần {number}" if len(found.paper.sections) > 1 else "cả văn bản"
        size = sorted(section.size)
        if any(abs(seen - wanted) > limits["tolerance"] for seen, wanted in zip(size, (limits["short"], limits["long"]),
                                                                               strict=True)):
            yield Deviation(rules()["trang.kho_giay"], place, f"{section.size[0] / MM:.0f} × {section.size[1] / MM:.0f} mm")
        for side, rule in SIDES.items():
            least, most = limits[side]
            if not least - limits["tolerance"] <= section.margins[side] <= most + limits["tolerance"]:
                yield Deviation(rules()[rule], place, f"{section.margins[side] / MM:.0f} mm")
        if found.of("phu_luc") and number <= found.of("phu_luc")[0].section and section.size[0] > section.size[1]:
            yield Deviation(rules()["trang.huong"], place)
        yield from _numbers(found, section, place)


def _numbers(found: Elements, section: Section, place: str) -> Iterator[Deviation]:
    limits = data()["page"]
    if section.footer.numbers or (section.first_differs and section.first_footer.numbers):
        yield Deviation(rules()["so_trang.chan_trang"], place)
    elif not section.header.numbers and found.paper.pages != 1:
        yield Deviation(rules()["so_trang.thieu"], place)
    if section.header.numbers and (not section.first_differs or section.first_header.numbers) and not section.continuous:
        yield Deviation(rules()["so_trang.trang_dau"], place)
    for paragraph in section.header.numbers:
        least, most = limits["number_size"]
        if paragraph.shape.align != "center":
            yield Deviation(rules()["so_trang.giua"], place)
        if any(not least <= run.size <= most or run.italic for run in paragraph.inked):
            yield Deviation(rules()["so_trang.co_chu"], place, f"cỡ {paragraph.inked[0].size:g}")
    if section.style not in ("decimal", "numberInDash"):
        yield Deviation(rules()["so_trang.kieu"], place, section.style)
    if section.start not in ("", "1"):
        yield Deviation(rules()["so_trang.tu_mot"], place, f"bắt đầu từ {section.start}")


def appendices(found: Elements) -> Iterator[Deviation]:
    """Each appendix has pages of its own, numbered from 1; Roman numbers when there are two or more."""
    heads = found.of("phu_luc")
    first = next((paragraph for paragraph in found.paper.paragraphs if paragraph.text), None)
    for paragraph in heads:
        opens = next((other for other in found.paper.paragraphs if other.section == paragraph.section and other.text), None)
        section = found.paper.sections[min(paragraph.section, len(found.paper.sections) - 1)]
        if paragraph is not first and (opens is not paragraph or section.start != "1"):
            yield Deviation(rules()["so_trang.phu_luc"], paragraph.place)
    wanted = [f"Phụ lục {_roman(number)}" for number in range(1, len(heads) + 1)] if len(heads) > 1 else ["Phụ lục"]
    for paragraph, right in zip(heads, wanted, strict=False):
        if paragraph.text.lower() != right.lower():
            yield Deviation(rules()["phu_luc.so"], paragraph.place, f"cần “{right}”")
    for rule, key in (("phu_luc_ten.thieu", "phu_luc_ten"), ("kem_theo.thieu", "kem_theo")):
        if len(found.of(key)) < len(heads):
            place = next(head for head in heads if not any(_after(found, head, part, heads) for part in found.of(key)))
            yield Deviation(rules()[rule], place.place)


def _after(found: Elements, head, part, heads) -> bool:
    """Whether a part follows that head before the next one."""
    order = {id(paragraph): number for number, paragraph in enumerate(found.paper.paragraphs)}
    below = [other for other in heads if order[id(other)] <= order[id(part)]]
    return bool(below) and below[-1] is head


def _roman(number: int) -> str:
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + letters, number - value
    return text


def tables_and_pictures(found: Elements) -> Iterator[Deviation]:
    """Practice: head repeated, rows whole, readable letters; pictures with words; the file's title."""
    least, most = data()["body"]["table_size"]
    for table in found.paper.tables:
        if not table.data:
            continue
        cells = [paragraph for paragraph in found.paper.paragraphs if paragraph.cell is not None
                 and paragraph.cell[0] == table.number and paragraph.inked]
        place = f"bảng {table.number + 1}" + (f" ({cells[0].place})" if cells else "")
        if table.rows > ROWS_OF_A_PAGE and not table.header_repeats:
            yield Deviation(rules()["bang.dau_lap"], place)
        if table.breakable:
            yield Deviation(rules()["bang.ngat_dong"], place, f"{table.breakable} dòng")
        sizes = {run.size for paragraph in cells for run in paragraph.inked}
        if any(not least <= size <= most for size in sizes):
            yield Deviation(rules()["bang.co_chu"], place, f"cỡ {', '.join(f'{size:g}' for size in sorted(sizes))}")
    if any(not words.strip() for words in found.paper.pictures):
        yield Deviation(rules()["anh.mo_ta"], "cả văn bản", f"{sum(not words.strip() for words in found.paper.pictures)} ảnh")
    if not found.paper.title:
        yield Deviation(rules()["thuoc_tinh.tieu_de"], "cả văn bản")
