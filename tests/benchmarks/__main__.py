"""python -m tests.benchmarks [--turns N] [--json FILE] [PART…]: our ways beside plain ones in one run, as ratios."""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import cluster, papers, reading, workbooks
from benchmarks.measure import in_turns, table

PARTS = {"reading": reading, "papers": papers, "workbooks": workbooks, "cluster": cluster}


def main() -> None:
    """Measure the parts named, all without a name; print a table of each, write the figures where asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    asked.add_argument("--turns", type=int, default=5)
    asked.add_argument("--json", type=Path)
    given = asked.parse_args()
    figures = {}
    for name in given.parts or PARTS:
        lines, figures[name] = PARTS[name].run(given.turns, in_turns, table)
        print("\n".join(lines), flush=True)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
