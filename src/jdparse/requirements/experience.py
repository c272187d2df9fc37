"""Experience: years and in what (guideline section 5 and its settled cases).

What hangs on an anchor such as 经验 is read in ``statements.py``. Here stand the rest: years by themselves, deeds (``从事过``) and persons
(``退伍军人优先``), which count only in sections that state requirements, and what makes experience needless (经验不限, 应届).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jdparse.numerals import HAN, Bounds
from jdparse.patterns import regex
from jdparse.requirements.field import OPENER, clean_field
from jdparse.requirements.parts import part_end, part_start
from jdparse.requirements.rule import ClauseView, Finding, Kind, Page, Rule
from jdparse.requirements.statements import ANY_ANCHOR, ASKING, PREFER, SILENT, Statement, Taken, anchored, lengths_outside
from jdparse.wordlists import alternation, first_letter, load

__all__ = ["KIND"]

_WORDS = load("experience")

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

_UNLIMITED_HINT = regex("[无没不零均0](?:(?<=[无没不零])|(?<=0)经|(?<=均)可)")
_WHAT = r"(?:项目|工作|相关|行业|从业|任何|销售|岗位|同行业)"
_UNLIMITED = regex(
    r"(?=[项工相行从任销岗同不零0有和与无没经年接招欢可])(?:"
    rf"{_WHAT}{{0,3}}(?:经验|经历|年限)(?:要求)?[:：]?\s?(?:均?不限|不作?做?(?:硬性)?要求|均可)"
    r"|不限(?:制|定)?(?:工作)?(?:经验|年限)|[零0]经验"
    rf"|有无{_WHAT}{{0,3}}经验(?=[、，,]?[^，,；;。\n]{{0,10}}(?:[亦也均都皆]可|不限))"
    rf"|(?:[有和与]|不管有|不论有|无论有)?[无没][需须有]?{_WHAT}{{0,3}}的?(?:经验|经历)(?:者|的|人员|人士|新人)?"
    r"(?:[亦也均都皆]?可|[也都]?能|可以|要求|[也都]?没关系|不限|也?欢迎|[，,]?[有可]专人"
    r"|[，,]?(?:公司|我们)?(?:可以?|会|将)?(?:提供|有|安排)?(?:免费|带薪|专业|岗前){0,2}培[训养])"
    rf"|(?:接[受收]|招收?|欢迎|可接受)无{_WHAT}{{0,3}}经验(?!者?(?:勿|谢绝|不要))|(?:不(?:要求|需要)|无[需须])有?{_WHAT}{{0,3}}经验)"
)
_CLASS = r"(?:(?:20)?[0-9]{2}届|20[0-9]{2}年毕业)"
_GRADUATE = regex(
    r"(?:(?:可以?)?(?:接[受收]|欢迎|招[收聘]?|面向|限|含|仅限)?(?:条件)?(?:优秀|优异)?的?"
    rf"(?:{_CLASS}?[/、至\-]?){{0,3}}的?(?:本科|硕士|大学|研究生|高校|全日制|统招){{0,2}}(?<!非)应[往、/和\s]{{0,2}}届"
    r"(?!(?:毕业)?生?(?:或实习生)?(?:勿|除外|不|谢绝|需|应当|必须|要有))"
    rf"|(?<![0-9]){_CLASS})(?:[^，,；;。、\n]{{0,6}}?(?:毕业)?生)?(?:者|的)?[亦也均都皆]?可?(?:以|考虑|接受|投递|不受限制)?"
)
_WELCOME = regex("接[受收]|欢迎|招|面向|可|优先|[亦均都皆]")
_REFUSED = regex(r"不(?:接[受收]|招收?|要|考虑)|拒绝?|谢绝|勿")
_HOW = "(?:完整|独立|全程|亲自|实际|深度|曾|成功|主要)"
_DONE = regex(rf"{_HOW}{{0,2}}地?(?P<verb>{alternation(_WORDS['done'])})过(?!程|滤|渡|硬|户|关|敏|往|来|多|于|期|失)")
_PERSON = regex(
    rf"{first_letter(_WORDS['persons'], '从担现相工项研维行')}(?:"
    rf"{alternation(_WORDS['persons'])}(?:者|的)?(?:尤?为?优先|较佳|更佳|加分)(?:考虑|录用)?"
    rf"|(?:从事|担任|现任)(?P<work>[^，,；;。\n（(]{{2,24}}?)(?:工作)?(?:者|的)(?:尤?为?优先|较佳|更佳)(?:考虑|录用)?"
    r"|(?P<job>(?:相关)?(?:工作|项目|研究|维护|行业))[者的]?优先(?:考虑|录用)?)"
)
_PERSON_HINT = regex("优先|佳|加分")
_BOUNDED = regex(r"以\s?[上下内]|左右|至少|不少于|不低于|起|[+＋~–—―至到-]|年内|多年|余年")
_LABELLED = regex(r"经验|年限|经历|资历")
_CLAUSE_VERB = regex(rf"\s*{alternation(_WORDS['clause_verbs'])}")
_WORK = regex(r"(?:从事|担任|做)过?([^，,；;。（(]{2,24}?)(?:的?工作|职务|岗位)?$")
_POST = regex(r"(?:具?有)?([^，,；;。：:（(]{2,20}?)(?:的?工作|职务|岗位|从业)$")
_NOT_SERVICE = regex("轮岗|外派|派驻|驻外|实习|试用|合同|培训")
_JOINT = regex(r"(?:以及|并且|或者?|[和及与并且])(?=[^时格会谐睦购发])")
_PART_STOP = regex(r"[，,；;。、（(\s]")


def _values(bounds: Bounds | None, field: str | None) -> dict[str, object]:
    low, high = bounds or Bounds(None, None)
    return {"min_years": low, "max_years": high, "field": field, "kind": "unstated" if bounds is None else "years"}


def _zero(kind: str) -> dict[str, object]:
    return {"min_years": 0.0, "max_years": None, "field": None, "kind": kind}


# --- statements without an anchor ---------------------------------------------------------------------------------


def _alone(text: str, clause: ClauseView, taken: Taken) -> Iterator[Statement]:
    """Lengths of service by themselves: ``4年以上``, ``从事销售工作3年以上``, ``3年以上Java开发``."""
    for match, bounds in lengths_outside(text, clause.start, clause.end, taken):
        if "月" in match[0]:
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
        if _NOT_SERVICE.search(after):
            continue
        prefer = PREFER.search(after)
        field = None if _CLAUSE_VERB.match(after) or len(after) > 25 else clean_field(after[: prefer.start()] if prefer else after)
        low = match.start()
        if field is None and (work := _WORK.search(before)):
            low, field = start + work.start(), clean_field(work[1])
        elif field is None and (work := _POST.match(before)) and (field := clean_field(work[1])):
            low = start + work.start(1)
        yield Statement(low, end if field else match.end(), bounds, field, "experience.years_alone")


def _deeds(text: str, clause: ClauseView, taken: Taken) -> Iterator[Statement]:
    """What somebody has done: ``从事过销售工作``, ``完整参与过上线项目``."""
    for match in _DONE.finditer(text, clause.start, clause.end):
        end = part_end(text, match.end(), clause.end)
        if taken.touches(match.start(), end):
            continue
        words = text[match.end() : end]
        prefer = PREFER.search(words)
        field = clean_field(words[: prefer.start()] if prefer else words)
        if field and match["verb"] in _WORDS["telling"]:
            field = match["verb"] + field
        yield Statement(match.start(), end, None, field, "experience.done")


def _persons(text: str, clause: ClauseView, taken: Taken) -> Iterator[Statement]:
    """Kinds of persons that are preferred: ``退伍军人优先``, ``软件测试相关工作者优先``."""
    for match in _PERSON.finditer(text, clause.start, clause.end):
        start = part_start(text, match.start(), clause.start) if match["job"] else match.start()
        if not taken.touches(start, match.end()):
            kept = match["job"] and match["job"].endswith(("项目", "行业"))  # 工作 says nothing more, these do
            words = text[start : match.end("job") if kept else match.start()] if match["job"] else match["work"] or PREFER.sub("", match[0])
            opener = OPENER.match(words)
            if match["job"] and _CLAUSE_VERB.match(words):
                continue  # 熟悉X项目优先 is a skill
            yield Statement(start, match.end(), None, clean_field(words[opener.end() :] if opener else words), "experience.person")


def _spans(found: Sequence[Statement]) -> list[tuple[int, int]]:
    return [(statement.start, statement.end) for statement in found]


def _clause(page: Page, index: int) -> Iterator[Finding]:
    text, clause = page.text, page.clauses[index]
    words = text[clause.start : clause.end]
    taken: list[tuple[int, int]] = []
    if (
        ("届" in words or "年毕业" in words)
        and (graduate := _GRADUATE.search(text, clause.start, clause.end))
        and (clause.section == "requirements" or _WELCOME.search(graduate[0]))
        and not _REFUSED.search(text, max(clause.start, graduate.start() - 4), graduate.end())
    ):
        taken.append(graduate.span())
        yield Finding("experience", *graduate.span(), index, "experience.graduate", _zero("graduate"))
    has_anchor = ANY_ANCHOR.search(words) is not None
    if clause.section not in SILENT and (has_anchor or "年限" in words) and _UNLIMITED_HINT.search(words):
        for match in _UNLIMITED.finditer(text, clause.start, clause.end):
            taken.append(match.span())
            yield Finding("experience", *match.span(), index, "experience.unlimited", _zero("unlimited"))
    found = anchored(text, clause, Taken(taken)) if has_anchor else []
    if clause.section in ASKING:
        if "年" in words or "year" in words:
            found += _alone(text, clause, Taken(taken + _spans(found)))
        if "过" in words:
            found += _deeds(text, clause, Taken(_spans(found)))
        if _PERSON_HINT.search(words):
            found += _persons(text, clause, Taken(taken + _spans(found)))
    for start, end, bounds, field, rule in found:
        while start < end and text[start] in " 、，,":
            start += 1
        if bounds is None and (joint := _JOINT.match(text, start, end)):
            start = joint.end()
        yield Finding("experience", start, end, index, rule, _values(bounds, field))


def find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
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
        "行业优先",
        "工作优先",
        "项目优先",
    ),
    rules=RULES,
    find=find,
)
