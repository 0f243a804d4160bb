"""What the report of a review says, as plain values for the tags of its template.

Nothing is computed here: every number is a figure, a count of the book of who sent when, or the length of a list.
"""

from typing import Any

from emulation_batch.reports import lists, span_tables
from emulation_batch.reports.adjusted import short
from emulation_batch.reports.candidates import in_words
from emulation_batch.reports.judgements import proposal_lines
from emulation_batch.reports.numbers import NIL
from emulation_batch.reports.papers import bases, day_blank, ended, header, number_in, papers_of, recipients
from emulation_batch.reports.span_charts import charts
from emulation_batch.reports.span_numbers import SpanNumbers
from emulation_batch.reviewed import SpanData
from emulation_batch.vietnamese import format_date, format_datetime, format_percent, two_digits

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
SYMBOL = "BC"
WHO = {"collective": "tập thể", "individual": "cá nhân"}
EXEMPLAR = "dien_hinh"
MOST_MONTHS_NAMED = 6


def span_report(data: SpanData) -> dict[str, Any]:
    """The annual, mid-term or final report, or that of another span. `expect` says what the finished document must hold."""
    numbers = SpanNumbers(data)
    tables = span_tables.tables(data, numbers)
    annexed = {"own_past": tables["own_past"], "by_year": tables["on_time_years"], "exemplars": span_tables.exemplars(data),
               "initiatives": lists.initiatives(data.month), "proposals": span_tables.proposals(data)}
    annexes = _annex_titles(annexed)
    return _header(data) | tables | annexed | {
        "charts": charts(data), "annexes": annexes, "reporting": _reporting(data), "organisation": _organisation(data),
        "parts": _parts(tables), "exemplar_lines": _exemplar_lines(data, annexes), "awards": _awards(data),
        "proposal_lines": _proposal_lines(data, annexes), "expect": _expected(tables, annexed),
    }


def _header(data: SpanData) -> dict[str, Any]:
    """Header block, bases, opening, closing and signature, as of the day the report is due; number and day stay blank."""
    month, papers, title = data.month, papers_of(data.month), data.span.title
    symbol, told = f"{SYMBOL}-{papers.symbol}", month.definition.movement
    what = f"{data.span.name.capitalize()} thực hiện" if data.span.name else "Kết quả thực hiện"
    subject = f"{what} {told.short} “{told.title}”" + (f" {told.phase}" if data.span.name else f", {title}")
    whole = f"{what[0].lower()}{what[1:]} {told.short}, {title}"
    return header(month, symbol) | {
        "title": f"Báo cáo {subject[0].lower()}{subject[1:]}", "subject_line": subject,
        "span_line": f"({title[0].upper()}{title[1:]})" if data.span.name else "",
        "addressee": papers.addressee, "bases": bases(month, "report"),
        "opening": f"{papers.agency} báo cáo {whole} như sau:",
        "closing": f"Trên đây là báo cáo {whole} của {papers.agency}, kính gửi {papers.addressee} xem xét./.",
        "attached_line": f"(Kèm theo Báo cáo {number_in(symbol)} {day_blank(month)} của {papers.agency})",
        "recipients": recipients(papers), "placeholder": data.report.placeholder,
    }


def _reporting(data: SpanData) -> list[str]:
    """Window and months, closed or not; who sent, who sent in time (Plan, Mục V.2)."""
    late, period = data.lateness, data.span
    expected, received, on_time = (int(late[key].sum()) for key in ("expected", "received", "on_time"))
    absent = _months(data.absent)
    lines = [f"Số liệu phát sinh từ ngày {format_date(period.from_)} đến hết ngày {format_date(period.to)}, lấy từ "
             f"{two_digits(len(data.sealed))} kỳ báo cáo tháng đã chốt, gồm cả các điều chỉnh đã tiếp nhận đến "
             f"{format_datetime(data.month.as_of)}."]
    lines += [f"Chưa gồm {two_digits(len(data.absent))} kỳ chưa chốt: {absent}."] if absent else []
    lines += [data.days_after] if data.days_after else []
    lines += _adjusted(data)
    lines.append(f"Các đơn vị phải gửi {two_digits(expected)} lượt báo cáo tháng, đã gửi {two_digits(received)} lượt dùng "
                 f"được, đúng hạn {two_digits(on_time)} lượt ({format_percent(on_time, expected) or NIL}).")
    extended = int((late["extended"] != "").sum())
    lines += [f"Có {two_digits(extended)} lượt được gia hạn, tính theo hạn mới."] if extended else []
    missing = int(data.missing["expected"].sum())
    lines += [f"Có {two_digits(missing)} lượt chưa có báo cáo dùng được, ghi theo đơn vị ở bảng dưới."] if missing else []
    lines += [f"Có {data.counted_later} Bảng dưới ghi như khi chốt từng kỳ."] if data.counted_later else []
    return lines


