"""Words that sites inject into copied text.

Three families. Document-sharing sites put runs of Thai, Lao, Ethiopic, Greek … letters into Chinese text; such a run
**replaces** one or more characters, so it leaves a gap marker and its neighbours are never joined silently.
BOSS直聘 puts its own name between any two characters; nothing is replaced, so the word is dropped and the neighbours
meet. The real words survive: 通过BOSS直聘招聘, 直聘会, JBoss and an English "boss" stay.
Pages turned into traditional characters by machine hold the reading of some of them in brackets: ``職責(zé)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jdparse.patterns import regex

__all__ = ["FOREIGN", "GAP", "brand_edits", "may_hold_brand", "may_hold_readings", "names_site", "reading_edits", "script_edits"]

GAP = "\ufffc"  # one code point for whatever the injected run replaced

_HAN = "\u3400-\u9fff"
# Scripts that no Chinese posting uses in running text; Greek only as a word of four letters or more (α, Ω, μm are real)
_FOREIGN = (
    "\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0700-\u074f\u0780-\u07bf\u0900-\u0dff\u0e00-\u0e7f\u0e80-\u0eff\u0f00-\u0fff"
    "\u1000-\u109f\u10a0-\u10ff\u1200-\u139f\u13a0-\u13ff\u1400-\u167f\u1780-\u17ff\u1800-\u18af"
)
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_RUN = regex(rf"[{_FOREIGN}]+(?: [{_FOREIGN}]+){{0,6}}(?: ?Baidu)?|[{_GREEK}]{{4,}}(?: Baidu)?|Baidu Nhomakorabea|Biblioteka Baidu")
_HAS_HAN = regex(f"[{_HAN}]")

# 来自BOSS直聘 names a real source when what follows or precedes says so; everywhere else it was put there
_LONG = regex(
    r"(?<![据源历于])来自\s?BOSS直聘(?!\s?(?:官网|官方|平台|网站|网|APP|App|app|的|等|上|和|与|、|招聘|渠道|推荐|用户|数据))", re.IGNORECASE
)
_KANZHUN = regex(r"(?<![A-Za-z./@])kanzhun(?![A-Za-z./@])", re.IGNORECASE)
_SHORT = regex(rf"[bB直](?:(?<=[{_HAN}].)(?i:(?<=b)oss直聘|(?<=b)oss|(?<=直)聘))(?=[{_HAN}])")
_REAL_BEFORE = regex(r"(?:在|上|用|过|如|及|和|与|或|悉|自|向|的|和|网络|企业|校园|猎头|公司|集团|直接)$")
_REAL_AFTER = regex(r"(?:等|会|上|平台|网|招聘|渠道|和|与|或|及|的|是|人员|员工|教师|岗位|模式|之)")


FOREIGN = regex(rf"[{_FOREIGN}{_GREEK}]")  # cheap look whether script_edits can find letters


def names_site(text: str) -> bool:
    """Cheap look whether script_edits can find a site's name."""
    return "Baidu Nh" in text or "Biblioteka B" in text


def may_hold_brand(text: str) -> bool:
    """Cheap look whether brand_edits can find anything."""
    return "直聘" in text or "oss" in text or "OSS" in text or "kanzhun" in text or "KANZHUN" in text


def script_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """A gap marker for every run of foreign letters in a text that is Chinese."""
    runs = [m.span() for m in _RUN.finditer(text)]
    if runs and _HAS_HAN.search(text):
        yield from ((start, end, GAP) for start, end in runs)


def brand_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """Drop BOSS直聘's injected words where the text shows that they were injected."""
    sure = [m.span() for pattern in (_LONG, _KANZHUN) for m in pattern.finditer(text)]
    loose = [
        m.span()
        for m in _SHORT.finditer(text)
        if not _REAL_BEFORE.search(text[max(0, m.start() - 2) : m.start()]) and not _REAL_AFTER.match(text, m.end())
    ]
    # a lone 直聘 between characters may be a word of the author's; beside other injected words it is not
    injected = bool(sure) or any(text[a:b].islower() for a, b in loose) or len(loose) > 1
    at = 0
    for start, end in sorted(sure + (loose if injected else [])):
        if start >= at:
            yield start, end, ""
            at = end


_READING = regex(rf"[{_HAN}]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{{1,6}}\)")
_TONED = regex("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")


def may_hold_readings(text: str) -> bool:
    """Cheap look whether reading_edits can find anything."""
    return "(" in text and _TONED.search(text) is not None


def reading_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """A character for every one that has its reading behind it."""
    return ((m.start(), m.end(), m[0][0]) for m in _READING.finditer(text) if _TONED.search(m[0]))
