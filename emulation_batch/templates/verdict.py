"""The last sheet: is the file ready to send, what is in it, how to send it. The page to print and sign."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.templates import formulas
from emulation_batch.templates import styles as look
from emulation_batch.templates.context import Book
from emulation_batch.templates.form import faults_count, value_cell
from emulation_batch.templates.formulas import ASK, FINE, WRONG, quoted, text
from emulation_batch.templates.judgement import helpers_of
from emulation_batch.templates.page import sheet_link
from emulation_batch.templates.words import YES

LABEL, RESULT, TODO = 1, 2, 3
# hidden: rows in use, to mend, to look at, nothing to report (declared), state of the check, rows below, a row that repeats
USED, FAULTS, ASKS, NIL, STATE, BELOW, TWICE = 5, 6, 7, 8, 9, 10, 11
SEARCHED_BELOW, COMPARED = 1000, 200
FIRST_CHECK, EXPLANATION = 4, "giai_trinh"
WIDTHS = {0: 3, LABEL: 42, RESULT: 26, TODO: 58}
NIL_REASON = "ly_do_kps"
READY, NOT_READY = "ĐỦ ĐIỀU KIỆN GỬI", "CHƯA GỬI"
EDGE = {"top": 1, "bottom": 1, "border_color": look.GRID}


@dataclass(frozen=True)
class Check:
    """One line of the checks: what is checked, the sheet it leads to, and its formulas (result, what to do, state)."""

    label: str
    sheet: str
    result: str
    todo: str
    state: str


def write_verdict(book: Book) -> None:
    """Write the checks, the verdict, the totals, how to send, and the places to sign."""
    worksheet = book.add_sheet(book.definition.workbook.verdict_name)
    for column, width in WIDTHS.items():
        worksheet.set_column(column, column, width)
    worksheet.set_column(USED, TWICE, 4, None, {"hidden": True})
    styles = book.styles
    worksheet.set_row(0, 28)
    worksheet.write_string(0, LABEL, book.definition.workbook.verdict_name, styles.title)
    worksheet.write_string(1, LABEL, "Máy tự kiểm tra. Gửi tệp khi ô kết luận màu xanh.", styles.intro)
    worksheet.write_formula(2, LABEL, f"={_whose(book)}", styles.strong, "")
    row = _checks(book, worksheet)
    row = _conclusion(book, worksheet, row + 1)
    row = _totals(book, worksheet, row + 1)
    row = _sending(book, worksheet, row + 1)
    row = _signatures(book, worksheet, row + 1)
    worksheet.print_area(0, 0, row, TODO)


def _whose(book: Book) -> str:
    """Unit, period and attempt as they stand on the form: what a signed page must say."""
    form = book.definition.form
    named = [("Đơn vị", key) for key in _of_type(form, "unit")] + [("Kỳ báo cáo", key) for key in _of_type(form, "period")]
    named += [("Lần gửi", "lan_nop")] if form.has("lan_nop") else []
    said = [f'"{words}: "&{formulas.trimmed(value_cell(form, key, form.name))}&".  "' for words, key in named]
    return "&".join(said) or '""'


def _of_type(form: Sheet, wanted: str) -> list[str]:
    return [column.key for column in form.columns if column.type == wanted]


def _checks(book: Book, worksheet: Worksheet) -> int:
    """The table of checks; returns the row after it."""
    styles, form = book.styles, book.definition.form
    for column, header in ((LABEL, "Nội dung kiểm tra"), (RESULT, "Kết quả"), (TODO, "Việc cần làm")):
        worksheet.write_string(FIRST_CHECK - 1, column, header, styles.header)
    worksheet.set_row(FIRST_CHECK - 1, 24)
    checks = [_form_check(form)]
    for sheet in book.definition.tables:
        row = FIRST_CHECK + len(checks)
        _count(book, worksheet, sheet, row)
        checks.append(_table_check(book, sheet, row))
    checks.append(_something(book, FIRST_CHECK + 1, FIRST_CHECK + len(checks) - 1))
    for row, check in enumerate(checks, FIRST_CHECK):
        worksheet.set_row(row, 44)
        worksheet.write_url(row, LABEL, sheet_link(check.sheet), styles.boxed_link, check.label)
        for column, formula in ((RESULT, check.result), (TODO, check.todo), (STATE, check.state)):
            worksheet.write_formula(row, column, f"={formula}", styles.key if column == STATE else styles.text, "")
    last, state = FIRST_CHECK + len(checks) - 1, f"${layout.letters(STATE)}{FIRST_CHECK + 1}"
    for code, paint in ((WRONG, styles.paint(look.MISSING, look.RED, bold=True)),
                        (ASK, styles.paint(look.ASK, look.AMBER, bold=True)), (FINE, styles.paint(look.DONE, look.GREEN))):
        worksheet.conditional_format(FIRST_CHECK, RESULT, last, RESULT, {
            "type": "formula", "criteria": f"={state}={code}", "format": paint})
    return last + 1


def _form_check(form: Sheet) -> Check:
    faults = faults_count(form, form.name)
    return Check(f"Trang {form.name}", form.name,
                 f'IF({faults}=0,"Đạt",{faults}&" ô cần sửa")',
                 f'IF({faults}=0,"","Điền hoặc sửa các ô có màu ở trang này.")',
                 f'IF({faults}=0,{FINE},{WRONG})')


def _count(book: Book, worksheet: Worksheet, sheet: Sheet, row: int) -> None:
    """The hidden numbers behind a table's check."""
    helpers, form = helpers_of(book, sheet), book.definition.form
    said = [_declared(book, column) for column in form.columns if column.declares_nil in ("*", sheet.key)]
    for column, formula in ((USED, f"SUM({helpers.over_rows(helpers.used, sheet.name)})"),
                            (FAULTS, f'COUNTIF({helpers.over_rows(helpers.faults, sheet.name)},">0")'),
                            (ASKS, f'COUNTIF({helpers.over_rows(helpers.asks, sheet.name)},">0")'),
                            (NIL, f"IF(OR({','.join(said)}),1,0)" if said else "0")):
        worksheet.write_formula(row, column, f"={formula}", book.styles.key, "")
    for column, formula in ((BELOW, f"SUM({formulas.used(_below(book, sheet))})"), (TWICE, _twice(book, sheet))):
        worksheet.write_array_formula(row, column, row, column, f"={formula}", book.styles.key, "")


