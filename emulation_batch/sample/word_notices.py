"""Templates of the department's letters to its units, and of the two lists that go with a month."""

from pathlib import Path

from emulation_batch.sample.word_pages import start
from emulation_batch.sample.word_parts import (
    BODY,
    TEXT_WIDTH,
    WIDE_WIDTH,
    Cell,
    add,
    below_table,
    data_table,
    lines,
    loop,
    save,
    signature_block,
    title_block,
)

UNITS = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Đơn vị", "{{ row.name }}", 55),
    Cell("Tình trạng", "{{ row.standing }}", 38),
    Cell("Dòng được tổng hợp", "{{ row.accepted }}", 20, "Ô số"),
    Cell("Dòng trả lại", "{{ row.refused }}", 18, "Ô số"),
    Cell("Chỗ hỏi lại", "{{ row.asked }}", 19, "Ô số"),
)
NEAR = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Tập thể, cá nhân", "{{ row.name }}", 42),
    Cell("Chức vụ", "{{ row.title }}", 28),
    Cell("Đơn vị", "{{ row.unit }}", 38),
    Cell("Vế", "{{ row.code }}", 16, "Ô giữa"),
    Cell("Nguyên văn Kế hoạch", "{{ row.text }}", 63),
    Cell("Còn thiếu", "{{ row.missing }}", 50),
)


def reminder(folder: Path) -> Path:
    """Công văn (mẫu 1.5 of NĐ 30): V/v under the number, the units as addressees: one on the line itself, several below
    it with their dashes under the colon."""
    document = start(subject=True)
    loop(document, "if addressee")
    below_table(add(document, "Kính gửi: {{ addressee }}", "Kính gửi"))
    loop(document, "endif")
    loop(document, "if several")
    below_table(add(document, "Kính gửi:", "Kính gửi, nhiều nơi"))
    lines(document, "addressees", "Kính gửi, dòng")
    loop(document, "endif")
    add(document, "{{ opening }}", BODY)
    for name in ("standing_lines", "request"):
        lines(document, name, BODY)
    add(document, "{{ closing }}", BODY).paragraph_format.keep_with_next = True
    signature_block(document)
    return save(document, folder / "don_doc.docx")


def notice(folder: Path) -> Path:
    """Thông báo (mẫu 1.4 of NĐ 30): what became of each unit's report."""
    document = start()
    title_block(document, "THÔNG BÁO")
    add(document, "{{ opening }}", BODY)
    add(document, "{{ summary }}", BODY).paragraph_format.keep_with_next = True
    data_table(document, "rows", "Kết quả theo đơn vị", "row in rows", UNITS, TEXT_WIDTH)
    below_table(add(document, "Việc đề nghị các đơn vị thực hiện:", "Heading 2"))
    lines(document, "requests", BODY)
    add(document, "{{ closing }}", BODY).paragraph_format.keep_with_next = True
    signature_block(document)
    return save(document, folder / "thong_bao.docx")


def near_misses(folder: Path) -> Path:
    """A working list: candidates that lack one thing."""
    document = start(wide=True, numbered=False, dated=False)
    title_block(document, "DANH SÁCH CÒN THIẾU MỘT NỘI DUNG")
    add(document, "{{ opening }}", BODY)
    loop(document, "if rows")
    data_table(document, "rows", "Còn thiếu một nội dung", "row in rows", NEAR, WIDE_WIDTH)
    loop(document, "endif")
    return save(document, folder / "gan_dat.docx")
