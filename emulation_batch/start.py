"""The entry point: stays so small that Ctrl-C in the first moments, too, ends in words and not in a traceback."""

import gc
import sys

EXIT_INTERRUPTED = 130
OBJECTS_BETWEEN_SWEEPS = 50_000
"""Nearly all that a run makes lives to its end: a search for cycles after every 700 objects took a tenth of its time."""


def main() -> None:
    """Load the command line and run it."""
    gc.set_threshold(OBJECTS_BETWEEN_SWEEPS)
    try:
        from emulation_batch import memory

        memory.keep_little()
        from emulation_batch.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nĐã dừng theo yêu cầu. Chưa ghi gì thêm.\n")
        sys.exit(EXIT_INTERRUPTED)
    finally:
        gc.freeze()  # all that is left ends with the process: Python would search it for cycles once more

