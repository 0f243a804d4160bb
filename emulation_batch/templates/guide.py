"""The first sheet: one page that tells a reporting officer what to do, generated from the definition."""

from collections.abc import Iterator

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from emulation_batch.definition import Sheet
from emulation_batch.templates.context import Book
from emulation_batch.templates.page import sheet_link
from emulation_batch.templates.styles import ASK, CALCULATED, DONE, INPUT, MISSING, UNMEANT, WRONG, height

LABEL, MIDDLE, WIDE = 1, 2, 3
WIDTHS = {0: 3, LABEL: 30, MIDDLE: 44, WIDE: 76}
COLOURS = (
    (INPUT, "Ô nhập", "Gõ hoặc chọn vào đây."),
    (CALCULATED, "Ô tự tính, ô ghi sẵn", "Không phải gõ; ô này đã khóa."),
    (MISSING, "Còn thiếu", "Ô bắt buộc đang trống: điền vào."),
    (WRONG, "Cần sửa", "Giá trị chưa đúng cách ghi: xem cột Việc cần làm ở cuối dòng."),
    (ASK, "Xem lại", "Số lớn hoặc nhỏ khác thường, hoặc ô không dùng cho loại đã chọn. Vẫn gửi được."),
    (UNMEANT, "Không dùng", "Loại đã chọn không cần ô này: để trống."),
    (DONE, "Đủ", "Dòng đã đủ, không phải làm gì thêm."),
)
MISTAKES = (
    ("Ngày gõ thành chữ (“20-11”, “tháng 3”)", "Gõ đủ ngày/tháng/năm, ví dụ 05/03/2022. Nhìn lại ô: ngày đứng trước tháng."),
    ("Tiền có chữ (“1,2 triệu”, “500k”)", "Ghi bằng đồng, chỉ gồm chữ số: 1200000. Máy tự thêm dấu ngăn cách."),
    ("Gõ tên người, không chọn", "Bấm mũi tên bên phải ô, chọn dòng “Họ tên | mã”. Chưa có tên thì báo Văn phòng Sở."),
    ("Dán từ tệp khác làm mất khung, màu", "Dán bằng Paste Special, chọn Values (chỉ dán giá trị)."),
    ("Để trống trang không có việc",
     "Chọn Có ở ô “… không phát sinh” của trang đó. Để trống không có nghĩa là không phát sinh."),
    ("Gửi lại mà quên tăng Lần gửi", "Sửa ngay trong tệp cũ, tăng Lần gửi thêm 1 rồi gửi lại."),
    ("Ghi tên, số giấy tờ của hộ nghèo", "Chỉ ghi xã, huyện và số hộ. Không ghi thông tin riêng của người dân."),
)


def write_guide(book: Book) -> None:
    """Write steps, colours, sheets, what each kind needs, and common mistakes."""
    worksheet = book.add_sheet(book.definition.workbook.guide_name)
    for column, width in WIDTHS.items():
        worksheet.set_column(column, column, width)
    styles = book.styles
    worksheet.set_row(0, 28)
    worksheet.write_string(0, LABEL, f"{book.definition.workbook.guide_name}: báo cáo phong trào thi đua", styles.title)
    worksheet.write_string(1, LABEL, f"“{book.definition.movement.title}”, {book.definition.movement.phase}", styles.intro)
    worksheet.write_string(2, LABEL, _owner(book), styles.strong)
    steps = [(f"Bước {number}", step, None) for number, step in enumerate(_steps(book), 1)]
    row = _block(book, worksheet, 4, "Năm bước", steps)
    row = _block(book, worksheet, row + 1, "Màu của ô", [
        (name, words, styles.boxed(bg_color=colour, indent=1)) for colour, name, words in COLOURS])
    row = _sheets(book, worksheet, row + 1)
    row = _block(book, worksheet, row + 1, "Những chỗ hay nhầm", [(fault, mend, None) for fault, mend in MISTAKES])
    worksheet.print_area(0, 0, row - 1, WIDE)


