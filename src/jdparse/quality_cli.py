"""The commands ``jdparse evaluate`` (how right is it, on your annotations) and ``jdparse diff`` (what changed between two runs)."""

from __future__ import annotations

import io
import json as json_module
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from jdparse.language import say

if TYPE_CHECKING:
    from rich.table import Table

    from jdparse.compare import Difference
    from jdparse.evaluation import Scores

__all__ = ["diff", "evaluate"]

_DIFFERENT = _FAILED = 1
_USAGE = 2
_WIDTH = 160


def evaluate(
    folder: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="NAME.txt with NAME.gold.json, texts with inline tags, or JSON lines.")
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object, with those of each category.")] = False,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Show the first N errors of each kind.")] = 0,
    categories: Annotated[bool, typer.Option("--categories", help="Show the figures of each duty category.")] = False,
    lexicon: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Your own headings, noise phrases and bullets.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Score jdparse on annotated texts: clauses, sections, levels, jobs, titles, categories, requirements.

    Exit status: 0, or 1 where a text could not be parsed, or 2 where the annotations cannot be read.
    """
    from jdparse.errors import JdparseError
    from jdparse.evaluation import evaluate as measure
    from jdparse.evaluation import plain_result, read_gold
    from jdparse.parser import Parser

    try:
        parser = Parser(lexicon=lexicon)
        scores = measure(
            read_gold(folder), lambda text: plain_result(parser.parse(text)), lambda text: [tag.name for tag in parser.tag(text)]
        )
    except (JdparseError, OSError) as error:
        _end(error)
    if json:
        _print_json({"table": scores.table(), "per_tag": scores.per_tag()})
    else:
        _print_scores(scores, categories=categories)
    shown: Counter[str] = Counter()
    for miss in scores.misses:
        shown[miss.kind] += 1
        if shown[miss.kind] <= errors:
            typer.echo(f"[{miss.kind}] {miss.source}: {miss.what}", err=json)
    if scores.failed:
        for failed in scores.failed:
            typer.echo(f"jdparse: {failed}", err=True)
        raise typer.Exit(_FAILED)


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="JSON of jdparse parse --json, or the folder of a batch.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same, of the later run.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Counts and changes as one JSON object.")] = False,
    show: Annotated[int, typer.Option(metavar="N", min=0, help="Show the first N changes of each kind; the JSON holds all.")] = 20,
) -> None:
    """Say what changed between two runs over the same texts, clause by clause.

    Exit status, as of diff: 0 where nothing changed, 1 where something did, 2 where an output cannot be read.
    """
    from jdparse.compare import difference, open_output
    from jdparse.errors import JdparseError

    try:
        found = difference(open_output(old), open_output(new))
    except (JdparseError, OSError) as error:
        _end(error)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] != "pyarrow":
            raise
        _end("[JD505] the tables of a batch need pyarrow: pip install 'jdparse[batch]'")
    if json:
        changed = [change._asdict() for change in found.changes]
        _print_json({"records": found.records, "changed": found.changed, "counts": dict(found.counts), "changes": changed})
    else:
        _print_changes(found, show)
    if found.changes:
        raise typer.Exit(_DIFFERENT)


def _end(error: object) -> NoReturn:
    typer.echo(f"jdparse: {error}", err=True)
    raise typer.Exit(_USAGE)


def _print_json(value: Any) -> None:
    typer.echo(json_module.dumps(value, ensure_ascii=False, indent=1))


def _print_scores(scores: Scores, *, categories: bool) -> None:
    table = scores.table()
    lines = [say("{sources} texts, {clauses} annotated clauses", sources=f"{scores.sources:,}", clauses=f"{scores.clauses:,}")]
    macro = table.get("tag@gold macro")
    if macro is not None:
        message = "mean F1 of the {categories} categories with five cases or more: {f}"
        lines.append(say(message, categories=macro["categories"], f=f"{macro['f']:.4f}"))
    tables = [_counts(say("found and to be found"), {name: row for name, row in table.items() if "p" in row})]
    tables.append(_shares({name: row for name, row in table.items() if "acc" in row}))
    if categories:
        tables.append(_counts(say("duty categories, given the clauses"), scores.per_tag()))
    _print(*lines, *tables)


def _print(*parts: Table | str) -> None:
    """In colour in a terminal; elsewhere plain lines without blanks at their ends."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(*parts, sep="\n")
        return
    plain = Console(file=io.StringIO(), highlight=False, markup=False, emoji=False, no_color=True, width=_WIDTH)
    with plain.capture() as captured:
        plain.print(*parts, sep="\n")
    for line in captured.get().splitlines():
        typer.echo(line.rstrip())


def _table(title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(say(column), justify="left" if column == "figure" else "right")
    return table


def _counts(title: str, rows: dict[str, dict[str, float]]) -> Table:
    table = _table(title, "figure", "precision", "recall", "F1", "annotated", "found")
    for name, row in sorted(rows.items()):
        table.add_row(name, *(f"{row[key]:.4f}" for key in ("p", "r", "f")), f"{row['gold']:,}", f"{row['predicted']:,}")
    return table


def _shares(rows: dict[str, dict[str, float]]) -> Table:
    table = _table(say("right among those found"), "figure", "accuracy", "cases")
    for name, row in sorted(rows.items()):
        table.add_row(name, f"{row['acc']:.4f}", f"{row['n']:,}")
    return table


def _print_changes(found: Difference, show: int) -> None:
    typer.echo(say("{records} texts, {changed} of them changed", records=f"{found.records:,}", changed=f"{found.changed:,}"))
    for kind, count in found.counts.items():
        typer.echo(f"{count:>8,} {say(kind)}")
    for kind, count in found.counts.items():
        of_kind = [change for change in found.changes if change.kind == kind]
        typer.echo(f"\n{say(kind)}")
        for change in of_kind[:show]:
            place = "" if change.start is None else f"[{change.start}:{'' if change.end is None else change.end}] "
            turned = " → ".join(_plain(value) for value in (change.old, change.new) if value is not None)
            typer.echo(
                f"  {change.source} {place}{change.text}  ({turned})"
                if turned not in ("", change.text)
                else f"  {change.source} {place}{change.text}"
            )
        if count > show:
            typer.echo("  " + say("and {more} more", more=f"{count - show:,}"))


def _plain(value: Any) -> str:
    """A value as a reader wants it: names with commas between them, the fields that are set."""
    if isinstance(value, dict):
        return " ".join(f"{name}={_plain(entry)}" for name, entry in value.items() if entry is not None)
    if isinstance(value, list):
        return "、".join(map(str, value)) or "–"
    return str(value)
