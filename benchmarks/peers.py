"""jdparse against what one would write or install instead, on the project's own annotations.

    python benchmarks/peers.py quality      # categories, years, education, clauses: right, wrong, missed
    python benchmarks/peers.py speed        # CPU time for the same texts, as a ratio to jieba.lcut

``quality`` compares with keyword lists (``keywords.toml``) and with the regular expressions of a typical notebook. Texts and labels lie
under ``annotations/``; the rules of jdparse were written with the postings in view, so its figures there are those of a development set.
``speed`` takes what is installed (``pip install jieba rjieba jionlp recognizers-text-suite``) and says what is not.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import tomllib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import jdparse
from jdparse import schema
from jdparse.annotation import Annotated, read_clauses, read_posting

ROOT = Path(__file__).resolve().parents[1]
POSTINGS = [read_posting(path) for path in sorted((ROOT / "annotations/postings").glob("*.txt"))]
LEVELS = ["初中", "高中", "中专", "大专", "本科", "硕士", "博士"]

Value = str | float | None


# Categories of single duty clauses.


def by_keywords(words: dict[str, list[str]], text: str) -> set[str]:
    """The categories one of whose words the text holds."""
    return {name for name, held in words.items() if any(word in text for word in held)}


def categories() -> None:
    """Micro precision, recall and F1 over the single clauses, of the keyword lists and of the tagger."""
    words = tomllib.loads(Path(__file__).with_name("keywords.toml").read_text(encoding="utf-8"))["words"]
    unseen = json.loads((ROOT / "annotations/splits.json").read_text(encoding="utf-8"))["test"]  # the tagger has not learnt from these
    clauses = [c for path in sorted((ROOT / "annotations/clauses").glob("*.txt")) if path.stem in unseen for c in read_clauses(path)]
    contenders: dict[str, Callable[[str], Collection[str]]] = {
        "keyword lists": lambda text: by_keywords(words, text),
        "jdparse.tag": lambda text: {tag.name for tag in jdparse.tag(text)},
    }
    print(f"duty categories of {len(clauses)} single clauses that the tagger has not learnt from: precision, recall, F1")
    for name, find in contenders.items():
        print(f"  {name:14} {prf((find(clause.text), clause.tags) for clause in clauses)}")


def prf(pairs: Iterator[tuple[Collection[object], Collection[object]]]) -> str:
    """Precision, recall and F1 of found against right things, summed over all texts."""
    found_all = right_all = both = 0
    for found, right in pairs:
        found_all, right_all, both = found_all + len(found), right_all + len(right), both + len(set(found) & set(right))
    precision, recall = both / max(found_all, 1), both / max(right_all, 1)
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


# Years and education of postings with one job.


def notebook_years(text: str) -> float | None:
    """The years as notebooks find them: the first 3-5年 or 3年以上."""
    found = re.search(r"(\d{1,2})\s*[-~至]\s*\d{1,2}\s*年|(\d{1,2})\s*年(?:及)?以上", text)
    return float(found[1] or found[2]) if found else None


def notebook_education(text: str) -> str | None:
    """The education as notebooks find it: the first level that comes up."""
    found = re.search("|".join(LEVELS), text)
    return found[0] if found else None


def bound(values: list[tuple[str, Value]], rank: Callable[[Value], float]) -> Value:
    """The value that binds most, as ``Job.experience`` defines it: required before preferred, then the highest."""
    required = [value for modality, value in values if modality == "required"] or [value for _, value in values]
    return max(required, key=rank) if required else None


def rank_of(value: Value) -> float:
    """The order of values: numbers as they are, levels by height, what is not stated below all."""
    if value is None:
        return -1.0
    return float(LEVELS.index(value) + 1 if value in LEVELS else 0) if isinstance(value, str) else value


def right_value(posting: Annotated, kind: str, field: str) -> Value:
    """What the annotation states."""
    marks = [mark for mark in posting.requirements if mark.type == kind]
    return bound([(mark.modality, mark.values.get(field)) for mark in marks], rank_of)


def single(posting: Annotated) -> bool:
    """Whether the posting is one job."""
    return len(posting.jobs) == 1


def values() -> None:
    """How many years and levels of education each way gets right."""
    postings = [posting for posting in POSTINGS if single(posting)]
    ways: dict[str, dict[str, Callable[[str], Value]]] = {
        "years": {"notebook regex": notebook_years, "jdparse.parse": lambda text: years_of(jdparse.parse(text))},
        "education": {"notebook regex": notebook_education, "jdparse.parse": lambda text: level_of(jdparse.parse(text))},
    }
    for what, (kind, field) in {"years": ("experience", "min_years"), "education": ("education", "min_level")}.items():
        print(f"{what} of {len(postings)} postings: right, wrong, missed, made up")
        for name, find in ways[what].items():
            pairs = [(find(posting.text), right_value(posting, kind, field)) for posting in postings]
            counts = (
                sum(found == right for found, right in pairs),
                sum(found != right and found is not None and right is not None for found, right in pairs),
                sum(found is None and right is not None for found, right in pairs),
                sum(found is not None and right is None for found, right in pairs),
            )
            print(f"  {name:14} {' '.join(map(str, counts))}")


def years_of(document: schema.Document) -> Value:
    """The minimum of years that binds most in a document's first job."""
    found = document.jobs[0].experience if document.jobs else None
    return found.min_years if found else None


