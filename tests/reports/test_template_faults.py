"""Every fault of a template at once, with its place, in Vietnamese."""

import re
import shutil
import zipfile

import pytest
from docx import Document
from docxtpl_lint import core
from support.month import spring_month
from support.paths import SHIPPED

from emulation_batch.catalogue import BLANKS
from emulation_batch.errors import TemplateFault
from emulation_batch.reports.context import CONTEXTS, monthly
from emulation_batch.reports.template_faults import WORDS, lost_tags, papers_of_month, strange_names, template_faults, with_all
from emulation_batch.reports.word import Template
from emulation_batch.sample.word_parts import add, save
from emulation_batch.sample.word_styles import blank_document

CONTEXT = {"title": "Báo cáo", "subject_line": "Về việc", "rows": [{"name": "a"}], "expect": {}}


def made(tmp_path, *texts):
    document = blank_document()
    for text in texts:
        add(document, text, "Thân bài")
    return save(document, tmp_path / "mau.docx")


def test_every_code_of_the_linter_is_told_in_vietnamese():
    assert set(WORDS) == set(core.RULES), "a new version of the linter has other codes"
    assert all(BLANKS.sub("", problem).strip() and mend for problem, mend in WORDS.values())


def test_shipped_templates_have_no_fault_and_print_a_month():
    month = spring_month()
    for path in sorted(path for path in SHIPPED.glob("*.docx") if path.stem in CONTEXTS):
        contexts = [context for _, context in CONTEXTS[path.stem](month)]
        assert template_faults(path, contexts) == [], path.name


def test_all_faults_at_once_with_their_places(tmp_path):
    path = made(tmp_path, "{{ subject_lin }}", "{%p for row in rows %}", "{{ row.name }}", "Kết thúc", "{{ tieu_de }}")
    faults = template_faults(path, [CONTEXT])
    told = [str(fault) for fault in faults]
    assert len(faults) >= 3
    assert any("đoạn 1" in line and "“subject_lin”" in line and "Có phải là “subject_line”?" in line for line in told)
    assert any("đoạn 2" in line and "chưa đóng" in line for line in told)
    assert any("đoạn 5" in line and "“tieu_de”" in line for line in told)
    assert any("“khong_co”" in str(fault) for fault in template_faults(made(tmp_path, "{{ title | khong_co }}"), [CONTEXT]))


def test_a_fault_in_a_table_names_its_cell(tmp_path):
    document = blank_document()
    table = document.add_table(rows=2, cols=2)
    table.cell(1, 1).text = "{{ subject_lin }}"
    faults = template_faults(save(document, tmp_path / "mau.docx"), [CONTEXT])
    assert [fault.place for fault in faults] == ["mau.docx, thân văn bản, bảng 1, hàng 2, ô 2"]


def test_a_name_that_the_original_has_nearly_is_told_before_any_month(tmp_path):
    original = made(tmp_path, "{{ subject_line }}", "{%p for row in rows %}", "{{ row.name }}", "{%p endfor %}").rename(tmp_path / "goc.docx")
    path = made(tmp_path, "Về {{ subject_lin }}", "{%p for row in rowss %}", "{{ row.name }}", "{{ my_own_words }}", "{%p endfor %}")
    assert [str(fault) for fault in strange_names(path, original)] == [
        "mau.docx, đoạn “Về {{ subject_lin }}”: mẫu gốc không có thẻ “subject_lin”. Có phải là “subject_line”?",
        "mau.docx, đoạn “{%p for row in rowss %}”: mẫu gốc không có thẻ “rowss”. Có phải là “rows”?"]
    assert strange_names(original, original) == []


def test_a_template_that_lost_its_tags_or_a_loop_is_told(tmp_path):
    original = made(tmp_path, "{{ title }}", "{%p for row in rows %}", "{{ row.name }}", "{%p endfor %}",
                    "{% for one in left.out %}{{ one }}{% endfor %}", "{%tc for cell in cells %}").rename(tmp_path / "goc.docx")
    again = "Không cố ý bỏ thì chép lại từ mau.docx gốc, có trong thư mục mới do “emulation-batch init THƯ_MỤC” lập."
    assert [str(fault) for fault in lost_tags(made(tmp_path, "Biên bản"), original)] == [
        f"mau.docx: mẫu không còn thẻ nào, văn bản in ra sẽ không có số liệu. {again}"]
    path = made(tmp_path, "{{ title }}", "{%p for any in rows %}", "{{ any.name }}", "{%p endfor %}")
    assert [str(fault) for fault in lost_tags(path, original)] == [
        f"mau.docx: mẫu không còn thẻ “for … in left.out” của mẫu gốc, những gì in ở đó sẽ vắng mặt. {again}"]
    assert lost_tags(original, original) == []
    names = [str(fault) for fault in lost_tags(made(tmp_path, "{{ title }}"), SHIPPED / "bien_ban.docx")]
    assert any("“for … in declined”" in name for name in names) and not any("signer_lines" in name or "recipients" in name for name in names)


