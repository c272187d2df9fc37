"""TOML files: those of the package, and those that users write, read within a limit and refused in one way whatever is wrong with them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from jdparse.errors import LexiconError

__all__ = ["LEXICON", "MAX_BYTES", "builtin", "read_toml_text", "toml_tables"]

LEXICON = Path(__file__).parent / "lexicon"
"""The folder of the words and sentences that the package brings along."""
MAX_BYTES = 8_000_000
"""The largest file of words or categories; the largest built-in one has 21,000 bytes."""


@cache
def builtin(name: str) -> dict[str, Any]:
    """What ``lexicon/<name>.toml`` says; read once, and not to be changed.

    >>> "工龄" in builtin("age")["words"]["before"]
    True
    """
    return tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8"))


def read_toml_text(path: Any) -> str:
    """The text of a UTF-8 file, given as a path or a resource; no more than the limit is ever read.

    Raises LexiconError (JD308) where it is larger than ``MAX_BYTES``, and what opening and decoding raise.
    """
    with path.open("rb") as file:
        data: bytes = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise LexiconError(
            "JD308", f"{path}: more than {MAX_BYTES:,} bytes, the most allowed. Give a list of words or categories, not a corpus."
        )
    return data.decode("utf-8")


def toml_tables(text: str) -> dict[str, Any]:
    """What a TOML text says; TOMLDecodeError also where it is nested too deep or holds a number too long.

    >>> toml_tables("a = 1")
    {'a': 1}
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("nested too deep") from None
    except ValueError as error:
        raise tomllib.TOMLDecodeError(str(error)) from None
