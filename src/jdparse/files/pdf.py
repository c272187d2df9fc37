"""PDF → text in reading order, by pypdfium2: the words, and the lines and columns that they stand in.

A PDF holds no paragraphs. What stands beside a wide gap is another cell of a table; a line that reaches the right edge of the text
goes on in the next one; what the first or last line of every page repeats is a running header or a page number and is left out.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from jdparse.errors import SourceError
from jdparse.files.tables import row_lines
from jdparse.patterns import regex

__all__ = ["MAX_PAGES", "TIMEOUT", "read_pdf"]

MAX_PAGES = 1000
"""Pages of one file; a handbook of all posts of a company has some hundreds."""
MAX_LETTERS = 200_000
"""Letters on one page; a dense page of print has a few thousand."""
TIMEOUT = 120.0
"""Seconds after which no further page is begun."""
_GAP = 1.4  # letters of blank between two cells of a row; letter-spaced words have one at most
_EDGE = 1.6  # letters by which a full line may end before the edge: a mark of punctuation may not begin a line
_OVERLAP = 0.5  # share of the lower one's height by which two letters of a line overlap
_SPACE = 0.5  # letters of blank that stand for a space; beside Latin letters programs leave a quarter
_TWICE = 0.3  # letters by which a letter that is printed twice is shifted
_NARROW = 0.7  # a letter's width by its height, in a line of Latin letters
_INVISIBLE = "\ufffe\uffff\u00ad\ufeff\u200b"
_APART = 2.4  # heights between a line and the one that goes on with it
_TEXT_EDGE = 0.72  # of the page's width, where the edge of a column of running text lies at least
_MARKED = regex(
    r"\s*(?:[(（【\[《]|\d{1,3}\s?[、.．)）:：]|\d{1,2}\s|[一二三四五六七八九十]{1,3}\s?[、.．)）]|第[一二三四五六七八九十\d]{1,3}[章节条部]|[①-⑳⑴-⒛㈠-㈩ⅠⅡⅢⅣⅤ]"
    r"|[•·●○◆◇■□▪★☆※✓✔√→▶►➢\ue000-\uf8ff*\-—–]|[a-zA-Z][.)、）]|[\u4e00-\u9fff]{2,10}[:：]\s*\Z|[\u4e00-\u9fff]{2,4}[一二三四五六七八九十\d]{1,2}[:：、])"
)
_NUMBER_ONLY = regex(
    r"\s*[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[①-⒛])[、.．)）]{0,2}\s*\Z|\s*[•·●○◆◇■□▪★\ue000-\uf8ff*\-]\s*\Z"
)
_PAGE_NUMBER = regex(r"[\s\-–—·|/第页頁共of总PpageAGE\d,，]{1,30}\Z")
_DIGITS = regex(r"\d{1,4}")
_REPEATS = 3  # pages on which a header must stand, and on all but the first; two do for page numbers
_EDGE_LINES = 3  # lines from the top or the bottom among which headers and footers are
_LONGEST_HEADER = 60
_ENDS = frozenset("。！？；!?;")
_NEVER_FIRST = frozenset("。，、；：！？）》】”,.;:!?)")
_TOO_SHORT = 3  # letters of a line whose width says nothing of the size of type


class _Letter(NamedTuple):
    """A letter and its box in points, from the lower left corner of the page; ``blank``: a blank stands before it, ``typed`` by the author."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    blank: bool
    typed: bool


class _Line(NamedTuple):
    """Letters side by side: their box and what they say, cell by cell."""

    left: float
    bottom: float
    right: float
    top: float
    letter: float  # the width of a Chinese letter
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def height(self) -> float:
        return self.top - self.bottom


class _Page(NamedTuple):
    width: float
    lines: list[_Line]


