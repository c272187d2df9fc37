"""The batch kernel and the tables of Documents: the same rows either way, and a bad record is a row of its own."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import jdparse
from jdparse import schema
from jdparse.arrow import PARSED, SCHEMAS, TABLES, VALUE_COLUMNS, all_tables, parse_batch, split
from jdparse.errors import BatchError
from jdparse.pages import Page
from postings import posting, row

PAGES = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))]
TEXTS = [*PAGES, *(posting(number) for number in range(5)), "", "公司班车时刻表"]


def test_the_kernel_and_the_documents_give_the_same_rows() -> None:
    kernel = split(parse_batch(pa.record_batch({"text": TEXTS, "id": [f"n{n}" for n in range(len(TEXTS))]}), id="id"))
    documents = all_tables(jdparse.parse_many(TEXTS), ids=(f"n{n}" for n in range(len(TEXTS))))
    for table in TABLES:
        assert pa.Table.from_batches([kernel[table]]).equals(documents[table], check_metadata=True), table
    assert min(kernel[table].num_rows for table in ("jobs", "clauses", "requirements", "tags", "noise")) > 0


def test_rows_say_what_the_objects_say() -> None:
    document = jdparse.parse(posting(3))
    job = document.jobs[0]
    jobs, clauses, requirements, tags = jdparse.tables([document])
    assert clauses["text"].to_pylist() == [clause.text for clause in job.clauses]
    assert [document.text[a:b] for a, b in zip(*(clauses[name].to_pylist() for name in ("start", "end")), strict=True)] == [
        document.text[clause.start : clause.end] for clause in job.clauses
    ]
    assert tags["category"].to_pylist() == [tag.category for clause in job.clauses for tag in clause.tags]
    first = jobs.to_pylist()[0]
    assert (first["min_level"], first["min_years"], first["min_salary"], first["duties"]) == ("高中", 4.0, 6000.0, 2)
    for found, values in zip(job.requirements, requirements.to_pylist(), strict=True):
        for (kind, name), column in VALUE_COLUMNS.items():
            if kind == found.type:
                value = getattr(found, name)
                assert values[column] == (list(value) if isinstance(value, tuple) else value)


def test_every_value_of_every_requirement_has_a_column() -> None:
    shared = set(schema.BaseRequirement.model_fields) | {"type"}
    stated = {(kind, name) for kind, cls in schema.REQUIREMENT_CLASSES.items() for name in set(cls.model_fields) - shared}
    assert stated == set(VALUE_COLUMNS)
    assert set(VALUE_COLUMNS.values()) <= set(SCHEMAS["requirements"].names)


def test_a_batch_gives_a_batch_and_a_table_a_table_of_the_same_rows() -> None:
    batch = pa.record_batch({"text": [*TEXTS, None]})
    one, table = parse_batch(batch), parse_batch(pa.Table.from_batches([batch.slice(0, 4), batch.slice(4)]))
    assert (type(one), type(table)) == (pa.RecordBatch, pa.Table)
    assert one.schema == PARSED
    assert pa.Table.from_batches([one]).equals(table, check_metadata=True)
    assert one["record"].to_pylist() == list(range(len(TEXTS) + 1))
    assert [len(failures) for failures in one["failures"].to_pylist()] == [0] * len(TEXTS) + [1]


def test_parsed_rows_may_be_cut_joined_written_and_read_before_they_are_split(tmp_path: Path) -> None:
    texts = [posting(number) for number in range(9)]
    whole = parse_batch(pa.table({"text": texts, "n": [f"a{n}" for n in range(9)]}), id="n")
    pq.write_table(pa.concat_tables([whole.slice(0, 2), whole.slice(2, 5), whole.slice(7)]), tmp_path / "parsed.parquet", row_group_size=4)
    expected = split(whole)
    for other in (pa.concat_tables([whole.slice(5), whole.slice(0, 5)]), pq.read_table(tmp_path / "parsed.parquet")):
        for name, rows in split(other).items():
            assert rows.sort_by("record").equals(expected[name]), name
            assert rows.schema.equals(expected[name].schema, check_metadata=True)
    assert split(whole.to_batches()[0].slice(8))["jobs"]["id"].to_pylist() == ["a8"]


def test_records_may_be_numbered_by_a_column() -> None:
    batch = pa.record_batch({"text": [posting(1), None], "n": pa.array([9 << 33, 4], pa.uint64())})
    assert parse_batch(batch, record="n")["record"].to_pylist() == [9 << 33, 4]
    assert split(parse_batch(batch, record="n"))["failures"]["record"].to_pylist() == [4]


def test_schemas_are_fixed_and_say_who_wrote_them() -> None:
    out = split(parse_batch(pa.record_batch({"text": pa.array([], pa.string())})))
    assert {table: batch.schema for table, batch in out.items()} == SCHEMAS
    assert out["jobs"].schema.metadata[b"jdparse.parser"] == jdparse.__version__.encode()
    assert out["jobs"].schema.metadata[b"jdparse.schema_version"] == schema.SCHEMA_VERSION.encode()


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.string_view()])
def test_any_type_of_string_will_do(kind: pa.DataType) -> None:
    texts = pa.array([posting(1), None]).cast(kind) if kind != pa.string_view() else pa.array([posting(1), None], kind)
    out = split(parse_batch(pa.record_batch({"text": texts, "n": [7, 8]}), id="n", first=40))
    assert out["jobs"].select(["record", "id"]).to_pylist() == [{"record": 40, "id": "7"}]
    assert out["failures"].to_pylist()[0].items() >= {"record": 41, "id": "8", "error": "JD501"}.items()


def test_a_known_bad_row_is_reported_and_left_alone() -> None:
    seen: list[int] = []
    out = split(parse_batch(pa.record_batch({"text": [posting(1), posting(2)]}), failed={0: ("JD516", "no JSON")}, watch=seen.append))
    assert out["failures"].select(["record", "error", "message"]).to_pylist() == [{"record": 0, "error": "JD516", "message": "no JSON"}]
    assert set(seen) == {1}
    assert out["jobs"]["record"].to_pylist() == [1]


def test_an_error_in_the_parser_costs_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = jdparse.Parser()
    scanned = parser._scanned

    def brittle(page: Page) -> None:
        if "Python" in page.source:
            raise ZeroDivisionError("a bug")
        scanned(page)

    monkeypatch.setattr(parser, "_scanned", brittle)
    out = split(parse_batch(pa.record_batch({"text": [posting(0), posting(1), posting(2)]}), parser=parser))
    assert out["jobs"]["record"].to_pylist() == [0, 2]
    assert out["failures"].select(["record", "error", "message"]).to_pylist() == [
        {"record": 1, "error": "ZeroDivisionError", "message": "a bug"}
    ]


def test_the_tables_are_the_same_bytes_however_the_rows_are_cut() -> None:
    batch = pa.record_batch({"text": [*TEXTS, None, *(posting(number) for number in range(30))]})
    whole = parse_batch(batch)
    for chunk in (1, 7, 64):
        assert parse_batch(batch, chunk=chunk).serialize() == whole.serialize()


def test_the_columns_of_a_board_stand_beside_the_text() -> None:
    rows = [row(0), {**row(1), "学历": "博士", "薪资": None}]
    board = {"board": "来源", "salary": "薪资", "education": "学历"}
    out = split(parse_batch(pa.RecordBatch.from_pylist(rows), text="职位描述", title="职位名称", id="job_id", board=board))
    first, second = out["jobs"].to_pylist()
    assert (first["board"], first["board_salary_text"], first["board_min_salary"], first["disagreements"]) == ("甲", "3-5千", 3000.0, [])
    assert (second["title"], second["board_title"], second["board_min_level"], second["min_level"]) == ("会计", "会计", "博士", "本科")
    assert second["board_salary_text"] is None
    assert second["disagreements"] == ["education: the column states min_level 博士, the text 本科"]


def test_wrong_columns_are_named() -> None:
    batch = pa.record_batch({"text": ["任职要求：大专"], "list": [[1]]})
    for call, said in (
        ({"text": "描述"}, "there is no column '描述'; the batch has text, list"),
        ({"text": "list"}, "holds list<"),
        ({"record": "list"}, "is to number the records, and holds list<"),
        ({"record": "id"}, "there is no column 'id'"),
        ({"board": {"薪资": "list"}}, "薪资 is no column that is read"),
    ):
        with pytest.raises(BatchError, match=said) as raised:
            parse_batch(batch, **call)  # type: ignore[arg-type]
        assert raised.value.code == "JD502"


def test_the_accessors_give_the_same_rows() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for module in ("jdparse.pandas", "jdparse.polars"):  # each registers its accessor
        import_module(module)

    rows = [row(number) for number in range(7)]
    kernel = split(parse_batch(pa.RecordBatch.from_pylist(rows), text="职位描述", id="job_id"))
    options = {"text": "职位描述", "id": "job_id"}
    ours, theirs = pandas.DataFrame(rows).jd.parse(**options), polars.DataFrame(rows).jd.parse(**options)
    assert theirs.jobs.rows() == [tuple(values.values()) for values in kernel["jobs"].to_pylist()]
    assert ours.clauses["text"].tolist() == kernel["clauses"]["text"].to_pylist() == theirs.clauses["text"].to_list()
    assert list(ours._fields) == list(theirs._fields) == list(TABLES)


def test_parse_batch_is_documented() -> None:
    described = inspect.getdoc(parse_batch) or ""
    assert all(f"{name}:" in described for name in inspect.signature(parse_batch).parameters)
