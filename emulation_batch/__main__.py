"""`python -m emulation_batch` is `emulation-batch`."""

from emulation_batch.start import main

if __name__ == "__main__":
    main()
