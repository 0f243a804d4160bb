"""Templates of the reports of a review: annual (and of any other span), mid-term, final (domain.md 3.4)."""

from pathlib import Path

from emulation_batch.sample.word_charts import chart
from emulation_batch.sample.word_pages import end_section, landscape_section, start
from emulation_batch.sample.word_parts import (
    TEXT_WIDTH,
    WIDE_WIDTH,
    Cell,
    add,
    data_table,
    loop,
    save,
    signature_block,
)

BODY, NOTE, CAPTION = "Thân bài", "Ghi chú bảng", "Tên bảng"
FIGURES = (
    Cell("TT", "{{ row.no }}", 13, "Ô giữa, nhỏ"),
    Cell("Nội dung", "{{ row.title }}", 28, "Ô chữ, nhỏ"),
    Cell("Đơn vị tính", "{{ row.measure }}", 14, "Ô giữa, nhỏ"),
    Cell("{{ head }}", "{{ value }}", 20, "Ô số, nhỏ", ("head in heads", "value in row.cells")),
)
OWN_PAST = (Cell("Đơn vị", "{{ row.unit }}", 24, "Ô chữ, nhỏ"), *FIGURES)
BY_UNIT = (
    Cell("TT", "{{ row.no }}", 13, "Ô giữa, nhỏ"),
    Cell("Nội dung", "{{ row.title }}", 44, "Ô chữ, nhỏ"),
    Cell("Đơn vị tính", "{{ row.measure }}", 17, "Ô giữa, nhỏ"),
    Cell("{{ unit }}", "{{ value }}", 19, "Ô số, nhỏ", ("unit in block.units", "value in row.cells")),
    Cell("Toàn Sở", "{{ row.total }}", 21, "Ô số, nhỏ"),
)
ON_TIME = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Đơn vị", "{{ row.unit }}", 52),
    Cell("Phải gửi", "{{ row.expected }}", 16, "Ô số"),
    Cell("Đã gửi", "{{ row.received }}", 16, "Ô số"),
    Cell("Đúng hạn", "{{ row.on_time }}", 16, "Ô số"),
    Cell("Gửi muộn", "{{ row.late }}", 16, "Ô số"),
    Cell("Chưa có báo cáo", "{{ row.missing }}", 17, "Ô số"),
    Cell("Tỷ lệ đúng hạn", "{{ row.rate }}", 17, "Ô số"),
)
ON_TIME_YEARS = (
    Cell("TT", "{{ loop.index }}", 12, "Ô giữa"),
    Cell("Đơn vị", "{{ row.unit }}", 75),
    Cell("{{ head }}", "{{ value }}", 32, "Ô giữa", ("head in year_heads", "value in row.cells")),
)
EXEMPLARS = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Kỳ", "{{ row.month }}", 22, "Ô giữa"),
    Cell("Tập thể, cá nhân", "{{ row.name }}", 55),
    Cell("Đơn vị", "{{ row.unit }}", 55),
    Cell("Tóm tắt thành tích", "{{ row.summary }}", 105),
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
PROPOSALS = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Tập thể, cá nhân", "{{ row.name }}", 34),
    Cell("Đơn vị", "{{ row.unit }}", 30),
    Cell("Kỳ", "{{ row.month }}", 18, "Ô giữa"),
    Cell("Hình thức đề nghị", "{{ row.award }}", 28),
    Cell("Tóm tắt thành tích", "{{ row.summary }}", 48),
    Cell("Đề xuất", "{{ row.standing }}", 24),
    Cell("Lý do, nội dung cần làm rõ", "{{ row.reasons }}", 55),
)
ANNUAL = {"file": "bao_cao_nam.docx", "next": "Phương hướng, nhiệm vụ kỳ tới", "lessons": "Bài học kinh nghiệm"}
MID_TERM = {"file": "so_ket.docx", "next": "Nhiệm vụ, giải pháp từ sau sơ kết đến hết giai đoạn",
            "lessons": "Bài học kinh nghiệm; nội dung cần điều chỉnh trong thời gian còn lại"}
FINAL = {"file": "tong_ket.docx", "next": "Phương hướng, nhiệm vụ sau tổng kết",
         "lessons": "Bài học kinh nghiệm của cả giai đoạn"}


def annual(folder: Path) -> Path:
    """Báo cáo năm; also the report of a quarter, a half-year and any other span."""
    return _build(folder, ANNUAL)


def mid_term(folder: Path) -> Path:
    """Báo cáo sơ kết."""
    return _build(folder, MID_TERM)


def final(folder: Path) -> Path:
    """Báo cáo tổng kết."""
    return _build(folder, FINAL)


def _build(folder: Path, words: dict[str, str]) -> Path:
    document = start()
    _opening(document)
    _reporting(document)
    _results(document)
    _outlook(document, words)
    signature_block(document)
    landscape_section(document)
    _annexes(document)
    return save(document, folder / words["file"])


def _opening(document) -> None:
    add(document, "BÁO CÁO", "Tên loại")
    add(document, "{{ subject_line }}", "Trích yếu")
    loop(document, "if span_line")
    add(document, "{{ span_line }}", "Trích yếu")
    loop(document, "endif")
    add(document, "", "Kẻ dưới trích yếu")
    add(document, "Kính gửi: {{ addressee }}", "Kính gửi")
    _lines(document, "bases", "Căn cứ")
    add(document, "{{ opening }}", BODY)


