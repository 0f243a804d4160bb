"""`python -m tests.hostile [--count N] [--seed S] [--keep DIR]`: the month among hostile files. Exits 1 when a bound is broken."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from hostile import month, score, world  # noqa: E402

EXACT, UNKNOWN, SLOWEST, MEMORY, SECONDS = 0.98, 0.01, 5, 500, 90


def main() -> int:
    """Print what was found and whether each bound holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__.split(":")[1])
    parser.add_argument("--count", type=int, default=2000, help="how many hostile or odd files, at least all kinds (default 2000)")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--keep", type=Path, help="build in this folder and leave it there")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True)
        return _run(options.keep, options.count, options.seed)
    with TemporaryDirectory() as folder:
        return _run(Path(folder), options.count, options.seed)


def _run(root: Path, count: int, seed: int) -> int:
    space = world.build(root)
    alone, among = root / "inbox" / "alone", root / "inbox" / world.PERIOD
    alone.mkdir()
    month.lay_good(space, alone)
    month.lay_good(space, among)
    good = {path.name for path in alone.iterdir()}
    expected = month.lay(month.all_cases(month.base_of(space, seed), count), among, space)
    first = month.run(root, alone)
    (root / "output" / world.PERIOD).rename(root / "output" / "alone")
    second = month.run(root, among)
    print(first.words + second.words, end="")
    if second.code not in (0, 1):
        print(f"exit code {second.code}")
        return 1
    found = score.judge(month.manifest(root), expected, good)
    changed = score.differences(root / "output" / "alone", root / "output" / world.PERIOD, good)
    for name, wanted, said in found.wrong:
        print(f"wrong    {name!r}: expected {wanted}, {said}")
    for label, names in (("missing", found.missing), ("twice", found.twice), ("more", found.more)):
        for name in names:
            print(f"{label:<8} {name!r}")
    for line in changed:
        print(f"changed  {line}")
    print("reasons  " + ", ".join(f"{code or 'accepted'} {count}" for code, count in sorted(found.by_code.items())))
    with TemporaryDirectory() as room:
        seconds, name = month.slowest(space, among, Path(room))
    bounds = (
        ("exit code 1", second.code == 1, second.code), ("good workbooks accepted", found.good == world.UNITS, found.good),
        ("outputs as with the good alone", not changed, len(changed)),
        ("each listed once", not (found.missing or found.twice or found.more), len(found.missing) + len(found.twice) + len(found.more)),
        (f"reason as expected, of {found.files}", found.exact >= EXACT, f"{found.exact:.4f}"),
        ("unknown (no reason but that the reader stopped)", found.by_code["F221"] <= UNKNOWN * found.files, found.by_code["F221"]),
        ("seconds of the slowest file", seconds <= SLOWEST, f"{seconds:.1f} {name!r}"),
        ("memory of all processes, MB", second.memory <= MEMORY, f"{second.memory:.0f} (alone {first.memory:.0f})"),
        ("seconds on two cores", min(second.seconds, second.busy) < SECONDS,
         f"{second.seconds:.1f}, {second.busy:.1f} of the processor (alone {first.seconds:.1f}, {first.busy:.1f})"))
    for label, holds, value in bounds:
        print(f"{'ok' if holds else 'FAILED':<7} {label}: {value}")
    return int(not all(holds for _, holds, _ in bounds))


if __name__ == "__main__":
    sys.exit(main())
