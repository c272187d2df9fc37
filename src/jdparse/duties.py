"""Duty clauses → categories of a taxonomy (guideline section 4): the tagger's ids with the taxonomy's names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jdparse.errors import ModelError
from jdparse.tagger import Tagger
from jdparse.taxonomy import load as load_taxonomy

__all__ = ["DutyTagger", "duty_tagger"]


class DutyTagger:
    """A tagger and the taxonomy whose categories it gives."""

    def __init__(self, taxonomy: str | None, model: str | None) -> None:
        known = load_taxonomy(taxonomy)
        self._tagger = Tagger.load(model)
        self._named = [(label, known[label].name) if label in known else None for label in self._tagger.labels]
        if not any(self._named):
            raise ModelError(
                "JD411",
                f"none of the {len(self._tagger.labels)} categories of the model ({model or 'built-in'}) is in the taxonomy "
                f"({taxonomy or 'built-in'}), which has {', '.join(known.ids[:5])} …. Give a model trained for this taxonomy.",
            )

    def tag_many(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> list[list[tuple[str, str, float]]]:
        """(id, name, score) of the categories of each text, the best first; those that the taxonomy does not hold are left out."""
        named = self._named
        return [[(*label, score) for score, at in found if (label := named[at])] for found in self._tagger.find(texts, contexts)]


@cache
def duty_tagger(taxonomy: str | Path | None = None, model: str | Path | None = None) -> DutyTagger:
    """The tagger for a taxonomy and a model, the built-in ones by default; read once."""
    return DutyTagger(str(taxonomy) if taxonomy is not None else None, str(model) if model is not None else None)