def _twice(book: Book, sheet: Sheet) -> str:
    """The last row that repeats another in all that A311 compares, of the first COMPARED: Excel compares each with each."""
    helpers, name = helpers_of(book, sheet), quoted(sheet.name)
    first, last = helpers.first_row + 1, min(helpers.last_row + 1, helpers.first_row + COMPARED)
    letters = [layout.letters(layout.column_of(sheet, column.key)) for column in sheet.columns if column.key != EXPLANATION]
    columns = [":".join(formulas.cell(letter, row, sheet.name) for row in (first, last)) for letter in letters]
    used = layout.letters(helpers.used)
    return formulas.repeated(columns, f"$A${first}:$A${last}", f"{name}!${used}${first}:${used}${last}")


def _below(book: Book, sheet: Sheet) -> list[str]:
    """The columns under the rows that judge themselves: typed there, a row is read by the batch and was checked by nobody."""
    first = helpers_of(book, sheet).last_row + 2
    letters = [layout.letters(layout.column_of(sheet, column.key)) for column in sheet.columns]
    return [f"{quoted(sheet.name)}!${letter}${first}:${letter}${first + SEARCHED_BELOW}" for letter in letters]


def _declared(book: Book, column: Column) -> str:
    """True where a field of the form says that there is nothing to report."""
    form = book.definition.form
    return f"{formulas.trimmed(value_cell(form, column.key, form.name))}={text(book.definition.label(column.choices, YES))}"


