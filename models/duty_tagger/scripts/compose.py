"""Join written activities into clauses, as postings do: several activities, a verb before, an aim behind."""

from __future__ import annotations

import random
import tomllib

from shared.labels import PHRASES, Example

__all__ = ["composed"]

BEFORE = (
    "负责",
    "负责",
    "负责公司",
    "协助",
    "做好",
    "参与",
    "",
    "",
    "",
    "组织",
    "配合",
    "协助经理进行",
    "负责日常",
    "全面负责",
    "及时",
    "根据公司要求",
)
AFTER = ("工作", "等工作", "等相关工作", "", "", "", "的相关工作", "等", "事宜")
LINKS = ("，", "、", "及", "和", "，负责", ";", "，并", "与", "以及")
TO_AIM = ("，确保", "，以", "，从而", "，保证", "，不断", "，", "，为了")
AIM_SHARE, BARE_SHARE = 0.3, 0.06
COUNTS, WEIGHTS = (1, 2, 3), (55, 30, 15)
MOST_TAGS = 4


def composed(examples: list[Example], count: int, seed: int) -> list[Example]:
    """``count`` clauses of one to three activities out of the phrases among the examples, and aims that carry no tag."""
    chance = random.Random(seed)
    by_tags: dict[tuple[str, ...], list[str]] = {}
    for e in examples:
        if e.source == "phrases" and e.tags:
            by_tags.setdefault(e.tags, []).append(e.text)
    kinds = list(by_tags)
    context = tomllib.loads(PHRASES.read_text(encoding="utf-8"))["context"]
    aims, demands = context["purpose"].split(), context["demand"].split()
    made = []
    for n in range(count):
        if chance.random() < BARE_SHARE:
            made.append(Example("，".join(chance.sample(demands, chance.choice((1, 2)))), (), f"composed:{n}", "composed"))
            continue
        tags: list[str] = []
        words = []
        for _ in range(chance.choices(COUNTS, WEIGHTS)[0]):
            kind = chance.choice(kinds)
            if len({*tags, *kind}) <= MOST_TAGS:
                words.append(chance.choice(by_tags[kind]))
                tags += [t for t in kind if t not in tags]
        text = chance.choice(BEFORE) + chance.choice(LINKS).join(words) + chance.choice(AFTER)
        if chance.random() < AIM_SHARE:
            text += aim(chance, aims)
        made.append(Example(text, tuple(tags), f"composed:{n}", "composed"))
    return made


def aim(chance: random.Random, aims: list[str]) -> str:
    """An aim with its joining word, each verb said once."""
    link, text = chance.choice(TO_AIM), chance.choice(aims)
    for verb in ("确保", "保证", "保障"):
        if text.startswith(verb):
            return f"，{text}" if link not in ("，确保", "，保证") else link + text.removeprefix(verb)
    return link + text
