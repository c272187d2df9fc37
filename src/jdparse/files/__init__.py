"""Files of any kind that holds a posting → their text: plain text, HTML, Word (docx and old doc), PDF.

The first bytes say what a file is, not the ending of its name: a ``.doc`` that a website exported is often HTML, and a file
sent by a phone has no ending at all. What comes back is what ``jdparse.parse`` reads best: one paragraph a line, the numbers
that Word shows but does not store written out, tables as ``label：value`` lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from jdparse.errors import SourceError
from jdparse.patterns import regex
from jdparse.source import MAX_BYTES, decode, read_bytes

__all__ = ["DOCUMENTS", "kind_of", "mismatch", "read_file", "text_of"]

DOCUMENTS = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".doc": "doc",
    ".dot": "doc",
    ".wps": "doc",
    ".rtf": "doc",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
}
"""The endings of names that documents have, and the kind that each promises."""

_TAGGED = frozenset(("html", "mhtml", "text"))  # a piece of a page has no tag that says what it is
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_RTF = b"{\\rtf"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes before the mark that PDF readers put up with
_MHTML = regex(rb"(?:[A-Za-z-]{1,40}:[^\n]{0,400}\n|[ \t][^\n]{0,400}\n){0,20}MIME-Version: 1\.0", re.IGNORECASE)
_MARKUP = regex(rb"\s{0,200}<(?:!doctype\s{1,4}html|html|head|body|meta|title|!--|\?xml|div|table|p\b)", re.IGNORECASE)
_CHARSET = regex(rb"<meta\b[^<>]{0,400}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes of a page in which its encoding must be named, with room to spare: HTML asks for 1024
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "x-x-big5": "big5hkscs"}


def read_file(path: str | Path) -> str:
    """The text of a document: txt, html, docx, pdf, doc or rtf, told by its first bytes.

    HTML comes back as it stands, tags and all, as ``jdparse.parse`` reads it; docx and pdf need the extra ``files``, doc and rtf a
    program (LibreOffice or catdoc) beside it. ``docs/files.md`` says what is kept and what is left out.

    Raises:
        SourceError: JD201 the file cannot be read, JD202 it is no document or its encoding is not known, JD203 it is larger than allowed,
            JD204 a library or a program is missing, JD205 it is damaged, JD206 it has a password, JD207 it holds pictures and no text,
            JD208 it took too long.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "post.txt")
    ...     _ = path.write_bytes("岗位职责：1、接待来访客户".encode("gb18030"))
    ...     read_file(path)
    '岗位职责：1、接待来访客户'
    """
    return text_of(read_bytes(path), str(path))


def text_of(data: bytes, name: str = "the data") -> str:
    """The text of a document's bytes; ``name`` is what errors call it. See ``read_file``.

    >>> text_of("<p>接待客户</p>".encode())
    '<p>接待客户</p>'
    """
    if len(data) > MAX_BYTES:
        raise SourceError("JD203", f"{name}: {len(data):,} bytes; at most {MAX_BYTES:,} are allowed. Cut it into pages first.")
    ending = Path(name).suffix.lower()
    if not data and DOCUMENTS.get(ending, "text") != "text":
        raise SourceError("JD205", f"{name}: empty: 0 bytes. Was it sent whole?")
    return _READERS[kind_of(data)](data, name)


def kind_of(data: bytes) -> str:
    """What the first bytes of a file say that it is: docx, doc, pdf, mhtml, html or text.

    A zip archive is called docx and an OLE container doc; their readers say more.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"<!DOCTYPE html>"), kind_of("岗位职责".encode())
    ('pdf', 'html', 'text')
    """
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return "docx"
    if data.startswith((_OLE, _RTF)):
        return "doc"
    if _PDF in data[:_PDF_WITHIN]:
        return "pdf"
    if _MHTML.match(data[:_HEAD]):
        return "mhtml"
    return "html" if _MARKUP.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) else "text"


def mismatch(data: bytes, name: str) -> str | None:
    """A message where a document's first bytes say another thing than the ending of its name, else None.

    >>> mismatch(b"%PDF-1.4", "post.docx")
    'post.docx: read as pdf, which its first bytes say it is'
    """
    promised, found = DOCUMENTS.get(Path(name).suffix.lower()), kind_of(data)
    if not data or promised is None or promised == found or {promised, found} <= _TAGGED:
        return None
    return f"{name}: read as {found}, which its first bytes say it is"


def _html(data: bytes, name: str) -> str:
    """A page in the encoding that it names; one that is sound UTF-8 is that, whatever it says: pages are saved anew and keep the old name."""
    named = _CHARSET.search(data[:_HEAD])
    encoding = named[1].decode("ascii").lower() if named else ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode(_WIDER.get(encoding, encoding)) if encoding else decode(data, name)
        except (UnicodeDecodeError, LookupError):
            return decode(data, name)


def _mhtml(data: bytes, name: str) -> str:
    """The page in a web archive, which is what a browser and many résumé sites save as ``.doc``."""
    import email
    import email.policy

    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            encoding = part.get_content_charset() or ""
            if isinstance(page, bytes) and page:
                try:
                    return page.decode(_WIDER.get(encoding, encoding or "utf-8"))
                except (UnicodeDecodeError, LookupError):
                    return _html(page, name)
    raise SourceError("JD205", f"{name}: a web archive without a page in it. Open it in a browser and save it as HTML.")


# What reads a kind of file is imported with the first such file: most that are parsed are plain text.
def _docx(data: bytes, name: str) -> str:
    from jdparse.files.docx import read_docx

    return read_docx(data, name)


def _doc(data: bytes, name: str) -> str:
    from jdparse.files.programs import read_doc

    return read_doc(data, name)


def _pdf(data: bytes, name: str) -> str:
    from jdparse.files.pdf import read_pdf

    return read_pdf(data, name)


_READERS: dict[str, Callable[[bytes, str], str]] = {
    "docx": _docx,
    "doc": _doc,
    "pdf": _pdf,
    "mhtml": _mhtml,
    "html": _html,
    "text": decode,
}
