"""Documents among the input of a batch: each file is one record, read by the worker that parses it.

So a file that crashes a library below Python costs a worker, which is replaced, and not the run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from jdparse.arrow_columns import array
from jdparse.errors import reason
from jdparse.files import DOCUMENTS, kind_of, mismatch, read_file
from jdparse.pool import Failed
from jdparse.wordlists import load

__all__ = ["Unread", "is_document", "names_columns", "notes", "read_all", "size"]

_HEAD = 4096
_DELIMITERS = ("\t", ",", ";", "|")
_TABLE_OR_TEXT = (".txt", ".text")


class Unread(NamedTuple):
    """A record that is still a file."""

    path: str


def is_document(path: Path) -> bool:
    """Whether a file is read as one text: by the ending of its name, or where that says nothing by its first bytes."""
    ending = path.suffix.lower()
    if ending in _TABLE_OR_TEXT:
        return not names_columns(path)
    return ending in DOCUMENTS or kind_of(_head(path)) != "text"


def names_columns(path: Path) -> bool:
    """Whether the first line of a text file holds names of columns that boards use, and so is the head of a table."""
    head = _head(path)
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    known = _known()
    for text in (head.decode(encoding, "replace"), head.decode("gb18030", "replace")):
        line = text.partition("\n")[0]
        cells = [cell.strip().strip('"') for cell in line.split(max(_DELIMITERS, key=line.count))]
        if len([cell for cell in cells if cell]) > 1 and any(cell.lower() in known for cell in cells):
            return True
    return False


@cache
def _known() -> frozenset[str]:
    return frozenset(name for names in load("batch_columns")["names"].values() for name in names)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as data:
            return data.read(_HEAD)
    except OSError:
        return b""  # its reader says what is wrong


def notes(path: Path) -> list[str]:
    """What a user should know of the reading of a document."""
    told = mismatch(_head(path), path.name)
    return [told] if told is not None else []


def size(path: str) -> int:
    """The bytes of a document, which stand for its length until it is read; 0 where it is gone."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def read_all(
    batch: pa.RecordBatch, unread: Mapping[int, str], failed: Failed, watch: Callable[[int], None]
) -> tuple[pa.RecordBatch, dict[int, tuple[str, str]]]:
    """The batch with the texts of its documents in the column ``text``, and the failures of those that cannot be read."""
    if not unread:
        return batch, {}
    texts = batch.column("text").to_pylist()
    wrong: dict[int, tuple[str, str]] = {}
    for at, path in unread.items():
        if at not in failed:
            watch(at)
            try:
                texts[at] = read_file(path)
            except Exception as error:  # noqa: BLE001  whatever is wrong with one file, the others are read
                wrong[at] = reason(error)
    return batch.set_column(batch.schema.get_field_index("text"), "text", array(texts, pa.string())), wrong
