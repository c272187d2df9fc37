"""Numbers as Word writes them before the paragraphs of a list: its number formats (ECMA-376, part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["written"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
_ROMAN_REST = ((4, "iv"), (1, "i"))
_MOST = 9999  # the largest number that the Chinese forms write here; a list has some tens


def written(number: int, form: str) -> str:
    """A number in one of Word's formats; an unknown one is written in digits.

    >>> [written(12, form) for form in ("decimal", "chineseCounting", "lowerLetter", "upperRoman", "decimalEnclosedCircle")]
    ['12', '十二', 'l', 'XII', '⑫']
    >>> written(105, "chineseCountingThousand"), written(28, "lowerLetter"), written(3, "none")
    ('一百零五', 'bb', '')
    """
    write = _FORMS.get(form)
    return write(number) if write is not None and number > 0 else str(number)


def _counting(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number in words: 一百零五; 十二 and not 一十二."""
    if number > _MOST:
        return str(number)
    figures = [int(figure) for figure in str(number)]
    words, gap = "", False
    for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        if figure:
            words += ("零" if gap and words else "") + digits[figure] + (units[place - 1] if place else "")
        gap = not figure
    return words[1:] if words.startswith("一十") else words


def _letters(number: int) -> str:
    """The letters a to z, then aa, bb as Word counts on."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(turns + 1, 9)


def _roman(number: int) -> str:
    words = ""
    for value, sign in (*_ROMAN, *_ROMAN_REST):
        times, number = divmod(number, value)
        words += sign * min(times, 9)
    return words


def _run(first: str, last: int, start: int = 1) -> Callable[[int], str]:
    """The characters from ``first`` on, for numbers up to ``last``; digits beyond."""
    return lambda number: chr(ord(first) + number - start) if start <= number <= last else str(number)


def _circled(number: int) -> str:
    for first, start, last in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if start <= number <= last:
            return chr(ord(first) + number - start)
    return str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _legal(number: int) -> str:
    return _counting(number, _LEGAL, "拾佰仟")


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(figure) + 0xFEE0) for figure in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(figure) + 0xFEE0) for figure in str(number)),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
}
