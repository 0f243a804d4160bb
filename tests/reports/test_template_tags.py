"""Which words of block tags are known, which was meant, and in which paragraph a name stands."""

import pytest
from support.paths import SHIPPED

from emulation_batch.errors import TemplateFault
from emulation_batch.reports.docx_check import BODY, paragraphs, parts
from emulation_batch.reports.template_tags import holding, meant, misspelt
from emulation_batch.reports.word import Template
from emulation_batch.sample.word_parts import add, save
from emulation_batch.sample.word_styles import blank_document


def test_only_words_of_no_tag_are_told():
    texts = ["{%p fro x in y %} và {%tr endfro%}", "{% p for x in y %}{%- tc for a in b -%}{%p%}", "{%p if fro %} fro {{ fro }} {# {%p fro %}"]
    assert list(misspelt(texts)) == [("{%p fro x in y %}", "fro"), ("{%tr endfro%}", "endfro"), ("{%p fro %}", "fro")]
    for path in SHIPPED.glob("*.docx"):
        assert not list(misspelt(paragraphs(parts(path)[BODY], BODY, path.name))), path.name


@pytest.mark.parametrize(("word", "near"), [
    ("fro", "for"), ("FOR", "for"), ("fi", "if"), ("els", "else"), ("endofr", "endfor"), ("edif", "endif"), ("trendfor", "tr endfor"),
    ("pif", "p if"), ("xyz", None),
])
def test_what_was_meant(word, near):
    assert meant(word) == near


def test_the_paragraph_that_holds_a_name_as_a_whole_word_of_a_tag():
    texts = ["lin", "{%p for line in parent_lines %}", "{{ row.lin }} và chữ"]
    assert holding(texts, "lin") == texts[2]
    assert holding(texts, "}") == holding(texts, "") == holding(texts, "parent") == ""


@pytest.mark.parametrize("tag", ["{{ x line }}", "{{ x | }}", "{{ (x }}", "{{ x + }}", "{%p for a b %}", "{%tr if %}", "{{ x ! y }}",
                                 "{%p elif a b %}", "{{r x y }}", "{{ 'abc }}", "{{ title | khong_co }}"])
def test_a_tag_that_cannot_be_read_is_told_whole_with_its_place_in_vietnamese_alone(tmp_path, tag):
    document = blank_document()
    for text in ("{%p for row in rows %}", "{{ row.name|default(“không”) }}", "{%p endfor %}", f"Về {tag} nhé"):
        add(document, text, "Thân bài")
    with pytest.raises(TemplateFault) as told:
        Template(save(document, tmp_path / "mau.docx"))
    assert told.value.message == (f"Mẫu mau.docx: thẻ viết chưa đúng ở “{tag}”; mỗi thẻ for, if cần thẻ endfor, endif của nó, "
                                  f"mỗi dấu mở cần dấu đóng. Xem đoạn “Về {tag} nhé”.")


@pytest.mark.parametrize(("texts", "words"), [
    (["{%p for row in rows %}", "x"], "ở “endfor”"), (["x", "{%p endif %}"], "ở “endif”"),
    (["{{ x y", "}}"], "dấu ngoặc nhọn lẻ ở đoạn “{{ x y”")])
def test_tags_that_read_well_alone_are_told_by_their_order(tmp_path, texts, words):
    document = blank_document()
    for text in texts:
        add(document, text, "Thân bài")
    with pytest.raises(TemplateFault, match=words):
        Template(save(document, tmp_path / "mau.docx"))
