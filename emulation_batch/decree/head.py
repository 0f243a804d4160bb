"""The head of a paper: Quốc hiệu, agencies, number and symbol, place and date, type, subject, addressees, bases."""

import re
from collections.abc import Iterator

from emulation_batch.decree.elements import ANNEX, BASIS, KINDS, LETTER, OTHER, Elements
from emulation_batch.decree.reading import Paragraph
from emulation_batch.decree.table import Deviation, data, rules

SLOGAN = "Độc lập - Tự do - Hạnh phúc"
SHORT = "NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|HĐ|CĐ|BGN|BTT|GUQ|GM|GGT|GNP|PG|PC|PB"
AGENCY = r"[A-ZĐĂÂÊÔƠƯ&]+(-[A-ZĐĂÂÊÔƠƯ&]+)*"
SYMBOL = re.compile(rf"(?:({SHORT})-)?{AGENCY}$")
NUMBERED = re.compile(r"Số\s*(:?)\s*(\d*)\s*(.*)$", re.I | re.S)
DATED = re.compile(r"(.*?)\s*(,?)\s*ngày\s*(\d*)\W*\s*tháng\s*(\d*)\W*\s*năm", re.I | re.S)
LAW = re.compile(r"Căn cứ (Luật|Pháp lệnh|Bộ luật)\b.*\bsố\s*\d", re.I)
MUST_ADDRESS, MUST_NOT_ADDRESS = {"TỜ TRÌNH", LETTER}, {"THÔNG BÁO", "KẾ HOẠCH", "BIÊN BẢN"}
DASHED = re.compile(r"-\s")


def motto(found: Elements) -> Iterator[Deviation]:
    """Quốc hiệu right, Tiêu ngữ below it over a rule, the agency left over its own."""
    if found.kind == ANNEX or (found.kind == OTHER and not found.of("quoc_hieu") and not found.of("so")):
        return
    yield from (Deviation(rules()[f"{key}.thieu"], "đầu văn bản") for key in ("quoc_hieu", "tieu_ngu") if not found.of(key))
    for paragraph in found.of("quoc_hieu"):
        if paragraph.cell is None:
            continue
        table, _, column, columns = paragraph.cell
        widths = found.paper.tables[table].widths
        if column < columns - 1:
            yield Deviation(rules()["quoc_hieu.vi_tri"], paragraph.place)
        elif len(widths) == columns and widths[column] < data()["body"]["motto_cell"]:
            yield Deviation(rules()["quoc_hieu.mot_dong"], paragraph.place, f"{widths[column] / 56.693:.0f} mm")
        if not found.of("ban_hanh"):
            yield Deviation(rules()["ban_hanh.thieu"], "đầu văn bản")
    for paragraph in found.of("tieu_ngu"):
        if " ".join(paragraph.text.split()).lower() != SLOGAN.lower():
            yield Deviation(rules()["tieu_ngu.gach_noi"], paragraph.place)
        if any(item.shape.line > 1 for item in (*found.of("quoc_hieu"), paragraph)) or paragraph.shape.before > 0:
            yield Deviation(rules()["tieu_ngu.cach_dong"], paragraph.place)
        if not _ruled_below(found, paragraph):
            yield Deviation(rules()["tieu_ngu.ke"], paragraph.place)
    for paragraph in found.of("ban_hanh")[-1:]:
        if not _ruled_below(found, paragraph):
            yield Deviation(rules()["ban_hanh.ke"], paragraph.place)


def _ruled_below(found: Elements, paragraph: Paragraph) -> bool:
    """Whether a line is drawn at the paragraph or at the next one, be it a border, a shape or underscores."""
    place = next(number for number, other in enumerate(found.paper.paragraphs) if other is paragraph)
    near = [paragraph, *(other for other in found.paper.paragraphs[place + 1:place + 2] if other.cell == paragraph.cell)]
    return any(other.shape.ruled or other.drawn or "__" in other.text for other in near)


