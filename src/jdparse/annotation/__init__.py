"""Annotated text: the inline format that people write, the gold format, and exchange with annotation tools."""

from __future__ import annotations

from jdparse.annotation.gold import to_gold
from jdparse.annotation.inline import parse_inline, untagged
from jdparse.annotation.marks import Annotated, ClauseMark, HeadingMark, JobMark, NoiseMark, RequirementMark

__all__ = [
    "Annotated",
    "ClauseMark",
    "HeadingMark",
    "JobMark",
    "NoiseMark",
    "RequirementMark",
    "parse_inline",
    "to_gold",
    "untagged",
]
