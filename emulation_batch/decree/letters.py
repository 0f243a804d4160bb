"""Letters: the look of each element, one font, black, composed letters, no underlining."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from emulation_batch.decree.elements import KINDS, LETTER, Elements
from emulation_batch.decree.reading import Paragraph
from emulation_batch.decree.table import SIDES, Deviation, data, elements, rules

FONT, BLACK = "Times New Roman", {"auto", "000000"}
NUMBERED = ("muc", "khoan", "diem")
LISTED = ("- ", "+ ", "– ")


def looks(found: Elements) -> Iterator[Deviation]:
    """Every element against its line in the decree's table."""
    for key, wanted in elements().items():
        for paragraph in found.of(key):
            if not paragraph.inked:
                continue
            for trait, deviates, seen in _traits(paragraph, wanted):
                rule = rules().get(f"{key}.{trait}")
                if rule is not None and deviates and not _excused(found, key, trait, paragraph):
                    yield Deviation(rule, paragraph.place, seen)


def _traits(paragraph: Paragraph, wanted: dict[str, Any]) -> Iterator[tuple[str, bool, str]]:
    sizes = sorted({run.size for run in paragraph.inked})
    least, most = wanted["size"]
    yield "co_chu", not all(least <= size <= most for size in sizes), f"cỡ {', '.join(f'{size:g}' for size in sizes)}"
    yield ("dam", any(run.bold != wanted["bold"] for run in paragraph.inked),
           "có chữ đậm" if not wanted["bold"] else "có chữ không đậm")
    yield ("nghieng", any(run.italic != wanted["italic"] for run in paragraph.inked),
           "có chữ nghiêng" if not wanted["italic"] else "có chữ đứng")
    if "upper" in wanted:
        capitals = paragraph.text.isupper() and len(_letters(paragraph.text)) > 3
        yield "hoa", capitals != wanted["upper"], "chữ in hoa" if capitals else "chữ thường"
    if "align" in wanted:
        yield "canh", paragraph.shape.align != wanted["align"], f"canh {SIDES.get(paragraph.shape.align, '')}"


def _excused(found: Elements, key: str, trait: str, paragraph: Paragraph) -> bool:
    """Where the table does not bind: short names, labels in bold within a sentence, the body of an unregulated paper."""
    if key == "than_bai":
        partly = trait in ("dam", "nghieng") and not all(run.bold if trait == "dam" else run.italic for run in paragraph.inked)
        heading = trait in ("dam", "canh") and all(run.bold for run in paragraph.inked)
        item = trait == "canh" and paragraph.text.startswith(LISTED)
        return partly or heading or item or (trait == "hoa" and len(_letters(paragraph.text)) < 12)
    if key in NUMBERED:
        return not found.regulated or (trait == "hoa" and len(_letters(paragraph.text)) < 6)
    if key == "ten_loai":
        return found.kind not in KINDS and trait == "hoa"
    return key == "so" and trait == "canh" and found.kind == LETTER and paragraph.cell is None


def of_all(found: Elements) -> Iterator[Deviation]:
    """What holds for every letter of the document, headers included; each kind of deviation once for a paragraph."""
    margins = [part for section in found.paper.sections for part in (section.header, section.first_header, section.footer,
                                                                     section.first_footer)]
    seen: set[int] = set()
    for paragraph in [*found.paper.paragraphs, *(item for margin in margins for item in margin.paragraphs)]:
        if id(paragraph) not in seen:
            seen.add(id(paragraph))
            yield from _letters_of(paragraph)


def _letters_of(paragraph: Paragraph) -> Iterator[Deviation]:
    fonts = sorted({font or "(không ghi)" for run in paragraph.inked for font in run.fonts if font != FONT})
    if fonts:
        yield Deviation(rules()["chu.phong_chu"], paragraph.place, ", ".join(fonts))
    colors = sorted({run.color for run in paragraph.inked if run.color not in BLACK})
    if colors:
        yield Deviation(rules()["chu.mau"], paragraph.place, ", ".join(colors))
    if unicodedata.normalize("NFC", paragraph.text) != paragraph.text:
        yield Deviation(rules()["chu.bang_ma"], paragraph.place)
    if any(run.underlined for run in paragraph.inked):
        yield Deviation(rules()["chu.gach_chan"], paragraph.place)
    if "____" in paragraph.text:
        yield Deviation(rules()["chu.gach_duoi"], paragraph.place)


def body(found: Elements) -> Iterator[Deviation]:
    """Running text: first line, gap between paragraphs, line spacing."""
    limits = data()["body"]
    for paragraph in [*found.of("than_bai"), *found.of("can_cu"), *found.of("diem")]:
        shape = paragraph.shape
        near = any(abs(shape.first_line - wanted) <= limits["first_line_tolerance"] for wanted in limits["first_line"])
        if not shape.listed and not near:
            seen = f"{shape.first_line / 567:.2f} cm".replace(".", ",")
            yield Deviation(rules()["than_bai.thut_dong"], paragraph.place, seen)
        if shape.before + shape.after < limits["gap"]:
            yield Deviation(rules()["than_bai.cach_doan"], paragraph.place, f"{shape.before + shape.after:g} pt")
        least, most = limits["line"]
        if not shape.exact and not least <= round(shape.line, 2) <= most:
            yield Deviation(rules()["than_bai.cach_dong"], paragraph.place, f"{shape.line:g}".replace(".", ","))
    least = elements()["than_bai"]["size"][0]
    if not found.regulated:
        small = next((paragraph for paragraph in found.rest if paragraph.inked and paragraph.shape.align in ("both", "left")
                      and max(run.size for run in paragraph.inked) < least), None)
        if small is not None:
            yield Deviation(rules()["than_bai.ngoai_mau"], small.place, f"cỡ {small.inked[0].size:g}")


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())
