"""Coverage-guided fuzzing of one target of tests/fuzzing.py with atheris.

    python scripts/fuzz.py TARGET [--seconds 60] [--corpus FOLDER]

Starts from the cases in tests/cases/fuzz/TARGET and the project's own postings; what makes a target raise is written to
FOLDER/crash-… and ends the run with exit code 1. Put it into tests/cases/fuzz/TARGET once it is mended.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests/cases/fuzz"
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["jdparse"]):
    import fuzzing

MOST_BYTES = 1200
SEEDED = 400  # bytes of each posting that a run starts from


def seeds(target: str, folder: Path) -> None:
    """Write what a run starts from."""
    for number, file in enumerate(sorted((CASES / target).glob("*"))):
        (folder / f"case-{number}").write_bytes(file.read_bytes())
    first = b"\x02" if target in ("parse", "html", "words") else b""
    for file in sorted((ROOT / "annotations/postings").glob("*.txt"))[:40]:
        (folder / file.stem).write_bytes(first + file.read_bytes()[:SEEDED])
    for number in range(32):
        (folder / f"pieces-{number}").write_bytes(bytes([1, *((number * 7 + i * 11) % 128 for i in range(24))]))


def main() -> None:
    parser = argparse.ArgumentParser(description="Coverage-guided fuzzing of one target")
    parser.add_argument("target", choices=sorted(fuzzing.TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="keep what was learnt in this folder")
    given = parser.parse_args()
    corpus = given.corpus or Path(tempfile.mkdtemp(prefix=f"jdparse-fuzz-{given.target}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    seeds(given.target, corpus)
    options = [f"-max_total_time={given.seconds}", f"-max_len={MOST_BYTES}", "-rss_limit_mb=2048", "-timeout=30", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={corpus}/", str(corpus)], fuzzing.TARGETS[given.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
