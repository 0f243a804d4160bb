"""What the sample units type fits the definition: a good month gives no finding."""

from collections import Counter
from datetime import date

import pytest
from support.paths import shipped_definition
from support.samples import sample_periods, sample_registry

from emulation_batch.periods import is_working_day
from emulation_batch.sample.content import content_of, sample_rows

DEFINITION, REGISTRY, PERIODS = shipped_definition(), sample_registry(), sample_periods()
FILES = [pytest.param(unit, period, id=f"{period.key}-{unit.code}") for period in PERIODS for unit in REGISTRY.units_on(period.to)]


def lines(unit, period):
    """Every (sheet, kind, row) of a workbook."""
    for key, rows in content_of(unit, period, DEFINITION, REGISTRY).rows.items():
        sheet = DEFINITION.sheet(key)
        codes = {label: code for code, label in DEFINITION.choice(sheet.column(sheet.kind_column).choices).labels.items()}
        for row in rows:
            yield sheet, codes[row[sheet.kind_column]], row


def everywhere():
    for period in PERIODS:
        for unit in REGISTRY.units_on(period.to):
            for sheet, kind, row in lines(unit, period):
                yield unit, period, sheet, kind, row


@pytest.mark.parametrize(("unit", "period"), FILES)
def test_columns(unit, period):
    """Required columns are filled, only columns meant for the kind are used."""
    for sheet, kind, row in lines(unit, period):
        for column in sheet.columns:
            where = f"{sheet.key} {kind} {column.key}: {row}"
            needed = column.required_for(kind) or (column.required_with in row and column.meant_for(kind) and column.required_with)
            assert not needed or row.get(column.key) not in (None, ""), where
            assert column.key not in row or column.meant_for(kind), where


@pytest.mark.parametrize(("unit", "period"), FILES)
def test_values(unit, period):
    """Choices are labels of their list, texts and numbers within their bounds, dates in the window and the movement."""
    for sheet, _, row in lines(unit, period):
        for key, value in row.items():
            column = sheet.column(key)
            if column.type == "choice":
                assert value in DEFINITION.choice(column.choices).labels.values()
            elif isinstance(value, str):
                assert column.min_chars <= len(value) <= (column.max_chars or 500), value
                assert "{" not in value
            elif isinstance(value, date):
                assert column.window != "period" or period.holds(value), (key, value)
                assert value >= DEFINITION.movement.from_
                assert is_working_day(value, REGISTRY.worked, REGISTRY.free)
            else:
                low = [bound for bound in (column.min, column.ask_below) if bound is not None]
                high = [bound for bound in (column.max, column.ask_above) if bound is not None]
                assert all(value >= bound for bound in low) and all(value <= bound for bound in high), (key, value)
                assert not column.at_most or value <= row[column.at_most]
                assert not column.step or value % column.step == 0


@pytest.mark.parametrize(("unit", "period"), FILES)
def test_people_belong_to_the_unit(unit, period):
    """On the day of the row where it has one, else at the end of the window."""
    for sheet, _, row in lines(unit, period):
        day = next((row[key] for key in ("ngay", "ngay_hoan_thanh") if key in row), period.to)
        choices = {person.choice for person in REGISTRY.people_during(unit.code, day, day)}
        for column in sheet.columns:
            if column.type == "person" and column.key in row:
                assert row[column.key] in choices, (day, row[column.key])
            if column.type == "candidate":
                assert row[column.key] in ({unit.name} if row["doi_tuong"] == "Tập thể" else choices)


