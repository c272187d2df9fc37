"""The same posting from each kind of file: how many give the clauses that their plain text gives, and how long reading takes.

usage: files.py {same,readers} [--only KIND] [--show N]

``same``: every posting under annotations/ is written as HTML, as Word with typed and with automatic numbers, and as PDF, by
python-docx and reportlab, and with LibreOffice, where it is there, as doc and as its PDF. Numbers and texts of clauses are compared without blanks:
a PDF does not say whether a line break stood between two words. ``readers``: the same figure and the CPU time for the text that markitdown, python-docx and
pypdfium2 give; markitdown needs `pip install 'markitdown[docx,pdf]'`.
"""

from __future__ import annotations

import argparse
import html
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import jdparse
import office
from jdparse.annotation import read_posting
from jdparse.files import text_of

BROWSER_ONLY = ("<p>", "<p ", "<br", "&nbsp;", "<div")  # postings that are markup themselves: in Word it would be text


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
    """Numbers and texts of all clauses, in half-width letters and without blanks."""
    found = [clause for job in jdparse.parse(text).jobs for clause in job.clauses]
    return ["".join(unicodedata.normalize("NFKC", f"{clause.number or ''} {clause.text}").split()) for clause in found]


def postings(every: int) -> dict[str, str]:
    paths = sorted((ROOT / "annotations" / "postings").glob("*.txt"))
    texts = {path.stem: read_posting(path).text for path in paths}
    kept = [(name, text) for name, text in texts.items() if not any(mark in text for mark in BROWSER_ONLY)][::every]
    print(f"{len(kept)} postings of {len(paths)}")
    return dict(kept)


def same(options: argparse.Namespace) -> None:
    texts = postings(options.every)
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


def by_markitdown(data: bytes, ending: str) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert_stream(io.BytesIO(data), file_extension=ending).text_content)


def by_python_docx(data: bytes, _: str) -> str:
    import docx
    from docx.table import Table

    lines: list[str] = []
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        lines += ["：".join(cell.text for cell in row.cells) for row in part.rows] if isinstance(part, Table) else [part.text]
    return "\n".join(lines)


def by_pypdfium2(data: bytes, _: str) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


READERS: dict[str, dict[str, Callable[[bytes, str], str]]] = {
    "docx": {"jdparse": lambda data, _: text_of(data), "markitdown": by_markitdown, "python-docx": by_python_docx},
    "docx, automatic numbers": {"jdparse": lambda data, _: text_of(data), "markitdown": by_markitdown, "python-docx": by_python_docx},
    "pdf": {"jdparse": lambda data, _: text_of(data), "markitdown": by_markitdown, "pypdfium2 as it is": by_pypdfium2},
}


def readers(options: argparse.Namespace) -> None:
    texts = postings(options.every)
    for form, programs in READERS.items():
        files = [FORMS[form](text.splitlines()) or b"" for text in texts.values()]
        expected = [clauses(text) for text in texts.values()]
        for name, read in programs.items():
            try:
                read(files[0], "." + form[:4].rstrip(","))
            except ModuleNotFoundError as error:
                print(f"{form}, {name}: {error}")
                continue
            start = time.process_time()
            found = [read(data, "." + form[:4].rstrip(",")) for data in files]
            each = (time.process_time() - start) / len(files)
            equal = sum(clauses(text) == wanted for text, wanted in zip(found, expected, strict=True))
            print(f"{form}, {name}: {equal} of {len(files)} give the same clauses; {each * 1000:.0f} ms of CPU a file")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure", choices=("same", "readers"))
    parser.add_argument("--every", type=int, default=1, help="take one of so many postings")
    parser.add_argument("--show", type=int, default=0, help="differing postings of each kind to print")
    parser.add_argument("--only", choices=FORMS, help="one kind")
    options = parser.parse_args()
    {"same": same, "readers": readers}[options.figure](options)


if __name__ == "__main__":
    main()
