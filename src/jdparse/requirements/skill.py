"""Skills: tools, software, methods and bodies of knowledge (guideline section 5).

Notes for a newcomer. A clause is read as segments, cut at commas, colons and brackets. A verb of knowing (``熟悉``, ``熟练使用``)
opens a list whose items are one skill each (``skill_names.py``); its level reaches over the list, over examples in brackets or behind a
colon, and over following comma-parts that are nothing but names (``熟悉A，B，C``). A segment without such a verb is read for ``对X有了解``,
``X使用经验``, ``有X知识``, ``X基础扎实``, ``能独立编写X`` and for the names of known tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from jdparse.patterns import regex
from jdparse.requirements.rule import Finding, Kind, Page, Rule
from jdparse.requirements.scan import Scanner, Token
from jdparse.requirements.skill_names import LATIN, TOOLS, items, never_a_skill, spelled
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_LEXICON = load("skill")
_SILENT, _STOP, _BRACKET, _COLON, _EXPERIENCE, _BASE, _TOWARDS, _CRAFT, _USED, _BARE, _KNOW = range(11)
_LEVELS = ("了解", "熟悉", "掌握", "熟练", "精通", "none")  # the class of a verb of knowing is _KNOW plus the index here

RULES = (
    Rule("skill.known", "skill", "a verb of knowing and the list it governs", yes="熟练使用Word、Excel", no="熟悉的环境"),
    Rule(
        "skill.reached",
        "skill",
        "a further part of a list: examples, or names behind a comma",
        yes="熟悉脚本语言（Perl、Python）",
        no="熟悉业务，男女不限",
    ),
    Rule("skill.towards", "skill", "对X有了解, 对X熟悉", yes="对网络协议有一定的了解", no="对公司忠诚"),
    Rule("skill.base", "skill", "knowledge of something", yes="扎实的财务基础", no="基础薪资"),
    Rule("skill.experience", "skill", "tools under 使用经验", yes="有Axure、Visio使用经验", no="三年以上工作经验"),
    Rule("skill.craft", "skill", "能 with a craft", yes="能独立绘制施工图", no="能独立工作"),
    Rule("skill.tool", "skill", "a known tool without any verb", yes="Photoshop、Illustrator", no="IT行业"),
)


def _words() -> dict[str, int]:
    words = dict.fromkeys(_LEXICON["silent"], _SILENT)
    groups = {"stops": _STOP, "brackets": _BRACKET, "colons": _COLON, "experience": _EXPERIENCE, "bases": _BASE, "towards": _TOWARDS}
    for group, kind in (groups | {"craft_openers": _CRAFT, "used": _USED, "bare_skills": _BARE}).items():
        for word in _LEXICON[group]:
            words.setdefault(word, kind)
    for number, level in enumerate(_LEVELS):
        for word in _LEXICON["proficiency"][level]:
            words.setdefault(word, _KNOW + number)
    return words


_SCANNER = Scanner(_words())
_LETTER = regex("[A-Za-z]")
# A bracket within a name: 高（低）压电工, Shader(GLSL)编程.
_NAME_BRACKET = regex(r"[（(][^（(）)、，,/:： ]{1,6}[）)](?=[A-Za-z\u4e00-\u9fff])(?![熟精等优者的及和与或中并使操掌了至是必有])")
_CLOSING = frozenset("）)")
_PREDICATE = regex("有(?!关)|感|敏|力$|[强高好]$")  # 对A有B says all by itself; 对A, waits for its predicate
_SENTENCE_END = frozenset("；;。！!？?\n①②③④⑤⑥⑦⑧⑨⑩●•■◆")
_PASSING = frozenset({"及时", "随时", "实时", "定期", "快速", "迅速", "尽快"})  # 及时掌握员工动态 is work, not knowledge
_TRAITS = frozenset(load("trait")["phrases"]) | frozenset(load("trait")["nouns"])
_ABILITY_BASE = regex(r"[^和及与、]{0,8}(?:沟通|沟通表达|交流的?|人际关系|人际交往)$")
_BARE_TOOLS = ("用友", "金蝶")
_LAST_JOINT = regex(r".{2,30}(?:以及|[和及、]|与(?!人))", re.DOTALL)
_JOINTS = frozenset("、和与及/")
_KEPT_BASES = ("技巧", "技能")
_TRAIT_BASES = frozenset(_LEXICON["trait_bases"])
_PREFERRED = regex(r"(?:等[^，,；;。\n]{0,8})?(?:的|者|人员?)*\s?(?:优先(?:考虑|录用|录取)?|者?(?:更佳|尤佳|为佳|佳|更好)|加分)")
_JOINER = regex(r"[\s并且或和及与、/能够可会的地，以过一多种用]*(?:灵活)?")  # between two verbs of knowing that share an object
_FIRST = regex(r".{0,12}?(?:[并且和、]|[^\u4e00-\u9fff])|[\s并且还也须需应要最好必能可够同时较你]*")
_TRADE = regex(
    r"\s?[A-Za-z]|驾驶|开车|电脑|计算机|办公|做账|唱|跳|弹|画|绘|打字|拍|剪|修|摄|盲打|软件|五笔|游泳|烹|调酒|化妆|手语|看图|看懂"
)
_EMPTY = regex(r"[\s的者]*(?:优先(?:考虑)?|程度|佳|使用|操作|应用|等|[，、])?[\s的者]*")
_NAME_END = regex(alternation(_LEXICON["nouns"]) + "等?$")
# What a segment that goes on a list does not open with, hold or end with: the signs of another statement.
_STATEMENT = regex(
    r"(?:有|具|能|可|对|需|要|会|善|良|较|优|且|在|以(?!及)|从|负责|参与|完成|协助|通过|根据|年|男|女|性|普|本|大专|身|工作|为人|思|逻|独|主(?!流)|积|热|喜|愿|请|并|富有|提升|提高|完善|追踪|跟踪|重视|遵守|按照|编写|实现|执行|带领|给|关注|解答|进行|了解|孰|定期|及时|保证|确保|同时|特别|尤其|让|把|将|为(?!$)|使|帮助|推动|善|勤|敢|勇|乐|爱|肯|无|不|也|还|更|最|很|打字|条理|侧重|轻松|工资|薪|周[末一]|月[薪休]|每[天周月日]|早班|晚班|双休|五险|包[吃住食]|福利|待遇)"
)
_STATES = regex("能力|经验|经历|学历|专业|优先|以上|责任|意识|精神|优秀|年龄|薪|不限|岁|出色|导向|细致|认真|0|1|2|3|4|5|6|7|8|9")
_STATED = ("强", "佳", "好", "清晰", "扎实", "者", "高")
_NO_NAMES = regex(r"经验|经历|学历|能力|以上|专业|岁")
_NO_EXAMPLE = regex(r"经验|学历|以上|不限|优先考虑|能力|者优先|可以|必须|熟练$|均可|亦可|即可|也可|优先$")
_KNOWN_HOW = (
    r"(?:(?:有|具有|具备|有着|要有|有所)[^，,；;。！!？?\n、]{0,10}?"
    r"|(?:很|非常|十分|相当|特别|比较|都|均|较|能|能够|更|全面|深入的?|一定的?|深刻的?|充分|有所){1,2})?"
)
_KNOWN_END = r"(?=\s?(?:$|[，,；;。！!？?\n）)、]|[和与及或]|以及|者|的?优先|并|程度|能力|深刻|透彻|深入|的(?:优|$)|等))"
_TOWARDS_END = regex(
    rf"(?P<to>[^，,；;。！!？?\n]{{1,40}}?){_KNOWN_HOW}(?P<noun>了解|理解|认识|认知|研究|熟悉|精通|掌握|见解|造诣|钻研|涉猎|把握|熟练){_KNOWN_END}"
)
_BASE_LEAD = regex(
    r"(?P<verb>(?:要求|[并且还须需要应请同时最好先]|必须|尤其|至少)*(?:具有|具备|拥有|要求|掌握|有|懂|具)?)"
    r"(?:较[为强好高]?|[强好高]|比较|非常|出色|娴熟|优异|突出|出众|过人|熟练|一定|相当|良好|扎实|深厚|丰富|坚实|较好|较强|较高|基本|必要|优秀|全面|系统|过硬|牢固|很好|很强|很|相关|完善|足够)?的?"
)
_BASE_END = regex(r"(?P<tail>扎实|牢固|良好|较好|好|深厚|过硬|强|较强|丰富)?\s?(?=$|[，,；;。！!？?\n、）)]|[和与及并者有]|以及|的?优先)")
_USAGE = regex(r"(?:的|实际|实战|相关){0,3}(?:使用|操作|应用|运用)的?$")
_CRAFTS = (
    r"(?:设计|编程|开发|安装|维修|调试|配置|部署|建模|绘制|制作|撰写|编写|翻译|测试|搭建|维护|渲染|加工|装配|操作|排版|剪辑|修图|核算|报税)"
)
_CRAFT_PHRASE = regex(
    rf"(?:能够|可以|能)?(?:独立|熟练|自主|单独)?地?(?:进行|完成|承担|负责|胜任|从事)(?:简单的?|基本的?|日常的?)?(?P<did>[^，,；;。！!？?\n]{{1,24}}?{_CRAFTS}(?:及{_CRAFTS})?)(?=工作|任务|$)"
    r"|(?:能够|可以|能)(?:独立|熟练|自主|单独)?地?(?P<do>(?:编译|安装|配置|部署|撰写|编写|绘制|制作|维修|调试|开发|搭建|编制|操作|驾驶|剪辑|使用)[^，,；;。！!？?\n]{2,24})"
)
_NO_CRAFT = regex(r"团队|问题|压力")


def _find(page: Page, wanted: Sequence[int]) -> list[Finding]:
    reader = _Reader(page)
    text, clauses = page
    letter = -1  # the next Latin letter
    for index, tokens in _SCANNER.clauses(page, wanted):
        start, end, section, _, _ = clauses[index]
        if letter < start:
            found = _LETTER.search(text, start, clauses[wanted[-1]].end)
            letter = found.start() if found else len(text)
        latin = section == "requirements" and letter < end
        if latin or (tokens and max(tokens)[0] > _EXPERIENCE):
            reader.read(index, latin, tokens)
    return reader.found


class _Reader:
    """Reads clause after clause, each segment by segment, into ``found``."""

    index: int
    latin: bool  # Latin letters may name a tool
    end: int
    first: int  # number of its first finding
    reaching: bool  # the list of a verb of knowing may go on, at this level
    level: str | None
    inside: bool  # in a bracket that goes on the list
    pending: list[tuple[int, int]]  # `对A，B` before the segment that says 有了解

    def __init__(self, page: Page) -> None:
        self.text, self.clauses = page
        self.found: list[Finding] = []

    def read(self, index: int, latin: bool, tokens: Sequence[Token]) -> None:
        text = self.text
        self.index, self.latin, self.first = index, latin, len(self.found)
        start, end, _, _, _ = self.clauses[index]
        self.end = end
        self.reaching, self.level, self.inside, self.pending = False, None, False, []
        before = ""
        held: list[Token] = []
        inner = start  # end of a bracket that is part of a name
        for token in tokens:
            kind, low, high = token
            if low < inner:
                continue
            if kind == _BRACKET and (short := _NAME_BRACKET.match(text, low, end)):
                inner = short.end()
            elif kind <= _COLON:
                if start < low and (held or self.reaching or self.pending or latin):
                    self._segment(start, low, before, held)
                    held = []
                start, before = high, text[low]
                if kind == _BRACKET:
                    self.inside = self.inside and before not in "）)]】"
                elif before in _SENTENCE_END:
                    self.reaching = False
            elif kind == _TOWARDS and start < low and text[low - 1] in "、和及与且并":  # 熟悉A、对B有了解
                self._segment(start, low - 1, before, held)
                start, before, held = low, "", [token]
            else:
                held.append(token)
        if start < end and (held or self.reaching or self.pending or latin):
            self._segment(start, end, before, held)

    def _segment(self, low: int, high: int, before: str, tokens: list[Token]) -> None:
        while low < high and self.text[low] in " 、\t":
            low += 1
        if self.pending and self._settled(low, high, tokens):
            return
        if before in _CLOSING and self.reaching and self.text[low : low + 1] == "的" and not tokens and "、" not in self.text[low:high]:
            return  # 熟悉X（A、B）的运营: the rest of the name before the bracket
        verbs: list[Token] = []
        for token in tokens:
            if token[0] >= _KNOW:
                if (self.text[token[1] - 2 : token[1]] not in _PASSING or verbs) and (token[0] < _KNOW + 5 or self._governs(low, token)):
                    verbs.append(token)
            elif token[0] == _TOWARDS and token is tokens[0] and token[1] - low <= 6 and self._towards(low, high, token):
                return
        if verbs:
            if self.reaching and verbs[0][1] - low > 2 and self._goes_on(low, verbs[0][1], before):
                self._list(low, verbs[0][1], high, self.level, "reached")
            if self._known(low, high, verbs):
                return
        elif self.reaching and self._goes_on(low, high, before):
            self._list(low, high, high, self.level, "reached")
            return
        self._other(low, high, before, tokens)

    def _settled(self, low: int, high: int, tokens: list[Token]) -> bool:
        """Whether this segment says 有了解 for pending ones (``对A，B有了解``), or is one more of them."""
        pending, self.pending = self.pending, []
        words = self.text[low:high]
        if words[:1] == "对":
            return False
        if known := _TOWARDS_END.match(self.text, low, high):
            for start, end in pending:
                self._level_of(known["noun"], start, end, start)
            self._level_of(known["noun"], low, known.end("to"), low, known.end())
            return True
        if not tokens and high - low <= 16 and words not in _TRAITS and not _STATEMENT.match(words):
            self.pending = [*pending, (low, high)]
            return True
        return False

    def _other(self, low: int, high: int, before: str, tokens: list[Token]) -> None:
        """A segment without a verb of knowing."""
        kinds = {t[0]: t for t in tokens}  # the last of each
        for kind, token in kinds.items():
            if kind <= _BARE and self._READERS[kind](self, low, high, token):
                self.reaching, self.level = kind in (_BASE, _USED), None
                return
        if before not in "（(":
            self.reaching = False
        if self.latin and _EXPERIENCE not in kinds:
            first = _LETTER.search(self.text, low, high)
            for match in LATIN.finditer(self.text, max(low, first.start() - 1), high) if first else ():
                if match[0].lower() in TOOLS:
                    self.found.append(self._draft(*match.span(), "tool", spelled(match[0]), None))

    def _draft(self, start: int, end: int, rule: str, name: str, level: str | None) -> Finding:
        return Finding("skill", start, end, self.index, "skill." + rule, {"name": name, "proficiency": level})

    def _list(self, low: int, high: int, first: int, level: str | None, rule: str, last: int = 0) -> bool:
        """One skill for each item; the first takes the span from ``first``, the last one up to ``last`` or to its 优先."""
        text, found = self.text, items(self.text, low, high)
        if not found:
            return False
        start, end, name = found[0]
        if first < start and _JOINTS.isdisjoint(text[low:start]):
            found[0] = first, end, name
        start, tail, name = found[-1]
        preferred = _PREFERRED.match(text, tail, high) if tail < high else None
        end = max(preferred.end(), last) if preferred else last
        if 0 < end - tail <= 12 and (preferred or not any(sign in text[tail:end] for sign in ("、", "/", "等", "并有", "并具"))):
            found[-1] = start, end, name
        self.found += [self._draft(start, end, rule, name, level) for start, end, name in found]
        return True

    def _known(self, low: int, high: int, verbs: list[Token]) -> bool:
        """The lists behind verbs of knowing; verbs joined by 并, 和 count as the first; a verb at the end governs what stands before."""
        text, number, found = self.text, 0, False
        while number < len(verbs):
            kind, at, after = verbs[number]
            level = None if kind == _KNOW + 5 else _LEVELS[kind - _KNOW]
            while number + 1 < len(verbs) and _JOINER.fullmatch(text, after, verbs[number + 1][1]):
                number += 1
                after = verbs[number][2]
            stop = verbs[number + 1][1] if number + 1 < len(verbs) else high
            if text[after - 2 : after] in ("操作", "应用", "使用") and text.startswith(("系统", "软件", "程序", "平台"), after):
                after -= 2  # 熟悉操作系统
            if _EMPTY.fullmatch(text, after, stop):
                if text[stop : stop + 1] not in (":", "："):
                    self._reach_back(low, level)
                found |= self._list(low, at, low, level, "known", stop if stop - after <= 6 else after)
            elif not text.startswith("的", after) or level == "熟练":
                listed = self._list(after, stop, at, level, "known")
                if listed or stop == high:
                    self.reaching, self.level = True, level
                found |= listed
            number += 1
        return found

    def _reach_back(self, low: int, level: str | None) -> None:
        """Give the level at the end of a list (``Word，Excel熟练``) to the tools right before it that have none."""
        for number in range(len(self.found) - 1, self.first - 1, -1):
            tool = self.found[number]
            if tool.rule != "skill.tool" or tool.values["proficiency"] or self.text[tool.end : low].strip(" ,，、/"):
                return
            low = tool.start
            tool.values["proficiency"] = level

    def _governs(self, low: int, verb: Token) -> bool:
        """Whether a verb without a level (会, 懂, 理解) opens a list: it stands first, and a bare 会 has a tool or a craft behind it."""
        _, at, after = verb
        if not _FIRST.fullmatch(self.text, low, at):
            return False
        return after - at > 1 or self.text[at] != "会" or _TRADE.match(self.text, after) is not None

    def _goes_on(self, low: int, high: int, before: str) -> bool:
        """Whether a segment without a verb belongs to the list before it."""
        body = self.text[low:high].strip().lstrip("、/和与+ ")
        body = body if body.startswith("及时") else body.lstrip("及")
        if body.startswith(_BARE_TOOLS):
            return True
        if (before and before in "（(：:[【") or self.inside:
            self.inside = before in "（([【" or (self.inside and before not in "：:")
            return not _NO_EXAMPLE.search(body)
        if LATIN.match(body):
            return _NO_NAMES.search(body) is None
        if not body or body in _TRAITS or body.endswith(_STATED) or _STATEMENT.match(body) or _STATES.search(body):
            return False
        return (len(body) <= 12) or body.startswith(("如", "例如", "包括"))

    def _level_of(self, noun: str, low: int, high: int, first: int, last: int = 0) -> bool:
        return self._list(low, high, first, noun if noun in _LEVELS else None, "towards", last)

    def _towards(self, _low: int, high: int, token: Token) -> bool:
        match = _TOWARDS_END.match(self.text, token[2], high)
        if match and "兴趣" not in match["to"]:
            return self._level_of(match["noun"], token[2], match.end("to"), token[1], match.end())
        if not match and high - token[2] <= 20 and not _PREDICATE.search(self.text, token[2], high):
            self.pending = [(token[2], high)]
        return False

    def _experience(self, low: int, _high: int, token: Token) -> bool:
        """Tools under 使用经验; those of X开发经验 belong to the field of the experience."""
        usage = _USAGE.search(self.text, max(low, token[1] - 8), token[1]) if self.latin else None
        if not usage:
            return False
        tools = [m for m in LATIN.finditer(self.text, low, usage.start()) if m[0].lower() in TOOLS or len(m[0]) > 2]
        self.found += [self._draft(*m.span(), "experience", spelled(m[0]), None) for m in tools]
        return bool(tools)

    def _base(self, low: int, high: int, token: Token) -> bool:
        """``有X知识``, ``扎实的X基础``, ``X功底扎实``; 基础 and 功底 fall away in the name, 知识 and 理论 stay."""
        text, (_, at, after) = self.text, token
        end = _BASE_END.match(text, after, high)
        lead = _BASE_LEAD.match(text, low, at)
        start = lead.end() if lead else low
        if not end or start >= at or at - start > 40:
            return False
        body = text[start:at].strip("的 ")
        if never_a_skill(body) and (joint := _LAST_JOINT.match(text, start, at)):  # 商业意识及谈判技巧
            low = joint.end()
            lead = _BASE_LEAD.match(text, low, at)
            start = lead.end() if lead else low
            body = text[start:at].strip("的 ")
        if body in _TRAIT_BASES or never_a_skill(body):
            return False
        noun = text[at:after]
        if noun in _KEPT_BASES and (ability := _ABILITY_BASE.search(text, start, at)):  # 沟通技巧 is a trait
            return ability.start() > start and self._list(start, ability.start(), lead.end("verb") if lead else low, None, "base")
        stop = after if noun in ("知识", "常识", "技巧", "理论") else at
        if not self._list(start, stop, lead.end("verb") if lead else low, None, "base", end.end("tail") if end["tail"] else after):
            return False
        last = self.found[-1]
        name = str(last.values["name"])
        if noun in _KEPT_BASES and text.endswith(name[-2:], 0, at) and not name.endswith("操作") and last.end >= after:
            last.values["name"] = name + noun  # 客户处理技巧; but 计算机操作技巧 is 计算机操作
        return True

    def _used(self, _low: int, high: int, token: Token) -> bool:
        return self._list(token[2], high, token[2], None, "known")

    def _craft(self, low: int, high: int, token: Token) -> bool:
        match = _CRAFT_PHRASE.match(self.text, low, high) or _CRAFT_PHRASE.match(self.text, token[1], high)
        if not match:
            return False
        group = "did" if match["did"] else "do"
        name = match[group].strip("的")
        if never_a_skill(name) or _NO_CRAFT.search(name):
            return False
        self.found.append(self._draft(match.start(), match.end(group), "craft", name, "熟练" if "熟练" in match[0] else None))
        return True

    def _plain(self, _low: int, high: int, token: Token) -> bool:
        name = self.text[token[1] : token[2]].removesuffix("速度")
        self.found.append(self._draft(token[1], high if high - token[2] <= 12 else token[2], "tool", name, None))
        return True

    _READERS: ClassVar = {_EXPERIENCE: _experience, _BASE: _base, _TOWARDS: _towards, _CRAFT: _craft, _USED: _used, _BARE: _plain}


KIND = Kind("skill", triggers=(), rules=RULES, find=_find)
