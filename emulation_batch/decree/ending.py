"""The order of what is numbered, the words, and the end of a paper: signature, recipients, "./.", what minutes must hold."""

import re
from collections.abc import Iterator, Sequence

from emulation_batch.decree.elements import ITEM, KINDS, LETTER, POINT, ROMAN, Elements
from emulation_batch.decree.reading import Paragraph
from emulation_batch.decree.table import Deviation, rules

ALPHABET = "abcdđeghiklmnopqrstuvxy"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII",
          "XIX", "XX")
SIGNED = {*KINDS, LETTER} - {"BIÊN BẢN"}
POWERS = re.compile(r"(TM|Q|KT|TL|TUQ)\b")
POWER = re.compile(r"(TM|Q|KT|TL|TUQ)\. \S")
DEGREE = re.compile(r"(PGS|GS|TS|ThS|CN|KS|BS|Tiến sĩ|Thạc sĩ|Ông|Bà|Đồng chí)\b\.?\s", re.I)
HINT, SIGNING_ROOM = re.compile(r"\(.*\)$"), 40
MINUTES = ("Thời gian bắt đầu", "Địa điểm", "Thành phần tham dự", "Chủ trì", "Thư ký", "Nội dung", "Cuộc họp kết thúc")
PEOPLE = re.compile(r"(?<!ban )(?<!đồng )(?<!Ban )(?<!Đồng )\bnhân dân\b")
QUOTED = re.compile("“[^”]*”")
GIVEN = re.compile(r"(đề nghị|xét|đề xuất) tặng", re.I)


def order(found: Elements) -> Iterator[Deviation]:
    """Roman, Arabic and lettered items count on without a gap; each level starts again below the one above."""
    roman = number = letter = 0
    for paragraph in found.paper.paragraphs:
        if paragraph.cell is not None or not paragraph.text:
            continue
        if _among(paragraph, found.of("muc")):
            yield from _step(paragraph, "muc.thu_tu", _index(ROMANS, ROMAN, paragraph), roman)
            roman, number, letter = _index(ROMANS, ROMAN, paragraph) + 1, 0, 0
        elif _among(paragraph, found.of("khoan")):
            place = int(_label(ITEM, paragraph)) - 1
            yield from _step(paragraph, "khoan.thu_tu", place, number)
            number, letter = place + 1, 0
        elif match := ITEM.match(paragraph.text):
            number, letter = int(match[1]), 0
        elif _among(paragraph, found.of("diem")):
            place = _index(ALPHABET, POINT, paragraph)
            yield from _step(paragraph, "diem.thu_tu", place, letter)
            letter = place + 1


def _step(paragraph: Paragraph, rule: str, place: int, expected: int) -> Iterator[Deviation]:
    if place not in (expected, 0) or place < 0 or (place == 0 and expected == 0 and place != expected):
        yield Deviation(rules()[rule], paragraph.place)


def _index(names: Sequence[str], pattern: re.Pattern[str], paragraph: Paragraph) -> int:
    name = _label(pattern, paragraph)
    return names.index(name) if name in names else -1


def _label(pattern: re.Pattern[str], paragraph: Paragraph) -> str:
    match = pattern.match(paragraph.text)
    return match[1] if match else ""


def _among(paragraph: Paragraph, others: list[Paragraph]) -> bool:
    return any(other is paragraph for other in others)


def signature(found: Elements) -> Iterator[Deviation]:
    """Who signs: the power in its short form, the name alone, nothing where the signature goes, one row that does not break."""
    if found.kind in SIGNED and not found.of("chuc_vu"):
        yield Deviation(rules()["chuc_vu.thieu"], "cuối văn bản")
    for paragraph in found.of("chuc_vu"):
        if POWERS.match(paragraph.text) and not POWER.match(paragraph.text):
            yield Deviation(rules()["chuc_vu.viet_tat"], paragraph.place)
    for name in found.of("ho_ten"):
        if DEGREE.match(name.text):
            yield Deviation(rules()["ho_ten.hoc_vi"], name.place)
        yield from _room(found, name)


