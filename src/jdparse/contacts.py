"""Contacts in a job ad (phone, QQ, WeChat, mail, person), and a copy of the text with them overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, Protocol

from jdparse.patterns import regex
from jdparse.wordlists import alternation, load

__all__ = ["Contact", "ContactKind", "find_contacts", "redact"]

ContactKind = Literal["phone", "qq", "wechat", "email", "person"]


class Contact(NamedTuple):
    """A contact as written, and its place; the label in front of it (电话：) is outside."""

    kind: ContactKind
    value: str
    start: int
    end: int


class _Place(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


# Digits may be full width; a number may stand right behind Latin letters or 汉字 but not inside a longer number.
_D = "[0-9０-９]"
_DASH = r"[-－—–\s]?"
_MOBILE = rf"(?:[+＋]?86{_DASH})?1[3-9３-９]{_D}{_DASH}{_D}{{4}}{_DASH}{_D}{{4}}"
_LANDLINE = (
    rf"(?:(?:[(（]0{_D}{{2,3}}[)）]|0{_D}{{2,3}}){_DASH}{_D}{{3,4}}[-\s]?{_D}{{4}}|[48]00{_DASH}{_D}{{3,4}}{_DASH}{_D}{{3,4}})"
    rf"(?:[-－—转\s]{{1,2}}{_D}{{1,5}}(?!{_D}))?"
)
_PHONE = regex(rf"(?<![0-9０-９.+＋-])(?:{_MOBILE}|{_LANDLINE})(?!{_D})")
_EMAIL = regex(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}\s?[@＠]\s?[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,24}){1,4}")
_ACCOUNT = r"[A-Za-z0-9][-_A-Za-z0-9]{4,29}"
_GAP = r"\s?(?:号码?|ID|id|群号?|联系|同号|咨询)?\s?(?:[:：为是]|同号[:：]?|[/／]?电话[:：]|[/／]?手机[:：])?\s?"


class _Patterns(NamedTuple):
    phone: re.Pattern[str]
    qq: re.Pattern[str]
    wechat_number: re.Pattern[str]
    wechat_name: re.Pattern[str]
    person: re.Pattern[str]
    beside_phone: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = load("contacts")
    label = {kind: alternation(words) for kind, words in table["labels"].items()}
    surname, title = alternation(table["surnames"]["words"]), alternation(table["titles"]["words"])
    named = rf"{surname}[\u4e00-\u9fff]{{0,2}}?{title}|{surname}[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])|{surname}(?=[\s，,。；;\n0-9]|$)"
    return _Patterns(
        phone=re.compile(
            rf"(?:{label['phone']}){_GAP}(?P<value>[+＋]?{_D}{{2,5}}(?:[-－—–\s转]{{0,2}}{_D}{{2,8}}){{1,4}}(?!{_D}))", re.IGNORECASE
        ),
        qq=re.compile(rf"(?<![A-Za-z])(?:{label['qq']}){_GAP}(?P<value>{_D}{{5,12}})(?!{_D})", re.IGNORECASE),
        wechat_number=re.compile(
            rf"(?<![A-Za-z])(?:{label['wechat']}){_GAP}(?P<value>{_MOBILE}|0{{11}}|(?=[-_A-Za-z]{{0,29}}[0-9]){_ACCOUNT})(?![A-Za-z0-9@])",
            re.IGNORECASE,
        ),
        # Searched in every text, so it keeps to the spellings as they are: a pattern that ignores case is ten times as slow.
        wechat_name=re.compile(rf"{label['wechat_spelled']}\s?(?:号码?|ID)?\s?[:：]\s?(?P<value>{_ACCOUNT})(?![A-Za-z0-9@])"),
        person=re.compile(
            rf"(?:{label['person']})\s?(?:[:：为是]|(?=\s))\s?(?P<value>(?:{named})|[A-Z][a-z]{{1,11}}(?![A-Za-z]))", re.IGNORECASE
        ),
        beside_phone=re.compile(rf"{surname}[\u4e00-\u9fff]{{0,2}}?{title}(?![\u4e00-\u9fff]{{2}})", re.IGNORECASE),
    )


_DIGITS = regex(r"[0-9０-９]{3}[-－—–\s]?[0-9０-９]{2}")
_NEAR = 8
# How far a label may stand before the first digits, and a number reach behind them.
_LABEL, _NUMBER = 24, 40


def find_contacts(text: str) -> list[Contact]:
    """The contacts in a text, in order, none overlapping another.

    A number counts as a phone by its form (mobile, landline, 400) or behind a label such as 电话; QQ numbers, WeChat accounts
    and persons need a label, or for a person a phone number beside the name and title (宋经理). Names in running text are left alone.

    >>> text = "联系人：王女士 电话：13912345678 邮箱 hr@example.com"
    >>> [(contact.kind, contact.value) for contact in find_contacts(text)]
    [('person', '王女士'), ('phone', '13912345678'), ('email', 'hr@example.com')]
    """
    found: list[Contact] = []
    if "@" in text or "＠" in text:
        found += [Contact("email", match[0], match.start(), match.end()) for match in _EMAIL.finditer(text)]
    found += _labelled("wechat", _patterns().wechat_name, text, 0, len(text))
    for low, high in _windows(text):
        found += _numbers(text, low, high)
    if "联" in text or "聯" in text:
        found += _labelled("person", _patterns().person, text, 0, len(text))
    return _apart(len(text), found) if found else []


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around runs of digits, apart from one another; patterns with labels look nowhere else."""
    low = high = 0
    for match in _DIGITS.finditer(text):
        if match.start() - _LABEL > high:
            if high:
                yield max(0, low), high
            low = match.start() - _LABEL
        high = match.end() + _NUMBER
    if high:
        yield max(0, low), min(len(text), high)


