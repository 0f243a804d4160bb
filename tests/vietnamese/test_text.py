"""Text: what is cleaned, what is the same, what comes first."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emulation_batch.vietnamese.text import (
    bare_key,
    clean,
    closest,
    is_look_alike,
    match_key,
    name_key,
    sort_key,
    strip_salutation,
)

any_text = st.text(st.characters(codec=None, categories=None))
vietnamese = st.text("aàảãáạăằắâầeèéêềoòóôồơờuùúưừyỳýiìqghđn \u0300\u0301\u0309\u034f\u200b-/_x0D5F\u212a\u1fef")


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Sở\u00a0 Y  tế ", "Sở Y tế"),
        ("Hộ nghe\u0300o", "Hộ nghèo"),
        ("  ", ""),
        ("a\u200bb\u202ec\ufeffd\U000e0041e\u00adf", "abcdef"),
        ("a\x00b\x1bc\ud800d\uffffe\U0001fffff\ufdd0", "abcdef"),
        ("một \r\n hai\rba\u2028bốn\x0bnăm\n", "một\nhai\nba\nbốn\nnăm"),
        ("một\n\nhai", "một\n\nhai"),
        ("một_x000D_\nhai", "một\nhai"),
        ("a_x0000_b_x001f_c_xFFFF_", "abc"),
        ("a_x0009_b", "a b"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x0041_ giữ nguyên", "_x0041_ giữ nguyên"),
        ("_x005F_x005F_x0000_", ""),
        ("_x00\u200b00_", ""),
        ("\u3000Đề án\u2003số 1\t", "Đề án số 1"),
        ("🏡 nhà", "🏡 nhà"),
    ],
)
def test_clean(typed, cleaned):
    assert clean(typed) == cleaned


@given(any_text | vietnamese)
@example("_x000_x0000_0_")
@example("a _x000A_ b")
@example("e_x0000_\u0301")
def test_cleaning_twice_changes_nothing_and_leaves_xml_text(text):
    once = clean(text)
    assert clean(once) == once == unicodedata.normalize("NFC", once)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in once)
    once.encode("utf-8")


def test_clean_is_quick_on_hostile_text():
    assert clean("_x005F" * 20_000 + "_") == "_"
    assert clean("\u200b \n" * 50_000) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lý Thị Ánh", "LÝ  THỊ\nÁNH "),
        ("hoà", "hòa"),
        ("Thuỷ", "Thủy"),
        ("khoẻ", "khỏe"),
        ("loè", "lòe"),
        ("quý", "qúy"),
        ("quả", "qủa"),
        ("giá", "gía"),
        ("ðồng chí", "đồng chí"),
        ("QÐ", "QĐ"),
        ("Nguy\u0435n", "Nguyen"),
        ("\u041dà Nội", "Hà Nội"),
        ("ＳＴＴＴＴ １２", "STTTT 12"),
        ("Sở Y tế – Phòng 1", "sở y tế-phòng 1"),
        ("12 / BC", "12/bc"),
        ("“Tết”", '"tết"'),
        ("d\u2019Or", "d'or"),
    ],
)
def test_match_key_folds(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa", "Hoa"), ("Hòa", "Hóa"), ("đa", "da"), ("Ân", "An"), ("gì", "gi"), ("quy", "quý"), ("tuỳ", "tuy")],
)
def test_match_key_keeps_marks(one, other):
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("hoàn", "hoàn"),
        ("huỳnh", "huỳnh"),
        ("khuỷu", "khuỷu"),
        ("quý", "quý"),
        ("giữ gìn", "giữ gìn"),
        ("thuở", "thuở"),
        ("oà lên", "òa lên"),
        ("ngoại", "ngoại"),
        ("Москва", "москва"),
    ],
)
def test_match_key_leaves_alone(typed, key):
    assert match_key(typed) == key


@given(any_text | vietnamese)
@example("\u0149 ＨÐ")
def test_match_key_does_not_see_the_normal_form(text):
    assert match_key(unicodedata.normalize("NFD", text)) == match_key(unicodedata.normalize("NFC", text))
    assert match_key(match_key(text)) == match_key(text)


def test_bare_key():
    assert bare_key("  Phòng Bưu chính – Viễn thông, số 05/Đ ") == "phong buu chinh vien thong so 05 d"


@given(any_text | vietnamese)
def test_bare_key_is_plain_words(text):
    key = bare_key(text)
    assert key == " ".join(key.split())
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


def test_closest():
    units = ["Văn phòng Sở", "Thanh tra Sở", "Phòng Công nghệ thông tin"]
    assert closest("thanh tra so", units) == "Thanh tra Sở"
    assert closest("Phòng CÔNG NGHỆ thôngtin", units) == "Phòng Công nghệ thông tin"
    assert closest("Sở Y tế", units) is None
    assert closest("", units) is None
    assert closest("?", ["!"]) is None
    assert closest("x" * 100_000, units) is None


def test_closest_prefers_the_same_marks():
    assert closest("hoá", ["hoa", "hóa", "hòa"]) == "hóa"
    assert closest("hoa", ["hòa", "hóa"]) == "hòa"


def test_names_are_sorted_by_given_name_then_middle_then_surname():
    expected = [
        "Lê Thị Ái An",
        "Nguyễn Văn An",
        "Trần Văn An",
        "Phạm Ân",
        "Hoàng Thị Cúc",
        "Lò Văn Du",
        "Lý Thị Đào",
        "Bùi Hoa",
        "Bùi Hòa",
        "Bùi Hỏa",
        "Bùi Hõa",
        "Bùi Hoá",
        "Bùi Họa",
        "Lê Ơn",
        "Vi Văn Út",
        "Vi Văn Ưng",
        "Y",
    ]
    typed = expected[1::2] + expected[::2]
    assert sorted(typed, key=name_key) == expected


@given(st.lists(any_text | vietnamese, max_size=5))
def test_every_text_can_be_sorted(texts):
    assert sorted(texts, key=name_key) is not None
    assert sorted(texts, key=sort_key) is not None


def test_letters_come_before_tones():
    words = ["bàn", "ban", "bản", "bang", "băn", "bân", "đa", "da", "ê", "e"]
    assert sorted(words, key=sort_key) == ["ban", "bàn", "bản", "bang", "băn", "bân", "da", "đa", "e", "ê"]


@pytest.mark.parametrize(
    ("typed", "name", "salutation"),
    [
        ("Ông Nguyễn Văn A", "Nguyễn Văn A", "Ông"),
        ("bà: Lý Thị Ánh", "Lý Thị Ánh", "bà"),
        ("Đồng chí Lý Thị Ánh", "Lý Thị Ánh", "Đồng chí"),
        ("đ/c Thượng tá, ThS. Lý Thị Ánh", "Lý Thị Ánh", "đ/c Thượng tá, ThS."),
        ("PGS.TS.Trần Văn B", "Trần Văn B", "PGS.TS."),
        ("Ths Trần Văn B", "Trần Văn B", "Ths"),
        ("Ông (bà) Trần Văn B", "Trần Văn B", "Ông (bà)"),
        ("Đại úy Trần Văn B", "Trần Văn B", "Đại úy"),
        ("Lý Thị Ánh", "Lý Thị Ánh", ""),
        ("Trần Thị Bà", "Trần Thị Bà", ""),
        ("Anhdao Nguyễn", "Anhdao Nguyễn", ""),
        ("Tsang Văn Bình", "Tsang Văn Bình", ""),
        ("Ông", "Ông", ""),
        ("", "", ""),
    ],
)
def test_strip_salutation(typed, name, salutation):
    assert strip_salutation(typed) == (name, salutation)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguy\u0435n", True),
        ("ðồng chí", True),
        ("QÐ-STTTT", True),
        ("H\u0391 Nội", True),
        ("Москва", False),
        ("Hà Nội", False),
        ("\u0110ồng chí", False),
        ("kÕ ho¹ch ®Ðn", False),
        ("", False),
    ],
)
def test_is_look_alike(text, expected):
    assert is_look_alike(text) is expected


def test_marks_heaped_on_a_letter_cost_no_time():
    """Putting a hundred thousand marks in order took eight seconds; no language heaps more than thirty."""
    import time

    began = time.process_time()
    heap = "a" + "\u0301\u0323" * 50_000
    assert 20 < len(clean(heap)) <= 31 and clean(clean(heap)) == clean(heap)
    assert len(clean("\u0323\u0301" * 500_000)) == 30
    assert time.process_time() - began < 3
    assert clean("Tie\u0302\u0301ng Vie\u0323\u0302t " * 30) == ("Tiếng Việt " * 30).strip()
