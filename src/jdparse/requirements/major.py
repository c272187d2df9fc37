"""Majors: fields of study asked for (guideline section 5).

``A、B等相关专业`` is read backwards from 专业 to the start of its comma-part, degree words cut away; a list whose items stand
between commas is followed further back while they are fields of study by themselves. 专业 as an adjective
(``专业知识``, ``专业化``) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jdparse.patterns import regex
from jdparse.requirements.coordination import Splitter
from jdparse.requirements.rule import Finding, Kind, Page, Rule
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_LEXICON = load("major")
_SECTIONS = frozenset({"requirements", "facts", "other", "overview", "duties"})
_SPLITTER = Splitter(_LEXICON["whole"])
_GENERIC = frozenset(_LEXICON["generic"])

RULES = (
    Rule("major.list", "major", "A、B等相关专业", yes="会计、金融等相关专业优先", no="专业知识扎实"),
    Rule("major.labelled", "major", "专业：A、B", yes="专业要求：土木工程", no="专业技能：沟通"),
    Rule("major.unlimited", "major", "the field of study does not matter", yes="专业不限", no="学历不限"),
    Rule("major.faculty", "major", "a faculty named without 专业", yes="理工科背景优先", no="文科知识"),
)

_UNLIMITED = regex(
    r"(?=[专不无所])(?:专业(?:背景|要求)?(?:均|都)?不限|不限(?:制|定)?(?:具体|所学)?专业|专业(?:没有|无|不作)(?:特殊|具体)?(?:要求|限制)|无专业(?:要求|限制)|专业[：:]\s?不限|所有专业)"
)
# What stands behind 专业 where it is a field of study.
_AFTER = regex(
    rf"(?:相关方向|类方向|方向)?(?=\s?(?:$|[，,；;。、！!\n（()）)\]】/0-9]|等(?=\s?(?:$|[，,；;。]))|{alternation(_LEXICON['after'])}))"
)
# What stands between the list and 专业: 等相关, 或其他相近的, 理工科.
_SUMMARY = regex(
    r"(?:或者?|及其?|等|和|与|、|/)?(?:其他|其它|以上|的|相近|相关|类似|对口|类|大类|门类|\s)*(?P<faculty>理工科|理工类|工科|理科|文科|人文社科)?类?\s?$"
)
_LABELLED = regex(r"(?:所学|学历)?专业(?:要求|背景|方向|类别)?\s?[：:]\s?(?P<list>[^；;。！!？?\n:：]{2,80})")
_FIELD_WORD = regex(r"(?:学科|(?<=相关)方向)(?=$|[，,；;。、！!\n（()）)]|背景|毕业|优先|均可|者|硕士|博士|本科)")
_FACULTY = regex(
    rf"(?P<list>{alternation(_LEXICON['faculties'])})(?=背景|优先|毕业|出身|生|学历|本科|硕士|[）)]|均可|类?$|[，,]|为佳|尤佳)"
)
_STOP = regex(r"[，,；;。！!？?\n:：【】]")
_LEVEL = regex(r"(?:全日制|统招)?(?:本科|大专|专科|硕士|研究生)[（(]?[含及或]?[）)]?以上")
_PREFER = regex(
    r"(?:背景|毕业生?|者|的|人员|学历|出身|应届生?|本科生?|研究生|学生|以上){0,3}\s?(?:优先(?:考虑|录用|录取)?|更佳|尤佳|为佳|佳|者佳|加分)"
)
_BEHIND = regex(r"背景|毕业|出身")
# What stands before the list in its comma-part.
_LEAD = regex(
    r".*(?=[学以毕主就来，,0-9具拥有需要限优年月经全统普国重正本硕博大专研中院高岁男女的是为接欢应者])(?:学历|学位|以上|毕业于|主修|就读于?|来自|[，,]|[0-9]届|具有|具备|拥有|(?<![所])有(?![机色限])|需|要求|(?<![有无权极局界期])限(?=[\u4e00-\u9fff])|优先(?:考虑)?|以下|[年月]|经验者?|(?:全日制|统招|普通|国家|重点|正规)*(?:本科|硕士|博士|大专|专科|研究生|中专|院校|高校|大学|大学生|本硕)(?:研究生|生)?(?:及|或)?(?:以上)?(?:毕业)?(?:生)?|岁|[男女]性?|的(?=.*专业)|是|为|接受|欢迎|应届(?:毕业)?生?|毕业生?|者)",
    re.DOTALL,
)
_NAME_TAIL = regex(r"(?:等|相关|类|大类|的|专业|方向|学科|或|及|其他|其它|相近|之一|(?<!关)系|背景|毕业|等方面|\s)+$")
_NAME_LEAD = regex(
    r"^(?:如|例如|包括|以及|或者?|及|和|与|是|为|等|其他|限|以|的|、|相关|偏|主修过?|学习过|在|所学|所修|本科|硕士|第一学历|要求|对口|的)+"
)
_BARE = regex(r"[\u4e00-\u9fff]{2,10}")
_FIELD = regex(
    r"(?:学|工程|管理|科学|技术|计算机|会计|金融|经济|法律|数学|统计|机械|电子|通信|自动化|物理|化学|生物|营销|贸易|新闻|传播|中文|英语|设计|艺术|美术|财务|人力资源|物流|软件|信息|电气|材料|土木|建筑|医|药|化工|数理|行政|文秘|教育|心理|运筹|审计|税务|保险|旅游|酒店|商务|广告|编导|播音|动画|网络|数据|控制|能源|环境|食品|农|林|园艺|园林)(?:类|学|系|专业)?$"
)
_NOT_MAJOR = regex(
    r"能力|经验|知识|[，；。]|熟悉|了解|掌握|精通|公司|客户|工作|负责|优先|\d年|责任|团队|良好|服务|提供|培训|我们|解决|技能|水平|素养|提升|岗位|行业|^学习|领域|开展"
)


def _find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
    text, clauses = page
    for index in wanted:
        clause = clauses[index]
        if clause.section not in _SECTIONS:
            continue
        low, high = clause.start, clause.end
        if match := _UNLIMITED.search(text, low, high):
            yield Finding("major", match.start(), match.end(), index, "major.unlimited", {"majors": ("不限",)})
            low = match.end()
        yield from _lists(page, index, low, high)


def _lists(page: Page, index: int, low: int, high: int) -> Iterator[Finding]:
    text = page.text
    floor, at = low, text.find("专业", low, high)
    if at >= 0 and (labelled := _LABELLED.match(text, at, high)):
        draft = _labelled(text, labelled, index)
        if draft:
            yield draft
            floor, at = draft.end, text.find("专业", draft.end, high)
    while at >= 0:
        behind = _AFTER.match(text, at + 2, high)
        draft = _before(text, floor, at, behind.end(), index, high) if behind else None
        if draft:
            yield draft
            floor = draft.end
        at = text.find("专业", max(at + 2, floor), high)
    rest = text[floor:high]
    for word in _FIELD_WORD.finditer(text, floor, high) if "学科" in rest or "方向" in rest else ():
        if draft := _before(text, floor, word.start(), word.end(), index, high):
            yield draft
            floor = draft.end
    if "以上" in rest:
        yield from _before_level(text, floor, high, index)
    if page.clauses[index].section != "duties" and "科" in rest:
        for match in _FACULTY.finditer(text, floor, high):
            if match.start() == low or not "\u4e00" <= text[match.start() - 1] <= "\u9fff" or text[match.start() - 1] in "为是科历限上生":
                yield _major(text, index, "faculty", match.start(), match.end(), high, [match["list"].removesuffix("类")])


def _major(text: str, index: int, rule: str, start: int, end: int, high: int, majors: Sequence[str]) -> Finding:
    """The draft, its span drawn out over 背景, 毕业 and 优先."""
    if more := _PREFER.match(text, end, high) or _BEHIND.match(text, end, high):
        end = more.end()
    return Finding("major", start, end, index, "major." + rule, {"majors": tuple(majors)})


def _labelled(text: str, match: re.Match[str], index: int) -> Finding | None:
    start, end = match.span("list")
    majors = [name for a, b, _ in _SPLITTER.items(text, start, end) for name in _names(text[a:b])]
    if not majors or not all(_FIELD.search(name) or "科" in name for name in majors):
        return None
    return _major(text, index, "labelled", match.start(), end, end, majors)


def _before(text: str, floor: int, at: int, end: int, index: int, high: int) -> Finding | None:
    """The fields in front of the 专业 at ``at``."""
    start = max(floor, at - 70)
    for stop in _STOP.finditer(text, start, at):
        start = stop.end()
    summary = _SUMMARY.search(text, max(start, at - 12), at)
    list_end = summary.start() if summary else at
    lead = _LEAD.match(text, start, list_end)
    if lead and lead.end() < list_end:
        start = lead.end()
    start = _further_back(text, start, floor)
    while start < list_end and text[start] in " 、，,/（(；;.-:：)）】·":
        start += 1
    majors = [name for a, b, _ in _SPLITTER.items(text, start, list_end) for name in _names(text[a:b])]
    if not majors and summary and summary["faculty"]:
        majors = [summary["faculty"]]
    return _major(text, index, "list", start, end, high, majors) if majors else None


def _before_level(text: str, floor: int, high: int, index: int) -> Iterator[Finding]:
    """Fields right before a level, without 专业: ``计算机本科及以上学历``."""
    for level in _LEVEL.finditer(text, floor, high):
        start = max(floor, level.start() - 30)
        for stop in _STOP.finditer(text, start, level.start()):
            start = stop.end()
        words = text[start : level.start()].strip().removesuffix("全日制").removesuffix("统招")
        words = words.removeprefix("全日制").removeprefix("统招")
        names = [name for name in re.split("[、/和与及或]", words) if name]
        if names and all(_BARE.fullmatch(name) and _FIELD.search(name) and not _NOT_MAJOR.search(name) for name in names):
            if not set(names) & _GENERIC and "大学" not in words:
                start = text.index(words, start)
                yield Finding("major", start, start + len(words), index, "major.level", {"majors": tuple(names)})


@lru_cache(maxsize=8192)  # ads repeat one another
def _names(piece: str) -> tuple[str, ...]:
    """The fields of one item; spaces may part them too."""
    words = [_NAME_TAIL.sub("", _NAME_LEAD.sub("", word.strip("“”\"' "))) for word in re.split(r"\s+|[（）()]", piece)]
    return tuple(name for name in words if 1 < len(name) <= 16 and name not in _GENERIC and not _NOT_MAJOR.search(name))


def _further_back(text: str, start: int, floor: int) -> int:
    """``机械，电子，通信等专业``: earlier comma-parts that are fields of study belong to the list."""
    while start - 1 > floor and text[start - 1] in "，,":
        at = max(text.rfind("，", floor, start - 1), text.rfind(",", floor, start - 1), floor - 1) + 1
        part = text[at : start - 1].strip()
        if not all(_BARE.fullmatch(word) and _FIELD.search(word) for word in re.split("[、/]", part)) or len(part) > 40:
            break
        start = at
    return start


_LEVELLED = tuple(
    last + level for last in "学机理程源计融务销贸子信化木筑牧艺术律济药械" for level in ("本科", "大专", "专科", "硕士", "全日", "统招")
)
KIND = Kind("major", triggers=(*_LEVELLED, "专业", "理工", "工科", "理科", "文科", "商科", "学科", "相关方向"), rules=RULES, find=_find)
