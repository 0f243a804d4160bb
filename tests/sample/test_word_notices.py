"""Templates of the letters to units."""

from docx import Document

from emulation_batch.sample.word_notices import near_misses, notice, reminder


def texts(path):
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_an_official_letter_has_its_subject_under_the_number_and_no_title(tmp_path):
    document = Document(str(reminder(tmp_path)))
    number = document.tables[0].rows[1].cells[0]
    assert [paragraph.style.name for paragraph in number.paragraphs] == ["Số, ký hiệu", "Trích yếu công văn"]
    assert "Tên loại" not in {paragraph.style.name for paragraph in document.paragraphs}


def test_a_notice_has_a_title_and_no_addressee(tmp_path):
    assert "THÔNG BÁO" in texts(notice(tmp_path))
    assert not any(text.startswith("Kính gửi") for text in texts(tmp_path / "thong_bao.docx"))


def test_an_empty_list_has_no_table(tmp_path):
    said = texts(near_misses(tmp_path))
    assert said.index("{%p if rows %}") < said.index("{%p endif %}")
