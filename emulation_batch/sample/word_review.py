"""Templates of what the Council and the director read: the sheet of one candidate, the page of a month."""

from pathlib import Path

from docx.shared import Pt

from emulation_batch.sample.word_charts import chart
from emulation_batch.sample.word_pages import start
from emulation_batch.sample.word_parts import (
    CAPTION,
    NOTE,
    TEXT_WIDTH,
    WIDE_WIDTH,
    Cell,
    add,
    data_table,
    lines,
    lines_if,
    loop,
    save,
    title_block,
    two_signers,
)

LINE, PART = "Dòng tin", "Đề mục trang"
CLAUSES = (
    Cell("Vế", "{{ row.code }}", 16, "Ô giữa, nhỏ"),
    Cell("Nguyên văn Kế hoạch", "{{ row.text }}", 52, "Ô chữ, nhỏ"),
    Cell("Đã thể hiện", "{{ row.shown }}", 43, "Ô chữ, nhỏ"),
    Cell("Dòng (phần II)", "{{ row.rows }}", 14, "Ô giữa, nhỏ"),
    Cell("Còn thiếu", "{{ row.missing }}", 33, "Ô chữ, nhỏ"),
    Cell("Hội đồng cân nhắc", "{{ row.judgement }}", 24, "Ô chữ, nhỏ"),
    Cell("Đạt", "{{ row.met }}", 11, "Ô giữa, nhỏ"),
    Cell("Không đạt", "{{ row.unmet }}", 13, "Ô giữa, nhỏ"),
    Cell("Cần làm rõ", "{{ row.unclear }}", 13, "Ô giữa, nhỏ"),
    Cell("Lý do", "{{ row.reason }}", 28, "Ô chữ, nhỏ"),
)
ROWS = (
    Cell("Dòng", "{{ loop.index }}", 12, "Ô giữa, nhỏ"),
    Cell("Vế", "{{ row.clauses }}", 18, "Ô giữa, nhỏ"),
    Cell("Nội dung", "{{ row.content }}", 61, "Ô chữ, nhỏ"),
    Cell("Chi tiết", "{{ row.details }}", 54, "Ô chữ, nhỏ"),
    Cell("Minh chứng", "{{ row.proof }}", 34, "Ô chữ, nhỏ"),
    Cell("Nơi ghi (tệp, trang, ô)", "{{ row.place }}", 34, "Ô chữ, nhỏ"),
    Cell("Hỏi lại, giải trình", "{{ row.answer }}", 34, "Ô chữ, nhỏ"),
)
PROPOSALS = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa, nhỏ"),
    Cell("Loại", "{{ row.kind }}", 20, "Ô chữ, nhỏ"),
    Cell("Hình thức đề nghị", "{{ row.award }}", 34, "Ô chữ, nhỏ"),
    Cell("Đơn vị ghi", "{{ row.details }}", 51, "Ô chữ, nhỏ"),
    Cell("Đề xuất", "{{ row.standing }}", 26, "Ô chữ, nhỏ"),
    Cell("Lý do, nội dung cần làm rõ", "{{ row.reasons }}", 44, "Ô chữ, nhỏ"),
    Cell("Nơi ghi (tệp, trang, ô)", "{{ row.place }}", 34, "Ô chữ, nhỏ"),
    Cell("Ý kiến của Hội đồng", "{{ row.opinion }}", 28, "Ô chữ, nhỏ"),
)


FIGURES = (
    Cell("Nội dung", "{{ row.title }}", 74, "Ô chữ, nhỏ"),
    Cell("Đơn vị tính", "{{ row.measure }}", 30, "Ô giữa, nhỏ"),
    Cell("Trong kỳ", "{{ row.month }}", 24, "Ô số, nhỏ"),
    Cell("{{ year_head }}", "{{ row.year }}", 32, "Ô số, nhỏ"),
)


def review_sheet(folder: Path) -> Path:
    """The Council's sheet for one candidate: clauses with the Council's own columns, then the rows, then the nominations."""
    document = start(wide=True, numbered=False, dated=False)
    title_block(document, "PHIẾU XEM XÉT")
    add(document, "{{ who }}: {{ name }}", LINE)
    lines_if(document, "person_title", LINE, "Chức vụ: {{ person_title }}")
    add(document, "Đơn vị: {{ unit }}. {{ as_of }}", LINE)
    _table(document, "clauses", "I. CĂN CỨ THEO TỪNG VẾ TIÊU CHUẨN", CLAUSES)
    add(document, "{{ note }}", NOTE)
    loop(document, "if rows")
    _table(document, "rows", "II. CÁC DÒNG CHỨNG MINH", ROWS)
    loop(document, "endif")
    loop(document, "if proposals")
    _table(document, "proposals", "{{ proposals_part }}. ĐỀ NGHỊ CỦA ĐƠN VỊ", PROPOSALS)
    loop(document, "endif")
    other = add(document, "Ý kiến khác của thành viên Hội đồng:", "Ý kiến").paragraph_format
    other.keep_with_next, other.space_before = True, Pt(6)
    two_signers(document, [("", "Quyền hạn, chức vụ")], [
        ("THÀNH VIÊN HỘI ĐỒNG", "Quyền hạn, chức vụ"), ("(Ký, ghi rõ họ tên)", "Ghi chú ký"), ("", "Khoảng ký")])
    return save(document, folder / "phieu_xem_xet.docx")


def one_page(folder: Path) -> Path:
    """The director's page: small letters, short lists, exactly one page."""
    document = start(numbered=False)
    title_block(document, "TÓM TẮT DÀNH CHO GIÁM ĐỐC")
    add(document, "1. Tình hình gửi báo cáo", PART)
    lines(document, "standing_lines", "Dòng trang")
    add(document, "2. Số liệu chính", PART)
    data_table(document, "figures", "Số liệu chính", "row in figures", FIGURES, TEXT_WIDTH)
    add(document, "{{ as_of }}", NOTE)
    loop(document, "if charts.by_standard.shown")
    chart(document, "by_standard", 1, TEXT_WIDTH, 32)
    loop(document, "endif")
    add(document, "3. Đề nghị khen thưởng", PART)
    lines(document, "proposal_lines", "Dòng trang")
    add(document, "4. Việc cần Giám đốc", PART)
    lines(document, "needs", "Dòng trang")
    add(document, "5. Đề xuất của Văn phòng Sở: {{ placeholder }}", PART)
    return save(document, folder / "mot_trang.docx")


def _table(document, key: str, title: str, cells: tuple[Cell, ...]) -> None:
    add(document, title, CAPTION)
    data_table(document, key, title, f"row in {key}", cells, WIDE_WIDTH)
