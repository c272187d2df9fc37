"""Occupations of 中华人民共和国职业分类大典 (2022) that a title may stand for: candidates with scores, never one code.

The table (``lexicon/occupations.toml``) is written for this project: the occupations that the annotated postings are about, with the
words that posts go by. It is a part of the 大典's 1,636 occupations; a title of another occupation has no candidate. One title means
different occupations in different industries (客服主管 in a property firm, a shop, a call centre), so the choice is the caller's.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from jdparse.clean import clean
from jdparse.errors import LexiconError
from jdparse.patterns import regex
from jdparse.wordlists import load

__all__ = ["EDITION", "Occupation", "occupations"]

EDITION = "中华人民共和国职业分类大典（2022年版）"

_CODE = regex(r"[1-8]-\d{2}-\d{2}-\d{2}")
_BRACKETED = regex(r"[（(【\[][^）)】\]]{0,40}[）)】\]]")
_APART = regex(r"[/／|、,，—–-]")
_OUTER = regex(r"[^\w+#.]+|_+")
_RANKS = regex(r"^(?:高级|资深|初级|中级|首席|见习|实习|兼职|诚聘|急聘|招聘(?!专员|主管|经理|师))+|(?:实习生|储备|学徒)$")
_SECOND = 0.7  # what a word counts that names another occupation more often
_LAST = 0.6  # what a word has at the least that the title ends in: in Chinese the post stands last, and what stands before it narrows it
_INSIDE = 0.5  # what a word counts that the title goes on behind (总经理 in 总经理助理)


class Occupation(BaseModel):
    """A candidate: its code and name in the 大典, the word of the title that named it, and a score between 0 and 1.

    A title may name several posts (培训经理/主管); the best of them counts. The score is 0.6 to 1 where the post ends in the word, by
    how much of it the word covers; half its share of the post where the post goes on behind it; and 0.7 times that where the word
    names another occupation more often. It orders candidates and is no probability.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    word: str
    score: float


class _Word(NamedTuple):
    code: str
    name: str
    word: str
    plain: str
    weight: float


def occupations(title: str | None, *, most: int = 5) -> tuple[Occupation, ...]:
    """The occupations that a title may stand for, the likeliest first, at most ``most``; none where the table knows no word of it.

    >>> [(found.code, found.name, found.score) for found in occupations("收银员")]
    [('4-01-02-04', '收银员', 1.0)]
    >>> [found.name for found in occupations("物业客服主管", most=3)]
    ['物业管理师', '客户服务管理员', '呼叫中心服务员']
    """
    best: dict[str, Occupation] = {}
    for core in _cores(title or ""):
        for entry in _words():
            score = _score(core, entry)
            if score and (entry.code not in best or score > best[entry.code].score):
                best[entry.code] = Occupation(code=entry.code, name=entry.name, word=entry.word, score=score)
    return tuple(sorted(best.values(), key=lambda found: (-found.score, found.code))[:most])


def _score(core: str, entry: _Word) -> float:
    """What a word says of a title, 0 where it is not in it."""
    at = core.rfind(entry.plain)
    if at < 0:
        return 0.0
    share = len(entry.plain) / len(core)
    ends = at + len(entry.plain) == len(core)
    return round(entry.weight * (_LAST + (1 - _LAST) * share if ends else _INSIDE * share), 3)


def _cores(title: str) -> list[str]:
    """The posts that a title names (培训经理/主管), without brackets, signs and ranks, in simplified characters and one case."""
    plain = clean(title).match
    found = []
    for part in _APART.split(_BRACKETED.sub("", plain) or plain):
        bare = _OUTER.sub("", part).lower()
        found.append(_RANKS.sub("", bare) or bare)
    return [core for core in found if core]


@cache
def _words() -> tuple[_Word, ...]:
    found = []
    codes = set()
    for entry in load("occupations")["occupation"]:
        code = entry["code"]
        if not _CODE.fullmatch(code) or code in codes:
            raise LexiconError("JD308", f'occupations.toml, code "{code}": must be D-MM-SS-OO, and stand once.')
        codes.add(code)
        for key, weight in (("words", 1.0), ("also", _SECOND)):
            found += [_Word(code, entry["name"], word, word.lower(), weight) for word in entry.get(key, ())]
    return tuple(found)
