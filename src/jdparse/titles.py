"""Titles: where a page says which job begins (guideline section 1).

A title is the name of a post (see ``posts``) and what stands around it: a heading word behind it, a collection number
(篇二, 【第3篇】), a number with nothing else on the line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from jdparse.headings import Heading
from jdparse.lexicons import Lexicon
from jdparse.patterns import regex
from jdparse.posts import LINKS, NUMBER, headcount, post_name

__all__ = ["Anchor", "find_anchors"]


class Anchor(NamedTuple):
    """A place where a job may begin: ``start:end`` is consumed, the post's name stands at ``name`` (or nowhere)."""

    start: int
    end: int
    name: tuple[int, int] | None
    form: str  # line, heading, collection, numbered, mention
    sought: tuple[int, int] | None = None  # how many are sought: 保安员（4名）


_COLLECTION = regex(
    rf"[【\[(（]?\s?(?:第\s?{NUMBER}\s?篇|篇\s?{NUMBER}(?![\u4e00-\u9fff])|(?:范文|范本|模板)\s?{NUMBER}(?=\s?[】:：\n]))\s?[】\])）:：、.]?"
)
_TAIL = regex(
    rf"(?:说明书|说明|责任书|书|权限|权力|范本|范文|模板|标准|内容|描述|细则|大全|要求|任职(?:要求|资格|条件)|篇|最新|通用|精选|完整版|具体|主要|的|和|及|工作|是什么|有哪些|怎么写|写什么|都?需要做到?什么|做什么|\d{{2,4}}字|\.pdf|\.docx?|VIP)*[ ]?"
    rf"(?:[(（][^()（）\n]{{0,24}}[)）])?[ ]?(?:\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:第?[ ]?{NUMBER}(?![\d、.．)）])[ ]?篇?|(?:篇\s?)?\d{{1,2}}(?=1[、.．)）](?!\d))|篇\s?{NUMBER}(?![\u4e00-\u9fff]))?[ ]?(?:[(（][^()（）\n]{{0,14}}[)）])?[ ]?(?P<close>[】\]」》”\"])?[ ]?(?P<colon>[:：?？])?"
)
_SPLIT = regex(r"[\n。；;!！?？]|\d{1,2}[、.．)）]")
_BREAK = regex(  # one set of characters first, which the matcher can look for; a colon only before a list or behind a series' number
    r"[\n。；;!！?？】」:：](?:(?<![:：])|(?=\s*(?:\d{1,2}\s?[、.．)）]|[【(（]))|(?<=[篇责文]\d[:：])|(?<=篇[一二三四五六七八九十][:：])|(?<=[\d一二三四五六七八九十]篇[:：]))"
)
_SERIES = regex(rf"(?:(?:岗位|工作)?职责|篇|范文)\s?{NUMBER}\s?[:：]\s?\Z")  # 岗位职责2:电商客服岗位职责
_NUMBERED_LINE = (
    rf"(?m:[ ]*(?:(?:{NUMBER}\s?[、.．)）]|[(（]{NUMBER}[)）])\s?(?=[^\n，,。；;：:]++$)(?P<name>[^\n，,。；;：:]{{2,24}}?)\s*$"
    rf"|[【\[](?P<framed>[^\n【】\[\]]{{2,20}})[】\]]\s*$|(?:岗位|职位|招聘岗位)\s?{NUMBER}\s?[:：]\s?(?P<series>[^\s，,。；;：:]{{2,20}})))"
)
_FIRST_LINE, _LATER_LINE = regex(_NUMBERED_LINE), regex(r"\n" + _NUMBERED_LINE)  # a matcher looks for \n, but tries ^ everywhere
_DASHED = regex(  # 2.1 客户服务经理- 创建…
    r"[。；;\n责][ ]*(?P<index>\d{1,2}(?:\.\d{1,2})?[、.．)）]?|[一二三四五六七八九十]{1,2}、)[ ]?(?P<name>[\u4e00-\u9fff]{2,14}?)[ ]?(?=[-—•·][ ]?[\u4e00-\u9fff])"
)
_SAID = (  # 客服主管⏎客服主管的主要职责是…
    r"[ ]*(?P<index>(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[、.．)）]\s?)?(?P<name>(?P<said>[\u4e00-\u9fff]{2,14}?)(?:[(（][^()（）\n]{1,14}[)）])?)[ ]*"
    r"(?=(?:\n\s*|[:：]\s?)(?:作为)?(?P=said)[\u4e00-\u9fff,，、（(]|[:：]?[ ]*\n\s*(?:[-•●][ ]?[\u4e00-\u9fff]|[(（]?1\s?[、.．)）](?!\d)|①))"
)
_SAID_FIRST, _SAID_LATER = regex(_SAID), regex(r"\n" + _SAID)
_CHAPTER = regex(r"[一二三四五六七八九十]{1,3}、[^\n。；，,;、]{2,10}\Z")


