"""Input made to hurt: time and memory stay within bounds, files are refused with an error that says why."""

from __future__ import annotations

import csv
import io
import json
import pickle
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import jdparse
from hostile import INPUTS, make
from jdparse import fields, lexicons, taxonomy, toml_files, weights
from jdparse.annotation.doccano import read_doccano
from jdparse.annotation.label_studio import read_label_studio
from jdparse.annotation.prodigy import read_prodigy
from jdparse.batch.encode import encode
from jdparse.errors import AnnotationError, JdparseError, LexiconError, ModelError

SIZE = 60_000
SECONDS = 0.5 + SIZE * 100e-6  # a hundred microseconds a character: thrice the dearest text on a slow machine
MEGABYTES = 60 + SIZE * 4e-3  # four kilobytes a character: twice the dearest

CHILD = """
import json, re, sys, time
sys.path.insert(0, sys.argv[1])
import jdparse
from hostile import INPUTS, make
_ = jdparse.parse("岗位职责：1、接待来访客户。任职要求：本科").model_dump_json()
for name in INPUTS:
    text = make(name, int(sys.argv[2]))
    start = time.process_time()
    doc = jdparse.parse(text)
    _ = doc.blocks, doc.model_dump_json()
    took = time.process_time() - start
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]  # ru_maxrss would begin with what the test's process held
    print(json.dumps([name, took, int(peak) / 1024]), flush=True)
"""


