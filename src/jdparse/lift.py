"""From clean offsets to the source: what the stages found, as plain values, and as the public objects.

A ``Reading`` is made once a source; objects (``document``), tables and worker processes are all fed with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from jdparse.clauses import Item
from jdparse.clean import CleanView
from jdparse.frozen import trusted
from jdparse.jobs import Noise
from jdparse.requirements import Finding
from jdparse.schema import (
    REQUIREMENT_CLASSES,
    SCHEMA_VERSION,
    Benefit,
    Block,
    Clause,
    Contact,
    Document,
    Job,
    Location,
    Span,
    Tag,
)
from jdparse.sections import Draft
from jdparse.tiling import Tile, noise_tiles, reading, tiles

__all__ = ["Reading", "lift"]

Named = tuple[tuple[str, str, float], ...]  # (category, name, score) of the categories of a clause
Tags = dict[int, Named]  # by the id of an item


class Reading(NamedTuple):
    """What a source holds, as plain values with offsets into the source.

    ``jobs`` are the values of ``schema.Job`` in the order of its fields; its clauses, tags, requirements, headings and title
    span are such values too; the fields that are built later (benefits, locations, contacts) are functions under ``later``.
    ``tile`` computes the tiling, ``noise`` what of it belongs to no job.
    """

    source: str
    steps: tuple[str, ...]
    jobs: list[dict[str, Any]]
    later: list[dict[str, Callable[[], Any]]]
    tile: Callable[[], list[Tile]]
    noise: Callable[[], list[Tile]]

    def document(self) -> Document:
        """The public objects. The values become theirs: call it once."""
        jobs = tuple(_job_object(values, later) for values, later in zip(self.jobs, self.later, strict=True))
        values = {"text": self.source, "jobs": jobs, "schema_version": SCHEMA_VERSION, "steps": self.steps}
        return trusted(Document, values, {"blocks": partial(_blocks, self.tile)})


def lift(
    source: str, view: CleanView, drafts: list[Draft], tags: Tags, findings: Iterable[list[Finding]], noise: list[Noise], title: str | None
) -> Reading:
    """The reading of a source from the drafts that hold a clause, each with its findings; ``title`` names a lone job that has no name."""
    only = len(drafts) == 1
    jobs = [_job(view, draft, tags, found, title if only else None) for draft, found in zip(drafts, findings, strict=True)]
    for above, job in pairwise(jobs):
        if job["start"] < above["end"]:  # its name is that of a chapter, which stands above another job of it too
            job["start"] = min(part["start"] for part in (job["clauses"][0], *job["headings"][:1]))
    later: list[dict[str, Callable[[], Any]]] = [
        {
            "benefits": partial(_benefits, view, draft),
            "locations": partial(_locations, view, draft, noise),
            "contacts": partial(_contacts, view, draft),
        }
        for draft in drafts
    ]
    tiled = (view, drafts, noise)
    return Reading(source, tuple(view.steps), jobs, later, partial(tiles, *tiled), partial(noise_tiles, *tiled))


# --- values ----------------------------------------------------------------------------------------------------------


def _job(view: CleanView, draft: Draft, tags: Tags, findings: list[Finding], title: str | None) -> dict[str, Any]:
    clauses = [_clause(view, item, tags.get(id(item), ())) for item in draft.items]
    headings = [_heading(view, h.start, h.end, h.form) for h in draft.headings]
    name = draft.name or draft.span.name
    title_span = None
    if name is not None:
        title = view.text[name[0] : name[1]]
        title_span = {"start": view.source_start(name[0]), "end": view.source_end(name[1])}
    firsts = [clauses[0]["start"]] + [h["start"] for h in headings[:1]]
    if title_span is not None and draft.span.head is not None and draft.span.head[0] <= draft.items[0].start:
        firsts.append(title_span["start"])
    return {
        "start": min(firsts),
        "end": max(c["end"] for c in clauses),
        "title": title,
        "title_span": title_span,
        "clauses": clauses,
        "requirements": [_requirement(view, finding) for finding in findings],
        "headings": headings,
    }


def _heading(view: CleanView, start: int, end: int, form: str) -> dict[str, Any]:
    text = reading(view, start, end).strip()
    return {"start": view.source_start(start), "end": view.source_end(end), "text": text, "kind": "heading", "reason": f"heading.{form}"}


def _clause(view: CleanView, item: Item, tags: Named) -> dict[str, Any]:
    marker = item.marker
    exact = view.exact
    return {
        "start": item.start if exact else view.source_start(item.start),
        "end": item.end if exact else view.source_end(item.end),
        "text": reading(view, item.start, item.end),
        "number": view.text[marker.start : marker.end].strip() if marker is not None else None,
        "ordinal": (marker.ordinal or None) if marker is not None else None,
        "level": item.level,
        "parent": item.parent,
        "label": view.text[item.start : item.label_end].strip("【[") if item.label_end else None,
        "section": item.section,
        "tags": tags,
    }


def _requirement(view: CleanView, finding: Finding) -> dict[str, Any]:
    """A typed fact with its place in the source."""
    kind, start, end, clause, rule, values, modality = finding
    exact = view.exact
    return {
        "start": start if exact else view.source_start(start),
        "end": end if exact else view.source_end(end),
        "text": reading(view, start, end),
        "modality": modality,
        "clause": clause,
        "rule": rule,
        "type": kind,
        **values,
    }


# --- objects ---------------------------------------------------------------------------------------------------------


def _job_object(values: dict[str, Any], later: dict[str, Callable[[], Any]]) -> Job:
    span = values["title_span"]
    made = {
        "title_span": span and trusted(Span, span),
        "clauses": tuple(_clause_object(clause) for clause in values["clauses"]),
        "requirements": tuple(trusted(REQUIREMENT_CLASSES[found["type"]], found) for found in values["requirements"]),
        "headings": tuple(trusted(Block, heading) for heading in values["headings"]),
    }
    return trusted(Job, values | made, later)


def _clause_object(values: dict[str, Any]) -> Clause:
    values["tags"] = tuple(trusted(Tag, {"category": i, "name": n, "score": s}) for i, n, s in values["tags"])
    return trusted(Clause, values)


def _blocks(tile: Callable[[], list[Tile]]) -> tuple[Block, ...]:
    return tuple(trusted(Block, {"start": t.start, "end": t.end, "text": t.text, "kind": t.kind, "reason": t.reason}) for t in tile())


# --- what is built when first read, and imported then ----------------------------------------------------------------


def _place(view: CleanView, start: int, end: int) -> dict[str, Any]:
    return {"start": view.source_start(start), "end": view.source_end(end), "text": reading(view, start, end)}


def _benefits(view: CleanView, draft: Draft) -> tuple[Benefit, ...]:
    from jdparse.benefits import find_benefits

    found = find_benefits(view.match, [(i.start, i.end, i.section or "other") for i in draft.items])
    return tuple(trusted(Benefit, _place(view, f.start, f.end) | {"name": f.name}) for f in found)


def _locations(view: CleanView, draft: Draft, noise: list[Noise]) -> tuple[Location, ...]:
    from jdparse.locations import find_locations

    found = find_locations(view.match, draft.span.start, draft.span.end)
    found = [f for f in found if not any(n.start < f.end and f.start < n.end for n in noise)]  # a label may stand right above noise
    return tuple(trusted(Location, _place(view, f.start, f.end) | {"province": f.province, "city": f.city}) for f in found)


def _contacts(view: CleanView, draft: Draft) -> tuple[Contact, ...]:
    from jdparse.contacts import find_contacts

    start, end = draft.span.start, draft.span.end
    found = find_contacts(view.match[start:end])
    return tuple(trusted(Contact, _place(view, start + f.start, start + f.end) | {"kind": f.kind}) for f in found)
