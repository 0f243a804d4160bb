"""`python -m tests.precision [--workbooks N] [--seed S]`: how precise the checks are, code by code. Exits 1 below 1.000."""

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from precision import corpus  # noqa: E402


def main() -> int:
    """Print the table and the two numbers."""
    parser = argparse.ArgumentParser(prog="python -m tests.precision", description=__doc__.split(":")[1])
    parser.add_argument("--workbooks", type=int, default=300, help="how many workbooks to generate (default 300)")
    parser.add_argument("--files", type=int, default=300, help="how many of them are written and read as .xlsx (default 300)")
    parser.add_argument("--seed", type=int, default=2022)
    options = parser.parse_args()
    score = corpus.run(options.workbooks, options.seed, options.files)
    corpus.table(score, print)
    print(f"{score.workbooks} workbooks ({score.files} written and read as .xlsx), {score.clean} of them clean, "
          f"{sum(score.planted.values())} mistakes of {len(score.planted)} codes at {len(score.targets)} "
          f"of {len(corpus.every_place())} places.")
    print(f"Precision: {score.precision:.3f}  Recall: {score.recall:.3f}")
    for code, *where in sorted(corpus.every_place() - score.targets, key=str):
        print(f"not planted this time: {code} {' '.join(map(str, where))}")
    return int(bool(score.missed or score.extra))


if __name__ == "__main__":
    sys.exit(main())
