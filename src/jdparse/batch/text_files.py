"""Text files of any size as streams of characters: which encoding, whether packed, and how far they are read.

Small texts go through ``jdparse.source``; a board's export may hold gigabytes, so here one pass over the bytes tries the
encodings of the field and takes the digest, and a second one reads. A byte that does not fit a UTF-8 file becomes U+FFFD: one
damaged row must not stop two hundred thousand.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from jdparse.errors import BatchError, SourceError
from jdparse.patterns import regex
from jdparse.source import decode

__all__ = ["PACKED", "TextFile", "digest", "open_bytes", "probe"]

PACKED = (".gz", ".zst")
_CHUNK = 1 << 20
_SAMPLE = 1 << 18
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DAMAGED = 0.2  # share of unreadable ones among the bytes beyond ASCII below which a file is damaged UTF-8 rather than another encoding
_ASCII = bytes(range(128))
_ESCAPED = regex("[\udc80-\udcff]")


@dataclass(frozen=True)
class TextFile:
    """A text file and its encoding; ``damaged`` is the number of bytes that the encoding cannot read."""

    path: Path
    encoding: str
    damaged: int = 0


def digest(path: Path) -> str:
    """The BLAKE2 digest of a file's bytes, by which a resumed run knows its input again."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def open_bytes(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked where its name ends in .gz or .zst."""
    if path.suffix.lower() == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    if path.suffix.lower() == ".zst":
        import pyarrow as pa

        packed = path.open("rb")
        return io.BufferedReader(_Raw(packed, pa.CompressedInputStream(pa.PythonFile(packed, "r"), "zstd")), _CHUNK)
    return path.open("rb")


class _Raw(io.RawIOBase):
    """An Arrow stream as Python's own kind of raw stream."""

    def __init__(self, packed: IO[bytes], stream: Any) -> None:
        self.fileobj = packed
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file; JD511 where they cannot be read or unpacked."""
    try:
        with open_bytes(path) as data:
            while chunk := data.read(_CHUNK):
                yield chunk
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> BatchError:
    """JD511 for a file that cannot be read."""
    what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return BatchError("JD511", f"{path}: cannot be read: {what}. Is it whole, and is its name's ending right?")


def probe(path: Path, encoding: str | None = None) -> TextFile:
    """The file with its encoding: the given one, or that of its mark, or UTF-8, GB18030 or Big5, whichever reads all of it.

    Raises:
        BatchError: JD511 the file cannot be read, JD512 its encoding is not known.
    """
    chunks = _chunks(path)
    head = next(chunks, b"")
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise BatchError(
                "JD512", f"{encoding} is no encoding that Python knows. Name one such as utf-8, gb18030 or big5hkscs."
            ) from None
        return TextFile(path, encoding)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return TextFile(path, name)
    able = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", "gb18030", "big5hkscs")}
    for chunk in chain((head,), chunks):
        able = {name: decoder for name, decoder in able.items() if _takes(decoder, chunk)}
    able = {name: decoder for name, decoder in able.items() if _takes(decoder, b"", final=True)}
    if "utf-8" in able:
        return TextFile(path, "utf-8")
    damaged, beyond = _damage(path)
    if damaged < beyond * _DAMAGED:
        return TextFile(path, "utf-8", damaged)
    if len(able) == 2:
        return TextFile(path, _likelier(head))
    if able:
        return TextFile(path, next(iter(able)))
    raise BatchError(
        "JD512", f"{path}: neither UTF-8 nor GB18030 nor Big5 reads it. Name its encoding with --encoding, or convert it to UTF-8."
    )


def _takes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _damage(path: Path) -> tuple[int, int]:
    """How many bytes of a file are no UTF-8, and how many are beyond ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    damaged = beyond = 0
    for chunk in _chunks(path):
        beyond += len(chunk.translate(None, _ASCII))
        damaged += len(_ESCAPED.findall(decoder.decode(chunk)))
    return damaged, beyond


def _likelier(head: bytes) -> str:
    """Which of GB18030 and Big5 the first lines read better in, by the judge of ``jdparse.source``."""
    sample = head[:_SAMPLE]
    sample = sample[: sample.rfind(b"\n") + 1] or sample
    try:
        text = decode(sample)
    except SourceError:
        return "gb18030"
    return "big5hkscs" if text == sample.decode("big5hkscs", "replace") else "gb18030"
