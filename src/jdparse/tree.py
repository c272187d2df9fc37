"""A Document as a tree for people to read: jobs, their sections, clauses by level, noise folded into one line."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from jdparse.language import say
from jdparse.schema import Block, Clause, Document, Job

__all__ = ["document_tree", "print_tree"]

_GUIDE = "grey50"
_UNLIMITED = 1_000_000  # columns of a file or a pipe: lines stay whole for grep


def print_tree(document: Document, *, noise: bool = False) -> None:
    """Print the tree to standard output: in colour and wrapped in a terminal, plain lines elsewhere."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(
            file=sys.stdout, highlight=False, markup=False, emoji=False, no_color=True, width=_UNLIMITED, legacy_windows=False
        )
    for tree in document_tree(document, noise=noise):
        console.print(tree)


def document_tree(document: Document, *, noise: bool = False) -> list[Tree | Text]:
    """One tree a job, then the noise: a line of counts, or every block of it."""
    parts: list[Tree | Text] = [_job_tree(job) for job in document.jobs]
    if not document.jobs:
        parts.append(Text(say("no job found")))
    blocks = document.noise
    if blocks:
        parts.append(_noise_tree(blocks, document.text) if noise else _noise_line(blocks))
    return parts


def _job_tree(job: Job) -> Tree:
    tree = Tree(Text(job.title or say("(no title)"), style="bold cyan"), guide_style=_GUIDE)
    levels: list[Tree] = []
    section: str | None = None
    headings = list(job.headings)
    facts: dict[int, list[str]] = {}
    for fact in job.requirements:
        facts.setdefault(fact.clause, []).append(f"{fact.type}: {fact.text}")
    for number, clause in enumerate(job.clauses):
        passed: list[Block] = []
        while headings and headings[0].start <= clause.start:
            passed.append(headings.pop(0))
        for above in passed[:-1]:
            tree.add(_heading(above))
        if passed or clause.section != section or not levels:
            section = clause.section
            levels = [tree.add(_section(section, passed[-1] if passed else None))]
        del levels[max(1, min(clause.level, len(levels))) :]
        levels.append(levels[-1].add(_clause(clause, facts.get(number, ()))))
    for heading in headings:
        tree.add(_heading(heading))
    return tree


def _heading(block: Block) -> Text:
    return Text(block.text, style="green")


def _section(kind: str, heading: Block | None) -> Text:
    line = Text(kind, style="green")
    return line.append(f"  {heading.text}") if heading is not None else line


def _clause(clause: Clause, facts: Iterable[str]) -> Text:
    line = Text()
    if clause.number:
        line.append(f"{clause.number} ", style="yellow")
    body = clause.text
    if clause.label and body.startswith(clause.label):
        line.append(clause.label, style="bold")
        body = body[len(clause.label) :]
    line.append(body)
    if clause.tags:
        line.append("  " + " ".join(f"#{tag.name}" for tag in clause.tags), style="magenta")
    for fact in facts:
        line.append(f"  [{fact}]", style="blue")
    return line


def _noise_line(blocks: tuple[Block, ...]) -> Text:
    counts = ", ".join(f"{reason} {count}" for reason, count in Counter(b.reason for b in blocks).most_common())
    return Text(say("noise: {count} ({reasons})", count=len(blocks), reasons=counts), style="dim")


def _noise_tree(blocks: tuple[Block, ...], source: str) -> Tree:
    tree = Tree(Text(say("noise: {count}", count=len(blocks)), style="dim"), guide_style=_GUIDE)
    for block in blocks:
        words = " ".join((block.text or source[block.start : block.end]).split())  # what a reader never sees has no reading
        tree.add(Text(f"{block.reason}  ", style="dim").append(words))
    return tree
