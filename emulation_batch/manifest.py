"""manifest.json of a month: what a run was made from and what became of it, for machines."""

from typing import Any

from emulation_batch.batch import MonthData, Submission
from emulation_batch.changes import balance_of, submissions_of
from emulation_batch.periods import VIETNAM_TIME


def of_month(month: MonthData, version: str) -> dict[str, Any]:
    """The manifest without its outputs, in the form that README tells; no clock but `as_of`.

    A file for a sealed month has that month as `period`; its rows count among the others, so that rows received are the sum of
    their fates. past: the sealed months that the totals to date count. outside: files that lay in
    the inbox outside every month's folder, unread.
    """
    period = month.period
    order = {code: number for number, code in enumerate(dict.fromkeys(unit.code for unit in month.registry.units))}
    standings = sorted(month.standings, key=lambda item: (order.get(item.unit, len(order)), item.unit))
    files = sorted(submissions_of(month), key=lambda item: (item.received.name, item.received.sha256,
                                                            item.received.received_at, item.received.sender, item.outcome))
    own, balance = set(map(id, month.submissions)), balance_of(month)
    return {
        "period": period.key,
        "window": {"from": period.from_.isoformat(), "to": period.to.isoformat(), "due": period.due.isoformat()},
        "as_of": month.as_of.astimezone(VIETNAM_TIME).isoformat(),
        "program": {"name": "emulation_batch", "version": version},
        "definition": {"version": month.definition.movement.version, "sha256": month.definition.sha256},
        "registry": {"sha256": month.registry.sha256},
        "files": [of_file(item) | ({} if id(item) in own else {"period": item.period}) for item in files],
        "units": [{"unit": item.unit, "name": item.name, "standing": item.standing,
                   "file": item.submission.received.sha256 if item.submission else None} | _extended(month, item.unit)
                  for item in standings],
        "rows": balance.rows, "rows_by_unit": balance.by_unit, "past": list(month.past_findings),
    } | ({"outside": list(month.outside)} if month.outside else {})


def _extended(month: MonthData, unit: str) -> dict[str, Any]:
    granted = month.registry.extension(unit, month.period.key)
    due = month.registry.own(unit, month.period).due
    return {"extended": {"due": due.isoformat(), "basis": granted.basis}} if granted else {}


def of_file(submission: Submission) -> dict[str, Any]:
    """What a manifest tells of one received file."""
    received = submission.received
    return {"name": received.name, "sha256": received.sha256, "size": received.size, "unit": submission.unit,
            "attempt": submission.attempt, "sender": received.sender, "outcome": submission.outcome,
            "received_at": received.received_at.astimezone(VIETNAM_TIME).isoformat(), "code": submission.code,
            "reason": submission.reason} | ({"container": received.container} if received.container else {})
