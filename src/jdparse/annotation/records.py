"""The one record that every exchange format reads and writes: a text and labelled spans in code points.

The labels of an annotated text are paths: ``title``, ``job`` (on the first block of a job that does not start with its
title), ``noise``, ``label``, ``heading/duties``, ``clause/duties``, ``clause/duties/2`` (a clause of level 2),
``tag/团队管理``, ``requirement/skill`` and ``requirement/skill/preferred``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jdparse.annotation.marks import Annotated, ClauseMark, HeadingMark, JobMark, NoiseMark, RequirementMark
from jdparse.annotation.values import ATTRIBUTES, MODALITIES, requirement_values
from jdparse.errors import AnnotationError
from jdparse.schema import SECTION_KINDS

__all__ = ["LabelledSpan", "Record", "from_record", "restore_newlines", "to_record", "unix_newlines"]


@dataclass(frozen=True, slots=True, order=True)
class LabelledSpan:
    """``text[start:end]`` carries ``label``; spans may overlap and repeat."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """A text, its spans in the order of the text, and free string values that travel along (an id, a source)."""

    text: str
    spans: tuple[LabelledSpan, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)


def to_record(annotated: Annotated, *, meta: Mapping[str, str] | None = None) -> Record:
    """The spans of an annotated text; the values of a requirement (``min_years`` …) have no place in a label.

    >>> from jdparse.annotation import parse_inline
    >>> record = to_record(parse_inline("<clause section=duties tags=销售>开发客户</clause>"))
    >>> [(span.start, span.end, span.label) for span in record.spans]
    [(0, 4, 'job'), (0, 4, 'clause/duties'), (0, 4, 'tag/销售')]
    """
    spans = [LabelledSpan(*job.title_span, "title") for job in annotated.jobs if job.title_span]
    spans += _job_spans(annotated)
    spans += [LabelledSpan(mark.start, mark.end, f"heading/{mark.section}") for mark in annotated.headings]
    spans += [LabelledSpan(mark.start, mark.end, "noise") for mark in annotated.noise]
    for clause in annotated.clauses:
        level = "" if clause.level == 1 else f"/{clause.level}"
        spans.append(LabelledSpan(clause.start, clause.end, f"clause/{clause.section}{level}"))
        spans += [LabelledSpan(clause.start, clause.end, f"tag/{name}") for name in clause.tags]
        if clause.label:
            spans.append(LabelledSpan(*clause.label, "label"))
    for mark in annotated.requirements:
        modality = "" if mark.modality == MODALITIES[0] else f"/{mark.modality}"
        spans.append(LabelledSpan(mark.start, mark.end, f"requirement/{mark.type}{modality}"))
    return Record(annotated.text, tuple(sorted(spans, key=lambda span: (span.start, -span.end))), dict(meta or {}))


def _job_spans(annotated: Annotated) -> list[LabelledSpan]:
    """A ``job`` over the first block of each job that a title alone would not start."""
    spans = []
    for index, job in enumerate(annotated.jobs):
        blocks = [(mark.start, mark.end) for mark in annotated.headings if mark.job == index]
        blocks += [(mark.start, mark.end) for mark in annotated.clauses if mark.job == index]
        blocks += [job.title_span] if job.title_span else []
        opening = min(blocks, default=None)
        untitled_before = index > 0 and annotated.jobs[index - 1].title is None
        if opening and (opening != job.title_span or untitled_before):
            spans.append(LabelledSpan(*opening, "job"))
    return spans


def from_record(record: Record) -> Annotated:
    """The annotated text that the labels of a record describe, for text that was labelled in another tool.

    A job starts at each ``job`` and each title (which names the job before that has none yet), or at the first heading
    or clause. The values of a requirement are those its words give (the name of a skill), else None; the number of a
    clause is not recorded. Raises AnnotationError (JD606) on an unknown label and on a requirement outside a clause.

    >>> clause = (LabelledSpan(3, 7, "clause/duties"), LabelledSpan(3, 7, "tag/财务会计"))
    >>> record = Record("出纳：日清月结", (LabelledSpan(0, 2, "title"), *clause))
    >>> annotated = from_record(record)
    >>> annotated.jobs[0].title, annotated.clauses[0].tags
    ('出纳', ('财务会计',))
    """
    parts = [(span, span.label.split("/")) for span in record.spans]
    for span, path in parts:
        _check_path(span, path)
    jobs = _jobs(record.text, parts)

    def job_at(start: int) -> int:
        return max((index for index, job in enumerate(jobs) if job.start <= start), default=0)

    clauses = [_clause(span, path, parts, job_at(span.start)) for span, path in parts if path[0] == "clause"]
    return Annotated(
        record.text,
        tuple(jobs),
        tuple(HeadingMark(span.start, span.end, path[1], job_at(span.start)) for span, path in parts if path[0] == "heading"),
        tuple(clauses),
        tuple(_requirement(span, path, record.text, clauses) for span, path in parts if path[0] == "requirement"),
        tuple(NoiseMark(span.start, span.end) for span, path in parts if path[0] == "noise"),
    )


def _jobs(text: str, parts: list[tuple[LabelledSpan, list[str]]]) -> list[JobMark]:
    """Jobs in the order of the text: one at each ``job`` or title, but a title names the job before that waits for one."""
    clauses = [span for span, path in parts if path[0] == "clause"]
    first = min((span.start for span, path in parts if path[0] in ("heading", "clause")), default=None)
    events = [(span.start, 0, span) for span, path in parts if path[0] == "job"]
    for title in (span for span, path in parts if path[0] == "title"):
        around = next((clause for clause in clauses if clause.start <= title.start and title.end <= clause.end), title)
        events.append((around.start, 1, title))
    jobs: list[JobMark] = []
    waiting = False  # the last job was opened without a title
    if first is not None and not any(start <= first for start, _, _ in events):
        jobs.append(JobMark(first, None, None))
    for start, is_title, span in sorted(events):
        if not is_title:
            jobs.append(JobMark(start, None, None))
            waiting = True
            continue
        if jobs and jobs[-1].title is None and (waiting or start < span.start):
            start = jobs.pop().start
        waiting = False
        jobs.append(JobMark(start, " ".join(text[span.start : span.end].split()), (span.start, span.end)))
    return jobs


def _check_path(span: LabelledSpan, path: list[str]) -> None:
    known = {
        "title": len(path) == 1,
        "job": len(path) == 1,
        "noise": len(path) == 1,
        "label": len(path) == 1,
        "heading": len(path) == 2 and path[1] in SECTION_KINDS,
        "clause": len(path) in (2, 3) and path[1] in SECTION_KINDS and path[2:] in ([], ["2"], ["3"]),
        "tag": len(path) == 2,
        "requirement": len(path) in (2, 3) and path[1] in ATTRIBUTES and path[2:] in ([], *([name] for name in MODALITIES)),
    }
    if not known.get(path[0], False):
        raise AnnotationError(
            "JD606",
            f"span {span.start}-{span.end}: the label {span.label!r} is unknown. Allowed: title job noise label heading/SECTION "
            "clause/SECTION clause/SECTION/2 tag/CATEGORY requirement/TYPE requirement/TYPE/preferred. Rename it in the tool.",
        )


def _clause(span: LabelledSpan, path: list[str], parts: Iterable[tuple[LabelledSpan, list[str]]], job: int) -> ClauseMark:
    inside = [(other, other_path) for other, other_path in parts if span.start <= other.start and other.end <= span.end]
    label = next(((other.start, other.end) for other, other_path in inside if other_path[0] == "label"), None)
    tags = tuple(dict.fromkeys(other_path[1] for other, other_path in inside if other_path[0] == "tag"))
    level = int(path[2]) if len(path) == 3 else 1
    return ClauseMark(span.start, span.end, None, level, path[1], label, tags, job)


def _requirement(span: LabelledSpan, path: list[str], text: str, clauses: list[ClauseMark]) -> RequirementMark:
    index = next((i for i, clause in enumerate(clauses) if clause.start <= span.start and span.end <= clause.end), None)
    if index is None:
        raise AnnotationError(
            "JD606", f"span {span.start}-{span.end}: {span.label} stands in no clause. Label the item around it as clause/SECTION."
        )
    words = text[span.start : span.end]
    values = requirement_values(path[1], {}, words)
    modality = path[2] if len(path) == 3 else MODALITIES[0]
    return RequirementMark(path[1], span.start, span.end, modality, values, index, clauses[index].job)


def unix_newlines(record: Record) -> Record:
    r"""The record with ``\r\n`` as ``\n``: doccano and old Label Studio shift the offsets of texts with ``\r\n``.

    >>> unix_newlines(Record("a\r\nbc", (LabelledSpan(3, 5, "x"),)))
    Record(text='a\nbc', spans=(LabelledSpan(start=2, end=4, label='x'),), meta={})
    """
    shift, dropped = [], 0
    for position, character in enumerate(record.text):
        shift.append(position - dropped)
        dropped += character == "\r" and record.text[position + 1 : position + 2] == "\n"
    shift.append(len(record.text) - dropped)
    spans = tuple(LabelledSpan(shift[span.start], shift[span.end], span.label) for span in record.spans)
    return Record(record.text.replace("\r\n", "\n"), spans, record.meta)


def restore_newlines(record: Record, source: str) -> Record:
    r"""The record on ``source``, the text before ``unix_newlines``; raises AnnotationError (JD607) if it is another text.

    >>> restore_newlines(Record("a\nbc", (LabelledSpan(2, 4, "x"),)), "a\r\nbc").spans
    (LabelledSpan(start=3, end=5, label='x'),)
    """
    if source.replace("\r\n", "\n") != record.text:
        raise AnnotationError("JD607", "the text of the record is not the source with \\r\\n as \\n. Give the source it was made from.")
    back = [i for i, character in enumerate(source) if not (character == "\n" and source[i - 1 : i] == "\r")] + [len(source)]
    spans = tuple(LabelledSpan(back[span.start], back[span.end], span.label) for span in record.spans)
    return Record(source, spans, record.meta)
