"""Time and memory of hostile texts, each parsed in a process of its own.

    python benchmarks/hostile.py [--size 1000000] [--only NAME,NAME]

Prints a Markdown table: CPU seconds of ``parse`` and of reading its blocks and JSON, the same for each character, peak memory
of the process less that of one that parsed a short text, and how many times a tenth of the text takes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from hostile import INPUTS

CHILD = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[3])
import jdparse
from hostile import make
_ = jdparse.parse("岗位职责：1、接待来访客户。任职要求：本科").model_dump_json()
text = make(sys.argv[1], int(sys.argv[2]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
doc = jdparse.parse(text)
parsed = time.process_time() - start
_ = len(doc.blocks), len(doc.model_dump_json())
whole = time.process_time() - start
print(json.dumps([parsed, whole, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))
"""


def measured(name: str, size: int) -> tuple[float, float, float]:
    """CPU seconds of parsing, of parsing and writing, and megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name, str(size), str(ROOT / "tests")], capture_output=True, text=True, check=True, timeout=1800
    )
    parsed, whole, memory = json.loads(done.stdout)
    return parsed, whole, memory


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and memory of hostile texts")
    parser.add_argument("--size", type=int, default=1_000_000, help="characters")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    names = given.only.split(",") if given.only else list(INPUTS)
    print("| text | tries | parse, s | with blocks and JSON, s | µs a character | memory, MB | against a tenth |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for name in names:
        small = measured(name, given.size // 10)
        parsed, whole, memory = measured(name, given.size)
        growth = parsed / max(small[0], 0.01)
        print(
            f"| {name} | {INPUTS[name].tries} | {parsed:.2f} | {whole:.2f} | {whole / given.size * 1e6:.1f} | {memory:.0f} | {growth:.1f} × |",
            flush=True,
        )


if __name__ == "__main__":
    main()
