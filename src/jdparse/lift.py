"""From clean offsets to the source: what the stages found, as plain values, and as the public objects.

A ``Reading`` is made once a source; objects (``document``), tables and worker processes are all fed with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
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
from jdparse.tiling import Tile, noise_tiles, reading, tiles

__all__ = ["PARTS", "Reading", "lift"]


PARTS = ("clauses", "requirements", "headings")
Values = dict[str, Any]


class Reading(NamedTuple):
    """What a source holds, as plain values with offsets into the source.

    ``places`` are start, end, title and title span of each job, ``parts`` functions under the names of PARTS that put the rest of
    what was found into values; the fields that are found later (benefits, locations, contacts) are functions under ``later``.
    ``tile`` computes the tiling, ``noise`` what of it belongs to no job.
    """

    source: str
    steps: tuple[str, ...]
    places: list[Values]
    parts: list[dict[str, Callable[[], list[Values]]]]
    later: list[dict[str, Callable[[], Any]]]
    tile: Callable[[], list[Tile]]
    noise: Callable[[], list[Tile]]

    @property
    def jobs(self) -> list[Values]:
        """The values of ``schema.Job`` in the order of its fields; clauses, tags, requirements, headings and title span are such values too."""
        return [place | {name: parts[name]() for name in PARTS} for place, parts in zip(self.places, self.parts, strict=True)]

    def document(self) -> Document:
        """The public objects; clauses, requirements and headings are made into objects when they are first read."""
        jobs = tuple(map(_job_object, self.places, self.parts, self.later))
        values = {"text": self.source, "jobs": jobs, "schema_version": SCHEMA_VERSION, "steps": self.steps}
        return trusted(Document, values, {"blocks": partial(_blocks, self.tile)})


def lift(
    source: str, view: CleanView, drafts: list[Draft], findings: list[list[Finding]], noise: list[Noise], title: str | None
) -> Reading:
    """The reading of a source; jobs without a clause are dropped, ``title`` names the only one where the text does not."""
    full = [(draft, found) for draft, found in zip(drafts, findings, strict=True) if draft.items]
    places = [_place_of_job(view, draft, title if len(full) == 1 else None) for draft, _ in full]
    for above, job, (draft, _) in zip(places, places[1:], full[1:], strict=False):
        if job["start"] < above["end"]:  # its name is that of a chapter, which stands above another job of it too
            job["start"] = _content_start(view, draft)
    parts: list[dict[str, Callable[[], list[Values]]]] = [
        {
            "clauses": partial(_clauses, view, draft.items),
            "requirements": partial(_requirements, view, found),
            "headings": partial(_headings, view, draft.headings),
        }
        for draft, found in full
    ]
    later: list[dict[str, Callable[[], Any]]] = [
        {
            "benefits": partial(_benefits, view, draft),
            "locations": partial(_locations, view, draft, noise),
            "contacts": partial(_contacts, view, draft),
        }
        for draft, _ in full
    ]
    tiled = (view, [draft for draft, _ in full], noise)
    return Reading(source, tuple(view.steps), places, parts, later, partial(tiles, *tiled), partial(noise_tiles, *tiled))


# --- values ----------------------------------------------------------------------------------------------------------


def _place_of_job(view: CleanView, draft: Draft, title: str | None) -> Values:
    start = _content_start(view, draft)
    name, head = draft.name or draft.span.name, draft.span.head
    title_span = None
    if name is not None:
        title = view.text[name[0] : name[1]]
        title_span = {"start": view.source_start(name[0]), "end": view.source_end(name[1])}
        if head is not None and head[0] <= draft.items[0].start:
            start = min(start, title_span["start"])
    end = view.source_end(max([item.end for item in draft.items]))
    return {"start": start, "end": end, "title": title, "title_span": title_span}


def _content_start(view: CleanView, draft: Draft) -> int:
    first = draft.items[0].start
    return view.source_start(min(first, draft.headings[0].start) if draft.headings else first)


def _placed(view: CleanView, values: list[Values]) -> list[Values]:
    """The values with their clean offsets turned into offsets into the source."""
    if not view.exact:
        for piece in values:
            piece["start"], piece["end"] = view.source_start(piece["start"]), view.source_end(piece["end"])
    return values


def _headings(view: CleanView, headings: list[Heading]) -> list[Values]:
    found: list[Values] = [
        {
            "start": heading.start,
            "end": heading.end,
            "text": reading(view, heading.start, heading.end).strip(),
            "kind": "heading",
            "reason": f"heading.{heading.form}",
        }
        for heading in headings
    ]
    return _placed(view, found)


def _clauses(view: CleanView, items: list[Item]) -> list[Values]:
    text = view.text
    found: list[Values] = [
        {
            "start": item.start,
            "end": item.end,
            "text": reading(view, item.start, item.end),
            "number": text[marker.start : marker.end].strip() if (marker := item.marker) is not None else None,
            "ordinal": (marker.ordinal or None) if marker is not None else None,
            "level": item.level,
            "parent": item.parent,
            "label": text[item.start : item.label_end].strip("【[") if item.label_end else None,
            "section": item.section,
            "tags": item.tags,
        }
        for item in items
    ]
    return _placed(view, found)


def _requirements(view: CleanView, findings: list[Finding]) -> list[Values]:
    found: list[Values] = [
        {
            "start": start,
            "end": end,
            "text": reading(view, start, end),
            "modality": modality,
            "clause": clause,
            "rule": rule,
            "type": kind,
            **values,
        }
        for kind, start, end, clause, rule, values, modality in findings
    ]
    return _placed(view, found)


# --- objects ---------------------------------------------------------------------------------------------------------


def _job_object(place: Values, parts: dict[str, Callable[[], list[Values]]], later: dict[str, Callable[[], Any]]) -> Job:
    span = place["title_span"]
    made: dict[str, Callable[[], Any]] = {
        "clauses": partial(_clause_objects, parts["clauses"]),
        "requirements": partial(_requirement_objects, parts["requirements"]),
        "headings": partial(_heading_objects, parts["headings"]),
    }
    return trusted(Job, place | {"title_span": span and trusted(Span, span)}, made | later)


def _clause_objects(values: Callable[[], list[Values]]) -> tuple[Clause, ...]:
    return tuple(trusted(Clause, clause | {"tags": _tag_objects(clause["tags"])}) for clause in values())


def _tag_objects(tags: Sequence[tuple[str, str, float]]) -> tuple[Tag, ...]:
    return tuple(trusted(Tag, {"category": category, "name": name, "score": score}) for category, name, score in tags)


def _requirement_objects(values: Callable[[], list[Values]]) -> tuple[BaseRequirement, ...]:
    return tuple(trusted(REQUIREMENT_CLASSES[found["type"]], found) for found in values())


def _heading_objects(values: Callable[[], list[Values]]) -> tuple[Block, ...]:
    return tuple(trusted(Block, heading) for heading in values())


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
