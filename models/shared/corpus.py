"""Read the ads of the corpus and cut them into sections and clauses with exact offsets.

This is training-data machinery: it is meant to be precise where a heading or a numbered list is plain and to leave the
rest alone. Reading any posting well is the business of the parser.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Ad", "Piece", "gold_clauses_text", "mask", "pieces", "read_ads", "squeeze"]

TAG = re.compile(r"<(/?)([A-Za-z]{1,10})[^<>]{0,200}>")
ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|middot|#\d{1,5});")
INLINE = {"span", "strong", "b", "font", "a", "em", "u", "i"}

# Headings that name their section beyond doubt, longest alternatives first within a kind.
HEADINGS = {
    "duties": "岗位职责描述|岗位主要职责|主要岗位职责|主要工作职责|主要工作内容|岗位职责|工作职责|职责描述|职位职责"
    "|主要职责|主要工作|工作内容|岗位内容|工作描述|你将负责|您将负责|你的职责|职责",
    "requirements": "任职资格要求|应聘要求|任职要求|任职资格|任职条件|任职标准|任职需求|岗位要求|职位要求|招聘要求|技能要求|能力要求"
    "|应聘条件|招聘条件|基本要求|专业要求|技术要求|资格要求|素质要求|我们希望你|希望你|优先条件|加分项|其他要求|岗位需求"
    "|职位需求|要求",
    "benefits": "薪资福利待遇|薪资待遇|薪资福利|薪酬福利|薪酬待遇|福利待遇|工资待遇|岗位待遇|公司福利|员工福利|职位福利"
    "|我们提供|我们为你提供|我们能给你的|薪资结构|薪资构成|福利|待遇|薪酬|薪资|岗位优势|职位优势|职位诱惑",
    "overview": "岗位概述|工作概述|岗位概要|职位概要|职位概述|岗位目的|职位目的",
    "authority": "岗位权限|工作权限|职权|权限|权力",
    "relations": "工作关系|协作关系|内部关系|外部关系|汇报关系|汇报对象",
    "career": "晋升空间|晋升通道|晋升路线|晋升渠道|晋升机制|晋升方向|职业发展|发展空间|发展前景|职业规划|发展方向",
    "assessment": "考核指标|考核标准|绩效考核指标",
    "schedule": "工作时间|上班时间|作息时间|休息时间|工作地点|上班地点|工作地址|上班地址|办公地点|工作班次",
    "company": "公司介绍|公司简介|企业简介|关于我们|公司概况|公司优势|团队介绍|企业介绍",
    "application": "联系方式|联系电话|面试地点|面试地址|面试时间|应聘方式|报名方式|报名电话"
    "|简历投递邮箱|简历投递|投递邮箱|咨询电话|联系人|乘车路线",
    "facts": "职能类别|关键字|招聘人数|所属部门|直接上级|汇报对象|职位编号|截止日期",
}
KIND = {word: kind for kind, words in HEADINGS.items() for word in words.split("|")}
WORDS = "|".join(sorted(KIND, key=lambda w: (-len(w), w)))
HEADING = re.compile(
    rf"(?:^|(?<=[\n。；;\s】\u200b]))(?:职位描述|岗位描述)?[:：]?\s{{0,3}}[【\[（(]?(?:[一二三四五六][、.])?({WORDS})(?:[（(][^（）()\n]{{1,12}}[)）])?"
    r"[】\]）)]?(?:\s{0,3}[:：]|\s{0,3}(?=\n)|(?<=[】\]])|(?=\s{0,2}1[、.．]))"
)
MARKER = re.compile(
    r"(?<![\d.A-Za-z~～\-—])(?:[(（]\s?\d{1,2}\s?[)）]、?|\d{1,2}\s?[)）]|\d{1,2}\s?[、，](?!\d)|\d{1,2}\s?[.．:：](?!\d)|[①-⑳]|(?<![一-鿿])[一二三四五六七八九十]{1,2}、)\s?"
)
OUTER = " \t\r\n\u3000\xa0\u200b;；。,，、.．:：-–—•·●○◆◇■□▪★☆*＊>※✓✔→"
FACTS = {"facts", "schedule", "application"}


@dataclass(frozen=True, slots=True)
class Ad:
    """One posting of the corpus."""

    id: str
    source: str
    title: str
    category: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause candidate ``[start, end)`` of an ad and the kind its heading names; ``label`` is the heading of a first one."""

    start: int
    end: int
    kind: str | None
    numbered: bool
    label: str | None


