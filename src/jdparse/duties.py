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
        self._names = {label: known[label].name for label in self._tagger.labels if label in known}
        if not self._names:
            raise ModelError(
                "JD411",
                f"none of the {len(self._tagger.labels)} categories of the model ({model or 'built-in'}) is in the taxonomy "
                f"({taxonomy or 'built-in'}), which has {', '.join(known.ids[:5])} …. Give a model trained for this taxonomy.",
            )

    def tag_many(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> list[tuple[tuple[str, str, float], ...]]:
        """(id, name, score) of the categories of each text, the best first; those that the taxonomy does not hold are left out."""
        names = self._names
        return [
            tuple([(label, names[label], score) for label, score in found if label in names])
            for found in self._tagger.tag_many(texts, contexts)
        ]


@cache
def duty_tagger(taxonomy: str | Path | None = None, model: str | Path | None = None) -> DutyTagger:
    """The tagger for a taxonomy and a model, the built-in ones by default; read once."""
    return DutyTagger(str(taxonomy) if taxonomy is not None else None, str(model) if model is not None else None)