@pytest.mark.parametrize(("unit", "period"), FILES)
def test_form(unit, period):
    """The form is complete and declares exactly the empty sheets; a unit with nothing at all says so once."""
    content = content_of(unit, period, DEFINITION, REGISTRY)
    for column in DEFINITION.form.columns:
        assert column.prefilled or not column.required or content.form[column.key] not in (None, "")
        if column.declares_nil == "*":
            assert content.form[column.key] == ("Không" if content.rows else "Có")
        elif column.declares_nil and content.rows:
            assert content.form[column.key] == ("Không" if content.rows.get(column.declares_nil) else "Có")
    declared = "Có" in [content.form.get(column.key) for column in DEFINITION.form.columns if column.declares_nil]
    assert ("ly_do_kps" in content.form) == declared
    assert content.form["nguoi_lap"] in {person.name for person in REGISTRY.people_during(unit.code, period.to, period.to)}
    assert period.to <= content.form["ngay_ky"] < period.due.date()


def test_work_is_done_in_time():
    done = [(row["ngay_hoan_thanh"], row["han_hoan_thanh"]) for *_, row in everywhere() if "han_hoan_thanh" in row]
    assert len(done) > 30
    assert all(day <= deadline for day, deadline in done)


@pytest.mark.parametrize(("sheet", "column"), [("van_ban", "so_ky_hieu"), ("co_che", "so_ky_hieu"), ("nguon_luc", "chung_tu")])
def test_numbers_of_documents_and_receipts_are_their_own(sheet, column):
    """Same number and day would be a duplicate; lists signed on a day may share their name, receipts may not."""
    found = Counter((row[column], row.get("ngay_hoan_thanh", row.get("ngay")).year) for _, _, of, _, row in everywhere()
                    if of.key == sheet and column in row and any(sign in row[column] for sign in ("/", "Ủy nhiệm chi"))
                    and not row[column].startswith(("Danh sách", "Biên bản")))
    assert found
    assert [number for number, times in found.items() if times > 1] == []


def test_months_differ_and_every_kind_occurs():
    texts = {(unit.code, period.key): str(content_of(unit, period, DEFINITION, REGISTRY).rows)
             for period in PERIODS for unit in REGISTRY.units_on(period.to)}
    filled = [text for text in texts.values() if text != "{}"]
    assert len(set(filled)) == len(filled)
    kinds = {(sheet.key, kind) for _, _, sheet, kind, _ in everywhere()}
    missing = {(sheet.key, code) for sheet in DEFINITION.tables
               for code in DEFINITION.choice(sheet.column(sheet.kind_column).choices).labels} - kinds
    assert missing == {("co_che", "b3"), ("de_nghi", "so_ket"), ("de_nghi", "tong_ket")}


def test_proposals_of_the_demo_month():
    proposals = [(row["loai_de_nghi"], row["doi_tuong"], row["dang_xem_xet_ky_luat"] if "hinh_thuc" in row else "")
                 for *_, sheet, _, row in everywhere() if sheet.key == "de_nghi"]
    assert Counter(proposals) == {("Hằng năm", "Tập thể", "Không"): 1, ("Hằng năm", "Cá nhân", "Không"): 2,
                                  ("Hằng năm", "Cá nhân", "Có"): 1, ("Đột xuất", "Cá nhân", "Không"): 1, ("Điển hình", "Cá nhân", ""): 1}


def test_enterprises_are_plainly_made_up():
    named = [row["doanh_nghiep"] for *_, row in everywhere() if "doanh_nghiep" in row]
    assert named and all("(tên giả định)" in name for name in named)


def test_same_content_every_time():
    unit, period = REGISTRY.units[0], PERIODS[-1]
    first, second = (content_of(unit, period, DEFINITION, REGISTRY) for _ in range(2))
    assert first == second
    first.rows["ca_nhan"][0]["noi_dung"] = "đã sửa"
    assert content_of(unit, period, DEFINITION, REGISTRY) == second


def test_rows_name_only_columns_of_their_sheet():
    for code, sample in sample_rows().items():
        if code != "places":
            for sheet in DEFINITION.tables:
                for row in sample.get(sheet.key, ()):
                    assert all(sheet.has(key) for key in row if key not in ("in", "grow"))
                    assert row.get("grow", {}).keys() <= row.keys()
