"""Every file received has one outcome, every row one fate: counted again from both ends before anything is written.

What came in is counted from the submissions; what became of it from the frames of accepted and refused rows.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from emulation_batch.batch import FATES, OUTCOMES, Balance, Judged, Submission
from emulation_batch.errors import Fault, Unbalanced
from emulation_batch.periods import Period
from emulation_batch.registry import Registry

FATE_WORDS = {"accepted": "nhận vào", "refused": "trả lại", "superseded": "bị thay thế", "duplicate": "trùng"}
ADVICE = "Giữ nguyên các tệp trong hộp thư đến và gửi thông báo này cho người phụ trách chương trình."


def reconcile(submissions: Sequence[Submission], judged: Judged, registry: Registry, period: Period) -> Balance:
    """Count files by outcome and rows by fate, in total and by unit ("" for files of no known unit).

    files has the keys OUTCOMES. Rows of a refused, superseded or duplicate file share its outcome; rows
    of an accepted file are split as judged. Units of the period stand first, in the registry's order, also with no rows.
    Raises Unbalanced with every difference found.
    """
    landed = {"accepted": _rows_by_file(judged.accepted), "refused": _rows_by_file(judged.refused)}
    by_unit = _rows_by_unit(submissions, landed, [unit.code for unit in registry.units_on(period.to)])
    rows = {key: sum(counts[key] for counts in by_unit.values()) for key in ("received", *FATES)}
    outcomes = Counter(submission.outcome for submission in submissions)
    files = {outcome: outcomes[outcome] for outcome in OUTCOMES}
    names = {code: registry.name_of(code, period.to) if code else "tệp chưa rõ đơn vị" for code in by_unit}
    faults = [*_sum_faults(names, by_unit), *_file_faults(submissions, files), *_row_faults(submissions, judged, landed)]
    if faults:
        raise Unbalanced(f"Đối chiếu không khớp: {faults[0]} Chưa ghi gì. {ADVICE}", tuple(faults))
    return Balance(files, rows, by_unit)


def _rows_by_file(frames: dict[str, pd.DataFrame]) -> Counter[tuple[str, str]]:
    """Rows of the frames by (unit, file)."""
    return Counter(pair for frame in frames.values() for pair in zip(frame["_unit"], frame["_file"], strict=True))


def _rows_by_unit(submissions: Sequence[Submission], landed: dict[str, Counter[tuple[str, str]]],
                  units: list[str]) -> dict[str, dict[str, int]]:
    others = sorted({submission.unit for submission in submissions if submission.rows}
                    | {unit for counts in landed.values() for unit, _ in counts})
    order = [*units, *(code for code in others if code and code not in units), *([""] if "" in others else [])]
    by_unit = {code: dict.fromkeys(("received", *FATES), 0) for code in order}
    for submission in submissions:
        if submission.rows:
            by_unit[submission.unit]["received"] += submission.rows
            if submission.outcome in ("refused", "superseded", "duplicate"):
                by_unit[submission.unit][submission.outcome] += submission.rows
    for fate, counts in landed.items():
        for (unit, _), count in counts.items():
            by_unit[unit][fate] += count
    return by_unit


def _sum_faults(names: dict[str, str], by_unit: dict[str, dict[str, int]]) -> Iterator[Fault]:
    for code, counts in by_unit.items():
        total = sum(counts[fate] for fate in FATES)
        if total != counts["received"]:
            parts = ", ".join(f"{FATE_WORDS[fate]} {counts[fate]}" for fate in FATES)
            yield Fault(names[code], f"nhận {counts['received']} dòng nhưng tổng kết quả là {total} dòng ({parts}).")


def _file_faults(submissions: Sequence[Submission], files: dict[str, int]) -> Iterator[Fault]:
    if sum(files.values()) != len(submissions):
        yield Fault("Tệp nhận", f"nhận {len(submissions)} tệp nhưng chỉ {sum(files.values())} tệp có kết quả.")
    outcomes: dict[str, list[str]] = {}
    readable = [submission for submission in submissions if submission.received.size and not submission.received.problem]
    names = {submission.received.sha256: submission.received.name for submission in readable}
    for submission in readable:
        outcomes.setdefault(submission.received.sha256, []).append(submission.outcome)
    for sha256, given in outcomes.items():
        own = [outcome for outcome in given if outcome != "duplicate"]
        if len(set(own)) > 1 or own.count("accepted") > 1:
            yield Fault(names[sha256], f"một nội dung có {len(own)} kết quả ({', '.join(sorted(own))}).")


def _row_faults(submissions: Sequence[Submission], judged: Judged,
                landed: dict[str, Counter[tuple[str, str]]]) -> Iterator[Fault]:
    expected = {(submission.unit, submission.received.sha256): submission
                for submission in submissions if submission.outcome == "accepted"}
    for pair, submission in expected.items():
        accepted, refused = landed["accepted"][pair], landed["refused"][pair]
        if accepted + refused != submission.rows:
            yield Fault(submission.received.name, f"tệp có {submission.rows} dòng nhưng số liệu đã gộp có "
                        f"{accepted + refused} dòng (nhận vào {accepted}, trả lại {refused}).")
    strays = {pair for counts in landed.values() for pair in counts if pair not in expected}
    for unit, sha256 in sorted(strays):
        count = sum(counts[unit, sha256] for counts in landed.values())
        yield Fault(f"Tệp {sha256[:12]}", f"có {count} dòng của “{unit}” trong số liệu đã gộp mà tệp không được nhận.")
    for key, accepted in judged.accepted.items():
        references = pd.concat([accepted["_ref"], judged.refused[key]["_ref"]])
        if not references.is_unique:
            twice = references[references.duplicated()].iloc[0]
            yield Fault(f"Dòng {twice}", "có mặt hai lần trong kết quả.")
