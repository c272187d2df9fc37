"""The command ``jdparse export``: each job of the files in the words of schema.org or JSON Resume."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from jdparse.schema import Job

__all__ = ["export"]

_FAILED, _USAGE = 1, 2
_FORMATS = ("jsonld", "jsonresume")


def export(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Text files: UTF-8, UTF-16, GB18030 or Big5; - is standard input.")],
    *,
    form: Annotated[str, typer.Option("--format", help="jsonld (schema.org JobPosting) or jsonresume (JSON Resume job).")] = "jsonld",
    organization: Annotated[str | None, typer.Option(metavar="NAME", help="The employer, which the text seldom names.")] = None,
    location: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where the work is, if not as the text says.")] = None,
    date_posted: Annotated[str | None, typer.Option(metavar="DATE", help="When the ad was posted, as 2026-03-01.")] = None,
    employment_type: Annotated[str | None, typer.Option(metavar="TYPE", help="FULL_TIME, PART_TIME, INTERN …")] = None,
    title: Annotated[str | None, typer.Option(help="The post as the board's title column names it; for one file.")] = None,
    lexicon: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Your own headings, noise phrases and bullets.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Write each job as JSON-LD of schema.org or as a job of JSON Resume, one a line.

    Exit status: 0, or 1 where a file could not be parsed (the others are), or 2 where the call is wrong.
    """
    from jdparse.errors import JdparseError
    from jdparse.parser import Parser
    from jdparse.source import decode, read_text

    if form not in _FORMATS:
        raise typer.BadParameter(f"--format {form}: must be {' or '.join(_FORMATS)}.")
    if title is not None and len(files) > 1:
        raise typer.BadParameter("--title names the post of one file; give one file.")
    given = {"organization": organization, "location": location, "date_posted": date_posted, "employment_type": employment_type}
    try:
        parser = Parser(lexicon=lexicon)
    except JdparseError as error:
        typer.echo(f"jdparse: {error}", err=True)
        raise typer.Exit(_USAGE) from None
    failed = False
    for name in files:
        try:
            text = decode(sys.stdin.buffer.read(), "standard input") if name == "-" else read_text(name)
            jobs = parser.parse(text, title=title).jobs
        except JdparseError as error:
            typer.echo(f"jdparse: {error}", err=True)
            failed = True
            continue
        for job in jobs:
            typer.echo(json.dumps(_exported(job, form, given), ensure_ascii=False))
    if failed:
        raise typer.Exit(_FAILED)


def _exported(job: Job, form: str, given: dict[str, str | None]) -> dict[str, Any]:
    from jdparse.exports import job_description, job_posting

    if form == "jsonld":
        return job_posting(
            job,
            hiring_organization=given["organization"],
            job_location=given["location"],
            date_posted=given["date_posted"],
            employment_type=given["employment_type"],
        )
    location = {"address": given["location"]} if given["location"] else None
    return job_description(job, company=given["organization"], date=given["date_posted"], type=given["employment_type"], location=location)
