"""Why each line became what it is, in words: the text of ``Document.explain()``.

The sentences are data (``lexicon/reasons.toml``); a code that is not listed there comes from a user's own word list.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Protocol

from jdparse.toml_files import builtin

__all__ = ["explain", "sentence"]

_SHOWN = 40  # characters of a block that are quoted


class _Block(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def reason(self) -> str: ...


class _Clause(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def level(self) -> int: ...
    @property
    def section(self) -> str: ...


class _Job(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def title(self) -> str | None: ...
    @property
    def title_span(self) -> object | None: ...
    @property
    def clauses(self) -> Sequence[_Clause]: ...


class _Document(Protocol):
    """What is read of a Document; ``jdparse.schema`` imports this module, not the other way round."""

    @property
    def text(self) -> str: ...
    @property
    def jobs(self) -> Sequence[_Job]: ...
    @property
    def blocks(self) -> Sequence[_Block]: ...
    @property
    def steps(self) -> Sequence[str]: ...


def sentence(kind: str, code: str) -> str:
    """The sentence for a reason or step code of one kind (title, heading, marker, clause, section, noise, step).

    >>> sentence("heading", "heading.colon")
    'a known heading word closed by a colon'
    >>> sentence("noise", "our_site")
    'a phrase of the word lists marks it (our_site)'
    """
    table = builtin("reasons")[kind]
    return table[code] if code in table else f"{table.get(kind, code)} ({code})" if kind == "noise" else table.get(kind, code)


def explain(document: _Document) -> str:
    """One line for each cleaning step that fired, for each job, and for each block in the order of the source."""
    lines = [f"{len(document.text):,} characters, {_count(len(document.jobs), 'job')}, {_count(len(document.blocks), 'block')}"]
    lines += [f"cleaned: {sentence('step', step)} ({step})" for step in document.steps]
    clauses = {clause.start: clause for job in document.jobs for clause in job.clauses}
    starting = {job.start: (number, job) for number, job in enumerate(document.jobs, 1)}
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        ahead = following is not None and block.reason == "title.line"  # 【篇一： belongs to the title behind it
        for start in (block.start, following.start if ahead else -1):
            if start in starting:
                lines += _job(*starting.pop(start))
        lines.append(
            f"  [{block.start}:{block.end}] {block.kind} {_quoted(block, document.text)}: {_reason(block, clauses.get(block.start))}"
        )
    return "\n".join(lines) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _job(number: int, job: _Job) -> list[str]:
    if job.title is None:
        return [f"job {number}: no title, as nothing in or right above it names the post"]
    if job.title_span is None:
        return [f"job {number}: {job.title}: the title {sentence('title', 'title.given')}"]
    return [f"job {number}: {job.title}"]


def _quoted(block: _Block, source: str) -> str:
    text = " ".join((block.text or source[block.start : block.end]).split())
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def _reason(block: _Block, clause: _Clause | None) -> str:
    if block.kind != "clause" or clause is None:
        return sentence(block.kind, block.reason)
    cut, _, told = block.reason.rpartition(".")
    level = f" at level {clause.level}" if clause.level > 1 else ""
    return f"{sentence('clause', cut)}{level}; {sentence('section', f'section.{told}').format(section=clause.section)}"
