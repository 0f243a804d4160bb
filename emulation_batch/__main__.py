"""`python -m emulation_batch` is `emulation-batch`."""

from emulation_batch.cli import main

if __name__ == "__main__":
    main()