def _numbers(text: str, low: int, high: int) -> list[Contact]:
    """WeChat, QQ and phone numbers in a window, and the persons beside them."""
    patterns = _patterns()
    found = [*_labelled("wechat", patterns.wechat_number, text, low, high), *_labelled("qq", patterns.qq, text, low, high)]
    found += [Contact("phone", match[0], match.start(), match.end()) for match in _PHONE.finditer(text, low, high)]
    found += _labelled("phone", patterns.phone, text, low, high)
    return found + _beside(text, found)


def _labelled(kind: ContactKind, pattern: re.Pattern[str], text: str, low: int, high: int) -> Iterator[Contact]:
    for match in pattern.finditer(text, low, high):
        yield Contact(kind, match["value"], match.start("value"), match.end("value"))


def _beside(text: str, found: list[Contact]) -> list[Contact]:
    """Persons named with a title right before or after a number."""
    persons = []
    for contact in found:
        if contact.kind in ("phone", "wechat", "qq"):
            low, high = max(0, contact.start - _NEAR), min(len(text), contact.end + _NEAR)
            for window in ((low, contact.start), (contact.end, high)):
                match = _patterns().beside_phone.search(text, *window)
                if match is not None:
                    persons.append(Contact("person", match[0], match.start(), match.end()))
    return persons


def _apart(length: int, found: Iterable[Contact]) -> list[Contact]:
    """Of overlapping contacts the first found stays: a mail before a number in it, a WeChat account before the phone that it is."""
    taken = bytearray(length)
    kept: list[Contact] = []
    for contact in found:
        if not any(taken[contact.start : contact.end]):
            taken[contact.start : contact.end] = b"\1" * (contact.end - contact.start)
            kept.append(contact)
    return sorted(kept, key=lambda contact: contact.start)


def redact(text: str, contacts: Iterable[_Place] | None = None) -> str:
    """The text with its contacts overwritten, character for character, so that every offset still holds.

    Digits become ``0``, Latin letters ``x``, all other letters ``某``; dots, dashes and ``@`` stay. ``contacts`` are the places to
    overwrite (anything with ``start`` and ``end`` in this very text), those of ``find_contacts(text)`` by default.

    >>> redact("联系人：王女士，电话：139-1234-5678")
    '联系人：某某某，电话：000-0000-0000'
    """
    characters = list(text)
    for place in find_contacts(text) if contacts is None else contacts:
        characters[place.start : place.end] = [_mask(char) for char in characters[place.start : place.end]]
    return "".join(characters)


def _mask(char: str) -> str:
    if char.isdigit():
        return "0"
    if char.isascii():
        return "x" if char.isalpha() else char
    return "某" if char.isalpha() else char
