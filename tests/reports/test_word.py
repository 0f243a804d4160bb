"""Filling templates: nasty text stays text, faults are said in Vietnamese, a cut report is never kept."""

import zipfile
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from support.docx_text import as_text
from support.month import NASTY, empty_month, large_month, spring_month
from support.paths import SHIPPED

from emulation_batch import cache as caching
from emulation_batch.errors import TemplateFault
from emulation_batch.reports.context import monthly
from emulation_batch.reports.docx_check import placeholders
from emulation_batch.reports.word import Template, render
from emulation_batch.sample.word_parts import Cell, add, data_table, loop, save
from emulation_batch.sample.word_styles import blank_document

TEMPLATE = SHIPPED / "bao_cao_thang.docx"
MONTHS = {"spring": spring_month, "large": large_month, "empty": empty_month}


@cache
def context_of(name):
    return monthly(MONTHS[name]())


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """One report of each month, rendered once."""
    folder = tmp_path_factory.mktemp("reports")
    for name in MONTHS:
        render(TEMPLATE, context_of(name), folder / f"{name}.docx")
    return folder


def made(tmp_path, *texts):
    """A small template of these paragraphs."""
    document = blank_document()
    for text in texts:
        add(document, text, "Thân bài")
    return save(document, tmp_path / "mau.docx")


def test_golden(rendered, golden):
    golden("bao_cao_thang.txt", as_text(rendered / "spring.docx"))


def test_golden_of_a_month_without_anything(rendered, golden):
    golden("bao_cao_thang_khong_phat_sinh.txt", as_text(rendered / "empty.docx"))


