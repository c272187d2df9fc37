"""Which column of a table holds what: as the user says, else by the names that boards use, else by the look of the values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from jdparse.arrow import BOARD_COLUMNS
from jdparse.batch.inputs import Table
from jdparse.errors import BatchError
from jdparse.patterns import regex
from jdparse.wordlists import load

__all__ = ["ROLES", "choose"]

ROLES = ("text", "title", "id", *BOARD_COLUMNS)
_HAN = regex("[\u4e00-\u9fff]")
_TEXT_LENGTH = 40  # mean number of Chinese characters from which an unnamed column is taken for the text


@cache
def _names() -> dict[str, list[str]]:
    return {role: [_folded(name) for name in load("batch_columns")["names"][role]] for role in ROLES}


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name).lower()


def choose(table: Table, named: Mapping[str, str | None]) -> tuple[dict[str, str], list[str]]:
    """The column of each role that the table has, and a message for each that was not named by the user.

    ``named`` maps roles to columns; ``-`` leaves a role out.

    Raises:
        BatchError: JD502, a named column is missing, or no column looks like the text.
    """
    chosen: dict[str, str] = {}
    notes: list[str] = []
    for role, column in named.items():
        if column is None or column == "-":
            continue
        if column not in table.names:
            raise BatchError("JD502", f"{table.path}: there is no column {column!r} (--{role}). It has: {', '.join(table.names)}.")
        chosen[role] = column
    folded = {_folded(name): name for name in reversed(table.names)}
    for role in ROLES:
        if named.get(role) is None:
            column = next((folded[name] for name in _names()[role] if name in folded and folded[name] not in chosen.values()), None)
            if column is None and role == "text":
                column = _longest(table, set(chosen.values()))
            if column is not None:
                chosen[role] = column
                notes.append(f"--{role} {column}")
    if "text" not in chosen:
        raise BatchError(
            "JD502", f"{table.path}: no column looks like the text of an ad. Name it: --text COLUMN, one of {', '.join(table.names)}."
        )
    return chosen, notes


def _longest(table: Table, taken: set[str]) -> str | None:
    """The column with the longest Chinese values, where they are long enough for an ad."""
    means = {
        name: sum(len(_HAN.findall(value)) for value in values) / max(1, len(values))
        for name, values in table.sample().items()
        if name not in taken
    }
    best = max(means, key=lambda name: means[name], default=None)
    return best if best is not None and means[best] >= _TEXT_LENGTH else None
