"""The Council's opinions, and what they are about."""

from support.council_book import the_month

from emulation_batch.council import MEETING_FIELDS, Council, Meeting, Opinion, about_of


def test_what_the_line_of_a_key_is_about():
    told = ("2022-03|dn|hang_nam|giay_khen|individual|STTTT-005", "2022-03|dn|dien_hinh||collective|BCXB", "2022-03|kq|x|y|CN-a1|2", "z")
    assert [about_of(key, the_month().definition) for key in told] == ["Giấy khen của Giám đốc Sở", "Điển hình", "vế CN-a1", "vế "]


def test_of_two_opinions_on_a_line_the_first_is_its_own():
    said = [Opinion("2022-03", key, "VP", "VP", "VP", "", "", verdict, "", None, None, Meeting(), "tệp", "A1")
            for key, verdict in (("a", "Đạt"), ("b", "Đạt"), ("a", "Không đạt"))]
    assert Council(tuple(said)).of("a") is said[0] and Council(tuple(said)).of("c") is None


def test_every_field_of_the_meeting_has_its_line():
    assert [item.key for item in MEETING_FIELDS] == list(Meeting.__dataclass_fields__)
    assert not Council().heard and Council().of("x") is None
