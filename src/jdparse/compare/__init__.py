"""What changed between two runs over the same texts, clause by clause: what ``jdparse diff`` prints."""

from __future__ import annotations

from jdparse.compare.changes import KINDS, Change, changes
from jdparse.compare.outputs import Outcome, Output, open_output
from jdparse.compare.pairs import Difference, difference

__all__ = ["KINDS", "Change", "Difference", "Outcome", "Output", "changes", "difference", "open_output"]
