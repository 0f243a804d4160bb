"""Months are closed one after the other, and never over one that is lost or altered."""

import shutil

import pytest
from support.paths import shipped_definition
from support.sealable import AS_OF, MARCH, refused, run, sealed
from support.small_registry import small_registry

from emulation_batch import ledger
from emulation_batch.errors import Unbalanced, UsageFault
from emulation_batch.periods import Month, parse_month
from emulation_batch.sealing import seal_month
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import Workspace


@pytest.fixture
def space(tmp_path):
    return Workspace(tmp_path, shipped_definition(), small_registry())


def test_months_are_closed_in_order(space):
    run(space, "2022-01")
    run(space, "2022-02", past=["2022-01"])
    told = str(refused(space, month=Month(2022, 2)).faults[0])
    assert "emulation-batch seal 2022-01" in told and "không chốt được nữa" in told
    first = seal_month(space, Month(2022, 1), AS_OF)
    second = seal_month(space, Month(2022, 2), AS_OF)
    assert sealed(second.path.parent)["previous_seal_sha256"] == sha256_of(first.path)
    assert ledger.broken_seals(space.output) == []


def test_a_month_with_files_in_the_inbox_is_passed_over_only_by_force_and_then_for_good(space):
    (space.inbox / "2021-08").mkdir(parents=True)
    (space.inbox / "2021-08" / "VP.xlsx").write_bytes(b"x")
    folder, september = run(space, "2021-09"), parse_month("2021-09")
    told = [str(fault) for fault in refused(space, month=september).faults]
    assert told == ["Kỳ 2021-08: có tệp trong inbox nhưng chưa chốt; kỳ 2021-09 chốt rồi thì kỳ 2021-08 không chốt được nữa và không vào "
                    "số lũy kế. Chạy “emulation-batch run 2021-08” trước."]
    assert seal_month(space, september, AS_OF, "bỏ tháng 8").open == tuple(told) == tuple(sealed(folder)["forced"]["open"])
    run(space, "2021-08", standing="missing")
    for reason in ("", "bổ sung"):
        told = refused(space, month=parse_month("2021-08"), reason=reason)
        assert told.message.startswith("Kỳ 2021-09 đã chốt rồi nên không chốt được kỳ 2021-08") and told.faults == ()
    run(space, "2021-10", past=["2021-09"])
    assert seal_month(space, parse_month("2021-10"), AS_OF).open == ()


def test_a_gap_without_any_file_is_said_and_not_refused(space):
    run(space, "2021-09")
    assert seal_month(space, parse_month("2021-09"), AS_OF).absent == ("2021-08",)
    run(space, "2021-12", past=["2021-09"])
    assert seal_month(space, parse_month("2021-12"), AS_OF).absent == ("2021-10", "2021-11")


def test_a_month_that_ran_before_the_one_before_was_closed_counts_too_little(space):
    run(space, "2022-02")
    run(space, "2022-03")
    seal_month(space, Month(2022, 2), AS_OF)
    fault = refused(space).faults[0]
    assert "2022-02" in str(fault) and "emulation-batch run 2022-03" in fault.mend


def whole(space, reason=""):
    """What keeps a month from being sealed while a sealed one is not whole, whatever the reason given."""
    with pytest.raises(Unbalanced) as told:
        seal_month(space, MARCH, AS_OF, reason)
    assert told.value.exit_code == 4 and "bản sao lưu" in told.value.message
    assert not (space.output / "2022-03" / "seal.json").exists()
    return told.value


@pytest.mark.parametrize("reason", ["", "phải chốt"])
def test_no_reason_closes_a_month_over_a_lost_or_altered_one(space, tmp_path, reason):
    """Its seal would follow the wrong one: laid back, the lost month would break the chain for good."""
    for month, past in (("2022-01", []), ("2022-02", ["2022-01"])):
        run(space, month, past=past)
        seal_month(space, parse_month(month), AS_OF)
    run(space, past=["2022-01", "2022-02"])
    before, kept = space.output / "2022-02", tmp_path / "kept"
    before.rename(kept)
    assert "Kỳ 2022-02: cả thư mục của kỳ bị mất" in str(whole(space, reason).faults[0])
    kept.rename(before)
    manifest = (before / "manifest.json").read_bytes()
    (before / "manifest.json").write_bytes(manifest + b" ")
    assert "manifest.json đã thay đổi" in str(whole(space, reason).faults[0])
    (before / "manifest.json").write_bytes(manifest)
    index = (space.output / "seals.json").read_bytes()
    (space.output / "seals.json").unlink()
    assert "seals.json trong output bị mất" in str(whole(space, reason).faults[0])
    (space.output / "seals.json").write_bytes(index)
    seal_month(space, MARCH, AS_OF, reason)
    assert ledger.broken_chain(space.output) == []


def test_a_paper_of_a_sealed_month_that_changed_is_told_and_may_be_left(space):
    run(space, "2022-02")
    seal_month(space, Month(2022, 2), AS_OF)
    (space.output / "2022-02" / "register.xlsx").write_bytes(b"other")
    run(space, past=["2022-02"])
    assert "2022-02: register.xlsx đã thay đổi" in str(refused(space).faults[0])
    assert len(seal_month(space, MARCH, AS_OF, "không còn bản sao lưu").open) == 1


def test_a_seal_that_a_kill_left_unlisted_holds_nothing_back_and_is_listed_by_the_next(space):
    for month, past in (("2022-01", []), ("2022-02", ["2022-01"])):
        run(space, month, past=past)
        seal_month(space, parse_month(month), AS_OF)
        if month == "2022-01":
            index = (space.output / "seals.json").read_bytes()
    (space.output / "seals.json").write_bytes(index)
    run(space, past=["2022-01", "2022-02"])
    assert seal_month(space, MARCH, AS_OF).open == () and ledger.broken_chain(space.output) == []


def test_a_sealed_month_whose_folder_is_lost_comes_from_the_backup(space):
    folder = run(space)
    seal_month(space, MARCH, AS_OF)
    shutil.rmtree(folder)
    told = refused(space).message
    assert "thư mục của kỳ bị mất" in told and "bản sao lưu" in told and "run" not in told


def test_a_month_that_was_never_run(space):
    with pytest.raises(UsageFault, match="chưa có kết quả để chốt"):
        seal_month(space, MARCH, AS_OF)
    assert not space.output.exists()
