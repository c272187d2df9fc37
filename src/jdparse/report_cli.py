"""The command ``jdparse report``: what a batch wrote in, one page about the whole board out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["report"]

_FAILED, _USAGE = 1, 2
_WRONG_CALL = ("JD702", "JD704", "JD705", "JD711", "JD712", "JD713", "JD714")


def report(
    out: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `jdparse batch` wrote, in Parquet.")],
    *,
    page: Annotated[Path, typer.Option("-o", "--out", metavar="PAGE", help="The HTML file to write.")] = Path("report.html"),
    lang: Annotated[str, typer.Option(help="The language of the page's own words: zh or en.")] = "zh",
    ads: Annotated[int, typer.Option(help="The most ads that the page holds, to be searched and opened; an even sample.")] = 1000,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace PAGE where it is there already.")] = False,
) -> None:
    """Write one page about a board: what its jobs ask, pay and state, with charts, notices and ads to look up. It needs no network.

    Exit status: 0; 1 where the page cannot be made; 2 where the call is wrong.
    """
    from jdparse.errors import JdparseError
    from jdparse.report import write_report

    try:
        html = write_report(out, page, lang=lang, ads=ads, overwrite=overwrite)
    except JdparseError as error:
        typer.echo(f"jdparse: {error}", err=True)
        raise typer.Exit(_USAGE if error.code in _WRONG_CALL else _FAILED) from None
    typer.echo(f"{page}: {len(html.encode()) / 1e6:.1f} MB")