def _lines(document, each: str, style: str = BODY) -> None:
    loop(document, f"for line in {each}")
    add(document, "{{ line }}", style)
    loop(document, "endfor")


def _reporting(document) -> None:
    add(document, "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI", "Heading 1")
    add(document, "1. Công tác lãnh đạo, chỉ đạo", "Heading 2")
    add(document, "Văn bản ban hành, việc phổ biến, đăng ký thi đua trong kỳ: {{ placeholder }}", BODY)
    add(document, "2. Tình hình báo cáo của các đơn vị", "Heading 2")
    _lines(document, "reporting")
    add(document, "{{ on_time_caption }}", CAPTION)
    data_table(document, "on_time", "Báo cáo của các đơn vị", "row in on_time", ON_TIME, TEXT_WIDTH, together=True)
    add(document, "", NOTE)
    loop(document, "if organisation")
    add(document, "3. Biến động về tổ chức", "Heading 2")
    _lines(document, "organisation")
    loop(document, "endif")


def _results(document) -> None:
    add(document, "II. KẾT QUẢ THỰC HIỆN", "Heading 1")
    for subject, title in (("collective", "Đối với tập thể"), ("individual", "Đối với cá nhân")):
        loop(document, f"if {subject}")
        add(document, f"{{{{ parts.{subject} }}}}. {title}", "Heading 2")
        _standards(document, subject)
        loop(document, "endif")
    add(document, "{{ signs_note }}", NOTE)
    for number, key in enumerate(("by_standard", "by_year", "by_unit"), 1):
        loop(document, f"if charts.{key}.shown")
        chart(document, key, number, TEXT_WIDTH, 62)
        loop(document, "endif")
    add(document, "{{ parts.exemplars }}. Điển hình tiên tiến, mô hình, cách làm hay", "Heading 2")
    _lines(document, "exemplar_lines")
    loop(document, "if annexes.initiatives")
    add(document, "Sáng kiến, giải pháp, mô hình giảm nghèo trong kỳ: danh mục tại {{ annexes.initiatives }}.", BODY)
    loop(document, "endif")
    add(document, "{{ parts.awards }}. Công tác khen thưởng", "Heading 2")
    _lines(document, "awards")


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


def _outlook(document, words: dict[str, str]) -> None:
    add(document, "III. ĐÁNH GIÁ CHUNG", "Heading 1")
    for number, title in enumerate(("Ưu điểm", "Tồn tại, hạn chế", "Nguyên nhân", words["lessons"]), 1):
        add(document, f"{number}. {title}: {{{{ placeholder }}}}", BODY)
    add(document, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ", "Heading 1")
    add(document, f"{words['next']}: {{{{ placeholder }}}}", BODY)
    add(document, "V. ĐỀ XUẤT, KIẾN NGHỊ", "Heading 1")
    add(document, "1. Đề nghị xem xét khen thưởng", "Heading 2")
    _lines(document, "proposal_lines")
    add(document, "2. Kiến nghị khác", "Heading 2")
    add(document, "Nội dung kiến nghị với cấp có thẩm quyền: {{ placeholder }}", BODY)
    add(document, "{{ closing }}", BODY).paragraph_format.keep_with_next = True


def _annexes(document) -> None:
    _head(document, "by_unit", "BẢNG TỔNG HỢP THEO ĐƠN VỊ")
    loop(document, "for block in figure_blocks")
    add(document, "{{ block.caption }}", CAPTION)
    data_table(document, "so_lieu_{{ block.key }}", "{{ block.caption }}", "row in block.rows", BY_UNIT, WIDE_WIDTH)
    add(document, "{{ block.note }}", NOTE)
    loop(document, "endfor")
    _begin(document, "own_past", "TỪNG ĐƠN VỊ QUA CÁC KỲ")
    add(document, "{{ own_past_caption }}", CAPTION)
    data_table(document, "own_past", "Từng đơn vị qua các kỳ", "row in own_past", OWN_PAST, WIDE_WIDTH)
    loop(document, "endif")
    _begin(document, "by_year", "BÁO CÁO ĐÚNG HẠN THEO ĐƠN VỊ VÀ NĂM")
    add(document, "{{ on_time_years_caption }}", CAPTION)
    data_table(document, "by_year", "Báo cáo đúng hạn", "row in on_time_years", ON_TIME_YEARS, WIDE_WIDTH)
    loop(document, "endif")
    for key, title, cells in (("exemplars", "ĐIỂN HÌNH TIÊN TIẾN", EXEMPLARS),
                              ("initiatives", "SÁNG KIẾN, GIẢI PHÁP, MÔ HÌNH GIẢM NGHÈO", INITIATIVES),
                              ("proposals", "DANH SÁCH ĐỀ NGHỊ XEM XÉT KHEN THƯỞNG", PROPOSALS)):
        _begin(document, key, title)
        data_table(document, key, title, f"row in {key}", cells, WIDE_WIDTH)
        loop(document, "endif")


def _begin(document, key: str, title: str) -> None:
    """An appendix with a section of its own; left out whole when it has no rows."""
    loop(document, f"if {key}")
    end_section(document)
    _head(document, key, title)


def _head(document, key: str, title: str) -> None:
    add(document, f"{{{{ annexes.{key} }}}}", "Phụ lục, số")
    add(document, title, "Phụ lục, tên")
    add(document, "{{ attached_line }}", "Phụ lục, kèm theo")
