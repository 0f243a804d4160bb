"""Recognises the elements of a paper by their words and places, whatever styles a secretary uses."""

import re
import unicodedata
from dataclasses import dataclass, field

from emulation_batch.decree.reading import Paper, Paragraph
from emulation_batch.vietnamese import match_key

MOTTO, SLOGAN = match_key("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), match_key("Độc lập Tự do Hạnh phúc")
KINDS = {"BÁO CÁO": "BC", "TỜ TRÌNH": "TTr", "THÔNG BÁO": "TB", "KẾ HOẠCH": "KH", "BIÊN BẢN": "BB"}
"""Tên loại -> chữ viết tắt (Phụ lục III)."""
LETTER, ANNEX, OTHER = "CÔNG VĂN", "PHỤ LỤC", "KHÁC"
AGENCY = re.compile(r"(SỞ|PHÒNG|TRUNG TÂM|HỘI ĐỒNG|CHI CỤC|BAN|BỘ|VĂN PHÒNG|THANH TRA|CỤC|CÔNG TY|TRƯỜNG|ĐÀI)\b", re.I)
PARENT = re.compile(r"(UBND|ỦY BAN|UỶ BAN|HĐND|TỈNH|THÀNH PHỐ|SỞ|BỘ|HUYỆN)\b", re.I)
NUMBER = re.compile(r"Số\b\s*:?.*/|Số\s*:", re.I)
DATE = re.compile(r"[^.]{2,40}\bngày\b.{0,14}\btháng\b.{0,10}\bnăm\b.{0,12}$", re.I)
SUBJECT, BASIS = re.compile(r"V/v\b|Về việc\b", re.I), re.compile(r"Căn cứ\s", re.I)
ADDRESSEE, RECIPIENTS = re.compile(r"Kính gửi", re.I), re.compile(r"Nơi nhận\s*:?$", re.I)
APPENDIX = re.compile(r"Phụ lục(\s+([IVXLC]+|\d+))?$", re.I)
ATTACHED, ROMAN = re.compile(r"\((Ban hành k|K)èm theo", re.I), re.compile(r"([IVX]+)\.\s+\S")
ITEM, POINT, LISTED = re.compile(r"(\d+)\.\s+\S"), re.compile(r"([a-zđ])\)\s+\S"), re.compile(r"[-–+•]\s")
TABLE_SIZE = 12.5
HEAD = 40


@dataclass
class Elements:
    """The paragraphs of each element (keys of nd30.toml), the kind of paper, and the paper itself."""

    paper: Paper
    kind: str = OTHER
    found: dict[str, list[Paragraph]] = field(default_factory=dict)
    rest: list[Paragraph] = field(default_factory=list)

    def of(self, key: str) -> list[Paragraph]:
        """The paragraphs recognised as that element, in order."""
        return self.found.get(key, [])

    @property
    def regulated(self) -> bool:
        """Whether the paper is of a kind whose body the decree regulates."""
        return self.kind not in (OTHER, ANNEX)


def recognise(paper: Paper) -> Elements:
    """Name the elements of a paper."""
    result = Elements(paper)
    written = [paragraph for paragraph in paper.paragraphs if paragraph.text]
    claimed: set[int] = set()

    def claim(key: str, paragraphs: list[Paragraph]) -> None:
        fresh = [paragraph for paragraph in paragraphs if id(paragraph) not in claimed]
        claimed.update(map(id, fresh))
        result.found.setdefault(key, []).extend(fresh)

    _head(written, claim)
    _kind(result, written, claim)
    _addressee(written, claim)
    _signature(written, claim)
    _appendices(written, claim)
    _numbered([paragraph for paragraph in written if paragraph.cell is None and id(paragraph) not in claimed], claim)
    result.rest = [paragraph for paragraph in written if paragraph.cell is None and id(paragraph) not in claimed]
    claim("than_bai", [paragraph for paragraph in result.rest if _is_body(paragraph, paper, result.regulated)])
    return result


def _head(written: list[Paragraph], claim) -> None:
    top = written[:HEAD]
    claim("quoc_hieu", [paragraph for paragraph in top if match_key(paragraph.text) == MOTTO][:1])
    claim("tieu_ngu", [paragraph for paragraph in top if _letters_only(paragraph.text) == _letters_only(SLOGAN)][:1])
    motto = next((paragraph for paragraph in top if match_key(paragraph.text) == MOTTO), None)
    if motto is not None and motto.cell is not None:
        left = [paragraph for paragraph in top if paragraph.cell is not None and paragraph.cell[:2] == motto.cell[:2]
                and paragraph.cell[2] != motto.cell[2] and not NUMBER.match(paragraph.text)]
        names = [paragraph for paragraph in left if not SUBJECT.match(paragraph.text)]
        split = _boundary(names)
        claim("chu_quan", names[:split])
        claim("ban_hanh", names[split:])
    claim("so", [paragraph for paragraph in top if NUMBER.match(paragraph.text)][:1])
    claim("dia_danh", [paragraph for paragraph in top if DATE.match(_spaced(paragraph.text))
                       and (paragraph.cell is not None or paragraph.shape.align != "both")][:1])
    claim("trich_yeu_cv", [paragraph for paragraph in top if paragraph.text[:3].lower() == "v/v"][:1])


def _boundary(names: list[Paragraph]) -> int:
    """Where the issuing agency's name begins below that of its parent: at a line that begins an agency's name."""
    for place in range(1, len(names)):
        if AGENCY.match(names[place].text) and PARENT.match(names[0].text):
            return place
    return 0


def _kind(result: Elements, written: list[Paragraph], claim) -> None:
    top = [paragraph for paragraph in written[:HEAD] if paragraph.cell is None]
    named = next((paragraph for paragraph in top if _bare(paragraph.text) in KINDS), None)
    loose = next((paragraph for paragraph in top if paragraph.text.isupper() and paragraph.shape.align == "center"
                  and not ROMAN.match(paragraph.text)), None)
    title = named or (None if top and APPENDIX.match(top[0].text) else loose)
    if result.of("trich_yeu_cv") and named is None:
        result.kind = LETTER
    elif named is not None:
        result.kind = _bare(named.text)
    elif top and APPENDIX.match(top[0].text):
        result.kind = ANNEX
    if title is not None and result.kind != LETTER:
        claim("ten_loai", [title])
        below = top[top.index(title) + 1:]
        following = result.paper.paragraphs[result.paper.paragraphs.index(title) + 1:]
        claim("trich_yeu", below[:_subject_lines(below, following)])


def _subject_lines(below: list[Paragraph], following: list[Paragraph]) -> int:
    """How many paragraphs below the type are its subject: those before the rule, centred."""
    if not below or below[0].shape.align != "center" and not below[0].inked[0].bold:
        return 1 if below and following and not _starts_text(below[0]) and _ruled(following[1:2]) else 0
    count = 0
    for paragraph in following:
        if not paragraph.text or _starts_text(paragraph) or paragraph.shape.align != "center":
            break
        count += 1
        if paragraph.shape.ruled:
            break
    return count or (0 if _starts_text(below[0]) else 1)


def _ruled(paragraphs: list[Paragraph]) -> bool:
    return any(paragraph.shape.ruled or paragraph.drawn for paragraph in paragraphs)


def _starts_text(paragraph: Paragraph) -> bool:
    return any(pattern.match(paragraph.text) for pattern in (ADDRESSEE, BASIS, ROMAN, ITEM, ATTACHED))


def _addressee(written: list[Paragraph], claim) -> None:
    place = next((number for number, paragraph in enumerate(written[:HEAD]) if ADDRESSEE.match(paragraph.text)), None)
    if place is not None:
        claim("kinh_gui", [written[place]])
        for paragraph in written[place + 1:]:
            if paragraph.cell is not None or not (LISTED.match(paragraph.text) or paragraph.shape.listed):
                break
            claim("kinh_gui", [paragraph])
    start = next((number for number, paragraph in enumerate(written[:HEAD]) if paragraph.cell is None
                  and BASIS.match(paragraph.text) and not ROMAN.match(paragraph.text)), None)
    for paragraph in written[start:] if start is not None else ():
        if paragraph.cell is not None or not BASIS.match(paragraph.text):
            break
        claim("can_cu", [paragraph])


def _signature(written: list[Paragraph], claim) -> None:
    label = next((paragraph for paragraph in reversed(written) if RECIPIENTS.match(paragraph.text)), None)
    if label is None:
        return
    claim("noi_nhan", [label])
    below = written[written.index(label) + 1:]
    if label.cell is None:
        lines = []
        for paragraph in below:
            if paragraph.cell is not None or APPENDIX.match(paragraph.text):
                break
            lines.append(paragraph)
    else:
        lines = [paragraph for paragraph in below if paragraph.cell == label.cell]
    claim("noi_nhan_dong", lines)
    if label.cell is not None:
        right = [paragraph for paragraph in written if paragraph.cell is not None and paragraph.cell[:2] == label.cell[:2]
                 and paragraph.cell[2] > label.cell[2]]
        claim("ho_ten", right[-1:] if len(right) > 1 else [])
        claim("chuc_vu", [paragraph for paragraph in right[:-1] or right if not paragraph.text.startswith("(")])


def _appendices(written: list[Paragraph], claim) -> None:
    heads = [number for number, paragraph in enumerate(written) if paragraph.cell is None and APPENDIX.match(paragraph.text)]
    for place in heads:
        claim("phu_luc", [written[place]])
        for paragraph in written[place + 1:place + 6]:
            if paragraph.cell is not None or APPENDIX.match(paragraph.text):
                break
            if ATTACHED.match(paragraph.text):
                claim("kem_theo", [paragraph])
                break
            if paragraph is written[place + 1]:
                claim("phu_luc_ten", [paragraph])


def _numbered(body: list[Paragraph], claim) -> None:
    claim("muc", [paragraph for paragraph in body if ROMAN.match(paragraph.text) and _titled(paragraph)])
    claim("khoan", [paragraph for paragraph in body if ITEM.match(paragraph.text) and _titled(paragraph)])
    claim("diem", [paragraph for paragraph in body if POINT.match(paragraph.text)])


def _titled(paragraph: Paragraph) -> bool:
    """A heading rather than a sentence: it does not end as one and holds no colon."""
    return not paragraph.text.endswith((".", ";", "!", "?", "]")) and ":" not in paragraph.text and len(paragraph.text) < 200


def _is_body(paragraph: Paragraph, paper: Paper, regulated: bool) -> bool:
    """Running text: not a caption, not a note in small letters at a table."""
    if paragraph.shape.align in ("center", "right"):
        return False
    return regulated and not (_beside_table(paragraph, paper) and max(run.size for run in paragraph.inked) < TABLE_SIZE)


def _beside_table(paragraph: Paragraph, paper: Paper) -> bool:
    place = next(number for number, other in enumerate(paper.paragraphs) if other is paragraph)
    near = [other for other in paper.paragraphs[max(0, place - 2):place + 3] if other is not paragraph]
    return any(other.data or other.drawn for other in near)


def _bare(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).upper()


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _letters_only(text: str) -> str:
    return "".join(letter for letter in match_key(text) if letter.isalpha())
