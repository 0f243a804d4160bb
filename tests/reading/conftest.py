"""One filled workbook for the tests of reading, and files that would stop a program; tests change copies of them."""

import pytest
from support.books import NGUON_LUC, VAN_BAN, fill
from support.hostile_files import hostile_files


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """Two rows on sheet 2a (one with the words NA and None), one on 2c, and a form."""
    return fill(tmp_path_factory.mktemp("filled") / "vp.xlsx", form={"nguoi_lap": "Lý Thị Ánh", "dien_thoai": "0209 3870 000"},
                rows={"van_ban": [VAN_BAN, VAN_BAN | {"noi_dung": "NA", "minh_chung": "None"}], "nguon_luc": [NGUON_LUC]})


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """A good workbook, and name -> (file, code that must be told)."""
    folder = tmp_path_factory.mktemp("hostile")
    good = fill(folder / "good.xlsx", rows={"van_ban": [VAN_BAN]})
    return good, hostile_files(good, folder)