def _table_check(book: Book, sheet: Sheet, row: int) -> Check:
    used, faults, asks, nil, below, twice = (f"${layout.letters(column)}${row + 1}"
                                             for column in (USED, FAULTS, ASKS, NIL, BELOW, TWICE))
    own = next((column.header for column in book.definition.form.columns if column.declares_nil == sheet.key), "")
    empty = (f"Nếu không có việc nào, chọn Có ở ô “{own}” (trang {book.definition.form.name})." if own else "")
    result = (f'IF({faults}>0,{faults}&" dòng cần sửa",IF(AND({used}+{below}>0,{nil}=1),"Đã khai không phát sinh",IF({used}=0,'
              f'IF({nil}=1,"Không phát sinh","{"Chưa có dòng nào" if own else "Không có dòng nào"}"),'
              f'IF({twice}>0,"Hàng "&{twice}&" bị trùng",IF({asks}>0,"Đạt; xem lại "&{asks}&" dòng","Đạt")))))'
              f'&IF({below}>0,"; "&{below}&" dòng nằm dưới biểu","")')
    todo = (f'TRIM(IF({faults}>0,"Làm theo cột Việc cần làm ở cuối mỗi dòng.",IF(AND({used}+{below}>0,{nil}=1),'
            f'"Trang có "&{used}+{below}&" dòng nhưng đã khai không phát sinh: đổi thành Không, hoặc xóa các dòng.",'
            f'IF(AND({used}+{below}=0,{nil}=0),{text(empty)},'
            f'IF({twice}>0,"Hàng "&{twice}&" giống hệt một hàng ở trên: xóa, hoặc ghi rõ chỗ khác nhau.",'
            f'IF({asks}>0,"Kiểm lại các ô ghi Xem lại. Nếu đúng, ghi lý do vào cột Giải trình.","")))))'
            f'&IF({below}>0," Dòng dưới STT {book.rows(sheet)} không được tự kiểm tra: "&IF({used}<{book.rows(sheet)},'
            f'"chép lên dòng vàng còn trống.","đã hết dòng vàng, báo Văn phòng Sở cấp biểu dài hơn."),""))')
    state = (f'IF(OR({faults}>0,{twice}>0,AND({used}+{below}>0,{nil}=1)),{WRONG},'
             f'IF(OR({asks}>0,{below}>0{f",AND({used}=0,{nil}=0)" if own else ""}),{ASK},{FINE}))')
    return Check(f"Trang {sheet.name}", sheet.name, result, todo, state)


def _something(book: Book, first: int, last: int) -> Check:
    """An empty file is sent only with the declaration that nothing happened, and such a declaration with its reason."""
    form, letter = book.definition.form, layout.letters
    whole = next((column for column in form.columns if column.declares_nil == "*"), None)
    fine = f"SUM(${letter(USED)}${first + 1}:${letter(USED)}${last + 1})>0"
    fine = f"OR({fine},{_declared(book, whole)})" if whole else fine
    remedy = f"Nhập ít nhất một dòng, hoặc chọn Có ở ô “{whole.header}”." if whole else "Nhập ít nhất một dòng."
    unexplained, reason = "FALSE", ""
    if form.has(NIL_REASON):
        said = ",".join(_declared(book, column) for column in form.columns if column.declares_nil)
        unexplained = f'AND(OR({said}),{formulas.trimmed(value_cell(form, NIL_REASON, form.name))}="")'
        reason = f"Nên ghi một câu vào ô “{form.column(NIL_REASON).header}”."
    return Check("Có kết quả, hoặc đã khai không phát sinh", form.name,
                 f'IF({fine},IF({unexplained},"Đạt; nên ghi lý do","Đạt"),"Chưa có kết quả nào")',
                 f'IF({fine},IF({unexplained},{text(reason)},""),{text(remedy)})',
                 f'IF({fine},IF({unexplained},{ASK},{FINE}),{WRONG})')


def _conclusion(book: Book, worksheet: Worksheet, row: int) -> int:
    """One verdict over the checks above; returns the row after it."""
    letter = layout.letters(STATE)
    states = f"${letter}${FIRST_CHECK + 1}:${letter}${row - 1}"
    blocked, asked = f"COUNTIF({states},{WRONG})", f"COUNTIF({states},{ASK})"
    verdict = (f'=IF({blocked}>0,"{NOT_READY}: còn "&{blocked}&" mục màu đỏ ở trên cần sửa","{READY}"'
               f'&IF({asked}>0," (nên xem lại "&{asked}&" mục màu vàng)",""))')
    styles = book.styles
    worksheet.set_row(row, 34)
    worksheet.write_formula(row, LABEL, verdict, styles.make(bold=True, font_size=14, indent=1, left=1, **EDGE), "")
    worksheet.write_blank(row, RESULT, None, styles.make(**EDGE))
    worksheet.write_blank(row, TODO, None, styles.make(right=1, **EDGE))
    for criteria, paint in ((f"={blocked}>0", styles.paint(look.MISSING, look.RED, bold=True)),
                            (f"={blocked}=0", styles.paint(look.DONE, look.GREEN, bold=True))):
        worksheet.conditional_format(row, LABEL, row, TODO, {"type": "formula", "criteria": criteria, "format": paint})
    return row + 1


