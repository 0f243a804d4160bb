"""The papers of a review, as finished: golden texts, their readers, the marks left for a person."""

from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from support.docx_text import as_text
from support.paths import SHIPPED
from support.span import small_workspace, span_data

from emulation_batch.decree import ERROR, check_paper
from emulation_batch.errors import TemplateFault
from emulation_batch.reports import span_register, span_writing
from emulation_batch.reports.copies import seen_by
from emulation_batch.reports.span_report import span_report
from emulation_batch.reports.span_writing import papers_of_span, write_reports
from emulation_batch.reports.template_faults import with_all


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    space = small_workspace(tmp_path_factory.mktemp("papers"))
    made = {}
    for key in ("2022", "2022-Q1", "mid-term", "final"):
        folder = tmp_path_factory.mktemp(key)
        made[key] = folder / "reports", write_reports(folder, span_data(space, key), SHIPPED)
    return made


@pytest.mark.parametrize(("key", "what"), [("2022", "bao_cao_nam"), ("mid-term", "so_ket"), ("final", "tong_ket")])
def test_golden(written, golden, key, what):
    golden(f"{what}.txt", as_text(written[key][0] / f"{key}_{what}.docx"))


def test_only_the_season_brings_a_dossier(written):
    assert sorted(written["2022-Q1"][1]) == ["reports/2022-Q1_bao_cao_nam.docx"]
    assert sorted(written["final"][1]) == ["reports/final_tong_ket.docx"]
    assert len(written["2022"][1]) == 7


def test_marks_say_what_a_person_fills_in(written):
    left = written["2022"][1]["reports/2022_bao_cao_nam.docx"]
    assert len(left) == 8 and all("[Văn phòng Sở bổ sung]" in text for text in left)


def test_a_sheet_of_the_council_rests_on_the_whole_span(written):
    text = as_text(written["2022"][0] / "phieu_xem_xet" / "2022_phieu_xem_xet_STTTT-005.docx")
    assert "Tệp 2022-01/BCXB.xlsx" in text and "Tệp 2022-03/BCXB.xlsx" in text
    assert "Kỳ 2022" not in text and "Có đề nghị hằng năm" not in text


def test_every_paper_is_within_the_decree(written):
    for folder, _ in written.values():
        for path in folder.rglob("*.docx"):
            assert [item for item in check_paper(path) if item.rule.severity == ERROR] == [], path.name


def test_no_report_is_made_from_what_its_readers_may_not_see(tmp_path, monkeypatch):
    data, given = span_data(small_workspace(tmp_path / "space"), "final"), []
    monkeypatch.setattr(span_writing, "span_report", lambda view: given.append(view) or span_report(view))
    write_reports(tmp_path, data, SHIPPED)
    whole, seen = (source.month.judged.accepted["van_ban"] for source in (data, given[0]))
    assert whole["minh_chung"].notna().any() and whole["ket_qua"].notna().any()
    assert not seen["minh_chung"].notna().any() and seen["ket_qua"].notna().any()


def test_every_copy_holds_what_its_readers_see_also_where_it_is_the_register(tmp_path, monkeypatch):
    monkeypatch.setattr(span_register, "MOST_MONTHS_OF_ROWS", 4)
    space = small_workspace(tmp_path / "space")
    for key in ("final", "2022-Q1"):
        data = span_data(space, key)
        folder = tmp_path / key
        folder.mkdir()
        write_reports(folder, data, SHIPPED)
        whole = (folder / "register.xlsx").read_bytes()
        held = [role for role in data.month.definition.roles if role.register]
        for role in held:
            view = replace(data, month=seen_by(data.month, role), proposals=seen_by(replace(data.month, proposals=data.proposals), role).proposals)
            hidden = frozenset(sheet.key for sheet in data.month.definition.tables if not role.sees_whole(sheet))
            alone = next(span_register.registers_of([span_register.Copy(role.key, view, role.register, hidden)]))
            assert cells_of(alone) == cells_of((folder / "copies" / f"{role.key}.xlsx").read_bytes()), role.key
        assert [role.key for role in held if (folder / "copies" / f"{role.key}.xlsx").read_bytes() == whole] == ["hoi_dong"]


def cells_of(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("key", ["2022", "2022-Q1", "mid-term", "final"])
def test_whole_templates_are_not_blamed_for_what_a_review_met(tmp_path, key):
    """Every template fits what the review prints in it; what another report of months prints is not needed for that."""
    data, met = span_data(small_workspace(tmp_path), key), TemplateFault("Hồ sơ lệch nhau.")
    assert with_all(met, papers_of_span(data), SHIPPED) is met
