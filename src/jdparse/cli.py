"""The ``jdparse`` command.

``jdparse parse FILE…`` prints a readable tree, ``--json`` one JSON document a file. Results go to standard output,
errors to standard error; a file that cannot be parsed does not stop the others.
"""

from __future__ import annotations

import io
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jdparse.batch_cli import batch
from jdparse.export_cli import export
from jdparse.language import localise
from jdparse.parsed_files import parsed_files
from jdparse.quality_cli import diff, evaluate
from jdparse.report_cli import report

if TYPE_CHECKING:
    from jdparse.schema import Document

__all__ = ["app", "main"]

FAILED, USAGE = 1, 2

app = typer.Typer(
    name="jdparse",
    help="Chinese job descriptions to jobs, sections, clauses and requirements, each with its place in the source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        import jdparse

        typer.echo(f"jdparse {jdparse.__version__}")
        raise typer.Exit


@app.callback()
def _top(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    """Options that stand before a command."""


@app.command()
def parse(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Text, HTML, Word (docx, doc) or PDF files; - is standard input.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON document; for several files one a line, with its file.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say of every line why it became what it is.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="PAGE", help="Write one file as a page with what was found underlined.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace PAGE where it is there already.")] = False,
    noise: Annotated[bool, typer.Option("--noise", help="Show what belongs to no job, line by line.")] = False,
    title: Annotated[str | None, typer.Option(help="The post as the board's title column names it; for one file.")] = None,
    lexicon: Annotated[Path | None, typer.Option(metavar="TOML", help="Your own headings, noise phrases and bullets.")] = None,
) -> None:
    """Parse files and print what they hold: titles, sections, numbered clauses, noise.

    Exit status: 0, or 1 where a file could not be parsed (the others are), or 2 where the call is wrong.
    """
    if json and explain:
        raise typer.BadParameter("--json and --explain exclude each other: the JSON holds every block's reason code.")
    if title is not None and len(files) > 1:
        raise typer.BadParameter("--title names the post of one file; give one file.")
    if html is not None and (json or explain or len(files) > 1):
        raise typer.BadParameter(
            "--html PAGE writes the page of one file, without --json and --explain: jdparse parse --html page.html FILE"
        )
    failed = False
    for number, (name, document) in enumerate(parsed_files(files, title, lexicon)):
        if document is None:
            failed = True
        elif html is not None:
            _write_page(document, html, overwrite=overwrite)
        elif json:
            _print_json(document, name if len(files) > 1 else None)
        else:
            if len(files) > 1:
                typer.echo(("\n" if number else "") + f"{name}:")
            if explain:
                typer.echo(document.explain(), nl=False)
            else:
                from jdparse.tree import print_tree

                print_tree(document, noise=noise)
    if failed:
        raise typer.Exit(FAILED)


def _write_page(document: Document, path: Path, *, overwrite: bool) -> None:
    from jdparse.display import render
    from jdparse.errors import JdparseError

    try:
        render(document, path, overwrite=overwrite)
    except JdparseError as error:
        typer.echo(f"jdparse: {error}", err=True)
        raise typer.Exit(USAGE if error.code == "JD702" else FAILED) from None


def _print_json(document: Document, name: str | None) -> None:
    """The document as it is, or as a line that also names its file."""
    text = document.model_dump_json()
    if name is not None:
        import json

        text = f'{{"file":{json.dumps(name, ensure_ascii=False)},{text[1:]}'
    typer.echo(text)


for _command in (batch, report, export, evaluate, diff):
    app.command()(_command)


def main() -> None:
    """The console script: UTF-8 whatever the locale says, and quiet where the reader of a pipe has gone."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command = typer.main.get_command(app)
    localise(command)
    command()


if __name__ == "__main__":
    main()
