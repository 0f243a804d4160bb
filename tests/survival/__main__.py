"""`python -m tests.survival [--kills N] [--step N]`: the long version of tests/test_survival_of_runs.py. Exits 1 at any fault."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from survival import commands, faults, kills  # noqa: E402


def main() -> int:
    """Print each broken promise, and how much was tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.survival", description=__doc__.split(":")[1])
    parser.add_argument("--kills", type=int, default=200, help="kill -9 at so many random moments of runs (default 200)")
    parser.add_argument("--step", type=int, default=1, help="let only every n-th touch of the disk fail (default 1)")
    parser.add_argument("--seed", type=int, default=2022)
    options = parser.parse_args()
    found = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        month, spaces = faults.Month(Path(place, "month")), commands.Workspaces(Path(place, "spaces"))
        print(f"A run touches the disk {month.touches} times in {month.seconds:.1f} s.")
        tried = {
            f"{options.kills} kills": kills.killed(month, options.kills, options.seed, 5),
            "20 kills without the system's exchange": kills.killed(month, 20, options.seed, 2, no_exchange=True),
            "30 stops": kills.stopped(month, 30, options.seed), "20 workers killed": kills.worker_killed(month, 20, options.seed),
            **{f"every {options.step}. touch {error}": faults.refused(month, error, range(1, month.touches + 20, options.step))
               for error in faults.CAUSES},
            **{f"{name}, {error}": commands.refused(spaces, name, error, options.step)
               for name in commands.lines_of(Path(place)) for error in ("full", "denied")}}
        for what, broken in tried.items():
            told = list(broken)
            found += len(told)
            print(f"{what}: {len(told)} faults", *told, sep="\n  ", flush=True)
        month.driver.close()
        spaces.driver.close()
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
