"""The duty taxonomy as data: load it, check it, list it.

The categories that duty clauses carry live in ``lexicon/taxonomy.toml``; a file of one's own in the same form replaces
it. The category ids are the stable keys, the Chinese names are what people see.

>>> taxonomy = load()
>>> len(taxonomy.groups), len(taxonomy.categories)
(9, 46)
>>> taxonomy["performance"].name, taxonomy["绩效"].id
('绩效', 'performance')
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jdparse.errors import LexiconError
from jdparse.patterns import regex
from jdparse.toml_files import LEXICON, builtin, read_toml_text, toml_tables

__all__ = ["Category", "Exclusion", "Group", "Problem", "Taxonomy", "check", "load"]

BUILTIN = LEXICON / "taxonomy.toml"
ID = regex(r"[a-z][a-z0-9_]{0,39}")
GWA_ID = regex(r"4\.A\.[1-4]\.[a-c]\.[1-8]")
TABLE = regex(r"\s*\[\[?\s*([A-Za-z0-9_.-]{1,60})\s*\]\]?\s*(?:#.*)?$")
KEY = regex(r"\s*([A-Za-z0-9_-]{1,60})\s*=")
TOP_KEYS: dict[str, type] = {"version": str, "onet": dict, "group": list, "category": list}
GROUP_KEYS: dict[str, type] = {"id": str, "name": str, "definition": str}
CATEGORY_KEYS: dict[str, type] = {"id": str, "name": str, "group": str, "definition": str, "includes": list, "excludes": list, "gwa": list}
REQUIRED = {"group": ("id", "name"), "category": ("id", "name", "group", "definition")}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What looks like a category but belongs elsewhere: ``what`` in words, ``see`` the ids of the right categories."""

    what: str
    see: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The upper level of the taxonomy."""

    id: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Category:
    """One duty category.

    ``includes`` are typical activities in the words of postings; ``gwa`` the ids of the generalized work activities of
    the O*NET database that come nearest (see ``Taxonomy.attribution``).
    """

    id: str
    name: str
    group: str
    definition: str
    includes: tuple[str, ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    gwa: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """Groups and categories in the order of their file; indexed by id or by name."""

    version: str
    groups: tuple[Group, ...]
    categories: tuple[Category, ...]
    attribution: str = field(default="", repr=False)

    @cached_property
    def _index(self) -> dict[str, Category]:
        return {key: c for c in self.categories for key in (c.name, c.id)}

    def __getitem__(self, key: str) -> Category:
        """The category of that id or name; ``KeyError`` if there is none."""
        return self._index[key]

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def __iter__(self) -> Iterator[Category]:
        return iter(self.categories)

    def __len__(self) -> int:
        return len(self.categories)

    @property
    def ids(self) -> tuple[str, ...]:
        """The category ids, in order."""
        return tuple(c.id for c in self.categories)

    def of_group(self, group: str) -> tuple[Category, ...]:
        """The categories of the group with that id, in order.

        >>> [c.name for c in load().of_group("safety_environment")]
        ['安全保卫', '环境卫生']
        """
        return tuple(c for c in self.categories if c.group == group)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a taxonomy file: the line, the key, what is wrong and what to do."""

    line: int | None
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line else ""
        return f"{place}{self.key}: {self.what} {self.remedy}"


def load(path: str | Path | None = None) -> Taxonomy:
    """The taxonomy of a TOML file; without a path the built-in one.

    Raises ``LexiconError``: JD311 the file cannot be read, JD312 it is not TOML, JD313 it is TOML but no taxonomy. The
    message names line, key and remedy of the first problem; ``check`` returns them all.
    """
    return _builtin() if path is None else _load(Path(path))


