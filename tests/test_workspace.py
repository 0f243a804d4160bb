import json
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from support.paths import SHIPPED, shipped_definition
from support.run_folders import seal_all, write_run
from support.small_registry import small_registry

from emulation_batch import endings
from emulation_batch.errors import CannotWrite, DefinitionFault, NothingUsable, TemplateFault, UsageFault
from emulation_batch.periods import VIETNAM_TIME, Month
from emulation_batch.workspace import Workspace, init_workspace, open_workspace, shipped


@pytest.fixture
def fresh(tmp_path):
    init_workspace(tmp_path / "ws")
    return tmp_path / "ws"


def test_init_lays_down_what_ships(fresh):
    assert dict(shipped()) == {path.name: path.read_bytes() for path in sorted(SHIPPED.iterdir())}
    assert sorted(path.name for path in (fresh / "input_templates").iterdir()) == [name for name, _ in shipped()]
    assert (fresh / "inbox").is_dir() and (fresh / "output").is_dir()
    assert open_workspace(fresh).definition.movement.id


def test_init_never_overwrites(fresh):
    (fresh / "input_templates" / "movement.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match="không ghi đè"):
        init_workspace(fresh)
    assert (fresh / "input_templates" / "movement.toml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_no_workspace(tmp_path):
    with pytest.raises(UsageFault, match="emulation-batch init"):
        open_workspace(tmp_path)


def test_a_workspace_without_registry(fresh):
    (fresh / "input_templates" / "danh_muc.xlsx").unlink()
    with pytest.raises(DefinitionFault):
        open_workspace(fresh)


def test_the_faults_of_definition_and_registry_are_told_in_one_run(fresh, capsys):
    """Whoever mended the one would meet the other only then; a file that cannot be read at all hides nothing of the other."""
    definition, registry = (fresh / "input_templates" / name for name in ("movement.toml", "danh_muc.xlsx"))
    good = definition.read_text(encoding="utf-8")
    definition.write_text(good.replace("[movement]", '[movement]\nten = "x"', 1), encoding="utf-8")
    book = openpyxl.load_workbook(registry)
    book["Đơn vị"]["A5"] = None
    book.save(registry)

    def told():
        with pytest.raises(DefinitionFault) as stop:
            open_workspace(fresh)
        assert endings.told(stop.value) == 3
        return capsys.readouterr().err.splitlines()

    head, first, *more = told()
    assert head.startswith("movement.toml có 1 chỗ cần sửa. danh_muc.xlsx có ")
    assert first.startswith("  - movement.toml.movement: khóa “ten” không có trong định nghĩa.") and more
    assert all(line.startswith("  - danh_muc.xlsx, trang ") for line in more)
    definition.write_text("[movement\n", encoding="utf-8")
    head, *rest = told()
    assert head.startswith("movement.toml sai cú pháp TOML tại dòng 1") and "chạy lại. danh_muc.xlsx có " in head and rest == more
    definition.write_text(good, encoding="utf-8")
    head, *rest = told()
    assert head.startswith("danh_muc.xlsx có ") and rest == more


def test_the_newest_month_with_files(fresh):
    space = open_workspace(fresh)
    with pytest.raises(NothingUsable, match="chưa có tệp"):
        space.newest_month()
    for name in ("2022-02", "2022-03", "2022-04", "khác"):
        (fresh / "inbox" / name).mkdir()
    for name in ("2022-02", "2022-03", "khác"):
        (fresh / "inbox" / name / "a.xlsx").write_bytes(b"x")
    assert space.newest_month() == Month(2022, 3)
    assert space.inbox_of(Month(2022, 3)) == fresh / "inbox" / "2022-03"
    assert space.inbox_of(Month(2021, 9)) == fresh / "inbox"


def test_a_month_without_its_folder_reads_what_lies_in_the_inbox_itself_and_no_other_month(fresh):
    space, inbox = open_workspace(fresh), fresh / "inbox"
    for place in ("2022-03", "2022-04", "trống"):
        (inbox / place).mkdir()
    for name in ("2022-03/a.xlsx", "Thumbs.db", ".gitkeep"):
        (inbox / name).write_bytes(b"x")
    assert space.inboxes_of(Month(2022, 3)) == (inbox / "2022-03",)
    assert space.inboxes_of(Month(2022, 4)) == (inbox / "2022-04",)
    with pytest.raises(NothingUsable) as told:
        space.inboxes_of(Month(2022, 5))
    assert str(inbox / "2022-05") in told.value.message and "--inbox" in told.value.message
    (inbox / "trống" / "b.xlsx").write_bytes(b"x")
    read = {path.name for path in space.inboxes_of(Month(2022, 5))}
    assert {"trống", "Thumbs.db"} <= read and not read & {"2022-03", "2022-04"}


def test_a_month_outside_the_movement_or_not_begun_is_refused(fresh):
    space = open_workspace(fresh)
    for inside in (Month(2021, 8), Month(2025, 12), Month(2026, 1)):
        assert space.reported(inside) == inside
    for outside in (Month(2021, 7), Month(2026, 2), Month(2030, 1)):
        with pytest.raises(UsageFault, match=r"ngoài phong trào \(từ 01/08/2021 đến 31/12/2025\)"):
            space.reported(outside)
    space.require_begun(Month(2022, 3), datetime(2022, 2, 15, tzinfo=VIETNAM_TIME))
    with pytest.raises(UsageFault, match="bắt đầu ngày 15/02/2022, sau thời điểm chạy"):
        space.require_begun(Month(2022, 3), datetime(2022, 2, 14, 23, 59, tzinfo=VIETNAM_TIME))


def test_files_straight_in_the_inbox_need_a_period(fresh):
    (fresh / "inbox" / "a.xlsx").write_bytes(b"x")
    with pytest.raises(UsageFault, match="ghi rõ kỳ"):
        open_workspace(fresh).newest_month()


def test_a_missing_template_is_told_by_its_name(fresh):
    space = open_workspace(fresh)
    assert {path.name for path, _ in space.made_of()} >= {"movement.toml", "danh_muc.xlsx", "mot_trang.docx"}
    for name in ("mot_trang.docx", "to_trinh.docx"):
        (fresh / "input_templates" / name).unlink()
    with pytest.raises(TemplateFault, match=r"Không tìm thấy mẫu mot_trang.docx, to_trinh.docx trong .*emulation-batch init"):
        space.made_of()


def test_a_named_span_is_the_definitions(tmp_path):
    space = Workspace(tmp_path, shipped_definition(), small_registry())
    final = space.span("final")
    assert (final.name, final.title) == ("tổng kết", "từ tháng 8 năm 2021 đến tháng 12 năm 2025")
    assert (len(final.months), final.to, str(space.start)) == (53, date(2025, 12, 14), "2021-08")
    assert space.span("2022-Q1").title == "quý I năm 2022"
    year = space.span("2021")
    assert (year.key, str(year.first), year.from_, year.title, year.whole_year) == ("2021", "2021-08", date(2021, 7, 15), "năm 2021", True)
    assert str(space.span("2020").first) == "2020-01"


def test_a_review_outside_the_movement_is_refused_as_a_run_is(tmp_path):
    space = Workspace(tmp_path, shipped_definition(), small_registry())
    for key in ("2030", "2019-Q1", "2026-02..2026-05"):
        with pytest.raises(UsageFault, match=f"Kỳ {key} nằm ngoài phong trào .từ 01/08/2021 đến 31/12/2025"):
            space.reviewed(key)
    assert [space.reviewed(key).key for key in ("2026-Q1", "2021", "final")] == ["2026-Q1", "2021", "final"]


def test_a_span_is_due_as_the_seal_of_its_last_month_says(tmp_path):
    """A day off that is put into the calendar later moves no sealed month."""
    space = Workspace(tmp_path, shipped_definition(), small_registry())
    by_calendar = space.span("2022-Q1").due
    sealed = by_calendar - timedelta(days=1)
    manifest = write_run(space.output, "2022-03") / "manifest.json"
    manifest.write_text(json.dumps({"window": {"due": sealed.isoformat()}}), encoding="utf-8")
    assert space.span("2022-Q1").due == by_calendar
    seal_all(space.output, "2022-03")
    assert (space.span("2022-Q1").due, space.span("2022-Q1").due.tzinfo) == (sealed, VIETNAM_TIME)
    manifest.write_text('{"window": {"due": "?"}}', encoding="utf-8")
    assert space.span("2022-Q1").due == by_calendar