def gold_clauses_text(shared: Path) -> str:
    """The texts of the gold ads and pages, squeezed: what stands here is no training data."""
    return "\n".join(
        squeeze(f.read_text(encoding="utf-8")) for part in ("ads", "pages") for f in sorted((shared / "gold" / part).glob("*.txt"))
    )


def read_ads(path: Path) -> Iterator[Ad]:
    """The ads of a gzipped JSON-lines file, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Ad(row["id"], row["source"], row["title"] or "", row["fields"].get("job_category") or "", row["text"])


def squeeze(text: str) -> str:
    """The text without tags, entities, spaces and outer punctuation: the key under which two clauses are the same."""
    return re.sub(r"\s+", "", ENTITY.sub("", TAG.sub("", text))).strip(OUTER)


def mask(text: str) -> str:
    """The text with tags blanked, code point for code point: block tags read as line breaks, inline ones as nothing."""

    def blank(match: re.Match[str]) -> str:
        return ("\u200b" if match[2].lower() in INLINE else "\n") * len(match[0])

    return ENTITY.sub(lambda m: " " * len(m[0]), TAG.sub(blank, text)).replace("\r", "\n")


def pieces(text: str) -> list[Piece]:
    """The clause candidates of an ad, in order; offsets into ``text`` as given."""
    plain = mask(text)
    heads = list(HEADING.finditer(plain))
    found: list[Piece] = []
    bounds: list[tuple[int, int, str | None]] = [(0, heads[0].start() if heads else len(plain), None)]
    for head, after in zip(heads, [*heads[1:], None][: len(heads)], strict=True):
        bounds.append((head.end(), after.start() if after else len(plain), head[1]))
    for start, end, word in bounds:
        found += cut(plain, start, end, word)
    return found


def cut(plain: str, start: int, end: int, label: str | None) -> list[Piece]:
    """The items of one stretch: by its rising numbers where it has them, else by its lines (facts: the first line)."""
    kind = KIND[label] if label else None
    cuts = rising(plain, start, end)
    edges = sorted({start, end, *(m.start() for m in cuts)})
    bodies = {m.start(): m.end() for m in cuts}
    found = []
    for a, b in itertools.pairwise(edges):
        numbered = a in bodies
        a = bodies.get(a, a)
        for s, e in lines(plain, a, b, numbered):
            s, e = trim(plain, s, e)
            if e - s >= 2:
                found.append(Piece(s, e, kind, numbered, None if found else label))
            if kind in FACTS:
                kind = None if kind != "schedule" else kind
                break
    return found


def lines(plain: str, a: int, b: int, numbered: bool) -> list[tuple[int, int]]:
    """A numbered item reaches to its first blank line or to a line break after a full stop; the rest is cut at line breaks."""
    spans, last = [], a
    for m in re.compile(r"[\n]+").finditer(plain, a, b):
        if numbered and not spans and plain[a : m.start()].strip() and plain[m.start() - 1] not in "。；;" and m.end() - m.start() < 2:
            continue
        if plain[last : m.start()].strip(OUTER):
            spans.append((last, m.start()))
        last = m.end()
    if plain[last:b].strip(OUTER):
        spans.append((last, b))
    return spans


def rising(plain: str, start: int, end: int) -> list[re.Match[str]]:
    """The markers of a stretch that count 1, 2, 3 …, also several such runs."""
    chosen: list[re.Match[str]] = []
    due = 1
    for m in MARKER.finditer(plain, start, end):
        value = number(m[0])
        if value == due or (value == 1 and due != 2):
            chosen.append(m)
            due = value + 1
    return chosen if len(chosen) >= 2 else []


def number(marker: str) -> int:
    """The value of a list marker."""
    digits = re.search(r"\d+", marker)
    if digits and not "①" <= marker[0] <= "⑳":
        return int(digits[0])
    if "①" <= marker[0] <= "⑳":
        return ord(marker[0]) - ord("①") + 1
    names = "一二三四五六七八九十"
    word = "".join(c for c in marker if c in names)
    return sum(10 if c == "十" else names.index(c) + 1 for c in word)


def trim(plain: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer punctuation and spaces."""
    while start < end and plain[start] in OUTER:
        start += 1
    while end > start and plain[end - 1] in OUTER:
        end -= 1
    return start, end
