"""How every message is worded: short, at its place, quoting what stands there, saying how to mend it, in plain Vietnamese."""

import re
import unicodedata
from types import SimpleNamespace

import pytest
from support.paths import shipped_definition

from emulation_batch.catalogue import all_labels
from emulation_batch.checks.base import FAMILIES, MAYBE, QUOTED
from emulation_batch.findings import EXPLAIN_ELSEWHERE
from emulation_batch.hearing.labels import OR_REASON

LONGEST = 160
UNIT = "Trung tâm Công nghệ thông tin và Truyền thông"
TEXT = "Vận động ủng hộ Quỹ Vì người nghèo đợt 1 năm 2022"[:QUOTED - 1] + "…"
HEADERS = sorted((column.header for sheet in shipped_definition().sheets for column in sheet.columns), key=len)
SHEETS = sorted((sheet.name for sheet in shipped_definition().sheets), key=len)
FILE = "TD_TTCNTT_2022-03 (bản sửa lần 2 sau khi đơn vị rà soát).xlsx"

# what a finding fills in, as long as it really gets; a word by code where it means something else there
WORDS = {
    "column": SimpleNamespace(header=HEADERS[-1]), "value": TEXT, "sheet": SHEETS[-1], "page": SHEETS[-1], "name": SHEETS[-1],
    "header": HEADERS[-1], "kind": "a3 - Hướng dẫn tháo gỡ khó khăn cho cơ sở", "other": HEADERS[-1], "unit": UNIT, "unit_name": UNIT,
    "maybe": MAYBE.format("Lý Thị Ánh | STTTT-003"), "cell": "AB1048", "count": "1.024", "first": "1.048", "last": "14/03/2022",
    "day": "14/03/2022", "total": "27,5", "most": "22", "earliest": "14/03/2022", "deadline": "14/03/2022", "assigned": "14/03/2022",
    "limit": "200.000.000", "length": "1.024", "period": "2022-03", "period_name": "2022-03", "ours": "TTCNTT", "theirs": "TTCNTT",
    "command": "review", "month": "tháng 12 năm 2021, dòng 12", "where": "dòng 1.024, trang “2a. Văn bản, sáng kiến”", "year": "2022", "years": "2021, 2023 và 2025",
    "basis": "Kế hoạch, Mục V.2", "award": "Giấy khen của Giám đốc Sở", "weekday": "thứ Bảy", "attempt": "2", "part": "cột",
    "near": " Có phải là “Trung tâm Công nghệ thông tin và Truyền…”?", "what": " “Phòng Công nghệ thông tin và chuyển đổi…”",
    "explain": EXPLAIN_ELSEWHERE, "or_drop": ", hoặc xóa cả dòng nếu không báo cáo", "or_reason": OR_REASON, "times": "10", "each": "12.500.000", "days": "27,5", "role": "Chủ trì",
    "about": "Bằng khen của Chủ tịch UBND t…", "evidence": "Có vướng mắc, chuyển Hội đồng", "verdict": "Cần làm rõ", "said": " “Cần làm rõ”", "row": "1.024",
    "open": "Bằng khen của Chủ tịch UBND tỉnh; Bằng khen của Thủ tướng Chính phủ; Huân chương Lao động hạng Ba",
    "sender": "phongcongnghethongtin@stttt.backan.example.vn",
    "one": "ô A7 trang “2a. Văn bản, sáng kiến” ghi kỳ “2022-02”", "other_stamp": "thuộc tính tệp ghi kỳ “2022-03”",
}
OWN_WORDS = {**dict.fromkeys(("H403", "H404", "H405", "H406", "H407", "H408", "H413", "H417"), {"name": "Trung tâm Công nghệ thông ti…", "one": "Không đạt", "other": "Cần làm rõ"}),
             "H401": {"what": "ngày họp, số biên bản, người nhập kết quả"}, "H402": {"near": " Có phải là “Không đạt”?"},
             "H410": {"what": "có mặt 12, phát ra 12, thu về 12, hợp lệ 12, nhiều hơn 10 thành viên trong danh mục", "or_reason": ""}, "H412": {"what": "ở trước khi kỳ kết thúc (14/03/2022)"},
             "R314": {"value": "1.024", "limit": "20", "other": "Minh chứng"},
             "A337": {"column": SimpleNamespace(header="Giá trị quy đổi (đồng)"), "other": "Số hộ", "most": "12.500.000", "month": "tháng 12 năm 2021"},
             "A336": {"most": "1.200.000", "month": "tháng 12 năm 2021", "value": "200000000"}, "F110": {"what": "Tệp nén không phải .zip"}, "F103": {"other": FILE}, "F111": {"other": FILE}, "F207": {"other": WORDS["other_stamp"]}, "F213": {"other": "2a. Văn bản, sáng kiến (2)"},
             "C241": {"first": "15/02/2022", "value": "03/08/2022"}, "C243": {"first": "01/08/2021", "last": "31/12/2025", "value": "05/03/2002"}}

