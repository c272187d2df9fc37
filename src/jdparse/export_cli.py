"""The command ``jdparse export``: each job of the files in the words of schema.org or JSON Resume."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jdparse.parsed_files import parsed_files

if TYPE_CHECKING:
    from jdparse.schema import Job

__all__ = ["export"]

_FAILED = 1
_FORMATS = ("jsonld", "jsonresume")


def export(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Text, HTML, Word (docx, doc) or PDF files; - is standard input.")],
    *,
    form: Annotated[str, typer.Option("--format", help="jsonld (schema.org JobPosting) or jsonresume (JSON Resume job).")] = "jsonld",
    organization: Annotated[str | None, typer.Option(metavar="NAME", help="The employer, which the text seldom names.")] = None,
    location: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where the work is, if not as the text says.")] = None,
    date_posted: Annotated[str | None, typer.Option(metavar="DATE", help="When the ad was posted, as 2026-03-01.")] = None,
    employment_type: Annotated[str | None, typer.Option(metavar="TYPE", help="FULL_TIME, PART_TIME, INTERN …")] = None,
    title: Annotated[str | None, typer.Option(help="The post as the board's title column names it; for one file.")] = None,
    lexicon: Annotated[Path | None, typer.Option(metavar="TOML", help="Your own headings, noise phrases and bullets.")] = None,
) -> None:
    """Write each job as JSON-LD of schema.org or as a job of JSON Resume, one a line.

    Exit status: 0, or 1 where a file could not be parsed (the others are), or 2 where the call is wrong.
    """
    if form not in _FORMATS:
        raise typer.BadParameter(f"--format {form}: must be {' or '.join(_FORMATS)}.")
    if title is not None and len(files) > 1:
        raise typer.BadParameter("--title names the post of one file; give one file.")
    given = {"organization": organization, "location": location, "date_posted": date_posted, "employment_type": employment_type}
    failed = False
    for _, document in parsed_files(files, title, lexicon):
        failed = failed or document is None
        for job in document.jobs if document is not None else ():
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
