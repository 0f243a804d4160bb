"""A section break survives the tag in whose paragraph a word processor has laid it."""

from lxml import etree

from emulation_batch.reports.docx_sections import ID, RELATIONS, W, keep_section_breaks, numbered_headers, restore_page_numbers

BREAK = "<w:pPr><w:sectPr><w:pgNumType w:start='1'/></w:sectPr></w:pPr>"


def tree(*paragraphs):
    return etree.fromstring(f"<w:body xmlns:w='{W[1:-1]}'>{''.join(paragraphs)}<w:sectPr/></w:body>")


def shape(body):
    return [("".join(item.itertext(f"{W}t")), item.find(f".//{W}sectPr") is not None) for item in body.iter(f"{W}p")]


def test_a_break_in_a_tag_gets_a_paragraph_of_its_own():
    body = tree(f"<w:p>{BREAK}<w:r><w:t>{{%p if </w:t></w:r><w:r><w:t>rows %}}</w:t></w:r></w:p>", "<w:p><w:r><w:t>Phụ lục</w:t></w:r></w:p>")
    keep_section_breaks(body)
    assert shape(body) == [("{%p if rows %}", False), ("", True), ("Phụ lục", False)]
    assert len(list(body.iter(f"{W}pgNumType"))) == 1


def test_other_breaks_stay_where_they_are():
    body = tree(f"<w:p>{BREAK}</w:p>", f"<w:p>{BREAK}<w:r><w:t>Cuối phần {{{{ name }}}}</w:t></w:r></w:p>")
    before = etree.tostring(body)
    keep_section_breaks(body)
    assert etree.tostring(body) == before


def section(*headers, size=100, start="1", title=True):
    told = "".join(f"<w:headerReference w:type='{kind}' r:id='{name}'/>" for kind, name in headers)
    return (f"<w:sectPr>{told}<w:pgSz w:w='{size}' w:h='50'/><w:pgNumType w:start='{start}'/>{'<w:titlePg/>' if title else ''}"
            "<w:docGrid/></w:sectPr>")


def restored(*sections):
    body = etree.fromstring(f"<w:body xmlns:w='{W[1:-1]}' xmlns:r='{ID[1:-3]}'>{''.join(sections)}</w:body>")
    restore_page_numbers(body, {"n"})
    return [([item.get(ID) for item in one.findall(f"{W}headerReference")], [item.tag.removeprefix(W) for item in one][-2:])
            for one in body]


def test_an_appendix_of_one_page_gets_its_numbers_back():
    whole = section(("default", "n"), ("first", "f"))
    assert restored(whole, section(("default", "x"), title=False)) == [(["n", "f"], ["titlePg", "docGrid"])] * 2


def test_numbers_that_somebody_took_out_stay_out():
    whole = section(("default", "n"), ("first", "f"))
    for other in (section(("default", "x"), size=70, title=False), section(("default", "x"), start="4", title=False)):
        assert restored(whole, other)[1] == (["x"], ["pgNumType", "docGrid"])
    assert restored(section(("default", "x"), title=False)) == [(["x"], ["pgNumType", "docGrid"])]


def test_headers_with_a_number():
    one = "<Relationship Id='{0}' Type='http://a/{1}' Target='{2}.xml'/>"
    relations = "".join(one.format(*items) for items in (("a", "header", "h1"), ("b", "header", "h2"), ("c", "footer", "h1")))
    assert numbered_headers({RELATIONS: f"<r>{relations}</r>".encode(), "word/h1.xml": b" PAGE ", "word/h2.xml": b""}) == {"a"}
    assert numbered_headers({}) == set()
