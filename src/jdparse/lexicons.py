"""Word lists: read, checked, merged with a user's own and compiled into one multi-pattern matcher.

The lists are TOML files in ``jdparse/lexicon``; a user's file has the same tables and adds to them:

    [[heading]]
    kind = "duties"
    cores = ["你的战场"]

    [[noise]]
    reason = "our_site"
    where = "line"
    phrases = ["返回旧版"]

    [markers]
    bullets = ["❖"]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick_rs

from jdparse.errors import LexiconError
from jdparse.toml_files import LEXICON, read_toml_text, toml_tables

__all__ = ["HeadingWord", "Lexicon", "NoisePhrase", "load_lexicon"]

HEADING_KINDS = frozenset(
    "duties requirements benefits overview facts authority relations career assessment schedule company application other "
    "description content".split()
)
MAIN_KINDS = frozenset(("duties", "requirements", "description", "content"))
STRENGTHS = frozenset(("section", "topic", "pair"))
PLACES = frozenset(("line", "start", "contains", "anywhere", "footer"))
BULLETS = "•·●○◆◇■□▪▫★☆※✓✔√→▶►➢➤❖♦◎✅▲△◾◼⚫・‧∙❤✿"


class HeadingWord(NamedTuple):
    """A heading word: its section kind, strength and whether it counts without a prefix."""

    word: str
    kind: str
    strength: str
    bare: bool


class NoisePhrase(NamedTuple):
    """A phrase that marks noise, the reason to report, and where in a line it must stand."""

    word: str
    reason: str
    where: str


Entry = HeadingWord | NoisePhrase


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The compiled word lists."""

    entries: tuple[Entry, ...]
    words: dict[str, Entry]
    modifiers: frozenset[str]
    modifier_ends: frozenset[str]  # their last characters
    roles: tuple[str, ...]
    roles_by_end: dict[str, tuple[str, ...]]  # the roles by their last character
    role_endings: frozenset[str]
    titling: frozenset[int]  # entries that may follow a post's name: 收银员岗位职责
    not_posts: tuple[str, ...]
    fields: frozenset[str]  # of work, which are posts only in a title
    collection_words: tuple[str, ...]
    bullets: str
    chapters: tuple[tuple[str, str], ...]  # words that tell what a numbered line is about, each with a section kind
    noisy: frozenset[int]  # entries that are noise phrases
    facts: frozenset[int]  # entries that label facts
    sections: frozenset[int]  # entries that open a section wherever they stand
    main: frozenset[int]  # those of them that name duties, requirements or what may hold both
    matcher: ahocorasick_rs.AhoCorasick

    def hits(self, text: str) -> list[tuple[int, int, int]]:
        """(entry index, start, end) of every word, leftmost and longest first."""
        found: list[tuple[int, int, int]] = self.matcher.find_matches_as_indexes(text)
        return self._after_directors(text, found) if "主任职" in text else found

    def _after_directors(self, text: str, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The words, read anew where one begins in the middle of 主任: 护理部主任职责 holds 职责, not 任职."""
        mended: list[tuple[int, int, int]] = []
        for hit in found:
            _, start, end = hit
            if text.startswith("主任职", start - 1) and start:
                begin = start + 1
                hit = next((m for m in self.matcher.find_matches_as_indexes(text[begin : end + 8]) if m[1] == 0), (0, 0, 0))
                hit = (hit[0], hit[1] + begin, hit[2] + begin)
            if hit[1] < hit[2] and (not mended or hit[1] >= mended[-1][2]):
                mended.append(hit)
        return mended

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a Lexicon is rebuilt from its files, not pickled: pickle the Parser")


def _read(path: Any, name: str) -> dict[str, Any]:
    try:
        return toml_tables(read_toml_text(path))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError("JD301", f"{name}: not valid TOML: {error}. Mend that line, or check the file with any TOML checker.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError("JD302", f"{name}: cannot be read as UTF-8 text: {error}. Give the path of a UTF-8 TOML file.") from error


def _strings(table: dict[str, Any], key: str, where: str, default: list[str] | None = None) -> list[str]:
    value = table.get(key, default)
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        raise LexiconError("JD303", f"{where}: {key} must be a list of at least one string, not {value!r:.80}.")
    if not all(value) and key != "prefixes":
        raise LexiconError("JD303", f"{where}: {key} holds an empty string, which stands everywhere. Remove it.")
    return value


def _tables(data: dict[str, Any], key: str, name: str) -> list[dict[str, Any]]:
    """The tables [[key]] of a file."""
    tables = data.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise LexiconError("JD306", f"{name}: {key} must be tables. Write [[{key}]] and its keys below it.")
    return tables


def _choice(table: dict[str, Any], key: str, where: str, allowed: frozenset[str], default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or value not in allowed:
        raise LexiconError("JD304", f"{where}: {key} is {value!r}; allowed are {', '.join(sorted(allowed))}.")
    return str(value)


def _headings(data: dict[str, Any], name: str) -> list[HeadingWord]:
    words: list[HeadingWord] = []
    for number, group in enumerate(_tables(data, "heading", name), 1):
        where = f"{name}, [[heading]] number {number}"
        kind = _choice(group, "kind", where, HEADING_KINDS)
        strength = _choice(group, "strength", where, STRENGTHS, "section")
        for core in _strings(group, "cores", where):
            prefixed = [prefix + core for prefix in _strings(group, "prefixes", where, [""])]
            words += [HeadingWord(word, kind, strength, bool(group.get("bare", False)) or len(word) <= 2) for word in prefixed]
    return words


def _noise(data: dict[str, Any], name: str) -> list[NoisePhrase]:
    words: list[NoisePhrase] = []
    for number, group in enumerate(_tables(data, "noise", name), 1):
        where = f"{name}, [[noise]] number {number}"
        place = _choice(group, "where", where, PLACES, "line")
        reason = str(group.get("reason", "lexicon"))
        words.extend(NoisePhrase(phrase, reason, place) for phrase in _strings(group, "phrases", where))
    return words


def _bullets(data: dict[str, Any], name: str) -> str:
    table = data.get("markers", {})
    if not isinstance(table, dict):
        raise LexiconError("JD306", f"{name}: markers must be a table. Write [markers] and its keys below it.")
    marks = _strings(table, "bullets", f"{name}, [markers]") if table else []
    for mark in marks:
        if len(mark) != 1 or mark.isalnum() or mark.isspace():
            raise LexiconError("JD305", f"{name}, [markers]: bullet {mark!r} must be one character that is no letter, digit or space.")
    return "".join(marks)


@cache
def load_lexicon(own: str | Path | None = None) -> Lexicon:
    """The built-in lists, with those of the TOML file ``own`` added; a word given twice takes its last meaning.

    Raises LexiconError naming file, table, key and what is allowed.

    >>> load_lexicon().bullets[0]
    '•'
    """
    data = {name: _read(LEXICON / name, name) for name in ("headings.toml", "noise.toml", "titles.toml")}
    mine = _read(Path(own), str(own)) if own is not None else {}
    unknown = mine.keys() - {"heading", "noise", "markers"}
    if unknown:
        raise LexiconError("JD306", f"{own}: unknown table {min(unknown)!r}; allowed are heading, noise and markers.")
    entries: dict[str, Entry] = {}
    for heading in _headings(data["headings.toml"], "headings.toml"):
        entries.setdefault(heading.word, heading)  # the first group that names a word wins: groups stand in order of strength
    later: list[Entry] = [*_noise(data["noise.toml"], "noise.toml"), *_headings(mine, str(own)), *_noise(mine, str(own))]
    entries.update((entry.word, entry) for entry in later)
    titles = data["titles.toml"]
    words = tuple(entries.values())
    sections = {i: entry for i, entry in enumerate(words) if isinstance(entry, HeadingWord) and entry.strength == "section"}
    return Lexicon(
        entries=words,
        words=entries,
        modifiers=frozenset(data["headings.toml"]["modifiers"]),
        modifier_ends=frozenset(word[-1] for word in data["headings.toml"]["modifiers"]),
        roles=tuple(titles["roles"]),
        roles_by_end={last: tuple(role for role in titles["roles"] if role[-1] == last) for last in {role[-1] for role in titles["roles"]}},
        role_endings=frozenset(titles["role_endings"]),
        titling=frozenset(
            i
            for i, entry in enumerate(words)
            if isinstance(entry, HeadingWord)
            and entry.kind in ("duties", "description", "requirements", "content")
            and any(word in entry.word for word in titles["words"])
        ),
        not_posts=tuple(titles["not_posts"]),
        fields=frozenset(titles["fields"]),
        collection_words=tuple(titles["collection"]["words"]),
        bullets=BULLETS + _bullets(mine, str(own)),
        chapters=tuple((word, group["kind"]) for group in data["headings.toml"]["chapter"] for word in group["words"]),
        noisy=frozenset(i for i, entry in enumerate(words) if isinstance(entry, NoisePhrase)),
        facts=frozenset(
            i for i, entry in enumerate(words) if isinstance(entry, HeadingWord) and entry.strength == "pair" and entry.kind == "facts"
        ),
        sections=frozenset(sections),
        main=frozenset(i for i, entry in sections.items() if entry.kind in MAIN_KINDS),
        matcher=ahocorasick_rs.AhoCorasick(
            [entry.word for entry in words],
            matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST,
            # a tenth of the automaton's usual size: faster in practice, as it stays in the processor's cache
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        ),
    )
