"""How a row of a table judges itself: the formulas of its check, of the words at its end, and of the hidden columns."""

from dataclasses import dataclass

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.templates import formulas, proposals
from emulation_batch.templates.context import Book
from emulation_batch.templates.formulas import ASK, MISSING, STRAY, WRONG, text
from emulation_batch.templates.words import rule_words, usual_words

# stands for the number of the row in a formula that all rows share
ROW = "¤"
GROUPS = ((MISSING, "Điền"), (WRONG, "Sửa"), (ASK, "Xem lại"), (STRAY, "Không dùng cho loại này"))


@dataclass(frozen=True)
class Helpers:
    """The hidden columns after "Việc cần làm" (zero-based), and the rows they judge (first and last, zero-based).

    used: 1 or 0; kind: its place in the list; faults, asks: numbers of cells; from states on one column a data column.
    """

    used: int
    kind: int
    faults: int
    asks: int
    states: int
    last_state: int
    first_row: int
    last_row: int

    def over_rows(self, column: int, sheet: str = "") -> str:
        """A helper column over all rows, absolute; with `sheet` as another sheet sees it."""
        letter = layout.letters(column)
        place = f"{formulas.quoted(sheet)}!" if sheet else ""
        return f"{place}${letter}${self.first_row + 1}:${letter}${self.last_row + 1}"


def helpers_of(book: Book, sheet: Sheet) -> Helpers:
    """Where the hidden columns of a table sheet stand."""
    after = layout.todo_column(sheet) + 1
    return Helpers(after, after + 1, after + 2, after + 3, after + 4, after + 3 + len(sheet.columns),
                   layout.FIRST_ROW, layout.FIRST_ROW + book.rows(sheet) - 1)


def locked(column: int, row: str | int) -> str:
    """The address of a calculated cell: nobody can move it, so it needs no INDEX."""
    return f"${layout.letters(column)}{row}"


def row_formulas(book: Book, sheet: Sheet) -> dict[int, str]:
    """Zero-based column -> the formula of every row, in which ROW stands for the row that Excel shows."""
    helpers = helpers_of(book, sheet)
    places = {column.key: layout.letters(layout.column_of(sheet, column.key)) for column in sheet.columns}
    addresses = {key: formulas.cell(letter, ROW) for key, letter in places.items()}
    used, kind, faults, asks = (locked(column, ROW) for column in (helpers.used, helpers.kind, helpers.faults, helpers.asks))
    states = f"{locked(helpers.states, ROW)}:{locked(helpers.last_state, ROW)}"
    kind_column = sheet.column(sheet.kind_column)
    kinds = tuple(book.definition.choice(kind_column.choices).labels)
    more = proposals.rules_of(book, sheet, addresses, kind)
    row = formulas.Row(addresses.__getitem__, kind, kinds, used, book.period, book.phase, bool(book.people), more)
    return {
        layout.CHECK_COLUMN: (f'IF({used}=0,"",IF({faults}>0,"Cần sửa "&{faults}&" ô",'
                              f'IF({asks}>0,"Xem lại "&{asks}&" ô","Đủ")))'),
        layout.todo_column(sheet): f'IF({faults}+{asks}=0,"",TRIM({_todo(book, sheet, helpers, states, more)}))',
        helpers.used: formulas.used(addresses.values()),
        helpers.kind: formulas.kind_place(kind_column, addresses[sheet.kind_column]),
        helpers.faults: f"COUNTIF({states},{MISSING})+COUNTIF({states},{WRONG})",
        helpers.asks: f"COUNTIF({states},{ASK})+COUNTIF({states},{STRAY})",
        **{helpers.states + place: formulas.state(column, row) for place, column in enumerate(sheet.columns)},
    }


def status_formula(helpers: Helpers) -> str:
    """The live line over the table: "Đã nhập 3 dòng; 1 dòng cần sửa…"."""
    used = f"SUM({helpers.over_rows(helpers.used)})"
    faults, asks = (f'COUNTIF({helpers.over_rows(column)},">0")' for column in (helpers.faults, helpers.asks))
    return (f'IF({used}=0,"Chưa nhập dòng nào. Mỗi kết quả ghi một dòng vào các ô vàng.","Đã nhập "&{used}&" dòng; "'
            f'&IF({faults}=0,"không có dòng nào cần sửa",{faults}&" dòng cần sửa, xem cột cuối {layout.TODO_HEADER}")'
            f'&IF({asks}=0,"","; "&{asks}&" dòng nên xem lại")&".")')


def _todo(book: Book, sheet: Sheet, helpers: Helpers, states: str, more: proposals.Rules) -> str:
    """Words for what the row still needs: "Điền: Ngày. Sửa: Số hộ (số nguyên, từ 0)."."""
    groups = []
    for state, title in GROUPS:
        named = [f'IF({locked(helpers.states + place, ROW)}={state},{text("; " + words)},"")'
                 for place, column in enumerate(sheet.columns) if (words := _named(book, sheet, column, state, more))]
        if named:
            groups.append(f'IF(COUNTIF({states},{state})=0,"","{title}: "&MID({"&".join(named)},3,2000)&". ")')
    return "&".join(groups)


def _named(book: Book, sheet: Sheet, column: Column, state: int, more: proposals.Rules) -> str:
    """How a column is named in one group of the words, "" where it can never be in that state."""
    if state == WRONG:
        rule = "; ".join(filter(None, (rule_words(column, sheet, book.period, bool(book.people)),
                                       more.get(column.key, ([], ""))[1])))
        return f"{column.header} ({rule})" if rule else column.header
    if state == ASK:
        usual = usual_words(column, book.phase)
        return f"{column.header} ({usual})" if usual else ""
    possible = {MISSING: bool(column.required or column.required_with), STRAY: bool(column.kinds)}
    return column.header if possible[state] else ""
