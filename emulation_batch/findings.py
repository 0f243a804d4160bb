"""What is wrong with a unit's file, where, and how to mend it. Words are Vietnamese; codes are never renumbered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from string import Formatter

SEVERITIES = ("error", "query", "notice")
MOST_ALIKE = 5
NO_RESULT = "(công thức chưa có kết quả)"
"""What a cell holds, and how it is quoted, whose formula was never computed."""
EXPLAIN, EXPLAIN_ELSEWHERE = "giải trình trong dòng", "nói rõ trong thư khi gửi lại"
"""How a unit answers a query: in the row's own column; or, on a form, where there is none."""
IN_A_MAIL = re.compile(r"\A.*\.(?:eml|mbox)/", re.IGNORECASE | re.DOTALL)
ANSWERED = "Đơn vị đã giải trình, không phải làm gì thêm; lời giải trình được in kèm dòng này để Hội đồng xem xét."
"""How an answered query ends: as a notice with this in place of what to do."""


@dataclass(frozen=True)
class Label:
    """The fixed part of a finding. `message` and `mend` are templates; `why` and `example` make the page of `explain`.

    severity: "error" refuses the row (or the file), "query" asks for an explanation, "notice" informs.
    """

    code: str
    message: str
    mend: str
    severity: str = "error"
    why: str = ""
    example: str = ""

    def words(self) -> set[str]:
        """Names of the words that the templates need (`column.header` needs `column`)."""
        names = [name for text in (self.message, self.mend) for _, name, _, _ in Formatter().parse(text) if name]
        return {name.split(".")[0].split("[")[0] for name in names}


@dataclass(frozen=True)
class Finding:
    """One fault at one place. file is the received name, sheet the name Excel shows, cell in A1 form, column the key."""

    code: str
    severity: str
    unit: str
    period: str
    file: str
    sheet: str
    cell: str
    column: str
    value: str
    message: str
    mend: str

    @property
    def answered(self) -> bool:
        """Whether it is a query that the unit has answered."""
        return self.mend == ANSWERED

    @property
    def asked(self) -> bool:
        """Whether it is a query, answered or not."""
        return self.severity == "query" or self.answered

    @property
    def by_reply(self) -> bool:
        """Whether it is a query about the mail or the whole file: no cell takes the answer, the unit gives it in a mail."""
        return self.severity == "query" and not self.sheet


FINDING_COLUMNS = tuple(field.name for field in fields(Finding))


def alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings as a person works through them: more than five of one code in one column together, every other alone.

    The order is that of the findings, a group standing where its first one stood.
    """
    groups: dict[tuple[str, str, str], list[tuple[int, Finding]]] = {}
    for place, finding in enumerate(findings):
        groups.setdefault((finding.code, finding.sheet, finding.column), []).append((place, finding))
    items = [item for group in groups.values()
             for item in ([group] if len(group) > MOST_ALIKE else [[single] for single in group])]
    return [[finding for _, finding in item] for item in sorted(items, key=lambda item: item[0][0])]


def by_unit(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings of each unit that has any, "" for those of none, in their order."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.unit, []).append(finding)
    return found


def shown(value: object, limit: int = 60) -> str:
    """A typed value as a message quotes it: one line, at most `limit` characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def as_sent(name: str) -> str:
    """The name of a received file as its sender knows it: without the mail and the mailbox it came in, which others named."""
    return IN_A_MAIL.sub("", name)


def word(label: Label, *, unit: str = "", period: str = "", file: str = "", sheet: str = "", cell: str = "",
         column: str = "", value: object = "", **words: object) -> Finding:
    """Put a label into words for one place. `value` is quoted as typed; further words fill the templates."""
    known = {"value": shown(value), "sheet": sheet, "cell": cell, **words}
    return Finding(label.code, label.severity, unit, period, file, sheet, cell, column,
                   "" if value is None else str(value), label.message.format(**known), label.mend.format(**known))


def with_attempt(findings: Iterable[Finding], following: int | None) -> list[Finding]:
    """The findings as they stand with a workbook in which the number of the next sending is written: nobody mends it."""
    done = f"Đã ghi sẵn {following} trong tệp trả lại, không phải sửa."
    return [replace(item, mend=done) if following is not None and item.column == "lan_nop" else item for item in findings]
