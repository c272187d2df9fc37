"""Which section each clause of a job belongs to: its heading's where there is one, else what its words say (guideline section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jdparse.clauses import FOREIGN, SUMS_UP, Item, find_label
from jdparse.content import Guess, cue_weights
from jdparse.lexicons import HeadingWord, Lexicon
from jdparse.patterns import regex
from jdparse.schema import SECTION_KINDS
from jdparse.sections import OPEN, Draft

__all__ = ["Doubts", "assign_sections", "find_doubts"]

_SOUGHT = regex(r"[\u4e00-\u9fff（）()/]{2,14}\s*(?:\d{1,3}|若干)\s?[名人位](?=[\s：:，,。]|\Z)")
_LOOSE = frozenset(("benefits", "duties", "other", "overview", "career", "requirements"))
_RUN = 0.85  # lead that ends a run of sentences about the firm
_REMARKED = frozenset(("duties", "requirements", "benefits"))  # sections whose lines may be remarks about something else
_SURE = 0.35  # lead of a guess that takes a line below a list out of the list's section
_CERTAIN = 0.6  # lead of a guess that takes an item out of its list's section where no heading gives one
_LIKELY = 0.1  # lead of a guess that decides a line without a heading
_LABEL_KINDS = frozenset(("facts", "schedule", "benefits", "career", "application", "relations", "assessment"))
_ASKS = regex(
    "学历|经验|优先|熟悉|熟练|精通|掌握|能力|专业|周岁|岁岁|具备|具有|了解|责任心|良好|较强|性格|身体|证书|擅长|善于|吃苦|以上|意识|精神"
)
_PARTED = ("；", ";")  # what parts the items of a list, where a full stop parts sentences
_BOTH = frozenset(("duties", "requirements"))
_UNTOLD = {None: frozenset(SECTION_KINDS), "description": _BOTH, "titled": _BOTH}  # where lists go item by item, and to what


class Doubts(NamedTuple):
    """The clauses of a document whose words matter for their section, and for each region whether its heading alone decides."""

    items: list[Item]
    certain: list[bool]


def find_doubts(text: str, drafts: list[Draft]) -> Doubts:
    """What the words have to tell; nothing in most postings, whose clauses all stand under headings."""
    doubtful: list[Item] = []
    certain: list[bool] = []
    for draft in drafts:
        kinds = {kind for kind, _, _ in draft.regions}
        for kind, start, end in draft.regions:
            found = _doubtful(text, draft.items[start:end], kind, kinds)
            doubtful += found
            certain.append(not found and kind not in OPEN)
    return Doubts(doubtful, certain)


def assign_sections(text: str, drafts: list[Draft], lexicon: Lexicon, doubts: Doubts, told: Sequence[Guess]) -> None:
    """Give every clause its section: its heading's where there is one, else what its words say (``told``, of the doubtful ones)."""
    guesses = dict(zip(map(id, doubts.items), told, strict=True))
    sure = iter(doubts.certain)
    for draft in drafts:
        for kind, start, end in draft.regions:
            if next(sure):
                _assign_given(text, draft.items[start:end], str(kind))
                continue
            _assign(text, draft.items[start:end], kind, lexicon, guesses, draft.items[start - 1].section if start else None, start)
        _introduce(text, draft, guesses)


def _introduce(text: str, draft: Draft, guesses: dict[int, Guess]) -> None:
    """Prose above the first heading of a job whose duties have a heading of their own says what the post is for; so do summaries."""
    for item in draft.items:
        if item.marker is None and item.section in _BOTH and text.startswith(SUMS_UP, item.start):
            item.section = "overview"
    if not any(h.kind == "duties" for h in draft.headings):
        return
    first = draft.headings[0].start
    above = [item for item in draft.items if item.start < first and item.marker is None and item.reason in ("line", "sentence")]
    prose = [item for item in above if item.reason == "sentence" or text[item.end : item.end + 1] == "。"]
    for item in prose:
        if item.section == "duties":
            item.section = "overview"
    if sum(item.section == "overview" for item in prose) * 2 >= len(prose):
        for item in prose:
            guess = guesses.get(id(item))
            if item.section in ("benefits", "requirements", "facts", "other") and (guess is None or guess.lead < _CERTAIN):
                item.section = "overview"


