"""The Word templates that ship with the program, built from code so that a test can hold the committed files to it.

The Office may restyle them in Word: the tags are short, without quotes or filters, and every paragraph has a named style.
What the tags stand for is `reports/context.py`.
"""

from collections.abc import Callable
from pathlib import Path

from emulation_batch.sample import word_dossier, word_notices, word_review, word_span
from emulation_batch.sample.word_charts import chart
from emulation_batch.sample.word_pages import end_section, landscape_section, page_numbers
from emulation_batch.sample.word_parts import (
    TEXT_WIDTH,
    WIDE_WIDTH,
    Cell,
    add,
    data_table,
    header_block,
    loop,
    save,
    signature_block,
)
from emulation_batch.sample.word_styles import blank_document

MONTHLY = "bao_cao_thang.docx"
PAPERS: tuple[Callable[[Path], Path], ...] = (
    word_review.review_sheet, word_review.one_page, word_dossier.submission, word_dossier.nominee_list,
    word_dossier.achievements, word_dossier.minutes, word_notices.reminder, word_notices.notice, word_notices.near_misses,
    word_dossier.ad_hoc, word_span.annual, word_span.mid_term, word_span.final)
BODY, NOTE, CAPTION = "Thân bài", "Ghi chú bảng", "Tên bảng"

FIGURES = (
    Cell("TT", "{{ row.no }}", 14, "Ô giữa"),
    Cell("Nội dung", "{{ row.title }}", 46),
    Cell("Đơn vị tính", "{{ row.measure }}", 21, "Ô giữa"),
    Cell("Trong kỳ", "{{ row.month }}", 25, "Ô số"),
    Cell("{{ year_head }}", "{{ row.year }}", 26, "Ô số"),
    Cell("{{ movement_head }}", "{{ row.movement }}", 28, "Ô số"),
)
FIGURES_BY_UNIT = (
    Cell("TT", "{{ row.no }}", 13, "Ô giữa, nhỏ"),
    Cell("Nội dung", "{{ row.title }}", 44, "Ô chữ, nhỏ"),
    Cell("Đơn vị tính", "{{ row.measure }}", 17, "Ô giữa, nhỏ"),
    Cell("{{ unit }}", "{{ value }}", 19, "Ô số, nhỏ", ("unit in block.units", "value in row.cells")),
    Cell("Toàn Sở", "{{ row.total }}", 21, "Ô số, nhỏ"),
)
CLAUSES_BY_UNIT = (
    Cell("Tiêu chuẩn", "{{ row.no }}", 16, "Ô giữa, nhỏ"),
    Cell("Nội dung trong Kế hoạch", "{{ row.title }}", 79, "Ô chữ, nhỏ"),
    Cell("{{ unit }}", "{{ value }}", 19, "Ô giữa, nhỏ", ("unit in block.units", "value in row.cells")),
)
CLAUSES_BY_PERSON = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Họ và tên", "{{ row.name }}", 42),
    Cell("Đơn vị", "{{ row.unit }}", 45),
    Cell("{{ clause }}", "{{ value }}", 50, "Ô giữa", ("clause in people.clauses", "value in row.cells")),
)
DOCUMENTS = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Đơn vị", "{{ row.unit }}", 28),
    Cell("Loại", "{{ row.kind }}", 28),
    Cell("Nội dung", "{{ row.content }}", 64),
    Cell("Văn bản giao việc, hạn", "{{ row.assigned }}", 34),
    Cell("Văn bản đã có, ngày", "{{ row.done }}", 33),
    Cell("Kết quả", "{{ row.result }}", 50),
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
RESOURCES = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Đơn vị", "{{ row.unit }}", 27),
    Cell("Loại, hình thức", "{{ row.kind }}", 26),
    Cell("Nội dung", "{{ row.content }}", 52),
    Cell("Ngày", "{{ row.day }}", 21, "Ô giữa"),
    Cell("Số tiền (đồng)", "{{ row.money }}", 22, "Ô số"),
    Cell("Giá trị quy đổi (đồng)", "{{ row.worth }}", 22, "Ô số"),
    Cell("Ngày công", "{{ row.labour }}", 13, "Ô số"),
    Cell("Mục đích", "{{ row.purpose }}", 26),
    Cell("Số hộ", "{{ row.households }}", 14, "Ô số"),
    Cell("Lượt hộ", "{{ row.times }}", 14, "Ô số"),
)
PROPOSALS = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Tập thể, cá nhân", "{{ row.name }}", 32),
    Cell("Đơn vị", "{{ row.unit }}", 28),
    Cell("Loại", "{{ row.kind }}", 16),
    Cell("Hình thức đề nghị", "{{ row.award }}", 27),
    Cell("Tóm tắt thành tích", "{{ row.summary }}", 48),
    Cell("Đề xuất", "{{ row.standing }}", 24),
    Cell("Lý do, nội dung cần làm rõ", "{{ row.reasons }}", 62),
)
ADJUSTED = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Kỳ", "{{ row.period }}", 20, "Ô giữa"),
    Cell("Đơn vị", "{{ row.unit }}", 46),
    Cell("Số liệu", "{{ row.title }}", 55),
    Cell("Đơn vị tính", "{{ row.measure }}", 18, "Ô giữa"),
    Cell("Đã chốt", "{{ row.old }}", 24, "Ô số"),
    Cell("Điều chỉnh thành", "{{ row.new }}", 24, "Ô số"),
    Cell("{{ year_head }}: tăng, giảm", "{{ row.year }}", 25, "Ô số"),
    Cell("{{ movement_head }}: tăng, giảm", "{{ row.movement }}", 25, "Ô số"),
)


