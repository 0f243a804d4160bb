"""Every code the program can give, with what it means: for `explain`, for README, and for the test that codes are unique."""

import re
from itertools import chain

from emulation_batch.errors import UsageFault
from emulation_batch.findings import EXPLAIN, Label
from emulation_batch.vietnamese import closest

SEVERITY_WORDS = {
    "error": "lỗi: dòng hoặc tệp bị trả lại cho đến khi sửa",
    "query": "hỏi lại: vẫn được nhận, đơn vị sửa hoặc giải trình",
    "notice": "lưu ý: vẫn được nhận, không bắt buộc sửa",
}
SHORT_WORDS = {"error": "lỗi", "query": "hỏi lại", "notice": "lưu ý"}
BLANKS = re.compile(r"(?:\.?\{[^}]*\})+\.?")


def all_labels() -> tuple[Label, ...]:
    """The labels of intake and reading (F), of the checks (C, R, A) and of the Council's registers (H), sorted by code."""
    from emulation_batch.checks import CHECKS
    from emulation_batch.hearing import LABELS as HEARING
    from emulation_batch.intake.labels import LABELS as INTAKE
    from emulation_batch.reading.labels import LABELS as READING

    labels = chain(INTAKE, READING, HEARING, (check.label for check in CHECKS))
    return tuple(sorted(labels, key=lambda label: label.code))


def reasons() -> tuple[Label, ...]:
    """The closed list of why a file is refused, set aside, superseded or a duplicate: at most forty, each with its page."""
    from emulation_batch.intake.labels import LABELS as INTAKE
    from emulation_batch.intake.labels import REMARKS
    from emulation_batch.reading.labels import LABELS as READING

    return (*(label for label in INTAKE if label not in REMARKS), *(label for label in READING if label.severity == "error"))


def explain(code: str) -> str:
    """The page of one code (Vietnamese): what is wrong, why it matters, how to mend it, an example. UsageFault if unknown."""
    known = {label.code: label for label in all_labels()}
    label = known.get(code.strip().upper())
    if label is None:
        near = closest(code, known)
        raise UsageFault(f"Không có mã “{code}”." + (f" Có phải là {near}?" if near else "")
                         + " Mã có trong cột Mã của tệp trả lại và của findings.csv, ví dụ C201.")
    parts = (("Mã", label.code), ("Mức", SEVERITY_WORDS[label.severity]), ("Vấn đề", spoken(label.message)),
             ("Vì sao", label.why), ("Cách sửa", spoken(label.mend)), ("Ví dụ", label.example))
    return "\n".join(f"{name + ':':<10}{text}" for name, text in parts if text)


def spoken(template: str) -> str:
    """A template as a sentence: an ellipsis for each word that only a finding fills, nothing for what may be left out."""
    whole = template.replace("{maybe}", "").replace("{or_drop}", "").replace("{or_reason}", "").replace("{explain}", EXPLAIN)
    return BLANKS.sub("…", whole)


def table_markdown() -> str:
    """The catalogue as a Markdown table: code, severity, message."""
    rows = [f"| {label.code} | {SHORT_WORDS[label.severity]} | {spoken(label.message)} |" for label in all_labels()]
    return "\n".join(["| mã | mức | vấn đề |", "|---|---|---|", *rows]) + "\n"
