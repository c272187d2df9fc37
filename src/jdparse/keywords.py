"""Keywords of a set of postings: which words stand in how many of them, function words and boilerplate aside."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jdparse.errors import LexiconError
from jdparse.frozen import Frozen
from jdparse.patterns import regex
from jdparse.schema import Document
from jdparse.toml_files import read_toml_text, toml_tables

if TYPE_CHECKING:
    from jdparse.segmenter import FastSeg

__all__ = ["Term", "load_stop_words", "terms"]

STOP_WORDS = Path(__file__).parent / "lexicon" / "stop_words.toml"
NAME = regex(r"[A-Za-z][A-Za-z0-9.+#-]{0,40}")  # Latin words whole (C++, Node.js): the segmenter parts them at signs
HAN = regex(r"[\u3400-\u9fff]")
SHORT_NAMES = frozenset({"C", "R"})  # programming languages; other single letters are list marks and grades


class Term(Frozen):
    """A word, how often it stands in the postings and in how many of them (``documents``)."""

    word: str
    count: int
    documents: int


def load_stop_words(path: str | Path | None = None) -> frozenset[str]:
    """The words of a stop list in TOML: tables with a list ``words`` each; the built-in list without ``path``.

    Raises ``LexiconError``: JD341 if the file cannot be read as TOML, JD342 if a table has no list of strings.
    """
    source = STOP_WORDS if path is None else Path(path)
    try:
        tables = toml_tables(read_toml_text(source))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError("JD341", f"{source}: {error}. Name a stop list in TOML, written in UTF-8.") from error
    for name, table in tables.items():
        words = table.get("words") if isinstance(table, dict) else None
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise LexiconError("JD342", f'{source}, {name}: a table takes words = ["…", …], a list of strings.')
    return frozenset(word.lower() for table in tables.values() for word in table["words"])


def terms(
    docs: Iterable[Document | str], *, top: int | None = None, least_documents: int = 1, stop_words: str | Path | None = None
) -> tuple[Term, ...]:
    """The keywords of ``docs``, those of most documents first, then the most frequent, then by code point.

    Of a ``Document`` the clauses are read, so that titles, headings and page furniture do not count; of a string, all
    of it. Words are those of the shipped segmenter, of two characters or more; Latin words count in the spelling that
    occurs most. ``top`` cuts the list off, ``least_documents`` drops words of fewer documents, ``stop_words`` names a
    file to use instead of the built-in stop list (see ``load_stop_words``).

    >>> [(term.word, term.count, term.documents) for term in terms(["熟悉Excel，会用excel做报表", "制作报表"], top=2)]
    [('报表', 2, 2), ('Excel', 2, 1)]
    """
    stop = load_stop_words(stop_words)
    counts: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for doc in docs:
        found = Counter(word for text in _texts(doc) for word in _words(text) if word.lower() not in stop)
        for word, count in found.items():
            counts[word.lower()] += count
            spellings.setdefault(word.lower(), Counter())[word] += count
        documents.update({word.lower() for word in found})
    rows = [
        Term(word=max(sorted(spellings[key]), key=spellings[key].__getitem__), count=count, documents=documents[key])
        for key, count in counts.items()
        if documents[key] >= least_documents
    ]
    rows.sort(key=lambda term: (-term.documents, -term.count, term.word))
    return tuple(rows[:top])


def _texts(doc: Document | str) -> Iterator[str]:
    if isinstance(doc, str):
        yield doc
    elif isinstance(doc, Document):
        yield from (clause.text for job in doc.jobs for clause in job.clauses)
    else:
        raise TypeError(f"terms() takes Documents and strings, not {type(doc).__name__}; parse other records first")


def _words(text: str) -> Iterator[str]:
    """Words of two characters or more and Latin names, in order."""
    cut = _segmenter().cut
    position = 0
    for name in NAME.finditer(text):
        yield from (word for word in cut(text[position : name.start()]) if _counts(word))
        word = name[0].rstrip(".-")
        if len(word) > 1 or word in SHORT_NAMES:
            yield word
        position = name.end()
    yield from (word for word in cut(text[position:]) if _counts(word))


def _counts(word: str) -> bool:
    return len(word) > 1 and HAN.search(word) is not None


@cache
def _segmenter() -> FastSeg:
    from jdparse.segmenter import load_segmenter  # spacy-pkuseg is an optional dependency

    return load_segmenter()
