"""Clause by clause, what the evidence of a month shows. The machine never says “đạt” on a word of judgement."""

import pandas as pd

from emulation_batch.batch import Judged
from emulation_batch.criteria.base import OVERALL, RESULT_COLUMNS, STATUSES, assess_with
from emulation_batch.criteria.rules import RULES

__all__ = ["OVERALL", "RESULT_COLUMNS", "RULES", "STATUSES", "assess"]


def assess(judged: Judged) -> pd.DataFrame:
    """Results of a month: one row for each candidate and clause, in the order of registry and plan.

    Columns `subject unit candidate name standard clause status facts missing rows`: subject collective, individual or
    proposal; clause a code of the plan, the standard's own code where it joins its clauses by "hoặc", or "overall" once the
    Council has adopted a rule; facts and missing are sentences or ""; rows lists the `_ref` of the accepted rows that speak
    for the clause (for a proposal its own row, accepted or not). No thresholds: the plan has none (Plan, Mục III).
    """
    return assess_with(RULES, judged)
