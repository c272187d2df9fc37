"""A stated sex of the applicant (guideline section 5): 男, 女, or 不限 where the text says so."""

from __future__ import annotations

import re

from jdparse.requirements.rule import ClauseView, Kind, Rule, Values, by_rules
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_WORDS = load("gender")["words"]
_WOMEN, _MEN = alternation(_WORDS["women"]), alternation(_WORDS["men"])
_ASKING = frozenset({"requirements", "facts", "other", "overview", "application"})


def _either(_match: re.Match[str], clause: ClauseView) -> Values | None:
    return {"gender": "不限"} if clause.section not in ("company", "career") else None


def _one(match: re.Match[str], clause: ClauseView) -> Values | None:
    if clause.section not in _ASKING:
        return None
    text, end = match.string, match.end("sex")
    if (
        text[end : end + 1] == "身"
        or text[end : end + 1] in _MEASURED
        and len({c for c in text[clause.start : clause.end] if c in "男女"}) == 2
    ):
        return None  # 男170以上，女160以上: a measure for each, and both are welcome
    return {"gender": "女" if "女" in match["sex"] else "男"}


_MEASURED = frozenset("0123456789：:")
_OTHERS = r"(?:年龄|学历|专业|户籍|经验)"
_EITHER = (
    r"男女(?:性别)?(?:均|都|皆|亦)?(?:不限|可|不拘|兼收)|男[/、]女(?:均可|不限)|(?:不限|无论|不分)(?:性别|男女)"
    rf"|性别(?:要求)?\s?[:：]?\s?(?:[、和及与/，]?{_OTHERS}){{0,4}}(?:均|都|皆)?(?:不限|不拘|均可|无要求)"
    rf"|{_OTHERS}、性别(?:均|都|皆)?不限"
)
_BEFORE = r"(?:(?:仅|只)?(?:限|招|要|招收|招聘|欢迎|接受)|性别(?:要求)?\s?[:：]?\s?)"
# A word for a sex stands at the start of a part, or right after a word of asking.
_PLACE = r"(?:(?<![^，,；;。、\s:：（(】\]!！0-9.）)①-⒛❶-➓•●◆■★✓√✅\U0001f300-\U0001faff])|(?<=[限招要性别：:收聘迎受的])|(?<=好是))"
_LONE = r"(?:(?<![一-鿿])|(?<=[限招别]))[男女](?![0-9一-鿿]|[、/，和]?[男女])|[男女](?=[，,、]\s?[0-9年形身]|优先)"
_PREFER = r"者?(?:为?优先|更佳|较佳|为佳)(?:考虑|录用)?"
_AFTER = (
    r"(?:\s?(?:$|[，,；;。、\s（(）)!！]|为主|[尤者]?为?优先|更佳|为佳|较佳|者|形象|[0-9]{2}|身高|年龄|形|最佳|均?可)"
    r"|主播|(?<=先|佳|虑|用))"
)
RULES = (
    Rule(
        "gender.either",
        "gender",
        "both sexes are welcome",
        rf"(?=[男不无性年学户专经])(?:{_EITHER})",
        _either,
        yes="男女不限",
        no="男女朋友",
    ),
    Rule(
        "gender.one",
        "gender",
        "one sex is asked for or preferred",
        rf"(?=[仅只限招要欢接性男女帅美])(?P<span>(?:{_BEFORE})?{_PLACE}(?P<sex>{_WOMEN}|{_MEN}|{_LONE})"
        rf"(?!{alternation(_WORDS['after'])})(?:{_PREFER})?){_AFTER}",
        _one,
        yes="限女性",
        no="女性时尚用品",
    ),
)
KIND = Kind("gender", triggers=("男", "女", "性别", "帅哥"), rules=RULES, find=by_rules(RULES))
