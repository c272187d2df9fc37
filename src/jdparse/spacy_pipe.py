"""jdparse as a spaCy pipeline, and as one component of any other.

    nlp = spacy.blank("zh")                  # or a trained pipeline; the component needs no tokens of its own
    nlp.add_pipe("jdparse")
    doc = nlp("岗位职责：1、接待来访客户。任职要求：大专以上学历。")
    doc._.jd                                  # the jdparse Document
    doc.spans["clauses"], doc.spans["requirements"], doc.spans["headings"], doc.spans["titles"]

A span of these groups covers every token that the parsed text touches; its label is the section (clauses), the type
(requirements), ``heading`` or ``title``. ``span._.clause``, ``span._.requirement`` and ``span._.tags`` give the objects
of the Document behind it, whose offsets are exact. ``jdparse.load()`` is a blank pipeline with the shipped word
segmenter and this component.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

try:
    import spacy
except ImportError as error:
    raise ImportError("the pipeline needs spaCy: pip install spacy") from error

import srsly
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc, Span

from jdparse.schema import Clause, Document, Job, Requirement, Tag
from jdparse.spacy_patterns import PatternMatcher
from jdparse.spacy_tokenizer import create_tokenizer

__all__ = ["JdparsePipe", "create_pipe", "create_tokenizer", "load"]

GROUPS = ("clauses", "requirements", "headings", "titles")
OPTIONS = ("taxonomy", "model", "lexicon", "rules")
MARK = "__jdparse_document__"  # tells a Document among the dicts of a serialised Doc


class SupportsParse(Protocol):
    """What the component needs of a parser."""

    def parse(self, source: str) -> Document: ...


class JdparsePipe:
    """The component: parses ``doc.text`` and shows the result as spans.

    ``options`` are those of ``jdparse.Parser``, which is built at the first document. ``to_disk`` puts the files that
    they name next to the pipeline, so that it loads on another machine.
    """

    def __init__(self, nlp: Language, name: str = "jdparse", **options: str | None) -> None:
        self.name = name
        self.options: dict[str, Any] = {key: value for key, value in options.items() if value is not None}
        self.patterns = PatternMatcher(nlp.vocab)

    @cached_property
    def parser(self) -> SupportsParse:
        """The parser; assign one's own to use it instead."""
        from jdparse.parser import Parser

        parser: SupportsParse = Parser(**self.options)
        return parser

    def __call__(self, doc: Doc) -> Doc:
        parsed = self.patterns.extend(doc, self.parser.parse(doc.text))
        doc._.jd = parsed
        found: dict[str, list[Span]] = {group: [] for group in GROUPS}
        for group, label, key, start, end in _parts(parsed):
            span = doc.char_span(start, end, label=label, span_id=key, alignment_mode="expand")
            if span is not None:
                found[group].append(span)
        for group, spans in found.items():
            doc.spans[group] = spans
        return doc

    def add_patterns(self, patterns: Iterable[dict[str, Any]]) -> None:
        """Find requirements of one's own by spaCy ``Matcher`` patterns; see ``jdparse.spacy_patterns``."""
        self.patterns.add(patterns)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        folder = util.ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_jsonl(folder / "patterns.jsonl", self.patterns.rows)
        srsly.write_json(folder / "options.json", {option: Path(value).name for option, value in self.options.items()})
        for option, value in self.options.items():
            source = Path(value).resolve()
            copy = (folder / option / source.name).resolve()
            copy.parent.mkdir(exist_ok=True)
            if source.is_dir() and source != copy:
                shutil.copytree(source, copy, dirs_exist_ok=True)
            elif source != copy:
                shutil.copyfile(source, copy)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> JdparsePipe:
        folder = util.ensure_path(path)
        options = srsly.read_json(folder / "options.json")
        self._restore(
            {option: str(folder / option / name) for option, name in options.items()}, srsly.read_jsonl(folder / "patterns.jsonl")
        )
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The patterns and the paths of the options: bytes stay on the machine that has the files."""
        data: bytes = srsly.msgpack_dumps({"patterns": self.patterns.rows, "options": self.options})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> JdparsePipe:
        values = srsly.msgpack_loads(data)
        self._restore(values["options"], values["patterns"])
        return self

    def _restore(self, options: dict[str, str], patterns: Iterable[dict[str, Any]]) -> None:
        self.options = options
        self.__dict__.pop("parser", None)
        self.patterns.reset(patterns)


def _parts(parsed: Document) -> Iterator[tuple[str, str, str, int, int]]:
    """(group, label, id, start, end) of everything to show; the id leads back to the object: ``clause/JOB/INDEX``."""
    for j, job in enumerate(parsed.jobs):
        for i, clause in enumerate(job.clauses):
            yield "clauses", clause.section, f"clause/{j}/{i}", clause.start, clause.end
        for i, requirement in enumerate(job.requirements):
            yield "requirements", requirement.type, f"requirement/{j}/{i}", requirement.start, requirement.end
        for i, heading in enumerate(job.headings):
            yield "headings", "heading", f"heading/{j}/{i}", heading.start, heading.end
        if job.title_span is not None:
            yield "titles", "title", f"title/{j}/0", job.title_span.start, job.title_span.end


def _behind(span: Span) -> tuple[str, Job, int] | None:
    """Kind, job and index of the object that a span stands for; None for spans of other origin."""
    kind, *numbers = span.id_.split("/")
    parsed: Document | None = span.doc._.jd
    if parsed is None or len(numbers) != 2 or not all(number.isdecimal() for number in numbers):
        return None
    return kind, parsed.jobs[int(numbers[0])], int(numbers[1])


def clause_of(span: Span) -> Clause | None:
    """The clause that the span is, or that its requirement stands in."""
    match _behind(span):
        case ("clause", job, index):
            return job.clauses[index]
        case ("requirement", job, index):
            return job.clauses[job.requirements[index].clause]
    return None


def requirement_of(span: Span) -> Requirement | None:
    """The typed requirement that the span is."""
    match _behind(span):
        case ("requirement", job, index):
            return job.requirements[index]
    return None


def job_of(span: Span) -> Job | None:
    """The job that the span is part of."""
    behind = _behind(span)
    return behind[1] if behind else None


def tags_of(span: Span) -> tuple[Tag, ...]:
    """The duty categories of the span's clause."""
    clause = clause_of(span)
    return clause.tags if clause else ()