def _room(found: Elements, name: Paragraph) -> Iterator[Deviation]:
    cell = [paragraph for paragraph in found.paper.paragraphs if paragraph.cell == name.cell]
    titles = [place for place, paragraph in enumerate(cell) if _among(paragraph, found.of("chuc_vu"))]
    last = next(place for place, paragraph in enumerate(cell) if paragraph is name)
    written = [paragraph for paragraph in cell[:last] if HINT.fullmatch(paragraph.text)]
    yield from (Deviation(rules()["cho_ky.co_chu"], paragraph.place) for paragraph in written)
    between = cell[titles[-1] + 1:last] if titles else []
    height = sum((item.shape.exact or 16 * (item.shape.line or 1)) + item.shape.before + item.shape.after for item in between)
    if titles and height < SIGNING_ROOM:
        yield Deviation(rules()["cho_ky.hep"], name.place, f"{height:.0f} pt")
    table = found.paper.tables[name.cell[0]] if name.cell is not None else None
    if table is not None and table.breakable:
        yield Deviation(rules()["cho_ky.tach_trang"], name.place)


def recipients(found: Elements) -> Iterator[Deviation]:
    """Nơi nhận: dashes, ";" and at last ".", "Như trên" with a Kính gửi, "Lưu" last."""
    labels, lines = found.of("noi_nhan"), found.of("noi_nhan_dong")
    if not labels:
        if found.kind in KINDS or found.kind == LETTER:
            yield Deviation(rules()["noi_nhan.thieu"], "cuối văn bản")
        return
    if not labels[0].text.endswith(":"):
        yield Deviation(rules()["noi_nhan.hai_cham"], labels[0].place)
    for place, paragraph in enumerate(lines):
        if not paragraph.text.startswith("- ") and not paragraph.shape.listed:
            yield Deviation(rules()["noi_nhan_dong.gach"], paragraph.place)
        if not paragraph.text.endswith("." if place == len(lines) - 1 else ";"):
            yield Deviation(rules()["noi_nhan_dong.dau_cau"], paragraph.place)
    if lines and found.of("kinh_gui") and "như trên" not in lines[0].text.lower():
        yield Deviation(rules()["noi_nhan_dong.nhu_tren"], lines[0].place)
    if lines and "Lưu: VT" not in lines[-1].text:
        yield Deviation(rules()["noi_nhan_dong.luu"], lines[-1].place)


def closing(found: Elements) -> Iterator[Deviation]:
    """The last sentence ends "./."."""
    if (found.kind in KINDS or found.kind == LETTER) and not any(
            paragraph.text.endswith("./.") for paragraph in found.paper.paragraphs):
        yield Deviation(rules()["ket_thuc.thieu"], "cuối văn bản")


def minutes(found: Elements) -> Iterator[Deviation]:
    """Mẫu 1.9: seven lines, and two signers."""
    if found.kind != "BIÊN BẢN":
        return
    texts = [paragraph.text for paragraph in found.paper.paragraphs]
    for line in MINUTES:
        if not any(text.lower().startswith(line.lower()) for text in texts):
            yield Deviation(rules()["bien_ban.noi_dung"], "nội dung biên bản", f"thiếu “{line}”")
    signers = {paragraph.text: paragraph.cell for paragraph in found.paper.paragraphs
               if paragraph.text in ("THƯ KÝ", "CHỦ TỌA", "CHỦ TOẠ") and paragraph.cell is not None}
    left, right = signers.get("THƯ KÝ"), signers.get("CHỦ TỌA") or signers.get("CHỦ TOẠ")
    if left is None or right is None or left[2] >= right[2]:
        yield Deviation(rules()["bien_ban.chu_ky"], "cuối biên bản")


def words(found: Elements) -> Iterator[Deviation]:
    """Capitals of Phụ lục II that can be told from the letters, and words that decide before the Council does."""
    for paragraph in found.paper.paragraphs:
        if not paragraph.data and PEOPLE.search(QUOTED.sub("", paragraph.text)):
            yield Deviation(rules()["viet_hoa.nhan_dan"], paragraph.place)
        if GIVEN.search(paragraph.text):
            yield Deviation(rules()["tu_ngu.tang"], paragraph.place)
