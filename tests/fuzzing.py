"""What is fuzzed: each target takes bytes, makes an input of them, and raises where something that always holds does not.

Adding a reader is one line of ``TARGETS``. ``scripts/fuzz.py`` drives them with atheris; ``test_fuzzing.py`` runs what was found
before, in ``cases/fuzz``, and a little at random.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import jdparse
from jdparse import compliance, fields, keywords, lexicons, taxonomy
from jdparse.annotation import parse_inline
from jdparse.annotation.doccano import read_doccano
from jdparse.annotation.files import read_clauses, read_posting
from jdparse.annotation.label_studio import read_label_studio
from jdparse.annotation.prodigy import read_prodigy
from jdparse.clean import clean
from jdparse.errors import AnnotationError, JdparseError, LexiconError, SourceError
from pages import PIECES

__all__ = ["TARGETS", "Target", "page"]

Target = Callable[[bytes], None]

# a whole input may take so many seconds and so many for each character; an instrumented run is some fifty times as slow as a plain one
SECONDS, SECONDS_A_CHARACTER = 0.3, 1e-3

HTML = (
    *("<p>", "</p>", "<br>", "<br/>", "<li>", "<ul>", "</ul>", "<div class='a'>", "</div>", "<td>", "<!--", "-->", "<script>", "</script>"),
    *('<span style="display:none">', "</span>", "<style>", "</style>", "<head>", "<a href='x>y'>", "<b", "< p>", "<p/", "<!DOCTYPE html>"),
    *("&nbsp;", "&lt;", "&gt;", "&amp;", "&amp;lt;", "&#20998;", "&#x5c97;", "&#0;", "&#1114112;", "&#55296;", "&bogus;", "&", "&#"),
)


def page(data: bytes, pieces: tuple[str, ...] = PIECES) -> str:
    """A text: bytes of a piece's index stand for that piece, the others, as UTF-8, for themselves; an even first byte: UTF-8 alone."""
    if not data or data[0] % 2 == 0:
        return data[1:].decode("utf-8", "surrogateescape" if data[:1] == b"\x00" else "replace")
    text, rest = [], bytearray()
    for byte in data[1:]:
        if byte < len(pieces) and not 0x20 <= byte < 0x30:
            text += rest.decode("utf-8", "replace"), pieces[byte]
            rest.clear()
        else:
            rest.append(byte)
    return "".join([*text, rest.decode("utf-8", "replace")])


def timed(work: Callable[[str], object], text: str) -> None:
    """Carry out ``work``; slow twice is too slow."""
    allowed = SECONDS + SECONDS_A_CHARACTER * len(text)
    for attempt in range(2):
        start = time.process_time()
        work(text)
        took = time.process_time() - start
        if took <= allowed:
            return
        assert not attempt, f"{took:.2f} s for {len(text)} characters"


def parse(data: bytes) -> None:
    """Blocks in order, clauses in jobs, facts in clauses, JSON there and back, the same again."""
    text = page(data)
    timed(jdparse.parse, text)
    sound(jdparse.parse(text))


def sound(doc: jdparse.Document) -> None:
    """What holds for every document."""
    text = doc.text
    for left, right in pairwise(doc.blocks):
        assert 0 <= left.start < left.end <= right.start < right.end <= len(text)
    for one, other in pairwise(doc.jobs):
        assert one.end <= other.start
    for job in doc.jobs:
        for at, clause in enumerate(job.clauses):
            assert job.start <= clause.start < clause.end <= job.end
            assert clause.text.strip()
            assert clause.parent is None or clause.parent < at
        for left, right in pairwise(job.clauses):
            assert left.end <= right.start
        for fact in job.requirements:
            clause = job.clauses[fact.clause]
            assert clause.start <= fact.start < fact.end <= clause.end
        for found in (*job.benefits, *job.locations, *job.contacts):
            assert 0 <= found.start < found.end <= len(text)
    assert doc.explain().count("\n  [") == len(doc.blocks)
    again = jdparse.Document.model_validate_json(doc.model_dump_json())
    assert again.jobs == doc.jobs
    assert again == doc or re.search("[\ud800-\udfff]", text)


def html(data: bytes) -> None:
    """The offset map is monotone and stays inside; hidden text is in no clause."""
    text = page(data, HTML + PIECES)
    timed(clean, text)
    view = clean(text)
    starts = [view.source_start(i) for i in range(len(view.text))]
    assert all(a <= b for a, b in pairwise(starts))
    assert all(start < view.source_end(i + 1) <= len(text) for i, start in enumerate(starts))
    for start, end in view.hidden:
        assert 0 <= start < end <= len(text)
        assert not any(start <= at < end and c != "\n" for at, c in zip(starts, view.text, strict=True))
    sound(jdparse.parse(text))


COLUMNS = (fields.salary, fields.experience, fields.education, fields.headcount, fields.age, fields.gender)
WORDS = (
    *(str(n) for n in range(10)),
    *"-~—–至到/·.,、+以上下内万千元kKwW月年日时薪天周岁人名招不限应届男女本科大专硕士博高中经验面议及统招全制985一二两三十百半零〇起约左右无 ",
)


