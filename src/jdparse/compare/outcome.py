"""What one run says about one text, as plain data in which two runs can be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jdparse.schema import REQUIREMENT_CLASSES, BaseRequirement

__all__ = ["VALUES", "ClauseFacts", "Fact", "Outcome", "Place"]

Place = tuple[int, int]
_SHARED = frozenset(BaseRequirement.model_fields) | {"type"}

VALUES: dict[str, tuple[str, ...]] = {
    kind: tuple(name for name in cls.model_fields if name not in _SHARED) for kind, cls in REQUIREMENT_CLASSES.items()
}
"""The values of each requirement type, beside its words, place, modality, clause and rule."""


@dataclass(slots=True)
class ClauseFacts:
    """A clause: its words, where it belongs, and the names of its duty categories."""

    text: str
    section: str
    level: int
    tags: frozenset[str]


class Fact(NamedTuple):
    """A requirement: its words, its modality and its values by name."""

    text: str
    modality: str
    values: dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """A text's jobs (titles by start), clauses (by place) and requirements (by type and place)."""

    jobs: dict[int, str | None] = field(default_factory=dict)
    clauses: dict[Place, ClauseFacts] = field(default_factory=dict)
    requirements: dict[tuple[str, int, int], Fact] = field(default_factory=dict)