@pytest.mark.slow
def test_time_and_memory_are_bounded():
    """One process parses every hostile text; its peak memory is that of the dearest."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, here, str(SIZE)], capture_output=True, text=True, preexec_fn=limit, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [name for name, _, _ in rows] == list(INPUTS)
    assert not [(name, took) for name, took, _ in rows if took > SECONDS]
    assert rows[-1][2] < 200 + MEGABYTES


@pytest.mark.parametrize("name", ["nested numbers", "deep HTML", "entities of entities", "half characters", "any character", "quotes"])
def test_a_hostile_text_is_a_sound_document(name):
    text = make(name, 3_000)
    doc = jdparse.parse(text)
    again = jdparse.Document.model_validate_json(doc.model_dump_json())
    assert again.jobs == doc.jobs
    assert [(b.start, b.end) for b in again.blocks] == [(b.start, b.end) for b in doc.blocks]


@pytest.mark.parametrize(
    "column",
    ["9" * 5000, "1-" * 5000, "一" * 5000, "１" * 5000, "(" * 5000, "\ud800", "\x00", "8千-" * 3000, "本科/" * 3000, "1e999", "½年"],
)
@pytest.mark.parametrize("read", [fields.salary, fields.experience, fields.education, fields.headcount, fields.age, fields.gender])
def test_no_column_of_a_board_raises(read, column):
    value = read(column)
    assert value is None or value.raw == column


# --- half characters -------------------------------------------------------------------------------------------------


def test_half_a_character_is_written_as_a_replacement_character_so_that_offsets_hold():
    doc = jdparse.parse("岗位职责：1、接待\ud83d客户；2、登记资料\udfff")
    assert doc.text[9] == "\ud83d"
    read = json.loads(doc.model_dump_json(indent=1))
    assert read["text"] == "岗位职责：1、接待\ufffd客户；2、登记资料\ufffd"
    assert [read["text"][c["start"] : c["end"]] for c in read["jobs"][0]["clauses"]] == ["接待\ufffd客户", "登记资料\ufffd"]
    assert "jobs" not in json.loads(doc.model_dump_json(exclude={"jobs"}))


# --- spreadsheets ----------------------------------------------------------------------------------------------------

CELLS = ["=1+1", "+8613800138000", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)"]


def written(cell: str, form: str) -> str:
    """What a one-cell table holds once it is written."""
    return encode(pa.table({"text": pa.array([cell])}), form).decode()


@pytest.mark.parametrize("cell", CELLS)
def test_no_cell_of_a_csv_file_is_a_formula(cell):
    rows = list(csv.reader(io.StringIO(written(cell, "csv"), newline="")))
    assert rows == [["text"], [f"'{cell}"]]
    assert json.loads(written(cell, "jsonl")) == {"text": cell}


@pytest.mark.parametrize("cell", ["接待客户", "3-5年", "a=b", "'=1", ""])
def test_other_cells_of_a_csv_file_stay(cell):
    assert list(csv.reader(io.StringIO(written(cell, "csv"), newline="")))[1:] == [[cell] if cell else [""]]


def test_numbers_of_a_csv_file_stay():
    assert encode(pa.table({"n": pa.array([-1.5])}), "csv") == b"n\n-1.5\n"


def test_several_values_in_a_cell_are_no_formula_either():
    assert encode(pa.table({"n": pa.array([["=1", "2"]])}), "csv").decode().splitlines()[1] == "'=1、2"


# --- models ----------------------------------------------------------------------------------------------------------


def claims_a_terabyte(path: Path) -> None:
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, {"descr": "<f8", "fortran_order": False, "shape": (10**12,)})
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kind.npy", head.getvalue())


def unpacks_to_a_gigabyte(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("kind.npy", "w", force_zip64=True) as entry:
        for _ in range(600):
            entry.write(bytes(1_000_000))


MODELS = {
    "a pickle": lambda path: path.write_bytes(pickle.dumps({"kind": "duty_tagger"})),
    "an archive of pickles": lambda path: np.savez(path, kind=np.array("duty_tagger"), version=np.array(1), w=np.array([{}], dtype=object)),
    "a terabyte that is not there": claims_a_terabyte,
    "a bomb": unpacks_to_a_gigabyte,
    "a version that is none": lambda path: np.savez(path, kind=np.array("duty_tagger"), version=np.array("x")),
    "versions": lambda path: np.savez(path, kind=np.array("duty_tagger"), version=np.array([1, 2])),
    "nothing": lambda path: path.write_bytes(b""),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("put", MODELS.values(), ids=MODELS)
def test_what_is_no_model_is_refused(tmp_path, put):
    path = tmp_path / "model.npz"
    put(path)
    with pytest.raises(ModelError) as caught:
        weights.load_weights(path, "duty_tagger")
    assert caught.value.code in ("JD402", "JD403")


def test_a_pickle_is_refused_as_the_parser_s_model_and_never_run(tmp_path):
    ran = tmp_path / "ran"

    class Bomb:
        def __reduce__(self):
            return Path.touch, (ran,)

    path = tmp_path / "model.npz"
    path.write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(ModelError, match="JD402"):
        jdparse.Parser(model=path)
    assert not ran.exists()


# --- files of words and of annotations -------------------------------------------------------------------------------

LISTS = {
    "a hundred megabytes": b"#" * 100_000_000,
    "nested too deep": b"a = " + b"[" * 100_000,
    "a number too long": b"a = 1" + b"0" * 10_000,
    "no UTF-8": b"\xff",
    "a number for tables": b"heading = 1\ngroup = 1",
    "numbers for tables": b"heading = [1]\ngroup = [1]",
    "a table for tables": b"[heading]\nkind = 'duties'\n[group]\nid = 'a'",
    "lists for names": b'[[heading]]\nkind = ["duties"]\n[[group]]\nid = []\nname = {}\n[[category]]\nid = [1]\ngroup = []\nexcludes = [{what = 1, see = [[1]]}]',
    "an empty word": b'[[heading]]\nkind = "duties"\ncores = [""]',
    "an empty phrase": b'[[noise]]\nphrases = [""]',
    "a number for markers": b"markers = 3",
}


@pytest.mark.parametrize("data", LISTS.values(), ids=LISTS)
def test_a_bad_file_of_words_or_categories_is_refused(tmp_path, data):
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(LexiconError, match="own.toml"):
        lexicons.load_lexicon(path)
    with pytest.raises(LexiconError, match="own.toml"):
        taxonomy.load(path)


def test_no_more_than_the_limit_of_a_file_without_end_is_read():
    with pytest.raises(LexiconError, match=f"JD308.*more than {toml_files.MAX_BYTES:,} bytes"):
        taxonomy.load("/dev/zero")


EXCHANGES = {
    "nested too deep": b"[" * 100_000,
    "a number too long": b"1" * 5_000,
    "no object": b"null",
    "a string": b'"a"',
    "no JSON": b"{",
}


@pytest.mark.parametrize("data", EXCHANGES.values(), ids=EXCHANGES)
@pytest.mark.parametrize("read", [read_doccano, read_label_studio, read_prodigy])
def test_a_bad_file_of_annotations_is_refused(tmp_path, read, data):
    path = tmp_path / "export.json"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match="export.json") as caught:
        read(path)
    assert isinstance(caught.value, JdparseError)
