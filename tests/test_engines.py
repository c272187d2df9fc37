"""Spark and Ray on real clusters of several processes: the same rows as one process gives, also when a process is killed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from brittle import Mortal
from jdparse.arrow import PARSED, TABLES, parse_batch, split
from jdparse.errors import BatchError
from jdparse.parser import Parser
from jdparse.requirements import Rule
from postings import row

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[1]
SCALE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
COUNT = 120
ROWS: list[dict[str, Any]] = [{**row(number), "n": number} for number in range(COUNT)]
ROWS[50]["职位描述"] = None
ROWS[51]["职位描述"] = "公司班车时刻表"
ROWS[77]["职位描述"] += "\n4、中国国籍，能应对致命错误"
ROLES: dict[str, Any] = {"text": "职位描述", "title": "职位名称", "id": "job_id", "board": {"salary": "薪资", "board": "来源"}}
RULE = Rule(
    "condition.nationality",
    "work_condition",
    "A nationality that is asked for.",
    "中国国籍",
    values={"condition": "国籍"},
    yes="中国国籍",
    no="国际贸易",
)


@pytest.fixture(scope="module", autouse=True)
def _environment() -> Iterator[None]:
    """What the processes of a cluster inherit: they find the package and the parsers of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("OMP_NUM_THREADS", "1")
        yield


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lexicon") / "words.toml"
    path.write_text('[[heading]]\nkind = "benefits"\ncores = ["薪资"]\n', encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def expected(lexicon: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of one process."""
    parsed = parse_batch(pa.Table.from_pylist(ROWS), **ROLES, record="n", parser=Parser(lexicon=lexicon, rules=[RULE]))
    rows = {name: table.to_pylist() for name, table in split(parsed).items()}
    assert [failure["error"] for failure in rows["failures"]] == ["JD501"]
    assert [found["record"] for found in rows["requirements"] if found["rule"] == RULE.id] == [77]
    assert max(clauses["record"] for clauses in rows["clauses"] if clauses["section"] == "benefits") == COUNT - 1
    return rows


def in_order(tables: dict[str, pa.Table]) -> dict[str, list[dict[str, Any]]]:
    """The rows as one process gives them: those of one ad come together and in their order, the ads in any."""
    return {name: sorted(table.to_pylist(), key=lambda values: values["record"]) for name, table in tables.items()}


def nodes(folder: Path, generation: int) -> set[str]:
    """The executors or nodes whose workers parsed, this process not among them."""
    lines = [path.name.split("-") for path in folder.iterdir() if path.name != "died"]
    assert str(os.getpid()) not in {line[0] for line in lines}
    return {line[generation] for line in lines}


def block(module: str) -> str:
    """The part of the document on scale that shows a module."""
    (code,) = (found for found in re.findall(r"```python\n(.*?)```", SCALE, re.DOTALL) if f"import {module}" in found)
    return str(code)


def run_block(module: str, folder: Path, names: dict[str, Any]) -> dict[str, int]:
    """Run what the document shows, in a folder with a lake of ads; how many rows of each table that wrote."""
    (folder / "lake" / "ads").mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(ROWS), folder / "lake" / "ads" / "ads.parquet")
    code = block(module).replace('"lake/', f'"{folder}/lake/')
    exec(compile(code, "docs/scale.md", "exec"), names)
    return {path.name: pq.read_table(path).num_rows for path in (folder / "lake").iterdir() if path.name in TABLES}


# --- Spark -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spark(_environment: None) -> Iterator[Any]:
    """A cluster of two executors, each a process of its own with Python workers of its own."""
    import pyspark
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.cores.max": "2",
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # of the cores: both executors are there before the first task
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "120s",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("jdparse")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # killed workers are what these tests are about
    yield session
    application = session.sparkContext.applicationId
    session.stop()
    shutil.rmtree(Path(pyspark.__file__).parent / "work" / application, ignore_errors=True)


@pytest.fixture(scope="module")
def spark_ads(spark: Any) -> Any:
    names = list(ROWS[0])
    return spark.createDataFrame([tuple(values[name] for name in names) for values in ROWS], names).repartition(4, "n")


def spark_rows(parsed: Any) -> dict[str, list[dict[str, Any]]]:
    import jdparse.spark

    return in_order({name: frame.toArrow() for name, frame in jdparse.spark.tables(parsed)._asdict().items()})


@pytest.mark.parametrize("generation", [None, 0, 2], ids=["nothing is killed", "a Python worker is killed", "an executor is killed"])
def test_spark_gives_the_rows_of_one_process(
    spark_ads: Any, generation: int | None, lexicon: Path, tmp_path: Path, expected: dict[str, Any]
) -> None:
    import jdparse.spark

    parser = Mortal(tmp_path, generation, lexicon=lexicon, rules=[RULE])
    parsed = jdparse.spark.parse(spark_ads, **ROLES, record="n", parser=parser).persist()
    assert spark_rows(parsed) == expected
    assert (tmp_path / "died").exists() == (generation is not None)
    assert len(nodes(tmp_path, 2)) >= 2
    parsed.unpersist()


def test_spark_numbers_the_ads_and_its_files_hold_the_tables(
    spark: Any, spark_ads: Any, lexicon: Path, tmp_path: Path, expected: dict[str, Any]
) -> None:
    import jdparse.spark

    parser = Parser(lexicon=lexicon, rules=[RULE])
    jdparse.spark.parse(spark_ads, **ROLES, parser=parser).write.parquet(str(tmp_path / "parsed"))
    rows = spark_rows(spark.read.parquet(str(tmp_path / "parsed")))
    numbers = {values["id"]: values["record"] for name in ("jobs", "noise", "failures") for values in rows[name]}
    assert len(set(numbers.values())) == COUNT
    by_id = {values["job_id"]: values["n"] for values in ROWS}
    for values in (values for table in rows.values() for values in table):
        assert values["record"] == numbers[values["id"]]
        values["record"] = by_id[values["id"]]
    assert {name: sorted(table, key=lambda values: values["record"]) for name, table in rows.items()} == expected


def test_spark_says_which_column_is_missing(spark_ads: Any) -> None:
    import jdparse.spark

    with pytest.raises(BatchError, match="there is no column '描述'; the frame has job_id"):
        jdparse.spark.parse(spark_ads, text="描述")


def test_spark_runs_what_the_document_shows(spark: Any, tmp_path: Path, expected: dict[str, Any]) -> None:
    assert run_block("jdparse.spark", tmp_path, {"spark": spark})["jobs"] == len(expected["jobs"])


# --- Ray -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ray_cluster(_environment: None) -> Iterator[Any]:
    """A cluster of two nodes, each with a scheduler, an object store and workers of its own."""
    import ray
    from ray.cluster_utils import Cluster
    from ray.data import DataContext

    node = {"num_cpus": 1, "object_store_memory": 100 * 2**20}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    cluster.add_node(**node)
    ray.init(address=cluster.address, log_to_driver=False)
    DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture(scope="module")
def ray_ads(ray_cluster: Any) -> Any:
    return ray_cluster.data.from_items(ROWS, override_num_blocks=4)


def ray_rows(ray: Any, parsed: Any) -> dict[str, list[dict[str, Any]]]:
    import jdparse.ray

    tables = jdparse.ray.tables(parsed)._asdict()
    return in_order({name: pa.concat_tables(ray.get(dataset.to_arrow_refs())) for name, dataset in tables.items()})


@pytest.mark.parametrize("generation", [None, 0], ids=["nothing is killed", "a worker is killed"])
def test_ray_gives_the_rows_of_one_process(
    ray_cluster: Any, ray_ads: Any, generation: int | None, lexicon: Path, tmp_path: Path, expected: dict[str, Any]
) -> None:
    import jdparse.ray

    parser = Mortal(tmp_path, generation, lexicon=lexicon, rules=[RULE])
    parsed = jdparse.ray.parse(ray_ads, **ROLES, record="n", parser=parser, batch_size=10).materialize()
    assert ray_rows(ray_cluster, parsed) == expected
    assert (tmp_path / "died").exists() == (generation is not None)
    assert len(nodes(tmp_path, 1)) == 2


def test_ray_numbers_the_ads(ray_cluster: Any, ray_ads: Any) -> None:
    import jdparse.ray

    rows = ray_rows(ray_cluster, jdparse.ray.parse(ray_ads, **ROLES).materialize())
    numbers = {values["id"]: values["record"] for name in ("jobs", "noise", "failures") for values in rows[name]}
    assert len(set(numbers.values())) == COUNT


def test_the_kernel_is_a_function_for_map_batches(ray_cluster: Any) -> None:
    import jdparse.arrow

    texts = [values["职位描述"] for values in ROWS]
    ds = ray_cluster.data.from_items([{"text": text} for text in texts], override_num_blocks=2)
    found = pa.concat_tables(ray_cluster.get(ds.map_batches(jdparse.arrow.parse_batch, batch_format="pyarrow").to_arrow_refs()))
    one = parse_batch(pa.table({"text": texts}))
    assert found.schema == PARSED
    assert found.drop_columns(["record"]).equals(one.drop_columns(["record"]))


def test_ray_says_which_column_is_missing(ray_ads: Any) -> None:
    import jdparse.ray

    with pytest.raises(BatchError, match="there is no column '描述'; the frame has job_id"):
        jdparse.ray.parse(ray_ads, text="描述")


def test_ray_runs_what_the_document_shows(ray_cluster: Any, tmp_path: Path, expected: dict[str, Any]) -> None:
    assert run_block("jdparse.ray", tmp_path, {})["jobs"] == len(expected["jobs"])
