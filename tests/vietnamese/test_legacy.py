"""Legacy encodings: the tables against independently written ones, and what is told from ordinary text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.vietnamese.legacy import decode_legacy, legacy_encoding

# TCVN 5712:1993, VN3: codes as hexadecimal, in the order of the letters beside them.
TCVN3_LETTERS = (
    "ăâêôơưđ" "àảãáạ" "ằẳẵắặ" "ầẩẫấậ" "èẻẽéẹ" "ềểễếệ" "ìỉĩíị" "òỏõóọ" "ồổỗốộ" "ờởỡớợ" "ùủũúụ" "ừửữứự" "ỳỷỹýỵ"
)  # fmt: skip
TCVN3_CODES = bytes.fromhex(
    "A8A9AAABACADAE B5B6B7B8B9 BBBCBDBEC6 C7C8C9CACB CCCECFD0D1 D2D3D4D5D6 D7D8DCDDDE DFE1E2E3E4 E5E6E7E8E9"
    "EAEBECEDEE EFF1F2F3F4 F5F6F7F8F9 FAFBFCFDFE"
).decode("latin-1")
TCVN3 = dict(zip(TCVN3_LETTERS, TCVN3_CODES, strict=True))

# VNI for Windows: letter and code, written out.
VNI_TABLE = """
áaù àaø ảaû ãaõ ạaï âaâ ấaá ầaà ẩaå ẫaã ậaä ăaê ắaé ằaè ẳaú ẵaü ặaë éeù èeø ẻeû ẽeõ ẹeï êeâ ếeá ềeà ểeå ễeã ệeä
íí ìì ỉæ ĩó ịò óoù òoø ỏoû õoõ ọoï ôoâ ốoá ồoà ổoå ỗoã ộoä ơô ớôù ờôø ởôû ỡôõ ợôï
úuù ùuø ủuû ũuõ ụuï ưö ứöù ừöø ửöû ữöõ ựöï ýyù ỳyø ỷyû ỹyõ ỵî đñ
"""
VNI = {pair[0]: pair[1:] for pair in VNI_TABLE.split()}
VNI |= {letter.upper(): code.upper() for letter, code in VNI.items()}
LETTERS = "".join(TCVN3)
VOWELS = "aeiouy"
ENCODED = {
    "Bộ Kế hoạch và Đầu tư": ("Bé KÕ ho¹ch vµ §Çu t\xad", "Boä Keá hoaïch vaø Ñaàu tö"),
    "Hà Nội": ("Hµ Néi", "Haø Noäi"),
    "Đặng Thị Thủy": ("§Æng ThÞ Thñy", "Ñaëng Thò Thuûy"),
    "giảm nghèo bền vững": ("gi¶m nghÌo bÒn v÷ng", "giaûm ngheøo beàn vöõng"),
    "UBND-QĐ đầu tư": ("UBND-Q§ ®Çu t\xad", "UBND-QÑ ñaàu tö"),
}


def encode(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


def test_the_alphabet_is_whole():
    """Twelve vowels (seven of them with marks) under six tones, and đ: 67 letters that need a code."""
    assert len(LETTERS) == len(set(LETTERS)) == 67
    assert set(VNI) == set(LETTERS + LETTERS.upper())


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_of_tcvn3(letter):
    assert decode_legacy(TCVN3[letter], "TCVN3") == letter
    assert decode_legacy(TCVN3[letter], "TCVN3", upper=True) == letter.upper()


@pytest.mark.parametrize(("letter", "code"), list(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True)))
def test_capitals_of_tcvn3(letter, code):
    assert decode_legacy(code, "TCVN3") == letter


@pytest.mark.parametrize("letter", LETTERS + LETTERS.upper())
def test_every_letter_of_vni(letter):
    assert decode_legacy(VNI[letter], "VNI") == letter


def test_a_capital_with_a_small_mark_in_vni():
    assert decode_legacy("Aán, Ôû", "VNI") == decode_legacy("AÁn, ÔÛ", "VNI") == "Ấn, Ở"


@given(st.text(LETTERS + VOWELS + "bcdghklmnpqrstvx ABC,.12"))
def test_tcvn3_round_trip(text):
    assert decode_legacy(encode(text, TCVN3), "TCVN3") == text


@given(st.lists(st.sampled_from(LETTERS + LETTERS.upper() + "bcghklmn "), max_size=20).map(" ".join))
def test_vni_round_trip(text):
    assert decode_legacy(encode(text, VNI), "VNI") == text


@pytest.mark.parametrize(("text", "codes"), list(ENCODED.items()))
def test_known_texts(text, codes):
    for encoding, encoded in zip(("TCVN3", "VNI"), codes, strict=True):
        assert legacy_encoding(encoded) == encoding
        assert decode_legacy(encoded, encoding) == text


def test_capitals_by_the_font():
    assert decode_legacy("b¸o c¸o", "TCVN3", upper=True) == "BÁO CÁO"
    assert decode_legacy("SÔÛ THOÂNG TIN", legacy_encoding("SÔÛ THOÂNG TIN")) == "SỞ THÔNG TIN"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ha Noi",
        "Hà Nội",
        "Café à la carte",
        "LÊ VÕ",
        "hoà, toà",
        "Tôi và bà",
        "Thanh toán cho xã Hoà An",
        "Größe für Müller über Straße",
        "Les élèves français ont été reçus à l'école «Liberté»",
        "île où dîner sûr, Noël naïf",
        "Señor niño mañana",
        "São Paulo coração",
        "Sør-Trøndelag, Ålesund på dansk",
        "Windows® và Office® © 2020",
        "10 m² × 5 m × 1½ giờ, 20 °C",
        "bộ kÕ ho¹ch",
        "«Hello» «World» · ®©",
    ],
)
def test_ordinary_text_is_left_alone(text):
    assert legacy_encoding(text) == ""


def test_the_font_is_a_second_witness():
    assert legacy_encoding("bé") == ""
    assert legacy_encoding("bé", ".VnTime") == legacy_encoding("bé", ".VNTIMEH") == "TCVN3"
    assert legacy_encoding("Hà Nội", ".VnTime") == legacy_encoding("Café", ".VnTime") == ""
    assert legacy_encoding("tö", "VNI-Times") == "VNI"
    assert legacy_encoding("Haø Noäi", "Times New Roman") == "VNI"


@given(st.text(), st.sampled_from(["", ".VnTime", "VNI-Times", "Arial"]))
def test_every_text_gets_an_answer(text, font):
    encoding = legacy_encoding(text, font)
    assert encoding in ("", "TCVN3", "VNI")
    assert decode_legacy(text, encoding) is not None


def test_an_unknown_encoding_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="VISCII"):
        decode_legacy("a", "VISCII")
