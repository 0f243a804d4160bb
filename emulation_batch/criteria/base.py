"""The loop over candidates and clauses, and the one place where a word of judgement keeps the machine from a verdict."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from emulation_batch.batch import Judged
from emulation_batch.criteria.evidence import Candidate, Case, Evidence
from emulation_batch.definition import Clause, Definition, Standard
from emulation_batch.errors import DefinitionFault, Fault

STATUSES = ("sufficient", "for_council", "incomplete", "nil_declared", "no_evidence", "blocked")
"""From the most shown to the least; "the better of two" means the earlier one."""

RESULT_COLUMNS = ("subject", "unit", "candidate", "name", "standard", "clause", "status", "facts", "missing", "rows")
OVERALL = "overall"


@dataclass(frozen=True)
class Result:
    """What the rows show for one clause: facts and missing things in words, without full stop; rows as `_ref`."""

    status: str
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A named way to look at a case, with the columns that its rows must have."""

    judge: Callable[[Case], Result]
    columns: tuple[str, ...] = ()


def assess_with(rules: Mapping[str, Rule], judged: Judged) -> pd.DataFrame:
    """Every clause for every candidate, as a frame of RESULT_COLUMNS; DefinitionFault when a rule lacks its columns."""
    definition = judged.batch.definition
    faults = tuple(_faults(rules, definition))
    if faults:
        raise DefinitionFault(f"Định nghĩa có {len(faults)} chỗ làm cho tiêu chuẩn không xét được.", faults)
    evidence = Evidence(judged)
    lines = [line for candidate in evidence.candidates() for line in _lines(rules, evidence, candidate)]
    return pd.DataFrame(lines, columns=pd.Index(RESULT_COLUMNS, dtype=object), dtype=object)


def settle(result: Result, judgement: Sequence[str]) -> Result:
    """What holds words of judgement is never sufficient: the Council weighs it (Plan, Mục III names no measure)."""
    if result.status == "sufficient" and judgement:
        return Result("for_council", result.facts, result.missing, result.rows)
    return result


def _lines(rules: Mapping[str, Rule], evidence: Evidence, candidate: Candidate) -> Iterator[tuple[object, ...]]:
    definition = evidence.definition
    verdicts: list[Result] = []
    for standard in definition.standards:
        if standard.subject != candidate.subject:
            continue
        cases = [evidence.case(clause, standard, candidate) for clause in definition.clauses_of(standard.code)]
        results = {case.clause: _one(rules, case) for case in cases if candidate.subject != "proposal" or case.used}
        for clause, result in results.items():
            yield _line(candidate, standard.code, clause.code, result)
        if standard.combine == "any":
            best = any_of(standard, results)
            yield _line(candidate, standard.code, standard.code, best)
            verdicts.append(best)
        else:
            verdicts.extend(results.values())
    if definition.overall.rule and definition.overall.basis and candidate.subject != "proposal":
        yield _line(candidate, "", OVERALL, overall(definition, candidate.subject, verdicts))


def _one(rules: Mapping[str, Rule], case: Case) -> Result:
    found = rules[case.clause.rule].judge(case)
    rows = dict.fromkeys(row["_ref"] for side in case.sides for row in side.accepted)
    return settle(Result(found.status, found.facts, found.missing, found.rows or tuple(rows)), case.clause.judgement)


def any_of(standard: Standard, results: Mapping[Clause, Result]) -> Result:
    """The plan's own "hoặc": the better of the clauses, saying by which it is."""
    status = min((result.status for result in results.values()), key=STATUSES.index)
    by = {clause: result for clause, result in results.items() if result.status == status}
    words = f"theo {standard.combine_basis}, xét vế {' và '.join(clause.code for clause in by)}"
    chosen = Result(status, (words, *_merged(result.facts for result in by.values())),
                    _merged(result.missing for result in by.values()), _merged(result.rows for result in by.values()))
    return settle(chosen, [word for clause in by for word in clause.judgement])


def overall(definition: Definition, subject: str, results: Sequence[Result]) -> Result:
    """One verdict by the adopted rule (all or any); only called when the definition names the rule and its basis."""
    pick = max if definition.overall.rule == "all" else min
    status = pick((result.status for result in results), key=STATUSES.index)
    subjects = {standard.code: standard.subject for standard in definition.standards}
    judgement = [word for clause in definition.clauses if subjects[clause.standard] == subject for word in clause.judgement]
    return settle(Result(status, (f"tổng hợp theo {definition.overall.basis}",), (), ()), judgement)


def _merged(parts: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))


def sentence(parts: Sequence[str]) -> str:
    """Parts -> one sentence: "2 giải pháp; 1 sáng kiến chưa có quyết định công nhận."; "" without parts."""
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "." if text else ""


def _line(candidate: Candidate, standard: str, clause: str, result: Result) -> tuple[object, ...]:
    return (candidate.subject, candidate.unit, candidate.code, candidate.name, standard, clause, result.status,
            sentence(result.facts), sentence(result.missing), list(result.rows))


def _faults(rules: Mapping[str, Rule], definition: Definition) -> Iterator[Fault]:
    """Columns that a rule reads, and the column of the person of an individual clause, must stand in the definition."""
    for clause in definition.clauses:
        for source in clause.sources:
            sheet = definition.sheet(source.sheet)
            place = f"movement.toml.clauses[{clause.code}]"
            for column in rules[clause.rule].columns:
                if not sheet.has(column):
                    yield Fault(place, f"quy tắc “{clause.rule}” cần cột “{column}”, trang “{sheet.key}” không có.",
                                "Thêm cột này, hoặc chọn quy tắc khác.")
            if definition.standard(clause.standard).subject == "individual" and not source.person:
                yield Fault(place, f"nguồn “{sheet.key}” của tiêu chuẩn cá nhân thiếu “person”.", "Ghi cột chứa người.")
