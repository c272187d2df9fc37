"""From clean offsets to the source: what the stages found, as plain values, and as the public objects.

A ``Reading`` is made once a source; objects (``document``), tables and worker processes are all fed with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from jdparse.clauses import Item
from jdparse.clean import CleanView
from jdparse.frozen import trusted
from jdparse.headings import Heading
from jdparse.jobs import Noise
from jdparse.requirements import Finding
from jdparse.schema import (
    REQUIREMENT_CLASSES,
    SCHEMA_VERSION,
    BaseRequirement,
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
from jdparse.tiling import Tile, noise_tiles, reading, tiles, unwrapped

__all__ = ["Reading", "lift"]


class Reading(NamedTuple):
    """What a source holds, as plain values with offsets into the source.

    ``jobs`` are the values of ``schema.Job`` in the order of its fields; its clauses, tags, requirements, headings and title
    span are such values too; the fields that are found later (benefits, locations, contacts) are functions under ``later``.
    ``tile`` computes the tiling, ``noise`` what of it belongs to no job.
    """

    source: str
    steps: tuple[str, ...]
    jobs: list[dict[str, Any]]
    later: list[dict[str, Callable[[], Any]]]
    tile: Callable[[], list[Tile]]
    noise: Callable[[], list[Tile]]

    def document(self) -> Document:
        """The public objects; those of clauses, requirements and headings are made of their values when first read."""
        jobs = tuple(_job_object(values, later) for values, later in zip(self.jobs, self.later, strict=True))
        values = {"text": self.source, "jobs": jobs, "schema_version": SCHEMA_VERSION, "steps": self.steps}
        return trusted(Document, values, {"blocks": partial(_blocks, self.tile)})


def lift(
    source: str, view: CleanView, drafts: list[Draft], findings: list[list[Finding]], noise: list[Noise], title: str | None
) -> Reading:
    """The reading of a source; jobs without a clause are dropped, ``title`` names the only one where the text does not."""
    full = [(draft, found) for draft, found in zip(drafts, findings, strict=True) if draft.items]
    jobs = [_job(view, draft, found, title if len(full) == 1 else None) for draft, found in full]
    for above, job in pairwise(jobs):
        if job["start"] < above["end"]:  # its name is that of a chapter, which stands above another job of it too
            job["start"] = min(part["start"] for part in (job["clauses"][0], *job["headings"][:1]))
    later: list[dict[str, Callable[[], Any]]] = [
        {
            "benefits": partial(_benefits, view, draft),
            "locations": partial(_locations, view, draft, noise),
            "contacts": partial(_contacts, view, draft),
        }
        for draft, _ in full
    ]
    tiled = (view, [draft for draft, _ in full], noise)
    return Reading(source, tuple(view.steps), jobs, later, partial(tiles, *tiled), partial(noise_tiles, *tiled))


# --- values ----------------------------------------------------------------------------------------------------------


def _job(view: CleanView, draft: Draft, findings: list[Finding], title: str | None) -> dict[str, Any]:
    clauses = _placed(view, _clauses(view.text, draft.items))
    headings = _placed(view, [_heading(view.text, heading) for heading in draft.headings])
    name = draft.name or draft.span.name
    title_span = None
    if name is not None:
        title = view.text[name[0] : name[1]]
        title_span = {"start": view.source_start(name[0]), "end": view.source_end(name[1])}
    firsts = [clauses[0]["start"], *(heading["start"] for heading in headings[:1])]
    if title_span is not None and draft.span.head is not None and draft.span.head[0] <= draft.items[0].start:
        firsts.append(title_span["start"])
    return {
        "start": min(firsts),
        "end": max(map(_END, clauses)),
        "title": title,
        "title_span": title_span,
        "clauses": clauses,
        "requirements": _placed(view, _requirements(view.text, findings)),
        "headings": headings,
    }


_END = itemgetter("end")


def _placed(view: CleanView, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The values with their clean offsets turned into offsets into the source."""
    if not view.exact:
        for piece in values:
            piece["start"], piece["end"] = view.source_start(piece["start"]), view.source_end(piece["end"])
    return values


def _heading(text: str, heading: Heading) -> dict[str, Any]:
    start, end = heading.start, heading.end
    return {"start": start, "end": end, "text": unwrapped(text[start:end]).strip(), "kind": "heading", "reason": f"heading.{heading.form}"}


def _clauses(text: str, items: list[Item]) -> list[dict[str, Any]]:
    return [
        {
            "start": item.start,
            "end": item.end,
            "text": piece if "\n" not in (piece := text[item.start : item.end]) else unwrapped(piece),
            "number": text[marker.start : marker.end].strip(" \n|") or None if (marker := item.marker) is not None else None,  # | 1 |: 1
            "ordinal": (marker.ordinal or None) if marker is not None else None,
            "level": item.level,
            "parent": item.parent,
            "label": text[item.start : item.label_end].strip("【[") if item.label_end else None,
            "section": item.section,
            "tags": item.tags,
        }
        for item in items
    ]


def _requirements(text: str, findings: list[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "start": start,
            "end": end,
            "text": piece if "\n" not in (piece := text[start:end]) else unwrapped(piece),
            "modality": modality,
            "clause": clause,
            "rule": rule,
            "type": kind,
            **values,
        }
        for kind, start, end, clause, rule, values, modality in findings
    ]


# --- objects ---------------------------------------------------------------------------------------------------------


def _job_object(values: dict[str, Any], later: dict[str, Callable[[], Any]]) -> Job:
    span = values["title_span"]
    own = {"start": values["start"], "end": values["end"], "title": values["title"], "title_span": span and trusted(Span, span)}
    found: dict[str, Callable[[], Any]] = {
        "clauses": partial(_clause_objects, values["clauses"]),
        "requirements": partial(_requirement_objects, values["requirements"]),
        "headings": partial(_heading_objects, values["headings"]),
    }
    return trusted(Job, own, found | later)


def _clause_objects(values: list[dict[str, Any]]) -> tuple[Clause, ...]:
    return tuple(trusted(Clause, clause | {"tags": _tag_objects(clause["tags"])}) for clause in values)


def _tag_objects(tags: Sequence[tuple[str, str, float]]) -> tuple[Tag, ...]:
    return tuple(trusted(Tag, {"category": category, "name": name, "score": score}) for category, name, score in tags)


def _requirement_objects(values: list[dict[str, Any]]) -> tuple[BaseRequirement, ...]:
    return tuple(trusted(REQUIREMENT_CLASSES[found["type"]], found) for found in values)


def _heading_objects(values: list[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(trusted(Block, heading) for heading in values)


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
