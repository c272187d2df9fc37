"""The spaCy component and pipeline: spans and objects, other tokenizers, saving and loading, processes, patterns."""

from __future__ import annotations

import configparser
import importlib
import os
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span
from spacy.util import get_words_and_spaces

import jdparse.spacy_pipe
from jdparse.errors import LexiconError
from jdparse.schema import Block, Clause, Document, Experience, Job, Tag
from jdparse.schema import Span as SourceSpan
from jdparse.spacy_pipe import load
from jdparse.spacy_tokenizer import WordTokenizer

SRC = Path(__file__).resolve().parents[1] / "src"
PYPROJECT = SRC.parent / "pyproject.toml"
ENTRY_POINTS = """[spacy_factories]
jdparse = jdparse.spacy_pipe:create_pipe
[spacy_tokenizers]
jdparse.Tokenizer.v1 = jdparse.spacy_tokenizer:create_tokenizer
"""
TEXT = "客服主管\n岗位职责:\n1、负责客服团队的管理\n2、处理客诉\n任职要求:\n1、3年以上经验,会使用PLC\n"


def place(text: str) -> dict[str, int]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text)}


def clause(text: str, section: str, tags: tuple[Tag, ...] = ()) -> Clause:
    return Clause(**place(text), text=text, number="1、", ordinal=1, level=1, parent=None, label=None, section=section, tags=tags)


def expected() -> Document:
    """What a parser should make of ``TEXT``, by hand."""
    clauses = (
        clause("负责客服团队的管理", "duties", (Tag(category="team_management", name="团队管理", score=0.9),)),
        clause("处理客诉", "duties"),
        clause("3年以上经验,会使用PLC", "requirements"),
    )
    years = Experience(
        **place("3年以上经验"),
        text="3年以上经验",
        modality="required",
        clause=2,
        rule="x",
        min_years=3,
        max_years=None,
        field=None,
        kind="years",
    )
    headings = tuple(Block(**place(text), text=text, kind="heading", reason="heading") for text in ("岗位职责:", "任职要求:"))
    title = place("客服主管")
    job = Job(
        start=0,
        end=len(TEXT) - 1,
        title="客服主管",
        title_span=SourceSpan(**title),
        clauses=clauses,
        requirements=(years,),
        headings=headings,
    )
    extra = {name: () for name in Document.model_fields if name not in ("text", "jobs", "blocks", "schema_version")}
    return Document(text=TEXT, jobs=(job,), blocks=headings, schema_version="1.0", **extra)


class HandParser:
    """A parser that knows one text, so that these tests judge the pipeline alone."""

    def parse(self, source: str) -> Document:
        known = expected()
        return known if source == TEXT else known.model_copy(update={"text": source, "jobs": (), "blocks": ()})


def with_hand_parser(nlp):
    nlp.get_pipe("jdparse").parser = HandParser()
    return nlp


@pytest.fixture
def nlp():
    return with_hand_parser(load())


def seen(doc: Doc) -> dict[str, list[tuple[str, str]]]:
    return {group: [(span.text, span.label_) for span in spans] for group, spans in doc.spans.items()}


SEEN = {
    "clauses": [("负责客服团队的管理", "duties"), ("处理客诉", "duties"), ("3年以上经验,会使用PLC", "requirements")],
    "requirements": [("3年以上经验", "experience")],
    "headings": [("岗位职责:", "heading"), ("任职要求:", "heading")],
    "titles": [("客服主管", "title")],
}


# -- spans and objects


def test_spans_of_a_posting(nlp):
    doc = nlp(TEXT)
    assert seen(doc) == SEEN
    assert doc._.jd == expected()
    assert doc.text == TEXT


def test_objects_behind_the_spans(nlp):
    doc = nlp(TEXT)
    job = doc._.jd.jobs[0]
    assert [span._.clause for span in doc.spans["clauses"]] == list(job.clauses)
    assert [tag.name for tag in doc.spans["clauses"][0]._.tags] == ["团队管理"]
    (years,) = doc.spans["requirements"]
    assert years._.requirement is job.requirements[0]
    assert years._.clause is job.clauses[2]
    assert doc.spans["titles"][0]._.job is job
    assert doc.spans["headings"][0]._.clause is None


