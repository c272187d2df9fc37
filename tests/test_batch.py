"""The batch command: every kind of input gives the same rows, a killed run ends with the same bytes, errors say what to do."""

from __future__ import annotations

import csv
import gzip
import io
import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from jdparse.arrow import TABLES
from jdparse.batch import run as running
from jdparse.batch.run import Options, run
from jdparse.cli import app
from jdparse.errors import BatchError
from jdparse.reporter import Reporter
from postings import posting, row

ROWS = [row(number) for number in range(25)]


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_jsonl(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(values, ensure_ascii=False) + "\n" for values in rows)


def write(folder: Path, kind: str) -> Path:
    """The rows in one of the kinds that the command reads."""
    path = folder / f"ads.{kind.split(maxsplit=1)[0]}"
    if kind.startswith(("csv", "tsv")):
        data = as_csv(ROWS, "\t" if kind.startswith("tsv") else ",").encode(kind.rsplit(maxsplit=1)[-1] if " " in kind else "utf-8")
    else:
        data = as_jsonl(ROWS).encode()
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=4)
    elif kind == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for values in (list(ROWS[0]), *(list(values.values()) for values in ROWS)):
            book.active.append(values)
        book.save(path)
    elif ".gz" in kind:
        path.write_bytes(gzip.compress(data))
    elif ".zst" in kind:
        path.write_bytes(pa.Codec("zstd").compress(data).to_pybytes())
    else:
        path.write_bytes(data)
    return path


def rows_of(out: Path, table: str) -> list[dict[str, Any]]:
    return pa.concat_tables(pq.read_table(path) for path in sorted((out / table).iterdir())).to_pylist()


