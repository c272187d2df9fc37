"""Traits: soft skills, attitudes and abilities (guideline section 5).

Notes for a newcomer. One pass finds the words of ``lexicon/trait.toml``; then each clause is read from left to right, with
``floor`` the place up to which the text is used up (the last stop, bare verb or finding). Three shapes are read:

* an open head (``较强的沟通、协调能力``): everything from ``floor`` to the head, cut into its coordinated parts, one trait each;
* a noun or a phrase that is a trait by itself (``责任心``, ``吃苦耐劳``), with its degree word, subject or judgement;
* an opener at the start of a comma-part (``善于…``, ``能独立…``, ``热爱…``, ``对…感兴趣``), up to the end of that part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdparse.lexicons import alternation, load
from jdparse.requirements.rule import Draft, Kind, Page, Rule
from jdparse.requirements.scan import Scanner, Token

__all__ = ["KIND"]

_LEXICON = load("trait")
_STOP, _VERB, _SILENT, _HEAD, _NOUN, _WEAK, _PHRASE, _SUBJECT, _OPENER, _TOWARDS, _KNOWING = range(11)

RULES = (
    Rule("trait.head", "trait", "X能力, X意识, X精神: one trait for each coordinated X", yes="较强的沟通、协调能力", no="公司能力建设"),
    Rule("trait.noun", "trait", "a noun that is a trait by itself", yes="有强烈的责任心", no="数据中心"),
    Rule("trait.phrase", "trait", "a fixed phrase", yes="吃苦耐劳", no="积极参与活动"),
    Rule("trait.opener", "trait", "善于, 勇于, 热爱, 能 … with its verb phrase", yes="善于与客户沟通", no="能适应出差"),
    Rule("trait.towards", "trait", "interest in something", yes="对新媒体有浓厚兴趣", no="对账及时"),
)


def _words() -> dict[str, int]:
    words = {word: _SILENT for word in _LEXICON["silent"]}
    for group, kind in (
        ("stops", _STOP), ("verbs", _VERB), ("heads", _HEAD), ("nouns", _NOUN), ("weak_nouns", _WEAK), ("phrases", _PHRASE),
        ("dropped_subjects", _SUBJECT), ("dropped_openers", _OPENER), ("kept_openers", _OPENER), ("towards", _TOWARDS), ("knowing", _KNOWING),
    ):  # fmt: skip
        for word in _LEXICON[group]:
            words.setdefault(word, kind)
    return words


_SCANNER = Scanner(_words())
_TAIL = alternation(_LEXICON["tails"])
_DEGREE = re.compile(rf"(?:非常|比较|相当|十分|特别|较为?|极其?|更)?{alternation(_LEXICON['degrees'])}\s?")
# What may stand behind a trait; anything else makes it part of a longer word (能力建设, 责任心的培养, 积极参与).
_AFTER = re.compile(
    rf"(?:水平)?\s?(?P<tail>(?:非常|比较|相当|都|均|要)?{_TAIL}(?!秀人才))?(?=\s*(?:$|[，,；;。！!？?、/／（(）)\]】:：\s&+~…]|和|与|及|以及|并|者|等|优先|有|具|且|能(?![力量源])|或|为佳|的(?:$|[，,；;。、优人您你朋员同青应候]|工作者)|、))"
)
_SPLIT = re.compile(r"\s?(?:[、/／,&]|以及|和|与|及|或|并)\s?")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_CUT = re.compile(
    r".*(?:经验|经历|学历|背景|专业|毕业|知识|基础)(?:[和及与、并]|以及|者|的)?|.*(?:[者年历]|具[有备]|需|必须|要求)(?=[较良优很一])",
    re.DOTALL,
)
_LEADING = re.compile(
    r"[\s、/和与及且并的:：+&]+|以及|同时|还|应(?![变用急聘对])|须|需(?!求)要?|要(?!求)|能够|能(?![力源])|可(?!视|靠)|本人|个人|其|一种|各种|自己的?|自身的?|相关(?=[\u4e00-\u9fff]{3})|比较(?=强)"
)
_NOT_ABILITY = re.compile(
    r"熟悉|熟练|掌握|精通|了解|[英日韩德法外俄]语|英文|日文|外文|口语|普通话|粤语|听说|[，；]|提供|公司|提升|培养|锻炼|我们|完善"
)
_GENERAL = frozenset(
    {
        "",
        "工作",
        "个人",
        "业务",
        "基本",
        "专业",
        "各项",
        "综合的",
        "特别",
        "有",
        "相关",
        "本职",
        "实际",
        "一般",
        "任职",
        "岗位",
        "以上",
        "上述",
        "的",
        "技能",
    }
)
_STEMS = frozenset(_LEXICON["stems"])
_ALSO_PHRASES = frozenset(_LEXICON["heads"]) & frozenset(_LEXICON["phrases"])
_SHARES_VERB = frozenset(_LEXICON["shares_verb"])
_OFTEN_NEXT = frozenset({"沟通", "学习", "协调", "表达", "组织", "执行", "应变", "责任"})
_PERSONAL = frozenset({"责任心", "责任感", "主动性", "积极性"})
_KNOWING_NOUNS = {"理解", "研究", "学习", "认识"}
_DROPPED = re.compile(alternation(_LEXICON["dropped_openers"]))
# A verb with its object: 分析、解决问题的能力 is one ability, 分析问题、解决问题的能力 are two.
_SHARED_OBJECT = re.compile(
    r"(?:独立|快速|有效)?(?:解决|处理|应对|发现|分析|判断|完成|理解|把握|挖掘|管理|协调|组织)[\u4e00-\u9fff]{2,8}的?"
)
_SOCIAL = re.compile(
    r"(?:与|和|人际|沟通|交流|协调|谈判|社交|交际|表达|学习|思考|分析问题|发现|解决|团队|组织|倾听|总结|观察|调动|激励|处理|挖掘|带|管理)"
)
_MAY = re.compile(rf"{alternation(_LEXICON['may'])}|在[^，]{{1,12}}[下中]")
_NOT_PHRASE = re.compile(
    r"适应|出差|加班|倒班|轮班|夜班|上班|班次|到岗|实习|接受|承受|承担.{0,6}压力|压力|入职|全职|兼职|驾驶|英[语文]|外语|日语|口语|普通话|粤语|放宽|工资|薪|元|年以上|个月|每周|熟练|使用|操作|外派|长期|住宿|倒三班|值班"
    r"|考虑|录用|面议|经验|学历|专业|优先[录考]|录取|提供|公司(?:提供|将|为)|[A-Za-z]{2,}|证"
)
_POSSESSION = re.compile(r"(?:具?有|具备|保持).*$")
_CIRCUMSTANCE = re.compile(r"出差|加班|倒班|轮班|夜班|外派|压力|驻外|班次|调[配遣剂]|薪[资酬]|提成")
_CRAFT = re.compile(
    r"(?:搭建|设计|撰写|编写|编译|安装|配置|部署|维修|调试|绘制|制作|开发|建模|编程|翻译|写作|测试)(?!团队|流程|.{0,6}问题)|^(?:独立)?(?:完成|进行)"
)
_TOWARDS_END = re.compile(
    r"(?P<to>[^，,；;。！!？?\n]{1,24}?)(?:很?有着?|充满|抱有|怀有|具有|具备|保持)?(?:[^，,；;。！!？?\n]{0,6}?)(?P<noun>感?兴趣|热情|激情|热忱|热爱|敏感(?:度|性)?|敏锐(?:度|性)?|好奇心?|追求|悟性|信心|向往|认同感?|执着|钻研精神|洞察力|耐心|喜爱)"
)
_PART_END = re.compile(r"[，,；;。！!？?\n]|$")


def _find(page: Page, wanted: Sequence[int]) -> Iterator[Draft]:
    for index, tokens in _SCANNER.clauses(page, wanted):
        yield from _Reader(page, index).read(tokens)


class _Reader:
    """Reads one clause from left to right."""

    def __init__(self, page: Page, index: int) -> None:
        self.text, self.index = page.text, index
        self.start, self.end = page.clauses[index].start, page.clauses[index].end
        self.floor = self.start  # used up to here
        self.knowing = False  # a verb of knowing (熟悉, 掌握) governs the comma-part

    def read(self, tokens: Sequence[Token]) -> Iterator[Draft]:
        subject = -1
        self.heads = {low for kind, low, _ in tokens if kind == _HEAD}
        self.starts = {low for kind, low, _ in tokens if kind in (_NOUN, _PHRASE)}
        for kind, low, high in tokens:
            if low < self.floor:
                continue
            if kind == _STOP:
                yield from self._bare(low)
                self.floor = high
                if self.text[low] in "，,；;。！!？?\n":
                    self.knowing = False
                subject = -1
            elif kind in (_VERB, _KNOWING):
                self.floor, self.knowing = high, kind == _KNOWING
            elif kind == _SUBJECT:
                subject = low
            elif kind == _HEAD:
                yield from self._head(low, high)
            elif kind in (_NOUN, _WEAK):
                yield from self._noun(low, high, kind == _WEAK)
            elif kind == _PHRASE:
                yield from self._phrase(low, high, subject)
            elif kind == _OPENER:
                yield from self._opener(low, high)
            elif kind == _TOWARDS:
                yield from self._towards(low, high)
        yield from self._bare(self.end)

    def _draft(self, start: int, end: int, rule: str, name: str) -> Draft:
        return Draft("trait", start, end, self.index, "trait." + rule, {"name": name.replace("\n", "")})

    def _after(self, at: int) -> int:
        """The end of a trait that ends at ``at``, its judgement (强, 佳) included; -1 where the word goes on."""
        if at in self.starts or self.text[at : at + 2] in _OFTEN_NEXT:
            return at
        match = _AFTER.match(self.text, at, self.end)
        return -1 if match is None else match.end("tail") if match["tail"] else at

    def _body(self, low: int) -> tuple[int, int]:
        """Where the span and the name of the words before ``low`` begin: after verbs, what was used up, and degree words."""
        text, start = self.text, max(self.floor, low - 40)
        cut = _CUT.match(text, start, low)
        if cut:
            start = cut.end()
        while (lead := _LEADING.match(text, start, low)) and lead.end() <= low:
            start = lead.end()
        name = start
        last = None
        for last in _DEGREE.finditer(text, start, low):
            pass
        if last:
            start, name = last.start(), last.end()
            while again := _DEGREE.match(text, name, low):
                name = again.end()
            before = text[max(self.floor, start - 2) : start]
            start -= len(before) - len(before.rstrip("较很更极"))
        return start, name

    def _head(self, low: int, high: int) -> Iterator[Draft]:
        end = self._after(high)
        if end < 0:
            return
        start, name_start = self._body(low)
        body, head = self.text[name_start:low], self.text[low:high]
        if not body and head in _ALSO_PHRASES:
            yield from self._phrase(low, high, -1)
            return
        self_used, self.floor = self.floor, end
        if self.knowing and (head != "能力" or body.endswith("的") or re.search("[A-Za-z]", body)):
            return
        if (
            len(_LETTER.findall(body)) < 2
            or body.strip() in _GENERAL
            or len(body) > 26
            or _NOT_ABILITY.search(body)
            or _NOT_ABILITY.search(self.text, self_used, start)
        ):
            return
        yield from self._split(start, name_start, low, end, body, head)

    def _split(self, start: int, at: int, low: int, end: int, body: str, head: str) -> Iterator[Draft]:
        """One trait for each coordinated part of ``body``, unless the parts share an object (分析、解决问题的能力)."""
        joints = [m for m in _SPLIT.finditer(body) if 0 < m.start() and m.end() < len(body)]
        pieces, left = [], 0
        for joint in joints:
            pieces.append((left, joint.start()))
            left = joint.end()
        last = body[left:]
        verb = next(
            (
                v
                for v in ("思维", "表达", "沟通", "分析", "管理", "处理", "写作", "协调", "理解", "控制", "撰写", "编写", "策划")
                if last.endswith(v) and last != v
            ),
            "",
        )
        if pieces and _SHARED_OBJECT.fullmatch(last) and all(b - a <= 4 and body[b - 2 : b] in _STEMS for a, b in pieces):
            pieces, left, last = [], 0, body
        for number, (a, b) in enumerate(pieces if not self.knowing else ()):
            word = body[a:b]
            shared = verb if word in _SHARES_VERB and not word.endswith(verb) else ""
            of = "的" if last.endswith("的") and not word.endswith("的") else ""
            yield self._draft(start if not number else at + a, at + b, "head", word + shared + of + head)
        left += len(last) - len(last.lstrip())
        yield self._draft(at + left if pieces else start, end, "head", last + head)

    def _noun(self, low: int, high: int, weak: bool) -> Iterator[Draft]:
        end = self._after(high)
        if end < 0:
            return
        start, name_start = self._body(low)
        body = self.text[name_start:low]
        if weak and end == high and name_start == start and not body and not (low == self.floor and self.text[low - 1] in "有备富充"):
            return
        if _NOT_ABILITY.search(body):
            return
        self.floor = end
        joints = list(_SPLIT.finditer(body))
        left = 0
        for number, joint in enumerate(joints):  # 沟通、协调和执行力: the words before are abilities of their own
            word = body[left : joint.start()]
            if word[-2:] in _STEMS and len(word) <= 6:
                yield self._draft(name_start + left if left else start, name_start + joint.start(), "noun", word + "能力")
            left = joint.end()
        if joints:
            start = name_start = name_start + left
            body = body[left:]
        if len(body) > 8:
            start = name_start = low
        name = self.text[name_start:high].strip(" 的")
        if weak and name[-2:] in _STEMS and name[-2:] != "洞察":
            name += "能力"
        if name[:2] == "工作" and name[2:] in _PERSONAL:
            name = name[2:]
        yield self._draft(start, end, "noun", name)

    def _phrase(self, low: int, high: int, subject: int) -> Iterator[Draft]:
        text = self.text
        if high in self.heads:
            return
        end = self._after(high)
        if end < 0 and text[low : low + 2] in _KEPT_OPENERS:
            yield from self._opener(low, low + 2)
            return
        match = re.compile(r"的?(?:工作|学习|服务|做事|处事)?(?:态度|作风|精神|心态|品质|性格|品格|人格|精神面貌|品德|工作习惯)").match(
            text, high, self.end
        )
        if match and (after := self._after(match.end())) >= 0:
            end = after
            name = text[low:high] if text[high] == "的" else text[low : match.end()]
        elif end < 0:
            if high - low < 4 or text[high : high + 1] in "地的":
                nxt = text[high : high + 1]
                if not (high - low >= 4 and nxt == "的"):
                    return
            end, name = high, text[low:high]
        else:
            end, name = (end if high - low < 4 or end - high < 2 else end), text[low:high]
        start = low
        if text[low] in "有能" and high - low > 2:
            start, name = (low + 1 if text[low] == "有" else low), name[1:]
        if (
            0 <= subject < low
            and low - subject < 8
            and re.fullmatch(r"(?:方面|中|上|能够?|要|较|很|非常|需|态度)?", text[self._subject_end(subject, low) : low])
        ):
            start = subject
        else:
            left = text[max(self.floor, low - 4) : low]
            kept = next((s for s in _KEPT if left.endswith(s)), "")
            if kept:
                start, name = low - len(kept), kept + name
            elif (
                high - low < 4
                and left.strip()
                and not re.search(r"(?:[、/和与及且的，,\s较很有偏能会肯]|非常|比较|具备|具有|性格|态度)$", left)
            ):
                return
        self.floor = end
        yield self._draft(start, end, "phrase", name)

    def _subject_end(self, subject: int, low: int) -> int:
        return next(
            (subject + len(s) for s in sorted(_LEXICON["dropped_subjects"], key=len, reverse=True) if self.text.startswith(s, subject)), low
        )

    def _opener(self, low: int, high: int) -> Iterator[Draft]:
        text = self.text
        if text[self.floor : low].strip(" \t:：、和及并且要需须应你您还也"):
            return
        end = _PART_END.search(text, high, min(self.end, high + 60))
        stop = end.start() if end else self.end
        word, phrase = text[low:high], text[high:stop]
        dropped = _DROPPED.fullmatch(word) is not None
        if not 2 <= len(phrase.strip()) <= 30 or (_NOT_PHRASE if dropped else _CIRCUMSTANCE).search(phrase):
            return
        if word in ("擅长", "擅于") and not _SOCIAL.match(phrase):
            self.knowing = True
            return
        if dropped and (not _MAY.match(phrase) or _CRAFT.search(phrase)):
            return
        if re.search(r"(?:能力|意识|精神)(?:较?强|优先|者)*$", phrase):
            return
        cut = re.search(r"(?:的?者|的)?\s?(?:优先(?:考虑)?|更佳|为佳|$)|的?[（(]|的(?:你|人|朋友|人士|小伙伴)", phrase)
        if cut:
            stop = high + cut.start()
        self.floor = stop
        yield self._draft(low, stop, "opener", text[high if dropped else low : stop].strip())

    def _towards(self, low: int, high: int) -> Iterator[Draft]:
        match = _TOWARDS_END.match(self.text, high, self.end)
        if not match:
            return
        end = self._after(match.end())
        if end < 0 or _NOT_ABILITY.search(match["to"]):
            return
        self.floor = end
        noun = match["noun"]
        yield self._draft(
            low,
            end,
            "towards",
            _POSSESSION.sub("", self.text[high : match.start("noun")]) + noun if noun[-1] in "度性" else self.text[low:end],
        )

    def _bare(self, stop: int) -> Iterator[Draft]:
        """``良好的沟通`` at the end of a comma-part: the head is understood."""
        text = self.text
        if not 3 <= stop - self.floor <= 14:
            return
        start = self.floor
        degree = _DEGREE.search(text, start, stop)
        if degree and degree.start() - start <= 6 and text[degree.end() : stop].strip() in _STEMS - _KNOWING_NOUNS:
            yield self._draft(degree.start(), stop, "head", text[degree.end() : stop].strip() + "能力")


_KEPT_OPENERS = frozenset(_LEXICON["kept_openers"])
_KEPT = tuple(sorted(_LEXICON["kept_subjects"], key=len, reverse=True))

KIND = Kind("trait", triggers=(), rules=RULES, find=_find)
