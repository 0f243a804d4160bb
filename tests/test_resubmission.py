"""A second attempt held against the first: what changed, and what that did to findings and clauses."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from support.paths import ROOT, shipped_definition
from support.small_registry import march_2022, small_registry
from support.tables import book_of, read_tables

from emulation_batch import merging, resubmission
from emulation_batch.batch import Received, Submission
from emulation_batch.checks import judge, run_checks
from emulation_batch.criteria import assess
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.resubmission import compare, matched

DEFINITION, REGISTRY = shipped_definition(), small_registry()
AT = datetime(2022, 3, 15, 9, tzinfo=VIETNAM_TIME)
GOOD = "| {} | Vận động ủng hộ Quỹ Vì người nghèo đợt {} | c1 | Vận động | =2022-02-2{} | ={}00000 | Quỹ Vì người nghèo | Biên lai {} |"
HEAD = "[nguon_luc]\n| unit | noi_dung | loai | hinh_thuc | ngay | so_tien | muc_dich | chung_tu |"


def good(number, unit="VP"):
    return GOOD.format(unit, number, number, number, number)


def attempt(number, *rows, unit="VP", form="", outcome=None, later=0):
    """A submission and its workbook."""
    lines = read_tables("\n".join([HEAD, *rows, form]), DEFINITION, REGISTRY, "2022-03", None)
    file = f"sha-{unit}-{number}-{later}"
    book = replace(book_of(unit, [line for line in lines if line.unit == unit], DEFINITION), sha256=file)
    received = Received(f"{unit} lần {number}.xlsx", file, 1, AT + timedelta(hours=number + later), "", ROOT, ".xlsx")
    return Submission(received, unit, "2022-03", number, outcome or "superseded", "", "", book.row_count), book


def effects(*attempts):
    """The month of these attempts, the last of each unit accepted; what compare makes of it."""
    last = {item.unit: item for item, _ in attempts}
    submissions = [replace(item, outcome="accepted") if item is last[item.unit] else item for item, _ in attempts]
    books = {item.received.sha256: book for item, book in attempts}
    calls = []

    def examine(chosen):
        calls.append(chosen)
        batch = merging.merge(chosen, books, DEFINITION, REGISTRY, march_2022(DEFINITION), {})
        judged = judge(batch, run_checks(batch))
        return judged, assess(judged)

    judged, _ = examine(submissions)
    found = compare(submissions, judged, books, examine, merging.as_text)
    assert len(calls) == (3 if found else 1), "two more months, however many sent again"
    return found


def told(found, *whats):
    return [(item.what, item.cell, item.column, item.before, item.after, item.code) for item in found.changes if item.what in whats]


def test_a_mended_cell_and_its_finding():
    wrong = good(2).replace("=200000", "12,5 triệu")
    found, = effects(attempt(1, good(1), wrong), attempt(2, good(1), wrong.replace("12,5 triệu", "=12500000")))
    assert (found.unit, found.earlier.attempt, found.later.attempt) == ("VP", 1, 2)
    assert told(found, "cell", "added", "removed") == [("cell", "G9", "so_tien", "12,5 triệu", "12500000", "")]
    assert told(found, "gone", "new") == [
        ("gone", "G9", "so_tien", "Ô Số tiền (đồng) ghi “12,5 triệu”, có kèm đơn vị tiền.", "", "C231")]
    assert found.of("gone", "error") and not found.of("gone", "query")


def test_an_inserted_row_changes_no_row_below_it():
    """The faulty row moves down by one: its finding is neither gone nor new."""
    wrong = good(3).replace("=300000", "12,5 triệu")
    found, = effects(attempt(1, good(1), wrong, good(4)), attempt(2, good(1), good(2), wrong, good(4)))
    assert told(found, "cell", "gone", "new", "removed") == []
    assert told(found, "added") == [("added", "A9", "", "", "c1; Vận động; Vận động ủng hộ Quỹ Vì người nghèo đợt 2; 22/02/2022; 200000; "
                                     "Quỹ Vì người nghèo; Biên lai 2", "")]
    assert found.left == {"error": 1, "query": found.left["query"]}


def test_a_row_that_moved_and_was_edited_is_still_the_same_row():
    found, = effects(attempt(1, good(1), good(3)), attempt(2, good(2), good(1), good(3).replace("Biên lai 3", "Biên lai 30")))
    assert told(found, "cell") == [("cell", found.of("cell")[0].cell, "chung_tu", "Biên lai 3", "Biên lai 30", "")]
    assert found.of("cell")[0].cell.endswith("10"), "the cell of the later file"
    assert [item.cell for item in found.of("added")] == ["A8"] and not found.of("removed")


def test_a_removed_row_takes_its_finding_along():
    wrong = good(2).replace("=200000", "12,5 triệu")
    found, = effects(attempt(1, good(1), wrong, good(3)), attempt(2, good(1), good(3)))
    assert [(item.what, item.cell) for item in found.changes if item.what in ("removed", "added", "cell")] == [("removed", "A9")]
    assert [item.code for item in found.of("gone")] == ["C231"]


def test_another_row_in_the_same_place_is_removed_and_added():
    other = "| VP | Sửa nhà cho hộ khó khăn tại thôn Nà Lẹng | c3 | Tự ủng hộ | =2022-03-05 | | Nhà ở | |"
    found, = effects(attempt(1, good(1)), attempt(2, other))
    assert [item.what for item in found.changes if item.what in ("removed", "added", "cell")] == ["added", "removed"]


def test_a_query_that_was_answered_is_gone_and_an_error_made_is_new():
    head = "| unit | noi_dung | loai | hinh_thuc | ngay | so_tien | muc_dich | chung_tu | giai_trinh |"
    def row(answer, number):
        return (f"[nguon_luc]\n{head}\n| VP | Vận động ủng hộ Quỹ Vì người nghèo | c1 | Vận động | =2022-02-21 | =300000000 | "
                f"Quỹ Vì người nghèo | Biên lai {number} | {answer} |\n| VP | Vận động thêm cho Quỹ Vì người nghèo | c1 | Vận động | =2022-02-22 | "
                f"{'=5000000' if number == 1 else '5 triệu'} | Quỹ Vì người nghèo | Biên lai 9 | |")
    found, = effects(attempt(1, form=row("", 1)), attempt(2, form=row("Tiền của cả khối cơ quan", 1).replace("=5000000", "5 triệu")))
    assert [(item.code, item.who) for item in found.of("gone")] == [("C255", "query")]
    assert [(item.code, item.who) for item in found.of("new")] == [("C231", "error")]


def test_the_status_of_a_clause_changes_with_its_rows():
    found, = effects(attempt(1, good(1).replace("=100000", "12,5 triệu")), attempt(2, good(1)))
    changed = [(item.code, item.who, item.before, item.after) for item in found.of("result")]
    assert changed and all(who == "Văn phòng Sở" and before != after for _, who, before, after in changed)
    assert any(code.startswith("TT-c") for code, *_ in changed)


def test_the_form_is_compared_by_its_cells_and_the_attempt_is_no_change():
    form = "[thong_tin]\n| lan_nop | dien_thoai |\n| {} | {} |"
    found, = effects(attempt(1, good(1), form=form.format("=1", "0209 3870 000")), attempt(2, good(1), form=form.format("=2", "0209 3870 111")))
    (change,) = found.of("cell")
    assert (change.column, change.before, change.after) == ("dien_thoai", "0209 3870 000", "0209 3870 111")
    assert change.cell.startswith("C")


def test_a_date_typed_as_text_and_then_as_a_date():
    """Both look the same; that the text became a date is said. Characters nobody sees are no change."""
    text = good(1).replace("=2022-02-21", "21/02/2022")
    found, = effects(attempt(1, text), attempt(2, text.replace("21/02/2022", "=2022-02-21").replace("Biên lai", "Biên\u00a0lai")))
    assert [item.column for item in found.of("cell")] == ["ngay"]


def test_nothing_changed_is_said_and_who_sent_once_is_left_out():
    found = effects(attempt(1, good(1)), attempt(2, good(1)), attempt(1, good(1, "BCXB"), unit="BCXB"))
    assert [(item.unit, item.changes) for item in found] == [("VP", ())]
    assert effects(attempt(1, good(1))) == ()


def test_of_several_earlier_attempts_the_last_is_held_against():
    found, = effects(attempt(1, good(1)), attempt(2, good(1), good(2)), attempt(3, good(1), good(2), good(3)))
    assert (found.earlier.attempt, found.later.attempt) == (2, 3)
    assert len(found.of("added")) == 1


def test_what_other_units_sent_is_no_effect_of_mine():
    """The month finds my receipt in another unit too; that was so before I sent again."""
    shared = "| {} | Hướng dẫn xã khôi phục cụm loa | a1 | 511/KH-UBND ngày 13/8/2021 | =2022-03-01 | =2022-02-26 | 86/KH-STTTT | Lý Thị Ánh | Hồ sơ |"
    head = "[van_ban]\n| unit | noi_dung | loai | van_ban_giao | han_hoan_thanh | ngay_hoan_thanh | so_ky_hieu | nguoi_chu_tri | minh_chung |\n"
    mine, theirs = head + shared.format("VP"), head + shared.format("BCXB")
    found, = effects(attempt(1, good(1), form=mine), attempt(2, good(2), form=mine), attempt(1, form=theirs, unit="BCXB"))
    assert not [item for item in found.changes if item.code == "A312"]


def test_each_row_has_one_counterpart():
    """Every row of both sheets stands in exactly one pair; equal rows keep their order."""
    old = [(number, {"a": number % 3, "b": "x"}) for number in range(8, 20)]
    new = [(row + 1, values) for row, values in old[2:]] + [(40, {"a": 1, "c": 5})]
    pairs = matched(old, new)
    assert sorted(row for before, _ in pairs if before for row in [before[0]]) == [row for row, _ in old]
    assert [after for _, after in pairs if after] == new
    assert sum(before is not None and after is not None for before, after in pairs) == len(old) - 2


@pytest.mark.parametrize("limit", [resubmission.MOST_COMPARISONS, 0])
def test_very_long_sheets_are_compared_in_place(monkeypatch, limit):
    """Without room for every comparison, rows at the same place are still held against each other, the first too."""
    monkeypatch.setattr(resubmission, "MOST_COMPARISONS", limit)
    old = [(number, {"a": number, "b": "x", "c": 1}) for number in range(30)]
    new = [(number, {**values, "c": 2}) for number, values in old]
    assert sum(bool(before and after) for before, after in matched(old, new)) == 30
