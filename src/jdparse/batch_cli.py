"""The command ``jdparse batch``: a board's files in, tables out, with progress, and going on after an interruption."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Self

import typer

from jdparse.language import say
from jdparse.reporter import Reporter

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

__all__ = ["batch"]

_FAILED, _USAGE, _STOPPED = 1, 2, 130
_WRONG_CALL = ("JD502", "JD504", "JD505", "JD513", "JD522", "JD524")
_MOST = 12  # lines of a list in the summary


def _column(what: str) -> Any:
    return typer.Option(
        metavar="COLUMN", help=f"The column of {what}.", rich_help_panel="Columns (found by name where not given; - for none)"
    )


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="CSV, JSONL, Parquet or XLSX, also .gz or .zst, and documents (docx, pdf, html, txt, doc); files, folders or patterns in quotes.",
        ),
    ],
    *,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where the tables go. The same call again goes on where one stopped.")
    ],
    form: Annotated[str, typer.Option("--format", help="parquet, jsonl or csv.")] = "parquet",
    workers: Annotated[int | None, typer.Option(help="Processes; as many as processors if not given.", show_default=False)] = None,
    dedupe: Annotated[bool, typer.Option("--dedupe", help="Group equal and nearly equal ads; none is dropped.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Start anew, and remove what an earlier run wrote there.")] = False,
    part_size: Annotated[int, typer.Option(help="Records of a part, which is what an interrupted run has to do again.")] = 2000,
    encoding: Annotated[str | None, typer.Option(help="Of CSV and JSONL; found by itself if not given.", show_default=False)] = None,
    lexicon: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Your own headings, noise phrases and bullets.", exists=True, dir_okay=False)
    ] = None,
    text: Annotated[str | None, _column("the texts")] = None,
    title: Annotated[str | None, _column("the titles")] = None,
    id: Annotated[str | None, _column("your ids")] = None,  # noqa: A002  the name of the option
    board: Annotated[str | None, _column("the board's name")] = None,
    salary: Annotated[str | None, _column("the board's salary")] = None,
    experience: Annotated[str | None, _column("the board's years of experience")] = None,
    education: Annotated[str | None, _column("the board's education")] = None,
    headcount: Annotated[str | None, _column("the board's headcount")] = None,
    age: Annotated[str | None, _column("the board's age")] = None,
    gender: Annotated[str | None, _column("the board's gender")] = None,
) -> None:
    """Parse every ad of a job board into tables: jobs, clauses, requirements, tags, noise, failures.

    Exit status: 0; 1 where the run broke off; 2 where the call is wrong; 130 after Ctrl-C. A record that cannot be parsed is a row of
    the table of failures and breaks nothing off.
    """
    from jdparse.errors import JdparseError

    names = ("text", "title", "id", "board", "salary", "experience", "education", "headcount", "age", "gender")
    given = dict(zip(names, (text, title, id, board, salary, experience, education, headcount, age, gender), strict=True))
    try:
        from jdparse.batch.run import Options, run
        from jdparse.pool import default_workers
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] != "pyarrow":
            raise
        _end("[JD505] jdparse batch needs pyarrow: pip install 'jdparse[batch]'", _USAGE)
    processes = workers if workers is not None else default_workers()
    options = Options(inputs, out, given, form, processes, part_size, encoding, lexicon, dedupe, overwrite)
    try:
        with _Shown() as shown:
            summary = run(options, shown)
    except JdparseError as error:
        _end(str(error), _USAGE if error.code in _WRONG_CALL else _FAILED)
    except KeyboardInterrupt:
        _end(say("stopped; what is finished stays, and the same command goes on from there"), _STOPPED)
    shown.conclude(summary, out)


def _end(message: str, status: int) -> NoReturn:
    typer.echo(f"jdparse: {message}", err=True)
    raise typer.Exit(status)


class _Shown(Reporter):
    """A ``Reporter`` that draws a bar with rate and remaining time on a terminal, and writes its notes anywhere."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        self._console: Console = Console(stderr=True, highlight=False, soft_wrap=True)
        ads = TextColumn("{task.fields[records]:,} " + say("ads") + ", {task.fields[rate]:,.0f}/s")
        columns = (BarColumn(), TaskProgressColumn(), ads, TextColumn(say("left:")), TimeRemainingColumn(compact=True))
        self._bar: Progress = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("ads", total=1.0, records=0, rate=0.0)
        self._began = time.monotonic()
        self._records = self._parsed = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def note(self, message: str) -> None:
        self._console.print(f"jdparse: {message}", markup=False)

    def advance(self, records: int, share: float, *, resumed: bool = False) -> None:
        self._records += records
        if resumed:
            self._bar.update(self._task, completed=share, records=self._records)
            self._began = time.monotonic()
        else:
            self._parsed += records
            rate = self._parsed / max(1e-9, time.monotonic() - self._began)
            self._bar.update(self._task, completed=share, records=self._records, rate=rate)

    def conclude(self, summary: dict[str, Any], out: Path) -> None:
        """The summary on standard output."""
        for line in _summary(summary, out, self._parsed, time.monotonic() - self._began):
            sys.stdout.write(line + "\n")


def _summary(summary: dict[str, Any], out: Path, parsed: int, seconds: float) -> list[str]:
    """What a run did, in lines."""
    rows = summary.get("rows", {})
    total, without = f"{summary.get('records', 0):,}", f"{summary.get('without_job', 0):,}"
    now = {"parsed": f"{parsed:,}", "seconds": f"{seconds:,.1f}"}
    lines = [
        say("{records} records → {out} ({parsed} of them now, in {seconds} s)", records=total, out=out, **now),
        "  " + ", ".join(f"{rows.get(table, 0):,} {table}" for table in ("jobs", "clauses", "requirements", "tags", "noise", "failures")),
        "  " + say("{records} records hold no job", records=without),
    ]
    for title, counts in (("requirements", "types"), ("categories", "categories"), ("failures", "failures")):
        ranked = sorted(summary.get(counts, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        if ranked:
            more = [say("and {more} more", more=len(ranked) - _MOST)] if len(ranked) > _MOST else []
            lines.append(f"  {say(title)}: " + ", ".join([f"{name} {count:,}" for name, count in ranked[:_MOST]] + more))
    return lines
