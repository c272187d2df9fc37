"""The files that a command names, parsed one by one; what is wrong with one is told on standard error and stops no other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from jdparse.schema import Document

__all__ = ["parsed_files"]

_USAGE = 2


def parsed_files(names: list[str], title: str | None, lexicon: Path | None) -> Iterator[tuple[str, Document | None]]:
    """Each file's document, or None where it failed and the error was told; - is standard input. A bad lexicon ends the program."""
    from jdparse.errors import JdparseError
    from jdparse.files import mismatch, text_of
    from jdparse.parser import Parser
    from jdparse.source import read_bytes

    try:
        parser = Parser(lexicon=lexicon)
    except JdparseError as error:
        typer.echo(f"jdparse: {error}", err=True)
        raise typer.Exit(_USAGE) from None
    for name in names:
        try:
            data = sys.stdin.buffer.read() if name == "-" else read_bytes(name)
            if (note := mismatch(data, name)) is not None:
                typer.echo(f"jdparse: {note}", err=True)
            yield name, parser.parse(text_of(data, "standard input" if name == "-" else name), title=title)
        except JdparseError as error:
            typer.echo(f"jdparse: {error}", err=True)
            yield name, None
