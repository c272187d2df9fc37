"""The words and patterns of traits, and how the words before a head or a noun are read (guideline section 5).

The words stand in ``lexicon/trait.toml``; what is grammar stands here: what may follow a trait, what may stand before it, and when
``分析、解决问题的能力`` is one ability and ``沟通、协调能力`` two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jdparse.patterns import regex
from jdparse.wordlists import alternation, first_letter, load

__all__ = [
    "AFTER",
    "ALSO_PHRASES",
    "ATTITUDE",
    "CIRCUMSTANCE",
    "CRAFT",
    "DEGREE",
    "DROPPED_OPENERS",
    "DROPPED_SUBJECTS",
    "ENDS_IN_HEAD",
    "KEPT_OPENERS",
    "KEPT_SUBJECTS",
    "LEXICON",
    "LONGEST_LEAD",
    "MAY",
    "NOT_ABILITY",
    "NOT_ABLE",
    "OFTEN_NEXT",
    "OPENER_CUT",
    "OPENER_TAIL",
    "PART_END",
    "PHRASE_LEFT",
    "POSSESSION",
    "SOCIAL",
    "SUBJECT_LINK",
    "TOWARDS_END",
    "UNDERSTOOD",
    "HeadRead",
    "NounRead",
    "abilities",
    "read_head",
    "read_noun",
]  # fmt: skip

LEXICON = load("trait")
STEMS = frozenset(LEXICON["stems"])
UNDERSTOOD = STEMS - {"理解", "研究", "学习", "认识"}  # abilities that need no head: 良好的沟通, but not 一定的理解
ALSO_PHRASES = frozenset(LEXICON["heads"]) & frozenset(LEXICON["phrases"])
DROPPED_OPENERS = frozenset(LEXICON["dropped_openers"])
KEPT_OPENERS = frozenset(LEXICON["kept_openers"])
DROPPED_SUBJECTS = tuple(sorted(LEXICON["dropped_subjects"], key=len, reverse=True))
KEPT_SUBJECTS = tuple(sorted(LEXICON["kept_subjects"], key=len, reverse=True))
OFTEN_NEXT = frozenset({"沟通", "学习", "协调", "表达", "组织", "执行", "应变", "责任"})  # 沟通能力学习能力强: a comma was forgotten
_PERSONAL = frozenset({"主动性", "积极性", "细心", "耐心"})  # 工作主动性 is no other thing
_GENERAL = frozenset(LEXICON["general"])
_SHARES_VERB = frozenset(LEXICON["shares_verb"])
LONGEST_LEAD = 100  # characters before a head or noun that are looked at
_LONGEST = 40  # characters of them that may belong to it
_IN_ONE = regex("口头[和及与、]书面|书面[和及与、]口头")  # one ability: both kinds of speech
_LEARNT = ("技巧", "知识", "经验", "功底", "基础")  # no abilities: 沟通技巧和表达能力
_SHARED_VERBS = tuple(LEXICON["shared_verbs"])


_INTENSIFIERS = ["非常", "比较", "相当", "十分", "特别", "较为", "较", "极其", "极", "更"]
DEGREE = regex(rf"{first_letter([*_INTENSIFIERS, *LEXICON['degrees']])}{alternation(_INTENSIFIERS)}?{alternation(LEXICON['degrees'])}\s?")
# What may stand behind a trait; anything else makes it part of a longer word (能力建设, 责任心的培养, 积极参与).
AFTER = regex(
    rf"(?:水平)?\s?(?P<tail>(?:非常|比较|相当|都|均|要)?{alternation(LEXICON['tails'])}(?!秀人才))?"
    r"(?=\s*(?:$|[，,；;。！!？?、/／（(）)\]】:：\s&+~….和与及并者等有具且或]|[善乐勇]于|热爱|以及|优先|能(?![力量源])|为佳|的(?:$|[，,；;。、优人您你朋员同青应候]|工作者)))"
)
SPLIT = regex(r"\s?(?:[、/／,&和与及或并]|以及)\s?")
_LETTER = regex(r"[\u4e00-\u9fffA-Za-z]")
# In front of a head everything up to another statement is cut away.
_MAY_CUT = regex("[经学背专毕知基者年历具需必要]")
_CUT = regex(
    r".*(?:(?:经验|经历|学历|背景|专业|毕业|知识|基础)(?:[和及与、并者的]|以及)?|(?:[者年历]|具[有备]|需|必须|要求)(?=[较良优很一]))",
    re.DOTALL,
)
_LEADING = regex(
    r"[\s、/和与及且并的:：+&为]+|以及|同时|还|应(?![变用急聘对])|须|需(?!求)要?|要(?!求)|能够|能(?![力源])|可(?!视|靠)|本人|个人|其|一种|各种|自己的?|自身的?"
    r"|相关(?=[\u4e00-\u9fff]{3})|比较(?=强)"
)
NOT_ABILITY = regex(
    "熟悉|熟练|掌握|精通|了解|英语|日语|韩语|德语|法语|外语|俄语|英文|日文|外文|口语|普通话|粤语|听说|，|；|提供|公司|提升|培养|锻炼|我们|完善"
)
# A verb with its object: 分析、解决问题的能力 is one ability, 分析问题、解决问题的能力 are two.
_SHARED_OBJECT = regex(r"(?:独立|快速|有效)?(?:解决|处理|应对|发现|分析|判断|完成|理解|把握|挖掘|管理|协调|组织)[\u4e00-\u9fff]{2,8}的?")
# 积极主动的工作态度: the noun belongs to the span, not to the name.
ATTITUDE = regex(r"的?(?:工作|学习|服务|做事|处事)?(?:态度|作风|精神面貌|精神|心态|品质|性格|品格|人格|品德|工作习惯)")
SUBJECT_LINK = regex(r"(?:方面|中|上|能够?|要|较|很|非常|需|态度)?")
PHRASE_LEFT = regex(r"(?:[、/和与及且的，,\s较很有偏能会肯]|非常|比较|具备|具有|性格|态度)$")
# Behind 能 and 可以: what says an ability, what a circumstance or a tool, what a craft (the last two are no traits).
MAY = regex(rf"{alternation(LEXICON['may'])}|在[^，]{{1,12}}[下中]")
NOT_ABLE = regex(
    r"适应|出差|加班|倒班|轮班|夜班|上班|班次|到岗|实习|接受|承受|承担.{0,6}压力|压力|入职|全职|兼职|驾驶|英[语文]|外语|日语|口语|普通话|粤语|放宽|工资|薪|元|年以上|个月|每周"
    r"|熟练|使用|操作|外派|长期|住宿|倒三班|值班|考虑|录用|面议|经验|学历|户口|专业|优先[录考]|录取|提供|公司(?:提供|将|为)|[A-Za-z]{2}|证"
)
CIRCUMSTANCE = regex(r"出差|加班|倒班|轮班|夜班|外派|压力|驻外|班次|调[配遣剂]|薪[资酬]|提成")
CRAFT = regex(
    r"(?:搭建|设计|撰写|编写|编译|安装|配置|部署|维修|调试|绘制|制作|开发|建模|编程|翻译|写作|测试)(?!团队|流程|.{0,6}问题)|^(?:独立)?(?:完成|进行)"
)
SOCIAL = regex(
    r"与|和|人际|沟通|交流|协调|谈判|社交|交际|表达|学习|思考|分析问题|发现|解决|团队|组织|倾听|总结|观察|调动|激励|处理|挖掘|带|管理"
)
ENDS_IN_HEAD = regex(r"(?:能力|意识|精神)(?:较?强|优先|者)*$")
OPENER_TAIL = regex(r"(?:的?者|的)?\s?(?:优先(?:考虑)?|更佳|为佳|$)|的?[（(]|的(?:你|人|朋友|人士|小伙伴)")
# Where the phrase of an opener ends although no comma has come: 热爱A、认同B are two.
OPENER_CUT = regex(
    r"、(?=[\u4e00-\u9fff]{2,6}(?:能力|意识|精神))|、(?=热爱|认同|喜欢|善于|乐于|勇于|敢于|愿意|具备|具有|有(?!效|序)|能(?!源|量|耗)|责任心|工作(?!中))|(?:具有|具备|(?<=[\u4e00-\u9fff])(?<!具)有)(?=良好|较强|较好|很强|一定|强烈|高度|优秀|出色)"
)
PART_END = regex(r"[，,；;。！!？?\n]|$")
TOWARDS_END = regex(
    r"(?P<to>[^，,；;。！!？?\n]{1,24}?)(?:很?有着?|充满|抱有|怀有|具有|具备|保持)?(?:[^，,；;。！!？?\n]{0,6}?)"
    r"(?P<noun>感?兴趣|热情|激情|热忱|热爱|敏感(?:度|性)?|敏锐(?:度|性)?|好奇心?|追求|悟性|信心|向往|认同感?|执着|钻研精神|洞察力|耐心|喜爱)"
)
POSSESSION = regex(r"(?:具?有|具备|保持).*$")


def _lead(before: str) -> tuple[int, int]:
    """Where span and name begin in the words before a head or noun: behind other statements and small words; the name behind degree words."""
    end = len(before)
    start = max(0, end - _LONGEST)
    if start == end:
        return end, end
    if _MAY_CUT.search(before, start) and (cut := _CUT.match(before, start)):
        start = cut.end()
    while lead := _LEADING.match(before, start):
        start = lead.end()
    name, degrees = start, list(DEGREE.finditer(before, start))
    if degrees:
        start, name = degrees[-1].span()
        while again := DEGREE.match(before, name):
            name = again.end()
        while start > 0 and before[start - 1] in "较很更极":
            start -= 1
    return start, name


class HeadRead(NamedTuple):
    """The words before a head: offsets in them of the span and of the name, the words of the name, one part for each ability."""

    start: int
    name_start: int
    body: str
    parts: tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=8192)  # ads repeat one another: two of three heads have been read before
def read_head(before: str, head: str) -> HeadRead:
    """How ``before`` makes abilities of ``head``; no parts where it says nothing.

    >>> [name for _, _, name in read_head("较强的沟通、协调", "能力").parts]
    ['沟通能力', '协调能力']
    """
    start, name_start = _lead(before)
    body = before[name_start:]
    if _says_nothing(body) or NOT_ABILITY.search(before, 0, start):
        return HeadRead(start, name_start, body, ())
    return HeadRead(start, name_start, body, abilities(body, head))


class NounRead(NamedTuple):
    """A noun with the words before it: offset of its span, its name; and abilities coordinated with it, each with its span and name.

    ``is_bare``: no degree word and no other stands before it.
    """

    start: int
    name: str
    abilities: tuple[tuple[int, int, str], ...]
    is_bare: bool


@lru_cache(maxsize=8192)
def read_noun(before: str, noun: str, weak: bool) -> NounRead | None:
    """A noun that is a trait, read with the words before it; None where they make something else of it.

    >>> read_noun("很强的", "责任心", False).name
    '责任心'
    """
    low = len(before)
    start, name_start = _lead(before)
    is_bare = start == name_start
    body = before[name_start:]
    if body and NOT_ABILITY.search(body):
        return None
    left, others = 0, []
    for joint in SPLIT.finditer(body) if body else ():  # 沟通、协调和执行力: the words before are abilities of their own
        word = body[left : joint.start()]
        if word[-2:] in STEMS and len(word) <= 6:
            others.append((name_start + left if left else start, name_start + joint.start(), word + "能力"))
        left = joint.end()
    if left:
        start = name_start = name_start + left
    if low - name_start > 8:
        start = name_start = low
    name = (before[name_start:] + noun).strip(" 的")
    if weak and name[-2:] in STEMS and name[-2:] != "洞察":
        name += "能力"
    if name[:2] == "工作" and name[2:] in _PERSONAL:
        name = name[2:]
    return NounRead(start, name, tuple(others), is_bare)


def _says_nothing(body: str) -> bool:
    """Whether the words before a head make no ability of it: too few, too many, too general, or the object of another verb."""
    return len(body) > 26 or body.strip() in _GENERAL or len(_LETTER.findall(body)) < 2 or NOT_ABILITY.search(body) is not None


def abilities(body: str, head: str) -> tuple[tuple[int, int, str], ...]:
    """The coordinated parts of ``body`` before ``head``: start and end in ``body``, name; the last part is that of the head itself.

    >>> [name for _, _, name in abilities("语言和文字表达", "能力")]
    ['语言表达能力', '文字表达能力']
    """
    pieces, left = [], 0
    for joint in SPLIT.finditer(body):
        if joint.start() > 0 and joint.end() < len(body) and not _IN_ONE.match(body, joint.start() - 2):
            pieces.append((left, joint.start()))
            left = joint.end()
    last = body[left:]
    if pieces and _SHARED_OBJECT.fullmatch(last) and all(b - a <= 4 and body[b - 2 : b] in STEMS for a, b in pieces):
        return ((0, len(body), body + head),)
    verb = next((v for v in _SHARED_VERBS if last.endswith(v) and last != v), "")
    named = []
    for a, b in pieces:
        word = body[a:b]
        shared = verb if word in _SHARES_VERB and not word.endswith(verb) else ""
        of = "的" if last.endswith("的") and not word.endswith("的") else ""
        if not word.endswith(_LEARNT):
            named.append((a, b, word + shared + of + head))
    return (*named, (left, len(body), last + head))
