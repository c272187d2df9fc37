"""Requirements of one's own in a spaCy pipeline, by ``Matcher`` patterns over tokens.

    nlp.get_pipe("jdparse").add_patterns([
        {"type": "certificate", "values": {"name": "焊工证"}, "pattern": [{"TEXT": "焊工"}, {"TEXT": "证"}]},
        {"type": "skill", "values": {"proficiency": None}, "pattern": [{"LOWER": {"IN": ["plc", "dcs"]}}]},
    ])

``type`` is one of the requirement types of ``jdparse.schema``, ``values`` its fields; ``name`` is the matched text where
it is left out, ``modality`` is ``required``. A match counts inside a clause; it becomes a requirement of that clause
with the rule ``matcher.TYPE``, in ``doc._.jd`` and in ``doc.spans["requirements"]``. Of overlapping matches of a type
the longest counts. The patterns are saved with the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pydantic import ValidationError
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from jdparse.errors import LexiconError
from jdparse.schema import REQUIREMENT_CLASSES, BaseRequirement, Document, Job

__all__ = ["PatternMatcher"]

KEYS = frozenset({"type", "values", "pattern"})


class PatternMatcher:
    """Patterns with the requirement that each stands for; ``rows`` are the patterns as they were given."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.reset(())

    def reset(self, rows: Iterable[dict[str, Any]]) -> None:
        """Forget all patterns and take these."""
        self.rows: list[dict[str, Any]] = []
        self.matcher = Matcher(self.vocab, validate=True)
        self.add(rows)

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        """Add patterns. Raises ``LexiconError`` (JD331 to JD333) that names the pattern, the key and what is allowed."""
        for row in rows:
            number = len(self.rows)
            where = f"pattern {number + 1}"
            if set(row) - KEYS or not {"type", "pattern"} <= set(row):
                raise LexiconError(
                    "JD331", f"{where}: keys are {sorted(row)}; it takes type and pattern, and values if the type has fields."
                )
            if row["type"] not in REQUIREMENT_CLASSES:
                raise LexiconError("JD332", f"{where}: type is {row['type']!r}; allowed are {', '.join(REQUIREMENT_CLASSES)}.")
            try:
                _requirement(row, 0, 1, "x", 0)
                self.matcher.add(str(number), [row["pattern"]])
            except (ValidationError, ValueError) as error:
                raise LexiconError(
                    "JD333", f"{where}: {error}. Mend the values or the token pattern; see jdparse.spacy_patterns."
                ) from error
            self.rows.append(row)

    def extend(self, doc: Doc, parsed: Document) -> Document:
        """The document with a requirement for every match that lies in a clause."""
        if not self.rows:
            return parsed
        matches = self.matcher(doc, as_spans=True)
        matches.sort(key=lambda span: self._type(span))
        best = [span for _, same in groupby(matches, key=self._type) for span in filter_spans(same)]
        jobs = tuple(self._extended(job, best) for job in parsed.jobs)
        return parsed.model_copy(update={"jobs": jobs})

    def _type(self, span: Span) -> str:
        return str(self.rows[int(span.label_)]["type"])

    def _extended(self, job: Job, matches: list[Span]) -> Job:
        found = [
            _requirement(self.rows[int(span.label_)], span.start_char, span.end_char, span.text, index)
            for index, clause in enumerate(job.clauses)
            for span in matches
            if clause.start <= span.start_char and span.end_char <= clause.end
        ]
        if not found:
            return job
        return job.model_copy(update={"requirements": tuple(sorted((*job.requirements, *found), key=lambda r: (r.start, r.end)))})


def _requirement(row: dict[str, Any], start: int, end: int, text: str, clause: int) -> BaseRequirement:
    """The typed object of a match."""
    cls = REQUIREMENT_CLASSES[row["type"]]
    values: dict[str, Any] = {"modality": "required", **row.get("values", {})}
    if "name" in cls.model_fields:
        values.setdefault("name", text)
    return cls(start=start, end=end, text=text, clause=clause, rule=f"matcher.{row['type']}", **values)