def test_same_bytes_twice(rendered, tmp_path):
    render(TEMPLATE, context_of("spring"), tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == (rendered / "spring.docx").read_bytes()


def test_nasty_text_stays_text(rendered):
    text = as_text(rendered / "large.docx")
    for nasty in (NASTY[0], NASTY[1], NASTY[2], NASTY[4], NASTY[5].strip()):
        assert nasty in text
    resources = next(table for table in Document(str(rendered / "large.docx")).tables
                     if "bang:resources" in table._tbl.tblPr.xml)
    assert len(resources.rows) == 401


def test_a_lone_surrogate_cuts_nothing(tmp_path):
    context = context_of("spring") | {"addressee": "Hội đồng \ud800\x00\x0b\uffffSở"}
    render(TEMPLATE, context, tmp_path / "a.docx")
    text = as_text(tmp_path / "a.docx")
    assert "Kính gửi: Hội đồng Sở" in text
    assert "Phụ lục V" in text


def test_no_private_word_and_no_tag_is_left(rendered):
    for name in ("spring", "empty"):
        text = as_text(rendered / f"{name}.docx")
        assert "0209" not in text
        for mark in ("{{", "{%", "}}", "None", "nan", "<NA>"):
            assert mark not in text
    assert "tặng " not in as_text(rendered / "empty.docx").lower()


def test_title_is_the_documents_title(rendered):
    title = Document(str(rendered / "spring.docx")).core_properties.title
    assert title.startswith("Báo cáo kết quả thực hiện Phong trào thi đua")


def test_placeholders_are_the_sentences_left_for_people(rendered):
    left = placeholders(rendered / "spring.docx")
    assert "1. Ưu điểm: [Văn phòng Sở bổ sung]" in left
    assert len(left) == 8


@pytest.mark.parametrize(("texts", "words"), [
    (["{{ tille }}"], ("“tille”, có phải là “title”?", "Xem đoạn “{{ tille }}”")),
    (["lin", "{%p for line in rows %}", "{{ line }}", "{%p endfor %}", "Gửi {{ lin }}"], ("Xem đoạn “Gửi {{ lin }}”",)),
    (["{%p for row in rows %}", "{{ row.contnet }}", "{%p endfor %}"], ("“contnet”, có phải là “content”?",)),
    (["{{ khong_he_co }}"], ("Không có dữ liệu cho thẻ “khong_he_co”.",)),
    (["{%p for row in rows %}", "{{ row.content }}"], ("thẻ viết chưa đúng",)),
    (["{%p endfr %}"], ("không có thẻ “endfr”, có phải là “endfor”?",)),
    (["{{ title.nothing() }}"], ("“nothing”",)),
    (["{{ title() }}"], ("có thẻ không in được",)),
    (["{{ title.__class__.__mro__ }}"], ("gọi tới thứ không thuộc báo cáo",)),
    (["{{ cycler.__init__.__globals__.os.popen('id') }}"], ("Mẫu mau.docx",)),
])
def test_a_template_that_does_not_fit(tmp_path, texts, words):
    template = made(tmp_path, *texts)
    with pytest.raises(TemplateFault) as caught:
        render(template, {"title": "Báo cáo", "rows": [{"content": "a"}]}, tmp_path / "out.docx")
    assert caught.value.exit_code == 5
    assert caught.value.message.startswith("Mẫu mau.docx: ")
    for word in words:
        assert word in caught.value.message
    assert not (tmp_path / "out.docx").exists()


def test_a_dotted_name_is_an_item_never_a_method(tmp_path):
    template = made(tmp_path, "{{ row.values }} và {{ row.items }}")
    render(template, {"title": "", "row": {"values": "giá trị", "items": "mục"}}, tmp_path / "out.docx")
    assert "giá trị và mục" in as_text(tmp_path / "out.docx")


def test_tags_split_by_word_are_healed(tmp_path):
    document = blank_document()
    paragraph = add(document, "", "Thân bài")
    for piece in ("{{ ti", "tle", " }}"):
        paragraph.add_run(piece)
    template = save(document, tmp_path / "mau.docx")
    render(template, {"title": "R&D <Sở>"}, tmp_path / "out.docx")
    assert "R&D <Sở>" in as_text(tmp_path / "out.docx")


def test_a_cut_report_is_refused(tmp_path):
    document = blank_document()
    data_table(document, "units", "Đơn vị", "row in shown", (Cell("Tên", "{{ row.name }}", 100),), 160)
    template = save(document, tmp_path / "mau.docx")
    context = {"title": "", "shown": [{"name": "Văn phòng"}],
               "expect": {"rows": {"units": 2}, "texts": {"shown": ["Văn phòng", "Thanh tra"], "closing": ["./."]}}}
    with pytest.raises(TemplateFault) as caught:
        render(template, context, tmp_path / "out.docx")
    for word in ("bảng “units” có 1/2 dòng", "không có “Thanh tra”"):
        assert word in caught.value.message
    assert "./." not in caught.value.message
    assert not (tmp_path / "out.docx").exists()


def test_draft_mark_until_sealed(tmp_path):
    context = monthly(spring_month(sealed=True))
    render(TEMPLATE, context, tmp_path / "sealed.docx")
    render(TEMPLATE, context_of("spring"), tmp_path / "draft.docx")

    def headers(name):
        with zipfile.ZipFile(tmp_path / name) as packed:
            return [packed.read(part).decode() for part in packed.namelist() if Path(part).name.startswith("header")]

    assert all("DỰ THẢO" in header for header in headers("draft.docx"))
    assert not any("DỰ THẢO" in header for header in headers("sealed.docx"))


def test_conditions_and_loops_leave_no_paragraph(tmp_path):
    document = blank_document()
    loop(document, "if title")
    add(document, "có", "Thân bài")
    loop(document, "endif")
    template = save(document, tmp_path / "mau.docx")
    render(template, {"title": "a"}, tmp_path / "out.docx")
    assert as_text(tmp_path / "out.docx") == "có\n"


def test_missing_template_says_what_to_do(tmp_path):
    with pytest.raises(TemplateFault, match="Không tìm thấy mẫu"):
        render(tmp_path / "x.docx", {}, tmp_path / "out.docx")


def test_a_template_linked_to_elsewhere_is_refused(tmp_path):
    document = blank_document()
    document.part.relate_to("file://may/o/anh.png", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
                            is_external=True)
    template = save(document, tmp_path / "mau.docx")
    with pytest.raises(TemplateFault, match="nối tới tệp bên ngoài"):
        render(template, {"title": ""}, tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()


def test_a_paper_that_the_cache_has_needs_nothing_compiled(rendered, tmp_path, monkeypatch):
    """At need, a template is compiled with its first paper; its faults are told as ever."""
    context = context_of("spring")
    with caching.using(caching.Cache(tmp_path / caching.FOLDER)):
        made_first = Template(TEMPLATE, at_need=True).paper(context)
        monkeypatch.setattr(Template, "_compile", lambda self: pytest.fail("compiled"))
        assert Template(TEMPLATE, at_need=True).paper(context) == made_first
    assert made_first[0] == (rendered / "spring.docx").read_bytes()
    monkeypatch.undo()
    wrong = made(tmp_path, "{% if title %}")
    with pytest.raises(TemplateFault):
        Template(wrong, at_need=True).paper(context)
    with pytest.raises(TemplateFault):
        Template(wrong)