_ITEM_AHEAD = regex(r"[2-9]\s?[、.．)）](?!\d)")
_ITEM = regex(r"\s*(?:[2-9]|1\d)\s?[、.．)）]")  # an item of a list, past the first: 3、前台接待工作内容也负责…
_LONGEST = 160  # characters that a post's name and its firm may take before the heading
_SENTENCE_ENDS = frozenset("。；;!！?？\n")


_BRACKETED = regex(r"\s*[【\[](?P<name>[^【】\[\]\n]{2,26})[】\]]")


def _bracketed_post(text: str, lexicon: Lexicon) -> list[Anchor]:
    """A post's name in brackets that opens the text: 【行政专员】."""
    m = _BRACKETED.match(text)
    name = post_name(text, m.start("name"), m.end("name"), lexicon) if m is not None else None
    return [Anchor(0, m.end(), name, "heading")] if m is not None and name is not None else []


def _title_again(text: str, lexicon: Lexicon) -> list[Anchor]:
    """The title of a document that its site shows again above the text: 售后岗位说明书⏎⏎售后岗位说明书一、…"""
    lines = [m.span() for m in _TOP.finditer(text, 0, _OPENING * 3)][:4]
    found: tuple[int, int] | None = None
    for at, (a, b) in enumerate(lines[:-1]):
        if b - a <= _TITLE and _DOCUMENT.search(text, a, b) and text[a:b].strip():
            again = [c for c, _ in lines[at + 1 :] if text.startswith(text[a:b].rstrip(), c)]
            if again:
                found = again[-1], again[-1] + len(text[a:b].rstrip())
    if found is None:
        return []
    word = _DOCUMENT.search(text, *found)
    name = post_name(text, found[0], word.start(), lexicon) if word is not None else None
    return [Anchor(0, found[1], name, "line")]


_TOP = regex(r"[^\s][^\n]*")
_DOCUMENT = regex(r"的?(?:岗位|工作|职务|职位)?(?:职责|说明书|责任书|描述)")


def _chained_titles(text: str) -> list[Anchor]:
    """A title said twice and run into the text below it: 导购岗位职责和要求导购岗位职责和要求1一、…"""
    if "职责" not in text:
        return []
    return [Anchor(m.start("chain"), m.end("chain"), m.span("first"), "line") for m in _CHAINED.finditer(text)]


_TITLE_WORD = r"(?:岗位|工作)?职责(?:说明书|说明|[和及]要求|描述)?"
_CHAINED = regex(
    rf"(?:(?<=\n)|\A)[ ]*(?P<chain>(?P<first>[\u4e00-\u9fffA-Za-z]{{2,12}}?){_TITLE_WORD}\d?(?P=first){_TITLE_WORD}(?:\d(?=[一1]))?)(?=[一1]\s?[、.．])"
)


