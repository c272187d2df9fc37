"""Annotated text: the inline format that people write, the gold format, and exchange with annotation tools.

The readers and writers of the tools are modules of their own: ``doccano``, ``label_studio``, ``prodigy``, ``docbin``.
"""

from __future__ import annotations

from jdparse.annotation.files import TaggedClause, read_clauses, read_posting
from jdparse.annotation.gold import to_gold
from jdparse.annotation.inline import parse_inline, untagged
from jdparse.annotation.marks import Annotated, ClauseMark, HeadingMark, JobMark, NoiseMark, RequirementMark
from jdparse.annotation.records import LabelledSpan, Record, from_record, restore_newlines, to_record, unix_newlines

__all__ = [
    "Annotated",
    "ClauseMark",
    "HeadingMark",
    "JobMark",
    "LabelledSpan",
    "NoiseMark",
    "Record",
    "RequirementMark",
    "TaggedClause",
    "from_record",
    "parse_inline",
    "read_clauses",
    "read_posting",
    "restore_newlines",
    "to_gold",
    "to_record",
    "unix_newlines",
    "untagged",
]
