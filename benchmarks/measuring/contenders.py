"""Who is measured: jdparse, its stages, and what a user would pick instead, each with the call that a user would make.

A contender is loaded in a process of its own (``workers``), so nothing here is imported before it is needed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

Run = Callable[[], object]
Prepare = Callable[[list[str]], Run]
"""Takes what is to be read; what it returns is timed."""

BASIS = "jieba.lcut"
PARSE = "jdparse.parse"
BATCH = "jdparse.arrow.parse_batch"
STRUCTURE = "structure"
TAGS = "tags"
CLASSIFIER = "spaCy zh + classifier"
CLASSIFIER_DUTIES = f"{CLASSIFIER} (duties)"


class Contender(NamedTuple):
    """One row of the table.

    ``reads`` says what it is given: the texts, the clauses that jdparse finds in them, or the duty clauses alone. ``packages`` are
    the distributions whose versions count; ``install`` what to give pip. A slow one reads one of ``every`` so many ads.
    """

    name: str
    group: Literal["jdparse", "stage", "rival"]
    gives: str
    load: Callable[[], Prepare]
    packages: tuple[str, ...]
    install: str = "jdparse"
    reads: Literal["texts", "clauses", "duties"] = "texts"
    every: int = 1


def each(call: Callable[[str], object]) -> Prepare:
    """One call a text."""

    def prepare(texts: list[str]) -> Run:
        def run() -> None:
            for text in texts:
                call(text)

        return run

    return prepare


# jdparse


def load_parse() -> Prepare:
    import jdparse

    return each(jdparse.parse)


def load_json() -> Prepare:
    import jdparse

    return each(lambda text: jdparse.parse(text).model_dump_json())


def load_batch() -> Prepare:
    import pyarrow as pa

    from jdparse.arrow import parse_batch, split

    def prepare(texts: list[str]) -> Run:
        batch = pa.record_batch({"text": texts})
        return lambda: split(parse_batch(batch))

    return prepare


def load_structure() -> Prepare:
    from measuring import stages

    return each(stages.structure)


def load_tags() -> Prepare:
    from measuring import stages

    def prepare(texts: list[str]) -> Run:
        found = [stages.structure(text) for text in texts]
        return lambda: [stages.tags(one) for one in found]

    return prepare


def load_requirements() -> Prepare:
    from measuring import stages

    def prepare(texts: list[str]) -> Run:
        found = [stages.structure(text) for text in texts]
        return lambda: [stages.requirements(one) for one in found]

    return prepare


def load_objects() -> Prepare:
    from measuring import stages

    def prepare(texts: list[str]) -> Run:
        ready = [stages.structure(text) for text in texts]
        for page in ready:
            stages.tags(page)
            stages.requirements(page)
        return lambda: [stages.objects(page) for page in ready]

    return prepare


# What one would pick instead


def load_jieba() -> Prepare:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    jieba.initialize()
    return each(jieba.lcut)


def load_rjieba() -> Prepare:
    import rjieba

    return each(rjieba.cut)


def load_notebook() -> Prepare:
    from measuring import notebook

    return each(notebook.read)


def load_jionlp() -> Prepare:
    import jionlp

    logging.disable(logging.CRITICAL)  # it logs a traceback for every time that it cannot read
    return each(lambda text: (jionlp.ner.extract_time(text), jionlp.ner.extract_money(text)))


def load_recognizers() -> Prepare:
    from recognizers_number_with_unit import recognize_age, recognize_dimension
    from recognizers_text import Culture

    return each(lambda text: (recognize_age(text, Culture.Chinese), recognize_dimension(text, Culture.Chinese)))


def blank_pipeline() -> Any:
    """spaCy's blank Chinese pipeline with the word segmenter that jdparse ships; spaCy ships none."""
    import spacy

    from jdparse.spacy_tokenizer import create_tokenizer

    nlp = spacy.blank("zh")
    nlp.tokenizer = create_tokenizer()(nlp)
    return nlp


def load_segmenter() -> Prepare:
    return each(blank_pipeline().make_doc)


def classifier() -> Any:
    """The pipeline with spaCy's default classifier of several labels, which are the duty categories.

    It is set up on labelled clauses and not trained: its weights are random, its time is that of a trained one.
    """
    from spacy.training import Example

    from jdparse.annotation import read_clauses
    from measuring.texts import ROOT

    labelled = [clause for path in sorted((ROOT / "annotations/clauses").glob("*.txt")) for clause in read_clauses(path)]
    names = sorted({name for clause in labelled for name in clause.tags})
    nlp = blank_pipeline()
    nlp.add_pipe("textcat_multilabel")
    examples = [
        Example.from_dict(nlp.make_doc(clause.text), {"cats": {name: float(name in clause.tags) for name in names}})
        for clause in labelled[:: max(1, len(labelled) // 500)]
    ]
    nlp.get_pipe("textcat_multilabel").initialize(lambda: iter(examples), nlp=nlp, labels=names)
    return nlp


def load_classifier() -> Prepare:
    nlp = classifier()
    return lambda clauses: lambda: list(nlp.pipe(clauses))


def load_classifier_single() -> Prepare:
    return each(classifier())


SPACY = ("spacy", "spacy-pkuseg")

CONTENDERS = {
    contender.name: contender
    for contender in (
        Contender(BASIS, "rival", "words", load_jieba, ("jieba",), "jieba"),
        Contender(PARSE, "jdparse", "typed objects: jobs, clauses, categories, requirements", load_parse, ("jdparse", "pydantic")),
        Contender(f"{PARSE} + JSON", "jdparse", "the same, every field read, as JSON", load_json, ("jdparse", "pydantic")),
        Contender(BATCH, "jdparse", "the same as six Arrow tables", load_batch, ("jdparse", "pyarrow"), "jdparse[batch]"),
        Contender(STRUCTURE, "stage", "noise, jobs, headings, clauses, sections", load_structure, ("ahocorasick_rs",)),
        Contender(TAGS, "stage", "categories of duty clauses", load_tags, ("numpy",)),
        Contender("requirements", "stage", "typed facts", load_requirements, ("jdparse",)),
        Contender("lift + objects", "stage", "offsets into the source, typed objects", load_objects, ("pydantic",)),
        Contender("rjieba.cut", "rival", "words", load_rjieba, ("rjieba",), "rjieba"),
        Contender("notebook of regular expressions", "rival", "pieces, categories by keyword, four values", load_notebook, ("jdparse",)),
        Contender("spaCy zh", "rival", "words, by the segmenter that jdparse ships", load_segmenter, SPACY, "spacy spacy-pkuseg", every=3),
        Contender(
            CLASSIFIER, "rival", "words and categories of ready clauses", load_classifier, SPACY, "spacy spacy-pkuseg", "clauses", every=3
        ),
        Contender(
            CLASSIFIER_DUTIES, "rival", "the same of ready duty clauses", load_classifier, SPACY, "spacy spacy-pkuseg", "duties", every=3
        ),
        Contender(
            f"{CLASSIFIER} (one by one)",
            "rival",
            "words and categories of ready clauses",
            load_classifier_single,
            SPACY,
            "spacy spacy-pkuseg",
            "clauses",
            every=6,
        ),
        Contender("jionlp time + money", "rival", "durations, dates, amounts, with offsets", load_jionlp, ("jionlp",), "jionlp", every=6),
        Contender(
            "recognizers-text age + dimension",
            "rival",
            "ages and heights, without bounds",
            load_recognizers,
            ("recognizers-text-number-with-unit",),
            "recognizers-text-number-with-unit 'emoji<2'",
            every=6,
        ),
    )
}
