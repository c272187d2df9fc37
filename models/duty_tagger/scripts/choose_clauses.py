"""Choose duty clauses worth labelling: where a baseline is least sure and where categories are rare.

    python models/duty_tagger/scripts/choose_clauses.py SHARED OUT_DIR --count 2400 --files 4

Reads ``SHARED/corpus/ads.jsonl.gz``, ``SHARED/gold``; writes ``OUT_DIR/select_N.jsonl`` with rows
``{"ad", "start", "end", "text", "title"}``. The text is for the labeller's eyes; only offsets and hashes are kept.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from shared.corpus import Ad, Piece, gold_clauses_text, pieces, read_ads, squeeze

# Posts whose work the IT and HR boards hardly show; matched in the title and the board's category column.
WANTED = re.compile(
    "客服|客户服务|呼叫|售后|物业|楼管|收银|店长|店员|导购|营业|柜|超市|百货|零售|卖场|陈列|门店|前台|文员|行政|助理|秘书|办公|后勤|厨|服务员|餐|酒店|宾馆|客房|咖啡"
    "|仓|物流|快递|司机|配送|货|运输|报关|单证|跟单|普工|质检|品质|品管|车间|生产|工艺|操作工|技工|班长|厂|焊|电工|机修|维修|设备|教|老师|讲师|幼|学管|班主任|护士|护理|医|药|美容|美发|健身"
    "|保安|安全|消防|保洁|清洁|家政|绿化|施工|工程|监理|预算员|造价|采购|会计|出纳|财务|审计|法务|招商|房产|置业|fuwuyuan|cangchu|dianyuan|jiazheng|pugong|jigong"
)


def main() -> None:
    """Read the options, choose, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--count", type=int, default=2400)
    options.add_argument("--files", type=int, default=4)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    ads = {ad.id: ad for ad in read_ads(given.shared / "corpus/ads.jsonl.gz")}
    rows = [json.loads(line) for line in (given.shared / "gold/tags.jsonl").read_text(encoding="utf-8").splitlines()]
    pool = candidates(ads, rows, gold_clauses_text(given.shared))
    print(len(pool), "candidates", Counter(bool(p.kind) for _, p in pool))
    ranked = rank(ads, rows, pool)
    chosen = pick(pool, ranked, given.count)
    random.Random(given.seed).shuffle(chosen)
    given.out.mkdir(parents=True, exist_ok=True)
    for n in range(given.files):
        with (given.out / f"select_{n}.jsonl").open("w", encoding="utf-8") as out:
            for ad, p in chosen[n :: given.files]:
                row = {"ad": ad.id, "start": p.start, "end": p.end, "text": ad.text[p.start : p.end], "title": ad.title}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print("chosen", len(chosen), "of posts wanted", sum(wanted(ad) for ad, _ in chosen))


def wanted(ad: Ad) -> bool:
    """Whether the post is one that the boards teach too little of."""
    return bool(WANTED.search(ad.title) or WANTED.search(ad.category))


def candidates(ads: dict[str, Ad], rows: list[dict], gold: str) -> list[tuple[Ad, Piece]]:
    """Duty clauses under a heading or in a numbered list of a wanted post, unlabelled, unseen in gold, no near-duplicates."""
    labelled = {(r["ad"], pos) for r in rows for pos in range(r["start"], r["end"])}
    seen = {signature(ads[r["ad"]].text[r["start"] : r["end"]]) for r in rows}
    found = []
    for ad in ads.values():
        for p in pieces(ad.text):
            if p.kind != "duties" and not (p.kind is None and wanted(ad)):
                continue
            text = ad.text[p.start : p.end]
            if not 6 <= len(text) <= 160 or "<" in text or "\n" in text.strip() or "\r" in text:
                continue
            if (ad.id, p.start) in labelled or (ad.id, p.end - 1) in labelled or squeeze(text) in gold:
                continue
            mark = signature(text)
            if len(mark) < 3 or mark in seen:
                continue
            seen.add(mark)
            found.append((ad, p))
    return found


def signature(text: str) -> str:
    """A key that near-duplicates share: the Chinese characters without the commonest words."""
    bare = re.sub(r"[^\u4e00-\u9fffA-Za-z]+", "", text)
    return re.sub("负责|公司|工作|进行|以及|相关|及时|根据|协助|完成|做好|日常|各项|的|和|与|及|等|对|并", "", bare)[:24]


def rank(ads: dict[str, Ad], rows: list[dict], pool: list[tuple[Ad, Piece]]) -> np.ndarray:
    """How much each candidate would teach: doubt near the decision, weighted by the rarity of the categories in doubt."""
    binarizer = MultiLabelBinarizer()
    y = binarizer.fit_transform([r["tags"] for r in rows])
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    x = vectors.fit_transform(ads[r["ad"]].text[r["start"] : r["end"]] for r in rows)
    model = OneVsRestClassifier(LinearSVC(C=0.5)).fit(x, y)
    margin = model.decision_function(vectors.transform(ad.text[p.start : p.end] for ad, p in pool))
    chance = 1 / (1 + np.exp(-3 * margin))
    entropy = -(chance * np.log(chance + 1e-9) + (1 - chance) * np.log(1 - chance + 1e-9))
    rarity = 1 / np.sqrt(y.sum(axis=0) + 20)
    value = (entropy * rarity).sum(axis=1) + (chance * rarity).sum(axis=1)
    # A clause that the baseline gives nothing is doubtful, but under no heading it is more likely no duty at all.
    headless = np.array([p.kind is None for _, p in pool])
    return value * np.where(headless & (margin.max(axis=1) < -0.3), 0.3, 1.0)


def pick(pool: list[tuple[Ad, Piece]], value: np.ndarray, count: int) -> list[tuple[Ad, Piece]]:
    """The best candidates, four fifths of them from wanted posts, at most three of an ad."""
    quota = {True: count * 4 // 5, False: count - count * 4 // 5}
    taken: Counter[str] = Counter()
    chosen = []
    for i in np.argsort(-value, kind="stable"):
        ad, p = pool[i]
        side = wanted(ad)
        if quota[side] and taken[ad.id] < 3:
            quota[side] -= 1
            taken[ad.id] += 1
            chosen.append((ad, p))
    return chosen


if __name__ == "__main__":
    main()
