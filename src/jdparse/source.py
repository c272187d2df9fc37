"""Bytes and files → text, exactly as their author wrote it: no line end is changed, only a byte order mark is dropped.

Chinese text comes as UTF-8, as GB18030 (GBK, GB2312: Windows, most boards' exports), as Big5 (Taiwan, Hong Kong) and,
from spreadsheets, as UTF-16 with a byte order mark. Anything else is refused rather than guessed at: a wrong guess
gives fluent nonsense, and every offset into it is worthless.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from jdparse.errors import SourceError

__all__ = ["MAX_BYTES", "decode", "read_bytes", "read_text"]

MAX_BYTES = 80_000_000
"""The largest file that is read: four bytes for each character that parse allows."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (  # how files that are no text begin, and what to do with them
    (b"%PDF-", "a PDF document", "read it with jdparse.read_file"),
    (b"PK\x03\x04", "a zip archive or an Office document (docx, xlsx)", "read a docx with jdparse.read_file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls)", "read a doc with jdparse.read_file"),
    (b"{\\rtf", "a rich text document", "read it with jdparse.read_file"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x89PNG", "an image", "run text recognition on it first"),
    (b"\xff\xd8\xff", "an image", "run text recognition on it first"),
)
_MOST_NULS = 0.01  # share of NUL bytes above which a file is taken for binary
_DAMAGED = 0.2  # share of unreadable characters below which a text is damaged UTF-8 rather than another encoding
_AROUND = 200_000  # bytes on either side of the first bad one that decide whether a text is damaged UTF-8


def read_text(path: str | Path) -> str:
    """The text of a text file; see ``decode`` for the encodings, and ``jdparse.read_file`` for Word and PDF.

    Raises:
        SourceError: JD201 the file cannot be read, JD202 it holds no text or an unknown encoding, JD203 it is too large.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file.

    Raises:
        SourceError: JD201 the file cannot be read, JD203 it is too large.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(str(path), size)
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError("JD201", f"{path}: cannot be read: {reason}. Give the path of a file that you may read.") from error


def decode(data: bytes, name: str = "the data") -> str:
    """The text that ``data`` holds: UTF-8, UTF-16 or UTF-32 with a byte order mark, else GB18030 or Big5.

    Args:
        data: the bytes of one text.
        name: what to call them in an error, for example their path.

    Raises:
        SourceError: JD202 they hold no text or are in no known encoding, JD203 they are too many.

    >>> decode("岗位职责".encode("utf-8")), decode("任职要求：本科以上学历，有工作经验者优先".encode("gb18030"))
    ('岗位职责', '任职要求：本科以上学历，有工作经验者优先')
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name, len(mark))
    for start, what, remedy in _FORMATS:
        if data.startswith(start):
            raise SourceError("JD202", f"{name}: this is {what}, not text (byte offset 0); {remedy}.")
    try:
        return _without_binary(data, name).decode("utf-8")
    except UnicodeDecodeError as error:
        text = _chinese(data, error)
        if text is None:
            raise _undecodable(name, "UTF-8, GB18030 or Big5", error, 0) from None
        return text


def _strict(data: bytes, encoding: str, name: str, shift: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(name, encoding.upper(), error, shift) from None


def _too_large(name: str, size: int) -> SourceError:
    return SourceError("JD203", f"{name}: {size:,} bytes; at most {MAX_BYTES:,} are allowed. Cut it into pages first.")


def _undecodable(name: str, encodings: str, error: UnicodeDecodeError, shift: int) -> SourceError:
    at = error.start + shift
    byte = error.object[error.start]
    return SourceError(
        "JD202",
        f"{name}: not {encodings}: byte 0x{byte:02x} at byte offset {at}. Convert the file to UTF-8, or decode it yourself and pass a str.",
    )


def _without_binary(data: bytes, name: str) -> bytes:
    nuls = data.count(0)
    if nuls > 1 and nuls > len(data) * _MOST_NULS:
        raise SourceError(
            "JD202",
            f"{name}: not text: {nuls:,} NUL bytes, the first at byte offset {data.index(0)}. "
            "Give a text file; UTF-16 needs its byte order mark.",
        )
    return data


def _chinese(data: bytes, error: UnicodeDecodeError) -> str | None:
    """The text read as GB18030 or Big5, or None where it is damaged UTF-8 or neither."""
    if _is_damaged_utf8(data, error):
        return None
    readings = {}
    for encoding in ("gb18030", "big5hkscs"):
        try:
            readings[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if len(readings) == 2:
        return readings[_likelier(data)]
    return next(iter(readings.values()), None)


def _likelier(data: bytes) -> str:
    """Which of GB18030 and Big5 the bytes read better in."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["gb18030", "big5hkscs"]).best()
    return best.encoding if best is not None else "gb18030"


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether most of the bytes beyond ASCII are sound UTF-8: then one of them was lost, and no other encoding is right."""
    around = data[max(0, error.start - _AROUND) : error.start + _AROUND].decode("utf-8", "replace")
    beyond = sum(not c.isascii() for c in around)
    return around.count("\ufffd") < beyond * _DAMAGED
