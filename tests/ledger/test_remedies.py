import shutil

import pytest
from support.run_folders import seal_all, write_run

from emulation_batch.ledger import broken_chain, lost, remedy, to_seal

MONTHS = ("2022-01", "2022-02")
BACKUP = "lấy lại tệp, thư mục đã nêu từ bản sao lưu"


@pytest.fixture
def sealed(tmp_path):
    for month in MONTHS:
        write_run(tmp_path, month)
    seal_all(tmp_path, *MONTHS)
    return tmp_path


def test_each_damage_has_its_own_remedy(sealed):
    assert remedy(broken_chain(sealed)) == ""
    (sealed / "2022-01" / "ghi chú.txt").write_bytes(b"x")
    assert remedy(broken_chain(sealed)) == "chuyển tệp được thêm ra ngoài thư mục của kỳ"
    (sealed / "2022-02" / "records" / "van_ban.parquet").unlink()
    assert remedy(broken_chain(sealed)) == f"chuyển tệp được thêm ra ngoài thư mục của kỳ; {BACKUP}"


def test_swapped_folders_get_their_names_back_and_nothing_else(sealed):
    for old, new in (("2022-01", "x"), ("2022-02", "2022-01"), ("x", "2022-02")):
        (sealed / old).rename(sealed / new)
    assert remedy(broken_chain(sealed)).startswith("đổi lại tên") and "sao lưu" not in remedy(broken_chain(sealed))


def test_what_is_lost_of_a_sealed_month(sealed):
    write_run(sealed, "2022-03")
    assert [lost(sealed, month) for month in (*MONTHS, "2022-03", "2022-04")] == [""] * 4
    (sealed / "2022-01" / "manifest.json").unlink()
    assert "đã chốt nhưng manifest.json của kỳ bị mất" in lost(sealed, "2022-01")
    (sealed / "2022-02" / "seal.json").unlink()
    assert "đã chốt nhưng seal.json của kỳ bị mất" in lost(sealed, "2022-02")
    shutil.rmtree(sealed / "2022-02")
    told = lost(sealed, "2022-02")
    assert "thư mục của kỳ bị mất" in told and "bản sao lưu" in told and str(sealed / "2022-02") in told


def test_only_months_after_the_newest_seal_are_to_be_sealed(sealed):
    """The fixture's newest seal is the last of MONTHS."""
    each, never = "Chốt từng kỳ bằng “emulation-batch seal NĂM-THÁNG”.", f"Kỳ ở trước kỳ {MONTHS[-1]} đã chốt thì không chốt được nữa."
    assert to_seal(sealed, []) == "" and to_seal(sealed / "nothing", ["2021-08"]) == each
    assert to_seal(sealed, ["2022-11"]) == each and to_seal(sealed, iter(["2021-08"])) == never
    assert to_seal(sealed, ["2021-08", "2022-11"]) == f"{each} {never}"
