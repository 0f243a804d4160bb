"""Texts cut out of a part are what a parser gives, or are left to one."""

from random import Random
from xml.etree import ElementTree

import pytest
from reading.test_quick import SCRAPS, mutated

from emulation_batch.reading.package import Malformed, read_strings
from emulation_batch.reading.quick_text import Odd, common, plain_strings, plain_text

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="s" count="3" uniqueCount="2">'
TEXTS = ("<t>Nội dung</t>", '<t xml:space="preserve"> a &amp; b&lt;c&gt; </t>', "<t>hai\ndòng</t>", "<r><t>Lý </t></r><r><rPr/><t>Ánh</t></r>",
         "<t>a</t><rPh><t>xx</t></rPh>", "<t/>", "<t></t>", '<r><rPr><rFont val=".VnTime"/></rPr><t>c</t></r>', "<t>&#65;&#10;</t>", "<t>_x000D_</t>", "<!-- a --><t>b</t>", "<t><![CDATA[<si>]]></t>")


def strings(random):
    return HEAD + "".join(f"<si>{random.choice(TEXTS)}</si>" for _ in range(random.randrange(6))).encode() + b"</sst>"


def agrees(part):
    plain = plain_strings(part, read_strings)
    if plain is not None:
        try:
            exact = read_strings(part)
        except Malformed as error:
            exact = error
        assert plain == exact, part
    return plain is not None


def test_strings_and_damaged_strings_are_read_alike_or_left():
    random = Random(3)
    dared = sum(agrees(strings(random)) for _ in range(500))
    assert dared > 300
    assert sum(agrees(mutated(random, strings(random))) for _ in range(3000)) > 150


def test_plain_strings_take_no_parser():
    part = HEAD + "".join(f"<si>{text}</si>" for text in TEXTS[:3]).encode() + b"</sst>"
    assert plain_strings(part, None) == (["Nội dung", " a & b<c> ", "hai\ndòng"], {})


@pytest.mark.parametrize("part", [
    HEAD.replace(b'"yes"', b'"yes"\x0b') + b"<si><t>a</t></si></sst>", HEAD + b"<si><t>a</t></si></sst>\x0b",
    HEAD.replace(b'"s"', b'"s') + b"<si><t>a</t></si></sst>", HEAD + b"<si><t>a</t></si>", HEAD + b"<si><t>a</si></sst>"])
def test_odd_parts_are_left(part):
    assert plain_strings(part, read_strings) is None


@pytest.mark.parametrize("text", [b"a<b", b"a>b", b"a & b", b"&foo;", b"\xff", b"a\rb", b"a\x00b", "\ufffe".encode(), b"a" * 1_000_001])
def test_what_is_no_plain_text(text):
    with pytest.raises((Odd, UnicodeDecodeError)):
        plain_text(text)


def test_scraps_have_what_breaks_texts():
    """The damage of the tests reaches entities, sections, control characters."""
    assert {b"&foo;", b"<![CDATA[", b"\0", b"\r"} <= set(SCRAPS)


FRAME = (b'<worksheet xr:uid="{0A-1}"><dimension ref="A1:AF30"/><sheetViews><sheetView><selection pane="bottomLeft" activeCell="B9" '
         b'sqref="B9"/></sheetView></sheetViews><sheetData/><headerFooter><oddHeader>&amp;R Thanh tra</oddHeader></headerFooter></worksheet>')


def test_what_each_file_has_of_its_own_is_not_looked_at_again():
    other = FRAME.replace(b"{0A-1}", b"{B7-2}").replace(b"AF30", b"AF31").replace(b"B9", b"C12").replace(b"Thanh tra", "Văn phòng".encode())
    assert common(FRAME) == common(other) != common(FRAME.replace(b"bottomLeft", b"x\"y"))
    with pytest.raises(Odd):
        common(FRAME.replace(b"Thanh tra", b"&foo;"))


@pytest.mark.parametrize(("sound", "damaged"), [
    (b'ref="A1:AF30"/>', b'ref="A1:AF30">'), (b'sqref="B9"/>', b'sqref="B9" sqref="B9"/>'), (b'xr:uid="', b'xr:uid='),
    (b"<dimension", b'<a b="<dimension'), (b"</oddHeader>", b"</oddFooter>")])
def test_damage_stays_where_it_is_marked(sound, damaged):
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(common(FRAME.replace(sound, damaged)).replace(b"xr:uid", b"uid"))
