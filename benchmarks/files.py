"""The same posting from each kind of file: how many give the clauses that their plain text gives, and how long reading takes.

usage: files.py {same,readers} [--show N]

``same``: every posting under annotations/ is written as HTML, as Word with typed and with automatic numbers, and as PDF, by
python-docx and reportlab, and with LibreOffice, where it is there, as doc and as its PDF. Texts of clauses are compared without blanks:
a PDF does not say whether a line break stood between two words. ``readers``: what jdparse, markitdown and python-docx make of one form
with automatic numbers, and the CPU time a file; it needs markitdown[docx,pdf] installed.
"""

from __future__ import annotations

import argparse
import html
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import jdparse
import office
from jdparse.annotation import read_posting
from jdparse.files import text_of

BROWSER_ONLY = ("<p>", "<p ", "<br", "&nbsp;", "<div")  # postings that are markup already: only their plain text and HTML are compared


def as_html(lines: list[str]) -> bytes:
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f'<!DOCTYPE html><html><head><meta charset="gb18030"><title>x</title></head><body>{body}</body></html>'.encode("gb18030")


def by_office(data: bytes, to: str) -> bytes | None:
    """A Word document as LibreOffice writes it in another format."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        path.write_bytes(data)
        call = [program, f"-env:UserInstallation=file://{tempfile.gettempdir()}/jdparse-benchmark", "--headless", "--convert-to", to]
        subprocess.run([*call, "--outdir", folder, str(path)], check=True, capture_output=True)
        return path.with_suffix(f".{to}").read_bytes()


FORMS: dict[str, Callable[[list[str]], bytes | None]] = {
    "html": as_html,
    "docx": office.word_of,
    "docx, automatic numbers": office.word_numbered,
    "pdf": office.pdf_of,
    "doc by LibreOffice": lambda lines: by_office(office.word_numbered(lines), "doc"),
    "pdf by LibreOffice": lambda lines: by_office(office.word_numbered(lines), "pdf"),
}


def clauses(text: str) -> list[str]:
    return ["".join(clause.text.split()) for job in jdparse.parse(text).jobs for clause in job.clauses]


def same(options: argparse.Namespace) -> None:
    paths = sorted((ROOT / "annotations" / "postings").glob("*.txt"))
    texts = {path.stem: read_posting(path).text for path in paths}
    texts = {name: text for name, text in texts.items() if not any(mark in text for mark in BROWSER_ONLY)}
    print(f"{len(texts)} postings, {len(paths) - len(texts)} left out that are markup themselves")
    for form, make in FORMS.items():
        if options.only not in (None, form):
            continue
        equal, kept, total, seconds = 0, 0, 0, []
        shown = 0
        for name, text in texts.items():
            data = make(text.splitlines())
            if data is None:
                break
            start = time.perf_counter()
            read = text_of(data, name)
            seconds.append(time.perf_counter() - start)
            expected, found = clauses(text), clauses(read)
            equal += expected == found
            kept += len(set(expected) & set(found))
            total += len(set(expected))
            if expected != found and shown < options.show:
                shown += 1
                print(f"  {form}, {name}:")
                print(*(f"    - {clause}" for clause in expected if clause not in found), sep="\n")
                print(*(f"    + {clause}" for clause in found if clause not in expected), sep="\n")
        if seconds:
            time_each = f"{statistics.median(seconds) * 1000:.1f} ms a file"
            print(f"{form}: {equal} of {len(texts)} the same, {100 * kept / total:.1f} % of the clauses; {time_each}")
        else:
            print(f"{form}: LibreOffice is not here")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure", choices=("same",))
    parser.add_argument("--show", type=int, default=0, help="differing postings of each kind to print")
    parser.add_argument("--only", choices=FORMS, help="one kind")
    options = parser.parse_args()
    {"same": same}[options.figure](options)


if __name__ == "__main__":
    main()
