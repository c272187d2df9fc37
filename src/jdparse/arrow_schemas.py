"""The six tables of a batch: their columns, types and meaning; the schemas are fixed for one ``SCHEMA_VERSION``.

Every table starts with ``record`` (the number of the record in its input, from 0) and ``id`` (the caller's own id as a string, null
where none was named); ``job`` counts the jobs of a record, ``clause`` the clauses of a job, both from 0. ``start`` and ``end``
are half-open offsets in code points of the record's text as given. What a text does not state is null.

- ``jobs``: one row a job. ``min_years`` to ``salary_months`` repeat the experience, education, age and salary that bind most
  (``schema.binding``); ``education_rank`` orders the levels (不限 0, 初中 1 … 博士 7). Columns that start with ``board`` hold the
  board's own columns, as written and as ``jdparse.fields`` reads them; ``disagreements`` says where they and the text differ.
  ``duplicate_group`` is the first record of its group of equal or nearly equal texts, itself where it is alone (null unless asked for).
- ``clauses``: one row a clause; ``parent`` is the number of a clause of the same job.
- ``requirements``: one row a typed fact; each value has its own column, null in rows of other types (``VALUE_COLUMNS``).
- ``tags``: one row a duty category of a clause.
- ``noise``: one row a piece of text that belongs to no job.
- ``failures``: one row a record that could not be parsed: a stable ``error`` (a code of ``JdparseError``, or the name of a Python
  exception) and a ``message``.

The kernel gives all six at once, as ``PARSED``: one row a record, with ``record``, ``id`` and a list of structs for each table, the rows
of that table that belong to the record. So one pass over the texts fills every table, and each is a column that is read alone.
"""

from __future__ import annotations

import pyarrow as pa

from jdparse.schema import SCHEMA_VERSION

__all__ = ["PARSED", "SCHEMAS", "TABLES", "VALUE_COLUMNS", "parsed_schema", "schemas"]

TABLES = ("jobs", "clauses", "requirements", "tags", "noise", "failures")

VALUE_COLUMNS: dict[tuple[str, str], str] = {
    ("experience", "min_years"): "min_years",
    ("experience", "max_years"): "max_years",
    ("experience", "field"): "experience_field",
    ("experience", "kind"): "experience_kind",
    ("education", "min_level"): "min_level",
    ("education", "full_time"): "full_time",
    ("education", "school_tier"): "school_tier",
    ("age", "min_age"): "min_age",
    ("age", "max_age"): "max_age",
    ("gender", "gender"): "gender",
    ("height", "min_cm"): "min_cm",
    ("height", "max_cm"): "max_cm",
    ("major", "majors"): "majors",
    ("language", "language"): "language",
    ("language", "level"): "language_level",
    ("certificate", "name"): "name",
    ("skill", "name"): "name",
    ("skill", "proficiency"): "proficiency",
    ("trait", "name"): "name",
    ("residency", "condition"): "condition",
    ("work_condition", "condition"): "condition",
    ("salary", "min"): "min_salary",
    ("salary", "max"): "max_salary",
    ("salary", "period"): "salary_period",
    ("salary", "months"): "salary_months",
    ("headcount", "count"): "headcount",
}
"""(type of the requirement, its field in ``schema.py``) → column of the table ``requirements``."""

_KEYS = "record:long id:text"
_PLACE = "start:int end:int text:text"
_COLUMNS = {
    "jobs": f"""{_KEYS} job:int start:int end:int title:text title_start:int title_end:int clauses:int duties:int requirements:int
        min_years:real max_years:real experience_kind:text min_level:text education_rank:int min_age:int max_age:int
        min_salary:real max_salary:real salary_period:text salary_months:real
        board:text board_title:text
        board_salary_text:text board_min_salary:real board_max_salary:real board_salary_period:text board_salary_months:real
        board_negotiable:bool board_experience_text:text board_min_years:real board_max_years:real board_experience_kind:text
        board_education_text:text board_min_level:text board_headcount_text:text board_headcount:int
        board_age_text:text board_min_age:int board_max_age:int board_gender_text:text board_gender:text
        disagreements:texts duplicate_group:long""",
    "clauses": f"{_KEYS} job:int clause:int {_PLACE} number:text ordinal:int level:int parent:int label:text section:text",
    "requirements": f"""{_KEYS} job:int requirement:int clause:int type:text modality:text {_PLACE} rule:text
        min_years:real max_years:real experience_field:text experience_kind:text min_level:text full_time:bool school_tier:text
        min_age:int max_age:int gender:text min_cm:real max_cm:real majors:texts language:text language_level:text name:text
        proficiency:text condition:text min_salary:real max_salary:real salary_period:text salary_months:real headcount:int""",
    "tags": f"{_KEYS} job:int clause:int category:text name:text score:real",
    "noise": f"{_KEYS} {_PLACE} reason:text",
    "failures": f"{_KEYS} error:text message:text",
}
_TYPES = {
    "long": pa.int64(),
    "int": pa.int32(),
    "real": pa.float64(),
    "bool": pa.bool_(),
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
}
_REQUIRED = frozenset(
    "record job clause start end text clauses duties requirements level section type modality rule category score reason error".split()
)


def _schema(table: str) -> pa.Schema:
    pairs = (column.split(":") for column in _COLUMNS[table].split())
    fields = [pa.field(name, _TYPES[kind], nullable=name not in _REQUIRED) for name, kind in pairs]
    return pa.schema(fields, metadata={"jdparse.table": table, "jdparse.schema_version": SCHEMA_VERSION})


SCHEMAS: dict[str, pa.Schema] = {table: _schema(table) for table in TABLES}
"""The schema of each table, with its name and ``SCHEMA_VERSION`` in the metadata."""


def schemas(parser: str) -> dict[str, pa.Schema]:
    """``SCHEMAS`` with the version of the parser that filled them in the metadata (``jdparse.parser``).

    >>> schemas("0.1.0")["tags"].metadata[b"jdparse.parser"]
    b'0.1.0'
    """
    return {table: schema.with_metadata({**schema.metadata, b"jdparse.parser": parser}) for table, schema in SCHEMAS.items()}


def _parsed() -> pa.Schema:
    record, name = list(SCHEMAS["jobs"])[:2]
    lists = [pa.field(table, pa.list_(pa.field("item", pa.struct(list(schema)[2:]), False)), False) for table, schema in SCHEMAS.items()]
    return pa.schema([record, name, *lists], metadata={"jdparse.schema_version": SCHEMA_VERSION})


PARSED: pa.Schema = _parsed()
"""The schema of what the kernel returns: ``record``, ``id``, and a list of structs for each of ``TABLES``."""


def parsed_schema(parser: str) -> pa.Schema:
    """``PARSED`` with the version of the parser in the metadata, as in ``schemas``.

    >>> parsed_schema("0.1.0").names
    ['record', 'id', 'jobs', 'clauses', 'requirements', 'tags', 'noise', 'failures']
    """
    return PARSED.with_metadata({**PARSED.metadata, b"jdparse.parser": parser})