def _totals(book: Book, worksheet: Worksheet, row: int) -> int:
    """Rows of each sheet and sums of the money columns, to be held against the unit's books; returns the row after."""
    styles = book.styles
    for place, words in ((LABEL, "Tổng hợp trong tệp"), (RESULT, "Số dòng, số tiền"), (TODO, "")):
        worksheet.write_string(row, place, words, styles.band)
    lines = []
    for number, sheet in enumerate(book.definition.tables, FIRST_CHECK + 2):
        lines.append((sheet.name, f"=${layout.letters(USED)}${number}+${layout.letters(BELOW)}${number}", "dòng"))
        for column in sheet.columns:
            if column.type == "money":
                letter = layout.letters(layout.column_of(sheet, column.key))
                total = f'=IFERROR(SUM({quoted(sheet.name)}!${letter}:${letter}),"Có ô lỗi")'
                lines.append((f"   Cộng cột {column.header}", total, "đối chiếu với sổ sách trước khi gửi"))
    for line, (label, formula, note) in enumerate(lines, row + 1):
        worksheet.set_row(line, 18)
        worksheet.write_string(line, LABEL, label, styles.text)
        worksheet.write_formula(line, RESULT, formula, styles.total, "")
        worksheet.write_string(line, TODO, note, styles.note)
    return row + 1 + len(lines)


def _sending(book: Book, worksheet: Worksheet, row: int) -> int:
    """File name, address and due time; returns the row after."""
    styles = book.styles
    office = book.papers.office_email if book.papers else ""
    lines = [("Đặt tên tệp", f"{book.file_name}" + (" (giữ nguyên tên này)" if book.unit else "")),
             ("Gửi tới", office or "Thư điện tử của Văn phòng Sở"),
             ("Hạn gửi", f"Trước {book.due_words}" if book.period else "Theo thông báo của Văn phòng Sở"),
             ("Gửi kèm", "Chỉ gửi tệp Excel này; bản in có chữ ký lưu tại đơn vị")]
    for column, words in ((LABEL, "Cách gửi"), (RESULT, ""), (TODO, "")):
        worksheet.write_string(row, column, words, styles.band)
    for line, (label, words) in enumerate(lines, row + 1):
        worksheet.set_row(line, 18)
        worksheet.write_string(line, LABEL, label, styles.text)
        worksheet.write_string(line, RESULT, words, styles.make(bold=True, indent=1, left=1, **EDGE))
        worksheet.write_blank(line, TODO, None, styles.make(right=1, **EDGE))
    return row + 1 + len(lines)


def _signatures(book: Book, worksheet: Worksheet, row: int) -> int:
    """Who made the file and who answers for it, with the names of the form; returns the last row."""
    styles, form = book.styles, book.definition.form
    centre = styles.make(align="center", italic=True)
    if form.has("ngay_ky"):
        worksheet.write_formula(row, TODO, f"={formulas.signing_day(value_cell(form, 'ngay_ky', form.name))}", centre, "")
    for column, title, key in ((LABEL, "NGƯỜI LẬP BIỂU", "nguoi_lap"), (TODO, "THỦ TRƯỞNG ĐƠN VỊ", "thu_truong")):
        worksheet.write_string(row + 1, column, title, styles.make(align="center", bold=True))
        worksheet.write_string(row + 2, column, "(Ký, ghi rõ họ tên)", centre)
        if form.has(key):
            name = formulas.trimmed(value_cell(form, key, form.name))
            worksheet.write_formula(row + 6, column, f"={name}", styles.make(align="center", bold=True), "")
    return row + 6

