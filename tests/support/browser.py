"""Chromium as the browser of the tests; demanded in CI, optional on a bare machine. Nothing is fetched: pages are files."""

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from support.office import DEMANDED

MEASURE = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
%s
<pre id="told"></pre>
<script>
addEventListener("load", () => {
  const told = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, wide = frame.clientWidth;
    told[wide] = {width: page.documentElement.scrollWidth, height: page.documentElement.scrollHeight,
      outside: [...page.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest("thead"))
               .map(e => e.tagName + " " + e.textContent.slice(0, 60)),
      shown: page.body.innerText, scripts: page.scripts.length, title: page.title};
  }
  document.getElementById("told").textContent = JSON.stringify(told);
});
</script>"""


def browser():
    """The chromium command; skips the test where it is absent, fails it where CI demands it."""
    command = shutil.which("chromium") or shutil.which("google-chrome")
    if command is None:
        if os.environ.get(DEMANDED):
            pytest.fail("a browser is demanded here but chromium is not installed")
        pytest.skip("needs Chromium (chromium)")
    return command


def run(*options):
    """Chromium without a window and with a profile of its own; gives what it prints."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        done = subprocess.run([browser(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                               "--hide-scrollbars", "--allow-file-access-from-files", f"--user-data-dir={profile}", *map(str, options)],
                              check=True, capture_output=True, encoding="utf-8", timeout=120)
    return done.stdout


def measure(page, widths, folder):
    """width -> what the page looks like in a frame of that width: its real `width` and `height`, elements `outside`, the text `shown`."""
    frames = "\n".join(f'<iframe src="{Path(page).as_uri()}" style="width:{width}px;height:900px;border:0;display:block"></iframe>'
                       for width in widths)
    wrapper = Path(folder) / "measure.html"
    wrapper.write_text(MEASURE % frames, encoding="utf-8")
    dumped = run("--virtual-time-budget=10000", "--dump-dom", wrapper.as_uri())
    told = re.search(r'<pre id="told">(.*?)</pre>', dumped, re.S)
    assert told and told[1], dumped[-2000:]
    return {int(width): found for width, found in json.loads(html.unescape(told[1])).items()}


def screenshot(page, width, height, out):
    """A picture of a page in a frame of that width, for people to look at."""
    wrapper = Path(out).with_suffix(".html")
    wrapper.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><iframe src="{Path(page).as_uri()}" '
                       f'style="width:{width}px;height:{height}px;border:0"></iframe>', encoding="utf-8")
    run(f"--screenshot={out}", f"--window-size={max(width, 520)},{height}", wrapper.as_uri())


def pdf(page, out):
    """The page as it prints."""
    run(f"--print-to-pdf={out}", "--no-pdf-header-footer", Path(page).as_uri())
