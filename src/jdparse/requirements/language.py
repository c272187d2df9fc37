"""Human languages and how well they are asked for (guideline section 5). 英文 is 英语, 国语 is 普通话.

A name alone is no requirement: a level, a skill (听说读写) or a certificate must stand beside it. A certificate such as CET-4 names its
language by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdparse.patterns import regex
from jdparse.requirements.rule import Finding, Kind, Page, Rule
from jdparse.wordlists import alternation, first_letter, load

__all__ = ["KIND"]

_LEXICON = load("language")
_NAMES = {word: language for language, words in _LEXICON["languages"].items() for word in words}
_CERTIFICATES = {word: language for language, words in _LEXICON["certificates"].items() for word in words}
_WORDS = _LEXICON["words"]
_ASKING = frozenset({"requirements", "facts", "other", "overview", "application"})

RULES = (
    Rule("language.level", "language", "a language with its level or skill", yes="英语读写熟练", no="维护英文网站"),
    Rule("language.certificate", "language", "a certificate that names its language", yes="CET-4以上", no="CET测试"),
    Rule("language.reading", "language", "reading or writing texts in a language", yes="能阅读英文文献", no="阅读文献"),
)

_NAME = rf"(?:中英文?(?![0-9a-zA-Z])|{alternation(_NAMES)})"
_LEVEL = alternation(_WORDS["levels"])
_SKILL = alternation(_WORDS["skills"])
_EXAM = rf"(?:(?<![A-Za-z0-9]){alternation(_CERTIFICATES)}(?![A-Za-z0-9]))"
_GRADE = r"(?:[A-Z]{2,5}\s?-?[0-9]|[NBCA][1-5](?![0-9])|[一二三四五六八4-8]\s?级)"
_GLUE = r"(?:[的地得、/,和与及或\s为可能较很达到至有过通并且具备进行使用以内上者证书均比较十分非常都要求分考试]|以上|及以上|包括)"
_VERB = r"(?:要求|精通|掌握|熟悉|了解|熟练掌握|熟练|会讲?|懂|能讲?|说|通过|持有|具备|拥有|有)"
_DEGREE = rf"(?:{_LEVEL}|深厚|具备|用|运用|使用|掌握)[的地]?"
_BEFORE = (
    rf"(?:(?:{_VERB})?{_DEGREE}(?:(?:{_SKILL}|掌握|运用|使用)(?:[、和及与的](?={_SKILL}))?){{0,4}}的?"
    r"|精通|熟练掌握|掌握|熟悉|了解|会讲?|懂|通过|要求|能讲?)"
)
_NOTE = r"[(（][^()（）\n]{1,20}[)）]"
_TAIL = rf"(?:{_SKILL}|{_LEVEL}|{_EXAM}|{_GRADE}|{_NOTE}|{_GLUE})"
_NAMES_LIST = rf"{_NAME}(?:\s?[、/和或及与]\s?者?{_NAME}){{0,5}}"
# A level in a part of its own (``英语读写熟练，四级以上``), unless that part is a preference.
_GOES_ON = rf"(?=\s?(?:{_EXAM}|{_GRADE}|听|读写|口语|能[^，,；;。\n]{{0,4}}(?:对话|交流|沟通|阅读))(?![^，,；;。\n]{{0,12}}优先))"
_BEGIN = first_letter([*_NAMES, *_CERTIFICATES, *_WORDS["levels"]], "要精掌熟了会懂能说通持具拥有深用运使中")
_MENTION = regex(
    rf"{_BEGIN}(?:(?P<before>{_BEFORE}\s?)?(?P<names>{_NAMES_LIST})(?!{alternation(_WORDS['not_after'])})(?P<tail>{_TAIL}{{0,16}})"
    rf"(?P<more>[，,]{_GOES_ON}(?:\s?能?{_TAIL}){{1,12}})?"
    rf"|(?P<exam>{_EXAM})(?P<examtail>(?:{_SKILL}|以上|及以上|[0-9.]{{1,5}}\s?分|{_NOTE}|优先|证书|或|、|/|{_EXAM}){{0,6}}))"
)
_TEXTS = r"(?:的?能力|文档|文献|资料|书籍|文章|材料|邮件|说明书|论文|手册)"
_READING = regex(
    r"(?:(?:较强|良好|一定|能够?|可以?|具备|独立)的?)?(?P<how>熟练|流畅|顺利|快速|独立)?[地的]?"
    r"(?P<verb>阅读|看懂|读懂|查阅|检索|撰写|翻译|理解)(?:[、和与及/](?:理解|撰写|翻译|写作|编写))?[^，,；;。\n英日]{0,6}"
    rf"(?P<name>{_NAME})[^，,；;。\n]{{0,16}}?{_TEXTS}(?:的?能力)?"
)
_BEFORE_NAME = regex(_NAME)
_CERT_RE = regex(rf"{_EXAM}|{_GRADE}")
_LEVELS = regex(rf"{_LEVEL}(?:{_LEVEL})?")
_KNOWN = regex("了解|熟悉|掌握")
_STATED = regex(rf"{_LEVEL}|{_SKILL}|{_EXAM}|{_GRADE}")
_END = regex(r"(?:[的地、/,，和与及或\s且并]|可|能|有|熟练(?<=、熟练))+$")
_PREFER = regex(r"(?:者|的)?(?:尤?为?优先|较佳|尤佳|更佳|为佳|者佳|更好|加分)(?:考虑|录用)?")


def _language(word: str) -> str:
    return "英语" if word.startswith("中英") else _NAMES[word]


def _level(words: str) -> str | None:
    """The grade or certificate where one stands, else the first word for how well."""
    grade = _CERT_RE.search(words)
    if grade:
        return grade[0].strip()
    match = _LEVELS.search(words) or _KNOWN.search(words)
    return match[0] if match else None


def _clause(page: Page, index: int) -> Iterator[Finding]:
    text, clause = page.text, page.clauses[index]
    if clause.section not in _ASKING:
        return
    seen: set[object] = set()  # a second word on the same language says no more, unless it is preferred
    for match in _READING.finditer(text, clause.start, clause.end):
        seen.add(_language(match["name"]))
        level = (match["how"] or "") + match["verb"]
        yield Finding("language", *match.span(), index, "language.reading", {"language": _language(match["name"]), "level": level})
    for match in _MENTION.finditer(text, clause.start, clause.end):
        if match["exam"]:
            if match["exam"] != "CET" or match["examtail"]:
                values: dict[str, object] = {"language": _CERTIFICATES[match["exam"]], "level": match[0].strip()}
                yield Finding("language", *match.span(), index, "language.certificate", values)
            continue
        words = (match["before"] or "") + match["tail"] + (match["more"] or "")
        prefer = _PREFER.match(text, match.end(), clause.end)
        if not (_STATED.search(words) or match["before"] or prefer):
            continue
        for draft in _names(text, index, match, prefer.end() if prefer else match.end(), _level(words)):
            if prefer or draft.values["language"] not in seen:
                yield draft
            seen.add(draft.values["language"])


def _names(text: str, index: int, match: re.Match[str], end: int, level: str | None) -> Iterator[Finding]:
    """One draft for each language of a list; the first takes in the words before, the last the words after."""
    names = list(_BEFORE_NAME.finditer(text, match.start("names"), match.end("names")))
    for number, name in enumerate(names):
        start = match.start() if number == 0 else name.start()
        stop = end if number == len(names) - 1 else name.end()
        stop = start + len(_END.sub("", text[start:stop]))
        yield Finding("language", start, stop, index, "language.level", {"language": _language(name[0]), "level": level})


def find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
    """The languages that the wanted clauses ask for."""
    for index in wanted:
        yield from _clause(page, index)


KIND = Kind("language", triggers=(*_NAMES, *_CERTIFICATES, "中英"), rules=RULES, find=find)
