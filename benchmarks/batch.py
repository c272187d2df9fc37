"""The figures of the batch: worker processes, memory, and runs that are killed. How fast it is: ``speed.py``.

usage: batch.py {workers,memory,kill,million,size} ADS.jsonl[.gz] [--limit N] [--runs N] [--times N] [--seed N]

ADS holds one ad a line: {"id", "board", "title", "text"}.

``workers``: wall and CPU time of the command with two processes and with one, alternating, with the load of the machine; on a busy one
two processes may get no more of it than one (Linux shares it out by session, see sched_autogroup), and the CPU times tell what they can
do where nothing else runs. ``memory``: peak resident memory of the command over the ads and over the ads ``--times`` times. ``kill``:
kills the command at random moments, resumes it, and compares every byte with an unbroken run. ``million``: CPU seconds a million ads.
``size``: bytes an ad of text, of the kernel's result and of that in a file, and the peak memory of a process by the size of its batches.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def load(path: Path, limit: int | None) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        ads = [json.loads(line) for line in lines]
    return ads if limit is None else ads[:: max(1, len(ads) // limit)][:limit]


def write(ads: list[dict[str, Any]], path: Path, times: int = 1) -> Path:
    with path.open("w", encoding="utf-8") as lines:
        for turn in range(times):
            for ad in ads:
                row = {"id": f"{ad['id']}-{turn}", "board": ad.get("board"), "title": ad.get("title"), "text": ad["text"]}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def command(source: Path, out: Path, *more: object) -> list[str]:
    return [sys.executable, "-m", "jdparse", "batch", str(source), "-o", str(out), *map(str, more)]


def timed(argv: list[str]) -> tuple[float, float]:
    """Wall time and CPU time of a command with all its processes, in seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(argv, check=True, capture_output=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def workers(ads: list[dict[str, Any]], options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = write(ads, Path(folder) / "ads.jsonl")
        runs: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for _ in range(options.runs):
            for count in (1, 2):
                out = Path(folder) / "out"
                shutil.rmtree(out, ignore_errors=True)
                runs[count].append(timed(command(source, out, "--workers", count)))
                wall, cpu = runs[count][-1]
                print(f"{count} worker(s): {wall:.1f} s, {cpu:.1f} s of CPU, load {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors")
        one, two = ([statistics.median(times) for times in zip(*runs[count], strict=True)] for count in (1, 2))
        print(f"median: {one[0]:.1f} s with one, {two[0]:.1f} s with two: {one[0] / two[0]:.2f} × over {len(ads):,} ads")
        print(f"CPU time: {one[1]:.1f} s with one, {two[1]:.1f} s with two: at most {2 * one[1] / two[1]:.2f} × where nothing else runs")


def peak(source: Path, out: Path) -> float:
    """The largest resident memory, in MB, of the command in one process."""
    shutil.rmtree(out, ignore_errors=True)
    code = "import resource, runpy, sys; sys.argv = sys.argv[1:]\ntry: runpy.run_module('jdparse', run_name='__main__')\n"
    code += "except SystemExit: pass\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", code, *command(source, out, "--workers", 1)[2:]], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1]) / 1024


def memory(ads: list[dict[str, Any]], options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for times in (1, options.times):
            source = write(ads, Path(folder) / f"ads{times}.jsonl", times)
            peaks.append(peak(source, Path(folder) / "out"))
            print(f"{len(ads) * times:,} ads: {peaks[-1]:.0f} MB")
        print(f"{100 * (peaks[1] / peaks[0] - 1):+.0f} %")


def everything(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def kill(ads: list[dict[str, Any]], options: argparse.Namespace) -> None:
    """``runs`` runs, each killed at random moments until it gets through."""
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        source = write(ads, Path(folder) / "ads.jsonl")
        more = ("--workers", 2, "--part-size", max(1, len(ads) // 8))
        start = time.monotonic()
        subprocess.run(command(source, Path(folder) / "whole", *more), check=True, capture_output=True)
        length, whole = time.monotonic() - start, everything(Path(folder) / "whole")
        same = 0
        for turn in range(options.runs):
            out = Path(folder) / f"out{turn}"
            process = subprocess.Popen(command(source, out, *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            moment = chance.random() * length
            time.sleep(moment)
            process.kill()
            process.wait()
            parts = len(list((out / "_progress").glob("part-*"))) if out.exists() else 0
            subprocess.run(command(source, out, *more), check=True, capture_output=True)
            equal = everything(out) == whole
            same += equal
            print(f"killed after {moment:.2f} s with {parts} parts committed: {'the same bytes' if equal else 'DIFFERENT'}")
            shutil.rmtree(out)
        print(f"byte-identical after resuming: {same} of {options.runs}")


def million(ads: list[dict[str, Any]], _: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = write(ads, Path(folder) / "ads.jsonl")
        used = timed(command(source, Path(folder) / "out", "--workers", 1))[1]
        size = sum(len(data) for data in everything(Path(folder) / "out").values())
        minutes = used / len(ads) * 1e6 / 60
        print(f"{used:.1f} s of CPU for {len(ads):,} ads: {minutes:.1f} minutes a million; {size / len(ads):.0f} bytes of tables an ad")


PROBE = """import resource, sys
import pyarrow.json
from jdparse.arrow import parse_batch
ads, size = pyarrow.json.read_json(sys.argv[1]), int(sys.argv[2])
for first in range(0, ads.num_rows, size):
    parse_batch(ads.slice(first, size), title="title", id="id")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"""


def size(ads: list[dict[str, Any]], _: argparse.Namespace) -> None:
    import pyarrow as pa

    from jdparse.arrow import parse_batch
    from jdparse.batch.encode import encode

    parsed = parse_batch(pa.table({"text": [ad["text"] for ad in ads], "id": [ad["id"] for ad in ads]}), id="id")
    text = sum(len(ad["text"].encode()) for ad in ads)
    sizes = {"text": text, "the kernel's result": parsed.nbytes, "that as Parquet": len(encode(parsed, "parquet"))}
    print(", ".join(f"{name} {count / len(ads):.0f} bytes an ad" for name, count in sizes.items()))
    with tempfile.TemporaryDirectory() as folder:
        source = write(ads, Path(folder) / "ads.jsonl")
        for rows in (100, 1000, 10_000):
            done = subprocess.run([sys.executable, "-c", PROBE, str(source), str(rows)], check=True, capture_output=True, text=True)
            print(f"{rows:,} ads a batch: {int(done.stdout) / 1024:.0f} MB at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    figures = {"workers": workers, "memory": memory, "kill": kill, "million": million, "size": size}
    parser.add_argument("figure", choices=figures)
    parser.add_argument("ads", type=Path)
    parser.add_argument("--limit", type=int, help="ads taken evenly from the file")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    figures[options.figure](load(options.ads, options.limit), options)


if __name__ == "__main__":
    main()
