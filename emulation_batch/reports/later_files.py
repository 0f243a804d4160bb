"""Files that a unit sent after the one that holds and that could not be used: what is wrong with them is theirs alone."""

from collections.abc import Iterator, Sequence

from emulation_batch.batch import MonthData, UnitStanding
from emulation_batch.findings import Finding, as_sent
from emulation_batch.reports.findings_list import listed
from emulation_batch.reports.own import Own
from emulation_batch.vietnamese import clean


def apart(standing: UnitStanding, own: Own) -> tuple[list[Finding], list[Finding]]:
    """The unit's findings of the file that holds, and those of refused files: what refuses a file is never of the former,
    also where both have one name."""
    sent = standing.submission.received.name if standing.submission else ""
    refused = {item.received.name for item in own.files if item.outcome == "refused"}
    others = [item for item in own.findings if item.file in refused and (item.file != sent or _refuses(item))]
    return [item for item in own.findings if item not in others], others


def section(month: MonthData, standing: UnitStanding, own: Own, found: Sequence[Finding], where: str) -> Iterator[str]:
    """What a letter tells of each such file, and how the unit settles it. where: to whom it is sent."""
    held = standing.submission
    attempts = [item.attempt or 1 for item in (*own.files, *([held] if held else []))]
    for file in dict.fromkeys(item.file for item in found):
        items = [item for item in found if item.file == file and item.severity == "error"]
        name = f"“{clean(as_sent(file))}”"
        yield from ("", f"TỆP GỬI SAU CHƯA DÙNG ĐƯỢC ({len(items)} chỗ)")
        yield (f"Chỗ sai dưới đây là của tệp {name}, không phải của tệp đang dùng. Nếu tệp {name} để thay tệp đang dùng thì "
               f"sửa tệp {name}; nếu không thì lấy lại tệp đang dùng. Ghi “Lần gửi” là {max(attempts) + 1} rồi gửi lại{where}.")
        for number, (first, *rest) in enumerate(listed(month.definition, items), 1):
            yield from ("", f"{number}. {first}", *(f"   {line}" for line in rest))


def to_mend_rows(month: MonthData) -> list[UnitStanding]:
    """Units whose file holds and has rows to mend; rows of refused files are sent anew with their file."""
    units = {unit for frame in month.judged.refused.values() for unit in frame["_unit"]}
    return [item for item in month.standings if item.standing != "returned" and item.unit in units]


def to_send_again(month: MonthData) -> list[UnitStanding]:
    """Units whose file holds and that sent another one after it that could not be used."""
    units = {item.unit for item in month.judged.findings if _refuses(item)}
    return [item for item in month.standings if item.standing not in ("returned", "missing") and item.unit in units]


def _refuses(finding: Finding) -> bool:
    return finding.severity == "error" and finding.code.startswith("F")
