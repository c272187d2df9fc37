"""Benefits that a job ad states, by the closed list of ``lexicon/benefits.toml``: 五险一金, 双休, 包吃住 …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from jdparse.patterns import regex
from jdparse.wordlists import load

__all__ = ["Benefit", "find_benefits"]


class Benefit(NamedTuple):
    """A benefit's canonical name and the place of the words that state it."""

    name: str
    start: int
    end: int


class _Words(NamedTuple):
    automaton: BytesAhoCorasick
    names: tuple[str, ...]
    weak: tuple[bool, ...]


# Sections in which a single word is enough, and sections that speak of the work, the firm or the career of others.
_SURE = frozenset({"benefits", "schedule"})
_SILENT = frozenset({"duties", "authority", "relations", "assessment", "application"})
_DENIALS = ("不", "无", "没有", "未", "非", "不含", "不包含", "不提供", "不用", "无法提供")
# Whoever handles, knows or puts up with the thing does not get it: 熟悉五险一金办理, 年终奖核算, 能接受单休.
_HANDLED = regex(r"适应|接受|服从|熟悉|熟练|了解|精通|掌握|负责|办理流程|核算|发放流程|操作|经验|专员|实务|政策|方案|制定|统计")
_STOPS = regex(r"[，,。；;！!？?\n]")


@cache
def _words() -> _Words:
    names, weak, surfaces = [], [], []
    for name, entry in load("benefits").items():
        for group in ("surfaces", "weak"):
            for surface in entry.get(group, ()):
                names.append(name)
                weak.append(group == "weak")
                surfaces.append(surface)
    automaton = BytesAhoCorasick(
        [surface.encode() for surface in surfaces], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )
    return _Words(automaton, tuple(names), tuple(weak))


def find_benefits(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Benefit]:
    """The benefits stated in ``spans`` of the clean text, each at its first mention, in the order of the text.

    A span is ``(start, end, section)``, the section as in the guideline. Duties state none: who books 年终奖 does not get it.
    Under 福利待遇 and 工作时间 every word counts; in other sections a word such as 培训 or 旅游 counts only beside a benefit in the same
    span that leaves no doubt. Denied benefits (不包吃, 无提成) are not reported.

    >>> text = "五险一金，周末双休，包住不包吃"
    >>> [benefit.name for benefit in find_benefits(text, [(0, len(text), "benefits")])]
    ['五险一金', '双休', '包住']
    """
    words = _words()
    found: dict[str, Benefit] = {}
    for start, end, section in spans:
        if section in _SILENT:
            continue
        hits = list(_hits(words.automaton, text[start:end], start))
        if not hits:
            continue
        sure = section in _SURE
        doubtful = []
        certain = sure
        for index, low, high in hits:
            name = words.names[index]
            if name in found or _denied(text, low, start) or (not sure and _handled(text, low, high, start, end)):
                continue
            if words.weak[index] and not sure:
                doubtful.append(Benefit(name, low, high))
            else:
                certain = True
                found[name] = Benefit(name, low, high)
        if certain:
            for benefit in doubtful:
                found.setdefault(benefit.name, benefit)
    return sorted(found.values(), key=lambda benefit: (benefit.start, benefit.end))


def _hits(automaton: BytesAhoCorasick, text: str, offset: int) -> Iterator[tuple[int, int, int]]:
    """(word, start, end) of the words in a text that begins at ``offset``.

    The search runs over bytes and only hits are counted back to characters, which halves its time; most spans hold none.
    """
    data = text.encode("utf-8", "surrogatepass")
    seen = 0
    for index, low, high in automaton.find_matches_as_indexes(data):
        start = offset + len(data[seen:low].decode("utf-8", "surrogatepass"))
        offset, seen = start + len(data[low:high].decode("utf-8", "surrogatepass")), high
        yield index, start, offset


def _denied(text: str, low: int, floor: int) -> bool:
    return text[max(floor, low - 4) : low].endswith(_DENIALS)


def _handled(text: str, low: int, high: int, floor: int, ceiling: int) -> bool:
    """Whether the comma-part around a word speaks of handling the thing."""
    left, right = max(floor, low - 20), min(ceiling, high + 12)
    return any(
        _STOPS.search(text, match.end(), low) is None and _STOPS.search(text, high, match.start()) is None
        for match in _HANDLED.finditer(text, left, right)
    )
