"""python -m tests.benchmarks [PART…]: our ways beside plain ones in one run, as ratios."""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import cluster, month, papers, peers, reading, scale, startup, workbooks
from benchmarks.measure import Asked, in_turns, table

PARTS = {"reading": reading, "papers": papers, "workbooks": workbooks, "month": month, "scale": scale, "startup": startup,
         "peers": peers, "cluster": cluster}


def main() -> None:
    """Measure the parts named, all without a name; print a table of each, write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    parser.add_argument("--turns", type=int, default=Asked.turns, help=f"default {Asked.turns}; whole months at most {month.MOST_TURNS}")
    parser.add_argument("--units", type=int, help="so many units, people or papers instead of each part's own number")
    parser.add_argument("--full", action="store_true", help="scale: 10,000 units too (about 3 GB of disk)")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="node's packages are in this folder; default: npm installs them")
    parser.add_argument("--json", type=Path, help="write the figures into this file")
    given = parser.parse_args()
    asked = Asked(given.turns, given.units, given.full, given.peers)
    figures = {}
    for name in given.parts or PARTS:
        lines, figures[name] = PARTS[name].run(asked, in_turns, table)
        print("\n".join(lines), flush=True)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