def _first_line(text: str, lexicon: Lexicon) -> list[Anchor]:
    """A first line that holds nothing but the name of a post (and how many are sought)."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if not 0 < end - start <= _TITLE or not text[end:].strip() or text[start:end].rstrip()[-1:] in "。；;，,、：:！!":
        return []
    name = post_name(text, start, end, lexicon)
    if name is None or len(text[start : name[0]].strip()) > _PREFIX:
        return []
    rest = text[name[1] : end]
    count = headcount(text, name[1], end)
    if not rest.strip() or (count is not None and not text[name[1] : count[0]].strip(" (（招聘")):
        return [Anchor(start, end, name, "first", count)]
    return [Anchor(start, name[1], name, "first")] if _PAIRS.match(rest) else []


def _posts_above(text: str, headings: list[Heading], lexicon: Lexicon) -> list[Anchor]:
    """Lines that hold nothing but the name of a post (and how many are sought), right above a main heading."""
    found: list[Anchor] = []
    for h in headings:
        if h.strength != "section" or h.context != "line" or h.kind not in _KINDS:
            continue
        above = text[max(0, h.start - 2 * _TITLE) : h.start].rstrip()
        end = max(0, h.start - 2 * _TITLE) + len(above)
        start = text.rfind("\n", max(0, end - _TITLE - 1), end) + 1
        if not 0 < end - start <= _TITLE or text[end - 1] in "。；;，,、：:！!" or (found and found[-1].start == start):
            continue
        name = post_name(text, start, end, lexicon)
        if name is None or text[start : name[0]].strip():
            continue
        count = headcount(text, name[1], end)
        if not text[name[1] : end].strip() or count is not None:
            found.append(Anchor(start, end, name, "first", count))
    lone = len(found) == 1 and text[: found[0].start].strip()
    return [found[0]._replace(form="mention")] if lone else found


_KINDS = frozenset(("duties", "requirements", "description", "content"))
_PAIRS = regex(r" {2,}[^\s:：]{2,8}[:：]")  # 招聘人数：1名 behind a post's name
_PREFIX = 6  # characters that may stand before a post's name in the first line: 职位详情——
_TITLED = 12  # characters of a post's name that only its place tells
_TITLE = 30  # characters that the line of a title may hold
_HIRED = regex(
    r"(?:诚聘|急聘|诚招|急招|现招聘|高薪聘请|公司招聘)[:：]?\s?(?P<name>[^，,。；;：:\s(（]{2,14}(?:[(（][^()（）\n]{1,12}[)）])?)(?=[，,。；;：:\s(（]|\d)"
)
_OPENING = 80  # characters at the top of a text in which it may name the one post it is about


def _hired_post(text: str, lexicon: Lexicon) -> list[Anchor]:
    """The post that the first sentence says is sought: 某某公司诚聘前台文员，…"""
    m = _HIRED.search(text, 0, _OPENING)
    name = post_name(text, m.start("name"), m.end("name"), lexicon) if m is not None else None
    return [Anchor(name[0], name[0], name, "mention")] if name is not None else []


def _outside_chapters(found: list[Anchor], headings: list[Heading]) -> list[Anchor]:
    """Without the names in the chapters of an article about one post: 一、行政主管的定义 … 二、行政主管的职责."""
    chapters = [h for h in headings if h.form == "chapter"]
    return [a for a in found if not any(h.start <= a.start < h.end for h in chapters)] if chapters else found


def _chaptered_post(text: str, headings: list[Heading], lexicon: Lexicon) -> list[Anchor]:
    """The post that the chapters of an article are about, where nothing else names it."""
    for h in headings:
        of = _OF.search(text, h.word_start, h.word_end) if h.form == "chapter" else None
        name = post_name(text, h.word_start, of.start(), lexicon) if of is not None else None
        if name is not None:
            return [Anchor(name[0], name[0], name, "mention")]
    return []


_OF = regex(r"的|所需|需要|岗位|工作|主要|任职")


_SENTENCE = regex(r"(?![包是如有为主])[\u4e00-\u9fff][^\n。:：]{0,60}[，,][^\n。:：]{0,60}。")
_QUOTED = regex(r"[【“「《](?P<name>[^】”」》\n，,。；;]{2,18}?)(?:的?(?:岗位|工作|主要|具体)*职责|岗位说明书|[”」](?:这一|的)?岗位)")
_DEFINITION = r"\s*(?P<name>[\u4e00-\u9fffA-Za-z]{2,14}?)(?:岗位?|一职|这一岗位|这个岗位)?(?:是(?!否|一家|一支|一个公司)|作为|属于|指)"
_DEFINED_FIRST, _DEFINED_LATER = regex(_DEFINITION), regex(r"[。\n]" + _DEFINITION)  # 护理部主任属于医院的高层管理者


def _told_post(text: str, headings: list[Heading], lexicon: Lexicon) -> list[Anchor]:
    """The post that an article names in marks (以下是“会计”岗位的职责说明) or defines (会计是…) before it says anything else."""
    said = _QUOTED.search(text, 0, _INTRODUCED), _DEFINED_FIRST.match(text) or _DEFINED_LATER.search(text, 0, _INTRODUCED)
    for m in said:
        name = post_name(text, m.start("name"), m.end("name"), lexicon) if m is not None else None
        if name is not None and not any(h.end <= name[0] and h.kind in _KINDS for h in headings):
            return [Anchor(name[0], name[0], name, "mention")]
    return []


_INTRODUCED = 300  # characters of an introduction in which it may do so


def find_anchors(text: str, hits: list[tuple[int, int, int]], headings: list[Heading], lexicon: Lexicon) -> list[Anchor]:
    """Places where jobs may begin, in order."""
    found = _worded(text, hits, headings, lexicon, page=False)
    if len(found) > 1:  # a page of several jobs: titles may run into the prose below them
        found = _worded(text, hits, headings, lexicon, page=True)
    found = _outside_chapters(found, headings)
    if any(word in text for word in lexicon.collection_words):
        found += [Anchor(m.start(), m.end(), None, "collection") for m in _COLLECTION.finditer(text)]
    found += _paired_posts(text, headings, lexicon)
    found += _numbered_posts(text, lexicon)
    found += _form_posts(text, headings, found)
    found += _bracketed_post(text, lexicon)
    found += _posts_repeated(text, lexicon)
    found += _chained_titles(text)
    if not found and "\n" in text:
        found += _title_again(text, lexicon)
    if not found:
        found += (
            _posts_above(text, headings, lexicon)
            or _first_line(text, lexicon)
            or _hired_post(text, lexicon)
            or _told_post(text, headings, lexicon)
            or _chaptered_post(text, headings, lexicon)
        )
    if len(found) > 1:
        found += _described_posts(text, lexicon)
    found.sort()
    return _merged(found)


def _worded(text: str, hits: list[tuple[int, int, int]], headings: list[Heading], lexicon: Lexicon, page: bool) -> list[Anchor]:
    """Posts named before a heading word."""
    titling = lexicon.titling
    words = [hit for hit in hits if hit[0] in titling and hit[1] and text[hit[1] - 1] not in _SENTENCE_ENDS]
    if not words:
        return []
    by_word = {h.word_end: h for h in headings}
    starts = {h.start for h in headings}
    found: list[Anchor] = []
    ends = [h.end for h in headings]
    floor = 0
    line = 0, 0  # of a heading, by its number: where its line ends
    for index, start, end in words:
        if lexicon.entries[index][2] != "section" and text[start - 1 : start] != "的":  # 门店经理的职责范本
            continue
        above = bisect_right(ends, start)
        if above and headings[above - 1].strength == "pair":
            if line[0] != above:
                line = above, text.find("\n", ends[above - 1])
            if not 0 <= line[1] < start:
                continue  # the value of a pair: 适用范围：各门店收银员
        elif above and _is_value(text, headings[above - 1], start):
            continue
        floor = max(floor, ends[above - 1] if above else 0)
        anchor = _around_word(text, floor, start, end, by_word.get(end), lexicon, starts, page)
        if anchor is not None:
            found.append(anchor)
            floor = anchor.end
    return found


def _is_value(text: str, heading: Heading, start: int) -> bool:
    """Whether words before ``start`` are what a heading of its line holds: 技能要求：功能测试 白盒测试 岗位职责：…"""
    words = text[heading.end : start] if heading.end > start - _LONGEST else "\n"
    return (
        heading.form == "colon"
        and heading.kind == "requirements"
        and words.strip()[-1:] not in ("", ":", "：")
        and _SPLIT.search(words) is None
    )


def _around_word(
    text: str, floor: int, start: int, end: int, heading: Heading | None, lexicon: Lexicon, starts: set[int], page: bool
) -> Anchor | None:
    """A post's name before a heading word: 收银员岗位职责：, or a whole line such as 客服经理岗位职责（篇2）."""
    stop = heading.start if heading is not None else start
    begin = max(floor, text.rfind("\n", max(floor, stop - _LONGEST - 2), stop) + 1)
    if begin < stop - _LONGEST:
        begin = stop - _LONGEST - 1
    for m in _BREAK.finditer(text, begin, stop):
        begin = m.end()
    if begin >= stop or stop - begin > _LONGEST:
        return None
    modifier = heading.word_start if heading is not None else start
    name = post_name(text, begin, stop, lexicon)
    if name is None and modifier > stop:
        name = post_name(text, begin, modifier, lexicon)
    if name is None and floor > 0 and heading is not None and heading.kind == "duties" and heading.form in ("colon", "list"):
        name = _known_role(text, begin, stop, lexicon)  # 基本工资+提成防损员岗位职责：
        begin = name[0] if name is not None else begin
    if (
        name is None
        and begin
        and stop - begin <= _TITLED
        and text[begin - 1] in "】])）"
        and text[stop - 1] not in LINKS
        and _numbered(text, begin)
    ):
        name = begin, stop  # 【第3篇】物业管理岗位职责: its place tells that it is a post
    if name is None or _ITEM_AHEAD.search(text, name[1], stop) is not None:
        return None  # 1、客户端程序开发 2、…: the first item of a list
    series = _SERIES.search(text, max(floor, begin - 12), begin)
    begin = series.start() if series is not None else begin
    count = headcount(text, name[1], stop)
    series_end = heading is not None and _COLLECTION.search(text, end, heading.end) is not None  # …岗位职责说明(篇1)
    if (
        heading is not None
        and heading.form in ("colon", "list", "chain")
        and text[heading.end - 1 : heading.end] != "】"
        and not series_end
    ):
        return Anchor(begin, stop, name, "heading", count)
    tail = _TAIL.match(text, end)
    assert tail is not None  # noqa: S101  every part may be empty
    after = text[tail.end() : tail.end() + 1]
    closed = tail["close"] or tail["colon"] or after in ("", "\n") or tail.end() in starts or _COLLECTION.match(text, tail.end())
    closed = closed or (after == "1" and text[tail.end() - 1].isdigit())  # 岗位职责篇2 and the first item: …篇21、
    fresh = begin == 0 or series is not None or text[begin - 1] in "\n】。:：" or begin == floor
    follows = begin == floor or series is not None or _numbered(text, begin)
    if not closed and text[start - 1 : start] == "的" and not page and _SENTENCE.match(text, tail.end()):
        return Anchor(begin, begin, name, "mention")  # 行政主管的工作内容多而杂，… is a sentence
    runs_on = page and fresh and begin > 0 and after not in "的是包和与及、，,。/为" and not _ITEM.match(text, begin, name[0])
    return Anchor(begin, tail.end(), name, "line") if closed or (fresh and follows) or runs_on else None


