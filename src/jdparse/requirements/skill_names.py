"""From the words of a list to the names of its skills (guideline section 5).

``items`` cuts a stretch of text into the skills it names, each with span and name: ``常用的Word、Excel等办公软件`` gives Word, Excel and
办公软件. What surrounds a name falls away (常用的, 至少一种, the 语言 of Swift语言), words that say nothing alone are no skill
(工具, 配置), and the bare second half of a compound goes with the first (``设备的安装和维护``).
"""

from __future__ import annotations

from functools import lru_cache

from jdparse.patterns import regex
from jdparse.requirements.coordination import Splitter
from jdparse.wordlists import alternation, by_letter, load

__all__ = ["LATIN", "TOOLS", "Item", "canonical_name", "items", "never_a_skill", "read_list", "read_name", "spelled"]

Item = tuple[int, int, str]
"""Start, end and name."""

_LEXICON = load("skill")
_ALIASES: dict[str, str] = {alias.lower(): name for name, aliases in _LEXICON["aliases"].items() for alias in aliases}
_SPELLING: dict[str, str] = {tool.lower(): tool for tool in reversed(_LEXICON["tools"])}
TOOLS = frozenset(_SPELLING) - {word.lower() for word in _LEXICON["ambiguous_tools"]}
_UMBRELLAS = frozenset(_LEXICON["umbrellas"])
_GENERIC = frozenset(_LEXICON["generic"])
_PREFIXES = frozenset(_LEXICON["prefixes"])
_HALVES = frozenset(_LEXICON["halves"])
_SPLITTER = Splitter(_LEXICON["whole"])

