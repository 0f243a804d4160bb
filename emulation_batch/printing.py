"""What the commands print of a month or of a checked workbook: counts and places; names and values only of a file
that its own unit checks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from emulation_batch import console
from emulation_batch.council import OF_COUNCIL

SEVERITY_WORDS = {"error": "Sai", "query": "Xem lại", "notice": "Lưu ý"}
STANDING_WORDS = {"on_time": "đúng hạn", "late": "muộn", "missing": "chưa gửi", "returned": "trả lại",
                  "nil": "không phát sinh"}
BLANK = "–"
MOST_FILES = 20
SEEN_TO = {"F121": "thư và tệp nén đã mở", "F131": "sổ của Hội đồng"}
"""Code of what is set aside and waits for nobody -> its words."""
COUNTED = ("units", "files", "rows", "rows_of_sealed", "outside")


def counts(month: Any) -> dict[str, Any]:
    """Units with their standing, rows and findings; files and rows by fate, rows of files for sealed months apart: the result
    of `run --json`."""
    from emulation_batch.changes import balance_of

    findings, balance, own = month.judged.findings, balance_of(month), month.balance.rows
    return {"units": [{"unit": item.unit, "name": item.name, "standing": item.standing,
                       "rows": month.balance.by_unit.get(item.unit, {}),
                       "errors": _count(findings, item.unit, "error"), "queries": _count(findings, item.unit, "query")}
                      for item in month.standings],
            "files": balance.files, "rows": own,
            "rows_of_sealed": {key: count - own.get(key, 0) for key, count in balance.rows.items()},
            "outside": list(month.outside)}


def _count(findings: Any, unit: str, severity: str, family: str = "") -> int:
    return sum(finding.unit == unit and finding.severity == severity and finding.code.startswith(family)
               for finding in findings)


def told_of(done: Any) -> dict[str, Any]:
    """What is told of a finished run, as plain data: its counts, whether units must correct, the texts for `print_month`."""
    month = done.month
    return counts(month) | {
        "corrections": _needs_corrections(month),
        "standings": [[_standing(month, item), _used(item)] for item in month.standings],
        "title": f"Kỳ {month.period.key}: số liệu từ {month.period.from_:%d/%m/%Y} đến {month.period.to:%d/%m/%Y}",
        "findings": [f"  {item.code} {SEVERITY_WORDS[item.severity]}: {item.unit}, {item.sheet} {item.cell}".rstrip()
                     for item in month.judged.findings],
        "lines": [*_sums(month), *_astray(month), *_files_to_see(month), *_adjustments(month),
                  *([done.left_out] if done.left_out else ()),
                  *left_for_people(done.placeholders)]}


def _standing(month: Any, item: Any) -> str:
    """How a unit stands, with what the word alone does not say: that its file is empty, or that its nil report came late."""
    from emulation_batch.changes import tells_nothing
    from emulation_batch.reports.due import came_late

    late = item.standing == "nil" and came_late(month, item)
    return STANDING_WORDS[item.standing] + (", tệp trống" if tells_nothing(item) else ", muộn" if late else "")


def _used(item: Any) -> int:
    """The rows of the unit's file that is used, taken in or returned; none where no file is."""
    return item.submission.rows if item.submission and item.submission.outcome == "accepted" else 0


def _needs_corrections(month: Any) -> bool:
    from emulation_batch.changes import findings_of

    return (any(finding.severity == "error" for finding in findings_of(month))
            or any(standing.standing in ("missing", "returned") for standing in month.standings))


def print_month(told: dict[str, Any], folder: Path, verbose: bool = False) -> None:
    """The closing table of a month: đơn vị · tình trạng · dòng (of the file that holds) · sai · xem lại, and the files made."""
    console.table(
        told["title"], ["Đơn vị", "Tình trạng", "Dòng (tệp dùng)", "Sai", "Xem lại"],
        [[unit["name"], standing, str(rows), str(unit["errors"]), str(unit["queries"])]
         for unit, (standing, rows) in zip(told["units"], told["standings"], strict=True)], numbers=3)
    for line in (*(told["findings"] if verbose else ()), *told["lines"]):
        click.echo(line)
    print_folder(told, folder, "index.html, register.xlsx, reports, returned, records, findings.csv, manifest.json", "tổng hợp")


