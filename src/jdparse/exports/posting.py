"""A job as schema.org ``JobPosting`` in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from jdparse.exports.parts import extension, hours, one_job, texts
from jdparse.schema import Document, Education, Experience, Headcount, Job, Language, Location, Salary, Skill, binding

__all__ = ["FACTS", "job_posting"]

FACTS = "jdparse:facts"
"""The property that holds what schema.org has no place for; its value is a JSON literal (``@json``), not more vocabulary."""

_CONTEXT = ["https://schema.org", {"jdparse": "urn:jdparse:terms:", FACTS: {"@id": FACTS, "@type": "@json"}}]
_NONE_ASKED = "no requirements"  # the words of Google's documentation
_CATEGORIES = {
    "高中": "high school",
    "中专": "high school",
    "大专": "associate degree",
    "本科": "bachelor degree",
    "硕士": "postgraduate degree",
    "博士": "postgraduate degree",
}
_UNITS = {"hour": "HOUR", "day": "DAY", "month": "MONTH", "year": "YEAR"}


def job_posting(
    source: Document | Job,
    *,
    hiring_organization: str | Mapping[str, Any] | None = None,
    job_location: str | Mapping[str, Any] | None = None,
    date_posted: date | str | None = None,
    valid_through: date | str | None = None,
    employment_type: str | None = None,
    occupational_category: str | None = None,
    identifier: str | None = None,
    url: str | None = None,
    title: str | None = None,
    description: str | None = None,
) -> dict[str, Any]:
    r"""A ``JobPosting`` as a dict that ``json.dumps`` takes; what neither the text nor the caller says is left out.

    Google asks for ``title``, ``description``, ``datePosted``, ``hiringOrganization`` and ``jobLocation``: the text of an ad seldom
    names the last three, so give them. Age, sex, height and residency are in no property of schema.org: they stand under
    ``jdparse:facts`` with the notices of ``jdparse.compliance``; clauses that state them, or name contacts, are left out of the texts.

    Args:
        source: a job, or a document with one job.
        hiring_organization: its name, or an Organization as a dict.
        job_location: its address in words, or a Place as a dict; by default the places that the text names.
        date_posted: a date, or one in ISO 8601.
        valid_through: the same.
        employment_type: FULL_TIME, PART_TIME, CONTRACTOR, TEMPORARY, INTERN, VOLUNTEER, PER_DIEM or OTHER.
        occupational_category: the category that you chose, of ``occupations(title)`` or elsewhere.
        identifier: your own id of the posting.
        url: of the page.
        title: by default that of the job.
        description: by default the clauses of the job, a line each.

    Raises:
        ValueError: a document holds no job or several.

    >>> import jdparse
    >>> doc = jdparse.parse("出纳\n岗位职责：1、登记账目\n任职要求：1、大专以上学历；2、2年以上经验\n薪资：6000-8000元/月")
    >>> made = job_posting(doc, hiring_organization="某某公司", date_posted="2026-03-01")
    >>> made["title"], made["responsibilities"], made["hiringOrganization"]["name"]
    ('出纳', ['登记账目'], '某某公司')
    >>> made["experienceRequirements"]["monthsOfExperience"], made["educationRequirements"]["credentialCategory"]
    (24, 'associate degree')
    """
    job = one_job(source)
    given = {
        "title": title or job.title,
        "description": description or "\n".join(texts(job)),
        "datePosted": _iso(date_posted),
        "validThrough": _iso(valid_through),
        "hiringOrganization": _named(hiring_organization, "Organization"),
        "jobLocation": _named(job_location, "Place") if job_location else _places(job.locations),
        "employmentType": employment_type,
        "occupationalCategory": occupational_category,
        "identifier": identifier,
        "url": url,
        "responsibilities": texts(job, "duties"),
        "skills": list(dict.fromkeys(_skills(job))),
        "qualifications": _certificates(job),
        "educationRequirements": _education(binding(job.requirements, Education)),
        "experienceRequirements": _experience(binding(job.requirements, Experience)),
        "baseSalary": _salary(binding(job.requirements, Salary)),
        "jobBenefits": list(dict.fromkeys(benefit.name for benefit in job.benefits)),
        "workHours": hours(job),
        "totalJobOpenings": _openings(job),
    }
    return {"@context": _CONTEXT, "@type": "JobPosting"} | {name: value for name, value in given.items() if value} | {FACTS: extension(job)}


def _iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day


def _named(thing: str | Mapping[str, Any] | None, kind: str) -> dict[str, Any] | None:
    if not thing:
        return None
    if isinstance(thing, Mapping):
        return {"@type": kind, **thing}
    if kind == "Place":
        return {"@type": kind, "address": thing}
    return {"@type": kind, "name": thing}


def _places(locations: tuple[Location, ...]) -> list[dict[str, Any]]:
    """The places that name a province or a city of China; others are words whose country is not known."""
    found = []
    for place in locations:
        if place.province or place.city:
            address = {"@type": "PostalAddress", "addressCountry": "CN", "addressRegion": place.province, "addressLocality": place.city}
            if place.text not in (place.province, place.city):
                address["streetAddress"] = place.text
            found.append({"@type": "Place", "address": {name: value for name, value in address.items() if value}})
    return found


def _skills(job: Job) -> Iterator[str]:
    """Skills and languages, asked for or preferred: schema.org takes both as skills; which is which stands among the facts."""
    for fact in job.requirements:
        if isinstance(fact, Skill):
            yield fact.name
        elif isinstance(fact, Language):
            yield f"{fact.language} {fact.level}" if fact.level else fact.language


def _certificates(job: Job) -> list[dict[str, Any]]:
    names = dict.fromkeys(fact.name for fact in job.requirements if fact.type == "certificate" and fact.modality == "required")
    return [{"@type": "EducationalOccupationalCredential", "credentialCategory": "certificate", "name": name} for name in names]


def _education(fact: Education | None) -> Any:
    """A level that is required; one that is preferred alone is no requirement."""
    if fact is None or fact.modality != "required" or fact.min_level is None:
        return None
    if fact.min_level == "不限":
        return _NONE_ASKED
    levels = [_term(fact.min_level, fact.gb4658, "GB/T 4658-2006"), _term(fact.min_level, fact.isced, "ISCED 2011")]
    made = {"@type": "EducationalOccupationalCredential", "credentialCategory": _CATEGORIES.get(fact.min_level), "educationalLevel": levels}
    return {name: value for name, value in made.items() if value}


def _term(name: str, code: str | int | None, of: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "name": name, "termCode": str(code), "inDefinedTermSet": of}


def _experience(fact: Experience | None) -> Any:
    if fact is None or fact.modality != "required":
        return None
    if fact.kind == "unlimited" or fact.min_years == 0:
        return _NONE_ASKED
    made = {"@type": "OccupationalExperienceRequirements", "description": fact.text}
    return made | ({"monthsOfExperience": round(fact.min_years * 12)} if fact.min_years is not None else {})


def _salary(fact: Salary | None) -> dict[str, Any] | None:
    """Pay whose period is stated; a bare figure says too little to be published as pay."""
    if fact is None or fact.period is None or (fact.min is None and fact.max is None):
        return None
    if fact.min == fact.max:
        value: dict[str, Any] = {"value": fact.min}
    else:
        value = {name: bound for name, bound in (("minValue", fact.min), ("maxValue", fact.max)) if bound is not None}
    amount = {"@type": "QuantitativeValue", **value, "unitText": _UNITS[fact.period]}
    return {"@type": "MonetaryAmount", "currency": "CNY", "value": amount}


def _openings(job: Job) -> int | None:
    fact = binding(job.requirements, Headcount)
    return None if fact is None else fact.count
