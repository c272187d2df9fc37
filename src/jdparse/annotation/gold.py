"""Annotated text as the JSON that the scorer of this project reads."""

from __future__ import annotations

import hashlib
from typing import Any

from jdparse.annotation.marks import Annotated

__all__ = ["to_gold"]


def to_gold(annotated: Annotated) -> dict[str, Any]:
    """Plain data: ``sha256`` and ``length`` of the text, ``jobs``, ``headings``, ``clauses``, ``requirements``, ``noise``.

    Offsets count code points of the text; ``label`` is a pair of offsets or None; a requirement holds its values flat.
    The scorer looks at section, level, tags, job of the clauses, the titles of the jobs, and the requirements.

    >>> from jdparse.annotation import parse_inline
    >>> gold = to_gold(parse_inline("<title>出纳</title><clause section=requirements>有<certificate>会计证</certificate></clause>"))
    >>> gold["jobs"], gold["requirements"]
    ([{'title': '出纳', 'start': 0}], [{'type': 'certificate', 'start': 3, 'end': 6, 'modality': 'required', 'job': 0, 'name': '会计证'}])
    """
    text = annotated.text
    return {
        "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "length": len(text),
        "jobs": [{"title": job.title, "start": job.start} for job in annotated.jobs],
        "headings": [{"start": h.start, "end": h.end, "section": h.section, "job": h.job} for h in annotated.headings],
        "clauses": [
            {
                "start": clause.start,
                "end": clause.end,
                "number": clause.number,
                "level": clause.level,
                "section": clause.section,
                "label": list(clause.label) if clause.label else None,
                "tags": list(clause.tags),
                "job": clause.job,
            }
            for clause in annotated.clauses
        ],
        "requirements": [
            {"type": mark.type, "start": mark.start, "end": mark.end, "modality": mark.modality, "job": mark.job}
            | {name: list(value) if isinstance(value, tuple) else value for name, value in mark.values.items()}
            for mark in annotated.requirements
        ],
        "noise": [{"start": mark.start, "end": mark.end} for mark in annotated.noise],
    }