def print_folder(told: dict[str, Any], folder: Path, files: str, work: str) -> None:
    """Whether a folder was written or kept as it stood, and what lies in it. work: what made it."""
    click.echo(f"{'Giữ nguyên' if 'as_of' in told else 'Đã ghi'} {folder}: {files}.")
    if "as_of" in told:
        click.echo(f"Không có gì thay đổi từ lần {work} lúc {told['as_of']:%H:%M ngày %d/%m/%Y}, nên không làm lại; "
                   "muốn làm lại thì thêm --no-cache.")


def _sums(month: Any) -> Iterator[str]:
    """Every file received by what became of it; the rows of the month's own files, those of files for sealed months apart."""
    from emulation_batch.changes import balance_of, empty_files, rows_for_sealed, submissions_of

    files, rows, more = balance_of(month).files, month.balance.rows, rows_for_sealed(month)
    codes = [item.code for item in submissions_of(month) if item.outcome == "set_aside"]
    seen_to = {words: codes.count(code) for code, words in SEEN_TO.items() if code in codes}
    empty = len(empty_files(month))
    yield (f"Tệp: nhận {sum(files.values())}; dùng {files.get('accepted', 0) - empty}, "
           + f"tệp trống {empty}, " * bool(empty) + f"bản cũ {files.get('superseded', 0)}, "
           f"trùng {files.get('duplicate', 0)}, trả lại {files.get('refused', 0)}, "
           + "".join(f"{words} {count}, " for words, count in seen_to.items())
           + f"không phải biểu {files.get('set_aside', 0) - sum(seen_to.values())}.")
    yield (f"Dòng: nhận {rows['received']}; nhận vào {rows['accepted']}, trả lại {rows['refused']}, "
           f"bản cũ {rows['superseded']}, trùng {rows['duplicate']}"
           + (f"; thêm {more} dòng trong tệp gửi cho kỳ đã chốt" if more else "") + ".")
    if month.council.opinions or month.council.earlier:
        yield heard_of(month.council, month.judged.findings)


def heard_of(council: Any, findings: Any) -> str:
    """How many opinions came back, and what is to be asked about them."""
    queries, errors = (_count(findings, "", severity, OF_COUNCIL) for severity in ("query", "error"))
    where = "; xem register.xlsx, trang Cần sửa" if queries or errors else ""
    heard = len(council.opinions) + len(council.earlier)
    return f"Hội đồng: {heard} ý kiến, {queries} chỗ cần xem lại, {errors} ô chưa đọc được{where}."


def of_cache(cache: Any) -> str:
    """What a run could take from the cache, and what is wrong with the cache."""
    return (f"Bộ nhớ đệm {cache.folder}: dùng lại {cache.found}, ghi mới {cache.made}"
            + (f", bỏ {cache.bad} mục hỏng" if cache.bad else "") + (f"; không ghi được: {cache.fault}" if cache.fault else "")
            + ".")


def _adjustments(month: Any) -> Iterator[str]:
    """What workbooks for sealed months changed, and what is not as in the last sealed month's definition."""
    from emulation_batch.reports import adjusted

    yield from (f"Điều chỉnh kỳ đã chốt: {words}" for words in adjusted.lines(month))
    yield from (f"Định nghĩa đã đổi: {words}" for words in month.definition_changes)


def _astray(month: Any) -> Iterator[str]:
    """Files of the inbox that the run did not read."""
    from emulation_batch import outside

    if month.outside:
        yield outside.told(month.outside, month.period.key)


