"""The entry point: stays so small that Ctrl-C in the first moments, too, ends in words and not in a traceback."""

import sys

EXIT_INTERRUPTED = 130


def main() -> None:
    """Load the command line and run it."""
    try:
        from emulation_batch.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nĐã dừng theo yêu cầu. Chưa ghi gì thêm.\n")
        sys.exit(EXIT_INTERRUPTED)
