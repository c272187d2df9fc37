"""Conditions in a job ad that Chinese law bans or that are at risk, and the elements that an advertisement must have.

``check(job)`` reports facts: what the text says and where, the id of the rule, the laws and articles that speak of it, whether they
ban it, and where they except it. It is no legal advice and decides nothing: whether an exception holds, whether the employer is
a public body, and what a court would say are not in the text. Rules, laws and words are data in ``lexicon/compliance.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from jdparse import schema
from jdparse.divisions import provinces
from jdparse.patterns import regex
from jdparse.wordlists import alternation, load

__all__ = ["ELEMENTS", "Law", "Notice", "Strength", "check"]

Strength = Literal["banned", "at_risk", "note"]

ELEMENTS = ("employer", "headcount", "conditions", "duties", "place", "pay")
"""What 人力资源市场暂行条例 article 24 asks of an advertisement."""


class Law(BaseModel):
    """A law and the article that speaks of the condition; ``article`` is None where no single one is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    article: str | None


class Notice(BaseModel):
    """One condition that the ad states, or one element that it lacks.

    ``strength`` is ``banned`` (a law names the condition), ``at_risk`` (a law's wording or a policy touches it without naming it)
    or ``note`` (lawful or unregulated, but worth a look; also every lacking element). ``start`` and ``end`` are the place in the
    source, None for an element that is lacking; ``exception`` names where the condition is lawful, in the words of the law.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    condition: str
    strength: Strength
    laws: tuple[Law, ...]
    exception: str | None
    start: int | None
    end: int | None
    text: str | None


class _Rule(NamedTuple):
    id: str
    condition: str
    strength: Strength
    laws: tuple[Law, ...]
    exception: str | None
    pattern: re.Pattern[str] | None
    cleared: re.Pattern[str] | None
    benefits: bool


def check(job: schema.Job, *, stated: Collection[str] = ()) -> tuple[Notice, ...]:
    """The notices of one job, conditions in the order of the text, then the elements that it lacks.

    ``stated`` names elements (of ``ELEMENTS``) that stand outside the text, in the board's own columns. 男女不限, 年龄不限 and
    lower bounds of 16 or 18 years give no notice. Where a clause was cleaned of line wraps or watermarks, the place of a condition in it
    is that of the clause. Raises ValueError for an unknown element. This is information about rules, no legal advice.

    >>> place = {"start": 0, "end": 4, "text": "男性优先"}
    >>> fact = schema.Gender(**place, modality="preferred", clause=0, rule="gender.stated", gender="男")
    >>> clause = schema.Clause(**place, number=None, ordinal=None, level=1, parent=None, label=None, section="requirements", tags=())
    >>> job = schema.Job(start=0, end=4, title=None, title_span=None, clauses=(clause,), requirements=(fact,), headings=())
    >>> notice = check(job, stated=("employer", "headcount", "duties", "place", "pay"))[0]
    >>> notice.rule, notice.strength, str(notice.laws[0].name), notice.laws[0].article
    ('sex.male', 'banned', '妇女权益保障法', '43(1)')
    """
    unknown = sorted(set(stated) - set(ELEMENTS))
    if unknown:
        raise ValueError(f"stated: {', '.join(unknown)} is no element; the elements are {', '.join(ELEMENTS)}")
    found = [*_typed(job), *_worded(job)]
    found.sort(key=lambda notice: (notice.start or 0, notice.end or 0, notice.rule))
    return (*found, *_lacking(job, stated))


# --- conditions that the typed requirements hold ------------------------------------------------------------------

_RURAL = regex(r"农村|农业|农户|非农|城镇|居民户口")
_REGISTERED = regex(r"户口|户籍|籍贯|籍(?!贯)|[本当]地人|本[市省]人")
_OPEN = regex(r"不限|均可|都可|[无不没]有?要求|无限制")
_LOWEST_LAWFUL, _ADULT = 16, 18


def _of_gender(fact: schema.BaseRequirement) -> str | None:
    return {"男": "sex.male", "女": "sex.female"}.get(getattr(fact, "gender", ""))


def _of_age(fact: schema.BaseRequirement) -> str | None:
    low, high = getattr(fact, "min_age", None), getattr(fact, "max_age", None)
    if low is not None and low < _LOWEST_LAWFUL:
        return "age.minor"
    return "age.limit" if high is not None or (low is not None and low > _ADULT) else None


def _of_residency(fact: schema.BaseRequirement) -> str | None:
    condition = getattr(fact, "condition", "") or ""
    if _OPEN.search(condition) or not _REGISTERED.search(condition):
        return None
    return "residency.rural" if _RURAL.search(condition) else "residency.local"


def _of_education(fact: schema.BaseRequirement) -> str | None:
    return "school" if getattr(fact, "school_tier", None) or getattr(fact, "full_time", None) else None


_TYPED: dict[str, Callable[[schema.BaseRequirement], str | None]] = {
    "gender": _of_gender,
    "age": _of_age,
    "residency": _of_residency,
    "education": _of_education,
    "height": lambda _: "appearance.height",
}


def _typed(job: schema.Job) -> Iterator[Notice]:
    rules = _rules()
    for fact in job.requirements:
        judge = _TYPED.get(fact.type)
        if judge is not None and (rule := judge(fact)) is not None:
            yield _notice(rules[rule], fact.start, fact.end, fact.text)


# --- conditions that words alone state ----------------------------------------------------------------------------

# Duties and praise of the firm speak of such things without asking them of anybody (发放孕检套餐, 管理押金).
_SILENT = frozenset({"duties", "company", "career", "assessment", "authority", "relations"})
_PERSONAL = frozenset({"age", "gender", "height", "education", "residency"})
_PARTS = regex(r"[^，,；;。！!？?\n]{1,400}")


def _worded(job: schema.Job) -> Iterator[Notice]:
    personal = {fact.clause for fact in job.requirements if fact.type in _PERSONAL}
    rules = [rule for rule in _rules().values() if rule.pattern is not None]
    for index, clause in enumerate(job.clauses):
        if clause.section in _SILENT and index not in personal:
            continue
        for rule in rules:
            if clause.section == "benefits" and not rule.benefits and index not in personal:
                continue
            for start, end in _hits(rule, clause.text):
                exact = len(clause.text) == clause.end - clause.start
                place = (clause.start + start, clause.start + end) if exact else (clause.start, clause.end)
                yield _notice(rule, *place, clause.text[start:end])


def _hits(rule: _Rule, text: str) -> Iterator[tuple[int, int]]:
    """Where the rule's words stand in a part of the sentence that nothing clears."""
    pattern, cleared = rule.pattern, rule.cleared
    if pattern is None or pattern.search(text) is None:
        return
    for part in _PARTS.finditer(text):
        if cleared is not None and cleared.search(part[0]):
            continue
        for match in pattern.finditer(part[0]):
            yield part.start() + match.start(), part.start() + match.end()


