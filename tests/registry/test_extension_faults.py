"""The sheet “Gia hạn” held against the months of the movement."""

from datetime import date

import pytest
from support.paths import shipped_definition
from support.registry_files import good_sheets, write_sheets

from emulation_batch.errors import DefinitionFault
from emulation_batch.registry import load_registry


def test_extensions_that_fit_no_month_are_all_told(tmp_path):
    """Before the due day of all, or in a month that the movement has not; the due day itself is none."""
    sheets = good_sheets()
    sheets["Gia hạn"][1:] = [["CNTT", "2022-03", date(2022, 3, 15), "12/VP"], ["VP", "2029-03", date(2029, 3, 20), "13/VP"],
                             ["VP", "2022-03", date(2022, 3, 16), "14/VP"], ["VP", "2021-07", date(2021, 9, 20), "15/VP"]]
    with pytest.raises(DefinitionFault) as caught:
        load_registry(write_sheets(tmp_path / "danh_muc.xlsx", sheets), shipped_definition())
    assert [str(fault) for fault in caught.value.faults] == [
        "danh_muc.xlsx, trang Gia hạn, ô C2: Hạn mới 15/03/2022 sớm hơn hạn chung của kỳ 2022-03 (17:00 ngày 16/03/2022). Ghi ngày "
        "sau hạn chung, hoặc xóa dòng này nếu không gia hạn.",
        "danh_muc.xlsx, trang Gia hạn, ô B3: kỳ 2029-03 nằm ngoài phong trào (từ 01/08/2021 đến 31/12/2025). Sửa kỳ, hoặc xóa dòng "
        "này.",
        "danh_muc.xlsx, trang Gia hạn, ô B5: kỳ 2021-07 nằm ngoài phong trào (từ 01/08/2021 đến 31/12/2025). Sửa kỳ, hoặc xóa dòng "
        "này."]


def test_a_swapped_working_day_moves_the_due_time_an_extension_is_held_against(tmp_path):
    sheets = good_sheets()
    sheets["Gia hạn"][1:] = [["CNTT", "2022-03", date(2022, 3, 16), "12/VP"]]
    sheets["Lịch làm việc"].append([date(2022, 3, 16), "Nghỉ bù", None])
    with pytest.raises(DefinitionFault, match="1 chỗ"):
        load_registry(write_sheets(tmp_path / "danh_muc.xlsx", sheets), shipped_definition())