def _register() -> None:
    """Add the extensions and the (de)serialisers of a Document; what is there already stays."""
    if not Doc.has_extension("jd"):
        Doc.set_extension("jd", default=None)
    for name, getter in {"clause": clause_of, "requirement": requirement_of, "job": job_of, "tags": tags_of}.items():
        if not Span.has_extension(name):
            Span.set_extension(name, getter=getter)
    srsly.msgpack_encoders.register("jdparse", func=_encode)
    srsly.msgpack_decoders.register("jdparse", func=_decode)


def _encode(value: Any, chain: Any = None) -> Any:
    """A Document as a dict of JSON text, for ``Doc.to_bytes``, ``DocBin`` and ``n_process``."""
    if isinstance(value, Document):
        return {MARK: value.model_dump_json()}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Any = None) -> Any:
    if isinstance(value, dict) and MARK in value:
        return Document.model_validate_json(value[MARK])
    return value if chain is None else chain(value)


_register()


@Language.factory(
    "jdparse",
    default_config=dict.fromkeys(OPTIONS),
    assigns=["doc._.jd"],
)
def create_pipe(nlp: Language, name: str, taxonomy: str | None, model: str | None, lexicon: str | None, rules: str | None) -> JdparsePipe:
    """The component under the name ``jdparse``; its settings are the options of ``jdparse.Parser``."""
    return JdparsePipe(nlp, name, taxonomy=taxonomy, model=model, lexicon=lexicon, rules=rules)


def load(**options: str | None) -> Language:
    """A blank Chinese pipeline: words by the shipped segmenter, then the ``jdparse`` component.

    ``options`` are those of ``jdparse.Parser`` (paths). Nothing is downloaded.

    >>> nlp = load()
    >>> nlp.pipe_names
    ['jdparse']
    >>> [token.text for token in nlp.make_doc("负责门店的日常运营")]
    ['负责', '门店', '的', '日常', '运营']
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "jdparse.Tokenizer.v1"}}})
    nlp.add_pipe("jdparse", config=options)
    return nlp