# --- the elements of an advertisement -----------------------------------------------------------------------------


def _lacking(job: schema.Job, stated: Collection[str]) -> Iterator[Notice]:
    types = {fact.type for fact in job.requirements}
    sections = {clause.section for clause in job.clauses}

    def says(element: str) -> bool:
        pattern = _stated_by(element)
        return any(pattern.search(clause.text) for clause in job.clauses)

    present = {
        "employer": "company" in sections or says("employer"),
        "headcount": "headcount" in types or says("headcount"),
        "conditions": bool(types - {"salary", "headcount"}) or "requirements" in sections,
        "duties": "duties" in sections,
        "place": bool(getattr(job, "locations", ())) or says("place"),
        "pay": "salary" in types,
    }
    reference = _law("market:24"), _law("platforms")
    for element in load("compliance")["element"]:
        name = element["name"]
        if not present[name] and name not in stated:
            yield Notice(
                rule=element["id"],
                condition=element["condition"],
                strength="note",
                laws=reference,
                exception=None,
                start=None,
                end=None,
                text=None,
            )


@cache
def _stated_by(element: str) -> re.Pattern[str]:
    return re.compile(alternation(load("compliance")["stated_by"][element]))


# --- the data -----------------------------------------------------------------------------------------------------


def _notice(rule: _Rule, start: int, end: int, text: str) -> Notice:
    return Notice(
        rule=rule.id,
        condition=rule.condition,
        strength=rule.strength,
        laws=rule.laws,
        exception=rule.exception,
        start=start,
        end=end,
        text=text,
    )


def _law(reference: str) -> Law:
    key, _, article = reference.partition(":")
    name, version = load("compliance")["laws"][key]
    return Law(name=name, version=version, article=article or None)


@cache
def _rules() -> dict[str, _Rule]:
    return {
        entry["id"]: _Rule(
            entry["id"],
            entry["condition"],
            entry["strength"],
            tuple(_law(reference) for reference in entry["laws"]),
            entry.get("exception"),
            _pattern(entry),
            re.compile(alternation(entry["cleared"])) if "cleared" in entry else None,
            entry.get("benefits", False),
        )
        for entry in load("compliance")["rule"]
    }


def _pattern(entry: dict[str, Any]) -> re.Pattern[str] | None:
    """One alternation of the ways in which words state a condition; each has at most one bounded gap."""
    ways = []
    if "phrases" in entry:
        phrase = alternation(entry["phrases"])
        ways.append(rf"{phrase}(?:[/、或及和]?{phrase}){{0,3}}")
    if "demands" in entry:
        ways.append(rf"{alternation(entry['demands'])}[^，,；;。、]{{0,6}}{alternation(entry['things'])}")
    if "refusals" in entry:
        things = alternation(entry["things"]) if "things" in entry else rf"{alternation(provinces())}[省市]?[人籍]"
        ways.append(rf"{things}[^，,；;。]{{0,4}}{alternation(entry['refusals'])}")
    return re.compile("|".join(ways)) if ways else None
