"""The name of a post, as a person would write it in a list (guideline section 1): 电商客服经理, not the firm and not 岗位职责.

It is recognised by its ending (经理, 专员, 员, 师 …); what may stand before and behind it is cut off.
"""

from __future__ import annotations

import re

from jdparse.lexicons import Lexicon
from jdparse.patterns import regex

__all__ = ["LINKS", "NUMBER", "headcount", "post_name"]

NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
"""Regex source of the number of a text in a collection, or of a post in a list."""
_INDEX = regex(
    rf"\s*(?:[【\[(（]?\s?(?:第?\s?{NUMBER}\s?篇|篇\s?{NUMBER}|{NUMBER}\s?[、.．)）])\s?[】\])）]?\s?[:：、]?|[\-—•·●■◆★☆▪*#>\s]+|\d{{1,2}}一(?=[\u4e00-\u9fff]{{2}}))*"
    r"\s*[【\[「《“\"]?(?:(?:诚聘|急聘|诚招|急招|高薪聘请)[:：]?|(?:招聘|职位|岗位)(?:岗位|职位|详情|名称)?\s?[—\-]{1,2}\s?)?"
)
_INDEX_STARTS = frozenset("第篇一二三四五六七八九十诚急高招职岗")  # of the Chinese characters, those that _INDEX may begin with
_PLACE = regex(r"[(（][^()（）\n]{1,24}[)）]\s?\Z")
_FIRM = regex(r"(?:我|本|某)?(?:公司|企业|集团|单位)(?!.?(?:秘书|律师))")
_SEEKS = regex(  # 某某公司诚招…, 某某集团招聘-…, but not 招聘主管
    r"[^\n]{0,12}?(?:诚聘|急聘|诚招|急招|现招|聘请|(?:公司|集团|店|部门)招聘?|招聘(?=\s?[-—\d]))\s?[-—]{0,2}\s?(?:\d{1,2}\s?[名人位])?(?=[^\n]{2})"
)
_HEADCOUNT = regex(r"\s*[(（]?\s?(?:招聘?|若干|\d{1,3})\s?[-~—]?\s?\d{0,3}\s?[名人位]\s?[)）]?\s*\Z")
LINKS = ("的", "一般", "主要", "日常", "具体", "工作", "岗位", "职位", "详细", "基本", "相关", "所在")
_LINKING = regex(rf"(?:{'|'.join(LINKS)})*\Z")
_WORDS = regex(r"\S+")
_NO_NAME = regex("[，,。；;：:！!？?、+=】【→]|的(?=.)")
_HIRING = regex(
    r"(?:招聘|聘用|招募)(?!主管|专员|经理|助理|顾问|实习|负责|总监|组长|岗|文员|代表|工程师|培训|薪酬|绩效|配置|运营|渠道|员工|人事|与|和|及)(?=[\u4e00-\u9fff]{2})"
)  # 招聘收银员, not 招聘主管
_YEAR = regex(r"(?:20\d\d年?(?:度|最新)?|最新)(?:的)?(?=[\u4e00-\u9fff]{2})")  # 2021年电商客服经理岗位职责
_STAFF_NUMBER = regex(r"\s?[(（][A-Za-z0-9\-]{1,12}[)）]\Z")
_VERBS = regex(
    r"(?:按照|根据|负责|协助|完成|履行|制定|熟悉|配合|参与|担任|从事|了解|明确|遵守|以及|成为|作为|做好|指导|管理|监督|其他|对|与|向|由|为|在|有|是|及"
    r"|承担|独立|协调|推动|能够|能独立|按时|及时|积极|主动|喜欢|热爱|具有|具备|拥有|精通|掌握|开展|提供|领导|愿意|主要|和|或|且|并|实现)"
)


def _counted(text: str, start: int, end: int) -> re.Match[str] | None:
    """The number sought that ends a span: one look at its last letter tells that there mostly is none."""
    if text[start:end].rstrip().rstrip(")）").rstrip().endswith(("名", "人", "位")):
        return _HEADCOUNT.search(text, start, end)
    return None


def headcount(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the number sought that stands behind a post's name, brackets aside: ``4名``."""
    m = _counted(text, start, end)
    if m is None:
        return None
    a, b = m.span()
    while a < b and text[a] in " (（招聘":
        a += 1
    while b > a and text[b - 1] in " )）\n":
        b -= 1
    return (a, b) if a < b else None


def post_name(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The span of a post's name in ``text[start:end]`` (a title, perhaps with a firm's name after it), or None."""
    first = text[start : start + 1]
    if not "\u4e00" <= first <= "\u9fff" or first in _INDEX_STARTS:
        index = _INDEX.match(text, start, end)
        start = index.end() if index is not None else start
    while end > start and text[end - 1] in ' :：-—_/|】]」》”"':
        end -= 1
    count = _counted(text, start, end)
    if count is not None:
        end = count.start()
    bare = _LINKING.search(text, start, end) if text.endswith(LINKS, start, end) else None
    if bare is not None and bare.start() > start and ("的" in bare[0] or not _is_post(text[start:end], lexicon)):
        end = bare.start()
    whole = _is_post(text[start:end], lexicon)
    if whole:
        return _bare_name(text, start, end)
    stop = start
    for m in _WORDS.finditer(text, start, end):
        if not _is_post(m[0], lexicon):
            break
        stop = m.end()
    return _bare_name(text, start, stop) if stop > start and end - stop <= 120 else None


def _bare_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a staff number behind it or the word for the firm before it."""
    sought = _SEEKS.match(text, start, end)
    start = sought.end() if sought is not None else start
    number = _STAFF_NUMBER.search(text, start, end)
    hiring = _HIRING.match(text, start, end)
    start = hiring.end() if hiring is not None else start
    year = _YEAR.match(text, start, end)
    start = year.end() if year is not None else start
    firm = _FIRM.match(text, start, end)
    return firm.end() if firm is not None else start, number.start() if number is not None else end


def _is_post(name: str, lexicon: Lexicon) -> bool:
    core = name.rstrip()
    if core.endswith((")", "）")):
        core = _PLACE.sub("", name).rstrip()
    if (
        not 2 <= len(core) <= 24
        or not core[0].isalnum()
        or not (_ends_as_post(core, lexicon) or ("/" in core and _ends_as_post(core.split("/")[0], lexicon)))
    ):
        return False
    if len(core.split()) > 2 or _NO_NAME.search(core):
        return False
    return not _VERBS.match(core) and not any(word in core for word in lexicon.not_posts)


def _ends_as_post(name: str, lexicon: Lexicon) -> bool:
    last = name[-1:]
    if last in lexicon.role_endings and "\u4e00" <= name[-2:-1] <= "\u9fff":
        return True
    return last in lexicon.roles_by_end and name.endswith(lexicon.roles_by_end[last])
