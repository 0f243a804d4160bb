"""A process does not keep what it no longer uses."""

import platform
import subprocess
import sys

import pytest
from support.paths import ROOT

HELD = """
import os
from pathlib import Path
{before}
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
bytearray(24 << 20)
first, pins = held(), []
blocks = [(bytearray(b"x" * (2 << 20)), pins.append(bytearray(1000))) for _ in range(20)]
del blocks
print(held() - first)
"""


def held(before):
    """MB that a process still has of the 40 that it freed, small blocks standing between them."""
    done = subprocess.run([sys.executable, "-c", HELD.format(before=before)], capture_output=True, text=True, check=True, cwd=ROOT)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="it is glibc that learns to keep what was freed")
def test_large_blocks_go_back_when_they_are_freed():
    assert held("") > 30
    assert held("from emulation_batch import memory; memory.keep_little()") < 5


def test_arrow_takes_its_memory_where_it_goes_back():
    code = ("from emulation_batch import memory; memory.keep_little()\n"
            "import pyarrow\nprint(pyarrow.default_memory_pool().backend_name)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "system"
