"""Looking at a Word file from outside."""

import zipfile
from io import BytesIO

import pytest
from support.docx_text import scan
from support.month import spring_month
from support.paths import SHIPPED

from emulation_batch.errors import TemplateFault
from emulation_batch.reports import docx_check
from emulation_batch.reports.context import monthly
from emulation_batch.reports.docx_check import BODY, Expected, paragraphs, parts, read, refuse_links, table_rows, tables
from emulation_batch.reports.template_faults import template_faults
from emulation_batch.reports.word import render

TEMPLATE = SHIPPED / "bao_cao_thang.docx"
RELATION = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://x/{kind}" Target="file://may/o" TargetMode="External"/></Relationships>')


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("check") / "a.docx"
    context = monthly(spring_month())
    render(TEMPLATE, context, path)
    return parts(path), context["expect"]


def hold(found, expect):
    expected, seen = Expected(parts(TEMPLATE), "a.docx"), scan(found[BODY].decode())
    printed = expected.to_print(expect)
    printed.take(seen)
    expected.hold(printed, expect)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04"])
def test_no_word_file(tmp_path, content):
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateFault, match="a.docx không mở được"):
        parts(path)


def test_a_file_that_the_system_refuses_is_no_fault_of_a_template(tmp_path, monkeypatch):
    """Held by another program, or on a disk that fails: exit 6 with its cause, not exit 5."""
    monkeypatch.setattr(zipfile, "ZipFile", lambda path: (_ for _ in ()).throw(PermissionError(13, "Access is denied", "a.docx")))
    with pytest.raises(PermissionError):
        parts(tmp_path / "a.docx")
    told, = template_faults(TEMPLATE)
    assert "đang mở trong chương trình khác" in told.problem


def test_a_zip_without_a_document(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        packed.writestr("x.txt", "x")
    with pytest.raises(TemplateFault, match="không phải văn bản Word"):
        parts(tmp_path / "a.docx")


@pytest.mark.parametrize("content", [
    b"", b"<a>", b"<a></b>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b'<!DOCTYPE a [<!ENTITY b SYSTEM "x">]><a/>',
    '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"), b"<a>&b;</a>"])
def test_what_is_broken_or_names_an_entity_is_not_read(content):
    with pytest.raises(TemplateFault, match="a.docx hỏng ở phần word/styles.xml"):
        read("word/styles.xml", content, "a.docx")
    assert read("word/styles.xml", "<a>&lt;ế&#233;</a>".encode(), "a.docx").text == "<ếé"


def test_links_to_elsewhere():
    refuse_links({"word/_rels/document.xml.rels": RELATION.format(kind="hyperlink").encode()}, "a.docx")
    with pytest.raises(TemplateFault, match="nối tới tệp bên ngoài “file://may/o”"):
        refuse_links({"word/_rels/document.xml.rels": RELATION.format(kind="attachedTemplate").encode()}, "a.docx")


def test_a_whole_report_holds(report):
    found, expect = report
    hold(found, expect)


@pytest.mark.parametrize(("cut", "words"), [
    (lambda body: body.replace(b"./.", b""), "không có “./.”"),
    (lambda body: body.replace("Trung tâm Công nghệ".encode(), b""), "không có “Trung tâm Công nghệ"),
])
def test_a_cut_report_does_not(report, cut, words):
    found, expect = report
    with pytest.raises(TemplateFault, match=words.replace(".", r"\.").replace("/", "/")):
        hold(found | {BODY: cut(found[BODY])}, expect)


def test_a_lost_row_is_counted(report):
    found, expect = report
    body = found[BODY]
    start = body.rindex(b"<w:tr>")
    cut = body[:start] + body[body.index(b"</w:tr>", start) + 7:]
    with pytest.raises(TemplateFault, match="bảng “proposals” có 0/1 dòng"):
        hold(found | {BODY: cut}, expect)


def test_a_table_that_the_office_took_out_is_not_missed(report):
    found, expect = report
    hold(found, {"rows": expect["rows"] | {"hop_dong": 4}, "texts": {"loi_ket": ["không in"]}})


def test_tables_give_the_cells_of_their_rows(report):
    found, expect = report
    read = tables(found[BODY], "a.docx")
    assert read["people"][0][:3] == ["1", "Hoàng Văn Cường", "Phòng Bưu chính - Xuất bản"]
    assert {key: len(rows) for key, rows in read.items()} == {
        key: count for key, count in expect["rows"].items() if count}


def test_paragraphs():
    assert "Độc lập - Tự do - Hạnh phúc" in paragraphs(parts(TEMPLATE)[BODY], BODY, "a.docx")


def test_a_row_of_a_table_is_let_go_once_it_is_read(report, monkeypatch):
    """The tree of a country's report would take gigabytes."""
    trees, real = [], docx_check.etree.iterparse
    monkeypatch.setattr(docx_check.etree, "iterparse", lambda *given, **how: trees.append(real(*given, **how)) or trees[-1])
    assert any(tables(report[0][BODY], "a.docx").values())
    rows = list(trees[0].root.iter(docx_check.ROW))
    assert rows and not any(len(row) for row in rows if not docx_check._is_header(row))


def test_rows_are_given_as_they_are_read():
    """Of a table within a table before the row that holds it; an end for every table, also one without rows or a key."""
    def table(key, *rows):
        mark = f'<w:tblPr><w:tblDescription w:val="{key}"/></w:tblPr>' if key else ""
        return f"<w:tbl>{mark}{''.join(f'<w:tr><w:tc>{row}</w:tc></w:tr>' for row in rows)}</w:tbl>"

    def text(words):
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"

    body = (f'<w:body xmlns:w="{docx_check.W[1:-1]}">{table("bang:ngoai", text("1"), table("bang:trong", text("2")))}'
            f'{table("bang:trống")}{table("", text("3"))}</w:body>').encode()
    assert list(table_rows(BytesIO(body), "a.docx")) == [
        ("ngoai", 1, ["1"]), ("trong", 1, ["2"]), ("trong", 0, []), ("ngoai", 2, ["2"]), ("ngoai", 0, []), ("trống", 0, []),
        ("", 1, ["3"]), ("", 0, [])]
    assert tables(body, "a.docx") == {"ngoai": [["1"], ["2"]], "trong": [["2"]], "trống": []}
