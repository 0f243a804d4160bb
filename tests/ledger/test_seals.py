import json
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.run_folders import AS_OF, seal_all, sha256, write_run
from support.small_months import small_definition

from emulation_batch import __version__
from emulation_batch.errors import CannotWrite, UsageFault
from emulation_batch.ledger.seals import broken_chain, broken_seals, is_of_the_system, seal

MONTHS = ("2021-12", "2022-01", "2022-02")
GUIDED = {"van_ban": [{"loai": "a3"}]}


@pytest.fixture
def sealed(tmp_path):
    for month in MONTHS:
        write_run(tmp_path, month, GUIDED)
    seal_all(tmp_path, *MONTHS)
    return tmp_path


def test_seal_says_what_it_holds(tmp_path):
    first, second = (write_run(tmp_path, month) for month in MONTHS[:2])
    assert seal(first, None, AS_OF) == first / "seal.json"
    seal(second, first, AS_OF)
    said = json.loads((second / "seal.json").read_text(encoding="utf-8"))
    assert len(said.pop("self")) == 64
    assert said == {
        "period": "2022-01", "manifest_sha256": sha256(second / "manifest.json"),
        "previous_seal_sha256": sha256(first / "seal.json"), "as_of": "2022-03-16T18:00:00+07:00",
        "program": {"name": "emulation_batch", "version": __version__}}
    assert json.loads((first / "seal.json").read_text(encoding="utf-8"))["previous_seal_sha256"] is None
    assert sorted(path.name for path in first.iterdir()) == ["manifest.json", "records", "seal.json"]
    assert json.loads((tmp_path / "seals.json").read_text(encoding="utf-8")) == {
        month: sha256(tmp_path / month / "seal.json") for month in MONTHS[:2]}


def test_seal_refuses(tmp_path):
    first, second = (write_run(tmp_path, month) for month in MONTHS[:2])
    seal(second, None, AS_OF)
    with pytest.raises(CannotWrite):
        seal(second, None, AS_OF)
    with pytest.raises(CannotWrite, match="2022-01 đã chốt rồi"):
        seal(first, second, AS_OF)
    (tmp_path / "2022-03").mkdir()
    with pytest.raises(UsageFault, match="chưa có kết quả để chốt"):
        seal(tmp_path / "2022-03", second, AS_OF)


def with_window(folder, end):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"window": {"to": end}}), encoding="utf-8")


def test_seal_refuses_a_clock_that_was_set_back(tmp_path):
    first, second = (write_run(tmp_path, month) for month in MONTHS[:2])
    with_window(first, "2021-12-14")
    with pytest.raises(CannotWrite, match=r"khi kỳ chưa kết thúc \(14/12/2021\)"):
        seal(first, None, datetime(2021, 12, 14, 23, tzinfo=AS_OF.tzinfo))
    seal(first, None, AS_OF)
    with pytest.raises(CannotWrite, match="trước cả kỳ 2021-12"):
        seal(second, first, AS_OF - timedelta(minutes=1))
    assert not (second / "seal.json").exists() and broken_chain(tmp_path) == []


def test_whole_seals_are_not_broken(sealed):
    assert broken_seals(sealed) == broken_chain(sealed) == []
    assert broken_chain(sealed / "nothing") == []


@pytest.mark.parametrize("file", ["manifest.json", "records/van_ban.parquet"])
@pytest.mark.parametrize("how", ["changed", "lost"])
def test_a_changed_file_is_named(sealed, file, how):
    path = sealed / "2022-01" / file
    if how == "lost":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b" ")
    told = [f"Kỳ 2022-01: {file} {'bị mất' if how == 'lost' else 'đã thay đổi'} sau khi chốt."]
    assert broken_seals(sealed) == broken_chain(sealed) == told


def test_a_file_that_is_no_record_is_looked_at_in_the_whole_chain_only(sealed, tmp_path):
    folder = write_run(tmp_path, "2022-03", GUIDED)
    (folder / "register.xlsx").write_bytes(b"made")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"]["register.xlsx"] = sha256(folder / "register.xlsx")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    seal(folder, sealed / "2022-02", AS_OF)
    (folder / "register.xlsx").write_bytes(b"Made")
    assert broken_seals(tmp_path) == []
    assert broken_chain(tmp_path) == ["Kỳ 2022-03: register.xlsx đã thay đổi sau khi chốt."]


