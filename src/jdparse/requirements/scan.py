"""Words of an open kind, found in one Aho-Corasick pass over the whole text and handed out clause by clause.

Skills and traits are read by small grammars over such words: the verbs that open a list, the heads that close one, the
stops between. ``states_demands`` says in which clauses such a grammar may run at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from jdparse.patterns import regex
from jdparse.requirements.rule import ClauseView, Page

__all__ = ["Scanner", "Token", "states_demands"]

Token = tuple[int, int, int]
"""Number of the word in the scanner's list (``classes`` gives its class), start, end."""

_DEMANDING = frozenset({"requirements", "other"})
_MIXED = frozenset({"duties", "overview", "facts"})
_LISTED = regex(
    r"\s?(?:并|且|能|必须|须|需要?|至少)?(?:熟练|熟悉|精通|擅长|熟知|善于|热爱|性格|为人|责任心|吃苦|思维|品行|身体健康|工作(?:认真|积极|细致|主动)|(?:有|具有|具备|拥有)(?!效|责|关|序|偿|权|限|以下|下列)|[\u4e00-\u9fff]{0,3}(?:较强|很强|良好|优秀|出色|扎实|一定)的)"
)


_ASKED = regex(r"(?:需要?|须|应当?|要求?|必须)(?:具备|具有|有)(?!序|效)")


def states_demands(text: str, clause: ClauseView) -> bool:
    """Whether the clause may say what the holder must know or be like.

    Duties and overviews do so only where they open like a requirement (``熟悉X``, ``具备良好的…``): 了解 and 管理能力 are daily
    words of duties.
    """
    if clause.section in _DEMANDING:
        return True
    if clause.section not in _MIXED:
        return False
    return _LISTED.match(text, clause.start, clause.end) is not None or _ASKED.search(text, clause.start, clause.end) is not None


class Scanner:
    """Finds the words of one grammar; where two overlap the first, then the longest counts."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
        self.classes = list(words.values())

    def clauses(self, page: Page, wanted: Sequence[int]) -> Iterator[tuple[int, int, list[Token]]]:
        """Each wanted clause: its index, what to add to the offsets of its words, its words in order."""
        text, views = page
        offset = views[wanted[0]].start
        found = self._automaton.find_matches_as_indexes(text[offset : views[wanted[-1]].end])
        at, last = 0, len(found)
        for index in wanted:
            start, end = views[index].start - offset, views[index].end - offset
            while at < last and found[at][1] < start:
                at += 1
            first = at
            while at < last and found[at][2] <= end:
                at += 1
            yield index, offset, found[first:at]
