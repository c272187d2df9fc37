"""The folder that ``jdparse batch`` wrote, opened for counting: its tables in DuckDB, what is wrong with it told first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow.dataset

from jdparse.arrow_schemas import SCHEMAS, TABLES
from jdparse.errors import PageError
from jdparse.patterns import regex
from jdparse.requirements.skill_names import canonical_name
from jdparse.schema import SCHEMA_VERSION

__all__ = ["Board"]

_NAMED = regex(r"^-- (name|prepare): (\w+)\n(.*?)(?=^-- (?:name|prepare):|\Z)", re.MULTILINE | re.DOTALL)


@cache
def _statements(kind: str) -> dict[str, str]:
    text = (Path(__file__).parent / "figures.sql").read_text(encoding="utf-8")
    return {match[2]: match[3] for match in _NAMED.finditer(text) if match[1] == kind}


class Board:
    """A finished batch in Parquet; use it as a context.

    Raises:
        PageError: JD711, the folder is none of a batch; JD712, the batch is not finished or a file is missing; JD713, its tables are not
            Parquet; JD714, they are of another schema version; JD715, a table cannot be read.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.summary = self._summary()
        self.settings = self._settings()
        self._files = {table: self._parts(table) for table in TABLES}
        self._connection = duckdb.connect()
        self._connection.execute("SET enable_progress_bar = false")

    def __enter__(self) -> Self:
        for table, parts in self._files.items():
            self._connection.register(table, pyarrow.dataset.dataset(parts, schema=SCHEMAS[table], format="parquet"))
        for statement in _statements("prepare").values():
            self.rows(statement)
        self._canonical()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def figure(self, name: str) -> list[dict[str, Any]]:
        """The rows of one query of ``figures.sql``."""
        return self.rows(_statements("name")[name])

    def rows(self, statement: str, *parameters: object) -> list[dict[str, Any]]:
        """The rows of any query over the tables."""
        return list(self.stream(statement, *parameters))

    def stream(self, statement: str, *parameters: object) -> Iterator[dict[str, Any]]:
        """The rows of a query one by one, a few thousand of them in memory."""
        try:
            result = self._connection.execute(statement, list(parameters))
            names = [column[0] for column in result.description or ()]
            while chunk := result.fetchmany(20_000):
                for values in chunk:
                    yield dict(zip(names, values, strict=True))
        except (duckdb.Error, OSError) as error:
            raise PageError("JD715", f"{self.out}: a table cannot be read: {error}. Run the batch again with --overwrite.") from error

    def grouped(self, of: Mapping[str, str]) -> list[dict[str, Any]]:
        """The groups of categories with the jobs that have a duty in each; ``of`` names the group of a category."""
        self._connection.execute("CREATE OR REPLACE TEMP TABLE grouped (category VARCHAR, name VARCHAR)")
        self._connection.executemany("INSERT INTO grouped VALUES (?, ?)", list(of.items()))
        return self.figure("groups")

    def _canonical(self) -> None:
        """A table of the skills that are written in more than one way, for ``figures.sql``."""
        written = [row["name"] for row in self.rows("SELECT DISTINCT name FROM requirements WHERE type = 'skill' AND name IS NOT NULL")]
        pairs = [(name, canonical_name(name)) for name in written]
        pairs = [pair for pair in pairs if pair[0] != pair[1]]
        self._connection.execute("CREATE TEMP TABLE canonical (written VARCHAR, name VARCHAR)")
        if pairs:
            self._connection.executemany("INSERT INTO canonical VALUES (?, ?)", pairs)

    def _summary(self) -> Mapping[str, Any]:
        progress = self.out / "_progress" / "run.json"
        if not progress.is_file():
            missing = "is no folder" if not self.out.is_dir() else "is no folder of a batch"
            raise PageError("JD711", f"{self.out}: {missing}. Name what `jdparse batch ads.csv -o out/` wrote: jdparse report out/")
        if not (self.out / "summary.json").is_file():
            raise PageError(
                "JD712", f"{self.out}: the batch is not finished. Run the same `jdparse batch` again: it goes on where it stopped."
            )
        return self._json(self.out / "summary.json")

    def _settings(self) -> Mapping[str, Any]:
        settings = self._json(self.out / "_progress" / "run.json")
        form, version = settings.get("format"), settings.get("schema_version")
        if form != "parquet":
            raise PageError(
                "JD713", f"{self.out}: its tables are {form}; the report reads parquet. Run the batch again with --format parquet."
            )
        if version != SCHEMA_VERSION:
            raise PageError(
                "JD714",
                f"{self.out}: its tables are of schema version {version}, this jdparse reads {SCHEMA_VERSION}. Run the batch again.",
            )
        return settings

    def _json(self, path: Path) -> Mapping[str, Any]:
        try:
            value: Mapping[str, Any] = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise PageError("JD712", f"{path}: cannot be read ({error}). Run the batch again with --overwrite.") from error
        return value

    def _parts(self, table: str) -> list[Path]:
        """The files of a table, by name and never by a pattern: a folder may be called out[1]."""
        parts = [self.out / table / f"part-{number:05}.parquet" for number in range(self.summary.get("parts", 0))]
        lost = next((part for part in parts if not part.is_file()), None)
        if lost is not None:
            raise PageError("JD712", f"{lost}: is missing. Run the batch again with --overwrite.")
        return parts
