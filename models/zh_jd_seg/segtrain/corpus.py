"""Segmented sentences: reading them, and bringing the treebank's words to the conventions of this project.

Universal Dependencies splits affixes off (满意 度, 总 经理) and joins determiners (每天); the conventions here (see the
card) are the other way round, as in the Chinese Treebank and as a reader of postings expects.
"""

from __future__ import annotations

import random
import re
from itertools import chain
from pathlib import Path

Sentence = list[str]

HALF_WIDTH_SHARE = 0.6  # postings of boards use , : ; as often as ， ： ；
HALF_WIDTH_STOP_SHARE = 0.3  # but keep 。 mostly
# Chosen by hand among the single characters that follow a word of two or three in the treebank: those that make a noun
# of it. Place names keep theirs apart (上海 市), so do localisers (工作 中) and classes (管理 类).
SUFFIXES = frozenset(
    "者性部员家学站局馆军机党台队器赛室权派院长业量力率化版场生体杯语书奖节师制病法厂层团球色镜案界管品园剧片圈型战署组系"
    "剂族厅单船症报度图楼店群官网论费表感心商物式线车酒桥点话卡证库间教们国社"
)
# These are suffixes after some words and words of their own after others.
SUFFIX_AFTER = {  # suffix: the words, parted by blanks
    "会": "委员 学生 音乐 理事 董事 演唱 博览 运动 奥运 研讨 展览 发布 交流 基金 联合 座谈 分享 评审",
    "人": "领导 发言 主持 候选 创始 继承 负责 代理 经纪 合伙 投资 法定 保证 承包 撰稿 制片 年轻 成年 老年",
    "地": "殖民 根据 所在 发源 聚居 栖息 目的",
    "处": "办事 秘书 人事 财务",
}
PREFIX_BEFORE = {"总": "经理 书记 司令 教练 工程 编辑 干事 领事"}
PREFIXES = frozenset("副")
SHORT_HAN = re.compile(r"[\u4e00-\u9fff]{1,3}")
PROPER_NAMES = ("nr", "ns", "nt", "nz")  # persons, places, organisations, others
SALAD_LENGTH = 12
SALAD_LEAST_COUNT = 3
HAN = re.compile(r"[\u4e00-\u9fff]{2,3}")
DETERMINED = re.compile(r"[每该各][\u4e00-\u9fff]")
WHOLE = frozenset({"各自", "各别", "每每"})  # a determiner in form alone
HALF_WIDTH = str.maketrans("，。：；！？（）“”‘’％", ",.:;!?()\"\"''%")


def read_seg(path: Path) -> list[Sentence]:
    """Sentences of a file with one a line, words parted by blanks; lines that begin with ``#`` are comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def read_iob2(path: Path) -> list[Sentence]:
    """Sentences of a tab-separated token file (second column, blank line after a sentence, ``#`` comments)."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    rows = ([line.split("\t") for line in block.splitlines() if line and not line.startswith("#")] for block in blocks)
    return [words for block in rows if (words := ["".join(row[1].split()) for row in block if row[1].strip()])]


def harmonise(words: Sentence) -> Sentence:
    """The words of a treebank sentence in this project's conventions: affixes joined, determiners split."""
    parts = chain.from_iterable(word if DETERMINED.fullmatch(word) and word not in WHOLE else (word,) for word in words)
    joined: Sentence = []
    for word in parts:
        if joined and (_is_suffix(joined[-1], word) or _is_prefix(joined[-1], word)):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _is_suffix(base: str, word: str) -> bool:
    return HAN.fullmatch(base) is not None and (word in SUFFIXES or base in SUFFIX_AFTER.get(word, "").split())


def _is_prefix(prefix: str, word: str) -> bool:
    return HAN.fullmatch(word) is not None and (prefix in PREFIXES or word in PREFIX_BEFORE.get(prefix, "").split())


def word_salad(dictionary: Path, *, sentences: int, seed: int) -> list[Sentence]:
    """Sentences of words drawn from a word list with the chance of the square root of their frequency.

    They teach what the treebank and the written sentences are too small for: that these characters make a word. Words
    in a row do better than words alone, as the model also learns the borders between them. ``dictionary`` has lines
    ``word frequency part-of-speech``, as jieba's ``dict.txt``; proper names and words of more than three characters,
    which the conventions often split, are left out.
    """
    rows = (line.split() for line in dictionary.read_text(encoding="utf-8").splitlines())
    words = {
        word: int(count) ** 0.5
        for word, count, kind in rows
        if SHORT_HAN.fullmatch(word) and int(count) >= SALAD_LEAST_COUNT and not kind.startswith(PROPER_NAMES)
    }
    names, chances = list(words), list(words.values())
    rng = random.Random(seed)
    return [rng.choices(names, chances, k=SALAD_LENGTH) for _ in range(sentences)]


def narrow_punctuation(sentences: list[Sentence], seed: int) -> list[Sentence]:
    """The sentences, most of them (``HALF_WIDTH_SHARE``) with half-width punctuation."""
    rng = random.Random(seed)
    narrowed = []
    for words in sentences:
        if rng.random() < HALF_WIDTH_SHARE:
            with_stop = rng.random() < HALF_WIDTH_STOP_SHARE
            words = [word if word == "。" and not with_stop else word.translate(HALF_WIDTH) for word in words]
        narrowed.append(words)
    return narrowed
