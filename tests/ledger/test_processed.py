from itertools import permutations

from support.run_folders import file_of, write_run

from emulation_batch.ledger.processed import holders, processed


def test_usable_files_with_the_month_that_they_are_of(tmp_path):
    write_run(tmp_path, "2022-01", files=[file_of("VP", "a"), file_of("BCXB", "b", outcome="refused"), file_of("", "c")])
    write_run(tmp_path, "2022-02", files=[file_of("VP", "d", attempt=None, period="2022-01"),
                                          file_of("VP", "e", outcome="superseded", period="2022-01")])
    found = processed(tmp_path, ["2022-01", "2022-02"])
    assert [(item.sha256, item.period, item.month, item.attempt) for item in found] == [
        ("a", "2022-01", "2022-01", 1), ("d", "2022-01", "2022-02", 1), ("e", "2022-01", "2022-02", 1)]


def test_the_highest_attempt_then_the_last_received_then_the_hash_holds_whatever_the_order(tmp_path):
    files = [file_of("VP", "a", 1, 9), file_of("VP", "b", 2, 3), file_of("VP", "c", 2, 4), file_of("VP", "d", 2, 4),
             file_of("BCXB", "e", 1, 1)]
    write_run(tmp_path, "2022-01", files=files)
    known = processed(tmp_path, ["2022-01"])
    for order in permutations(known):
        held = holders(order)
        assert {place: item.sha256 for place, item in held.items()} == {("VP", "2022-01"): "d", ("BCXB", "2022-01"): "e"}
