"""The figures of the report: how long it takes, how large the page is, how soon a browser has drawn it.

usage: report.py FOLDER [--runs N] [--lang zh|en]

FOLDER is what `jdparse batch` wrote. Prints one line of JSON: the jobs of the board, the seconds (wall and CPU) of `jdparse report` in a new
process, its peak memory, the megabytes of the page, and the milliseconds from the start of navigation until all charts are drawn in a
headless Chromium (medians of N runs; the page itself takes the time). Chromium and its driver must be installed: Debian's chromium and
chromium-driver. `load` is the load of the machine: a figure of a busy machine is no figure.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser import Browser, browser

PATIENCE = 120


def make(folder: Path, page: Path, lang: str) -> dict[str, float]:
    """One run of the command in a new process: wall and CPU seconds, peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command = [sys.executable, "-m", "jdparse", "report", str(folder), "-o", str(page), "--lang", lang, "--overwrite"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": time.monotonic() - began,
        "cpu_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "memory_mb": after.ru_maxrss / 1024,
    }


def drawn(tab: Browser, page: Path) -> float:
    """Milliseconds until the page says that its charts are drawn."""
    tab.open(page)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if milliseconds := tab.run("return document.body.dataset.drawn"):
            return float(milliseconds)
        time.sleep(0.05)
    raise SystemExit(f"{page} was not drawn in {PATIENCE} seconds: {tab.logged()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lang", default="zh")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "report.html"
        runs = [make(options.folder, page, options.lang) for _ in range(options.runs)]
        with browser(Path(scratch) / "profile") as tab:
            drawn(tab, page)  # the first page of a browser pays for its start
            waits = [drawn(tab, page) for _ in range(options.runs)]
        figures: dict[str, Any] = {
            "jobs": json.loads((options.folder / "summary.json").read_bytes())["rows"]["jobs"],
            **{name: round(statistics.median(one[name] for one in runs), 1) for name in runs[0]},
            "page_mb": round(page.stat().st_size / 1e6, 2),
            "drawn_ms": statistics.median(waits),
            "load": round(os.getloadavg()[0], 1),
        }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
