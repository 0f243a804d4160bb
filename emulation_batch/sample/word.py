"""The Word templates that ship with the program, built from code so that a test can hold the committed files to it.

The Office may restyle them in Word: the tags are short, without quotes or filters, and every paragraph has a named style.
What the tags stand for is `reports/context.py`.
"""

from collections.abc import Callable
from pathlib import Path

from emulation_batch.sample import word_dossier, word_notices, word_review, word_span
from emulation_batch.sample.word_pages import landscape_section, start
from emulation_batch.sample.word_parts import (
    BODY,
    CAPTION,
    NOTE,
    WIDE_WIDTH,
    Cell,
    add,
    data_table,
    lines,
    loop,
    save,
    signature_block,
)
from emulation_batch.sample.word_report import (
    INITIATIVES,
    annex,
    blocks,
    by_unit,
    opening,
    outlook,
    proposals,
    reporting,
    standards,
)

MONTHLY = "bao_cao_thang.docx"
PAPERS: tuple[Callable[[Path], Path], ...] = (
    word_review.review_sheet, word_review.one_page, word_dossier.submission, word_dossier.nominee_list,
    word_dossier.achievements, word_dossier.minutes, word_notices.reminder, word_notices.notice, word_notices.near_misses,
    word_dossier.ad_hoc, word_span.annual, word_span.mid_term, word_span.final)

FIGURES = (
    Cell("TT", "{{ row.no }}", 14, "Ô giữa"),
    Cell("Nội dung", "{{ row.title }}", 46),
    Cell("Đơn vị tính", "{{ row.measure }}", 21, "Ô giữa"),
    Cell("Trong kỳ", "{{ row.month }}", 25, "Ô số"),
    Cell("{{ year_head }}", "{{ row.year }}", 26, "Ô số"),
    Cell("{{ movement_head }}", "{{ row.movement }}", 28, "Ô số"),
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
    """The monthly report to the department's leaders: five parts, then the appendices."""
    document = start()
    opening(document)
    reporting(document)
    standards(document, FIGURES, ("by_standard", "by_unit"))
    _exemplars_and_awards(document)
    outlook(document, "Bài học kinh nghiệm", "Nhiệm vụ trọng tâm kỳ tới", "next_steps")
    proposals(document)
    signature_block(document)
    landscape_section(document)
    by_unit(document)
    _clauses(document)
    for key, title, cells in (("documents", "DANH MỤC VĂN BẢN, CƠ CHẾ, CHÍNH SÁCH", DOCUMENTS),
                              ("initiatives", "SÁNG KIẾN, GIẢI PHÁP, MÔ HÌNH GIẢM NGHÈO", INITIATIVES),
                              ("resources", "NGUỒN LỰC HUY ĐỘNG HỖ TRỢ NGƯỜI NGHÈO", RESOURCES),
                              ("proposals", "DANH SÁCH ĐỀ NGHỊ XEM XÉT KHEN THƯỞNG", PROPOSALS),
                              ("adjusted", "ĐIỀU CHỈNH SỐ LIỆU CÁC KỲ ĐÃ CHỐT", ADJUSTED)):
        annex(document, key, title, cells)
    return save(document, path)


def _exemplars_and_awards(document) -> None:
    add(document, "{{ parts.exemplars }}. Điển hình tiên tiến, mô hình, cách làm hay", "Heading 2")
    lines(document, "exemplars", BODY)
    add(document, "{{ parts.awards }}. Công tác khen thưởng", "Heading 2")
    add(document, "{{ proposed }}", BODY)
    add(document, "Quyết định khen thưởng đã ban hành trong kỳ: {{ placeholder }}", BODY)
    loop(document, "if adjustments")
    add(document, "{{ parts.adjustments }}. Điều chỉnh số liệu các kỳ đã chốt", "Heading 2")
    lines(document, "adjustments", BODY)
    loop(document, "endif")


def _clauses(document) -> None:
    """The first appendix goes on: what each unit and each person has shown, clause by clause."""
    blocks(document, "clause_blocks", "can_cu", CLAUSES_BY_UNIT)
    loop(document, "if people.rows")
    add(document, "{{ people.caption }}", CAPTION)
    data_table(document, "people", "{{ people.caption }}", "row in people.rows", CLAUSES_BY_PERSON, WIDE_WIDTH)
    add(document, "{{ people.note }}", NOTE)
    loop(document, "endif")
