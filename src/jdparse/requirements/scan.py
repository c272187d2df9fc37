"""Words of an open kind, found in one Aho-Corasick pass over the whole text and handed out clause by clause.

Skills and traits are read by small grammars over such words: the verbs that open a list, the heads that close one, the
stops between. ``demanding_clauses`` says in which clauses such a grammar may run at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from jdparse.patterns import regex
from jdparse.requirements.rule import Page

__all__ = ["Scanner", "Token", "demanding_clauses"]

Token = tuple[int, int, int]
"""Class of the word, start, end."""

_DEMANDING = frozenset({"requirements", "other"})
_MIXED = frozenset({"duties", "overview", "facts"})
_LISTED = regex(
    r"\s?(?:并|且|能|必须|须|需要?|至少)?(?:熟练|熟悉|精通|擅长|熟知|善于|热爱|性格|为人|责任心|吃苦|思维|品行|身体健康|工作(?:认真|积极|细致|主动)|(?:有|具有|具备|拥有)(?!效|责|关|序|偿|权|限|以下|下列)|[\u4e00-\u9fff]{0,3}(?:较强|很强|良好|优秀|出色|扎实|一定)的)"
)

_FIRST = frozenset(" \n并且能必须需至熟精擅善热性为责吃思品身工有具拥")  # what _LISTED may begin with, but for 较强的 and the like
_NEAR = 9  # characters that such words take at most
_ASKED = regex(r"(?:需要?|须|应当?|要求?|必须)(?:具备|具有|有)(?!序|效)")


def demanding_clauses(page: Page) -> list[int]:
    """The indexes of the clauses that may say what the holder must know or be like.

    Duties and overviews do so only where they open like a requirement (``熟悉X``, ``具备良好的…``): 了解 and 管理能力 are daily
    words of duties.
    """
    text, clauses = page
    return [
        index
        for index, (start, end, section, _, _) in enumerate(clauses)
        if section in _DEMANDING or (section in _MIXED and (_opens(text, start, end) or _ASKED.search(text, start, end)))
    ]


def _opens(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words at the start of a clause that make it a requirement; most clauses begin with another letter and hold no 的 near it."""
    near = text[start : start + _NEAR]
    return _LISTED.match(text, start, end) if near[:1] in _FIRST or "的" in near else None


class Scanner:
    """Finds the words of one grammar; where two overlap the first, then the longest counts.

    ``words`` gives each its class; words of class 0 say nothing and only keep others from being found in them.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
        self._classes = list(words.values())

    def clauses(self, page: Page, wanted: Sequence[int]) -> Iterator[tuple[int, list[Token]]]:
        """Each wanted clause: its index and its words in order."""
        text, views = page
        classes, offset = self._classes, views[wanted[0]].start
        found = self._automaton.find_matches_as_indexes(text[offset : views[wanted[-1]].end])
        lows = list(map(_LOW, found))
        stop = 0
        for index in wanted:
            start, end, _, _, _ = views[index]
            first = bisect_left(lows, start - offset, stop)
            stop = bisect_left(lows, end - offset, first)
            tokens = [(kind, low + offset, high + offset) for word, low, high in found[first:stop] if (kind := classes[word])]
            if tokens and tokens[-1][2] > end:
                tokens.pop()
            yield index, tokens


_LOW = itemgetter(1)