# A name in Latin letters: C++, Node.js, .NET, Spring Boot, Visual Studio 2010, TCP/IP.
LATIN = regex(
    r"(?<![A-Za-z0-9_@.])(?:(?i:C/C\+\+|TCP/IP|PL/SQL)(?![A-Za-z])"
    r"|\.?[A-Za-z][A-Za-z0-9]*(?:[.\-][A-Za-z0-9]+|[+#]{1,2}(?![A-Za-z]))*(?: [A-Z][A-Za-z0-9.]*){0,2})"
)
# What is never a skill, whatever verb governs it: abilities, languages, other requirements; and, in front, verbs and pronouns.
_NEVER = regex(
    "能力|意识|精神|思维(?!导图)|态度|责任|英语|日语|韩语|德语|法语|俄语|外语|英文|日文|口语|普通话|粤语|学历|本科|大专|年以上|岁|工作经验|优先|不限|底薪|月薪|年薪"
    "|放宽|可选|薪资要求|薪资待遇|薪资面议|薪资福利|修养|素养|素质|道德|操守|兴趣|热情|敏感|部分模块|待遇|五险"
)
_NEVER_FIRST = regex(
    r"(?:客户|用户)(?:的?需求)?$|过(?![程滤渡敏])|[一二两三四五六1-9]{1,2}[种门个项]$|新的?(?:技术|知识|技能|事物|业务)"
    r"|两者|够|能(?![源量耗])|愿意|挑战|乐于|勇于|善于|不(?!锈|动产)|接受|及时|喜欢|热爱|学习|研究(?!方法|设计)|传授|分享|吸收|汲取|我们|公司(?!法|治理|金融|理财)|你|他|她|该|此|这|那|就(?!业)|都|要(?!素)|需(?!求)|应(?![用急])|已|但|www|http"
)
_NEVER_LAST = ("年", "月", "日", "习惯", "风格", "经验", "经历", "背景")
# Another statement begins although no comma has come. The characters in front only save time.
_CUT = regex(
    r"(?=[的者优为尤更加并且，\s有具能可均即不至是中其之任一两完进处良较])(?:(?:的|者)*\s?(?:优先|[者为尤更]佳|加分)|且[能有具可会]|并(?![发行购联列存网线口轨])"
    r"|(?:，|\s)?(?:有|具有|具备|能够?|可以?)(?=[^，]{0,12}(?:经验|能力|意识|独立|优先))|(?:具有|具备)(?=[^，]{0,12}(?:功底|基础))|(?:能够|可以|能|可)(?=独立|熟练|进行|完成|根据|快速|胜任|编写)"
    r"|者?均可|[者的]?即可|不限(?=$|[^于])|至少(?:精通|熟悉|掌握|$)|是(?:加分|必须|必备|你)|为主|中的?(?:至少|任意)?[一两多任1-9][种个门项~]|其中(?:的|至少|任意)?[一两任1-3至]|[之其]一"
    r"|任一[种门]?$|至少[一两1-3][种门个项]?(?:以上)?(?=$|[即均可者])|[一两]种(?:以上|或以上|即可)?$|完成(?=各项|日常|工作)|进行(?=日常|工作|编程|开发|设计|数据|分析)"
    r"|处理(?=日常)|(?<=[A-Za-z件具言])进行|(?<=[\u4e00-\u9fff]{2})(?:良好|较强|较好)的)"
)
_EXAMPLE = regex(
    r"(?=[如例比譬诸像包])(?:(?<=[\s，,（(、])(?:如|例如|比如|譬如|诸如|像)(?![何果有下需若今能])|(?<=[\u4e00-\u9fffA-Za-z])(?:如|例如|比如|诸如|包括|包含)(?=\s?(?:[A-Za-z:：]|[0-9][A-Za-z])))"
)
# Conjunctions in front of an item; they belong neither to its span nor to its name.
_CONJUNCTION = regex(
    r"(?:包括但不限于|包含但不限于|不限于|包括|包含|例如|比如|譬如|诸如|特别是|尤其是|以及|或者|还有|如|和|与(?!时)|及(?!时|格)|或|并|且|是|有(?![机限关]))\s?(?=[^，]{2})"
)
# By the letter at the edge of the name, longest first.
_LEADING = by_letter(_LEXICON["leading"], 0)
_TRAILING = by_letter(_LEXICON["trailing"], -1)
_LATIN_TRAILING = regex(r"(?<=[A-Za-z0-9+#.])\s?的?(?:" + alternation(_LEXICON["trailing_latin"]) + ")+$")
# Behind a tool: what is done with it, and (behind the last of several) what they all are.
_USE = regex(
    r"\s?(?:的|数据|服务器?|操作系统|系统|环境)?的?(?:安装|使用|配置|部署|开发(?=$|[A-Za-z]|架构|项目)|基本(?!原)|分析|完成|进行|独立|处理|及其|高级|日常(?!管)|各种|常用(?!命令|shell|Shell|SHELL|操作)|等|编写|搭建|构建|实现|应用|优化|调优|基本技术)"
)
_SUMMARY = regex(r"\s?[\u4e00-\u9fff]{1,10}(?:工具|软件|框架|语言|数据库|模式|服务|系统|平台|组件|引擎|中间件|技术|库|优先)")
_UMBRELLA_AND_NAME = regex(
    r"(?P<head>[A-Za-z\u4e00-\u9fff]{0,12}?(?:数据库|软件|语言|框架|系统|工具|平台|引擎|服务器|协议))"
    r"\s?(?P<name>[A-Za-z][A-Za-z0-9.+#\- ]*)"
)
_PLAIN = regex(r"[A-Za-z][A-Za-z0-9]+[+#]*")  # most names in Latin letters need no more
_OF = regex("[\u4e00-\u9fff]{2}(?:的|中)[\u4e00-\u9fff]{2}")
_NOUNS = tuple(_LEXICON["nouns"])
# A second verb behind that of knowing: 熟悉操作数控机床; but 操作系统, 使用方法 are names.
_HANDLING = regex(
    r"(?:操作(?![系规流技方原手台界平软标])|使用(?![方技说手])|运用(?![方技])|编写(?!规)|利用|(?:使用|搭建|应用|接触|开发|用)过)(?=.{2})"
)
# To write programs in a language is to know it (C++编程 → C++); Shell编程 and Socket编程 are subjects of their own.
_PROGRAMMING = regex(r"(?i:(C/C\+\+|C\+\+|C#|C|Java|Python|PHP|Go|Ruby|Perl|R|Scala|Swift|JavaScript|Objective-C))\s?编程$")
# A head behind 等 that says nothing without the names before it.
_SHARED_HEAD = regex(
    r"(?:电商|网购|自媒体|新媒体|社交|短视频|直播)?(?:平台|网站|店铺|商城)的?[\u4e00-\u9fff]{0,4}(?:规则|流程|机制|玩法|运营|推广|模式|后台)"
)
_REACH = 400
_SEVERAL = regex(
    r"[、/／\\&，,+以或还与及和等如例比譬诸像包.:：;；“《<·~…*\t\n\u3000]|\s\s"
)  # the signs that a stretch holds more than one plain item
_TRIMMED = " -。”\"'》>"
_LETTER = regex("[A-Za-z]")
_WORD = regex(r"[A-Za-z\u4e00-\u9fff]")


def canonical_name(name: str) -> str:
    """The one spelling of a tool or language for counting: JS and javascript are JavaScript, Java is not.

    A name that the alias table of ``lexicon/skill.toml`` does not know comes back as it is.

    >>> [canonical_name(name) for name in ("js", "WORD", "Java", "税法")]
    ['JavaScript', 'Word', 'Java', '税法']
    """
    return _ALIASES.get(name.lower()) or spelled(name)


def spelled(name: str) -> str:
    """The name with the capitals its makers give it: WORD and word are Word; JS stays JS."""
    return _SPELLING.get(name.lower(), name)


def items(text: str, low: int, high: int) -> list[Item]:
    """The skills named between ``low`` and ``high``, in order; what lies further than ``_REACH`` from ``low`` is not read."""
    return [(low + start, low + end, name) for start, end, name in read_list(text[low : min(high, low + _REACH)])]


