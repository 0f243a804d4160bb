"""What goes before the Council, with the reasons. The machine sorts papers; it decides nothing and awards nothing."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd

from emulation_batch.barriers import AD_HOC, barriers_of
from emulation_batch.batch import Judged
from emulation_batch.council import PROPOSAL
from emulation_batch.definition import Definition, Sheet
from emulation_batch.findings import Finding
from emulation_batch.frames import each_row, plain_rows
from emulation_batch.rewarded import Behind, Past
from emulation_batch.vietnamese import format_percent, join_list

PROPOSAL_COLUMNS = ("award", "kind", "subject", "unit", "candidate", "name", "standing", "reasons", "rows")
SUBJECT, AWARD, EXPLANATION = "doi_tuong", "hinh_thuc", "giai_trinh"
FOR, TOTAL = "so_phieu_tan_thanh", "tong_so_phieu"
EXEMPLAR = "dien_hinh"
SUBJECTS = {"tap_the": "collective", "ca_nhan": "individual"}
WANTING = {"incomplete": "chưa đủ căn cứ", "no_evidence": "chưa có căn cứ"}
ROW_OF_CELL = re.compile(r"[A-Z]+(\d+)\Z")

Address = tuple[str, str, int]
Row = dict[str, Any]


class Verdict(NamedTuple):
    """How a proposal's own clause ended: its status, the words of judgement, the facts."""

    status: str
    words: str
    facts: str