def _owner(book: Book) -> str:
    if not (book.unit and book.period):
        return "Biểu mẫu chuẩn. Văn phòng Sở gửi cho mỗi đơn vị một tệp đã ghi sẵn tên đơn vị và kỳ báo cáo."
    return f"{book.unit.name} - Kỳ báo cáo {book.period.month.title}, {book.window_words}. Gửi trước {book.due_words}."


def _steps(book: Book) -> Iterator[str]:
    names, form = book.definition.workbook, book.definition.form
    yield f"Mở trang {form.name}, điền các ô vàng. Cả kỳ không có kết quả nào thì chọn Có ở ô “{_nil_header(form)}”."
    yield "Ghi kết quả vào các trang tiếp theo: mỗi kết quả một dòng, chọn Loại trước. Cột có dấu * luôn phải điền."
    yield "Nhìn cột Tự kiểm tra cạnh STT: dòng nào ghi “Cần sửa” thì làm theo cột Việc cần làm ở cuối dòng."
    yield f"Mở trang {names.verdict_name}: khi ghi ĐỦ ĐIỀU KIỆN GỬI thì in trang này, trình thủ trưởng ký, lưu tại đơn vị."
    office = f" tới {book.papers.office_email}" if book.papers and book.papers.office_email else " về Văn phòng Sở"
    yield f"Lưu tệp (đuôi .xlsx) với tên {book.file_name} và gửi{office}."


def _nil_header(form: Sheet) -> str:
    return next((column.header for column in form.columns if column.declares_nil == "*"), "")


def _block(book: Book, worksheet: Worksheet, row: int, title: str, lines: list[tuple[str, str, Format | None]]) -> int:
    """A title and lines of two cells, the second over two columns; returns the row after."""
    styles = book.styles
    _section(book, worksheet, row, (title, "", ""))
    for number, (label, words, style) in enumerate(lines, row + 1):
        worksheet.set_row(number, height((label, WIDTHS[LABEL]), (words, WIDTHS[MIDDLE] + WIDTHS[WIDE])))
        worksheet.write_string(number, LABEL, label, style or styles.text)
        worksheet.merge_range(number, MIDDLE, number, WIDE, words, styles.text)
    return row + 1 + len(lines)


def _section(book: Book, worksheet: Worksheet, row: int, words: tuple[str, str, str]) -> None:
    worksheet.set_row(row, 22)
    for column, text in zip((LABEL, MIDDLE, WIDE), words, strict=True):
        worksheet.write_string(row, column, text, book.styles.band)


def _sheets(book: Book, worksheet: Worksheet, row: int) -> int:
    """Each sheet with what it is for, then its kinds with the columns that each needs; returns the row after."""
    styles = book.styles
    _section(book, worksheet, row, ("Các trang (bấm để mở)", "Loại", "Cột phải điền"))
    for sheet in book.definition.sheets:
        for line, (label, kind, words) in enumerate(_lines(book, sheet)):
            row += 1
            worksheet.set_row(row, height((label, WIDTHS[LABEL]), (kind, WIDTHS[MIDDLE]), (words, WIDTHS[WIDE])))
            if line:
                worksheet.write_string(row, LABEL, label, styles.text)
            else:
                worksheet.write_url(row, LABEL, sheet_link(sheet.name), styles.boxed_link, label)
            worksheet.write_string(row, MIDDLE, kind, styles.text)
            worksheet.write_string(row, WIDE, words, styles.text)
    return row + 1


def _lines(book: Book, sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """(sheet, kind, columns): first what every row needs, then what each kind needs beyond that."""
    always = ", ".join(column.header for column in sheet.columns if column.required is True)
    if sheet.kind == "form":
        yield sheet.name, "Ghi một lần cho cả tệp", always
        return
    yield sheet.name, "Mọi dòng", always
    needs: dict[str, list[str]] = {}
    for item in book.definition.choice(sheet.column(sheet.kind_column).choices).items:
        more = [column.header for column in sheet.columns
                if column.required is not True and column.required_for(item.code)]
        needs.setdefault("thêm: " + ", ".join(more) if more else "không cần thêm cột nào", []).append(item.label)
    for words, labels in needs.items():
        yield "", "\n".join(labels), words