def level_of(document: schema.Document) -> Value:
    """The education that binds most in a document's first job."""
    found = document.jobs[0].education if document.jobs else None
    return found.min_level if found else None


# Clauses.

NUMBER = re.compile(r"[\s　]{0,9}(?:[(（]?\d{1,2}[)）、.．]|[①-⑳]|[●◆·•\-])?[\s　]{0,9}")


def notebook_clauses(text: str) -> set[tuple[int, int]]:
    """Clauses as notebooks cut them: at sentence ends, semicolons and line breaks, without the number in front."""
    found, start = set(), 0
    for end in [m.start() for m in re.finditer(r"[。；;！!？?\n]", text)] + [len(text)]:
        number = NUMBER.match(text, start, end)
        first = number.end() if number else start
        last = first + len(text[first:end].rstrip())
        if last > first:
            found.add((first, last))
        start = end + 1
    return found


def clauses() -> None:
    """Micro precision, recall and F1 of clauses by both ends."""
    ways: dict[str, Callable[[str], set[tuple[int, int]]]] = {
        "split and strip": notebook_clauses,
        "jdparse.parse": lambda text: {(c.start, c.end) for job in jdparse.parse(text).jobs for c in job.clauses},
    }
    print(f"clauses of {len(POSTINGS)} postings, both ends right: precision, recall, F1")
    for name, find in ways.items():
        print(f"  {name:15} {prf((find(p.text), {(c.start, c.end) for c in p.clauses}) for p in POSTINGS)}")


# Speed.


def tools() -> Iterator[tuple[str, Callable[[str], object] | str]]:
    """Each tool with the call that a user would make, or what to install for it."""
    yield "jdparse.parse", jdparse.parse
    for name, package, load in (
        ("rjieba.cut", "rjieba", lambda: __import__("rjieba").cut),
        ("jionlp.ner.extract_time + extract_money", "jionlp", jionlp_extractors),
        ("recognizers-text age + dimension", "recognizers-text-suite", recognizers),
    ):
        try:
            yield name, load()
        except ImportError as error:
            yield name, f"not measured: pip install {package} ({error})"


def jionlp_extractors() -> Callable[[str], object]:
    """The two extractors of jionlp that read years and pay."""
    import jionlp

    return lambda text: (jionlp.ner.extract_time(text), jionlp.ner.extract_money(text))


def recognizers() -> Callable[[str], object]:
    """The recognizers of ages and of heights."""
    from recognizers_number_with_unit import recognize_age, recognize_dimension
    from recognizers_text import Culture

    return lambda text: (recognize_age(text, Culture.Chinese), recognize_dimension(text, Culture.Chinese))


def speed(rounds: int) -> None:
    """CPU time over the postings, best of some rounds, as a ratio to jieba.lcut in the same run."""
    import jieba

    jieba.setLogLevel(60)
    texts = [posting.text for posting in POSTINGS]
    calls: dict[str, Callable[[str], object]] = {"jieba.lcut": jieba.lcut}
    for name, call in tools():
        if isinstance(call, str):
            print(f"{name}: {call}")
        else:
            calls[name] = call
    best = dict.fromkeys(calls, float("inf"))
    for call in calls.values():
        call(texts[0])
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.process_time()
            for text in texts:
                call(text)
            best[name] = min(best[name], time.process_time() - start)
    print(
        f"{len(texts)} postings of {sum(map(len, texts)) / len(texts):.0f} characters, best of {rounds} rounds: µs a text, times jieba.lcut"
    )
    for name, took in best.items():
        print(f"  {name:40} {took / len(texts) * 1e6:9.0f} {took / best['jieba.lcut']:8.2f}")


def main() -> None:
    """Read the options, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["quality", "speed"])
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    if given.what == "speed":
        speed(given.rounds)
    else:
        categories()
        values()
        clauses()


if __name__ == "__main__":
    main()
