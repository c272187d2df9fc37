"""A job in the job description schema of JSON Resume."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jdparse.exports.parts import extension, one_job, texts
from jdparse.schema import Document, Experience, Job, Salary, Skill, binding

__all__ = ["job_description"]

_QUALIFICATIONS = ("education", "experience", "major", "certificate", "language")


def job_description(
    source: Document | Job,
    *,
    company: str | None = None,
    date: date | str | None = None,
    type: str | None = None,  # noqa: A002  the name of the field
    location: Mapping[str, str] | None = None,
    remote: str | None = None,
    title: str | None = None,
    description: str | None = None,
) -> dict[str, Any]:
    r"""The job by the field names of JSON Resume's ``job-schema.json``; what neither the text nor the caller says is left out.

    Its ``salary`` and ``experience`` are free text and hold the words of the ad; it has no field for education, which stands among
    the ``qualifications``. What is preferred, and age, sex, height and residency, stand under ``jdparse`` (the schema allows
    further properties); clauses that state a limit or name contacts are left out of the texts.

    Args:
        source: a job, or a document with one job.
        company: the employer's name.
        date: of the posting, ISO 8601; a year or a month will do.
        type: Full-time, part-time, contract …
        location: ``address``, ``postalCode``, ``city``, ``countryCode``, ``region``; by default the first place the text names.
        remote: ``Full``, ``Hybrid`` or ``None``.
        title: by default that of the job.
        description: by default the clauses of the job, a line each.

    Raises:
        ValueError: a document holds no job or several; ``remote`` is none of the three.

    >>> import jdparse
    >>> made = job_description(jdparse.parse("出纳\n岗位职责：1、登记账目\n任职要求：1、大专以上学历；2、熟练使用Excel"))
    >>> made["title"], made["responsibilities"], made["qualifications"], made["skills"]
    ('出纳', ['登记账目'], ['大专以上学历'], [{'name': 'Excel', 'level': '熟练'}])
    """
    if remote not in (None, "Full", "Hybrid", "None"):
        raise ValueError(f"remote: {remote!r} must be 'Full', 'Hybrid' or 'None'")
    job = one_job(source)
    required = [fact for fact in job.requirements if fact.modality == "required"]
    salary, experience = binding(required, Salary), binding(required, Experience)
    given = {
        "title": title or job.title,
        "company": company,
        "type": type,
        "date": date if date is None or isinstance(date, str) else date.isoformat(),
        "description": description or "\n".join(texts(job)),
        "location": dict(location) if location else _place(job),
        "remote": remote,
        "salary": salary and salary.text,
        "experience": experience and experience.text,
        "responsibilities": texts(job, "duties"),
        "qualifications": list(dict.fromkeys(fact.text for fact in required if fact.type in _QUALIFICATIONS)),
        "skills": _skills(job),
    }
    return {name: value for name, value in given.items() if value} | {"jdparse": extension(job)}


def _place(job: Job) -> dict[str, str] | None:
    for place in job.locations:
        if place.province or place.city:
            found = {"address": place.text, "city": place.city, "region": place.province, "countryCode": "CN"}
            return {name: value for name, value in found.items() if value}
    return None


def _skills(job: Job) -> list[dict[str, str]]:
    """Each skill once, with the level that its first mention states."""
    found: dict[str, dict[str, str]] = {}
    for fact in job.requirements:
        if isinstance(fact, Skill):
            found.setdefault(fact.name, {"name": fact.name} | ({"level": fact.proficiency} if fact.proficiency else {}))
    return list(found.values())
