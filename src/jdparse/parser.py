"""From raw text to the result, in one straight line.

    source ─clean→ clean view ─lexicon→ hits ─find_headings→ headings ─find_anchors→ anchors ─find_jobs→ job spans
           ─read_sections, assign_sections→ drafts (headings, clauses, pairs, sections) ─tagger→ categories
           ─find_requirements→ findings ─lift→ Reading → Document, with offsets into the source

Stages speak clean offsets; only ``lift`` turns them into offsets into the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from jdparse.clean import CleanView, clean
from jdparse.columns import read_cells, read_columns, read_posts
from jdparse.duties import DutyTagger, duty_tagger
from jdparse.errors import TextTooLongError
from jdparse.forms import read_forms
from jdparse.headings import find_headings
from jdparse.jobs import Noise, blanked, find_jobs, find_noise
from jdparse.lexicons import load_lexicon
from jdparse.lift import Reading, Tags, lift
from jdparse.markers import scan_markers
from jdparse.requirements import ClauseView, Rule, find_requirements
from jdparse.schema import Document, Tag
from jdparse.sections import Draft, assign_sections, read_sections
from jdparse.titles import find_anchors

__all__ = ["MAX_LENGTH", "Parser"]

MAX_LENGTH = 20_000_000
"""The longest text that parse takes, in code points; longer ones are collections to be cut by the caller."""


class Parser:
    """A parser with options; reusable, thread-safe and picklable.

    Args:
        taxonomy: path of a TOML file with one's own duty categories (see ``jdparse.taxonomy``).
        model: path of a tagger trained for it (see ``models/README.md``).
        lexicon: path of a TOML file with one's own headings, noise phrases and markers (see ``jdparse.lexicons``).
        rules: one's own requirement rules (see ``jdparse.requirements.rule``); they are tried in every clause.

    >>> Parser().parse("岗位职责：1、接待来访客户；2、登记客户资料。").jobs[0].duties[1].text
    '登记客户资料'
    """

    def __init__(
        self,
        *,
        taxonomy: str | Path | None = None,
        model: str | Path | None = None,
        lexicon: str | Path | None = None,
        rules: Sequence[Rule] | None = None,
    ) -> None:
        paths = {"taxonomy": taxonomy, "model": model, "lexicon": lexicon}
        self._options: dict[str, Any] = {name: str(path) if path is not None else None for name, path in paths.items()}
        self._options["rules"] = tuple(rules or ())
        self._lexicon = load_lexicon(self._options["lexicon"])
        if taxonomy is not None or model is not None:
            self._tagger()  # a bad file is an error now, not at the first clause

    def __reduce__(self) -> tuple[Any, ...]:
        return _parser, (self._options,)

    def parse(self, source: str, *, title: str | None = None) -> Document:
        """Parse one source: a page, a file or one cell of a job board's table.

        Args:
            source: the text; offsets in the result count its code points.
            title: the board's own title column; it names the job where the text holds one job without a title.

        Returns:
            A Document; its ``jobs`` are empty where the text holds none.

        Raises:
            TypeError: source is no str.
            TextTooLongError: source is longer than MAX_LENGTH.
        """
        return self.read(source, title=title).document()

    def read(self, source: str, *, title: str | None = None) -> Reading:
        """What ``parse`` makes its objects of, and a batch its tables; same arguments and errors."""
        _check(source)
        view, text, drafts, noise = self._structure(source)
        tags = self._tags(view, drafts)
        findings = [find_requirements(text, _views(draft), self._options["rules"]) for draft in drafts]
        return lift(source, view, drafts, tags, findings, noise, title)

    def _structure(self, source: str) -> tuple[CleanView, str, list[Draft], list[Noise]]:
        """The clean view, the text that is matched (noise blanked), the jobs with their headings and clauses, the noise."""
        view = clean(source)
        text, lexicon = view.match, self._lexicon
        hits = lexicon.hits(text)
        noise = find_noise(text, hits, lexicon)
        if noise:
            text = blanked(text, noise)
            hits = [hit for hit in hits if not text[hit[1]].isspace()]
        headings = read_columns(text, read_forms(text, hits, find_headings(text, hits, lexicon), lexicon), lexicon)
        if "|" in text:
            headings = read_cells(text, headings, lexicon)
        anchors = find_anchors(text, hits, headings, lexicon)
        if "|" in text:
            headings, posts = read_posts(view.match, headings, lexicon)
            anchors = [*posts, *(a for a in anchors if a.start >= posts[-1].end)] if posts else anchors
        marks = scan_markers(text, lexicon.bullets)
        spans, between = find_jobs(text, anchors, headings, marks, lexicon)
        noise = sorted([*noise, *between], key=attrgetter("start"))
        drafts = [read_sections(text, span, headings, noise, marks) for span in spans]
        assign_sections(text, drafts, lexicon)
        return view, text, drafts, noise

    def tag(self, clause: str, *, context: str | None = None) -> tuple[Tag, ...]:
        """The duty categories of one phrase, the most likely first; ``context`` is its parent clause or heading.

        >>> [tag.name for tag in Parser().tag("负责新员工的入职培训")]
        ['培训']
        """
        if not isinstance(clause, str):
            raise TypeError(f"tag() takes a str, not {type(clause).__name__}")
        found = self._tagger().tag_many([clause], [context])[0] if clause.strip() else []
        return tuple(Tag(category=category, name=name, score=score) for category, name, score in found)

    def _tagger(self) -> DutyTagger:
        return duty_tagger(self._options["taxonomy"], self._options["model"])

    def _tags(self, view: CleanView, drafts: list[Draft]) -> Tags:
        """The categories of every duty clause, by the identity of its item; one call of the tagger a document."""
        duties = [(draft, item) for draft in drafts for item in draft.items if item.section == "duties"]
        if not duties:
            return {}
        texts = [view.match[item.start : item.end] for _, item in duties]
        parents = [draft.items[item.parent] if item.parent is not None else None for draft, item in duties]
        contexts = [view.match[parent.start : parent.end] if parent is not None else None for parent in parents]
        tags = self._tagger().tag_many(texts, contexts if any(contexts) else None)
        return {id(item): found for (_, item), found in zip(duties, tags, strict=True)}


def _check(source: str) -> None:
    """Raise where a source is no text or too long."""
    if not isinstance(source, str):
        is_data = isinstance(source, bytes | bytearray | memoryview)
        hint = "; decode it first: jdparse.read_text(path), or jdparse.decode(data) for any encoding of the field" if is_data else ""
        raise TypeError(f"parse() takes a str, not {type(source).__name__}{hint}")
    if len(source) > MAX_LENGTH:
        size = f"the text has {len(source):,} characters; at most {MAX_LENGTH:,} are allowed"
        raise TextTooLongError("JD101", f"{size}. Cut it into pages first.")


def _parser(options: dict[str, Any]) -> Parser:
    return Parser(**options)


def _views(draft: Draft) -> list[ClauseView]:
    """A job's clauses as the requirement rules see them."""
    return [ClauseView(i.start, i.end, i.section or "other", max(i.label_end, i.start), i.preferred) for i in draft.items]