def write_templates(folder: Path) -> list[Path]:
    """Build every shipped Word template in a folder; the same program gives the same bytes."""
    return [monthly(folder / MONTHLY), *(build(folder) for build in PAPERS)]


def monthly(path: Path) -> Path:
    """The monthly report to the department's leaders: five parts, then the appendices (domain.md 3.4)."""
    document = blank_document()
    page_numbers(document.sections[0])
    header_block(document)
    _opening(document)
    _reporting(document)
    _results(document)
    _outlook(document)
    signature_block(document)
    landscape_section(document)
    _by_unit(document)
    for key, title, cells in (("documents", "DANH MỤC VĂN BẢN, CƠ CHẾ, CHÍNH SÁCH", DOCUMENTS),
                              ("initiatives", "SÁNG KIẾN, GIẢI PHÁP, MÔ HÌNH GIẢM NGHÈO", INITIATIVES),
                              ("resources", "NGUỒN LỰC HUY ĐỘNG HỖ TRỢ NGƯỜI NGHÈO", RESOURCES),
                              ("proposals", "DANH SÁCH ĐỀ NGHỊ XEM XÉT KHEN THƯỞNG", PROPOSALS),
                              ("adjusted", "ĐIỀU CHỈNH SỐ LIỆU CÁC KỲ ĐÃ CHỐT", ADJUSTED)):
        _annex(document, key, title, cells)
    return save(document, path)


def _opening(document) -> None:
    add(document, "BÁO CÁO", "Tên loại")
    add(document, "{{ subject_line }}", "Trích yếu")
    add(document, "", "Kẻ dưới trích yếu")
    add(document, "Kính gửi: {{ addressee }}", "Kính gửi")
    loop(document, "for line in bases")
    add(document, "{{ line }}", "Căn cứ")
    loop(document, "endfor")
    add(document, "{{ opening }}", BODY)


def _lines(document, each: str) -> None:
    loop(document, f"for line in {each}")
    add(document, "{{ line }}", BODY)
    loop(document, "endfor")


def _reporting(document) -> None:
    add(document, "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI", "Heading 1")
    add(document, "1. Công tác lãnh đạo, chỉ đạo", "Heading 2")
    add(document, "Văn bản ban hành, việc phổ biến, đăng ký thi đua trong kỳ: {{ placeholder }}", BODY)
    add(document, "2. Tình hình báo cáo của các đơn vị", "Heading 2")
    _lines(document, "reporting")