def test_spans_of_other_origin_have_no_objects(nlp):
    doc = nlp(TEXT)
    for span in (doc[0:2], Span(doc, 0, 2, label="X", span_id="clause"), spacy.blank("zh")("没有解析")[0:1]):
        assert (span._.clause, span._.requirement, span._.job, span._.tags) == (None, None, None, ())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "今天天气很好"])
def test_text_without_a_job(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert doc._.jd.jobs == ()
    assert seen(doc) == {group: [] for group in SEEN}


def test_in_a_pipeline_of_single_characters():
    nlp = spacy.blank("zh")
    nlp.add_pipe("jdparse")
    assert seen(with_hand_parser(nlp)(TEXT)) == SEEN


def test_a_span_covers_every_token_it_touches():
    """With tokens of another tokenizer, which do not end where the clause ends."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("jdparse")
    end = TEXT.index("\n1、") + 1
    doc = Doc(nlp.vocab, words=[TEXT[:end], TEXT[end : end + 5], TEXT[end + 5 :]], spaces=[False] * 3)
    assert doc.text == TEXT
    first = with_hand_parser(nlp).get_pipe("jdparse")(doc).spans["clauses"][0]
    assert (first.start, first.end) == (1, 3)
    assert first._.clause.text == "负责客服团队的管理"


def test_a_second_import_is_no_error():
    importlib.reload(jdparse.spacy_pipe)
    assert seen(with_hand_parser(jdparse.spacy_pipe.load())(TEXT)) == SEEN


# -- many documents, saving and loading


def test_pipe_keeps_order(nlp):
    texts = [TEXT, "无", TEXT]
    assert [len(doc.spans["clauses"]) for doc in nlp.pipe(texts)] == [3, 0, 3]


def test_objects_come_back_from_other_processes(nlp):
    docs = list(nlp.pipe([TEXT] * 3, n_process=2, batch_size=1))
    assert [doc._.jd for doc in docs] == [expected()] * 3
    assert docs[0].spans["requirements"][0]._.requirement.min_years == 3


def test_docs_survive_bytes_and_docbin(nlp):
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    for copy in (again, binned):
        assert copy._.jd == expected()
        assert seen(copy) == SEEN
        assert copy.spans["clauses"][0]._.tags[0].name == "团队管理"


def test_pipeline_survives_disk_and_bytes(nlp, tmp_path):
    nlp.tokenizer.pkuseg_update_user_dict(["客服团队"])
    nlp.to_disk(tmp_path / "saved")
    from_disk = spacy.load(tmp_path / "saved")
    from_bytes = load().from_bytes(nlp.to_bytes())
    words = [token.text for token in nlp(TEXT)]
    assert "客服团队" in words
    for other in (from_disk, from_bytes):
        assert isinstance(other.tokenizer, WordTokenizer)
        assert [token.text for token in with_hand_parser(other)(TEXT)] == words
        assert seen(other(TEXT)) == SEEN


def test_saving_twice_to_the_same_place(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    again.to_disk(tmp_path / "saved")
    assert seen(with_hand_parser(spacy.load(tmp_path / "saved"))(TEXT)) == SEEN


def test_files_of_the_options_travel_with_the_pipeline(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text("# mine\n", encoding="utf-8")
    load(lexicon=str(own)).to_disk(tmp_path / "saved")
    own.unlink()
    moved = (tmp_path / "saved").rename(tmp_path / "moved")
    options = spacy.load(moved).get_pipe("jdparse").options
    assert options == {"lexicon": str(moved / "jdparse" / "lexicon" / "own.toml")}
    assert Path(options["lexicon"]).read_text(encoding="utf-8") == "# mine\n"


def test_initialize_keeps_the_shipped_model(nlp):
    """spaCy's own defaults would look for a model on the network here."""
    nlp.initialize()
    assert [token.text for token in nlp.make_doc("负责客服团队的管理")] == ["负责", "客服", "团队", "的", "管理"]


@pytest.mark.skipif(not PYPROJECT.exists(), reason="the package metadata is not in this tree")
def test_the_package_declares_the_entry_points():
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]
    parser = configparser.ConfigParser(delimiters="=")
    parser.optionxform = str
    parser.read_string(ENTRY_POINTS)
    for group in parser.sections():
        assert dict(parser[group]).items() <= declared[group].items()


