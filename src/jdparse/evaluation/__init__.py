"""How right a parse is, measured on annotated texts: what ``jdparse evaluate`` prints and the tests of this project hold to floors."""

from __future__ import annotations

from jdparse.evaluation.score import Counts, Scores, Share, evaluate, plain_result
from jdparse.evaluation.sources import read_gold
from jdparse.evaluation.spans import body, title_key

__all__ = ["Counts", "Scores", "Share", "body", "evaluate", "plain_result", "read_gold", "title_key"]
