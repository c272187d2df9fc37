"""The compliance notices of a whole board: jobs are built again from the tables, one at a time, and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from jdparse import compliance
from jdparse.frozen import trusted
from jdparse.report.board import Board
from jdparse.schema import REQUIREMENT_CLASSES, BaseRequirement, Clause, Job

__all__ = ["Found", "Notices", "count"]

Key = tuple[int, int]

_CHUNK = 2000  # jobs in memory
_EXAMPLES = 3
_LONGEST = 24  # characters of an example
_NOT_IN_TABLES = "place"  # the tables hold neither headings nor places of work, so its absence cannot be told
_CLAUSES = 'SELECT record, job, clause, start, "end", text, section FROM clauses WHERE record BETWEEN ? AND ? ORDER BY record, job, clause'
_FACTS = """SELECT record, job, clause, type, start, "end", text, gender, min_age, max_age, condition, school_tier, full_time
    FROM requirements WHERE record BETWEEN ? AND ?
    QUALIFY type IN ('age', 'gender', 'height', 'education', 'residency')
        OR row_number() OVER (PARTITION BY record, job, type ORDER BY requirement) = 1
    ORDER BY record, job, requirement"""
"""All that is asked of the person; of the other types only that there is one, which is all that the elements of an ad need."""


@dataclass
class Found:
    """One rule on a board: its notice as an example of law and words, in how many jobs, and some of the texts."""

    notice: compliance.Notice
    jobs: int = 0
    texts: Counter[str] = field(default_factory=Counter)

    @property
    def examples(self) -> list[str]:
        """The texts that are most frequent, short ones first among equals."""
        ranked = sorted(self.texts.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
        return [text for text, _ in ranked if len(text) <= _LONGEST][:_EXAMPLES]


@dataclass
class Notices:
    """``conditions`` and ``elements`` by rule, the most frequent first; ``jobs`` with at least one condition of each strength."""

    conditions: list[Found]
    elements: list[Found]
    jobs: Mapping[str, int]
    of_job: Mapping[Key, tuple[str, ...]]


def count(board: Board, wanted: frozenset[Key] = frozenset()) -> Notices:
    """The notices of all jobs of a board; ``of_job`` holds the rules of the jobs that are wanted."""
    found: dict[str, Found] = {}
    strengths: Counter[str] = Counter()
    of_job: dict[Key, tuple[str, ...]] = {}
    for key, job, stated in _jobs(board):
        notices = compliance.check(job, stated=stated)
        first = {notice.rule: notice for notice in notices}
        for rule, notice in first.items():
            found.setdefault(rule, Found(notice)).jobs += 1
        for notice in notices:
            if notice.text:
                found[notice.rule].texts[notice.text] += 1
        strengths.update({notice.strength for notice in first.values() if notice.text is not None})
        if key in wanted:
            of_job[key] = tuple(rule for rule, notice in first.items() if notice.text is not None)
    ranked = sorted(found.values(), key=lambda one: (-one.jobs, one.notice.rule))
    conditions = [one for one in ranked if one.notice.start is not None]
    return Notices(conditions, [one for one in ranked if one.notice.start is None], strengths, of_job)


def _jobs(board: Board) -> Iterator[tuple[Key, Job, list[str]]]:
    """Each job as the tables hold it, and the elements of an advertisement that stand outside its text."""
    posts = board.rows("SELECT record, job, clauses, board_pay, board_headcount FROM posts ORDER BY record, job")
    for first in range(0, len(posts), _CHUNK):
        chunk = posts[first : first + _CHUNK]
        low, high = chunk[0]["record"], chunk[-1]["record"]
        clauses, facts = (_by_job(board.rows(query, low, high)) for query in (_CLAUSES, _FACTS))
        for post in chunk:
            key = (post["record"], post["job"])
            stated = [_NOT_IN_TABLES, *(["pay"] if post["board_pay"] else []), *(["headcount"] if post["board_headcount"] else [])]
            yield key, _job([_clause(row) for row in clauses.get(key, ())], [_fact(row) for row in facts.get(key, ())]), stated


def _by_job(rows: list[dict[str, Any]]) -> dict[Key, list[dict[str, Any]]]:
    return {key: list(group) for key, group in groupby(rows, key=lambda row: (row["record"], row["job"]))}


def _clause(row: Mapping[str, Any]) -> Clause:
    nothing = {"number": None, "ordinal": None, "level": 1, "parent": None, "label": None, "tags": ()}
    return trusted(Clause, {name: row[name] for name in ("start", "end", "text", "section")} | nothing)


def _fact(row: Mapping[str, Any]) -> BaseRequirement:
    cls = REQUIREMENT_CLASSES[row["type"]]
    return trusted(cls, {name: row.get(name) for name in cls.model_fields})


def _job(clauses: list[Clause], facts: list[BaseRequirement]) -> Job:
    start, end = (clauses[0].start, clauses[-1].end) if clauses else (0, 0)
    return trusted(
        Job,
        {
            "start": start,
            "end": end,
            "title": None,
            "title_span": None,
            "clauses": tuple(clauses),
            "requirements": tuple(facts),
            "headings": (),
            "benefits": (),
            "locations": (),
            "contacts": (),
        },
    )
