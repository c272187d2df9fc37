"""Old Word documents (doc) and rich text (rtf): read by a program that is installed, as no kept library reads them.

LibreOffice comes first: it turns the file into docx, so numbers and tables are read as in any other. catdoc is small and quick, keeps the
text and the cells of tables, and loses automatic numbers. The file is handed over under a name of our own in a folder of its own,
without a shell, for a limited time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from jdparse.errors import SourceError
from jdparse.files.docx import read_docx
from jdparse.files.tables import row_lines
from jdparse.source import decode

__all__ = ["TIMEOUT", "read_doc"]

TIMEOUT = 60.0
"""Seconds that a program may take for one file."""
_OFFICE = ("soffice", "libreoffice")
_RTF = b"{\\rtf"
_WORD = "WordDocument".encode("utf-16-le")
_STREAMS = (  # names of streams in other containers of the same make
    ("EncryptedPackage", "JD206", "protected by a password. Remove it in Word and save the file anew."),
    ("Workbook", "JD202", "this is an old spreadsheet (xls), not a document; save it as xlsx or CSV and use jdparse batch."),
    ("PowerPoint Document", "JD202", "this is an old presentation (ppt), not a document; save it as PDF."),
    ("__substg1.0", "JD202", "this is an Outlook message (msg), not a document; save its text or its attachment."),
)
_INSTALL = "On Debian: apt-get install libreoffice-writer-nogui, or catdoc, which loses automatic numbers. Or save the file as docx"
_HEADER = 512  # bytes before the first sector of an OLE container
_FIB = b"\xec\xa5"  # how the main stream of a Word document begins
_FIB_FLAGS = 10
_FIB_ENCRYPTED = 0x0100


def read_doc(data: bytes, name: str) -> str:
    """The text of an old Word document or of rich text.

    Raises:
        SourceError: JD202 it is another kind of file, JD204 no program is there that reads it, JD205 the program could not read it,
            JD206 it has a password, JD207 it holds no text, JD208 the program took too long.
    """
    rich = data.startswith(_RTF)
    if not rich:
        _check_container(data, name)
    with tempfile.TemporaryDirectory(prefix="jdparse-") as folder:
        path = Path(folder, "document.rtf" if rich else "document.doc")
        path.write_bytes(data)
        text = _read(path, name, rich=rich)
    if not text.strip():
        raise SourceError("JD207", f"{name}: no text was found in it. Open it in Word and save it as docx.")
    return text


def _check_container(data: bytes, name: str) -> None:
    if _WORD not in data:
        for stream, code, what in _STREAMS:
            if stream.encode("utf-16-le") in data:
                raise SourceError(code, f"{name}: {what}")
        raise SourceError(
            "JD202", f"{name}: an Office container without a Word document in it. Open it in its program and save it as docx."
        )
    if data[_HEADER : _HEADER + 2] == _FIB:
        flags = int.from_bytes(data[_HEADER + _FIB_FLAGS : _HEADER + _FIB_FLAGS + 2], "little")
        if flags & _FIB_ENCRYPTED:
            raise SourceError("JD206", f"{name}: protected by a password. Remove it in Word and save the file anew.")


def _read(path: Path, name: str, *, rich: bool) -> str:
    office = next((found for program in _OFFICE if (found := shutil.which(program))), None)
    if office is not None:
        return _through_office(office, path, name)
    catdoc = shutil.which("catdoc")
    if catdoc is not None:
        text = decode(_run([catdoc, "-w", "-d", "utf-8", str(path)], name), name)
        return "\n".join(said for line in text.splitlines() for said in _row(line))
    what = "rich text (rtf)" if rich else "old Word documents (doc)"
    raise SourceError("JD204", f"{name}: {what} need a program that reads them, and none is there. {_INSTALL}.")


def _row(line: str) -> list[str]:
    """What a line says: catdoc sets a tab between the cells of a table."""
    cells = [cell.strip() for cell in line.split("\t")]
    return row_lines(cells) if sum(map(bool, cells)) > 1 else [line.strip()]


def _through_office(office: str, path: Path, name: str) -> str:
    """By way of docx; a profile of its own lets several run at a time."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    _run([office, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(path.parent), str(path)], name)
    made = path.with_suffix(".docx")
    if not made.exists():
        raise SourceError("JD205", f"{name}: LibreOffice could not read it. Open it in Word and save it as docx.")
    return read_docx(made.read_bytes(), name)


def _run(command: list[str], name: str) -> bytes:
    """What a program writes; with a time limit for it and for all that it starts."""
    program = Path(command[0]).name
    try:
        process = subprocess.Popen(  # noqa: S603  no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        raise SourceError("JD204", f"{name}: {program} cannot be run: {error.strerror or error}.") from error
    with process:
        try:
            printed, complaints = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            raise SourceError("JD208", f"{name}: {program} took more than {TIMEOUT:.0f} s. Open it in Word and save it as docx.") from None
        finally:
            if process.poll() is None:  # also where Ctrl-C came
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        said = complaints.decode("utf-8", "replace").strip().splitlines()
        what = said[-1][:200] if said else f"status {process.returncode}"
        raise SourceError("JD205", f"{name}: {program} could not read it: {what}. Open it in Word and save it as docx.")
    return printed
