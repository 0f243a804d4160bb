"""Checks of a merged batch. A check is labelled where it is written; the tuple CHECKS decides what runs, in which order."""

from collections.abc import Iterable

from emulation_batch.batch import Batch
from emulation_batch.checks import (
    across,
    across_alike,
    across_months,
    across_people,
    base,
    cells,
    cells_dates,
    cells_numbers,
    cells_people,
    cells_text,
    rows,
    rows_form,
    rows_proposals,
)
from emulation_batch.checks.base import Check, judge
from emulation_batch.findings import Finding

__all__ = ["CHECKS", "Check", "judge", "run_checks"]

CHECKS: tuple[Check, ...] = (
    cells.required, cells.required_by_kind, cells.required_with, cells.amount_for_another_kind,
    cells.words_for_another_kind, cells.placeholder, cells_text.too_short, cells_text.too_long,
    cells.unknown_choice, cells_people.unknown_person, cells_people.shared_name, cells_people.unknown_candidate,
    cells_people.name_and_code, cells_people.unknown_unit, cells_people.unknown_period,
    cells_dates.not_a_date, cells_dates.without_year, cells_dates.short_year, cells_dates.month_first,
    cells_dates.impossible_date, cells_dates.serial,
    cells_numbers.money_with_unit, cells_numbers.two_meanings, cells_numbers.fraction_of_money,
    cells_numbers.not_a_number, cells_numbers.separators, cells_numbers.number_with_words, cells_numbers.too_large,
    cells_numbers.negative, cells_numbers.whole,
    cells_dates.outside_window, cells_dates.day_and_month_exchanged, cells_dates.outside_movement,
    cells_numbers.too_small, cells_numbers.too_big, cells_numbers.step, cells_numbers.unusually_small,
    cells_numbers.unusually_big,
    cells_text.document_number, cells_text.email, cells_text.phone, cells_text.legacy_text, cells_text.look_alike,
    cells_text.cell_error, cells_text.formula_without_value, cells_text.identity_number, cells_text.own_disk,
    rows.at_most, rows.not_before, rows.before_assigned, rows.late, rows.overdue, rows.in_kind_without_quantity,
    rows.copied_text, rows.counted_nowhere, rows.amount_in_no_figure, rows.unrecognised_initiative,
    rows.recognised_solution, rows.day_off, rows.shares_of_a_whole, rows.many_without_list,
    rows_form.nil_sheet_with_rows, rows_form.nil_file_with_rows, rows_form.nothing_said,
    rows_form.empty_sheet_not_declared, rows_form.nil_without_reason, rows_form.nil_file_but_not_sheet,
    rows_form.signed_early, rows_form.another_head, rows_form.same_hand,
    rows_proposals.out_of_season, rows_proposals.award_not_open, rows_proposals.person_as_collective,
    rows_proposals.collective_as_person, rows_proposals.barrier, rows_proposals.event_to_come,
    rows_proposals.nobody_in_favour,
    across_people.person_of_another_unit, across_people.person_not_active, across_people.proposes_another_unit,
    across_people.day_counted_twice, across_people.days_over_one_another, across_people.more_days_than_the_period,
    across_people.proposed_twice, across_people.proposed_by_two_units, across_people.candidate_without_rows,
    across_people.money_told_twice, across.duplicate_row, across.document_of_two_units, across.same_link, across.same_receipt,
    across.work_of_two_units, across.initiative_of_two_units, across_months.document_told_before,
    across_months.receipt_used_before, across_months.initiative_told_before, across_months.copied_from_before,
    across_months.far_above_own_past, across_months.far_above_own_past_each, across_alike.initiative_nearly_of_two_units,
    across_alike.work_nearly_of_two_units, across_alike.initiative_nearly_told_before, across_people.joint_work_in_one_charge,
)


def run_checks(batch: Batch, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """All findings of a batch, unique, in the order unit (registry), sheet, row, column, code."""
    return base.run(batch, checks)
