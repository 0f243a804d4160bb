"""What the monthly report and the reports of a review have in common: the five parts of such a report and the appendices."""

from collections.abc import Sequence

from emulation_batch.sample.word_charts import chart
from emulation_batch.sample.word_pages import end_section
from emulation_batch.sample.word_parts import (
    BODY,
    CAPTION,
    NOTE,
    TEXT_WIDTH,
    WIDE_WIDTH,
    Cell,
    add,
    data_table,
    lines,
    loop,
    title_block,
)

BY_UNIT = (
    Cell("TT", "{{ row.no }}", 13, "Ô giữa, nhỏ"),
    Cell("Nội dung", "{{ row.title }}", 44, "Ô chữ, nhỏ"),
    Cell("Đơn vị tính", "{{ row.measure }}", 17, "Ô giữa, nhỏ"),
    Cell("{{ unit }}", "{{ value }}", 19, "Ô số, nhỏ", ("unit in block.units", "value in row.cells")),
    Cell("Toàn Sở", "{{ row.total }}", 21, "Ô số, nhỏ"),
)
INITIATIVES = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Đơn vị", "{{ row.unit }}", 30),
    Cell("Loại", "{{ row.kind }}", 32),
    Cell("Nội dung", "{{ row.content }}", 78),
    Cell("Địa bàn, mô hình gốc", "{{ row.place }}", 42),
    Cell("Số hộ", "{{ row.households }}", 15, "Ô số"),
    Cell("Văn bản, quyết định công nhận", "{{ row.papers }}", 40),
)


def opening(document, *, spanned: bool = False) -> None:
    """Kind, subject (with the line of the span where there is one), addressee, bases, first sentence."""
    title_block(document, "BÁO CÁO", spanned=spanned)
    add(document, "Kính gửi: {{ addressee }}", "Kính gửi")
    lines(document, "bases", "Căn cứ")
    add(document, "{{ opening }}", BODY)


def reporting(document) -> None:
    """Part I: what the leaders did, written by a person, and how the units reported."""
    add(document, "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI", "Heading 1")
    add(document, "1. Công tác lãnh đạo, chỉ đạo", "Heading 2")
    add(document, "Văn bản ban hành, việc phổ biến, đăng ký thi đua trong kỳ: {{ placeholder }}", BODY)
    add(document, "2. Tình hình báo cáo của các đơn vị", "Heading 2")
    lines(document, "reporting", BODY)


def standards(document, figures: Sequence[Cell], charts: Sequence[str]) -> None:
    """Part II, its beginning: each standard with its words, its numbers and their table; then the charts."""
    add(document, "II. KẾT QUẢ THỰC HIỆN", "Heading 1")
    for subject, title in (("collective", "Đối với tập thể"), ("individual", "Đối với cá nhân")):
        loop(document, f"if {subject}")
        add(document, f"{{{{ parts.{subject} }}}}. {title}", "Heading 2")
        _each_standard(document, subject, figures)
        loop(document, "endif")
    add(document, "{{ signs_note }}", NOTE)
    for number, key in enumerate(charts, 1):
        loop(document, f"if charts.{key}.shown")
        chart(document, key, number, TEXT_WIDTH, 62)
        loop(document, "endif")


def _each_standard(document, subject: str, figures: Sequence[Cell]) -> None:
    loop(document, f"for standard in {subject}")
    add(document, "{{ standard.letter }}) {{ standard.short }}", "Heading 3")
    add(document, "Kế hoạch yêu cầu: “{{ standard.text }}” ({{ standard.basis }}).", BODY)
    add(document, "{{ standard.prose }}", BODY)
    add(document, "{{ standard.caption }}", CAPTION)
    data_table(document, "tieu_chuan_{{ standard.code }}", "{{ standard.caption }}", "row in standard.rows", figures,
               TEXT_WIDTH, together=True)
    add(document, "{{ standard.key_note }}", NOTE)
    loop(document, "endfor")


def outlook(document, lessons: str, ahead: str, known: str = "") -> None:
    """Parts III and IV, a person's own; `known` names lines of part IV that are known beforehand."""
    add(document, "III. ĐÁNH GIÁ CHUNG", "Heading 1")
    for number, title in enumerate(("Ưu điểm", "Tồn tại, hạn chế", "Nguyên nhân", lessons), 1):
        add(document, f"{number}. {title}: {{{{ placeholder }}}}", BODY)
    add(document, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ", "Heading 1")
    if known:
        lines(document, known, BODY)
    add(document, f"{ahead}: {{{{ placeholder }}}}", BODY)


def proposals(document) -> None:
    """Part V and the closing sentence, which stays with the signatures."""
    add(document, "V. ĐỀ XUẤT, KIẾN NGHỊ", "Heading 1")
    add(document, "1. Đề nghị xem xét khen thưởng", "Heading 2")
    lines(document, "proposal_lines", BODY)
    add(document, "2. Kiến nghị khác", "Heading 2")
    add(document, "Nội dung kiến nghị với cấp có thẩm quyền: {{ placeholder }}", BODY)
    add(document, "{{ closing }}", BODY).paragraph_format.keep_with_next = True


def by_unit(document) -> None:
    """The first appendix: every figure by unit, a block for as many units as a page holds."""
    annex_head(document, "by_unit", "BẢNG TỔNG HỢP THEO ĐƠN VỊ")
    blocks(document, "figure_blocks", "so_lieu", BY_UNIT)


def blocks(document, name: str, key: str, cells: Sequence[Cell]) -> None:
    """One table after another, each with the same rows for some of the units."""
    loop(document, f"for block in {name}")
    add(document, "{{ block.caption }}", CAPTION)
    data_table(document, f"{key}_{{{{ block.key }}}}", "{{ block.caption }}", "row in block.rows", cells, WIDE_WIDTH)
    add(document, "{{ block.note }}", NOTE)
    loop(document, "endfor")


def annex(document, key: str, title: str, cells: Sequence[Cell], *, each: str = "", caption: str = "", name: str = "") -> None:
    """An appendix with a section of its own; left out whole when it has no rows. each: what its rows are, if not `key`."""
    loop(document, f"if {key}")
    end_section(document)
    annex_head(document, key, title)
    if caption:
        add(document, caption, CAPTION)
    data_table(document, key, name or title, f"row in {each or key}", cells, WIDE_WIDTH)
    loop(document, "endif")


def annex_head(document, key: str, title: str) -> None:
    """Number, title, and the line of what it goes with."""
    add(document, f"{{{{ annexes.{key} }}}}", "Phụ lục, số")
    add(document, title, "Phụ lục, tên")
    add(document, "{{ attached_line }}", "Phụ lục, kèm theo")