@lru_cache(maxsize=8192)  # ads repeat one another: a third of the lists have been read before
def read_list(words: str) -> tuple[Item, ...]:
    """The skills that the words of one list name."""
    low, high = 0, len(words)
    cut = _CUT.search(words)
    if cut and cut.start() > 0:
        high = cut.start()
    if not _SEVERAL.search(words, 0, high):
        while low < high and words[low] == " ":
            low += 1
        return tuple((low + start, low + end, name) for start, end, name in read_name(words[low:high].rstrip(_TRIMMED), False, False))
    example = _EXAMPLE.search(words, 1, high)
    if not example:
        return tuple(_items(words, 0, high))
    return (*_items(words, 0, example.start()), *_items(words, example.end(), high))


def _items(text: str, low: int, high: int) -> list[Item]:
    found: list[Item] = []
    held, modifier = -1, False
    for start, end, is_summary in _SPLITTER.items(text, low, high):
        piece = text[start:end]
        if piece in _PREFIXES:
            held = start if held < 0 else held
            continue
        if held >= 0:
            start, held = held, -1
            piece = text[start:end]
        if modifier and _OF.search(piece) and len(found) == 1:  # 频域、时域中的设计方法: the first only modifies
            first, _, _ = found[0]
            found, start = [], first
            piece = text[start:end]
        modifier = (
            not found and text[end : end + 1] == "、" and len(piece) <= 4 and not piece.endswith(_NOUNS) and _LETTER.search(piece) is None
        )
        if is_summary and found and not found[0][2].endswith(piece) and _SHARED_HEAD.fullmatch(piece):  # 天猫、京东等平台规则
            head = piece.replace("的", "")
            found = [(first, last, name + head) for first, last, name in found]
            found[-1] = (found[-1][0], end, found[-1][2])
            continue
        if not is_summary and found and _carries_on(found[-1], piece, start):
            first, last, name = found[-1]
            found[-1] = first, end, (name + text[last:end]).rstrip("的")
        else:
            after_name = bool(found) and found[-1][2].isascii()
            found += [(start + a, start + b, name) for a, b, name in read_name(piece, is_summary, after_name)]
    return found


def _carries_on(before: Item, piece: str, start: int) -> bool:
    """Whether an item is the bare second half of the one before it: ``算法原理及应用``."""
    _, last, name = before
    word = piece.removeprefix("相关").rstrip("的")
    return word in _HALVES and len(name) > len(word) and start - last <= 3 and not name[-1].isascii()


@lru_cache(maxsize=8192)
def read_name(piece: str, is_summary: bool, after_name: bool) -> tuple[Item, ...]:
    """Span and name of one item: none where it is no skill of its own, two in ``关系数据库MySQL``.

    Ads repeat one another, most items have been read before. ``after_name``: a name in Latin letters stands before it.
    """
    if not is_summary and _PLAIN.fullmatch(piece):
        return ((0, len(piece), spelled(piece)),)
    start, end = 0, len(piece)
    while (joint := _CONJUNCTION.match(piece, start)) and joint.end() < end:
        start = joint.end()
    if not is_summary and not piece.isascii() and _LETTER.search(piece):
        both = _UMBRELLA_AND_NAME.fullmatch(piece, start) if piece[-1].isascii() else None
        if both:
            at = both.start("name")
            head = read_name(piece[start : both.end("head")], False, after_name)
            tool = read_name(piece[at:], False, False)
            return tuple((a + start, b + start, name) for a, b, name in head) + tuple((a + at, b + at, name) for a, b, name in tool)
        latin = LATIN.match(piece, start)
        if latin and (_USE.match(piece, latin.end()) or (after_name and _SUMMARY.match(piece, latin.end()))):
            end = latin.end()
    name = _stripped(piece[start:end].replace("\n", ""))
    if is_summary and name not in _UMBRELLAS and not _LETTER.search(name):
        return ()
    if not name or name in _GENERIC or len(name) > 26 or never_a_skill(name):
        return ()
    if (len(name) == 1 and name not in "CRcr") or not _WORD.search(name):
        return ()
    return ((start, end, spelled(name)),)


def never_a_skill(name: str) -> bool:
    """Whether the words state something other than a skill (能力, 英语, 学历 …)."""
    return name.endswith(_NEVER_LAST) or _NEVER_FIRST.match(name) is not None or _NEVER.search(name) is not None


def _stripped(name: str) -> str:
    """The name without what surrounds it."""
    if name[:1] == "过" and name[1:2] not in "程滤渡敏":  # 用过X, but 过程控制
        name = name[1:].lstrip()
    while (leads := _LEADING.get(name[:1])) and name.startswith(leads):
        lead = next(word for word in leads if name.startswith(word))
        if len(lead) == len(name):
            break
        name = name[len(lead) :].lstrip()
    if handling := _HANDLING.match(name):
        name = name[handling.end() :]
    while (trails := _TRAILING.get(name[-1:])) and name.endswith(trails):
        trail = next(word for word in trails if name.endswith(word))
        if len(trail) == len(name) or name[-len(trail) - 1] in "中上下里":
            break
        name = name[: -len(trail)].rstrip()
    if name.endswith(("软件操作", "软件使用", "软件应用")):
        name = name[:-2]
    if LATIN.match(name):
        name = _PROGRAMMING.sub(r"\1", _LATIN_TRAILING.sub("", name))
    return name.strip(" 的，、“”《》\xa0")
