"""Certificates, licences and professional titles (guideline section 5).

Three shapes: a name that ends in 证, 驾照, 资格 and the like (``会计从业资格证``), a name in Latin letters (``CPA``, ``PMP``), and
a title that a test confers (``二级建造师``), the last only where it is held or preferred. Papers everybody has (身份证, 毕业证)
and language certificates are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdparse.patterns import regex
from jdparse.requirements.rule import Finding, Kind, Page, Rule
from jdparse.wordlists import alternation, first_letter, load

__all__ = ["KIND"]

_LEXICON = load("certificate")
_SECTIONS = frozenset({"requirements", "facts", "other", "overview"})

RULES = (
    Rule("certificate.named", "certificate", "a name that ends in 证, 驾照, 资格 …", yes="持有叉车证", no="身份证复印件"),
    Rule("certificate.latin", "certificate", "a name in Latin letters", yes="CPA优先", no="KPI考核"),
    Rule("certificate.title", "certificate", "a title that a test confers, held or preferred", yes="持有二级建造师", no="协助会计师工作"),
)

_TAIL = alternation(_LEXICON["tails"])
_LANGUAGE = regex(alternation(_LEXICON["languages"]))
_NONE = regex(rf"(?:{alternation(_LEXICON['not_certificates'])})$")
_NAMED = regex(
    rf"(?P<name>(?:[A-Za-z]{{1,8}}+\d?|[\u4e00-\u9fff（）()]){{0,16}}?{first_letter(_LEXICON['tails'])}{_TAIL})(?![\u4e00-\u9fff]{{0,2}}(?:齐全|复印|扫描|原件|号|明|券|监|实|据|照|言|伪|办理|审|培训|考试(?!合格|通过)|管理|编码|年检|代办|发放|申请|查询|登记|类))"
)
# A name starts behind these; the longest stretch before it is cut.
_BEFORE = regex(rf".*(?:{alternation(_LEXICON['verbs'])})(?!以上)(?=.)", re.DOTALL)
_WORTH = regex(r"资格|证|驾照|执照|职称|资质")
_CODES = tuple(_LEXICON["latin"]) + tuple(code.lower() for code in _LEXICON["latin"] if len(code) > 3)
_LATIN = regex(rf"(?=[A-Za-z])(?<![A-Za-z0-9]){alternation(_CODES)}(?![A-Za-z0-9])(?=(?P<tail>\s?(?:资格证书|资格证|证书|认证|证|资格)?))")
_TITLE = regex(
    rf"{alternation(_LEXICON['titles'])}(?=(?P<tail>(?:及以上|以上)?(?:资格证书|资格证|职业资格证书|职业资格|执业资格|资格|证书|证|职称|认证|[一二三四]级)?(?:及以上|以上)?))(?!工作|经验|经历|岗|职位|助理|团队|管理经验|事务所|职责|及?以上?工作|执业经)"
)
_HELD = regex(r"(?:持有?|具有|具备|拥有|取得|获得|考取|通过|有|获)[^，,；;。]{0,20}$")
_PREFER = regex(r"(?:资格|证书|认证|持有)?(?:者|的|人员|等){0,3}\s?(?:优先(?:考虑|录用|录取)?|更佳|尤佳|为佳|佳|加分)")
_CODED = regex(rf"(?:{alternation(_LEXICON['latin'])})[\u4e00-\u9fff]*")
_GENERAL = frozenset(_LEXICON["general"])
_STRONG = regex(
    r"(?:证书|资格证|驾驶?证|驾照|执照|上岗证|操作证|作业证|许可证|执业证|从业证|等级证|职称|(?:从业|执业|职业|教师|师|员|人)资[格质]|[\u4e00-\u9fff]{2}证)$"
)
_EDGE = "、，,/（(）) 的等"


def _find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
    text, clauses = page
    for index in wanted:
        clause = clauses[index]
        if clause.section in _SECTIONS:
            yield from _named(text, index, clause.start, clause.end)
            if clause.section != "facts":  # a keyword of the board is no demand
                yield from _coded(text, index, clause.start, clause.end)


def _named(text: str, index: int, low: int, high: int) -> Iterator[Finding]:
    if not _WORTH.search(text, low, high):
        return
    for match in _NAMED.finditer(text, low, high):
        start, end = match.span("name")
        if _NONE.search(text, start, end) or _LANGUAGE.search(text, max(low, start - 6), end):
            continue
        cut = _BEFORE.match(text, start, end - 1)
        if cut:
            start = cut.end()
        while start < end and text[start] in _EDGE:
            start += 1
        name = text[start:end]
        if (
            len(name) < 2
            or name in _GENERAL
            or _CODED.fullmatch(name)
            or not _STRONG.search(name)
            or name.count("（") != name.count("）")
            or name.count("(") != name.count(")")
        ):
            continue
        yield _draft(text, index, start, end, high, "named", name)


def _coded(text: str, index: int, low: int, high: int) -> Iterator[Finding]:
    for match in _LATIN.finditer(text, low, high):
        yield _draft(text, index, match.start(), match.end("tail"), high, "latin", match[0].upper())
    for match in _TITLE.finditer(text, low, high):
        preferred = _PREFER.match(text, match.end("tail"), high)
        if match["tail"] or preferred or _HELD.search(text, max(low, match.start() - 24), match.start()):
            yield _draft(text, index, match.start(), match.end("tail"), high, "title", text[match.start() : match.end("tail")])


def _draft(text: str, index: int, start: int, end: int, high: int, rule: str, name: str) -> Finding:
    preferred = _PREFER.match(text, end, high)
    return Finding("certificate", start, preferred.end() if preferred else end, index, "certificate." + rule, {"name": name})


_TRIGGERS = ("证", "驾照", "执照", "职称", "资格", "资质", *_CODES, *_LEXICON["titles"])
KIND = Kind("certificate", triggers=_TRIGGERS, rules=RULES, find=_find)
