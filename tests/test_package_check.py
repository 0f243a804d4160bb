"""A package that Office would mend or refuse is not kept."""

import io
import zipfile

import pytest
from support.paths import SHIPPED

from emulation_batch import package_check
from emulation_batch.package_check import TYPES, Broken, Seen, Unpacking, require_whole, whole_parts

TEMPLATE = SHIPPED / "bao_cao_thang.docx"
RELS = "word/_rels/document.xml.rels"
BODY = "word/document.xml"


def packed(parts, twice=()):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for name in twice:
            archive.writestr(name.upper(), b"<a/>")
    return io.BytesIO(stream.getvalue())


@pytest.fixture(scope="module")
def parts():
    return whole_parts(TEMPLATE)


def test_the_shipped_files_hold_together(parts):
    assert parts[BODY]
    for path in (*SHIPPED.glob("*.docx"), *SHIPPED.glob("*.xlsx")):
        assert whole_parts(path)


@pytest.mark.parametrize(("change", "words"), [
    (lambda parts: parts | {BODY: parts[BODY][:-9]}, "hỏng ở phần word/document.xml"),
    (lambda parts: parts | {BODY: b"<!DOCTYPE a>" + parts[BODY][parts[BODY].index(b"<w:document"):]}, "có khai báo lạ"),
    (lambda parts: parts | {"word/la.dat": b"x"}, "có phần chưa khai là word/la.dat"),
    (lambda parts: {name: part for name, part in parts.items() if name != "word/styles.xml"}, "khai phần không có là word/styles.xml"),
    (lambda parts: {name: part for name, part in parts.items() if name != TYPES}, "thiếu phần"),
    (lambda parts: parts | {RELS: parts[RELS].replace(b'Target="styles.xml"', b'Target="la.xml"')}, "nối tới phần không có là word/la.xml"),
    (lambda parts: parts | {RELS: parts[RELS].replace(b'Id="rId4"', b'Id="rId400"')}, "dùng mối nối chưa khai là rId4"),
])
def test_what_is_broken_is_named(parts, change, words):
    with pytest.raises(Broken, match=words):
        whole_parts(packed(change(parts)))


def test_two_parts_that_Windows_takes_for_one(parts):
    with pytest.raises(Broken, match="hai phần cùng tên"):
        whole_parts(packed(parts, twice=["word/styles.xml"]))


def test_no_package():
    for content in (b"", b"PK\3\4", b"x" * 99):
        with pytest.raises(Broken, match="không mở lại được"):
            whole_parts(io.BytesIO(content))


def test_a_part_known_from_another_package_is_not_parsed_again(parts):
    seen = Seen()
    whole_parts(packed(parts), seen)
    known = len(seen.parts)
    shown = []
    require_whole(parts, seen, lambda name, content: shown.append(name))
    assert shown == []
    assert known == len(seen.parts) == sum(name.endswith((".xml", ".rels")) for name in parts)
    with pytest.raises(Broken):
        whole_parts(packed(parts | {BODY: b"<a>"}), seen)


@pytest.mark.parametrize(("by_name", "again"), [(True, ["b.xml"]), (False, [])])
def test_a_part_under_another_name_is_parsed_again_unless_names_mean_nothing(by_name, again):
    seen, shown = Seen(by_name=by_name), []
    types = b'<Types><Default Extension="xml"/></Types>'
    for name in ("a.xml", "b.xml"):
        shown.clear()
        require_whole({TYPES: types, name: b"<a/>"}, seen, lambda part, content: shown.append(part))
    assert shown == again


def test_a_part_packed_like_an_earlier_one_is_not_unpacked_again(parts, monkeypatch):
    """It is read again when a byte of it, its checksum or its size in the list of the package differs."""
    read, seen, good = [], Seen(), packed(parts).getvalue()
    real = zipfile.ZipFile.read
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda self, item: read.append(item.filename) or real(self, item))
    whole_parts(io.BytesIO(good), seen)
    assert len(read) == len(parts)
    whole_parts(io.BytesIO(good), seen)
    whole_parts(packed(parts | {BODY: parts[BODY].replace(b"</w:p>", b"<w:r/></w:p>", 1)}), seen)
    assert read[len(parts):] == [BODY]
    place = good.rindex(b"PK\1\2") + 16
    for wrong in (good[:place] + bytes([good[place] ^ 1]) + good[place + 1:], good.replace(b"<w:styles ", b"<w:stylez ", 1)):
        with pytest.raises(Broken):
            whole_parts(io.BytesIO(wrong), seen)