def test_a_fresh_process_finds_the_names_by_entry_points(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    info = tmp_path / "site" / "jdparse_entry_points-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: jdparse-entry-points\nVersion: 0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    code = f"import spacy; nlp = spacy.load({str(tmp_path / 'saved')!r}); print(type(nlp.tokenizer).__name__, *nlp.pipe_names)"
    path = os.pathsep.join([str(SRC), str(info.parent)])
    result = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["WordTokenizer", "jdparse"]


# -- tokens


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("负责客服 团队的管理\n\t  　3年A.,😀"), max_size=40))
def test_tokens_lie_where_spacy_would_put_them(text):
    tokenizer = _tokenizer()
    words, spaces = get_words_and_spaces(tokenizer.pkuseg_seg.cut(text), text)
    doc = tokenizer(text)
    assert [(token.text, bool(token.whitespace_)) for token in doc] == list(zip(words, spaces, strict=True))
    assert doc.text == text


@cache
def _tokenizer() -> WordTokenizer:
    return load().tokenizer


# -- requirements of one's own


def test_patterns_add_typed_requirements(nlp, tmp_path):
    """The recipe: a token pattern and a plain text."""
    nlp.get_pipe("jdparse").add_patterns(
        [
            {"type": "skill", "values": {"proficiency": "熟练"}, "pattern": [{"LOWER": {"IN": ["plc", "dcs"]}}]},
            {"type": "trait", "values": {"modality": "preferred"}, "pattern": "客诉"},
        ]
    )
    nlp.to_disk(tmp_path / "saved")
    for pipeline in (nlp, with_hand_parser(spacy.load(tmp_path / "saved")), with_hand_parser(load().from_bytes(nlp.to_bytes()))):
        doc = pipeline(TEXT)
        trait, years, skill = doc._.jd.jobs[0].requirements
        assert (trait.name, trait.modality, trait.rule, trait.clause) == ("客诉", "preferred", "matcher.trait", 1)
        assert (skill.name, skill.proficiency, skill.rule, skill.clause) == ("PLC", "熟练", "matcher.skill", 2)
        assert TEXT[skill.start : skill.end] == "PLC"
        assert years.type == "experience"
        assert [span.label_ for span in doc.spans["requirements"]] == ["trait", "experience", "skill"]
        assert doc.spans["requirements"][2]._.requirement == skill


def test_longest_match_of_a_type_counts_once(nlp):
    nlp.get_pipe("jdparse").add_patterns([{"type": "trait", "pattern": text} for text in ("客诉", "处理客诉", "理客")])
    traits = [r.name for r in nlp(TEXT)._.jd.jobs[0].requirements if r.type == "trait"]
    assert traits == ["处理客诉"]


def test_matches_outside_a_clause_do_not_count(nlp):
    nlp.get_pipe("jdparse").add_patterns([{"type": "trait", "pattern": "主管"}, {"type": "trait", "pattern": "职责"}])
    assert seen(nlp(TEXT)) == SEEN


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ({"type": "skill"}, r"\[JD331\] pattern 1: keys are \['type'\]"),
        ({"type": "skill", "pattern": "x", "label": "y"}, r"\[JD331\]"),
        ({"type": "hobby", "pattern": "x"}, r"\[JD332\] pattern 1: type is 'hobby'; allowed are experience, "),
        ({"type": "skill", "values": {"level": 3}, "pattern": "x"}, r"(?s)\[JD333\] pattern 1: .*level"),
        ({"type": "gender", "pattern": "x"}, r"(?s)\[JD333\] pattern 1: .*gender"),
        ({"type": "skill", "pattern": ""}, r"\[JD333\] pattern 1: an empty text"),
        ({"type": "skill", "pattern": []}, r"\[JD333\]"),
        ({"type": "skill", "pattern": [{"TEXTT": "x"}]}, r"(?s)\[JD333\].*TEXTT"),
    ],
)
def test_a_bad_pattern_is_named(nlp, pattern, message):
    with pytest.raises(LexiconError, match=message):
        nlp.get_pipe("jdparse").add_patterns([pattern])
    assert seen(nlp(TEXT)) == SEEN
