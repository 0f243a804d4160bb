"""The shipped Word templates: committed as built, styled by name, their tags fitting what reports say."""

import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from support.docx_text import seen, style_id
from support.month import spring_month
from support.paths import SHIPPED

from emulation_batch.reports.context import CONTEXTS
from emulation_batch.sample.word import write_templates
from emulation_batch.sample.word_styles import FONT, STYLES


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return write_templates(tmp_path_factory.mktemp("templates"))


def contents(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_committed_templates_are_those_built(built):
    assert built
    for path in built:
        assert contents(SHIPPED / path.name) == contents(path), f"{path.name}: build it again with write_templates"


def test_same_bytes_twice(built, tmp_path):
    for again, path in zip(write_templates(tmp_path), built, strict=True):
        assert again.read_bytes() == path.read_bytes()


def test_every_template_of_the_definition_ships(built):
    month = spring_month()
    assert {report.template for report in month.definition.reports if report.what in CONTEXTS} <= {path.name for path in built}


def test_every_paragraph_has_one_of_our_styles(built):
    for path in built:
        document = Document(str(path))
        names = {style.style_id: style.name for style in document.styles}
        for paragraph in document.element.body.iter(qn("w:p")):
            assert names[style_id(paragraph)] in STYLES
        assert document.element.body.findall(f".//{qn('w:r')}/{qn('w:rPr')}") == []


def test_one_font_everywhere(built):
    for path in built:
        assert {font for paragraph in seen(path) for font in paragraph.fonts} == {FONT}
        assert b"asciiTheme" not in contents(path)["word/styles.xml"]


def test_tags_are_short_and_plain(built):
    """No quotes and no filters: Word makes quotes curly and splits what it spell-checks."""
    for path in built:
        document = Document(str(path))
        tags = [tag for paragraph in document.element.body.iter(qn("w:p"))
                for tag in re.findall(r"\{[{%].*?[}%]\}", "".join(text.text or "" for text in paragraph.iter(qn("w:t"))))]
        assert len(tags) >= 10
        for tag in tags:
            assert re.fullmatch(r"\{\{ [a-z_.]+ \}\}|\{%(p|tr|tc) (for [a-z_]+ in [a-z_.]+|if [a-z_.]+|endfor|endif) %\}", tag), tag


def test_properties_name_nobody_and_no_program(built):
    for path in built:
        properties = Document(str(path)).core_properties
        assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
        assert "docProps/app.xml" not in contents(path)
