"""The HTML pages that jdparse writes: templates of the package, escaping, words in two languages, and files that are whole.

All text goes through jinja2's autoescape. What a browser would change on reading (carriage returns) or could not hold (lone
surrogates) is written so that the text of the page is the text of the source, code point for code point, NUL and lone surrogates as U+FFFD.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jdparse.errors import PageError
from jdparse.patterns import regex
from jdparse.toml_files import builtin

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["LANGUAGES", "check_free", "colours", "environment", "json_text", "policy", "script", "valid", "words", "write"]

LANGUAGES = ("zh", "en")

_STRETCH = 1000
"""Characters after which a line may break anywhere: Chromium takes time by the square of the length of unbroken text."""

_SURROGATE = regex("[\ud800-\udfff]")
# Characters that turn the reading direction or cannot be seen: each shown by its code, and kept from acting on what follows.
_HIDDEN = regex("[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


@cache
def words(lang: str) -> Mapping[str, Any]:
    """The words of the pages in one language (``lexicon/display.toml``).

    >>> words("zh")["kind"]["skill"], words("en")["kind"]["skill"]
    ('技能', 'skill')
    """
    tables = builtin("display")
    if lang not in LANGUAGES:
        raise PageError("JD704", f"{lang!r} is no language of the pages; allowed are {', '.join(LANGUAGES)}.")
    found: Mapping[str, Any] = tables[lang]
    return found


def colours() -> Mapping[str, tuple[str, str]]:
    """The colours of each kind of highlighted text: on white, and on the dark page."""
    return {kind: (light, dark) for kind, (light, dark) in builtin("display")["colours"].items()}


@cache
def environment() -> Environment:
    """The templates of the package: autoescape on, an unknown name an error; the filter ``source`` writes text of the author.

    Raises:
        PageError: JD701, jinja2 is not installed.
    """
    try:
        import jinja2
    except ModuleNotFoundError as error:
        if error.name not in ("jinja2", "markupsafe"):
            raise
        raise PageError("JD701", "pages need jinja2: pip install jinja2") from None
    folder = str(Path(__file__).parent / "templates")
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["source"] = source_html
    made.filters["number"] = lambda value: f"{value:,}"
    return made


def source_html(text: str) -> Markup:
    r"""Text of the author as HTML: escaped; a browser reads back every character, and none can act on its neighbours.

    >>> str(source_html("<b>\r\n"))
    '&lt;b&gt;&#13;\n'
    >>> str(source_html("\u202e"))
    '<bdi class="jd-code" data-code="U+202E">\u202e</bdi>'
    """
    from markupsafe import Markup

    stretches = (text[at : at + _STRETCH] for at in range(0, len(text), _STRETCH))
    return Markup("<wbr>".join(map(_escaped, stretches)))  # noqa: S704  every part is escaped


def _escaped(text: str) -> str:
    from markupsafe import escape

    return _HIDDEN.sub(_shown, str(escape(_SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd"))).replace("\r", "&#13;"))


def _shown(match: re.Match[str]) -> str:
    codes = list(dict.fromkeys(f"U+{ord(char):04X}" for char in match[0]))
    return f'<bdi class="jd-code" data-code="{" ".join(codes[:3])}{"…" if len(codes) > 3 else ""}">{match[0]}</bdi>'


def script(code: str) -> Markup:
    """A script of ours as the content of a script element."""
    from markupsafe import Markup

    return Markup(code.replace("</script", "<\\/script"))  # noqa: S704  code of the package


def policy(scripts: Iterable[str]) -> str:
    """A Content-Security-Policy that runs these scripts and nothing else, and lets the page fetch nothing.

    >>> policy([])
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'none'; base-uri 'none'; form-action 'none'"
    """
    allowed = [f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in scripts] or ["'none'"]
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {' '.join(allowed)}; base-uri 'none'; form-action 'none'"
    )


def json_text(value: Any) -> Markup:
    r"""A value as the content of a JSON script element: nothing in it can close the element.

    >>> str(json_text(["</script>", "甲"]))
    '["\\u003c/script\\u003e","甲"]'
    """
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  holds no < any more


def valid(html: str) -> str:
    """The page with what UTF-8 cannot hold (lone surrogates) as U+FFFD."""
    return _SURROGATE.sub("\ufffd", html)


def check_free(path: Path, *, overwrite: bool) -> None:
    """Tell that a page may not be written before minutes of work are spent on it; PageError as in ``write``."""
    if path.exists() and not overwrite:
        raise _there(path)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise PageError(
            "JD703", f"{path}: cannot be written: {'is a folder' if path.is_dir() else 'its folder is not there'}. Name a file."
        )


def _there(path: Path) -> PageError:
    return PageError("JD702", f"{path}: is there already. Name another file, or replace it with --overwrite.")


def write(path: Path, html: str, *, overwrite: bool) -> None:
    """Write a page as UTF-8.

    Raises:
        PageError: JD702, the file is there already and ``overwrite`` is False; JD703, it cannot be written.
    """
    try:
        with path.open("wb" if overwrite else "xb") as file:
            file.write(html.encode())
    except FileExistsError:
        raise _there(path) from None
    except OSError as error:
        raise PageError(
            "JD703", f"{path}: cannot be written: {error.strerror or error}. Name a file in a folder that you can write."
        ) from error