def _files_to_see(month: Any) -> Iterator[str]:
    """Files that no letter speaks of, or that are to be moved: a person must look at them."""
    from emulation_batch.changes import misplaced, submissions_of, without_letter

    unclear = [item for item in submissions_of(month) if item.outcome == "set_aside" and item.code not in SEEN_TO]
    unclear += [*without_letter(month), *misplaced(month)]
    if unclear:
        yield "Cần người xem:"
    yield from (f"  {item.received.name}: {item.reason}" for item in unclear[:MOST_FILES])
    if len(unclear) > MOST_FILES:
        yield f"  … và {len(unclear) - MOST_FILES} tệp khác, xem register.xlsx, trang Tệp nhận."


def left_for_people(placeholders: dict[str, list[str]]) -> list[str]:
    """A line for each report with places left for a person; one for a whole folder of papers of a kind."""
    counts: dict[str, list[int]] = {}
    for path, marks in placeholders.items():
        folder, name = path.rsplit("/", 1)
        if marks:
            counts.setdefault(folder if "/" in folder else f"{folder}/{name}", []).append(len(marks))
    return [f"Còn {sum(found)} chỗ cần người viết trong {f'{len(found)} tệp của ' if not path.endswith('.docx') else ''}{path}."
            for path, found in counts.items()]


def print_checked(item: Any) -> None:
    """The findings of one checked workbook."""
    if item.submission.outcome == "set_aside":
        click.echo(f"{item.submission.received.name}: không có gì để kiểm tra. "
                   f"{item.submission.reason.replace('; được giữ lại, không tính', '')}")
        return
    if item.submission.outcome != "accepted":
        click.echo(f"{item.submission.received.name}: không dùng được. {item.submission.reason}")
    if item.findings:
        console.table(item.submission.received.name, ["Mã", "Mức", "Trang", "Ô", "Vấn đề", "Cách sửa"],
                      [[finding.code, SEVERITY_WORDS[finding.severity], finding.sheet, finding.cell, finding.message,
                        finding.mend] for finding in item.findings])
    errors = sum(finding.severity == "error" for finding in item.findings)
    click.echo(f"{item.submission.received.name}: {item.rows['received']} dòng, {errors} chỗ sai, "
               f"{sum(finding.severity == 'query' for finding in item.findings)} chỗ cần xem lại.")


def must_change(checked: Sequence[Any]) -> bool:
    """Whether a checked file cannot be sent as it is."""
    return any(item.submission.outcome != "accepted" or any(finding.severity == "error" for finding in item.findings)
               for item in checked)


def after_check(checked: Sequence[Any], copies: Sequence[Path]) -> str:
    """What to do with checked files: what a month would ask about is answered before they are sent."""
    if all(item.submission.outcome == "set_aside" for item in checked):
        return "chọn đúng tệp Excel của biểu mẫu đã điền rồi kiểm tra lại."
    opened = f"mở {copies[0]}, " if copies else ""
    cells = any(finding.cell for item in checked for finding in item.findings if finding.severity == "error")
    mend = "sửa các ô đã nêu" if cells else "làm theo cột Cách sửa"
    if not must_change(checked):
        asked = any(finding.severity == "query" for item in checked for finding in item.findings)
        return (f"{opened}ở các chỗ Xem lại, ghi nhầm thì sửa, đúng thì ghi lý do vào cột Giải trình của dòng hoặc theo cột "
                "Cách sửa, rồi gửi tệp về Văn phòng Sở. Gửi khi chưa ghi lý do thì Văn phòng Sở sẽ hỏi lại." if asked
                else "gửi tệp về Văn phòng Sở.")
    return f"{opened}{mend} rồi kiểm tra lại."


def print_sealed(done: Any) -> None:
    """What was closed: papers completed by hand, what was open all the same, months that were passed over."""
    click.echo(f"Đã chốt kỳ {done.path.parent.name}: {done.path}.")
    for path in done.completed:
        click.echo(f"  Bản đã bổ sung bằng tay: {path}")
    for words in done.open:
        click.echo(f"  Chốt khi chưa xong: {words}")
    if done.absent:
        more = f" đến {done.absent[-1]}" if len(done.absent) > 1 else ""
        click.echo(f"Số lũy kế không tính kỳ {done.absent[0]}{more}: chưa chốt, và từ nay không chốt được nữa.")
