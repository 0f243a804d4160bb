"""Reading a province's workbooks with processes of this machine, and with as many workers of a cluster on loopback."""

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from support.dask_cluster import SCHEDULER, WORKER, process

from benchmarks.measure import Asked
from benchmarks.province import month, workspace, write_inbox
from emulation_batch import cluster, intake
from emulation_batch.reading import read_all

UNITS, WORKERS = 200, 2


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results."""
    if find_spec("distributed") is None:
        return ["Reading on a cluster: not measured, the extra [cluster] is not installed"], {}
    units = asked.units or UNITS
    started = [process(SCHEDULER)]
    address = started[0][1]
    started += [process(WORKER, address) for _ in range(WORKERS)]
    try:
        with TemporaryDirectory() as folder, cluster.executor(address) as executor:
            space = workspace(Path(folder), units)
            write_inbox(space.inbox, space.registry, month())
            received = intake.gather([space.inbox])
            measured = in_turns({
                "two processes of this machine": lambda: len(read_all(received, space.definition, WORKERS)),
                "two workers of a cluster, same cores": lambda: len(read_all(received, space.definition, WORKERS, executor)),
            }, asked.turns)
    finally:
        for one, _ in reversed(started):
            one.kill()
            one.communicate()
    return table(f"Reading a workbook, of {units}", measured), {
        item.name: {"ms": item.each * 1000, "spread": item.spread} for item in measured}