# why a message about a cell does not quote it
SAYS_NO_VALUE = {
    "C201": "blank", "C202": "blank", "C203": "blank", "R334": "blank", "R335": "blank", "R310": "blank", "R333": "blank",
    "C207": "says the length", "C208": "says the length", "C274": "a formula shows nothing", "C281": "an identity number is not repeated",
    "R309": "the amount is right", "R331": "says the choice", "R332": "says the choice", "R336": "says the choice", "R357": "none",
    "A311": "the whole row", "A334": "the whole row", "A315": "the whole row", "A316": "the name of the initiative stands in the cell",
    "A333": "the name of the initiative stands in the cell", "A317": "the name of the initiative stands in the cell", "A318": "the whole row",
    "A335": "the name of the initiative stands in the cell", "A310": "says how many", "A337": "says the quotient", "R313": "says the sum", "A313": "a link is long", "R351": "says the kind", "R352": "says the kind",
}
FORBIDDEN = ("không hợp lệ", "vui lòng", "lỗi hệ thống")
# names of programs, fonts, formats and measures that Vietnamese offices use as they are
FOREIGN = {"Excel", "Unicode", "Arial", "Times", "New", "Roman", "VNI", "UNC", "PDF", "MB", "KB", "internet", "web", "macro"}
SYLLABLE = re.compile(
    "(?:[bcdđghklmnprstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aăâeêioôơuưy]{1,3}(?:[cmnptiouy]|ch|ng|nh)?")
LABELS = all_labels()


def rendered(label):
    words = WORDS | OWN_WORDS.get(label.code, {})
    return label.message.format(**words), label.mend.format(**words)


def foreign_words(text):
    """Words outside quotes and file names that are no Vietnamese syllable and no name known here."""
    text = re.sub("\\{[^}]*\\}|“[^”]*”", " ", text)
    plain = [part for part in text.split() if not re.search(r"[\d./\\@_~#]\w", part)]
    for word in re.findall(r"[^\W\d_]{2,}", " ".join(plain)):
        bare = unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", unicodedata.normalize("NFD", word.casefold())))
        if word not in FOREIGN and not SYLLABLE.fullmatch(bare):
            yield word


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.code)
def test_a_message_is_short_and_mendable(label):
    message, mend = rendered(label)
    assert len(message) <= LONGEST, len(message)
    assert message[0] == "“" or message[0].isupper()
    assert message.endswith((".", "?", "…")), "a sentence"
    assert mend.strip() and label.mend.strip(), "how to mend it"


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.code)
def test_the_words_are_plain_vietnamese(label):
    for text in (label.message, label.mend, label.why, label.example):
        assert unicodedata.is_normalized("NFC", text)
        assert not [word for word in FORBIDDEN if word in text.casefold()]
        assert list(foreign_words(text)) == []


@pytest.mark.parametrize("label", [label for label in LABELS if label.code[0] in FAMILIES], ids=lambda label: label.code)
def test_a_message_about_a_cell_names_it_or_quotes_it(label):
    """A check of one cell names its column by the header; whatever has a value quotes it, or says here why not."""
    if label.code.startswith("C"):
        assert "{column.header}" in label.message
    quotes = "{value}" in label.message
    assert quotes != (label.code in SAYS_NO_VALUE), "quotes the value, or has its reason in SAYS_NO_VALUE, not both"


def test_no_word_is_forgotten_here():
    """Every word that a template needs has a realistic value, and every exception belongs to a code."""
    assert {word for label in LABELS for word in label.words()} <= set(WORDS)
    assert set(SAYS_NO_VALUE) | set(OWN_WORDS) <= {label.code for label in LABELS}


@pytest.mark.parametrize(("text", "found"), [
    ("Mở file và chọn sheet.", ["file", "sheet"]), ("Một symlink hoặc junction.", ["symlink", "junction"]),
    ("Ô báo lỗi “invalid value”.", []), ("Tệp bao_cao.xlsx của Excel.", []), ("Nghiêng, khuỷu, quýt, giếng, ngoằn.", [])])
def test_foreign_words_are_found(text, found):
    assert list(foreign_words(text)) == found