def test_an_added_file_is_named_and_one_of_the_system_is_not(sealed):
    for name in ("records/Thumbs.db", "~$register.xlsx", ".DS_Store", "records/thêm.parquet"):
        (sealed / "2022-01" / name).write_bytes(b"x")
    assert broken_chain(sealed) == ["Kỳ 2022-01: records/thêm.parquet được thêm vào sau khi chốt."]
    assert is_of_the_system("reports/~$bao_cao.docx") and not is_of_the_system("reports/bao_cao.docx")


def edit_seal(output, month, old, new):
    path = output / month / "seal.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


@pytest.mark.parametrize(("old", "new"), [("18:00", "19:00"), ("  ", " "), ("2022-03-16", "2022-03-15")])
def test_an_edited_seal_is_named_also_the_newest(sealed, old, new):
    edit_seal(sealed, "2022-02", old, new)
    told = broken_chain(sealed)
    assert told[0] == "Kỳ 2022-02: seal.json đã bị sửa sau khi chốt." and told[-1] == "Kỳ 2022-02: seal.json khác seals.json."


def test_a_changed_seal_breaks_the_chain_after_it(sealed):
    edit_seal(sealed, "2022-01", "18:00", "19:00")
    assert "Kỳ 2022-02: chuỗi chốt bị đứt, vì seal.json của kỳ 2022-01 không còn như khi đó." in broken_chain(sealed)


def test_a_seal_made_again_with_another_time_is_named(sealed):
    """Whoever writes a seal anew, its own hash and the list included, is told by the clock."""
    for path in (sealed / "seals.json", sealed / "2022-02" / "seal.json"):
        path.unlink()
    seal(sealed / "2022-02", None, AS_OF - timedelta(days=2))
    told = broken_chain(sealed)
    assert any("chuỗi chốt bị đứt" in words for words in told)
    assert any("trước cả kỳ 2022-01" in words and "đồng hồ đã bị lùi" in words for words in told)


@pytest.mark.parametrize("month", MONTHS)
def test_a_seal_or_a_folder_taken_away_is_named(sealed, month):
    (sealed / month / "seal.json").unlink()
    assert f"Kỳ {month}: seal.json bị mất sau khi chốt." in broken_chain(sealed)
    shutil.rmtree(sealed / month)
    assert f"Kỳ {month}: cả thư mục của kỳ bị mất sau khi chốt." in broken_chain(sealed)


def test_the_lost_month_is_blamed_for_the_broken_chain_and_not_the_one_before(sealed):
    shutil.rmtree(sealed / "2022-01")
    assert broken_chain(sealed) == ["Kỳ 2022-02: chuỗi chốt bị đứt, vì kỳ 2022-01 chốt ngay trước đó bị mất.",
                                    "Kỳ 2022-01: cả thư mục của kỳ bị mất sau khi chốt."]


