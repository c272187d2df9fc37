"""Experience: years and in what (guideline section 5 and its settled cases).

A statement hangs on an anchor (经验, 经历 …). From there the reading goes left: to a length of service, else to a verb of having
(有, 具备), else to the start of the comma-part; what lies between is the field. A list whose commas are full (``有A，B，C等开发经验``) is
followed back to the part that opens it. Years without an anchor count only in sections that state requirements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from jdparse.lexicons import alternation, load
from jdparse.numerals import YEARS, Bounds, years
from jdparse.requirements.parts import STOPS, part_end, part_start
from jdparse.requirements.rule import ClauseView, Draft, Kind, Page, Rule

__all__ = ["KIND"]

_WORDS = load("experience")
_ASKING = frozenset({"requirements", "facts"})  # a bare statement asks something of the applicant here
_SILENT = frozenset({"benefits", "company", "career", "assessment", "authority", "relations"})  # and nothing asks here

RULES = (
    Rule("experience.years", "experience", "a length of service with 经验", yes="3-5年电商运营经验", no="专注品牌策划15年"),
    Rule("experience.years_alone", "experience", "a length of service by itself", yes="从事销售工作3年以上", no="试用期3个月"),
    Rule("experience.named", "experience", "experience in something, without years", yes="有团队管理经验者优先", no="负责经验总结"),
    Rule("experience.background", "experience", "a background that is preferred", yes="有外企背景优先", no="计算机专业背景"),
    Rule("experience.done", "experience", "something the applicant has done", yes="从事过会展工作者优先", no="参与产品设计"),
    Rule("experience.person", "experience", "a kind of person that is preferred", yes="退伍军人优先", no="客户优先处理"),
    Rule("experience.unlimited", "experience", "experience does not matter", yes="经验不限", no="经验丰富"),
    Rule("experience.graduate", "experience", "graduates are welcome", yes="优秀应届生亦可", no="非应届毕业生"),
)

_PREFER = r"(?:者|的|人员|人士|人才)?(?:尤?为?优先|者优|较佳|尤佳|更佳|为佳|者佳|更好|加分|优秀者)(?:考虑|录用|录取)?"
_YEARS = re.compile(YEARS)
_ANCHOR = re.compile(rf"(?P<strong>{alternation(_WORDS['anchors'])})(?!{alternation(_WORDS['not_after'])})|{alternation(_WORDS['weak_anchors'])}")
_AFTER = re.compile(_PREFER)
_WAIVER = re.compile(r"者?[，,]?(?:学历|条件|年龄|要求)?(?:可|可以)?(?:适当|酌情)?(?:放宽|降低)|者?(?:待遇|薪资|工资|薪酬|底薪)")
_LATER_YEARS = re.compile(rf"\s?(?:年限)?\s?[:：]?\s?(?:要求|须|需|在|为|达到?|满)?\s?(?P<years>{YEARS})")
_OPENER = re.compile(rf"(?<![没所拥具富含带])(?!{alternation(_WORDS['not_openers'])}){alternation(_WORDS['openers'])}(?!机会)")
_NONE = re.compile(r"[无没][有需须]?|不需要?|不要求|不限")
_UNLIMITED = re.compile(
    r"(?:工作|相关|行业|从业)*(?:经验|经历|年限)(?:要求)?[:：]?\s?(?:均?不限|不作?做?(?:硬性)?要求|均可)|不限(?:制|定)?(?:工作)?(?:经验|年限)|零经验|0经验"
    r"|(?:[有和与]|不管有|不论有|无论有)?[无没][需须有]?(?:相关|工作|行业|从业|任何|销售|岗位|同行业)*的?(?:经验|经历)(?:者|的|人员|人士|新人)?"
    r"(?:[亦也均都皆]?可|[也都]?能|可以|要求|[也都]?没关系|不限|也?欢迎|[，,]?(?:公司|我们)?(?:可以?|会|将)?(?:提供|有|安排)?(?:免费|带薪|专业|岗前)*培训|[，,]?[有可]专人)"
    r"|(?:接[受收]|招收?|欢迎|可接受)无(?:相关|工作|行业)*经验(?!者?(?:勿|谢绝|不要))|不(?:要求|需要)(?:有?(?:相关|工作|行业)*)经验"
)
_GRADUATE = re.compile(
    r"(?:(?:可以?)?(?:接[受收]|欢迎|招[收聘]?|面向|限|含|仅限)?(?:条件)?(?:优秀|优异)?的?(?:(?:20)?[0-9]{2}届?[/、至\-]?){0,3}(?:[0-9]{2}届)?的?(?:本科|硕士|大学|研究生|高校|全日制|统招)*(?<!非)应[往、/和\s]{0,2}届(?!生?(?:勿|除外|不))"
    r"|(?<![0-9])(?:20)?[0-9]{2}届)(?:[^，,；;。、\n]{0,6}?(?:毕业)?生)?(?:者|的)?(?:亦|也|均|都|皆)?可?(?:以|考虑|接受|投递|不受限制)?"
)
_DONE = re.compile(
    rf"(?:(?:完整|独立|全程|亲自|实际|深度|曾|成功|主要)*(?:地)?{alternation(_WORDS['done'])}(?:(?:和|或|、|/)(?:完整|独立)?[一-鿿]{{2}})?过(?!程|滤|渡|硬|户|关|敏|往|来|多|于|期|失))"
)
_PERSON = re.compile(
    rf"(?:{alternation(_WORDS['persons'])}|(?<![一-鿿])[一-鿿]{{2,6}}(?:审查|管理|程序|操作|采购|质检)员)(?:者|的)?(?:尤?为?优先|者?较佳|更佳|加分)(?:考虑|录用)?"
    r"|[^，,；;。、\n]{2,20}(?:相关)?工作(?:者|的)优先(?:考虑|录用)?|开发[^，,；;。、\n]{2,20}的优先"
)
_BARE = re.compile(rf"(?P<years>{YEARS})")
_BOUNDED = re.compile(r"以\s?上|以下|以内|左右|至少|不少于|不低于|起|\+|年内|[-~–—―至到]|多年|余年")
_LABELLED = re.compile(r"经验|年限|经历|资历")
_TRIM = re.compile(r"[\s:：、/+（(]+|[\s、）)]+$")
_LEADING = re.compile(rf"(?:{alternation(_WORDS['leading'])}|[\s:：、，,])+")
_TRAILING = alternation(_WORDS["trailing"])
_TRAIL = re.compile(rf"(?:{_TRAILING}|[\s:：、，,])+$")
_EMPTY = frozenset(_WORDS["empty"])
_LIST_STOP = re.compile(rf"\s*{alternation(_WORDS['clause_verbs'])}")
_ABOUT = re.compile(r"\s*(?:并|且|同时|如|若)?(?:对于|对|在)")


class Statement(NamedTuple):
    """One statement in the making: its span, its bounds and its field."""

    start: int
    end: int
    bounds: Bounds | None
    field: str | None
    rule: str


def _field(words: str) -> str | None:
    """The words that say experience in what, without filler; None where only filler stands."""
    words = _LEADING.sub("", words, count=1) if _LEADING.match(words) else words
    match = _TRAIL.search(words)
    if match:
        words = words[: match.start()]
    words = words.strip(" :：、，,")
    if words.count("(") + words.count("（") < words.count(")") + words.count("）"):
        words = words.rstrip(")）")
    return None if not words or words in _EMPTY else words


def _values(statement: Statement) -> dict[str, object]:
    low, high = statement.bounds or Bounds(None, None)
    kind = "unstated" if statement.bounds is None else "years"
    return {"min_years": low, "max_years": high, "field": statement.field, "kind": kind}


def _plausible(text: str, match: re.Match[str]) -> Bounds | None:
    """The bounds of a length of service, or None for a calendar year and the like."""
    bounds = years(match["years"] if "years" in match.re.groupindex else match[0])
    if bounds is None or max(bounds.low or 0, bounds.high or 0) > 50:
        return None
    return None if text[match.start() - 1 : match.start()] in ("近", "第", "每") else bounds


def _list_start(text: str, start: int, floor: int) -> int:
    """Where a list with full commas begins: the part with its opener, at most five parts back; else ``start`` itself."""
    at = start
    for _ in range(5):
        if at <= floor or text[at - 1] not in "，,":
            return start
        before = part_start(text, at - 1, floor)
        words = text[before : at - 1]
        if len(words) > 30 or _ANCHOR.search(words) or "优先" in words:
            return start
        if _ABOUT.match(words) or _OPENER.match(words.lstrip("并且须需 ")) or (_YEARS.search(words) and not _LIST_STOP.match(words)):
            return before
        if _LIST_STOP.match(words):
            return start
        at = before
    return start


def _statements(text: str, clause: ClauseView, taken: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """The statements that hang on an anchor."""
    floor = clause.start
    for anchor in _ANCHOR.finditer(text, clause.start, clause.end):
        at, end = anchor.span()
        if any(low <= at < high for low, high in taken):
            floor = max(floor, end)
            continue
        start = part_start(text, at, floor)
        found = list(_read(text, clause, anchor, start, floor))
        if found:
            yield from found
            floor = max(floor, found[-1].end)
        elif anchor["strong"]:
            floor = end


def _read(text: str, clause: ClauseView, anchor: re.Match[str], start: int, floor: int) -> Iterator[Statement]:
    """What one anchor states: each length of service before it, else the one after it, else its field alone."""
    at, end = anchor.span()
    after = _AFTER.match(text, end, clause.end)
    if _WAIVER.match(text, end, clause.end):
        return
    opener = _OPENER.search(text, start, at)
    lengths = [(m, b) for m in _YEARS.finditer(text, start, at) if (b := _plausible(text, m))]
    if opener is None and not lengths:
        start = _list_start(text, start, floor)
        opener = _OPENER.search(text, start, at)
        lengths = [(m, b) for m in _YEARS.finditer(text, start, at) if (b := _plausible(text, m))]
    if not _asks(clause, anchor, text, opener, bool(after), bool(lengths)):
        return
    end = after.end() if after else end
    later = None if lengths else _LATER_YEARS.match(text, anchor.end(), clause.end)
    bounds = _plausible(text, later) if later else None
    if later and bounds:
        end = later.end()
        after = _AFTER.match(text, end, clause.end)
        yield Statement(start, after.end() if after else end, bounds, _field(_named(text, start, at, opener)), "experience.years")
    elif lengths:
        yield from _with_years(text, start, at, end, lengths, opener)
    elif not _NONE.search(text, max(start, at - 12), at):
        rule = "experience.named" if anchor["strong"] else "experience.background"
        yield Statement(start, end, None, _field(_named(text, start, at, opener)), rule)


def _with_years(
    text: str, start: int, at: int, end: int, lengths: Sequence[tuple[re.Match[str], Bounds]], opener: re.Match[str] | None
) -> Iterator[Statement]:
    for number, (match, bounds) in enumerate(lengths):
        last = number == len(lengths) - 1
        field = _field(text[match.end() : at]) if last else None
        left = match.start()
        if field is None and last and number == 0 and (before := _field(_named(text, start, match.start(), opener))):
            field, left = before, start
        yield Statement(left, end if last else match.end(), bounds, field, "experience.years")


def _named(text: str, start: int, at: int, opener: re.Match[str] | None) -> str:
    """The words before the anchor that name the field: after the opener, and what 对 or 在 names before it."""
    if opener is None or opener.start() >= at:
        return text[start:at]
    about = _ABOUT.match(text, start, opener.start())
    tail = text[opener.end() : at]
    if about is None:
        return tail
    head = re.sub(r"(?:方面|上|中|领域)?[都]?(?:较)?$", "", text[about.end() : opener.start()].strip())
    return head + (_field(tail) or "")


def _asks(clause: ClauseView, anchor: re.Match[str], text: str, opener: re.Match[str] | None, preferred: bool, has_years: bool) -> bool:
    """Whether the place asks something of the applicant: by its section, its verb of having, its word of preference."""
    at = anchor.start()
    if not anchor["strong"]:
        if any(text.endswith(w, clause.start, at) for w in _WORDS["other_backgrounds"]) and anchor[0] == "背景":
            return False
        if not preferred and not (opener and opener.end() < at and anchor[0] == "背景" and clause.section in _ASKING):
            return False
    if preferred:
        return True
    if clause.section in _SILENT:
        return False
    return clause.section in _ASKING or has_years or opener is not None


def _alone(text: str, clause: ClauseView, taken: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """Lengths of service without an anchor."""
    for match in _BARE.finditer(text, clause.start, clause.end):
        if any(low < match.end() and match.start() < high for low, high in taken):
            continue
        bounds = _plausible(text, match)
        if bounds is None or "月" in match[0]:
            continue
        start = part_start(text, match.start(), clause.start)
        before = text[start : match.start()].rstrip(" :：满")
        if before.endswith(tuple(_WORDS["other_times"])):
            continue
        labelled = bool(_LABELLED.search(text, max(clause.start, match.start() - 12), match.start()))
        if not labelled and not _BOUNDED.search(match[0]):
            continue
        stop = min((p for p in (text.find(c, match.end(), clause.end) for c in "，,；;。、（( \n") if p >= 0), default=clause.end)
        after = text[match.end() : stop]
        prefer = _AFTER.search(after)
        field = _field(after[: prefer.start()] if prefer else after) if not _LIST_STOP.match(after) and len(after) < 26 else None
        yield Statement(match.start(), match.end() if field is None else stop, bounds, field, "experience.years_alone")


def _clause(page: Page, index: int) -> Iterator[Draft]:
    text, clause = page.text, page.clauses[index]
    taken: list[tuple[int, int]] = []

    def draft(start: int, end: int, rule: str, values: dict[str, object]) -> Draft:
        taken.append((start, end))
        while start < end and text[start] in " 、，,":
            start += 1
        return Draft("experience", start, end, index, rule, values)

    if clause.section not in _SILENT:
        for match in _UNLIMITED.finditer(text, clause.start, clause.end):
            values = {"min_years": 0.0, "max_years": None, "field": None, "kind": "unlimited"}
            yield draft(*match.span(), "experience.unlimited", values)
    if clause.section not in _SILENT or "接受" in text[clause.start : clause.end]:
        graduate = _GRADUATE.search(text, clause.start, clause.end)
        if graduate:
            values = {"min_years": 0.0, "max_years": None, "field": None, "kind": "graduate"}
            yield draft(*graduate.span(), "experience.graduate", values)
    for statement in _statements(text, clause, tuple(taken)):
        yield draft(statement.start, statement.end, statement.rule, _values(statement))
    if clause.section in _ASKING:
        for statement in _alone(text, clause, tuple(taken)):
            yield draft(statement.start, statement.end, statement.rule, _values(statement))
        yield from _deeds(text, clause, draft, taken)


def _deeds(text: str, clause: ClauseView, draft: Callable[..., Draft], taken: Sequence[tuple[int, int]]) -> Iterator[Draft]:
    """What somebody has done (从事过 …), and kinds of persons who are preferred."""
    for pattern, rule in ((_DONE, "experience.done"), (_PERSON, "experience.person")):
        for match in pattern.finditer(text, clause.start, clause.end):
            if any(low < match.end() and match.start() < high for low, high in taken):
                continue
            end = part_end(text, match.end(), clause.end) if pattern is _DONE else match.end()
            words = text[match.end() : end] if pattern is _DONE else match[0]
            prefer = _AFTER.search(words)
            words = words[: prefer.start()] if prefer else words
            field = _field(re.sub(r"工?作?者?的?$", "", words)) if words else None
            values = {"min_years": None, "max_years": None, "field": field, "kind": "unstated"}
            yield draft(match.start(), end, rule, values)


def find(page: Page, wanted: Sequence[int]) -> Iterator[Draft]:
    """The experience that the wanted clauses ask for."""
    for index in wanted:
        yield from _clause(page, index)


KIND = Kind(
    "experience",
    triggers=(*_WORDS["anchors"], *_WORDS["weak_anchors"], *_WORDS["persons"], "届", "年", "过", "不限", "者优先", "的优先"),
    rules=RULES,
    find=find,
)