def test_a_text_that_reads_like_a_relation_is_a_text(parts):
    text = b'<w:t>&lt;a r:id="rId99" r:embed="x"</w:t></w:p>'
    assert whole_parts(packed(parts | {BODY: parts[BODY].replace(b"</w:p>", text, 1)}))


def test_parts_are_unpacked_as_they_are_asked_for(parts):
    unpacking = Unpacking(packed(parts).getvalue())
    assert list(unpacking) == list(parts)
    assert len(unpacking) == len(parts)
    assert BODY in unpacking
    assert "word/none.xml" not in unpacking
    assert dict(unpacking) == dict(parts)
    assert unpacking[BODY] is not unpacking[BODY], "nothing is kept"
    with pytest.raises(KeyError):
        unpacking["word/none.xml"]
    with pytest.raises(Broken, match="không mở lại được"):
        Unpacking(b"PK")


@pytest.mark.parametrize("size", [7, 100, 5000])
def test_a_part_comes_in_stretches_none_of_which_tears_what_belongs_together(parts, monkeypatch, size):
    monkeypatch.setattr(package_check, "STRETCH", size)
    content = b'<a><c r="A1"><f>1</f><v>2</v></c><c r="B1"><f/></c></a>' + b" " * 20
    unpacking = Unpacking(packed({"a.xml": content, BODY: parts[BODY]}).getvalue())
    for name, whole in (("a.xml", content), (BODY, parts[BODY])):
        stretches = list(unpacking.stretches(name))
        assert b"".join(stretches) == whole
        assert all(stretch.startswith(b"</") for stretch in stretches[1:])
    assert all(b"<f" in stretch for stretch in unpacking.stretches("a.xml") if b"<c " in stretch)
    assert size > 99 or len(stretches) > 100


@pytest.mark.parametrize(("change", "words"), [
    (lambda body: body[:-9], "hỏng ở phần word/document.xml"),
    (lambda body: b"<!DOCTYPE a>" + body[body.index(b"<w:document"):], "có khai báo lạ"),
    (lambda body: body.replace(b"<w:sectPr", b'<w:sectPr r:id="rId99"'), "dùng mối nối chưa khai là rId99"),
])
def test_what_is_broken_is_named_also_when_it_comes_in_stretches(parts, monkeypatch, change, words):
    monkeypatch.setattr(package_check, "STRETCH", 50)
    shown = []
    require_whole(Unpacking(packed(parts).getvalue()), Seen(), lambda name, content: shown.append(content))
    assert b"".join(shown) == b"".join(content for name, content in parts.items() if name.endswith((".xml", ".rels")))
    with pytest.raises(Broken, match=words):
        require_whole(Unpacking(packed(parts | {BODY: change(parts[BODY])}).getvalue()), Seen())


def test_parts_that_are_packed_alike_have_one_mark(parts):
    content = packed({"a.xml": parts[BODY], "b.xml": parts[BODY], "c.xml": parts[RELS]}).getvalue()
    unpacking = Unpacking(content)
    assert unpacking.mark("a.xml") == unpacking.mark("b.xml") != unpacking.mark("c.xml")
    crc = content.rindex(b"PK\1\2") + 16
    assert Unpacking(content[:crc] + bytes([content[crc] ^ 1]) + content[crc + 1:]).mark("c.xml") != unpacking.mark("c.xml")
    with pytest.raises(Broken, match="không mở lại được"):
        Unpacking(content.replace(b"b.xml", b"x.xml", 1)).mark("b.xml")


def test_a_part_that_cannot_be_unpacked_is_no_part(parts):
    content = packed({"a.xml": parts[BODY]}).getvalue()
    with pytest.raises(Broken, match="không mở lại được"):
        list(Unpacking(content.replace(b"w:body", b"w:bodx", 1)).stretches("a.xml"))
