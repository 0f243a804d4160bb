"""What a run is recognised by: everything that it may read, and the due times that it was held against."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

from support.kept_run import command
from support.paths import ROOT
from support.unit_workbooks import COMPLETE
from survival.months import PERIOD

from emulation_batch import cache, ledger, standing
from emulation_batch.periods import parse_month
from emulation_batch.templates import write_workbook
from emulation_batch.workspace import open_workspace


def standing_inputs(space):
    with cache.using(space.cache):
        return standing.inputs_of(space, parse_month(PERIOD), [space.inbox_of(parse_month(PERIOD))])


def test_the_due_times_are_those_of_the_month_and_its_extensions(ran):
    """An extension is in the entry, so that a run is not kept over it."""
    space = open_workspace(ran)
    inputs = standing_inputs(space)
    with cache.using(space.cache):
        kept = json.loads(cache.current().get(inputs))
    assert kept["dues"] == [space.period(parse_month(PERIOD)).due.isoformat()]


def test_sealed_months_enter_the_fingerprint(ran):
    """Every file of them that a run may read, and that they are sealed."""
    space = open_workspace(ran)
    seen = [standing_inputs(space)]
    month = space.output / "2022-02"
    for name in ("manifest.json", "seal.json", "records/van_ban.parquet", "records/corrections/2022-01/van_ban.parquet",
                 "findings.csv", "input_templates/movement.toml"):
        path = month / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"files": [], "outputs": {}}), encoding="utf-8")
        seen.append(standing_inputs(space))
    assert seen[0] == seen[1], "a month that is open tells nothing to another"
    assert len(set(seen)) == len(seen) - 1


def test_reviews_enter_the_fingerprint(ran):
    """What the Council said of a review stands beside later nominations."""
    space = open_workspace(ran)
    seen = [standing_inputs(space)]
    (space.output / "2021" / "records").mkdir(parents=True)
    for name, content in (("manifest.json", json.dumps({"span": "2021"})), ("records/decisions.parquet", "x")):
        (space.output / "2021" / name).write_text(content, encoding="utf-8")
        seen.append(standing_inputs(space))
    assert len(set(seen)) == len(seen)


def test_a_run_reads_nothing_of_other_folders_that_is_not_in_the_fingerprint(ran, tmp_path):
    """A real run beside a sealed month and its review; a hook hears what it opens (tables are opened beyond the hook: they lie
    in records/, which is in the fingerprint whole)."""
    command(ran, "seal", PERIOD, "--force", "--reason", "để thử")
    space = open_workspace(ran)
    for number, period in enumerate((PERIOD, "2022-04")):
        path = ran / "inbox" / "2022-04" / f"{number}.xlsx"
        path.parent.mkdir(exist_ok=True)
        write_workbook(path, space.definition, space.registry, space.registry.units[2], space.period(parse_month(period)), COMPLETE)
    (space.output / "2022-Q1").mkdir()
    (space.output / "2022-Q1" / "manifest.json").write_text(
        json.dumps({"span": "2022-Q1", "newest_seal": {"period": PERIOD}}), encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(textwrap.dedent("""
        import os, sys

        def heard(event, arguments):
            if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(os.environ["OUTPUT"] + os.sep):
                with open(os.environ["HEARD"], "a", encoding="utf-8") as told:
                    told.write(arguments[0] + "\\n")

        sys.addaudithook(heard)
        """), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "emulation_batch", "run", "2022-04", "--workspace", str(ran), "--workers", "1"],
                   cwd=ROOT, check=False, capture_output=True, timeout=240,
                   env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
                        "OUTPUT": str(space.output), "HEARD": str(tmp_path / "heard.txt")})
    heard = map(Path, (tmp_path / "heard.txt").read_text(encoding="utf-8").splitlines())
    opened = {path.relative_to(space.output) for path in heard if path.is_file()}
    assert (space.output / "2022-04" / "manifest.json").is_file()
    theirs = {path for path in opened if path.parts[0] in (PERIOD, "2022-Q1")}
    assert {path.name for path in theirs} >= {"manifest.json", "findings.csv"}
    registers = {Path(PERIOD, "register.xlsx"), *(path for path in theirs if path.parts[1] == "copies")}  # those of people are laid aside
    assert [path for path in theirs - registers if path.parts[1] not in (*standing._READ_OF_SEALED, *standing._FOLDERS_OF_SEALED)] == []
    assert {path.parts[0] for path in opened} <= {PERIOD, "2022-Q1", "2022-04", ".lock", ".lock.info", ledger.INDEX}
    sealed = standing._sealed(space, "2022-04")
    (space.output / ledger.INDEX).unlink()
    assert standing._sealed(space, "2022-04") != sealed
