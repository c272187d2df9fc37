"""The output folder: parts committed one by one, so that a run killed at any moment goes on where it stopped.

    out/jobs/part-00000.parquet …   the tables, a folder each, a file for each part
    out/_progress/run.json          what the run does: inputs with their digests, columns, options
    out/_progress/part-00000.json   says that part 0 is whole: counts, and size and digest of its files
    out/summary.json                the totals, once every part is there

Workers write into a folder of their run (``_progress/run-…``); the parent renames the files into place and then writes the
record of the part. Files of a part without a record are written again, with the same bytes. Nothing of this holds a time or a
random number, so a resumed run ends with the same folder as an unbroken one.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Self

from jdparse.arrow_schemas import TABLES
from jdparse.errors import BatchError

__all__ = ["Store", "write_whole"]

_PROGRESS, _RUN, _SUMMARY = "_progress", "run.json", "summary.json"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file and see it to the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


class Store:
    """An output folder held by one run at a time; use it as a context."""

    def __init__(self, out: Path, form: str, settings: Mapping[str, Any], *, overwrite: bool = False) -> None:
        self.out, self.form = out, form
        self.progress = out / _PROGRESS
        self.scratch = self.progress
        self._settings = json.loads(json.dumps(settings))
        self._overwrite = overwrite
        self._lock: IO[bytes] | None = None
        self.parts = 0
        """How many parts are committed."""

    def __enter__(self) -> Self:
        self._check_empty()
        self.progress.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        try:
            if self._overwrite:
                self._clear()
            self._check_settings()
            for left in self.progress.glob("run-*"):
                shutil.rmtree(left, ignore_errors=True)
            for table in TABLES:
                (self.out / table).mkdir(exist_ok=True)
            self.scratch = Path(tempfile.mkdtemp(prefix="run-", dir=self.progress))
            if not (self.progress / _RUN).exists():
                self.put(self.progress / _RUN, _json(self._settings))
            self.parts = sum(1 for _ in self._whole_parts())
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()

    def _check_empty(self) -> None:
        if self.out.exists() and not self.out.is_dir():
            raise BatchError("JD521", f"{self.out}: is a file. Name a folder with -o.")
        if self.out.is_dir() and not self.progress.exists() and any(self.out.iterdir()):
            raise BatchError("JD522", f"{self.out}: holds files that are not of a batch. Name an empty or a new folder with -o.")

    def _take_lock(self) -> None:
        self._lock = (self.progress / "lock").open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise BatchError("JD523", f"{self.out}: another run is writing there. Wait for it, or name another folder with -o.") from None

    def _clear(self) -> None:
        """Remove what a run wrote, and nothing else; the record of the run goes first, so that a half-cleared folder is none."""
        (self.progress / _RUN).unlink(missing_ok=True)
        (self.out / _SUMMARY).unlink(missing_ok=True)
        for record in self.progress.glob("part-*.json"):
            record.unlink()
        for table in TABLES:
            shutil.rmtree(self.out / table, ignore_errors=True)
        for kept in self.progress.glob("*.npy"):
            kept.unlink()

    def _check_settings(self) -> None:
        before = self._load(self.progress / _RUN) if (self.progress / _RUN).exists() else None
        if before is None:
            return
        changed = [
            f"{name} was {_short(before.get(name))}, is {_short(self._settings.get(name))}"
            for name in sorted(set(before) | set(self._settings))
            if before.get(name) != self._settings.get(name)
        ]
        if changed:
            raise BatchError(
                "JD524",
                f"{self.out}: holds a run with other input or options: {'; '.join(changed)}. "
                "Run it with these again, name another folder with -o, or start anew with --overwrite.",
            )

    def _load(self, path: Path) -> Any:
        try:
            return json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise BatchError("JD525", f"{path}: the record of the run is damaged ({error}). Start anew with --overwrite.") from error

    def put(self, path: Path, data: bytes) -> None:
        """Write a file so that it is there whole or not at all."""
        draft = self.scratch / path.name
        write_whole(draft, data)
        draft.replace(path)
        _sync(path.parent)

    def record_of(self, part: int) -> Path:
        """Where the record of a part stands."""
        return self.progress / f"part-{part:05}.json"

    def file_of(self, table: str, part: int) -> Path:
        """Where a table of a part stands."""
        return self.out / table / f"part-{part:05}.{self.form}"

    def _whole_parts(self) -> Iterator[dict[str, Any]]:
        part = 0
        while self.record_of(part).exists():
            record = self._load(self.record_of(part))
            for table, size in record["bytes"].items():
                file = self.file_of(table, part)
                if not file.exists() or file.stat().st_size != size:
                    raise BatchError("JD525", f"{file}: is not as the run left it ({size:,} bytes). Start anew with --overwrite.")
            yield record
            part += 1

    def commit(self, part: int, drafts: Mapping[str, Path], record: Mapping[str, Any]) -> None:
        """Move the finished files of a part into place, then say that it is whole."""
        for table, draft in drafts.items():
            draft.replace(self.file_of(table, part))
            _sync(self.out / table)
        self.put(self.record_of(part), _json(record))
        self.parts = part + 1

    def finish(self) -> dict[str, Any]:
        """Sum up all parts in ``summary.json`` and return it."""
        total: dict[str, Any] = {}
        for record in self._whole_parts():
            _add(total, {name: value for name, value in record.items() if name not in ("part", "first")})
        total = {"parts": self.parts, **total}
        self.put(self.out / _SUMMARY, _json(total))
        return total


def _add(total: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add numbers to numbers, in nested tables too."""
    for name, value in more.items():
        if isinstance(value, Mapping):
            _add(total.setdefault(name, {}), value)
        else:
            total[name] = total.get(name, 0) + value


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:117] + "…"


def _sync(folder: Path) -> None:
    """See the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
