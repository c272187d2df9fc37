"""What both exports take from a job: the one job of a document, the texts of its clauses, and the facts behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jdparse import compliance
from jdparse.exports.occupations import EDITION, occupations
from jdparse.schema import SCHEMA_VERSION, Document, Job, SectionKind

__all__ = ["LIMITS", "NOTICE", "extension", "hours", "one_job", "texts"]

LIMITS = frozenset({"age", "gender", "height", "residency"})
"""The requirement types that no exported field holds: they stand in the extension, with the notices."""

NOTICE = (
    "limits and notices are what the ad says and the articles that speak of it; they are no terms of an offer, and no legal advice. "
    "schema.org and JSON Resume have no field for them."
)


def one_job(source: Document | Job) -> Job:
    """The job itself, or the only job of a document; ValueError where a document holds none or several."""
    if isinstance(source, Job):
        return source
    if len(source.jobs) != 1:
        raise ValueError(f"the document holds {len(source.jobs)} jobs; export one of document.jobs at a time")
    return source.jobs[0]


def _notices(job: Job) -> list[compliance.Notice]:
    return [notice for notice in compliance.check(job) if notice.start is not None]


def _holding(job: Job, starts: Iterable[int | None]) -> set[int]:
    """The clauses in which something starts."""
    places = [start for start in starts if start is not None]
    return {number for number, clause in enumerate(job.clauses) if any(clause.start <= start < clause.end for start in places)}


def _held_back(job: Job) -> set[int]:
    """The clauses that state a limit or a condition that a law bans or touches, and those that name contacts."""
    held = {fact.clause for fact in job.requirements if fact.type in LIMITS}
    held |= _holding(job, (notice.start for notice in _notices(job) if notice.strength != "note"))
    return held | _holding(job, (contact.start for contact in job.contacts))


def texts(job: Job, *sections: SectionKind) -> list[str]:
    """The words of the clauses of some sections, of all if none is named, without those that state a limit or name contacts."""
    held = _held_back(job)
    return [clause.text for number, clause in enumerate(job.clauses) if number not in held and (not sections or clause.section in sections)]


def hours(job: Job) -> list[str]:
    """The words of the clauses on working hours; a place that stands among them is none."""
    held = _held_back(job) | _holding(job, (place.start for place in job.locations))
    return [clause.text for number, clause in enumerate(job.clauses) if number not in held and clause.section == "schedule"]


def extension(job: Job) -> dict[str, Any]:
    """Everything that the parse knows: ``requirements``, ``limits``, ``notices``, ``occupations``, as plain JSON data.

    Requirements and limits are as ``jdparse.schema`` has them, with offsets into the text that was parsed; education also has
    its codes of GB/T 4658-2006 and ISCED 2011.
    """
    facts: list[dict[str, Any]] = []
    for fact in job.requirements:
        facts.append(fact.model_dump(mode="json"))
        if fact.type == "education":
            facts[-1] |= {"gb4658": fact.gb4658, "isced": fact.isced}
    return {
        "schemaVersion": SCHEMA_VERSION,
        "requirements": [fact for fact in facts if fact["type"] not in LIMITS],
        "limits": [fact for fact in facts if fact["type"] in LIMITS],
        "notices": [notice.model_dump(mode="json") for notice in _notices(job)],
        "notice": NOTICE,
        "occupations": {"edition": EDITION, "candidates": [found.model_dump() for found in occupations(job.title)]},
    }
