"""Keywords of a set of postings."""

from __future__ import annotations

import pytest

from jdparse.errors import LexiconError
from jdparse.keywords import load_stop_words, terms
from jdparse.schema import Clause, Document, Job


def rows(docs, **options):
    return [(term.word, term.count, term.documents) for term in terms(docs, **options)]


def test_counts_and_documents():
    assert rows(["审核凭证，装订凭证", "编制凭证"]) == [("凭证", 3, 2), ("审核", 1, 1), ("编制", 1, 1), ("装订", 1, 1)]


def test_boilerplate_and_short_words_do_not_count():
    assert rows(["负责公司的日常工作，具有相关经验者优先。", "1、3 年 以上！A"]) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["会用excel和Excel", "Excel"], [("Excel", 3, 2)]),
        (["C++、C#、Node.js、C、R"], [("C", 1, 1), ("C#", 1, 1), ("C++", 1, 1), ("Node.js", 1, 1), ("R", 1, 1)]),
        (["PS/AI"], [("AI", 1, 1), ("PS", 1, 1)]),
        (["SQL."], [("SQL", 1, 1)]),
    ],
)
def test_latin_names(texts, expected):
    assert [row for row in rows(texts) if row[0].isascii()] == expected


def test_top_and_least_documents():
    texts = ["审核凭证", "审核合同", "审核"]
    assert rows(texts, top=1) == [("审核", 3, 3)]
    assert rows(texts, least_documents=2) == [("审核", 3, 3)]
    assert rows([]) == []


def test_of_a_document_the_clauses_count():
    text = "会计\n审核凭证"
    clause = Clause(start=3, end=7, text="审核凭证", number=None, ordinal=None, level=1, parent=None, label=None, section="duties", tags=())
    job = Job(start=0, end=7, title="会计", title_span=None, clauses=(clause,), requirements=(), headings=())
    extra = {name: () for name in Document.model_fields if name not in ("text", "jobs", "blocks", "schema_version")}
    document = Document(text=text, jobs=(job,), blocks=(), schema_version="1.0", **extra)
    assert rows([document]) == [("凭证", 1, 1), ("审核", 1, 1)]


def test_other_records_are_refused():
    with pytest.raises(TypeError, match="not dict"):
        terms([{"text": "审核"}])


def test_own_stop_list(tmp_path):
    path = tmp_path / "stop.toml"
    path.write_text('[mine]\nwords = ["审核", "excel"]\n', encoding="utf-8")
    assert rows(["负责审核，Excel"], stop_words=path) == [("负责", 1, 1)]


@pytest.mark.parametrize(
    ("content", "message"),
    [("words = [", r"\[JD341\]"), ('[a]\nword = ["x"]', r"\[JD342\].*, a:"), ("[a]\nwords = [1]", r"\[JD342\]"), ("a = 1", r"\[JD342\]")],
)
def test_a_bad_stop_list_is_named(tmp_path, content, message):
    path = tmp_path / "stop.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_stop_words(path)


def test_built_in_stop_words_are_unique_words_of_several_characters():
    import tomllib

    from jdparse.keywords import STOP_WORDS

    words = [word for table in tomllib.loads(STOP_WORDS.read_text(encoding="utf-8")).values() for word in table["words"]]
    assert len(words) == len(set(words)) == len(load_stop_words())
    assert all(len(word) > 1 for word in words)
