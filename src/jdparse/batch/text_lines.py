"""The lines of a stream of bytes as text, each of bounded length, with the share of the file that is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

__all__ = ["LONGEST_LINE", "Lines"]

LONGEST_LINE = 80_000_000
"""Characters of one line; what is longer comes in pieces, which are no rows."""


class Lines(Iterator[str]):
    """An iterator over lines, their ends kept; a line may be pushed back."""

    def __init__(self, data: IO[bytes], encoding: str, size: int) -> None:
        self._raw: Any = _innermost(data)
        self._size = max(1, size)
        self._lines = io.TextIOWrapper(data, encoding, errors="replace", newline="")
        self._pushed: str | None = None

    def __next__(self) -> str:
        if self._pushed is not None:
            line, self._pushed = self._pushed, None
            return line
        line = self._lines.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        return line

    def push_back(self, line: str) -> None:
        """Let ``line`` come again."""
        self._pushed = line or None

    @property
    def fraction(self) -> float:
        """How much of the file is read, from 0 to 1."""
        return min(1.0, float(self._raw.tell()) / self._size)


def _innermost(data: Any) -> Any:
    """The stream whose position is that of the file itself: under an unpacker it is another than the unpacked one."""
    for name in ("fileobj", "raw"):
        inner = getattr(data, name, None)
        if inner is not None:
            return _innermost(inner)
    return data
