"""Merge the units' emulation workbooks of a month, check them, and write the papers of the Council."""

__version__ = "0.1.0"
