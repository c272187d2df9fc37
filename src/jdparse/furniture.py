"""Furniture of pages that no list of phrases can name, as its shape tells: page numbers, paths, tables of contents, heads of tables.

The sites that show office documents and collections of texts put these around and between the jobs; the words differ from site to site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdparse.patterns import regex

__all__ = ["find_furniture", "genre_without_jobs"]

_PAGES = regex(
    r"(?m)^(?P<line>[^\n]{0,40}(?:_第\d{1,3}页|已阅读\d{1,3}页[^\n]{0,30}|第\s?\d{1,3}\s?页\s?[/／，,]?\s?共\s?\d{1,3}\s?页))[ ]*$"
)
_PATH = regex(  # 首页 > 招聘 > 正文, but not 专员>主管>经理
    r"(?m)^(?=[^\n]{0,60}(?:首页|正文|频道|栏目|范文|位置|网[ ]?[>»›]))(?P<line>[ ]*[^\n>»›。；，,]{0,16}(?:[>»›][ ]?[^\n>»›。；，,]{0,24}){2,8})$"
)
_FILE = regex(r"(?m)^(?P<line>[ 《]*[^\n。；，,]{1,40}\.(?:docx?|pdf|pptx?|xlsx?|wps)》?[^\n]{0,40}?(?:上传|预览|下载|分享)[^\n]{0,40})$")
_FILE_NAME = regex(r"(?m)^(?P<line>[ 《]*(?P<stem>[^\n。；，,.《]{3,40})\.(?:docx?|pdf|pptx?|xlsx?|wps)》?(?:VIP)?)[ ]*$")
_CONTENTS = regex(  # three lines of a table of contents: 会计岗位规范……3
    r"(?m)^(?P<line>(?:[ ]*[^\n。；;，,]{2,36}[ .…·]{1,40}\d{1,3}[ ]*\n\s*){3,80})"
)
_META = regex(  # what a document site says of a file: its length, its pages, when and where it was published
    r"(?m)^(?P<line>[ \-•]*(?:约?小?于? ?[\d.]{1,6} ?[千万]?字|约? ?\d{1,4} ?页|\d{4}-\d\d-\d\d 发布于[^\n]{1,12}|收藏[ ]?(?:分销|\d+)[^\n]{0,10}|时间[:：][^\n]{4,20}(?:人气|作者|来源|阅读|浏览)[^\n]{0,40}))[ ]*$"
)
_PIPES = 4  # a table of pipes has more
_HEAD_ROW = regex(  # the first of three rows: | 序号 | 职责 | 说明 |
    r"(?m)(?:(?<=\n)|\A)(?P<line>[ ]*\|?(?:[ ]*[^\n|。；;，,\d]{1,10}\|){1,5}(?:[ ]*[^\n|。；;，,\d]{1,10})?[ ]*)\n(?:[ ]*\|?[ \-:|]{5,80}\n)?(?=[^\n|]{0,40}\|[^\n]{1,400}\n[^\n|]{0,40}\|[^\n]{2})"
)
_RULE_ROW = regex(r"(?m)^(?P<line>[ ]*\|[ \-:|]{4,80})$")
_SEVERAL = regex(r"各(?:部门|岗|职位|工种|级)[^\n，,。；;：:、]{0,8}(?:职责|说明书)")
_OVER_SEVERAL = regex(  # a title over the posts of a firm: 超市各部门岗位职责
    r"(?m)^[ ]*(?P<line>[^\n，,。；;：:、]{0,14}各(?:部门|岗位?|职位|工种|级)[^\n，,。；;：:、]{0,8}(?:职责|说明书)(?:手册|汇[总编]|大全|范[文本]|\.docx?|说明){0,3}(?:[(（][^()（）\n]{1,14}[)）])?)[ ]*(?=\n|[一1]、|\Z)"
)
_NUMBERED_END = regex(r"\d *\n\s*[^\n]{2,50}\d *\n")


def find_furniture(text: str) -> list[tuple[int, int, str]]:
    r"""Where such furniture stands and what it is, in order of appearance kind by kind; the spans may overlap.

    >>> [(start, end, reason) for start, end, reason in find_furniture("首页 > 招聘 > 正文\n岗位职责：1、接待")]
    [(0, 12, 'board_furniture')]
    """
    found = [(*m.span("line"), reason) for pattern, reason in _wanted(text) for m in pattern.finditer(text)]
    if ".doc" in text or ".pdf" in text:  # the name of a file, where the text says it again: its title
        found += [(*m.span("line"), "document_site") for m in _FILE_NAME.finditer(text) if text.count(m["stem"]) > 1]
    return found


def _wanted(text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns that a cheap look leaves over: most texts need none."""
    if "页" in text:
        yield _PAGES, "document_site"
    if any(word in text for word in ("千字", "发布于", "分销", "人气")):
        yield _META, "document_metadata"
    if ">" in text or "»" in text or "›" in text:
        yield _PATH, "board_furniture"
    if ".doc" in text or ".pdf" in text:
        yield _FILE, "document_site"
    if text.count("|") > _PIPES:
        yield _HEAD_ROW, "table_header"
        yield _RULE_ROW, "table_header"
    if "各" in text and _SEVERAL.search(text):
        yield _OVER_SEVERAL, "chapter"
    if "\n" in text and _NUMBERED_END.search(text):
        yield _CONTENTS, "contents"


_ARTICLES = regex(r"(?:^|[。\n])[ ]*第[一二三四五六七八九十]{1,3}条")
_ADVICE = regex(
    r"(?:^|[。；\n：:])[ \-•\d.、]*(?:写清楚?|写明|注明|填写|列出|写到|写[一二三四五六七八九十两几]|补上|说明该|说明岗位|说明向)(?!.{0,6}(?:简历|姓名|邮件))"
)
_BLANKS = regex(r"[(（](?:例如|如有|如无|填写|写明|按实际|用一|列出)|【例如")  # what a template leaves to be filled in
_SEVERAL_TIMES = 3


def genre_without_jobs(text: str) -> str | None:
    """``regulation`` for the articles of a rule, ``advice`` for how to write a job description, None for anything else.

    >>> genre_without_jobs("第一条 为规范管理，制定本制度。第二条 本制度适用于全体。第三条 违者处分。")
    'regulation'
    """
    if "条" in text and "第" in text and len(_ARTICLES.findall(text)) >= _SEVERAL_TIMES:
        return "regulation"
    if "写" in text and (len(_ADVICE.findall(text)) >= _SEVERAL_TIMES or len(_BLANKS.findall(text)) >= 2 * _SEVERAL_TIMES):
        return "advice"
    return None
