"""Experience: years and in what (guideline section 5 and its settled cases).

A statement hangs on an anchor (经验, 经历 …). From there the reading goes left: to a length of service, else to a verb of having
(有, 具备), else to the start of the comma-part; what lies between is the field. A list whose commas are full (``有A，B，C等开发经验``) is
followed back to the part that opens it. Years without an anchor, deeds (``从事过``) and persons (``退伍军人优先``) count only in
sections that state requirements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jdparse.lexicons import alternation, load
from jdparse.numerals import HAN, YEARS, Bounds, years
from jdparse.requirements.field import ANCHORS, OPENER, about_list, clean_field, list_start, named
from jdparse.requirements.parts import part_end, part_start
from jdparse.requirements.rule import ClauseView, Draft, Kind, Page, Rule

__all__ = ["KIND"]

_WORDS = load("experience")
_ASKING = frozenset({"requirements", "facts"})  # a bare statement asks something of the applicant here
_SILENT = frozenset({"benefits", "company", "career", "assessment", "authority", "relations"})  # and nothing asks here
_LONGEST = 50  # years: more is a calendar year or the age of a firm

RULES = (
    Rule("experience.years", "experience", "a length of service with 经验", yes="3-5年电商运营经验", no="专注品牌策划15年"),
    Rule("experience.years_alone", "experience", "a length of service by itself", yes="从事销售工作3年以上", no="试用期3个月"),
    Rule("experience.named", "experience", "experience in something, without years", yes="有团队管理经验者优先", no="负责经验总结"),
    Rule("experience.background", "experience", "a background or a case that is preferred", yes="有外企背景优先", no="计算机专业背景"),
    Rule("experience.done", "experience", "something the applicant has done", yes="从事过会展工作者优先", no="参与产品设计"),
    Rule("experience.person", "experience", "a kind of person that is preferred", yes="退伍军人优先", no="客户优先处理"),
    Rule("experience.unlimited", "experience", "experience does not matter", yes="经验不限", no="经验丰富"),
    Rule("experience.graduate", "experience", "graduates are welcome", yes="优秀应届生亦可", no="非应届毕业生"),
)

_WEAK = alternation(_WORDS["weak_anchors"])
_ANCHOR = re.compile(rf"(?P<strong>{ANCHORS})(?!{alternation(_WORDS['not_after'])})|{_WEAK}")
_ANY_ANCHOR = re.compile(rf"{ANCHORS}|{_WEAK}")
_PREFER = re.compile(
    r"(?:者|的|人员|人士|人才|的同学)?(?:更加?|可|会|将|则)?(?:尤?为?优先|者优|较佳|尤佳|更佳|最佳|为佳|者佳|更好|加分|优秀者)(?:考虑|录用|录取)?"
)
_WAIVER = re.compile(r"者?[，,]?(?:学历|条件|年龄|要求)?(?:可|可以)?(?:适当|酌情)?(?:放宽|降低)|者?(?:待遇|薪资|工资|薪酬|底薪)")
_YEARS = re.compile(YEARS)
_LENGTH = re.compile(rf"[0-9{HAN}半]\s?[+＋多余]?\s?(?:[年个]|years?)")  # a cheap look before the full grammar
_ITEM_NUMBER = re.compile(r"^[0-9]{1,2}[.．](?=[0-9])")
_LONGEST_PREFIX = 14  # characters of a length of service before its last figure: 不得少于3.5到
_LATER_YEARS = re.compile(rf"\s?[（(]?(?:年限)?\s?[:：]?\s?(?:要求|须|需|在|为|达到?|满)?\s?(?P<years>{YEARS})")
_NONE = re.compile(r"[无没][有需须]?|不需要?|不要求|不限")
_UNLIMITED_HINT = re.compile("[无没不零]|0经|均可")
_WHAT = r"(?:工作|相关|行业|从业|任何|销售|岗位|同行业)"
_UNLIMITED = re.compile(
    r"(?=[工相行从任销岗同不零0有和与无没经年接招欢可])(?:"
    rf"{_WHAT}{{0,3}}(?:经验|经历|年限)(?:要求)?[:：]?\s?(?:均?不限|不作?做?(?:硬性)?要求|均可)"
    r"|不限(?:制|定)?(?:工作)?(?:经验|年限)|[零0]经验"
    rf"|有无{_WHAT}{{0,3}}经验(?=[、，,]?[^，,；;。\n]{{0,10}}(?:[亦也均都皆]可|不限))"
    rf"|(?:[有和与]|不管有|不论有|无论有)?[无没][需须有]?{_WHAT}{{0,3}}的?(?:经验|经历)(?:者|的|人员|人士|新人)?"
    r"(?:[亦也均都皆]?可|[也都]?能|可以|要求|[也都]?没关系|不限|也?欢迎|[，,]?[有可]专人"
    r"|[，,]?(?:公司|我们)?(?:可以?|会|将)?(?:提供|有|安排)?(?:免费|带薪|专业|岗前){0,2}培[训养])"
    rf"|(?:接[受收]|招收?|欢迎|可接受)无{_WHAT}{{0,3}}经验(?!者?(?:勿|谢绝|不要))|不(?:要求|需要)有?{_WHAT}{{0,3}}经验)"
)
_CLASS = r"(?:(?:20)?[0-9]{2}届|20[0-9]{2}年(?=毕业))"
_GRADUATE = re.compile(
    r"(?:(?:可以?)?(?:接[受收]|欢迎|招[收聘]?|面向|限|含|仅限)?(?:条件)?(?:优秀|优异)?的?"
    rf"(?:{_CLASS}?[/、至\-]?){{0,3}}的?(?:本科|硕士|大学|研究生|高校|全日制|统招){{0,2}}(?<!非)应[往、/和\s]{{0,2}}届(?!(?:毕业)?生?(?:或实习生)?(?:勿|除外|不|谢绝|需|应当|必须|要有))"
    rf"|(?<![0-9]){_CLASS})(?:[^，,；;。、\n]{{0,6}}?(?:毕业)?生)?(?:者|的)?[亦也均都皆]?可?(?:以|考虑|接受|投递|不受限制)?"
)
_WELCOME = re.compile("接[受收]|欢迎|招|面向|可|优先|[亦均都皆]")
_REFUSED = re.compile(r"不(?:接[受收]|招收?|要|考虑)|拒绝?|谢绝|勿")
_HOW = "(?:完整|独立|全程|亲自|实际|深度|曾|成功|主要)"
_DONE = re.compile(rf"{_HOW}{{0,2}}地?(?P<verb>{alternation(_WORDS['done'])})过(?!程|滤|渡|硬|户|关|敏|往|来|多|于|期|失)")
_PERSON = re.compile(
    rf"{alternation(_WORDS['persons'])}(?:者|的)?(?:尤?为?优先|较佳|更佳|加分)(?:考虑|录用)?"
    rf"|(?:从事|担任|现任)(?P<work>[^，,；;。\n（(]{{2,24}}?)(?:工作)?(?:者|的)(?:尤?为?优先|较佳|更佳)(?:考虑|录用)?"
    r"|(?P<job>(?:相关)?(?:工作|项目|研究|维护))[者的]?优先(?:考虑|录用)?"
)
_PERSON_HINT = re.compile("优先|佳|加分")
_BOUNDED = re.compile(r"以\s?[上下内]|左右|至少|不少于|不低于|起|[+＋~–—―至到-]|年内|多年|余年")
_LABELLED = re.compile(r"经验|年限|经历|资历")
_CLAUSE_VERB = re.compile(rf"\s*{alternation(_WORDS['clause_verbs'])}")
_WORK = re.compile(r"(?:从事|担任|做)过?([^，,；;。（(]{2,24}?)(?:的?工作|职务|岗位)?$")
_PART_STOP = re.compile(r"[，,；;。、（(\s]")
_SHORT = 5  # characters between 背景 and the anchor that goes on with it: 会计背景工作经验
_NOTHING = re.compile("(?P<or>$^)?")
_GAP = re.compile(r"\s*(?P<or>或者?)|\s*[、和及与/]")


class Statement(NamedTuple):
    """One statement in the making."""

    start: int
    end: int
    bounds: Bounds | None
    field: str | None
    rule: str


Spans = Sequence[tuple[int, int]]


def _values(bounds: Bounds | None, field: str | None) -> dict[str, object]:
    low, high = bounds or Bounds(None, None)
    return {"min_years": low, "max_years": high, "field": field, "kind": "unstated" if bounds is None else "years"}


def _zero(kind: str) -> dict[str, object]:
    return {"min_years": 0.0, "max_years": None, "field": None, "kind": kind}


def _taken(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in spans)


def _plausible(text: str, start: int, phrase: str) -> Bounds | None:
    """The bounds of a length of service, or None for a calendar year and the like."""
    bounds = years(phrase)
    if bounds is None or (bounds.low and bounds.low % 0.5 and "月" not in phrase):
        bounds = years(_ITEM_NUMBER.sub("", phrase))  # 2.8年以上 is item 2 and eight years
    if bounds is None or max(bounds.low or 0, bounds.high or 0) > _LONGEST:
        return None
    return None if text[start - 1 : start] in ("近", "第", "每") else bounds


def _lengths(text: str, start: int, end: int) -> list[tuple[re.Match[str], Bounds]]:
    first = _LENGTH.search(text, start, end)
    if first is None:
        return []
    start = max(start, first.start() - _LONGEST_PREFIX)
    return [(m, b) for m in _YEARS.finditer(text, start, end) if (b := _plausible(text, m.start(), m[0]))]


# --- statements that hang on an anchor ----------------------------------------------------------------------------


def _anchored(text: str, clause: ClauseView, taken: Spans) -> list[Statement]:
    """The statements of all anchors of a clause; ``A经验或B经验`` is one, as are ``A背景和B经验``."""
    found: list[Statement] = []
    floor = clause.start
    for anchor in _ANCHOR.finditer(text, clause.start, clause.end):
        at, end = anchor.span()
        if _taken(at, end, taken):
            floor = max(floor, end)
            continue
        gap = _GAP.match(text, floor, at) if found and floor == found[-1].end else None
        if gap is None and found and floor == found[-1].end and text.endswith("背景", 0, floor) and at - floor < _SHORT:
            gap = _NOTHING.match(text, floor)
        read = _read(text, clause, anchor, part_start(text, at, floor), floor)
        if gap and _joins(gap, text, at, found[-1], read):
            found[-1] = _joined(found[-1], read, end)
        else:
            found += read
        floor = found[-1].end if found and found[-1].end > at else end if anchor["strong"] else floor
    return found


def _joins(gap: re.Match[str], text: str, at: int, last: Statement, read: Sequence[Statement]) -> bool:
    """Whether an anchor goes on with the statement before it: by 或, after 背景, or with nothing of its own (``经验和经历``)."""
    if any(statement.bounds for statement in read):
        return False
    return bool(gap["or"]) or text.endswith("背景", 0, last.end) or gap.end() >= at


def _joined(last: Statement, read: Sequence[Statement], end: int) -> Statement:
    end = read[-1].end if read else end
    if last.rule == "experience.background" or not read or not read[-1].field or not last.field:
        return last._replace(end=end)
    return last._replace(end=end, field=f"{last.field}或{read[-1].field.removeprefix('或')}")


def _read(text: str, clause: ClauseView, anchor: re.Match[str], start: int, floor: int) -> list[Statement]:
    """What one anchor states: each length of service before it, else the one after it, else its field alone."""
    at, end = anchor.span()
    if _WAIVER.match(text, end, clause.end) or (text[start - 1 : start] in "(（" and text[start : start + 1] in "如例" and start > floor):
        return []
    after = _PREFER.match(text, end, clause.end)
    lengths, opener = _lengths(text, start, at), OPENER.search(text, start, at)
    if opener is None and not lengths:
        start = list_start(text, start, floor)
        lengths, opener = _lengths(text, start, at), OPENER.search(text, start, at)
    later = None if lengths else _LATER_YEARS.match(text, end, clause.end)
    bounds = _plausible(text, later.start("years"), later["years"]) if later else None
    if not _asks(text, clause, anchor, opener, after is not None, bool(lengths or bounds)):
        return []
    if lengths:
        return _with_years(text, start, at, after.end() if after else end, lengths, opener)
    part = start
    start, words = named(text, part, at, opener)
    field = clean_field(words) if anchor["strong"] or anchor[0] != "案例" else words.strip(" 的") + anchor[0]
    if field is None:
        before, field = about_list(text, part, opener, floor)
        start = start if field is None else before
    if later and bounds:
        after = _PREFER.match(text, later.end(), clause.end)
        return [Statement(start, after.end() if after else later.end(), bounds, field, "experience.years")]
    if _NONE.search(text, max(start, at - 12), at) or (end <= clause.label_end and (opener is None or field is None)):
        return []
    if start == at and after is None and not text.startswith("丰富", end):
        return []
    rule = "experience.named" if anchor["strong"] else "experience.background"
    return [Statement(start, after.end() if after else end, None, field, rule)]


def _with_years(
    text: str, start: int, at: int, end: int, lengths: Sequence[tuple[re.Match[str], Bounds]], opener: re.Match[str] | None
) -> list[Statement]:
    """One statement for each length (``本科5年、硕士3年以上经验``); the field belongs to the last, and may stand before the only one."""
    found = []
    for match, bounds in lengths[:-1]:
        found.append(Statement(match.start(), match.end(), bounds, None, "experience.years"))
    match, bounds = lengths[-1]
    left, field = match.start(), clean_field(text[match.end() : at])
    if field is None and not found and (before := named(text, start, left, opener)) and clean_field(before[1]):
        left, field = before[0], clean_field(before[1])
    found.append(Statement(left, end, bounds, field, "experience.years"))
    return found


def _asks(text: str, clause: ClauseView, anchor: re.Match[str], opener: re.Match[str] | None, preferred: bool, has_years: bool) -> bool:
    """Whether the place asks something of the applicant: by its section, its verb of having, its word of preference."""
    if not anchor["strong"]:
        background = anchor[0] == "背景"
        if background and text.endswith(tuple(_WORDS["other_backgrounds"]), clause.start, anchor.start()):
            return False
        if not preferred and not (background and clause.section == "requirements"):
            return False
    if preferred:
        return True
    if clause.section in _SILENT:
        return False
    return clause.section in _ASKING or has_years or opener is not None


# --- statements without an anchor ---------------------------------------------------------------------------------


def _alone(text: str, clause: ClauseView, taken: Spans) -> Iterator[Statement]:
    """Lengths of service by themselves: ``4年以上``, ``从事销售工作3年以上``, ``3年以上Java开发``."""
    for match, bounds in _lengths(text, clause.start, clause.end):
        if _taken(*match.span(), taken) or "月" in match[0]:
            continue
        start = part_start(text, match.start(), clause.start)
        before = text[start : match.start()].rstrip(" :：满")
        if before.endswith(tuple(_WORDS["other_times"])):
            continue
        labelled = _LABELLED.search(text, max(clause.start, match.start() - 12), match.start())
        if not labelled and not _BOUNDED.search(match[0]):
            continue
        stop = _PART_STOP.search(text, match.end(), clause.end)
        end = stop.start() if stop else clause.end
        after = text[match.end() : end]
        prefer = _PREFER.search(after)
        field = None if _CLAUSE_VERB.match(after) or len(after) > 25 else clean_field(after[: prefer.start()] if prefer else after)
        low = match.start()
        if field is None and (work := _WORK.search(before)):
            low, field = start + work.start(), clean_field(work[1])
        yield Statement(low, end if field else match.end(), bounds, field, "experience.years_alone")


def _deeds(text: str, clause: ClauseView, taken: Spans) -> Iterator[Statement]:
    """What somebody has done: ``从事过销售工作``, ``完整参与过上线项目``."""
    for match in _DONE.finditer(text, clause.start, clause.end):
        end = part_end(text, match.end(), clause.end)
        if _taken(match.start(), end, taken):
            continue
        words = text[match.end() : end]
        prefer = _PREFER.search(words)
        field = clean_field(words[: prefer.start()] if prefer else words)
        if field and match["verb"] in _WORDS["telling"]:
            field = match["verb"] + field
        yield Statement(match.start(), end, None, field, "experience.done")


def _persons(text: str, clause: ClauseView, taken: Spans) -> Iterator[Statement]:
    """Kinds of persons that are preferred: ``退伍军人优先``, ``软件测试相关工作者优先``."""
    for match in _PERSON.finditer(text, clause.start, clause.end):
        start = part_start(text, match.start(), clause.start) if match["job"] else match.start()
        if not _taken(start, match.end(), taken):
            words = text[start : match.start()] if match["job"] else match["work"] or _PREFER.sub("", match[0])
            opener = OPENER.match(words)
            if match["job"] and _CLAUSE_VERB.match(words):
                continue  # 熟悉X项目优先 is a skill
            yield Statement(start, match.end(), None, clean_field(words[opener.end() :] if opener else words), "experience.person")


def _clause(page: Page, index: int) -> Iterator[Draft]:
    text, clause = page.text, page.clauses[index]
    words = text[clause.start : clause.end]
    taken: list[tuple[int, int]] = []
    if (
        ("届" in words or "年毕业" in words)
        and (graduate := _GRADUATE.search(text, clause.start, clause.end))
        and (clause.section in _ASKING or _WELCOME.search(graduate[0]))
        and not _REFUSED.search(text, max(clause.start, graduate.start() - 4), graduate.end())
    ):
        taken.append(graduate.span())
        yield Draft("experience", *graduate.span(), index, "experience.graduate", _zero("graduate"))
    anchored = _ANY_ANCHOR.search(words) is not None
    if clause.section not in _SILENT and (anchored or "年限" in words) and _UNLIMITED_HINT.search(words):
        for match in _UNLIMITED.finditer(text, clause.start, clause.end):
            taken.append(match.span())
            yield Draft("experience", *match.span(), index, "experience.unlimited", _zero("unlimited"))
    found = _anchored(text, clause, taken) if anchored else []
    taken += [(statement.start, statement.end) for statement in found]
    if clause.section in _ASKING:
        found += _alone(text, clause, taken)
        if "过" in words:
            found += _deeds(text, clause, [(s.start, s.end) for s in found])
        if _PERSON_HINT.search(words):
            found += _persons(text, clause, [*taken, *((s.start, s.end) for s in found)])
    for start, end, bounds, field, rule in found:
        while start < end and text[start] in " 、，,":
            start += 1
        yield Draft("experience", start, end, index, rule, _values(bounds, field))


def find(page: Page, wanted: Sequence[int]) -> Iterator[Draft]:
    """The experience that the wanted clauses ask for."""
    for index in wanted:
        yield from _clause(page, index)


_TIMES = tuple(
    f"{figure}{gap}{unit}" for figure in f"0123456789半{HAN}" for gap in ("", " ", "+", "+ ", "多", "余") for unit in ("年", "个月", "year")
)
KIND = Kind(
    "experience",
    triggers=(
        *_WORDS["anchors"],
        *_WORDS["weak_anchors"],
        *_WORDS["persons"],
        *(f"{verb}过" for verb in _WORDS["done"]),
        *_TIMES,
        "应届",
        "年毕业",
        "届毕业",
        "往届",
        *(f"{digit}届" for digit in range(10)),
        "年限不限",
        "作者优先",
        "者优先",
        "的优先",
    ),
    rules=RULES,
    find=find,
)
