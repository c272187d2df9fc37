"""Requirements of one's own in a spaCy pipeline, by ``Matcher`` patterns over tokens or by plain text.

    nlp.get_pipe("jdparse").add_patterns([
        {"type": "skill", "pattern": [{"LOWER": {"IN": ["plc", "dcs"]}}]},
        {"type": "certificate", "values": {"modality": "preferred"}, "pattern": "焊工证"},
    ])

``type`` is one of the requirement types of ``jdparse.schema``, ``values`` its fields; ``name`` is the matched text where
it is left out, ``modality`` is ``required``, other fields are None where they may be. A pattern of tokens is one of
spaCy's ``Matcher``; a text matches wherever it stands, also where the tokenizer cuts it otherwise. A match counts inside
a clause; it becomes a requirement of that clause with the rule ``matcher.TYPE``, in ``doc._.jd`` and in
``doc.spans["requirements"]``. Of overlapping matches of a type the longest counts. Patterns are saved with the pipeline.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from jdparse.errors import LexiconError
from jdparse.schema import REQUIREMENT_CLASSES, BaseRequirement, Document, Job

__all__ = ["PatternMatcher"]

KEYS = frozenset({"type", "values", "pattern"})


class Match(NamedTuple):
    """Where a pattern matched, in characters, and which."""

    start: int
    end: int
    row: int


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
                self._requirement(row, 0, 1, "x", 0)
                self._add_pattern(str(number), row["pattern"])
            except (ValidationError, ValueError) as error:
                raise LexiconError("JD333", f"{where}: {error}. Mend the values or the pattern; see jdparse.spacy_patterns.") from error
            self.rows.append(row)

    def _add_pattern(self, key: str, pattern: Any) -> None:
        if pattern == "":
            raise ValueError("an empty text matches nowhere")
        if not isinstance(pattern, str):
            self.matcher.add(key, [pattern])

    def extend(self, doc: Doc, parsed: Document) -> Document:
        """The document with a requirement for every match that lies in a clause."""
        if not self.rows:
            return parsed
        best = list(self._longest(self._matches(doc), len(doc.text)))
        return parsed.model_copy(update={"jobs": tuple(self._extended(doc.text, job, best) for job in parsed.jobs)})

    def _matches(self, doc: Doc) -> Iterator[Match]:
        spans = self.matcher(doc, as_spans=True) if len(self.matcher) else []  # spaCy warns of a matcher without patterns
        for span in spans:
            yield Match(span.start_char, span.end_char, int(span.label_))
        for number, row in enumerate(self.rows):
            if isinstance(row["pattern"], str):
                yield from (Match(*found.span(), number) for found in re.finditer(re.escape(row["pattern"]), doc.text))

    def _longest(self, matches: Iterable[Match], length: int) -> Iterator[Match]:
        """Of overlapping matches of a type the longest, of equally long ones the first."""
        taken: defaultdict[str, bytearray] = defaultdict(lambda: bytearray(length))  # by type: characters that a match holds
        for match in sorted(matches, key=lambda m: (m.start - m.end, m)):
            held = taken[self.rows[match.row]["type"]]
            if not any(held[match.start : match.end]):
                held[match.start : match.end] = b"\1" * (match.end - match.start)
                yield match

    def _extended(self, text: str, job: Job, matches: list[Match]) -> Job:
        found = [
            self._requirement(self.rows[match.row], match.start, match.end, text[match.start : match.end], index)
            for index, clause in enumerate(job.clauses)
            for match in matches
            if clause.start <= match.start and match.end <= clause.end
        ]
        if not found:
            return job
        return job.model_copy(update={"requirements": tuple(sorted((*job.requirements, *found), key=lambda r: (r.start, r.end)))})

    def _requirement(self, row: dict[str, Any], start: int, end: int, text: str, clause: int) -> BaseRequirement:
        """The typed object of a match."""
        cls = REQUIREMENT_CLASSES[row["type"]]
        blank = {name: None for name, field in cls.model_fields.items() if type(None) in getattr(field.annotation, "__args__", ())}
        values = {**blank, "modality": "required", **row.get("values", {})}
        if "name" in cls.model_fields:
            values.setdefault("name", text)
        return cls(start=start, end=end, text=text, clause=clause, rule=f"matcher.{row['type']}", **values)
