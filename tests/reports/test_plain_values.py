"""Values without characters that XML cannot hold."""

from collections import ChainMap
from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.reports.plain_values import NOT_XML, without_controls


@given(st.text())
def test_xml_holds_what_is_left(text):
    left = without_controls(text)
    assert left == NOT_XML.sub("", text)
    fromstring(f"<a>{escape(left)}</a>".encode())


def test_all_that_a_value_holds():
    sizes = []
    value = {"a\x00": ["\ud800b", ("c\ufffe", 1, None, True)], "d": ChainMap({"e": "\x1bf\t\n"})}
    assert without_controls(value, sizes) == {"a": ["b", ["c", 1, None, True]], "d": {"e": "f\t\n"}}
    assert 1 + sum(sizes) == 10
