"""The rules of a column in Vietnamese, and the data validation that speaks them while somebody types."""

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from emulation_batch.definition import Choice, Column, Definition, Sheet
from emulation_batch.layout import REQUIRED_MARK
from emulation_batch.periods import Period
from emulation_batch.templates.formulas import CANDIDATES, PEOPLE, choice_labels, date_limits, number_limits
from emulation_batch.vietnamese import format_date, format_decimal
from emulation_batch.vietnamese.numbers import LARGEST

# Excel's own limits for the words of a validation
TITLE_LIMIT, MESSAGE_LIMIT = 32, 255
# codes of the choices that declare, or do not declare, that there is nothing to report
YES, NO = "co", "khong"


def header_of(column: Column) -> str:
    """The header with its mark."""
    return column.header + (REQUIRED_MARK if column.required is True else "")


def kind_word(item: Choice) -> str:
    """How a kind is called in few words: the code where the label begins with it ("a1"), else the label ("Đột xuất")."""
    return item.code if item.label.startswith(f"{item.code} ") else item.label


def kind_words(definition: Definition, sheet: Sheet, codes: tuple[str, ...]) -> str:
    """ "a1, a3" or "Hằng năm, Đột xuất"."""
    items = definition.choice(sheet.column(sheet.kind_column).choices).items
    return ", ".join(kind_word(item) for item in items if item.code in codes)


def needed_words(definition: Definition, sheet: Sheet, column: Column) -> str:
    """When a column is needed beyond "always" or "never", "" otherwise: "Bắt buộc với: a1, a3", "Bắt buộc, trừ: Điển hình"."""
    if isinstance(column.required, tuple) and column.required:
        return _for_kinds(definition, sheet, column.required, "Bắt buộc với", "Bắt buộc, trừ")
    if column.required_with:
        return f"Bắt buộc khi có {sheet.column(column.required_with).header}"
    if column.kinds:
        return _for_kinds(definition, sheet, column.kinds, "Chỉ dùng với", "Không dùng với")
    return ""


def _for_kinds(definition: Definition, sheet: Sheet, codes: tuple[str, ...], these: str, all_but: str) -> str:
    """The kinds by name, or, where only one is left out, that one."""
    everything = tuple(definition.choice(sheet.column(sheet.kind_column).choices).labels)
    others = tuple(code for code in everything if code not in codes)
    if len(others) == 1 < len(codes) - 1:
        return f"{all_but}: {kind_words(definition, sheet, others)}"
    return f"{these}: {kind_words(definition, sheet, codes)}"


def rule_words(column: Column, sheet: Sheet, period: Period | None, people_known: bool) -> str:
    """What a filled cell must be, as the words after "Sửa" and in the alert; "" where anything goes."""
    rules = [_rule_of_type(column, period, people_known), _length(column)]
    if column.at_most:
        rules.append(f"không lớn hơn {sheet.column(column.at_most).header}")
    if column.not_before:
        rules.append(f"không trước {sheet.column(column.not_before).header}")
    return ", ".join(rule for rule in rules if rule)


def usual_words(column: Column, phase: tuple[date, date]) -> str:
    """What a value usually is, as the words after "Xem lại"; "" where nothing is asked."""
    if column.type == "date" and column.window != "period":
        return f"thường từ {format_date(phase[0])} đến {format_date(phase[1])}"
    if column.type in ("document", "phone"):
        return {"document": "thường có số, ký hiệu như 125/BC-STTTT", "phone": "đủ số, cả mã vùng"}[column.type]
    ends = (("từ", column.ask_below), ("đến", column.ask_above))
    found = [f"{word} {format_decimal(limit)}" for word, limit in ends if limit is not None]
    return f"thường {' '.join(found)}" if found else ""


def _rule_of_type(column: Column, period: Period | None, people_known: bool) -> str:
    if column.type == "choice":
        return "chọn trong danh sách"
    if column.type in ("person", "candidate"):
        return "chọn theo tên" if people_known else ""
    if column.type == "date":
        if column.window == "period" and period:
            return f"từ {format_date(period.from_)} đến {format_date(period.to)}"
        return "ghi ngày/tháng/năm"
    if column.type in ("money", "integer", "decimal"):
        return _number_rule(column)
    return "dạng ten@donvi.gov.vn" if column.type == "email" else ""


def _number_rule(column: Column) -> str:
    least, greatest = number_limits(column)
    words = {"money": "số đồng, chỉ gồm chữ số", "integer": "số nguyên", "decimal": "số"}[column.type]
    words += f" từ {format_decimal(least)}" if least > -LARGEST and column.type != "money" else ""
    words += f" đến {format_decimal(greatest)}" if greatest < LARGEST else ""
    return words + (f", bước {format_decimal(column.step)}" if column.step else "")


def _length(column: Column) -> str:
    if column.min_chars and column.max_chars:
        return f"từ {column.min_chars} đến {column.max_chars} ký tự"
    if column.min_chars:
        return f"ít nhất {column.min_chars} ký tự"
    return f"không quá {column.max_chars} ký tự" if column.max_chars else ""


def validate(worksheet: Worksheet, place: tuple[int, int, int, int], column: Column, sheet: Sheet, *, definition: Definition,
             period: Period | None, people_known: bool) -> None:
    """Put prompt, rule and alert of a column on a range (first row, first column, last row, last column)."""
    rule = rule_words(column, sheet, period, people_known)
    sentences = [column.hint, needed_words(definition, sheet, column), rule]
    prompt = "\n".join(f"{part[0].upper()}{part[1:]}." for part in sentences if part)
    options = _criteria(column, period, people_known) | {
        "input_title": column.header[:TITLE_LIMIT],
        "input_message": _within(prompt, MESSAGE_LIMIT),
        "error_title": "Ô này cần sửa",
        "error_message": _within(f"{column.header}: {rule}. Bấm Thử lại (Retry) rồi ghi lại.", MESSAGE_LIMIT),
        "error_type": "stop",
    }
    if worksheet.data_validation(*place, options):
        raise ValueError(f"{sheet.name}: the validation of {column.key} was not accepted")


def _criteria(column: Column, period: Period | None, people_known: bool) -> dict[str, Any]:
    if column.type == "choice":
        return {"validate": "list", "source": f"={choice_labels(column.choices)}"}
    if column.type in ("person", "candidate") and people_known:
        return {"validate": "list", "source": f"={PEOPLE if column.type == 'person' else CANDIDATES}"}
    if column.type == "date":
        first, last = date_limits(column, period)
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    if column.type in ("money", "integer", "decimal"):
        least, greatest = number_limits(column)
        kind = "decimal" if column.type == "decimal" else "integer"
        return {"validate": kind, "criteria": "between", "minimum": least, "maximum": greatest}
    if column.min_chars and column.max_chars:
        return {"validate": "length", "criteria": "between", "minimum": column.min_chars, "maximum": column.max_chars}
    if column.min_chars or column.max_chars:
        sign, limit = ("<=", column.max_chars) if column.max_chars else (">=", column.min_chars)
        return {"validate": "length", "criteria": sign, "value": limit}
    return {"validate": "any"}


def _within(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1] + "…"
