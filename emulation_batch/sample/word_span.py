"""Templates of the reports of a review: annual (and of any other span), mid-term, final."""

from pathlib import Path

from emulation_batch.sample.word_pages import landscape_section, start
from emulation_batch.sample.word_parts import (
    BODY,
    CAPTION,
    NOTE,
    TEXT_WIDTH,
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
    by_unit,
    opening,
    outlook,
    proposals,
    reporting,
    standards,
)

FIGURES = (
    Cell("TT", "{{ row.no }}", 13, "Ô giữa, nhỏ"),
    Cell("Nội dung", "{{ row.title }}", 28, "Ô chữ, nhỏ"),
    Cell("Đơn vị tính", "{{ row.measure }}", 14, "Ô giữa, nhỏ"),
    Cell("{{ head }}", "{{ value }}", 20, "Ô số, nhỏ", ("head in heads", "value in row.cells")),
)
OWN_PAST = (Cell("Đơn vị", "{{ row.unit }}", 24, "Ô chữ, nhỏ"), *FIGURES)
ON_TIME = (
    Cell("TT", "{{ row.no }}", 10, "Ô giữa"),
    Cell("Đơn vị", "{{ row.unit }}", 52),
    Cell("Phải gửi", "{{ row.expected }}", 16, "Ô số"),
    Cell("Đã gửi", "{{ row.received }}", 16, "Ô số"),
    Cell("Đúng hạn", "{{ row.on_time }}", 16, "Ô số"),
    Cell("Gửi muộn", "{{ row.late }}", 16, "Ô số"),
    Cell("Chưa có báo cáo", "{{ row.missing }}", 17, "Ô số"),
    Cell("Tỷ lệ đúng hạn", "{{ row.rate }}", 17, "Ô số"),
)
ON_TIME_YEARS = (
    Cell("TT", "{{ row.no }}", 12, "Ô giữa"),
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
    opening(document, spanned=True)
    reporting(document)
    _on_time(document)
    standards(document, FIGURES, ("by_standard", "by_year", "by_unit"))
    _exemplars_and_awards(document)
    outlook(document, words["lessons"], words["next"])
    proposals(document)
    signature_block(document)
    landscape_section(document)
    by_unit(document)
    annex(document, "own_past", "TỪNG ĐƠN VỊ QUA CÁC KỲ", OWN_PAST, caption="{{ own_past_caption }}",
          name="Từng đơn vị qua các kỳ")
    annex(document, "by_year", "BÁO CÁO ĐÚNG HẠN THEO ĐƠN VỊ VÀ NĂM", ON_TIME_YEARS, each="on_time_years",
          caption="{{ on_time_years_caption }}", name="Báo cáo đúng hạn")
    for key, title, cells in (("exemplars", "ĐIỂN HÌNH TIÊN TIẾN", EXEMPLARS),
                              ("initiatives", "SÁNG KIẾN, GIẢI PHÁP, MÔ HÌNH GIẢM NGHÈO", INITIATIVES),
                              ("proposals", "DANH SÁCH ĐỀ NGHỊ XEM XÉT KHEN THƯỞNG", PROPOSALS)):
        annex(document, key, title, cells)
    return save(document, folder / words["file"])


def _on_time(document) -> None:
    """Part I goes on: who reported in time, and what changed in the organisation."""
    add(document, "{{ on_time_caption }}", CAPTION)
    data_table(document, "on_time", "Báo cáo của các đơn vị", "row in on_time", ON_TIME, TEXT_WIDTH, together=True)
    add(document, "", NOTE)
    loop(document, "if organisation")
    add(document, "3. Biến động về tổ chức", "Heading 2")
    lines(document, "organisation", BODY)
    loop(document, "endif")


def _exemplars_and_awards(document) -> None:
    add(document, "{{ parts.exemplars }}. Điển hình tiên tiến, mô hình, cách làm hay", "Heading 2")
    lines(document, "exemplar_lines", BODY)
    loop(document, "if annexes.initiatives")
    add(document, "Sáng kiến, giải pháp, mô hình giảm nghèo trong kỳ: danh mục tại {{ annexes.initiatives }}.", BODY)
    loop(document, "endif")
    add(document, "{{ parts.awards }}. Công tác khen thưởng", "Heading 2")
    lines(document, "awards", BODY)
