import subprocess
import sys

from support.paths import ROOT


def test_ctrl_c_while_loading_ends_in_words():
    code = ("import sys, types\n"
            "class Stop:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            "        if name == 'emulation_batch.cli': raise KeyboardInterrupt\n"
            "sys.meta_path.insert(0, Stop())\n"
            "from emulation_batch.start import main\nmain()")
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 130
    assert "Đã dừng theo yêu cầu" in done.stderr and "Traceback" not in done.stderr


def test_help_loads_no_more_than_it_prints():
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "emulation_batch", "--help"], capture_output=True, check=True)
    loaded = {line.rpartition(b"|")[2].strip().decode() for line in done.stderr.splitlines()}
    assert "emulation_batch.console" in loaded and not loaded & {"emulation_batch.definition", "emulation_batch.batch", "pandas", "openpyxl"}