def _results(document) -> None:
    add(document, "II. KẾT QUẢ THỰC HIỆN", "Heading 1")
    for subject, title in (("collective", "Đối với tập thể"), ("individual", "Đối với cá nhân")):
        loop(document, f"if {subject}")
        add(document, f"{{{{ parts.{subject} }}}}. {title}", "Heading 2")
        _standards(document, subject)
        loop(document, "endif")
    add(document, "{{ signs_note }}", NOTE)
    for number, (key, height) in enumerate((("by_standard", 62), ("by_unit", 62)), 1):
        loop(document, f"if charts.{key}.shown")
        chart(document, key, number, TEXT_WIDTH, height)
        loop(document, "endif")
    add(document, "{{ parts.exemplars }}. Điển hình tiên tiến, mô hình, cách làm hay", "Heading 2")
    _lines(document, "exemplars")
    add(document, "{{ parts.awards }}. Công tác khen thưởng", "Heading 2")
    add(document, "{{ proposed }}", BODY)
    add(document, "Quyết định khen thưởng đã ban hành trong kỳ: {{ placeholder }}", BODY)
    loop(document, "if adjustments")
    add(document, "{{ parts.adjustments }}. Điều chỉnh số liệu các kỳ đã chốt", "Heading 2")
    _lines(document, "adjustments")
    loop(document, "endif")


def _standards(document, subject: str) -> None:
    loop(document, f"for standard in {subject}")
    add(document, "{{ standard.letter }}) {{ standard.short }}", "Heading 3")
    add(document, "Kế hoạch yêu cầu: “{{ standard.text }}” ({{ standard.basis }}).", BODY)
    add(document, "{{ standard.prose }}", BODY)
    add(document, "{{ standard.caption }}", CAPTION)
    data_table(document, "tieu_chuan_{{ standard.code }}", "{{ standard.caption }}", "row in standard.rows", FIGURES,
               TEXT_WIDTH, together=True)
    add(document, "{{ standard.key_note }}", NOTE)
    loop(document, "endfor")


def _outlook(document) -> None:
    add(document, "III. ĐÁNH GIÁ CHUNG", "Heading 1")
    for number, title in enumerate(("Ưu điểm", "Tồn tại, hạn chế", "Nguyên nhân", "Bài học kinh nghiệm"), 1):
        add(document, f"{number}. {title}: {{{{ placeholder }}}}", BODY)
    add(document, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ", "Heading 1")
    _lines(document, "next_steps")
    add(document, "Nhiệm vụ trọng tâm kỳ tới: {{ placeholder }}", BODY)
    add(document, "V. ĐỀ XUẤT, KIẾN NGHỊ", "Heading 1")
    add(document, "1. Đề nghị xem xét khen thưởng", "Heading 2")
    _lines(document, "proposal_lines")
    add(document, "2. Kiến nghị khác", "Heading 2")
    add(document, "Nội dung kiến nghị với cấp có thẩm quyền: {{ placeholder }}", BODY)
    add(document, "{{ closing }}", BODY).paragraph_format.keep_with_next = True


def _annex_head(document, key: str, title: str) -> None:
    add(document, f"{{{{ annexes.{key} }}}}", "Phụ lục, số")
    add(document, title, "Phụ lục, tên")
    add(document, "{{ attached_line }}", "Phụ lục, kèm theo")


def _by_unit(document) -> None:
    _annex_head(document, "by_unit", "BẢNG TỔNG HỢP THEO ĐƠN VỊ")
    for name, key, cells in (("figure_blocks", "so_lieu", FIGURES_BY_UNIT), ("clause_blocks", "can_cu", CLAUSES_BY_UNIT)):
        loop(document, f"for block in {name}")
        add(document, "{{ block.caption }}", CAPTION)
        data_table(document, f"{key}_{{{{ block.key }}}}", "{{ block.caption }}", "row in block.rows", cells, WIDE_WIDTH)
        add(document, "{{ block.note }}", NOTE)
        loop(document, "endfor")
    loop(document, "if people.rows")
    add(document, "{{ people.caption }}", CAPTION)
    data_table(document, "people", "{{ people.caption }}", "row in people.rows", CLAUSES_BY_PERSON,
               WIDE_WIDTH)
    add(document, "{{ people.note }}", NOTE)
    loop(document, "endif")


def _annex(document, key: str, title: str, cells: tuple[Cell, ...]) -> None:
    """An appendix with a section of its own; left out whole when it has no rows."""
    loop(document, f"if {key}")
    end_section(document)
    _annex_head(document, key, title)
    data_table(document, key, title, f"row in {key}", cells, WIDE_WIDTH)
    loop(document, "endif")
