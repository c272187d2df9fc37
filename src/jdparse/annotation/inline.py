r"""Read text with inline tags, so that nobody counts offsets.

``parse_inline`` strips the tags of known kinds and turns their places into offsets; every other ``<`` stays text::

    <title>客服主管</title>
    <heading kind="duties">岗位职责：</heading>
    1、<clause tags="团队管理,培训"><label>团队管理</label>：带领客服小组，组织业务培训</clause>；
    <heading kind="requirements">任职要求：</heading>
    1、<clause>有<experience min_years=3 field="客服">3年以上客服经验</experience></clause>。

- ``<title>`` starts a job, or names the one that ``<job/>`` has started; ``<job/>`` starts one without a title.
  A heading or clause before both opens a job of its own. ``<title name="…">`` where the words are not the name as it stands;
  inside a clause (``岗位名称：<title>出纳</title>``) it names the job the clause stands in.
- ``<heading kind="…">`` gives its section to the clauses after it; ``<heading kind="…"/>`` does so without a heading
  in the text, and ``<clause section="…">`` for one clause.
- ``<clause tags="…" level=2>``: blanks and closing punctuation at its edges are left out (guideline section 3).
  Its number is what stands between it and what comes before.
- The 14 requirement types stand inside a clause, with the values of guideline section 5 as attributes and
  ``modality=preferred``; they may nest and cross. A tag that is meant as text is written ``\<title>``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from jdparse.annotation.marks import Annotated, ClauseMark, HeadingMark, JobMark, NoiseMark, RequirementMark
from jdparse.annotation.tokens import STRUCTURE, Tag, Text, modality, section, tokens
from jdparse.annotation.values import requirement_values
from jdparse.errors import AnnotationError
from jdparse.patterns import regex
from jdparse.taxonomy import load as load_taxonomy

__all__ = ["parse_inline", "untagged"]

BLANKS = " \t\r\n\u3000\xa0"
CLOSING = BLANKS + ";；。,，、.:："
_SEPARATORS = CLOSING + "！!？?…~～|/"
_BRACKETS = "()（）【】[]「」『』《》"
_MARKUP = regex(r"<[^<>]{0,400}>|&nbsp;")
_MARKER = regex(
    r"[（(【\[《]?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[)）】\]》]?[、.．:：,，)）。\-—]{0,2}"
    r"|[①-⓿⑴-⒛❶-➓][、.．]?|(?:职责|岗位|要求|第)[一二三四五六七八九十\d]{1,2}[:：、]?"
    r"|\d️?⃣|_{2,8}|[-–—·・•●○\u2705\U0001f300-\U0001faff◆◇■□▪★☆*＊>※✓✔√→➢\ue000-\uf8ff]{1,2}"
)
MAX_LEVEL = 3


def parse_inline(marked: str, *, categories: Collection[str] | None = None) -> Annotated:
    """The text without its tags, and what they say, with offsets into that text.

    ``categories`` are the names allowed in ``tags``, by default those of the built-in taxonomy. Raises AnnotationError
    (JD601 to JD605) that names line, column and remedy.

    >>> a = parse_inline("<heading kind=duties>职责：</heading>1、<clause tags=销售>开发客户。</clause>")
    >>> a.text, [(a.text[c.start:c.end], c.number, c.section) for c in a.clauses]
    ('职责：1、开发客户。', [('开发客户', '1、', 'duties')])
    """
    builder = _Builder(category_names(categories))
    for token in tokens(marked):
        if isinstance(token, Text):
            builder.pieces.append(token.text)
            builder.length += len(token.text)
        else:
            builder.tag(token)
    return builder.done()


def category_names(given: Collection[str] | None) -> Collection[str]:
    """The names that a tag may have: those given, else those of the built-in taxonomy."""
    return tuple(category.name for category in load_taxonomy()) if given is None else given


def untagged(annotated: Annotated) -> list[tuple[int, int]]:
    """The spans of the text that are no block, list marker, separator, blank or HTML markup; empty if all is annotated.

    >>> a = parse_inline("<clause section=duties>开发客户</clause>；欢迎加入")
    >>> [a.text[start:end] for start, end in untagged(a)]
    ['欢迎加入']
    """
    titles = [job.title_span for job in annotated.jobs if job.title_span]
    blocks = titles + [(mark.start, mark.end) for mark in annotated.headings]
    blocks += [(mark.start, mark.end) for mark in annotated.clauses] + [(mark.start, mark.end) for mark in annotated.noise]
    found, position = [], 0
    for start, end in [*sorted(blocks), (len(annotated.text), len(annotated.text))]:
        rest = _rest(annotated.text, position, start)
        if rest.strip(_BRACKETS + BLANKS) and not _MARKER.fullmatch(rest):
            offset = annotated.text.index(rest, position) if rest in annotated.text[position:start] else position
            found.append((offset, start))
        position = max(position, end)
    return found


def _rest(text: str, start: int, end: int) -> str:
    """What stands between two blocks, without markup, blanks and the separators that end the block before."""
    return _MARKUP.sub("", text[start:end]).lstrip(_SEPARATORS).rstrip(BLANKS)


@dataclass(slots=True)
class _Open:
    tag: Tag
    start: int


@dataclass(slots=True)
class _Builder:
    """Collects the marks while the text grows; positions are offsets into the text so far."""

    categories: Collection[str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    section: str | None = None
    jobs: list[JobMark] = field(default_factory=list)
    headings: list[HeadingMark] = field(default_factory=list)
    clauses: list[ClauseMark] = field(default_factory=list)
    requirements: list[RequirementMark] = field(default_factory=list)
    noise: list[NoiseMark] = field(default_factory=list)
    pending: list[tuple[Tag, int, int]] = field(default_factory=list)  # requirements of the clause that is open
    label: tuple[int, int] | None = None
    waiting: bool = False  # <job/> has started the last job, and no title has named it yet

    def tag(self, tag: Tag) -> None:
        if tag.name == "job":
            self._start_job(tag)
        elif tag.name == "heading" and tag.opens and tag.closes:
            self._require(tag, "kind")
            self._ensure_job()
            self.section = section(tag, "kind")
        elif tag.opens and tag.closes:
            raise AnnotationError("JD604", f"{tag.place}: <{tag.name}/> spans no text. Write <{tag.name}>words</{tag.name}>.")
        elif tag.opens:
            self._check_nesting(tag)
            self.open.append(_Open(tag, self.length))
        else:
            self._close(tag)

    def _start_job(self, tag: Tag) -> None:
        if not (tag.opens and tag.closes):
            raise AnnotationError("JD604", f"{tag.place}: write <job/>; a job ends where the next one starts.")
        self._check_nesting(tag)
        self._new_job(self.length)
        self.waiting = True

    def _new_job(self, start: int) -> None:
        self.jobs.append(JobMark(start, None, None))
        self.section = None

    def _ensure_job(self, start: int | None = None) -> None:
        if not self.jobs:
            self._new_job(self.length if start is None else start)

    def _check_nesting(self, tag: Tag) -> None:
        inside = self._innermost("clause")
        if tag.name in STRUCTURE and tag.name != "label":
            if self.open and (tag.name != "title" or inside is None):
                outer = self.open[-1].tag
                raise AnnotationError(
                    "JD604", f"{tag.place}: <{tag.name}> stands inside <{outer.name}> of {outer.place}. Close <{outer.name}> before it."
                )
        elif inside is None:
            raise AnnotationError("JD605", f"{tag.place}: <{tag.name}> stands outside a clause. Put <clause> … </clause> around it.")
        elif tag.name == "label" and (self.label or self._innermost("label")):
            raise AnnotationError("JD604", f"{tag.place}: the clause of {inside.tag.place} has a label already. Remove one.")

    def _innermost(self, name: str) -> _Open | None:
        return next((item for item in reversed(self.open) if item.tag.name == name), None)

    def _close(self, tag: Tag) -> None:
        item = self._innermost(tag.name)
        if item is None:
            raise AnnotationError("JD604", f"{tag.place}: </{tag.name}> closes nothing. Remove it or open <{tag.name}> before.")
        if tag.name in STRUCTURE and item is not self.open[-1]:
            raise self._unclosed(self.open[-1].tag, f"before </{tag.name}> of {tag.place}")
        self.open.remove(item)
        if item.start == self.length:
            raise AnnotationError("JD604", f"{item.tag.place}: <{tag.name}> spans no text. Put it around words or remove it.")
        handler = {"title": self._title, "heading": self._heading, "clause": self._clause, "label": self._label, "noise": self._noise}
        handler.get(tag.name, self._requirement)(item.tag, item.start)

    @staticmethod
    def _unclosed(tag: Tag, before: str) -> AnnotationError:
        return AnnotationError("JD604", f"{tag.place}: <{tag.name}> is not closed. Write </{tag.name}> {before}.")

    @staticmethod
    def _require(tag: Tag, attribute: str) -> None:
        if attribute not in tag.attributes:
            raise AnnotationError("JD602", f"{tag.place}: <{tag.name}> needs {attribute}=…. Add it.")

    def _text(self) -> str:
        if len(self.pieces) > 1:
            self.pieces[:] = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

    def _title(self, tag: Tag, start: int) -> None:
        words = " ".join(self._text()[start : self.length].split())
        clause = self._innermost("clause")
        if clause is None:
            if not self.waiting:
                self._new_job(start)
        else:  # a pair such as 岗位名称：出纳 names the job it stands in
            self._ensure_job(clause.start)
            if self.jobs[-1].title is not None:
                raise AnnotationError("JD604", f"{tag.place}: the job has a title already. Remove one, or put <job/> before the clause.")
        self.jobs[-1] = replace(self.jobs[-1], title=tag.attributes.get("name", words), title_span=(start, self.length))
        self.waiting = False

    def _heading(self, tag: Tag, start: int) -> None:
        self._require(tag, "kind")
        self._ensure_job(start)
        self.section = section(tag, "kind")
        self.headings.append(HeadingMark(start, self.length, self.section, len(self.jobs) - 1))

    def _noise(self, _tag: Tag, start: int) -> None:
        self.noise.append(NoiseMark(start, self.length))

    def _label(self, _tag: Tag, start: int) -> None:
        self.label = (start, self.length)

    def _requirement(self, tag: Tag, start: int) -> None:
        self.pending.append((tag, start, self.length))

    def _clause(self, tag: Tag, opened: int) -> None:
        text = self._text()
        body = text[opened : self.length]
        start = opened + len(body) - len(body.lstrip(BLANKS))
        end = opened + len(body.rstrip(CLOSING))
        if start >= end:
            raise AnnotationError("JD604", f"{tag.place}: the clause holds no words. Put the tag around the body of an item.")
        self._ensure_job(start)
        where = section(tag, "section") if "section" in tag.attributes else self.section
        if where is None:
            raise AnnotationError(
                "JD605", f"{tag.place}: no heading stands before this clause. Add section=… to it or <heading kind=…/> before it."
            )
        clause = ClauseMark(start, end, self._number(start), _level(tag), where, self.label, self._tags(tag, where), len(self.jobs) - 1)
        self.clauses.append(clause)
        for requirement, left, right in self.pending:
            self._add_requirement(requirement, left, right, clause)
        self.pending.clear()
        self.label = None

    def _number(self, start: int) -> str | None:
        ends = [mark.end for marks in (self.headings, self.clauses, self.noise) for mark in marks[-1:]]
        ends += [job.title_span[1] for job in self.jobs[-1:] if job.title_span]
        rest = _rest(self._text(), max((end for end in ends if end <= start), default=0), start)
        return rest if _MARKER.fullmatch(rest) else None

    def _tags(self, tag: Tag, where: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in tag.attributes.get("tags", "").replace("，", ",").split(",") if name.strip())
        if names and where != "duties":
            raise AnnotationError("JD605", f"{tag.place}: a clause of section {where} carries no tags. Remove them or change the section.")
        for name in names:
            if names.count(name) > 1:
                raise AnnotationError("JD603", f"{tag.place}: the tag {name} stands twice. Remove one.")
            if name not in self.categories:
                raise AnnotationError("JD603", f"{tag.place}: {name} is no category. Allowed: {' '.join(self.categories)}.")
        return names

    def _add_requirement(self, tag: Tag, start: int, end: int, clause: ClauseMark) -> None:
        if not clause.start <= start < end <= clause.end:
            raise AnnotationError(
                "JD605", f"{tag.place}: <{tag.name}> goes past the body of its clause. Leave out blanks and closing points."
            )
        try:
            given = {name: value for name, value in tag.attributes.items() if name != "modality"}
            values = requirement_values(tag.name, given, self._text()[start:end])
        except ValueError as error:
            name, raw, allowed = error.args
            raise AnnotationError("JD603", f"{tag.place}: {name}={raw!r} of <{tag.name}> cannot be read. Allowed: {allowed}.") from None
        self.requirements.append(RequirementMark(tag.name, start, end, modality(tag), values, len(self.clauses) - 1, clause.job))

    def done(self) -> Annotated:
        if self.open:
            raise self._unclosed(self.open[-1].tag, "where it ends")
        requirements = sorted(self.requirements, key=lambda mark: (mark.start, -mark.end, mark.type))
        return Annotated(self._text(), tuple(self.jobs), tuple(self.headings), tuple(self.clauses), tuple(requirements), tuple(self.noise))


def _level(tag: Tag) -> int:
    raw = tag.attributes.get("level", "1")
    if raw not in {str(level) for level in range(1, MAX_LEVEL + 1)}:
        raise AnnotationError("JD603", f"{tag.place}: level={raw} is unknown. Allowed: 1 to {MAX_LEVEL}.")
    return int(raw)
