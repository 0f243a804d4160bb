"""Templates of a dossier: the same first columns in every table of candidates, no form number, room for what is filled in."""

import pytest
from docx import Document

from emulation_batch.sample import word_dossier

BUILDERS = (word_dossier.submission, word_dossier.nominee_list, word_dossier.achievements, word_dossier.minutes, word_dossier.ad_hoc)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    return {build.__name__: Document(str(build(folder))) for build in BUILDERS}


@pytest.mark.parametrize("name", ["submission", "nominee_list", "minutes"])
def test_candidates_stand_in_the_same_columns(built, name):
    table = next(table for table in built[name].tables if "bang:ung_vien_" in table._tbl.tblPr.xml)
    assert [cell.text for cell in table.rows[0].cells][:4] == ["TT", "Họ và tên, tên tập thể", "Chức vụ", "Đơn vị"]
    assert [cell.text for cell in table.rows[2].cells][1:4] == ["{{ row.name }}", "{{ row.title }}", "{{ row.unit }}"]


def test_votes_and_attendance_are_empty(built):
    members, voted = (next(table for table in built["minutes"].tables if f"bang:{key}" in table._tbl.tblPr.xml)
                      for key in ("members", "ung_vien_"))
    assert [cell.text for cell in members.rows[2].cells][-2:] == ["", ""]
    assert all(cell.text.startswith("{{ row.") for cell in voted.rows[2].cells[-3:]), "what the Council's register says, else nothing"


@pytest.mark.parametrize("name", [build.__name__ for build in BUILDERS])
def test_no_form_number_and_no_award_given(built, name):
    xml = built[name].element.body.xml
    assert "Mẫu số" not in xml
    assert "tặng" not in xml