def everything(out: Path) -> dict[str, bytes]:
    """Every file of a folder, by its place in it."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("expected")
    run(Options([str(write(folder, "jsonl"))], folder / "out"))
    return {table: rows_of(folder / "out", table) for table in TABLES}


@pytest.mark.parametrize(
    "kind",
    ["csv", "csv gb18030", "csv big5hkscs", "csv utf-16", "csv utf-8-sig", "tsv", "jsonl.gz", "csv.gz", "jsonl.zst", "parquet", "xlsx"],
)
def test_every_kind_of_input_gives_the_same_rows(kind: str, tmp_path: Path, expected: dict[str, list[dict[str, Any]]]) -> None:
    path = write(tmp_path, kind) if "big5" not in kind else traditional(tmp_path)
    run(Options([str(path)], tmp_path / "out", part_size=10))
    if "big5" in kind:
        assert [job["title"] for job in rows_of(tmp_path / "out", "jobs")] == ["客服專員"] * 25
    else:
        assert {table: rows_of(tmp_path / "out", table) for table in TABLES} == expected
    assert len(expected["jobs"]) == 25


def traditional(folder: Path) -> Path:
    """The rows as a board of Taiwan would export them."""
    rows = [{"職務名稱": "客服專員", "職務內容": "工作內容：\n1、負責接待來訪客戶，並登記客戶資料；\n2、處理客戶投訴。"}] * 25
    path = folder / "ads.csv"
    path.write_bytes(as_csv(rows).encode("big5hkscs"))
    return path


def test_columns_are_found_by_their_names_and_kept(expected: dict[str, list[dict[str, Any]]]) -> None:
    first = expected["jobs"][0]
    assert (first["id"], first["board"], first["title"], first["board_min_salary"]) == ("a0", "甲", "客服专员", 3000.0)


def test_the_text_is_found_by_its_look(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text(as_csv([{"x": "1", "y": posting(n), "z": "短"} for n in range(3)]), encoding="utf-8")
    notes: list[str] = []
    reporter = Reporter()
    reporter.note = notes.append  # type: ignore[method-assign]
    assert run(Options([str(tmp_path / "ads.csv")], tmp_path / "out"), reporter)["rows"]["jobs"] == 3
    assert notes == ["ads.csv: columns found by their names: --text y"]


def test_bad_rows_are_failures_and_the_others_are_parsed(tmp_path: Path) -> None:
    good = json.dumps(row(1), ensure_ascii=False)
    lines = [good, '{"职位描述": ', "[1]", json.dumps({"职位描述": None}), "", good]
    (tmp_path / "ads.jsonl").write_text("\n".join(lines), encoding="utf-8")
    summary = run(Options([str(tmp_path / "ads.jsonl")], tmp_path / "out"))
    failures = [(failure["record"], failure["error"]) for failure in rows_of(tmp_path / "out", "failures")]
    assert failures == [(1, "JD516"), (2, "JD516"), (3, "JD501")]
    assert "line 2" in rows_of(tmp_path / "out", "failures")[0]["message"]
    assert [job["record"] for job in rows_of(tmp_path / "out", "jobs")] == [0, 4]
    assert summary["failures"] == {"JD501": 1, "JD516": 2}
    assert summary["records"] == 5


def test_damaged_bytes_cost_a_character(tmp_path: Path) -> None:
    data = as_csv(ROWS).encode().replace("每周3次".encode(), b"\xe6\xaf" + "周3次".encode())
    (tmp_path / "ads.csv").write_bytes(data)
    run(Options([str(tmp_path / "ads.csv")], tmp_path / "out"))
    texts = [clause["text"] for clause in rows_of(tmp_path / "out", "clauses")]
    assert sum("\ufffd周3次" in text for text in texts) == 1
    assert sum("\ufffd" in text for text in texts) == 1


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_other_formats_hold_the_same_rows(form: str, tmp_path: Path, expected: dict[str, list[dict[str, Any]]]) -> None:
    run(Options([str(write(tmp_path, "jsonl"))], tmp_path / "out", form=form))
    text = (tmp_path / "out" / "clauses" / f"part-00000.{form}").read_text(encoding="utf-8")
    read = [json.loads(line) for line in text.splitlines()] if form == "jsonl" else list(csv.DictReader(io.StringIO(text)))
    if form == "jsonl":
        assert read == expected["clauses"]
    else:
        assert [values["text"] for values in read] == [values["text"] for values in expected["clauses"]]


@pytest.mark.slow
def test_workers_do_not_change_a_byte(tmp_path: Path) -> None:
    path = write(tmp_path, "csv")
    for workers in (1, 3):
        run(Options([str(path)], tmp_path / f"out{workers}", workers=workers, part_size=4))
    assert everything(tmp_path / "out1") == everything(tmp_path / "out3")


@pytest.mark.parametrize("committed", [0, 1, 3])
def test_a_run_that_broke_off_goes_on_where_it_stopped(committed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "csv")
    options = Options([str(path)], tmp_path / "out", part_size=7)
    run(Options([str(path)], tmp_path / "whole", part_size=7))
    replace, left = Path.replace, iter(range(committed * (len(TABLES) + 1) + 4))  # a part is six tables and its record

    def breaking(self: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", breaking)
        with pytest.raises(KeyboardInterrupt):
            run(options)
    assert len(list((tmp_path / "out" / "_progress").glob("part-*"))) == committed
    assert not (tmp_path / "out" / "summary.json").exists()
    run(options)
    assert everything(tmp_path / "out") == everything(tmp_path / "whole")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "jdparse", "batch", *map(str, arguments)]


@pytest.mark.system
def test_a_killed_run_ends_with_the_same_bytes(tmp_path: Path) -> None:
    rows = [row(number) for number in range(160)]
    (tmp_path / "ads.csv").write_text(as_csv(rows), encoding="utf-8")
    call = command(tmp_path / "ads.csv", "--part-size", 20, "--workers", 2)
    subprocess.run([*call, "-o", tmp_path / "whole"], check=True, capture_output=True)
    kills, parts = 0, tmp_path / "out" / "_progress"
    for _ in range(20):
        process = subprocess.Popen([*call, "-o", tmp_path / "out"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before = len(list(parts.glob("part-*"))) if parts.exists() else 0
        while process.poll() is None and len(list(parts.glob("part-*"))) <= before:
            time.sleep(0.005)
        time.sleep(0.05)
        if process.poll() is None:
            process.kill()
            kills += 1
        if process.wait() == 0:
            break
    assert kills >= 2
    assert everything(tmp_path / "out") == everything(tmp_path / "whole")


def refused(code: str, options: Options) -> str:
    with pytest.raises(BatchError) as raised:
        run(options)
    assert raised.value.code == code
    return raised.value.message


def test_another_input_or_other_options_are_refused(tmp_path: Path) -> None:
    path, out = write(tmp_path, "csv"), tmp_path / "out"
    run(Options([str(path)], out))
    before = everything(out)
    assert "format was" not in refused("JD524", Options([str(path)], out, part_size=5))
    assert "part_size was 2000, is 5" in refused("JD524", Options([str(path)], out, part_size=5))
    path.write_text(as_csv(ROWS[:-1]), encoding="utf-8")
    assert "inputs was" in refused("JD524", Options([str(path)], out))
    assert everything(out) == before
    assert run(Options([str(path)], out, overwrite=True))["records"] == 24


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    path, out = write(tmp_path, "csv"), tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("keep", encoding="utf-8")
    for overwrite in (False, True):
        refused("JD522", Options([str(path)], out, overwrite=overwrite))
    assert everything(out) == {"letter.txt": b"keep"}


def test_a_part_that_was_damaged_is_noticed(tmp_path: Path) -> None:
    path, out = write(tmp_path, "csv"), tmp_path / "out"
    run(Options([str(path)], out))
    (out / "jobs" / "part-00000.parquet").write_bytes(b"")
    assert "part-00000.parquet" in refused("JD525", Options([str(path)], out))


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    import fcntl

    path, out = write(tmp_path, "csv"), tmp_path / "out"
    run(Options([str(path)], out))
    with (out / "_progress" / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused("JD523", Options([str(path)], out))


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("ads.csv", b"a,b\n1,2\n", "JD502", "Name it: --text COLUMN, one of a, b"),
        ("ads.csv", b"", "JD514", "no columns"),
        ("ads.csv", b'text,b\n"\xe8\x81\x8c,2\n' + b"x\n" * 1_100_000, "JD515", "line 2"),
        ("ads.csv", bytes(range(256)) * 40, "JD512", "--encoding"),
        ("ads.parquet", b"PAR1 no", "JD511", "cannot be read"),
        ("ads.xlsx", b"PK no", "JD511", "cannot be read"),
        ("ads.csv.gz", gzip.compress(b"text\n" * 9999, mtime=0)[:-20], "JD511", "cannot be read"),
        ("ads.jsonl.zst", b"no zstd", "JD511", "cannot be read"),
        ("ads.jpg", b"", "JD513", "Allowed are .csv"),
    ],
)
def test_input_that_cannot_be_read_says_what_to_do(name: str, data: bytes, code: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refused(code, Options([str(tmp_path / name)], tmp_path / "out"))
    assert not (tmp_path / "out" / "summary.json").exists()


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "csv")
    assert "no column '薪水' (--salary). It has: job_id" in refused("JD502", Options([str(path)], tmp_path / "out", {"salary": "薪水"}))
    refused("JD513", Options([str(tmp_path / "none*.csv")], tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_full_disk_leaves_whole_parts_and_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "csv")
    whole, writes = running.write_whole, iter(range(9))

    def full(target: Path, data: bytes) -> None:
        if next(writes, None) is None:
            target.write_bytes(data[:10])
            raise OSError(28, "No space left on device")
        whole(target, data)

    with monkeypatch.context() as patched:
        patched.setattr(running, "write_whole", full)
        assert "No space left on device" in refused("JD521", Options([str(path)], tmp_path / "out", part_size=5))
    assert [len(list((tmp_path / "out" / table).iterdir())) for table in TABLES] == [1] * len(TABLES)
    run(Options([str(path)], tmp_path / "out", part_size=5))
    run(Options([str(path)], tmp_path / "whole", part_size=5))
    assert everything(tmp_path / "out") == everything(tmp_path / "whole")


@pytest.mark.slow
def test_a_real_limit_on_files_is_reported_by_the_command(tmp_path: Path) -> None:
    path = write(tmp_path, "csv")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        command(path, "-o", tmp_path / "out", "--workers", 1), preexec_fn=limited, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "[JD521]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "summary.json").exists()


def test_duplicates_are_grouped_and_none_is_dropped(tmp_path: Path) -> None:
    texts = [posting(1), posting(2), posting(1) + "\n", "", posting(1).replace("每周1次", "每周 1 次，"), posting(2), posting(3)]
    (tmp_path / "ads.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    run(Options([str(tmp_path / "ads.jsonl")], tmp_path / "out", dedupe=True, part_size=3))
    groups = {job["record"]: job["duplicate_group"] for job in rows_of(tmp_path / "out", "jobs")}
    assert groups == {0: 0, 1: 1, 2: 0, 4: 0, 5: 1, 6: 6}


def test_the_command_prints_a_summary_and_finds_its_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "csv")
    done = CliRunner().invoke(app, ["batch", str(path), "-o", str(tmp_path / "out"), "--workers", "1"])
    assert done.exit_code == 0, done.output
    assert "25 records" in done.stdout
    assert "25 jobs, 150 clauses" in done.stdout
    assert "--text 职位描述" in done.stderr
    wrong = CliRunner().invoke(app, ["batch", str(path), "-o", str(tmp_path / "out"), "--workers", "1", "--text", "none"])
    assert wrong.exit_code == 2
    assert "[JD502]" in wrong.stderr


def test_ctrl_c_says_that_the_run_can_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "in_order", stopped)
    done = CliRunner().invoke(app, ["batch", str(write(tmp_path, "csv")), "-o", str(tmp_path / "out")])
    assert done.exit_code == 130
    assert "the same command goes on from there" in done.stderr
    assert list((tmp_path / "out" / "jobs").iterdir()) == []
