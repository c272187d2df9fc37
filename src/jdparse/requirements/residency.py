"""Where the holder is registered or lives (guideline section 5): ``本地户口``, ``住在附近者优先``.

Help with a registration (``协助办理户口``) is a benefit and no condition.
"""

from __future__ import annotations

import re

from jdparse.patterns import regex
from jdparse.requirements.rule import ClauseView, Kind, Rule, Values, by_rules
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_WORDS = load("residency")["words"]
_NOT_BEFORE = regex(rf"{alternation(_WORDS['not_before'])}[^，,；;。\n]{{0,14}}$")
_ASKING = frozenset({"requirements", "facts", "other", "overview", "application"})
_PREFER = r"(?:者|的)?(?:尤?为?优先|较佳|尤佳|更佳|为佳|更好|加分)(?:考虑|录用)?"
_PLACE = rf"(?:具有|持有?|有|限|需)?(?:{alternation(_WORDS['places'])}(?:市|地区|常住|或周边|及周边)?)"


def _read(match: re.Match[str], clause: ClauseView) -> Values | None:
    text, start = match.string, match.start()
    if clause.section not in _ASKING or _NOT_BEFORE.search(text, max(clause.start, start - 18), start + 2):
        return None
    if match["span"] in ("户口", "户籍"):
        return None
    return {"condition": re.sub(rf"{_PREFER}$", "", match["span"])}


_REGION = rf"(?:{_PLACE}|有?[一-鿿]{{2}}(?:省|市|县|区|地区|市域))?(?:常住|农业|非农业?|农村|城镇)?"
_KIND = rf"(?:户口|户籍)(?!{alternation(_WORDS['not_after'])})"
RULES = (
    Rule(
        "residency.registered",
        "residency",
        "a registration that is asked for, preferred, or does not matter",
        rf"(?P<span>{_REGION}{_KIND}(?:(?:所在地|要求|限制|[：:、]|性别|年龄|学历){{0,4}}(?:不限|无要求)|(?:{_PREFER})?))",
        _read,
        yes="本地户口优先",
        no="协助办理户口",
    ),
    Rule(
        "residency.living",
        "residency",
        "people of the place, or who live near it, are preferred",
        rf"(?P<span>(?:{_PLACE}人(?:士)?|(?:家|居)?住(?:在|址)?[^，,；;。\n0-9]{{0,12}}?(?:附近|周边|就近)(?:者|的)?){_PREFER})",
        _read,
        yes="住公司附近者优先",
        no="提供附近住宿",
    ),
)
KIND = Kind("residency", triggers=("户口", "户籍", "附近", "周边", "人优先", "人士优先", "人者优先"), rules=RULES, find=by_rules(RULES))