@pytest.mark.parametrize("text", ["{}", '{"period": "2022-01"}'])
def test_an_object_that_is_no_seal_is_called_so_and_no_other_month_blamed(sealed, text):
    (sealed / "2022-01" / "seal.json").write_text(text, encoding="utf-8")
    assert broken_chain(sealed) == ["Kỳ 2022-01: seal.json không còn là một dấu chốt.",
                                    "Kỳ 2022-02: chuỗi chốt bị đứt, vì seal.json của kỳ 2022-01 không còn như khi đó.",
                                    "Kỳ 2022-01: seal.json khác seals.json."]


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_seal_or_list_that_cannot_be_read_is_named(sealed, text):
    (sealed / "2021-12" / "seal.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "Kỳ 2021-12: seal.json không đọc được." in broken_chain(sealed)
    (sealed / "seals.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert any(words.startswith("seals.json trong") for words in broken_chain(sealed))


def test_swapped_months_are_named(sealed):
    (sealed / "2022-01").rename(sealed / "x")
    (sealed / "2022-02").rename(sealed / "2022-01")
    (sealed / "x").rename(sealed / "2022-02")
    told = broken_chain(sealed)
    assert told == ["Kỳ 2022-01: seal.json là của kỳ 2022-02; thư mục bị đổi chỗ hoặc đổi tên.",
                    "Kỳ 2022-02: seal.json là của kỳ 2022-01; thư mục bị đổi chỗ hoặc đổi tên."]


def test_a_renamed_month_is_told_once_and_a_list_with_swapped_hashes_all_the_same(sealed):
    (sealed / "2022-01").rename(sealed / "2021-11")
    assert broken_chain(sealed) == ["Kỳ 2021-11: seal.json là của kỳ 2022-01; thư mục bị đổi chỗ hoặc đổi tên."]
    (sealed / "2021-11").rename(sealed / "2022-01")
    listed = json.loads((sealed / "seals.json").read_text(encoding="utf-8"))
    listed["2022-01"], listed["2022-02"] = listed["2022-02"], listed["2022-01"]
    (sealed / "seals.json").write_bytes((json.dumps(listed, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())
    assert broken_chain(sealed) == ["Kỳ 2022-01: seal.json khác seals.json.", "Kỳ 2022-02: seal.json khác seals.json."]


def test_a_kill_between_the_two_writes_is_put_right_by_the_next_seal(sealed):
    listed = json.loads((sealed / "seals.json").read_text(encoding="utf-8"))
    del listed["2022-02"]
    (sealed / "seals.json").write_bytes((json.dumps(listed, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())
    assert broken_chain(sealed) == ["Kỳ 2022-02: có seal.json mà không có trong seals.json."]
    seal(write_run(sealed, "2022-03"), sealed / "2022-02", AS_OF)
    assert broken_chain(sealed) == []


def edit(output: Path, rng: random.Random) -> tuple[str, str]:
    """One random edit; gives the month and the file that must be named ("" where the chain itself must)."""
    month = rng.choice(MONTHS)
    folder = output / month
    path = rng.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    name = path.relative_to(folder).as_posix()
    kind = rng.choice(("byte", "byte", "cut", "delete", "add", "swap", "clock"))
    content = bytearray(path.read_bytes())
    if kind == "byte":
        place = rng.randrange(len(content))
        content[place] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
    elif kind == "cut":
        path.write_bytes(content[:rng.randrange(len(content))])
    elif kind == "delete":
        path.unlink()
    elif kind == "add":
        name = path.relative_to(folder).with_name(f"t{rng.randrange(10**6)}.xlsx").as_posix()
        (folder / name).write_bytes(content)
    elif kind == "swap":
        other = rng.choice([item for item in MONTHS if item != month])
        folder.rename(output / "x")
        (output / other).rename(folder)
        (output / "x").rename(output / other)
        return f"Kỳ {month}", "seal.json"
    else:
        seal_path = folder / "seal.json"
        said = json.loads(seal_path.read_text(encoding="utf-8"))
        said["as_of"] = (AS_OF - timedelta(days=rng.randrange(1, 900))).isoformat()
        seal_path.write_bytes((json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())
        name = "seal.json"
    return f"Kỳ {month}", name


def restore(output: Path, kept: dict[Path, bytes]) -> None:
    for path in [path for path in output.rglob("*") if path.is_file() and path not in kept]:
        path.unlink()
    for path, content in kept.items():
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


def test_a_thousand_random_edits_are_all_named(tmp_path):
    """A bit, the end of a file, a file lost or added, months swapped, a clock set back: each named with its month and file."""
    sealed, rng = tmp_path, random.Random(20250814)
    for month in MONTHS:
        write_run(sealed, month, {"nguon_luc": [{"so_tien": 5}]}, small_definition())
    seal_all(sealed, *MONTHS)
    kept = {path: path.read_bytes() for path in sealed.rglob("*") if path.is_file()}
    unseen = []
    for number in range(1000):
        month, name = edit(sealed, rng)
        told = broken_chain(sealed)
        if not any(words.startswith(month) and name in words for words in told):
            unseen.append((number, month, name, told))
        restore(sealed, kept)
    assert unseen == [] and broken_chain(sealed) == []