def propose(judged: Judged, results: pd.DataFrame, as_of: datetime, said: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Every row of the proposal sheets as PROPOSAL_COLUMNS, in their order; award and kind are codes, "" when blank.

    standing: returned (the row was refused), blocked (a barrier of barriers.py), for_council (something is open: a query
    without an answer, a clause without evidence this month, words that only the Council weighs), else put_forward; an
    exemplary case (điển hình) carries no award and is always put forward. reasons are Vietnamese sentences; the votes of the
    unit are a fact among them and never decide (no threshold is known). What was awarded or nominated before is
    told with its place (rewarded.py); the same achievement before is open, and never rejects. as_of: the time of the papers;
    said: the Council's words on nominations of sealed months, by key. rows holds the row's own `_ref`.
    """
    batch = judged.batch
    found = _findings_by_row(judged.findings)
    wanting = _wanting(results, batch.definition)
    verdicts = _verdicts(results, batch.definition)
    past = Past(batch, said or {}, as_of)
    lines = []
    for sheet in batch.definition.tables:
        if sheet.subject != "proposal":
            continue
        refused = set(judged.refused[sheet.key]["_ref"])
        column = next(column.key for column in sheet.columns if column.type == "candidate")
        typed = batch.raw[sheet.key][column]
        for row, text in zip(plain_rows(batch.sheets[sheet.key]), typed, strict=True):
            candidate, subject = row[column] or "", SUBJECTS.get(row[SUBJECT], "")
            name = batch.registry.name_of(candidate, batch.period.to) if candidate else str(text) if pd.notna(text) else ""
            findings = found.get(_address(judged, sheet, row), [])
            if row["_ref"] in refused:
                standing, reasons = "returned", _returned(findings)
            else:
                standing, reasons = _standing(row, row[sheet.kind_column], findings,
                                              wanting.get((subject, candidate), []), verdicts.get(row["_ref"]),
                                              past.behind(row))
            lines.append((row[AWARD] or "", row[sheet.kind_column] or "", subject, row["_unit"], candidate, name, standing,
                          reasons, [row["_ref"]]))
    return pd.DataFrame(lines, columns=list(PROPOSAL_COLUMNS))


def with_opinions(proposals: pd.DataFrame, said: Mapping[str, str]) -> pd.DataFrame:
    """The proposals, each with what the Council said of it in its own month among the reasons (key -> words)."""
    told = []
    for row in each_row(proposals):
        months = sorted({ref.partition("/")[0] for ref in row["rows"]})
        rest = "|".join((PROPOSAL, row["kind"], row["award"], row["subject"], row["candidate"]))
        told.append([*row["reasons"], *(f"Hội đồng, kỳ {month}: {words}." for month in months
                                          if (words := said.get(f"{month}|{rest}")))])
    return proposals.assign(reasons=pd.Series(told, index=proposals.index, dtype=object))


def _standing(row: Row, kind: str, findings: list[Finding], wanting: list[str],
              verdict: Verdict | None, behind: Behind) -> tuple[str, list[str]]:
    """Standing of an accepted row with its reasons: what stops it, what is open, what is known."""
    stops = [_sentence(words) for words in barriers_of(row, kind)]
    answer = row.get(EXPLANATION)
    open_ = [f"Còn câu hỏi chưa được giải trình: {finding.message}" for finding in findings if finding.severity == "query"]
    if kind != EXEMPLAR:
        open_ += _for_council(verdict) if kind == AD_HOC else [*wanting, *_for_council(verdict)]
        open_ += behind.same
    known = [f"Đơn vị giải trình: {_sentence(answer)}"] if answer else []
    known += [*behind.others, *_votes(row)]
    if stops:
        return "blocked", stops + open_ + known
    return "for_council" if open_ and kind != EXEMPLAR else "put_forward", open_ + known


def _returned(findings: list[Finding]) -> list[str]:
    errors = [finding.message for finding in findings if finding.severity == "error"]
    return list(dict.fromkeys(errors)) or ["Dòng đề nghị còn ô phải sửa."]


def _for_council(verdict: Verdict | None) -> list[str]:
    """An own clause of the proposal (ad hoc) that ended with the Council: the words to weigh, and the facts."""
    if verdict is None or verdict.status != "for_council":
        return []
    return [f"Chờ Hội đồng xem xét có {verdict.words} hay không. {verdict.facts}".strip()]


def _votes(row: Row) -> list[str]:
    """The unit's own vote, in integers; nothing where the kind of proposal asks for none."""
    if row.get(FOR) is None or not row.get(TOTAL):
        return []
    return [f"Đơn vị biểu quyết {row[FOR]}/{row[TOTAL]} phiếu tán thành ({format_percent(row[FOR], row[TOTAL])})."]


def _wanting(results: pd.DataFrame, definition: Definition) -> dict[tuple[str, str], list[str]]:
    """(subject, candidate) -> a sentence for each clause that lacks evidence; a standard joined by "hoặc" counts as one."""
    joined = {standard.code for standard in definition.standards if standard.combine == "any"}
    open_ = results[results["status"].isin(list(WANTING)) & (results["standard"] != "") & (results["subject"] != "proposal")]
    found: dict[tuple[str, str], list[str]] = {}
    for line in open_.itertuples():
        if line.standard not in joined or line.clause == line.standard:
            words = f"Tiêu chuẩn {line.clause} {WANTING[line.status]} trong kỳ. {line.missing}".strip()
            found.setdefault((line.subject, line.candidate), []).append(words)
    return found


def _verdicts(results: pd.DataFrame, definition: Definition) -> dict[str, Verdict]:
    """`_ref` of a proposal -> what its own clause ended with."""
    words = {clause.code: join_list(f"“{word}”" for word in clause.judgement) for clause in definition.clauses}
    own = results[results["subject"] == "proposal"]
    return {ref: Verdict(line.status, words[line.clause], line.facts) for line in own.itertuples() for ref in line.rows}


def _findings_by_row(findings: Iterable[Finding]) -> dict[Address, list[Finding]]:
    found: dict[Address, list[Finding]] = {}
    for finding in findings:
        if match := ROW_OF_CELL.match(finding.cell):
            found.setdefault((finding.file, finding.sheet, int(match[1])), []).append(finding)
    return found


def _address(judged: Judged, sheet: Sheet, row: Row) -> Address:
    return judged.batch.files[row["_file"]].name, sheet.name, row["_row"]


def _sentence(words: str) -> str:
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "!", "?", "…")) else text + "."