@pytest.mark.parametrize(("wrong", "right"), [("fro", "for"), ("For", "for"), ("endfro", "endfor"), ("fi", "if"), ("endi", "endif")])
def test_a_misspelt_word_of_a_block_is_told_once_without_what_follows_from_it(tmp_path, wrong, right):
    texts = ["{%p for row in rows %}", "{%p if row.name %}", "{{ row.name }}", "{%p endif %}", "{%p endfor %}"]
    place = next(number for number, text in enumerate(texts) if f"p {right} " in text)
    texts[place] = texts[place].replace(right, wrong, 1)
    told, = template_faults(made(tmp_path, *texts), [CONTEXT])
    assert str(told) == f"mau.docx, đoạn “{texts[place]}”: không có thẻ “{wrong}”. Có phải là “{right}”?"
    with pytest.raises(TemplateFault, match=f"không có thẻ “{wrong}”, có phải là “{right}”.*{re.escape(texts[place])}"):
        Template(tmp_path / "mau.docx")


def test_a_kind_that_ran_into_its_word(tmp_path):
    told, = template_faults(made(tmp_path, "{%pfor row in rows %}", "{{ row.name }}", "{%p endfor %}"), [CONTEXT])
    assert "“pfor”. Có phải là “p for”?" in str(told)
    told, = template_faults(made(tmp_path, "{%p xyz %}"), [CONTEXT])
    assert "“xyz”. Mỗi thẻ" in str(told)


@pytest.mark.parametrize("text", ["{ subject_line }}", "{{ subject_line }", "Giá {x}"])
def test_a_stray_brace_is_a_fault(tmp_path, text):
    assert template_faults(made(tmp_path, text), [CONTEXT])


def test_a_name_missing_inside_a_loop_shows_when_it_is_filled(tmp_path):
    path = made(tmp_path, "{%p for row in rows %}", "{{ row.nam }}", "{%p endfor %}")
    assert any("nam" in str(fault) for fault in template_faults(path, [CONTEXT]))


def test_what_is_no_template(tmp_path):
    path = tmp_path / "mau.docx"
    path.write_bytes(b"PK\x03\x04 hong")
    assert "không mở được" in str(template_faults(path)[0])
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<w:document>")
    assert "hỏng ở phần word/document.xml" in str(template_faults(path)[0])
    assert "Không tìm thấy mẫu" in str(template_faults(tmp_path / "vang.docx")[0])


def test_without_a_month_the_tags_alone_are_read(tmp_path):
    assert template_faults(SHIPPED / "bao_cao_thang.docx") == []
    assert monthly(spring_month())["title"]


@pytest.mark.parametrize(("texts", "words"), [
    (["{%p for row in rows %}"] * 9 + ["a"] + ["{%p endfor %}"] * 9, "lặp hoặc nhân lên mãi"),
    (["{{ title.center(9) }}"], "“center”"), (["{{ title | safe }}"], ""), (["{{ range(9) }}"], "“range”"),
])
def test_what_a_template_may_not_do_is_told_before_a_run(tmp_path, texts, words):
    faults = template_faults(made(tmp_path, *texts), [CONTEXT | {"rows": [{"name": "a"}] * 20}])
    assert faults and any(words in str(fault) for fault in faults), faults


def damage(path, old, new):
    document = Document(path)
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text)
    run.text = run.text.replace(old, new, 1)
    document.save(path)


def test_a_run_is_told_every_fault_of_every_template(tmp_path):
    month = spring_month()
    folder = shutil.copytree(SHIPPED, tmp_path / "mau")
    for name, old, new in (("bao_cao_thang", "}}", "}"), ("mot_trang", "{{", "{{ x_sai_ten }}{{"), ("thong_bao", "}}", "}")):
        damage(folder / f"{name}.docx", old, new)
    with pytest.raises(TemplateFault) as stop:
        Template(folder / "bao_cao_thang.docx")
    told = with_all(stop.value, papers_of_month(month), folder)
    assert "endfor" not in told.message and "emulation-batch doctor" in told.message and f"{len(told.faults)} chỗ" in told.message
    places = [str(fault) for fault in told.faults]
    for name in ("bao_cao_thang", "mot_trang", "thong_bao"):
        assert any(place.startswith(f"{name}.docx, thân văn bản, đoạn ") for place in places), name
    assert all("chưa đóng" in place for place in places if not place.startswith("mot_trang"))


def test_what_no_template_is_to_blame_for_is_told_as_it_was_met(tmp_path):
    month, met = spring_month(), TemplateFault("Hồ sơ lệch nhau.")
    folder = shutil.copytree(SHIPPED, tmp_path / "mau")
    assert with_all(met, papers_of_month(month), folder) is met
    damage(folder / "bao_cao_thang.docx", "}}", "}")
    assert (told := with_all(met, papers_of_month(month), folder)).message == met.message and told.faults
    (folder / "mot_trang.docx").unlink()
    assert with_all(met, papers_of_month(month), folder) is met