def read_pdf(data: bytes, name: str) -> str:
    """The text of a PDF document.

    Raises:
        SourceError: JD203 it has more pages or letters than are allowed, JD204 pypdfium2 is missing, JD205 it is damaged,
            JD206 it has a password, JD207 it holds pictures and no text, JD208 it took too long.
    """
    try:
        import pypdfium2
    except ModuleNotFoundError:
        raise SourceError("JD204", f"{name}: PDF documents need pypdfium2: pip install 'jdparse[files]'") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise SourceError("JD206", f"{name}: protected by a password. Save it without one.") from error
        raise _damaged(name, error) from error
    try:
        pages = list(_pages(document, name))
    except pypdfium2.PdfiumError as error:
        raise _damaged(name, error) from error
    finally:
        document.close()
    if not any(page.lines for page in pages):
        what = f"pages ({len(pages)}) of pictures and no text" if pages else "no pages"
        raise SourceError("JD207", f"{name}: {what}. Run text recognition (OCR) on it first, for example ocrmypdf -l chi_sim.")
    return "\n".join(_joined(_without_headers(pages)))


def _damaged(name: str, error: Exception) -> SourceError:
    return SourceError(
        "JD205", f"{name}: a damaged PDF document: {str(error).rstrip('.')}. Was it sent whole? Open it and save or print it anew."
    )


def _pages(document: Any, name: str) -> Iterator[_Page]:
    if len(document) > MAX_PAGES:
        raise SourceError("JD203", f"{name}: {len(document):,} pages; at most {MAX_PAGES:,} are allowed. Cut it up first.")
    end = time.monotonic() + TIMEOUT
    for number in range(len(document)):
        if time.monotonic() > end:
            raise SourceError("JD208", f"{name}: page {number + 1} was not reached in {TIMEOUT:.0f} s. Print it to a new PDF first.")
        page = document[number]
        try:
            words = page.get_textpage()
            try:
                yield _Page(page.get_width(), list(_lines(_letters(words, name, number))))
            finally:
                words.close()
        finally:
            page.close()


def _letters(words: Any, name: str, number: int) -> Iterator[_Letter]:
    """The letters of a page with their boxes, in the order in which they were written; blanks and marks for breaks have no place."""
    from pypdfium2.raw import FPDFText_GetUnicode, FPDFText_IsGenerated

    count = words.count_chars()
    if count > MAX_LETTERS:
        raise SourceError(
            "JD203", f"{name}: page {number + 1} has {count:,} letters; at most {MAX_LETTERS:,} are allowed. Cut it up first."
        )
    blank = typed = False
    high = 0
    for at in range(count):
        code = FPDFText_GetUnicode(words, at)
        if 0xD800 <= code < 0xDC00:  # the first half of a letter beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        letter = chr(code)
        if letter.isspace():
            blank = True
            typed = typed or FPDFText_IsGenerated(words, at) == 0
        elif code > 0x1F and letter not in _INVISIBLE:
            left, bottom, right, top = words.get_charbox(at, loose=True)
            yield _Letter(left, bottom, right, top, letter, blank, typed)
            blank = typed = False


def _lines(letters: Iterable[_Letter]) -> Iterator[_Line]:
    """Letters that follow one another at the same height are a line; a second font may have been written after the first."""
    row: list[_Letter] = []
    for letter in letters:
        if row and not _beside(row[-1], letter):
            yield _line(row)
            row = []
        row.append(letter)
    if row:
        yield _line(row)


def _beside(one: _Letter, other: _Letter) -> bool:
    common = min(one.top, other.top) - max(one.bottom, other.bottom)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    return common >= _OVERLAP * lower