def _numbered(text: str, end: int) -> bool:
    """Whether the number of a collection ends there: 【第3篇】."""
    return any(m.end() == end for m in _COLLECTION.finditer(text, max(0, end - 10), end))


def _known_role(text: str, begin: int, stop: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The longest role of the lexicon that ends at ``stop``, on a page that names its posts this way."""
    size = max((len(r) for r in lexicon.roles if len(r) > 2 and text.endswith(r, begin, stop)), default=0)
    before = text[begin : stop - size]
    return (stop - size, stop) if size and not before.endswith("、") and ":" not in before and "：" not in before else None


def _paired_posts(text: str, headings: list[Heading], lexicon: Lexicon) -> list[Anchor]:
    """A post's name run into the first pair below it: 生鲜采购员直属部门：采购部."""
    found = []
    for h in headings:
        if h.strength == "pair" and h.context == "glued":
            begin = text.rfind("\n", max(0, h.start - _LONGEST), h.start) + 1 or max(0, h.start - _LONGEST)
            for m in _BREAK.finditer(text, begin, h.start):
                begin = m.end()
            name = post_name(text, begin, h.start, lexicon)
            if name is not None and name[1] == h.start:
                found.append(Anchor(begin, h.start, name, "heading"))
    return found


_FORM_NAMES = frozenset(("岗位名称", "职位名称", "职务名称", "招聘岗位", "招聘职位"))
_FORM_VALUE = regex(
    r"\s{0,3}(?P<name>[^\s，,。；;:：]{2,20}?)(?:[(（]?(?:\d{1,3}|若干|[一二两三四五六七八九十])\s?[名人位][)）]?)?(?=[\s，,。；;:：]|\Z)"
)


def _form_posts(text: str, headings: list[Heading], found: list[Anchor]) -> list[Anchor]:
    """The starts of forms that name their posts as pairs, where there are two or more with lists of their own: 岗位名称：会计."""
    pairs = [(at, h) for at, h in enumerate(headings) if h.strength == "pair" and text[h.word_start : h.word_end] in _FORM_NAMES]
    if len(pairs) < 2:
        return []
    posts: list[Anchor] = []
    begin = 0
    for (at, pair), stop in zip(pairs, [*(at for at, _ in pairs[1:]), len(headings)], strict=True):
        value = _FORM_VALUE.match(text, pair.end, headings[at + 1].start if pair.form == "cell" and at + 1 < len(headings) else len(text))
        lists = any(h.strength == "section" and h.kind in ("duties", "requirements") for h in headings[at:stop])
        above = headings[at - 1] if at else None
        title = above is not None and above.kind == "description" and not text[above.end : pair.start].strip()  # 岗位说明书
        start = above.start if above is not None and title else pair.start
        named = any(begin <= a.start < pair.end for a in found)  # a title above the form begins the job already
        if value is None or not lists or named or (pair.form != "cell" and text[:start].rstrip(" ")[-1:] not in ("", "\n")):
            return []
        posts.append(Anchor(start, start, value.span("name"), "heading"))
        begin = pair.end
    return posts


def _numbered_posts(text: str, lexicon: Lexicon) -> list[Anchor]:
    """Numbered lines that hold nothing but the name of a post, where there are two or more of them."""
    if "\n" not in text:
        return []
    found = []
    first = _FIRST_LINE.match(text)
    for m in chain([first] if first else [], _LATER_LINE.finditer(text, first.end() if first else 0)):
        group = str(m.lastgroup)
        name = post_name(text, m.start(group), m.end(group), lexicon)
        if name is not None and (name[1] - name[0] <= 14 or group == "series"):
            start = m.start() + (m is not first)  # without the line end before it
            found.append(Anchor(start, m.end(), name, "numbered", headcount(text, name[1], m.end())))
    if len(found) < 2 or any(not text[a.end : b.start].strip() for a, b in pairwise(found)):
        return []
    return found


def _posts_repeated(text: str, lexicon: Lexicon) -> list[Anchor]:
    """Lines that hold nothing but the name of a post, which the sentence below says again or a list follows, where there are two or more."""
    if "\n" not in text:
        return []
    found = []
    first = _SAID_FIRST.match(text)
    for m in chain([first] if first else [], _SAID_LATER.finditer(text), _DASHED.finditer(text)):
        name = post_name(text, m.start("name"), m.end("name"), lexicon)
        if name is not None and text[name[0] : name[1]] not in lexicon.fields:
            found.append(Anchor(m.start("index") if m["index"] else m.start("name"), m.end("name"), name, "numbered"))
    return found if len(found) > 1 else []


def _described_posts(text: str, lexicon: Lexicon) -> list[Anchor]:
    """``1. 店长店长是门店的负责人…``: numbered posts, each run into its own description, where there are three or more."""
    found = []
    telling = 0
    for m in _numbered_role(lexicon).finditer(text):
        chapter = _CHAPTER.search(text, max(0, m.start() - 14), m.start())
        start = chapter.start() if chapter is not None else m.start("index")
        found.append(Anchor(start, m.end("name"), (m.start("name"), m.end("name")), "numbered"))
        telling += m["told"] is None
    names = {text[a.start : a.end] for a in found}
    return found if len(names) >= 3 and telling * 2 >= len(found) else []


@cache
def _numbered_role(lexicon: Lexicon) -> re.Pattern[str]:
    """A number, a post's name, and behind it the name again, 是 or (for names that are no departments) what it does."""
    roles = "|".join(sorted((re.escape(r) for r in lexicon.roles if len(r) > 1), key=len, reverse=True))
    name = r"(?:[\u4e00-\u9fff]{2,4}(?:经理|主管|总监|专员)|" + roles + ")"
    return re.compile(
        rf"(?<![\d.])(?P<index>\d{{1,2}}\s?[、.．]\s?)(?P<name>{name}(?:/{name})?)"
        rf"(?=(?P=name)|是|这是|(?P<told>(?<=[理管监员长师计])(?:负责|主要负责|[\u4e00-\u9fff]{{2,6}}的领导)))"
    )


def _merged(anchors: list[Anchor]) -> list[Anchor]:
    """Without those that lie inside another one."""
    kept: list[Anchor] = []
    for anchor in anchors:
        if kept and anchor.start < kept[-1].end:
            if anchor.form == "line" or kept[-1].name is None:
                kept[-1] = kept[-1]._replace(
                    end=max(kept[-1].end, anchor.end), name=anchor.name or kept[-1].name, sought=anchor.sought or kept[-1].sought
                )
            continue
        kept.append(anchor)
    return kept
