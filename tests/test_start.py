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
