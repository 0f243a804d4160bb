"""Which words of block tags are known, which was meant, and in which paragraph a name stands."""

import pytest
from support.paths import SHIPPED

from emulation_batch.reports.docx_check import BODY, paragraphs, parts
from emulation_batch.reports.template_tags import holding, meant, misspelt


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
