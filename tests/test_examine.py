from support.small_months import Months

from emulation_batch import intake, reading
from emulation_batch.examine import examine
from emulation_batch.findings import Finding
from emulation_batch.periods import parse_month


def test_accepted_workbooks_are_merged_checked_and_judged_with_what_was_found_before(tmp_path, monkeypatch):
    months = Months(tmp_path).install(monkeypatch)
    months.send("VP", "2021-10", [1_000_000, "hai triệu"])
    space, period = months.space, months.space.period(parse_month("2021-10"))
    received = intake.gather([space.inbox / "2021-10"])
    books = reading.read_all(received, space.definition, 1)
    submissions, _ = intake.settle(received, books, space.definition, space.registry, period)
    known = Finding("F999", "notice", "VP", "2021-10", "", "", "", "", "", "", "")
    judged = examine(submissions, books, space.definition, space.registry, period, {}, [known])
    assert judged.findings[0] is known and any(finding.cell == "G9" and finding.severity == "error" for finding in judged.findings)
    assert (len(judged.accepted["nguon_luc"]), len(judged.refused["nguon_luc"])) == (1, 1)
