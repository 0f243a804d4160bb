"""What arrives that nobody would send on purpose: a month of fifty good workbooks among two thousand hostile or odd files."""