def _line(row: list[_Letter]) -> _Line:
    row.sort(key=attrgetter("left"))
    wide = sorted(letter.right - letter.left for letter in row if not letter.text.isascii())
    width = wide[len(wide) // 2] if wide else _NARROW * max(letter.top - letter.bottom for letter in row)
    cells = [row[0].text]
    for before, letter in pairwise(row):
        gap = letter.left - before.right
        if letter.text == before.text and letter.left - before.left < _TWICE * width:
            continue  # printed twice, to look bold
        if gap > _GAP * width and not _NUMBER_ONLY.match(cells[-1]):
            cells.append(letter.text)
        else:
            latin = before.text.isascii() and letter.text.isascii()
            cells[-1] += (" " if gap > _SPACE * width or letter.typed or (latin and letter.blank) else "") + letter.text
    if any(len(cell) == 1 for cell in cells):  # 岗    位
        cells = ["".join(cells) if all(len(cell) == 1 for cell in cells) else " ".join(cells)]
    box = (min(p.left for p in row), min(p.bottom for p in row), max(p.right for p in row), max(p.top for p in row))
    return _Line(*box, width, tuple(cells))


def _without_headers(pages: Sequence[_Page]) -> list[_Page]:
    """The pages without what their first or last lines repeat: headers, footers and page numbers."""
    edges = Counter(line for page in pages for line in {_faded(line.text) for line in _edge_lines(page)})
    numbered = sum(any(_is_page_number(line.text, number) for line in _edge_lines(page)) for number, page in enumerate(pages))
    repeated = {
        line
        for line, count in edges.items()
        if count >= max(_REPEATS, len(pages) - 1) and len(line) <= _LONGEST_HEADER and line[-1] not in _ENDS
    }
    kept = []
    for number, page in enumerate(pages):
        edge = {id(line) for line in _edge_lines(page)}
        drop_numbers = numbered >= max(1, len(pages) - 1)
        lines = [
            line
            for line in page.lines
            if id(line) not in edge or not (_faded(line.text) in repeated or (drop_numbers and _is_page_number(line.text, number)))
        ]
        kept.append(_Page(page.width, lines))
    return kept


def _edge_lines(page: _Page) -> list[_Line]:
    """The lines at the top and at the bottom of a page, wherever they stand in the file."""
    ordered = sorted(page.lines, key=lambda line: line.bottom)
    return ordered[:_EDGE_LINES] + ordered[_EDGE_LINES:][-_EDGE_LINES:]


def _faded(text: str) -> str:
    """A line without its page number; a line that begins with a number is an item and stays as it is."""
    return text if _MARKED.match(text) and not _PAGE_NUMBER.match(text) else _DIGITS.sub("#", text)


def _is_page_number(text: str, number: int) -> bool:
    """Whether a line is nothing but the number of its page, counted from 0; on the first, it must call itself a page."""
    figures = _DIGITS.findall(text)
    return bool(_PAGE_NUMBER.match(text)) and bool(figures) and int(figures[0]) == number + 1


def _joined(pages: Sequence[_Page]) -> list[str]:
    """The lines of all pages with wrapped ones joined and rows of a table as labels and values."""
    found: list[str] = []
    before: tuple[_Line, _Page] | None = None
    for page in pages:
        for line in page.lines:
            if before is not None and _goes_on(*before, line, page):
                last, first = found[-1][-1], line.text[0]
                blank = " " if last.isascii() and first.isascii() and last.isalnum() and first.isalnum() else ""
                found[-1] += blank + line.text
            else:
                found += row_lines(line.cells) if len(line.cells) > 1 else [line.text]
            before = line, page
    return found


def _goes_on(line: _Line, page: _Page, following: _Line, its_page: _Page) -> bool:
    """Whether a line was broken where it reached the edge of its column, or of its page."""
    if len(following.cells) > 1 or _MARKED.match(following.text):
        return False
    if page is its_page and not -line.height / 2 < line.bottom - following.top < _APART * line.height:
        return False
    if following.text[0] in _NEVER_FIRST:
        return True
    if len(following.text) > _TOO_SHORT and not 0.8 < following.letter / line.letter < 1.25:
        return False  # another size of type
    column = [other.right for other in page.lines if other.left < line.right and other.right > following.left]
    edge = max((right for right in column if right <= page.width), default=line.right)
    return edge >= _TEXT_EDGE * page.width and line.right >= edge - _EDGE * line.letter
