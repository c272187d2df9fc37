"""Traits: soft skills, attitudes and abilities (guideline section 5).

Notes for a newcomer. One pass finds the words of ``lexicon/trait.toml``; then each clause is read from left to right, with
``floor`` the place up to which the text is used up (the last stop, bare verb or finding). Three shapes are read:

* an open head (``较强的沟通、协调能力``): everything from ``floor`` to the head, cut into its coordinated parts, one trait each;
* a noun or a phrase that is a trait by itself (``责任心``, ``吃苦耐劳``), with its degree word, subject or judgement;
* an opener at the start of a comma-part (``善于…``, ``能独立…``, ``热爱…``, ``对…感兴趣``), up to the end of that part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from jdparse.requirements import trait_words as words
from jdparse.requirements.rule import Finding, Kind, Page, Rule
from jdparse.requirements.scan import Scanner, Token

__all__ = ["KIND"]

_SILENT, _STOP, _VERB, _KNOWING, _HEAD, _NOUN, _WEAK, _PHRASE, _SUBJECT, _OPENER, _TOWARDS = range(11)
_GROUPS = {
    "silent": _SILENT, "stops": _STOP, "verbs": _VERB, "knowing": _KNOWING, "heads": _HEAD, "nouns": _NOUN, "weak_nouns": _WEAK,
    "phrases": _PHRASE, "dropped_subjects": _SUBJECT, "dropped_openers": _OPENER, "kept_openers": _OPENER, "towards": _TOWARDS,
}  # fmt: skip

RULES = (
    Rule("trait.head", "trait", "X能力, X意识, X精神: one trait for each coordinated X", yes="较强的沟通、协调能力", no="公司能力建设"),
    Rule("trait.noun", "trait", "a noun that is a trait by itself", yes="有强烈的责任心", no="数据中心"),
    Rule("trait.phrase", "trait", "a fixed phrase", yes="吃苦耐劳", no="积极参与活动"),
    Rule("trait.opener", "trait", "善于, 勇于, 热爱, 能 … with its verb phrase", yes="善于与客户沟通", no="能适应出差"),
    Rule("trait.towards", "trait", "interest in something", yes="对新媒体有浓厚兴趣", no="对账及时"),
)


def _words() -> dict[str, int]:
    """The class of each word; a word of two groups has the class of the first."""
    found: dict[str, int] = {}
    for group, kind in _GROUPS.items():
        for word in words.LEXICON[group]:
            found.setdefault(word, kind)
    return found


_SCANNER = Scanner(_words())
_PART_STOPS = frozenset("，,；;。！!？?\n")
_ENDS = _PART_STOPS | set("、")  # a trait ends here, whatever follows


def _find(page: Page, wanted: Sequence[int]) -> list[Finding]:
    reader = _Reader(page)
    for index, tokens in _SCANNER.clauses(page, wanted):
        for token in tokens:
            if token[0] != _STOP:
                reader.read(index, tokens)
                break
    return reader.found


class _Reader:
    """Reads clause after clause, each from left to right, into ``found``."""

    index: int
    tokens: Sequence[Token]
    end: int
    floor: int  # used up to here
    knowing: bool  # a verb of knowing (熟悉, 掌握) governs the comma-part
    next: int  # number of the token after the one in hand
    subject: int  # where the last subject (工作, 做事) starts

    def __init__(self, page: Page) -> None:
        self.text, self.clauses = page
        self.found: list[Finding] = []

    def read(self, index: int, tokens: Sequence[Token]) -> None:
        self.index, self.tokens = index, tokens
        self.floor, self.end, _, _, _ = self.clauses[index]
        self.knowing, self.next, self.subject = False, 0, -1
        text = self.text
        for kind, low, high in tokens:
            self.next += 1
            if low < self.floor:
                continue
            if kind == _STOP:
                if text[low - 2 : low] in words.UNDERSTOOD:
                    self._understood(low)
                self.floor, self.subject = high, -1
                if text[low] in _PART_STOPS:
                    self.knowing = False
            elif kind <= _KNOWING:
                self.floor, self.knowing = high, kind == _KNOWING
            elif kind == _SUBJECT:
                self.subject = low
            else:
                self._READERS[kind](self, low, high)
        if text[self.end - 2 : self.end] in words.UNDERSTOOD:
            self._understood(self.end)

    def _add(self, start: int, end: int, rule: str, name: str) -> None:
        self.found.append(Finding("trait", start, end, self.index, "trait." + rule, {"name": name.replace("\n", "")}))

    def _followed(self, at: int, *kinds: int) -> bool:
        """Whether the next word starts right at ``at`` and is of one of the classes."""
        if self.next >= len(self.tokens):
            return False
        kind, low, _ = self.tokens[self.next]
        return low == at and kind in kinds

    def _after(self, at: int) -> int:
        """The end of a trait that ends at ``at``, its judgement (强, 佳) included; -1 where the word goes on."""
        if at == self.end or self.text[at] in _ENDS:
            return at
        if self._followed(at, _NOUN, _PHRASE) or self.text[at : at + 2] in words.OFTEN_NEXT:
            return at
        match = words.AFTER.match(self.text, at, self.end)
        return -1 if match is None else match.end("tail") if match["tail"] else at

    def _head(self, low: int, high: int) -> None:
        end = self._after(high)
        if end < 0:
            return
        head, floor = self.text[low:high], max(self.floor, low - words.LONGEST_LEAD)
        start, name_start, body, parts = words.read_head(self.text[floor:low], head)
        if not body and head in words.ALSO_PHRASES:
            self._phrase(low, high)
            return
        self.floor = end
        if self.knowing and (head != "能力" or body.endswith("的") or not body.isalpha() or any(c.isascii() for c in body)):
            return
        for number, (a, b, name) in enumerate(parts):
            last = number == len(parts) - 1
            if last or not self.knowing:
                a += len(body[a:b]) - len(body[a:b].lstrip())
                first = name_start + a if number else start
                self._add(floor + first, end if last else floor + name_start + b, "head", name.lstrip())

    def _strong(self, low: int, high: int) -> None:
        self._noun(low, high, False)

    def _weak(self, low: int, high: int) -> None:
        self._noun(low, high, True)

    def _noun(self, low: int, high: int, weak: bool) -> None:
        end = self._after(high)
        if end < 0:
            return
        text, floor = self.text, max(self.floor, low - words.LONGEST_LEAD)
        read = words.read_noun(text[floor:low], text[low:high], weak)
        if read is None or (weak and read.is_bare and end == high and not (low == self.floor and text[low - 1] in "有备富充")):
            return
        self.floor = end
        for first, last, name in read.abilities:
            self._add(floor + first, floor + last, "noun", name)
        self._add(floor + read.start, end, "noun", read.name)

    def _phrase(self, low: int, high: int) -> None:
        text = self.text
        if self._followed(high, _HEAD):
            return
        end = self._after(high)
        if end < 0 and text[low : low + 2] in words.KEPT_OPENERS:
            self._opener(low, low + 2)
            return
        attitude = words.ATTITUDE.match(text, high, self.end)
        name = text[low:high]
        if attitude and (after := self._after(attitude.end())) >= 0:
            end = after
            name = name if text[high] == "的" else text[low : attitude.end()]
        elif end < 0:
            if high - low < 4 or text[high : high + 1] == "地":
                return
            end = high
        elif high - low >= 4 and end - high >= 2:
            end = high
        start = low
        if text[low] in "有能" and high - low > 2:
            start, name = (low + 1 if text[low] == "有" else low), name[1:]
        start, name = self._with_subject(low, high, start, name)
        if start >= 0:
            self.floor = end
            self._add(start, end, "phrase", name)

    def _with_subject(self, low: int, high: int, start: int, name: str) -> tuple[int, str]:
        """The phrase with what it is said of (工作认真 → 认真, 性格开朗 stays); start -1 where a short one is part of something else."""
        text, subject = self.text, self.subject
        if self.floor <= subject < low and low - subject < 8:
            link = next((subject + len(s) for s in words.DROPPED_SUBJECTS if text.startswith(s, subject)), low)
            if link <= low and words.SUBJECT_LINK.fullmatch(text, link, low):
                return subject, name
        left = text[max(self.floor, low - 4) : low]
        if not left:
            return start, name
        if kept := next((s for s in words.KEPT_SUBJECTS if left.endswith(s)), ""):
            return low - len(kept), kept + name
        if high - low < 4 and left.strip() and not words.PHRASE_LEFT.search(left):
            return -1, name
        return start, name

    def _opener(self, low: int, high: int) -> None:
        text = self.text
        if text[self.floor : low].strip(" \t:：、和及并且要需须应你您还也"):
            return
        part = words.PART_END.search(text, high, min(self.end, high + 60))
        stop = part.start() if part else self.end
        if cut := words.OPENER_CUT.search(text, high + 2, stop):
            stop = cut.start() - (text[cut.start() - 1] in "或和及并且")
        word, phrase = text[low:high], text[high:stop]
        dropped = word in words.DROPPED_OPENERS
        if not 2 <= len(phrase.strip()) <= 30 or (dropped and not words.MAY.match(phrase)):
            return
        if word in ("擅长", "擅于") and not words.SOCIAL.match(phrase):
            self.knowing = True
            return
        if (words.NOT_ABLE if dropped else words.CIRCUMSTANCE).search(phrase) or words.ENDS_IN_HEAD.search(phrase):
            return
        if dropped and words.CRAFT.search(phrase):
            return
        if tail := words.OPENER_TAIL.search(phrase):
            stop = high + tail.start()
        self.floor = stop
        self._add(low, stop, "opener", text[high if dropped else low : stop].strip())

    def _towards(self, low: int, high: int) -> None:
        match = words.TOWARDS_END.match(self.text, high, self.end)
        end = self._after(match.end()) if match else -1
        if not match or end < 0 or words.NOT_ABILITY.search(match["to"]):
            return
        self.floor, name = end, self.text[low:end]
        if match["noun"][-1] in "度性":  # 对数据敏感度高 → 数据敏感度
            name = words.POSSESSION.sub("", self.text[high : match.start("noun")]) + match["noun"]
        self._add(low, end, "towards", name)

    def _understood(self, stop: int) -> None:
        """``良好的沟通`` at the end of a comma-part: the head is understood."""
        text, start = self.text, self.floor
        if not 3 <= stop - start <= 14:
            return
        degree = words.DEGREE.search(text, start, stop)
        if degree and degree.start() - start <= 6 and (name := text[degree.end() : stop].strip()) in words.UNDERSTOOD:
            self._add(degree.start(), stop, "head", name + "能力")

    _READERS: ClassVar = {_HEAD: _head, _NOUN: _strong, _WEAK: _weak, _PHRASE: _phrase, _OPENER: _opener, _TOWARDS: _towards}


KIND = Kind("trait", triggers=(), rules=RULES, find=_find)
