"""What is read of a ``jdparse.Document``: ``jdparse.schema`` imports this package, not the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

__all__ = ["Block", "Clause", "Document", "Job", "Span", "Tag"]


class Span(Protocol):
    """A piece of the source."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Block(Span, Protocol):
    """A tile of the source, and why it is one."""

    @property
    def kind(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Tag(Protocol):
    """A duty category."""

    @property
    def category(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def score(self) -> float: ...


class Clause(Span, Protocol):
    """One item of a list."""

    @property
    def level(self) -> int: ...
    @property
    def label(self) -> str | None: ...
    @property
    def section(self) -> str: ...
    @property
    def tags(self) -> Sequence[Tag]: ...


class Job(Span, Protocol):
    """One posting; its facts are models whose fields are read by name."""

    @property
    def title(self) -> str | None: ...
    @property
    def clauses(self) -> Sequence[Clause]: ...
    @property
    def requirements(self) -> Sequence[Any]: ...
    @property
    def benefits(self) -> Sequence[Any]: ...
    @property
    def locations(self) -> Sequence[Any]: ...
    @property
    def contacts(self) -> Sequence[Any]: ...


class Document(Protocol):
    """The source with its jobs and blocks."""

    @property
    def text(self) -> str: ...
    @property
    def jobs(self) -> Sequence[Job]: ...
    @property
    def blocks(self) -> Sequence[Block]: ...
