"""From raw text to the result, in one straight line.

    source ─clean→ clean view ─lexicon→ hits ─find_headings→ headings ─find_anchors→ anchors ─find_jobs→ job spans
           ─read_sections→ drafts (headings, clauses, pairs) ─guess_kinds→ what their words say ─assign_sections→ sections
           ─tagger→ categories ─find_in_all→ findings ─lift→ Reading → Document, with offsets into the source

Stages speak clean offsets; only ``lift`` turns them into offsets into the source. Many sources take each stage one after
another, and the two models (``guess_kinds``, the tagger) and each kind of requirement are asked once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from jdparse.clauses import Item
from jdparse.clean import clean
from jdparse.columns import read_cells, read_columns, read_posts
from jdparse.content import guess_kinds
from jdparse.duties import DutyTagger, duty_tagger
from jdparse.errors import TextTooLongError
from jdparse.forms import read_forms
from jdparse.headings import find_headings
from jdparse.jobs import blanked, find_jobs, find_noise
from jdparse.lexicons import load_lexicon
from jdparse.lift import Reading, lift
from jdparse.markers import scan_markers
from jdparse.pages import CHUNK, Page, chunks, each, together, unwatched
from jdparse.requirements import ClauseView, Rule, find_in_all
from jdparse.requirements import Page as Clauses
from jdparse.schema import Document, Tag
from jdparse.section_kinds import assign_sections, find_doubts
from jdparse.sections import Draft, read_sections
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
        # A bad file or pattern is an error now, not at the first clause.
        if taxonomy is not None or model is not None:
            self._tagger()
        for rule in self._options["rules"]:
            _ = rule.compiled

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
        (page,) = self._through([Page(0, source, title)], unwatched)
        if isinstance(page.outcome, Reading):
            return page.outcome
        assert page.outcome is not None  # noqa: S101  for mypy: the last stage gives one
        raise page.outcome

    def read_many(
        self,
        sources: Sequence[str | None],
        titles: Sequence[str | None] | None = None,
        *,
        left_out: Container[int] = (),
        watch: Callable[[int], None] = unwatched,
        chunk: int = CHUNK,
    ) -> Iterator[Reading | Exception]:
        """What ``read`` returns or raises for each of many sources, in order and to the last bit, for less.

        Args:
            sources: the texts; some at a time go through the stages, so that the memory does not grow with their number.
            titles: the board's title of each text.
            left_out: numbers of sources that are not read; nothing comes for them.
            watch: called with the number of a source before each stage that works on it, with ``pages.NOBODY`` before one
                that works on several.
            chunk: how many sources go through the stages together.

        >>> [type(found).__name__ for found in Parser().read_many(["任职要求：大专以上学历", None, ""])]
        ['Reading', 'TypeError', 'Reading']
        """
        for numbers in chunks(sources, left_out, chunk):
            # a source that is no text is an error of its own
            pages = [Page(at, sources[at], titles[at] if titles is not None else None) for at in numbers]  # type: ignore[arg-type]
            for page in self._through(pages, watch):
                if page.outcome is not None:
                    yield page.outcome

    def _through(self, pages: list[Page], watch: Callable[[int], None]) -> list[Page]:
        """Take the pages through all stages; each has an outcome then."""
        self._structured(pages, watch)
        together(pages, self._tagged, watch)
        together(pages, self._with_findings, watch)
        each(pages, _lifted, watch)
        return pages

    def _structured(self, pages: list[Page], watch: Callable[[int], None] = unwatched) -> None:
        """The stages up to the sections: clean view, jobs, headings, clauses, noise."""
        each(pages, self._scanned, watch)
        each(pages, self._outlined, watch)
        together(pages, _told, watch)
        each(pages, self._with_sections, watch)

    def _scanned(self, page: Page) -> None:
        """The clean view, the text that is matched, and what is seen in it: noise, headings, names of posts."""
        _check(page.source)
        page.view = clean(page.source)
        text, lexicon = page.view.match, self._lexicon
        hits = lexicon.hits(text)
        noise = find_noise(text, hits, lexicon)
        if noise:
            text = blanked(text, noise)
            hits = [hit for hit in hits if not text[hit[1]].isspace()]
        page.text, page.noise = text, noise
        headings = read_forms(text, hits, find_headings(text, hits, lexicon), lexicon)
        headings = read_cells(text, read_columns(text, headings, lexicon), lexicon)
        anchors = find_anchors(text, hits, headings, lexicon)
        headings, anchors = read_posts(page.view.match, headings, anchors, lexicon)
        page.headings, page.anchors = headings, anchors

    def _outlined(self, page: Page) -> None:
        """The jobs with their headings and clauses, and which of these only their words can tell the section of."""
        text, headings = page.text, page.headings
        marks = scan_markers(text, self._lexicon.bullets)
        spans, between = find_jobs(text, page.anchors, headings, marks, self._lexicon)
        page.noise = sorted([*page.noise, *between], key=attrgetter("start"))
        page.drafts = [read_sections(text, span, headings, page.noise, marks) for span in spans]
        page.doubts = find_doubts(text, page.drafts)

    def _with_sections(self, page: Page) -> None:
        assign_sections(page.text, page.drafts, self._lexicon, page.doubts, page.told)

    def _tagged(self, pages: list[Page]) -> None:
        """Every duty clause with its categories; one call of the tagger for all."""
        texts: list[str] = []
        contexts: list[str | None] = []
        duties: list[Item] = []
        for page in pages:
            match = page.view.match
            for draft in page.drafts:
                for item in draft.items:
                    if item.section == "duties":
                        parent = draft.items[item.parent] if item.parent is not None else None
                        duties.append(item)
                        texts.append(match[item.start : item.end])
                        contexts.append(match[parent.start : parent.end] if parent is not None else None)
        if not duties:
            return
        for item, found in zip(duties, self._tagger().tag_many(texts, contexts if any(contexts) else None), strict=True):
            item.tags = found

    def _with_findings(self, pages: list[Page]) -> None:
        """The typed requirements of every job, of all pages kind by kind."""
        jobs = [Clauses(page.text, _views(draft)) for page in pages for draft in page.drafts]
        found = iter(find_in_all(jobs, self._options["rules"]))
        for page in pages:
            page.findings = list(islice(found, len(page.drafts)))

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


def _check(source: str) -> None:
    """Raise where a source is no text or too long."""
    if not isinstance(source, str):
        is_data = isinstance(source, bytes | bytearray | memoryview)
        hint = "; decode it first: jdparse.read_text(path), or jdparse.decode(data) for any encoding of the field" if is_data else ""
        raise TypeError(f"parse() takes a str, not {type(source).__name__}{hint}")
    if len(source) > MAX_LENGTH:
        size = f"the text has {len(source):,} characters; at most {MAX_LENGTH:,} are allowed"
        raise TextTooLongError("JD101", f"{size}. Cut it into pages first.")


def _told(pages: list[Page]) -> None:
    """What the words of all doubtful clauses say of their sections; one call of the model for all."""
    guesses = iter(guess_kinds([page.text[item.start : item.end] for page in pages for item in page.doubts.items]))
    for page in pages:
        page.told = list(islice(guesses, len(page.doubts.items)))


def _lifted(page: Page) -> None:
    page.outcome = lift(page.source, page.view, page.drafts, page.findings, page.noise, page.title)


def _parser(options: dict[str, Any]) -> Parser:
    return Parser(**options)


def _views(draft: Draft) -> list[ClauseView]:
    """A job's clauses as the requirement rules see them."""
    return [ClauseView(i.start, i.end, i.section or "other", max(i.label_end, i.start), i.preferred) for i in draft.items]