def columns(data: bytes) -> None:
    """No column raises; a lowest value is never above the highest."""
    text = page(data, WORDS)
    for read in COLUMNS:
        timed(read, text)
    for value, low, high in (
        (fields.salary(text), "min", "max"),
        (fields.experience(text), "min_years", "max_years"),
        (fields.age(text), "min_age", "max_age"),
    ):
        if value is not None:
            bottom, top = getattr(value, low), getattr(value, high)
            assert bottom is None or top is None or bottom <= top, (text, value)


def words(data: bytes) -> None:
    """Every other function that takes a text."""
    text = page(data)
    jdparse.tag(text)
    jdparse.redact(jdparse.parse(text))
    keywords.terms([jdparse.parse(text), text])
    for job in jdparse.parse(text).jobs:
        compliance.check(job)


def decoded(data: bytes) -> None:
    """Bytes are text or a SourceError."""
    _allowed(jdparse.decode, data, SourceError)


def inline(data: bytes) -> None:
    _allowed(lambda raw: parse_inline(raw.decode("utf-8", "replace")), data, AnnotationError)


def _allowed(work: Callable[[bytes], object], data: bytes, error: type[JdparseError]) -> None:
    """An input is read or refused with an error of ours that says more than its code."""
    try:
        work(data)
    except error as refused:
        assert len(refused.message) > 20, refused.message


@cache
def _folder() -> Path:
    """Where the file that a reader is to read stands."""
    return Path(tempfile.mkdtemp(prefix="jdparse-fuzz-"))


def reader(read: Callable[[Path], object], error: type[JdparseError], suffix: str, pieces: tuple[str, ...] = ()) -> Target:
    """A target that writes a file for a reader: the bytes as they are, or what they say in pieces of the format."""

    def target(data: bytes) -> None:
        path = _folder() / f"input{suffix}"
        path.write_bytes(page(data, pieces).encode("utf-8", "surrogateescape") if pieces else data)
        _allowed(lambda _: read(path), data, error)

    return target


JSON = (
    *('{"text": "a岗位b", "label": [[0, 2, "CLAUSE"]]}', '{"text": "岗位", "spans": [{"start": 0, "end": 2, "label": "CLAUSE"}]}'),
    *(
        '[{"data": {"text": "岗位"}, "annotations": [{"result": [',
        '{"value": {"start": 0, "end": 1, "text": "岗", "labels": ["A"]}}',
        "]}]}]",
    ),
    *('"text": ', '"label": ', '"labels": ', '"entities": ', '"start_offset": ', '"end_offset": ', '"spans": ', '"start": ', '"end": '),
    *('"annotations": ', '"predictions": ', '"result": ', '"value": ', '"data": ', '"meta": ', '"answer": ', '"accept"', '"id": '),
    *(
        "{",
        "}",
        "[",
        "]",
        ", ",
        "\n",
        '"',
        '""',
        '"岗位"',
        '"\\ud800"',
        '"🐱"',
        "0",
        "1",
        "2",
        "-1",
        "9" * 30,
        "1e999",
        "1.5",
        "NaN",
        "null",
        "true",
    ),
)
TOML = (
    *("[[heading]]\n", "[[noise]]\n", "[markers]\n", "[heading]\n", "heading = ", 'kind = "duties"\n', 'cores = ["岗位"]\n', "cores = "),
    *(
        'where = "line"\n',
        'phrases = ["下载"]\n',
        "bullets = ",
        'bullets = ["❖"]\n',
        'strength = "pair"\n',
        "prefixes = ",
        "reason = ",
        "kind = ",
    ),
    *(
        "[[group]]\n",
        "[[category]]\n",
        'version = "1.0"\n',
        'id = "a"\n',
        'name = "甲"\n',
        'group = "a"\n',
        'definition = "乙"\n',
        "includes = ",
    ),
    *(
        "excludes = ",
        "gwa = ",
        '[{ what = "丙", see = ["a"] }]\n',
        "[onet]\n",
        "attribution = ",
        "group = ",
        "category = ",
        "id = ",
        "name = ",
    ),
    *(
        '"',
        '""',
        '"岗位"',
        "[",
        "]",
        "{",
        "}",
        " = ",
        ", ",
        "\n",
        "#",
        "1",
        "1.5",
        "true",
        "1979-05-27",
        "[[1]]",
        "[{}]",
        "a.b = 1\n",
        '[""]\n',
        "[1]\n",
    ),
)

TARGETS: dict[str, Target] = {
    "parse": parse,
    "html": html,
    "fields": columns,
    "words": words,
    "decode": decoded,
    "inline": inline,
    "doccano": reader(read_doccano, AnnotationError, ".jsonl", JSON),
    "label_studio": reader(read_label_studio, AnnotationError, ".json", JSON),
    "prodigy": reader(read_prodigy, AnnotationError, ".jsonl", JSON),
    "posting": reader(read_posting, AnnotationError, ".txt"),
    "clauses": reader(read_clauses, AnnotationError, ".txt"),
    "lexicon": reader(lexicons.load_lexicon.__wrapped__, LexiconError, ".toml", TOML),
    "taxonomy": reader(taxonomy.load, LexiconError, ".toml", TOML),
}
"""Every target by its name."""