def number(found: Elements) -> Iterator[Deviation]:
    """Số, ký hiệu (Phụ lục III): colon, leading zero, no spaces, the type's own abbreviation."""
    if not found.of("so") and (found.kind in KINDS or found.kind == LETTER):
        yield Deviation(rules()["so.thieu"], "đầu văn bản")
    for paragraph in found.of("so"):
        match = NUMBERED.match(paragraph.text)
        if match is None:
            continue
        colon, digits, rest = match[1], match[2], match[3].strip()
        if not colon:
            yield Deviation(rules()["so.hai_cham"], paragraph.place)
        if len(digits) == 1:
            yield Deviation(rules()["so.khong_dau"], paragraph.place, f"số {digits}")
        symbol = rest.removeprefix("/")
        if re.search(r"\s[/-]|[/-]\s", rest) or (digits and re.search(r"\d\s+/", paragraph.text)):
            yield Deviation(rules()["so.cach_chu"], paragraph.place)
            symbol = re.sub(r"\s", "", symbol).removeprefix("/")
        shape = SYMBOL.match(symbol)
        if not rest.startswith("/") or shape is None:
            yield Deviation(rules()["so.ky_hieu"], paragraph.place, rest)
        elif found.kind in KINDS and shape[1] != KINDS[found.kind] or found.kind == LETTER and shape[1]:
            yield Deviation(rules()["so.ten_loai"], paragraph.place, symbol)


def date(found: Elements) -> Iterator[Deviation]:
    """Place and date; minutes have none."""
    if found.kind == "BIÊN BẢN":
        yield from (Deviation(rules()["bien_ban.co_ngay"], paragraph.place) for paragraph in found.of("dia_danh"))
        return
    if not found.of("dia_danh") and (found.kind in KINDS or found.kind == LETTER):
        yield Deviation(rules()["dia_danh.thieu"], "đầu văn bản")
    for paragraph in found.of("dia_danh"):
        match = DATED.match(paragraph.text)
        if match is None:
            continue
        if not match[2]:
            yield Deviation(rules()["dia_danh.dau_phay"], paragraph.place)
        if len(match[3]) == 1:
            yield Deviation(rules()["dia_danh.ngay"], paragraph.place, f"ngày {match[3]}")
        if match[4] in ("1", "2") or (len(match[4]) == 2 and match[4][0] == "0" and match[4][1] in "3456789"):
            yield Deviation(rules()["dia_danh.thang"], paragraph.place, f"tháng {match[4]}")


def subject(found: Elements) -> Iterator[Deviation]:
    """The subject below the type over a short rule; of a letter, below its number."""
    if found.kind == LETTER:
        for paragraph in found.of("trich_yeu_cv"):
            if paragraph.shape.before < data()["body"]["gap"]:
                yield Deviation(rules()["trich_yeu_cv.cach"], paragraph.place, f"{paragraph.shape.before:g} pt")
    elif found.kind == OTHER and found.of("so") and not found.of("ten_loai"):
        yield Deviation(rules()["trich_yeu_cv.thieu"], "đầu văn bản")
    if found.kind not in KINDS:
        return
    if not found.of("trich_yeu"):
        yield Deviation(rules()["trich_yeu.thieu"], found.of("ten_loai")[0].place)
    elif not _ruled_below(found, found.of("trich_yeu")[-1]):
        yield Deviation(rules()["trich_yeu.ke"], found.of("trich_yeu")[-1].place)


def addressees(found: Elements) -> Iterator[Deviation]:
    """Kính gửi where the kind asks for it, and nowhere else; several addressees one a line."""
    lines = found.of("kinh_gui")
    if not lines and found.kind in MUST_ADDRESS:
        yield Deviation(rules()["kinh_gui.thieu"], "đầu văn bản")
    if lines and found.kind in MUST_NOT_ADDRESS:
        yield Deviation(rules()["kinh_gui.thua"], lines[0].place)
    if lines and not re.match(r"Kính gửi\s*:", lines[0].text, re.I):
        yield Deviation(rules()["kinh_gui.hai_cham"], lines[0].place)
    listed = lines[1:]
    on_the_line = lines[0].text.partition(":")[2].strip() if lines else ""
    if len(listed) == 1 or (listed and on_the_line) or ";" in on_the_line.rstrip(";"):
        yield Deviation(rules()["kinh_gui.mot_noi"], lines[0].place)
    for place, paragraph in enumerate(listed):
        dashed = paragraph.shape.listed or DASHED.match(paragraph.text)
        if not dashed or not paragraph.text.endswith("." if place == len(listed) - 1 else ";"):
            yield Deviation(rules()["kinh_gui.dau_cau"], paragraph.place)


def bases(found: Elements) -> Iterator[Deviation]:
    """Căn cứ: one a line, ";" and at last "."; laws without number."""
    lines = found.of("can_cu")
    for place, paragraph in enumerate(lines):
        if not paragraph.text.endswith("." if place == len(lines) - 1 else ";"):
            yield Deviation(rules()["can_cu.dau_cau"], paragraph.place)
        if re.search(r";\s*" + BASIS.pattern, paragraph.text, re.I):
            yield Deviation(rules()["can_cu.mot_dong"], paragraph.place)
        if LAW.match(paragraph.text):
            yield Deviation(rules()["can_cu.luat"], paragraph.place)
