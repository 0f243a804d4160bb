"""Received files are copied into the run folder byte for byte, under names of ours."""

from dataclasses import replace

import pytest
from support.month_register import month_data

from emulation_batch.errors import CannotWrite
from emulation_batch.run_folder import copy_received, received_name
from emulation_batch.whole_files import sha256_of


def received_from(folder, content=b"PK original", suffix=".XLSX", **more):
    path = folder / "goc.bin"
    path.write_bytes(content)
    month = month_data()
    sha256 = sha256_of(path)
    return [replace(item, received=replace(item.received, path=path, sha256=sha256, suffix=suffix, **more))
            for item in month.submissions[:2]]


def test_received_files_are_copied_byte_for_byte(tmp_path):
    sent = received_from(tmp_path)
    (tmp_path / "run").mkdir()
    copy_received(tmp_path / "run", sent)
    made = list((tmp_path / "run" / "received").iterdir())
    assert [path.name for path in made] == [f"{sent[0].received.sha256}.xlsx"]
    assert made[0].read_bytes() == b"PK original"


def test_a_file_that_changes_meanwhile_stops_the_run(tmp_path):
    sent = received_from(tmp_path)
    (tmp_path / "goc.bin").write_bytes(b"PK longer")
    (tmp_path / "run").mkdir()
    with pytest.raises(CannotWrite, match="thay đổi trong khi đang chạy"):
        copy_received(tmp_path / "run", sent)


def test_a_file_without_bytes_is_not_copied(tmp_path):
    (tmp_path / "run").mkdir()
    copy_received(tmp_path / "run", received_from(tmp_path, problem="F110"))
    assert list((tmp_path / "run" / "received").iterdir()) == []


@pytest.mark.parametrize(("suffix", "name"), [(".xlsx", "xlsx"), ("EML", "eml"), ("", "bin"), (".a/b", "bin"),
                                              (".xlsx:x", "bin"), (".đuôi", "bin"), (".waytoolong", "bin")])
def test_names_of_received_files_are_ours(suffix, name):
    assert received_name("ab", suffix) == f"ab.{name}"
