"""One parser for many threads and processes, and no state of the process changed by importing or parsing."""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

import jdparse
from postings import posting

TEXTS = [posting(number) for number in range(48)]
HERE = str(Path(__file__).parent)


def as_bytes(text: str) -> bytes:
    """Everything that the shared parser finds in a text."""
    return jdparse.parse(text).model_dump_json().encode()


def alone() -> list[bytes]:
    parser = jdparse.Parser()
    return [parser.parse(text).model_dump_json().encode() for text in TEXTS]


def test_sixteen_threads_find_with_one_parser_what_one_finds():
    parser = jdparse.Parser()
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(lambda text: parser.parse(text).model_dump_json().encode(), TEXTS * 4))
    assert found == alone() * 4


def test_sixteen_threads_may_read_one_document():
    """Blocks, benefits and the like are built when first read, here by all at once."""
    (expected,) = {jdparse.parse(TEXTS[0]).model_dump_json()}
    for _ in range(20):
        doc = jdparse.parse(TEXTS[0])
        with ThreadPoolExecutor(16) as threads:
            assert set(threads.map(lambda _, doc=doc: doc.model_dump_json(), range(16))) == {expected}


COLD = """
import sys, threading
sys.path.insert(0, sys.argv[1])
from postings import posting
found, start = {}, threading.Barrier(16)
def work(number):
    start.wait()
    import jdparse
    found[number] = jdparse.parse(posting(7)).model_dump_json()
threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(found), len(set(found.values())))
"""


def test_sixteen_threads_may_import_and_load_at_once():
    """All word lists and models are loaded by whoever comes first."""
    done = subprocess.run([sys.executable, "-c", COLD, HERE], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout.split(), done.stderr) == (["16", "1"], "")


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_find_what_one_finds(method):
    expected = alone()  # the parent has everything loaded when it forks
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as workers:
        assert list(workers.map(as_bytes, TEXTS, chunksize=12)) == expected


def test_a_parser_and_a_document_survive_pickling():
    parser = pickle.loads(pickle.dumps(jdparse.Parser()))
    doc = parser.parse(TEXTS[3])
    assert pickle.loads(pickle.dumps(doc)) == doc == jdparse.parse(TEXTS[3])


STATE = """
import csv, decimal, gc, json, locale, logging, os, random, signal, socket, sys, threading, warnings
sys.path.insert(0, sys.argv[1])
import numpy, pydantic  # what they change by themselves is not ours
from postings import posting

def state():
    root = logging.getLogger()
    return {
        "locale": locale.setlocale(locale.LC_ALL),
        "logging": [root.level, list(map(repr, root.handlers)), logging.root.manager.disable, logging.lastResort is not None],
        "warnings": [repr(f) for f in warnings.filters],
        "path": list(sys.path),
        "hooks": [repr(sys.excepthook), repr(sys.displayhook), repr(sys.meta_path), repr(sys.path_hooks)],
        "random": repr(random.getstate()) + repr(numpy.random.get_state()),
        "collector": [gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), len(gc.callbacks)],
        "recursion": sys.getrecursionlimit(),
        "switch": sys.getswitchinterval(),
        "digits": sys.get_int_max_str_digits(),
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "umask": os.umask(os.umask(0o22)),
        "signals": [repr(signal.getsignal(s)) for s in signal.valid_signals()],
        "threads": threading.active_count(),
        "socket": socket.getdefaulttimeout(),
        "decimal": repr(decimal.getcontext()),
        "csv": csv.field_size_limit(),
        "streams": [sys.stdout.encoding, sys.stderr.encoding, sys.stdin.encoding],
        "start method": __import__("multiprocessing").get_start_method(allow_none=True),
    }

before = state()
import jdparse
imported = state()
text = posting(3)
doc = jdparse.parse(text)
doc.model_dump_json(), doc.explain(), jdparse.tag(text), jdparse.redact(doc), jdparse.fields.salary("8千-1万")
list(jdparse.parse_many([text] * 3)), jdparse.Parser().parse(text * 500)
used = state()
changed = {stage: [k for k in before if before[k] != now[k]] for stage, now in (("import", imported), ("use", used))}
print(json.dumps(changed))
"""


def test_neither_import_nor_use_changes_the_process():
    done = subprocess.run([sys.executable, "-c", STATE, HERE], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == '{"import": [], "use": []}', done.stdout + done.stderr