def _adjusted(data: SpanData) -> list[str]:
    """Whose reports of sealed months were corrected later, and where every figure stands."""
    pairs = data.adjusted.loc[data.adjusted["unit"] != "", ["unit_name", "period"]].drop_duplicates()
    if not len(pairs):
        return []
    periods = pairs.groupby("unit_name", sort=False)["period"].agg(lambda months: ", ".join(map(short, sorted(months))))
    told = "; ".join(f"{name} ({months})" for name, months in periods.items())
    return [f"Có {two_digits(len(pairs))} báo cáo của các kỳ đã chốt được điều chỉnh số liệu: {told}. Số liệu dưới đây đã tính "
            "theo số điều chỉnh; số đã chốt và số điều chỉnh ở trang Điều chỉnh của sổ theo dõi."]


def _months(months: tuple[str, ...]) -> str:
    names = [f"{month[5:]}/{month[:4]}" for month in months]
    return ", ".join(names) if len(names) <= MOST_MONTHS_NAMED else f"{names[0]}, …, {names[-1]}"


def _organisation(data: SpanData) -> list[str]:
    """What became of the department and of units, and under which name their earlier results are added up."""
    lines = [state.told for state in data.states] if len(data.states) > 1 else []
    lines += [change.told.rstrip(".") for change in data.changes]
    return ["Tên cơ quan, đơn vị ghi theo thời điểm báo cáo; số liệu cộng theo đơn vị kế thừa như sau:",
            *ended([f"- {line}" for line in lines])] if lines else []


def _parts(tables: dict[str, Any]) -> dict[str, str]:
    """Numbers of the results' headings: a movement without standards for people has no heading for them."""
    present = [key for key in WHO if tables[key]] + ["exemplars", "awards"]
    return dict.fromkeys(WHO, "") | {key: str(place) for place, key in enumerate(present, 1)}


def _exemplar_lines(data: SpanData, annexes: dict[str, str]) -> list[str]:
    rows = data.proposals[data.proposals["kind"] == EXEMPLAR]
    if not len(rows):
        return ["Trong kỳ, các đơn vị chưa giới thiệu điển hình."]
    people = int((rows["subject"] == "individual").sum())
    counts = ((len(rows) - people, "tập thể"), (people, "cá nhân"))
    told = ", ".join(f"{two_digits(count)} lượt {who}" for count, who in counts if count)
    return [f"Các đơn vị giới thiệu điển hình tiên tiến {told} (danh sách tại {annexes['exemplars']})."]


def _awards(data: SpanData) -> list[str]:
    """Decisions of the span that the registry knows, each with its number, day and authority."""
    told = [f"- {item.who.partition('|')[0].strip()}: {item.told}" for item in data.decided]
    if not told:
        return ["Quyết định khen thưởng trong kỳ: " + data.report.placeholder]
    return [f"Trong kỳ có {two_digits(len(told))} trường hợp được khen thưởng:", *ended(told)]


def _proposal_lines(data: SpanData, annexes: dict[str, str]) -> list[str]:
    """The season's proposals by what the Council said, else by what we propose to do with them, each candidate named."""
    if any(in_words(data.month)):
        return proposal_lines(data.month, annexes["proposals"])
    kind = data.month.definition.label("loai_de_nghi", data.report.season or None)
    return [f"Trong kỳ, các đơn vị chưa đề nghị xem xét khen thưởng{f' ({kind.lower()})' if kind else ''}."]


def _annex_titles(annexed: dict[str, list[Any]]) -> dict[str, str]:
    """Appendices that have something to show, numbered; no number for a single one (NĐ 30, Phụ lục I)."""
    present = ["by_unit", *(key for key, rows in annexed.items() if rows)]
    numbered = [f" {number}" for number in ROMAN] if len(present) > 1 else [""]
    return dict.fromkeys(annexed, "") | {key: f"Phụ lục{number}" for key, number in zip(present, numbered, strict=False)}


def _expected(tables: dict[str, Any], annexed: dict[str, list[Any]]) -> dict[str, Any]:
    rows = {f"tieu_chuan_{block['code']}": block["rows"] for subject in WHO for block in tables[subject]}
    rows |= {f"so_lieu_{block['key']}": block["rows"] for block in tables["figure_blocks"]}
    rows |= {key: annexed[key] for key in ("own_past", "exemplars", "initiatives", "proposals")}
    rows |= {"on_time": tables["on_time"], "by_year": tables["on_time_years"]}
    return {"rows": {key: len(lines) for key, lines in rows.items()}, "texts": {"closing": ["./."]}}