_SHORT = 24  # characters of a value that is alone in its line
_OWN_LINES = frozenset(("schedule", "benefits"))


def _own_line(text: str, items: list[Item]) -> bool:
    """Whether the heading of these clauses says all it has to say in its own line: 薪资：8000元, and no list of its own."""
    first = items[0]
    begin = text.rfind("\n", 0, first.start) + 1
    return first.marker is None and text[begin : first.start].strip(" :：】]")[-1:].isalpha() and first.end - first.start <= _SHORT


_OTHER: dict[str | None, str] = {"duties": "requirements", "requirements": "duties"}


def _doubtful(text: str, items: list[Item], kind: str | None, kinds: set[str | None]) -> list[Item]:
    """The clauses of a region of this kind whose words matter for its section; ``kinds``: of the job's regions."""
    if kind in OPEN:
        return items
    other = _OTHER.get(kind)
    if other and items and other not in kinds:
        asking = sum(_ASKS.search(text, i.start, i.end) is not None for i in items)
        if asking == len(items) if kind == "duties" else asking * 4 <= len(items) and len(items) > 1:
            return items
    if kind in _OWN_LINES and items:  # 工作地点：…, 薪资：… hold their own line; what stands below it may be about something else
        line = text.find("\n", items[0].end, items[-1].end)
        below_it = [item for item in items[1:] if item.start > line >= 0]
        if below_it and _own_line(text, items):
            return below_it
        if kind == "schedule":
            return [item for item in below_it if item.marker is None]
    restarted: list[Item] = []
    below: list[Item] = []  # a list
    lists = 0
    for item in items:
        if item.marker is not None:
            if not lists or (item.level == 1 and item.marker.ordinal == 1):
                lists += 1
            if lists > 1:
                restarted.append(item)
        elif lists and item.parent is None:
            below.append(item)
    return restarted + below


def _assign_given(text: str, items: list[Item], given: str) -> None:
    """The sections of one region's clauses where their words are in no doubt: their heading's."""
    for item in items:
        item.section = given
    if given in _REMARKED:
        for item in items[1:]:
            if item.marker is None:
                item.section = _remark_kind(text, item, given)


def _remark_kind(text: str, item: Item, given: str) -> str:
    """The section of a line among others under a heading: the heading's, or that of its cue words."""
    weights = cue_weights(text[item.start : item.end])
    found = max(("application", "company"), key=lambda k: weights.get(k, 0.0))
    return found if weights.get(found, 0.0) >= max(6.0, weights.get(given, 0.0) + 3.0) else given


def _assign(
    text: str, items: list[Item], kind: str | None, lexicon: Lexicon, guesses: dict[int, Guess], previous: str | None, offset: int
) -> None:
    """The sections of one region's clauses."""
    given = None if kind in OPEN else kind
    alone = given in _OWN_LINES and bool(items) and _own_line(text, items)
    for at, group in enumerate(_list_groups(items)):
        section = _list_kind(group, kind, guesses) if given is None else _misnamed(group, given, guesses)
        if given is not None and (at or alone) and not group[0].parent:
            section = _restarted(group, given, guesses)
        for item in group:
            item.section = (_label_kind(text, item, lexicon) if given is None else None) or section
            guess = guesses.get(id(item))
            if kind not in _UNTOLD or guess is None or guess.lead < _CERTAIN or item.level > 1:
                continue
            if guess.kind in _UNTOLD[kind]:
                item.section = guess.kind
    listed = False
    for at, item in enumerate(items):
        if item.marker is not None:
            listed = True
        elif given is None:
            item.section = _prose_kind(text, item, kind, guesses[id(item)], previous)
        else:
            guess = guesses.get(id(item)) if listed or given == "schedule" or alone else None
            taken = guess is not None and guess.lead >= _SURE and (guess.kind in FOREIGN or given == "schedule" or alone)
            item.section = guess.kind if guess is not None and taken else given
            if item.section == given and given in _REMARKED and at:
                item.section = _remark_kind(text, item, given)
        if item.parent is not None and item.parent >= offset and item.level > 1 and given is None:
            item.section = items[item.parent - offset].section
        previous = item.section
    if given in ("duties", "requirements") and not listed and items:
        section = _misnamed(items, given, guesses)
        for item in items:
            item.section = section if item.section == given else item.section