def check(path: str | Path) -> tuple[Problem, ...]:
    """Everything wrong with a taxonomy file, in the order of its lines; empty if it is sound.

    >>> check(BUILTIN)
    ()
    """
    text = _read(Path(path))
    try:
        data = toml_tables(text)
    except tomllib.TOMLDecodeError as error:
        return (_syntax(error),)
    lines = _lines(text)
    return tuple(sorted(_problems(data, lines), key=lambda p: p.line or 0))


@cache
def _builtin() -> Taxonomy:
    return _made(builtin("taxonomy"))  # sound: its check is a test


def _load(path: Path) -> Taxonomy:
    text = _read(path)
    try:
        data = toml_tables(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError("JD312", f"{path.name}, {_syntax(error)}") from error
    problems = sorted(_problems(data, _lines(text)), key=lambda p: p.line or 0)
    if problems:
        more = f" ({len(problems) - 1} more: jdparse.taxonomy.check lists them.)" if len(problems) > 1 else ""
        raise LexiconError("JD313", f"{path.name}, {problems[0]}{more}")
    return _made(data)


def _made(data: dict[str, Any]) -> Taxonomy:
    """The taxonomy of a table without problems."""
    return Taxonomy(
        version=data["version"],
        groups=tuple(Group(g["id"], g["name"], g.get("definition", "")) for g in data["group"]),
        categories=tuple(_category(c) for c in data["category"]),
        attribution=data.get("onet", {}).get("attribution", ""),
    )


def _category(row: dict[str, Any]) -> Category:
    return Category(
        id=row["id"],
        name=row["name"],
        group=row["group"],
        definition=row["definition"],
        includes=tuple(row.get("includes", ())),
        excludes=tuple(Exclusion(e["what"], tuple(e["see"])) for e in row.get("excludes", ())),
        gwa=tuple(row.get("gwa", ())),
    )


def _read(path: Path) -> str:
    try:
        return read_toml_text(path)
    except FileNotFoundError as error:
        raise LexiconError("JD311", f"{path}: no such file. Give the path of a taxonomy in TOML, or None for the built-in one.") from error
    except UnicodeDecodeError as error:
        raise LexiconError("JD311", f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    except OSError as error:
        raise LexiconError("JD311", f"{path}: {error.strerror}. Give the path of a readable file.") from error


def _syntax(error: tomllib.TOMLDecodeError) -> Problem:
    """The parser's complaint as a problem; tomllib puts the place at the end of its message."""
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    what = message[: place.start()] if place else message
    return Problem(
        int(place[1]) if place and place[1] else None, "TOML syntax", f"{what}.", "Correct the line; strings stand in double quotes."
    )


def _lines(text: str) -> dict[tuple[str, int, str], int]:
    """(table, its index, key) -> line, the table's own line under the key ``""``; multi-line strings are passed over."""
    found: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    table, inside = "", False
    for number, line in enumerate(text.splitlines(), 1):
        was_inside = inside
        if line.count('"""') % 2 or line.count("'''") % 2:
            inside = not inside
        if was_inside:
            continue
        if header := TABLE.match(line):
            table = header[1]
            counts[table] = counts.get(table, -1) + 1
            found[table, counts[table], ""] = number
        elif key := KEY.match(line):
            found.setdefault((table, counts.get(table, 0), key[1]), number)
    return found


def _problems(data: dict[str, Any], lines: dict[tuple[str, int, str], int]) -> Iterator[Problem]:
    for key, value in data.items():
        if key not in TOP_KEYS:
            yield Problem(lines.get(("", 0, key)) or lines.get((key, 0, "")), key, "unknown key.", f"Allowed: {', '.join(TOP_KEYS)}.")
        elif not isinstance(value, TOP_KEYS[key]):
            yield Problem(
                lines.get(("", 0, key)) or lines.get((key, 0, "")), key, f"must be a {TOP_KEYS[key].__name__}.", f"Write {_form(key)}."
            )
    for key in ("version", "group", "category"):
        if key not in data:
            yield Problem(None, key, "missing.", f"Add {_form(key)}.")
    groups, categories = _listed(data, "group"), _listed(data, "category")
    yield from _rows("group", groups, GROUP_KEYS, lines)
    yield from _rows("category", categories, CATEGORY_KEYS, lines)
    group_ids, ids = ({r["id"] for r in rows if isinstance(r, dict) and isinstance(r.get("id"), str)} for rows in (groups, categories))
    for i, row in enumerate(categories):
        if isinstance(row, dict):
            yield from _links(i, row, group_ids, ids, lines)


def _listed(row: dict[str, Any], key: str) -> list[Any]:
    """The list under the key; nothing where it is missing or, as told elsewhere, no list."""
    value = row.get(key)
    return value if isinstance(value, list) else []


def _form(key: str) -> str:
    return {"version": 'version = "1.0"', "onet": "an [onet] table"}.get(key, f"at least one [[{key}]] table")


def _rows(table: str, rows: list[Any], keys: dict[str, type], lines: dict[tuple[str, int, str], int]) -> Iterator[Problem]:
    """Keys, types, form and uniqueness of the rows of one table."""
    seen: dict[str, int | None] = {}
    for i, row in enumerate(rows):
        at = lines.get((table, i, ""))
        if not isinstance(row, dict):
            yield Problem(at, table, "must be a table.", f"Write [[{table}]] and its keys below it.")
            continue
        for key in REQUIRED[table]:
            if not row.get(key):
                yield Problem(lines.get((table, i, key), at), f"{table}.{key}", "missing or empty.", f'Add {key} = "…".')
        for key, value in row.items():
            line = lines.get((table, i, key), at)
            if key not in keys:
                yield Problem(line, f"{table}.{key}", "unknown key.", f"Allowed: {', '.join(keys)}.")
            elif not isinstance(value, keys[key]):
                yield Problem(line, f"{table}.{key}", f"must be a {keys[key].__name__}.", "See the built-in taxonomy for the form.")
            elif isinstance(value, str) and key in ("id", "name"):
                if key == "id" and value and not ID.fullmatch(value):
                    yield Problem(
                        line, f"{table}.id", f'"{value}" is no id.', "Use small letters, digits and _, at most 40, a letter first."
                    )
                if value in seen:
                    yield Problem(line, f"{table}.{key}", f'"{value}" stands already on line {seen[value]}.', "Remove or rename one.")
                seen[value] = line


def _links(i: int, row: dict[str, Any], groups: set[Any], ids: set[Any], lines: dict[tuple[str, int, str], int]) -> Iterator[Problem]:
    """Whether what a category refers to exists."""

    def at(key: str) -> int | None:
        return lines.get(("category", i, key), lines.get(("category", i, "")))

    if isinstance(row.get("group"), str) and row["group"] not in groups:
        yield Problem(at("group"), "category.group", f'no group "{row["group"]}".', f"Allowed: {', '.join(sorted(map(str, groups)))}.")
    for word in _listed(row, "includes"):
        if not isinstance(word, str) or not word:
            yield Problem(at("includes"), "category.includes", f"{word!r} is no phrase.", 'Write includes = ["…", "…"].')
    for entry in _listed(row, "excludes"):
        if not isinstance(entry, dict) or set(entry) != {"what", "see"} or not isinstance(entry["see"], list):
            yield Problem(
                at("excludes"), "category.excludes", f"{entry!r} is not of the form.", 'Write { what = "…", see = ["category_id"] }.'
            )
            continue
        for see in entry["see"]:
            if not isinstance(see, str) or see not in ids:
                yield Problem(at("excludes"), "category.excludes.see", f'no category "{see}".', "Name the id of a category of this file.")
    for gwa in _listed(row, "gwa"):
        if not isinstance(gwa, str) or not GWA_ID.fullmatch(gwa):
            yield Problem(at("gwa"), "category.gwa", f"{gwa!r} is no work-activity id.", "Write ids such as 4.A.4.b.3.")
