"""Words of an open kind, found in the one Aho-Corasick pass over the text and handed out clause by clause.

Skills and traits are read by small grammars over such words: the verbs that open a list, the heads that close one, the
stops between. ``states_demands`` says in which clauses such a grammar may run at all.
"""

from __future__ import annotations

import re

from jdparse.requirements.rule import ClauseView, Token

__all__ = ["add_leftmost", "states_demands"]

_DEMANDING = frozenset({"requirements", "other"})
_MIXED = frozenset({"duties", "overview", "facts"})
_LISTED = re.compile(
    r"\s?(?:并|且|能|必须|须|需要?|至少)?(?:熟练|熟悉|精通|擅长|熟知|善于|热爱|性格|为人|责任心|吃苦|思维|品行|身体健康|工作(?:认真|积极|细致|主动)|(?:有|具有|具备|拥有)(?!效|责|关|序|偿|权|限|以下|下列)|[\u4e00-\u9fff]{0,3}(?:较强|很强|良好|优秀|出色|扎实|一定)的)"
)


_ASKED = re.compile(r"(?:需要?|须|应当?|要求?|必须)(?:具备|具有|有)(?!序|效)")


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


def add_leftmost(tokens: list[Token], token: Token) -> None:
    """Add a word to those of a clause; where two overlap the first, then the longest counts. Words come in the order of their ends.

    >>> tokens = [(0, 2, 4), (0, 4, 6)]
    >>> add_leftmost(tokens, (1, 4, 7)), add_leftmost(tokens, (1, 3, 8)), tokens
    (None, None, [(0, 2, 4), (1, 4, 7)])
    """
    start, at = token[1], len(tokens)
    while at and tokens[at - 1][1] >= start:
        at -= 1
    if not at or tokens[at - 1][2] <= start:
        del tokens[at:]
        tokens.append(token)