def _prose_kind(text: str, item: Item, kind: str | None, guess: Guess, previous: str | None) -> str:
    """The section of a line or sentence under no telling heading."""
    if _SOUGHT.match(text, item.start, item.end):
        return "facts"  # 驾驶员 2名 工资面议
    if previous == "company" and item.reason == "sentence" and guess.kind in _LOOSE and guess.lead < _RUN:
        return "company"
    if kind == "remark":
        return guess.kind if guess.kind in ("requirements", "benefits", "schedule") and guess.lead >= _SURE else "other"
    section = guess.kind if guess.lead >= _LIKELY else (previous if previous in ("company", "overview") else _default(kind, guess))
    lone = item.reason == "sentence" and text[item.end : item.end + 1] not in _PARTED and text[item.start - 1 : item.start] not in _PARTED
    if kind == "description" and section in ("duties", "requirements") and (lone or not _acts(text, item)):
        return "overview"
    return section


def _default(kind: str | None, guess: Guess) -> str:
    return {"description": "overview", "content": "requirements"}.get(kind or "", guess.kind)


def _acts(text: str, item: Item) -> bool:
    """Whether a clause states a duty rather than describing the post: it starts with what is done, not with who."""
    return "是" not in text[item.start : item.start + 15]


def _list_groups(items: list[Item]) -> list[list[Item]]:
    """The numbered items of a region, cut where the numbering starts again at the top level."""
    groups: list[list[Item]] = []
    for item in items:
        if item.marker is None:
            continue
        if not groups or (item.level == 1 and item.marker.ordinal == 1 and groups[-1][-1].marker is not None):
            groups.append([])
        groups[-1].append(item)
    return groups


def _list_kind(group: list[Item], kind: str | None, guesses: dict[int, Guess]) -> str:
    """The section of a list without a heading: what most of it is about, duties where nothing says otherwise."""
    votes: dict[str, float] = {}
    for item in group:
        guess = guesses[id(item)]
        if kind in ("description", "titled") and guess.kind not in ("duties", "requirements"):
            continue
        votes[guess.kind] = votes.get(guess.kind, 0.0) + guess.lead
    return max(votes, key=lambda k: votes[k]) if votes else "duties"


def _misnamed(group: list[Item], kind: str, guesses: dict[int, Guess]) -> str:
    """Only a wholly misnamed heading takes its content's kind (guideline, settled cases)."""
    if kind not in ("duties", "requirements") or not group or any(id(item) not in guesses for item in group):
        return kind
    other = _OTHER[kind]
    return other if all(guesses[id(i)].kind == other for i in group) else kind


def _restarted(group: list[Item], kind: str, guesses: dict[int, Guess]) -> str:
    """The section of a second list under one heading: a list of qualifications below the duties has lost its heading."""
    found = [guesses[id(item)].kind for item in group if id(item) in guesses]
    other = max(set(found), key=found.count) if found else kind
    return (
        other if other in ("requirements", "benefits", "duties") and found.count(other) * 5 >= len(group) * 4 and len(found) > 1 else kind
    )


def _label_kind(text: str, item: Item, lexicon: Lexicon) -> str | None:
    """The section that an item's own label names: 工作时间：…, 岗位名称：…."""
    if not item.label_end:
        item.label_end = find_label(text, item.start, item.end)
    if not item.label_end or item.level > 1:
        return None
    word = text[item.start : item.label_end]
    entry = lexicon.words.get(word)
    return entry.kind if isinstance(entry, HeadingWord) and entry.kind in _LABEL_KINDS else None
