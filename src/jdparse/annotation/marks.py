"""What an annotated text holds: plain frozen objects with half-open code-point offsets into its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jdparse.annotation.values import Value

__all__ = ["Annotated", "ClauseMark", "HeadingMark", "JobMark", "NoiseMark", "RequirementMark"]


@dataclass(frozen=True, slots=True)
class JobMark:
    """One posting; ``title`` is the name of the post, None where the text never names it."""

    start: int
    title: str | None
    title_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """A heading and the section it opens; ``job`` indexes ``Annotated.jobs``."""

    start: int
    end: int
    section: str
    job: int


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """The body of one item (guideline section 3); ``number`` is its marker as written, ``label`` the span of its label."""

    start: int
    end: int
    number: str | None
    level: int
    section: str
    label: tuple[int, int] | None
    tags: tuple[str, ...]
    job: int


@dataclass(frozen=True, slots=True)
class RequirementMark:
    """A typed fact (guideline section 5); ``clause`` indexes ``Annotated.clauses``."""

    type: str
    start: int
    end: int
    modality: str
    values: Mapping[str, Value]
    clause: int
    job: int


@dataclass(frozen=True, slots=True)
class NoiseMark:
    """Text that belongs to no job."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and everything that was annotated in it, each tuple in the order of the text."""

    text: str
    jobs: tuple[JobMark, ...] = ()
    headings: tuple[HeadingMark, ...] = ()
    clauses: tuple[ClauseMark, ...] = ()
    requirements: tuple[RequirementMark, ...] = ()
    noise: tuple[NoiseMark, ...] = ()
