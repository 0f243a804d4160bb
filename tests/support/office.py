"""LibreOffice as the spreadsheet and word processor of the tests; demanded in CI, optional on a bare machine."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

DEMANDED = "EMULATION_REQUIRE_OFFICE"


def office():
    """The soffice command; skips the test where it is absent, fails it where CI demands it."""
    command = shutil.which("soffice")
    if command is None:
        if os.environ.get(DEMANDED):
            pytest.fail("LibreOffice is demanded here but soffice is not installed")
        pytest.skip("needs LibreOffice (soffice)")
    return command


def convert(files, to, out):
    """Convert files to a format ("xlsx", "xls", "ods", "pdf") in one run; gives the paths made, in order."""
    command = office()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run([command, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}", "--convert-to", to,
                        "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=240)
    made = [out / f"{Path(file).stem}.{to.split(':')[0]}" for file in files]
    assert all(path.exists() for path in made)
    return made
