"""The ads that a reader of the report can search and open: an even sample of the board, in little room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jdparse.report.board import Board
from jdparse.report.notices import Key

__all__ = ["ads", "keys"]

MOST = 1000
"""Ads in the page."""
CHARACTERS = 500_000
"""Characters of all clauses in the page, about 1.5 MB: with longer ads there are fewer of them."""
LONGEST = 6000
"""Characters of one ad; what follows is left out, and the page says so."""


def keys(board: Board, most: int = MOST) -> list[Key]:
    """Every n-th job of the board, so many as fit, in the order of the input.

    Which they are depends on the tables alone: the same batch gives the same sample.
    """
    sizes = board.rows(
        "SELECT p.record, p.job, coalesce(sum(least(length(c.text), ?)), 0)::BIGINT AS size FROM posts AS p "
        "LEFT JOIN clauses AS c USING (record, job) GROUP BY p.record, p.job ORDER BY p.record, p.job",
        LONGEST,
    )
    total = sum(min(row["size"], LONGEST) for row in sizes)
    fitting = len(sizes) if total <= CHARACTERS else CHARACTERS * len(sizes) // total
    wanted = max(0, min(most, len(sizes), fitting))
    return [(row["record"], row["job"]) for row in (sizes[number * len(sizes) // wanted] for number in range(wanted))]


def ads(board: Board, wanted: Sequence[Key], kinds: Mapping[str, int], notices: Mapping[Key, tuple[str, ...]]) -> list[dict[str, Any]]:
    """The ads as the page's script reads them; ``kinds`` numbers the requirement types.

    ``c`` holds the clauses: section, level, number, text, categories, and marks (start, end and kind, offsets into the text).
    """
    if not wanted:
        return []
    board.rows("CREATE OR REPLACE TEMP TABLE wanted (record BIGINT, job INTEGER)")
    values = ", ".join(f"({int(record)}, {int(job)})" for record, job in wanted)
    board.rows(f"INSERT INTO wanted VALUES {values}")  # noqa: S608  whole numbers
    posts = board.rows("SELECT p.* FROM posts AS p JOIN wanted USING (record, job) ORDER BY p.record, p.job")
    tags = _grouped(board, "SELECT t.record, t.job, t.clause, t.name FROM tags AS t JOIN wanted USING (record, job) ORDER BY ALL")
    facts = _grouped(
        board,
        'SELECT r.record, r.job, r.clause, r.type, r.start, r."end", r.text, r.requirement '
        "FROM requirements AS r JOIN wanted USING (record, job) ORDER BY r.record, r.job, r.requirement",
    )
    clauses = _grouped(
        board,
        'SELECT c.record, c.job, c.clause, c.start, c."end", c.text, c.number, c.level, c.section '
        "FROM clauses AS c JOIN wanted USING (record, job) ORDER BY c.record, c.job, c.clause",
    )
    made = []
    for post in posts:
        key = (post["record"], post["job"])
        shown, cut = _clauses(clauses.get(key, []), tags.get(key, []), facts.get(key, []), kinds)
        made.append(
            {
                "r": post["record"],
                "i": post["id"],
                "t": post["post"],
                "b": post["board"],
                "e": post["level"],
                "y": post["years"],
                "l": post["low"],
                "h": post["high"],
                "n": list(notices.get(key, ())),
                "c": shown,
                **({"x": 1} if cut else {}),
            }
        )
    return made


def _grouped(board: Board, query: str) -> dict[Key, list[dict[str, Any]]]:
    found: dict[Key, list[dict[str, Any]]] = {}
    for row in board.stream(query):
        found.setdefault((row["record"], row["job"]), []).append(row)
    return found


def _clauses(
    clauses: Sequence[Mapping[str, Any]],
    tags: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
    kinds: Mapping[str, int],
) -> tuple[list[list[Any]], bool]:
    """The clauses of an ad, and whether some were left out."""
    shown: list[list[Any]] = []
    room = LONGEST
    for clause in clauses:
        if room <= 0:
            return shown, True
        number, text = clause["clause"], clause["text"][:room]
        room -= len(text)
        names = [tag["name"] for tag in tags if tag["clause"] == number]
        marks = [mark for fact in facts if fact["clause"] == number and (mark := _mark(clause, fact, kinds)) and mark[1] <= len(text)]
        shown.append([clause["section"], clause["level"], clause["number"] or "", text, names, marks])
    return shown, room <= 0 and len(clauses[-1]["text"]) > len(shown[-1][3])


def _mark(clause: Mapping[str, Any], fact: Mapping[str, Any], kinds: Mapping[str, int]) -> list[int] | None:
    """Where a fact stands in the cleaned text of its clause: by its offsets where nothing was cleaned away, else by its words."""
    start = fact["start"] - clause["start"]
    if clause["text"][start : start + len(fact["text"])] != fact["text"] or start < 0:
        start = clause["text"].find(fact["text"])
    return [start, start + len(fact["text"]), kinds[fact["type"]]] if start >= 0 and fact["text"] else None
