"""Education: the lowest accepted level, full time study, the tier of the school (guideline section 5).

Alternatives (``本科或硕士``, ``高中/中专以上``) are one fact with the lowest level; ``本科及以上学历，硕士优先`` is two facts, and
``可放宽至大专`` is one of its own.
A bare 大学 or 高中 is no level without a bound or a noun such as 学历 beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdparse.patterns import regex
from jdparse.requirements.parts import part_end, part_start
from jdparse.requirements.rule import ClauseView, Finding, Kind, Page, Rule
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_LEXICON = load("education")
_LEVELS: dict[str, str] = {word: level for level, words in _LEXICON["levels"].items() for word in words}
_RANK = {level: rank for rank, level in enumerate(_LEXICON["levels"])}
_WORDS = _LEXICON["words"]
_SILENT = frozenset({"benefits", "company", "career", "assessment", "authority", "relations"})

RULES = (
    Rule("education.level", "education", "a level, or equal alternatives, with a bound or a noun", yes="大专及以上学历", no="本科生导师"),
    Rule("education.relaxed", "education", "a lower level for some", yes="优秀者可放宽至大专", no="条件可放宽"),
    Rule("education.unlimited", "education", "education does not matter", yes="学历不限", no="专业不限"),
    Rule("education.tier", "education", "a school tier without a level", yes="985院校优先", no="211路公交"),
)

_LEVEL = alternation(_LEVELS)
_FULL = alternation(_WORDS["full_time"])
_NOUN = alternation(_WORDS["nouns"])
_TIER = rf"(?<![0-9A-Za-z]){alternation(_WORDS['tiers'])}(?![0-9A-Za-z元路])"
_TIERS = rf"{_TIER}(?:(?:院校|高校|大学|工程)?\s?[、/,，或和及]?\s?{_TIER}){{0,3}}"
_BOUND = r"(?:\s?[(（]含?[)）])?\s?(?:(?:及|或|或者|以及|和|含|及其|与|级)?\s?[以已]\s?上|(?:及|或)?以下|起)"
_JOIN = r"\s?(?:或者|以及|或以上|以上或|[或及和与至到、/／~-])\s?"
_STUDY = rf"(?:国家|全国|正规|普通|高校)?(?:(?:{_FULL})的?)?(?:{_FULL})?(?:普通|正规)?(?:高等|国民)?(?:教育)?"
_ONE = rf"(?:{_STUDY}{_LEVEL})"
_BRACKET = rf"[(（](?:{_FULL}|含|学士|以上|及以上|包含|不含|应届|[、/]){{1,6}}[)）]"
_RELAXED = r"(?:可以?(?:适当|酌情)?)?放宽[到至为]?(?:学历)?(?:要求)?[到至为]?\s?"
# What a level may begin with: looked at first, so that a search over plain text costs next to nothing.
_BEGIN = f"(?=[可放国全正普高{''.join(sorted({word[0] for word in (*_LEVELS, *_WORDS['full_time'])}))}])"
_SPECIAL = regex(alternation([*_WORDS["full_time"], *_WORDS["tiers"]]))  # what is looked for beyond the level
_MATCH = regex(
    rf"{_BEGIN}(?P<relaxed>{_RELAXED})?(?P<levels>{_ONE}(?:(?:{_NOUN})?{_JOIN}{_ONE}|[(（]或?{_ONE}[)）]){{0,4}})"
    rf"(?P<rest>(?:{_BOUND}|的?\s?{_FULL}|\s?的?{_NOUN}|{_BRACKET}){{0,5}})"
)
_OTHERS = r"(?:专业|经验|性别|户籍|年龄)"
_UNLIMITED = regex(
    r"(?=[最学不无专经性户年])(?:"
    rf"(?:最低)?学历(?:要求)?[:：]?\s?(?:[、和及与/\s]?(?:工作)?{_OTHERS}){{0,4}}\s?[:：]?(?:要求)?(?:均|都|皆)?"
    r"(?:不限|无要求|不作?做?(?:硬性)?要求|没有?要求)"
    rf"|不限(?:制|定)?(?:{_OTHERS}|[、和与及]){{0,6}}学历|[无不]学历要求|无学历(?:限制)|不要求学历|不看学历"
    rf"|{_OTHERS}[、和及与/](?:{_OTHERS}|、){{0,6}}学历(?:均|都|皆)?不限)"
)
_DENIED = regex("[不无没]")  # one of these is in all that _UNLIMITED can match
_PLAIN_TIER = regex(rf"(?P<tier>{_TIERS})(?:等|工程|重点){{0,2}}(?:院校|高校|大学|学校|名校|毕业|学生|学历|本科){{0,3}}")
_PREFER = regex(
    r"[者的生]?\s?(?:毕业)?[者生]?(?:尤?为?优先|者优|较佳|尤佳|更佳|为佳|者佳|更好|加分|亦可|也可|即可|可|均可)(?:考虑|录用|录取)?"
)
_LABEL = regex(r"(?:学历|教育|文化|学位|程度)[^，,；;。]{0,6}$")
_AFTER_BARE = regex(
    r"\s?(?:$|[，,；;。、)）:：\n/+]|[0-9一两三]|[^，,；;。\n]{0,12}专业|[者的]|[以优且并应有]|在校|在读|大[一二三四]|或|相关|理工|及)"
)
_NOT_AFTER = regex(alternation(_WORDS["not_after"]))
_LEVEL_RE = regex(_LEVEL)
_FULL_RE = regex(rf"(?<![非不]){_FULL}(?!工作|实习|上班)")
_TIER_RE = regex(_TIER)


def _lowest(words: str) -> str:
    return min((_LEVELS[m[0]] for m in _LEVEL_RE.finditer(words)), key=_RANK.__getitem__)


def _is_level(text: str, clause: ClauseView, match: re.Match[str]) -> bool:
    """Whether the level is asked for, and is no part of another word (大学城, 高中数学老师)."""
    if match["rest"] or match["relaxed"] or _FULL_RE.search(match["levels"]):
        return not (clause.section == "duties" and not match["rest"])
    if _NOT_AFTER.match(text, match.end(), clause.end) or clause.section == "duties":
        return False
    if _PREFER.match(text, match.end(), clause.end) or _LABEL.search(text, max(clause.start, match.start() - 12), match.start()):
        return True
    return match["levels"] not in _WORDS["weak"] and _AFTER_BARE.match(text, match.end(), clause.end) is not None


def _values(text: str, clause: ClauseView, match: re.Match[str], special: bool) -> dict[str, object]:
    """Level, full time and tier; the last two may stand anywhere in the comma-part, or in a bracket or part of their own after it."""
    if not special:
        return {"min_level": _lowest(match["levels"]), "full_time": None, "school_tier": None}
    start, end = part_start(text, match.start(), clause.start), part_end(text, match.end(), clause.end)
    following = part_end(text, min(end + 1, clause.end), clause.end)
    if following - end > 14 or not _FULL_RE.search(text, end, following) or _LEVEL_RE.search(text, end, following):
        following = end
    full = bool(_FULL_RE.search(text, start, following))
    return {"min_level": _lowest(match["levels"]), "full_time": full or None, "school_tier": _tiers(text[start : match.end()])}


def _tiers(words: str) -> str | None:
    return "/".join(dict.fromkeys(m[0] for m in _TIER_RE.finditer(words))) or None


def _clause(page: Page, index: int) -> Iterator[Finding]:
    text, clause = page.text, page.clauses[index]
    if clause.section in _SILENT:
        return
    taken = []
    special = _SPECIAL.search(text, clause.start, clause.end) is not None
    words = text[clause.start : clause.end]
    for match in _UNLIMITED.finditer(text, clause.start, clause.end) if "学历" in words and _DENIED.search(words) else ():
        taken.append(match.span())
        values: dict[str, object] = {"min_level": "不限", "full_time": None, "school_tier": None}
        yield Finding("education", *match.span(), index, "education.unlimited", values)
    for match in _MATCH.finditer(text, clause.start, clause.end):
        if not _is_level(text, clause, match):
            continue
        prefer = _PREFER.match(text, match.end(), clause.end)
        end = prefer.end() if prefer else match.end()
        while text[end - 1] in " \t":
            end -= 1
        taken.append((part_start(text, match.start(), clause.start), end))
        rule = "education.relaxed" if match["relaxed"] else "education.level"
        yield Finding("education", match.start(), end, index, rule, _values(text, clause, match, special))
    if clause.section == "duties" or not special:
        return
    for match in _PLAIN_TIER.finditer(text, clause.start, clause.end):
        if not any(low < match.end() and match.start() < high for low, high in taken):
            prefer = _PREFER.match(text, match.end(), clause.end)
            values = {"min_level": None, "full_time": None, "school_tier": _tiers(match["tier"])}
            yield Finding("education", match.start(), prefer.end() if prefer else match.end(), index, "education.tier", values)


def find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
    """The education that the wanted clauses ask for."""
    for index in wanted:
        yield from _clause(page, index)


_STEMS = (
    "学历",
    "本科",
    "大专",
    "专科",
    "硕士",
    "博士",
    "研究生",
    "中专",
    "高中",
    "初中",
    "中技",
    "技校",
    "中职",
    "职高",
    "高职",
    "学士",
    "大学",
    "硕博",
    "本硕",
    "正本",
)
KIND = Kind("education", triggers=(*_STEMS, *_WORDS["tiers"]), rules=RULES, find=find)
