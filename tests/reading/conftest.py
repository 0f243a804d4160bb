"""One filled workbook for the tests of reading; they change copies of it."""

import pytest
from support.books import NGUON_LUC, VAN_BAN, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """Two rows on sheet 2a (one with the words NA and None), one on 2c, and a form."""
    return fill(tmp_path_factory.mktemp("filled") / "vp.xlsx", form={"nguoi_lap": "Lý Thị Ánh", "dien_thoai": "0209 3870 000"},
                rows={"van_ban": [VAN_BAN, VAN_BAN | {"noi_dung": "NA", "minh_chung": "None"}], "nguon_luc": [NGUON_LUC]})
