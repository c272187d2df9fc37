"""Who is told how a batch goes: the command line draws a bar, a program may do as it likes."""

from __future__ import annotations

__all__ = ["Reporter"]


class Reporter:
    """Who is told how a run goes; this one is silent."""

    def note(self, message: str) -> None:
        """Something the user should know."""

    def advance(self, records: int, share: float, *, resumed: bool = False) -> None:
        """``records`` more are done, and ``share`` of the input, from 0 to 1; ``resumed`` ones by an earlier run."""
