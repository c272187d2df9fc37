"""Model files: numpy archives without pickles, each naming its kind and version.

A file of one's own, trained by the scripts in ``models/``, has the same form as the built-in ones.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from jdparse.errors import ModelError

__all__ = ["BUILTIN", "load_weights", "quantized", "save_weights"]

BUILTIN = Path(__file__).parent / "models"
VERSION = 1
MAX_UNPACKED = 500_000_000
"""Bytes that the arrays of a model file may unpack to; the built-in ones take two million."""


def load_weights(path: str | Path, kind: str, names: Collection[str] = ()) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a model file; ``names`` are those it cannot do without.

    Raises ``ModelError``: JD401 there is no such file, JD402 it is damaged or no model file, JD403 it is a model of
    another kind or version.
    """
    path = Path(path)
    try:
        _check_size(path)
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except FileNotFoundError as error:
        raise ModelError("JD401", f"{path}: no such model. Give the path of an .npz file, or None for the built-in model.") from error
    except (OSError, ValueError, EOFError, KeyError, TypeError, AttributeError, MemoryError, zipfile.BadZipFile) as error:
        raise ModelError("JD402", f"{path}: damaged or no model file ({error}). Copy or train it again (models/README.md).") from error
    version = arrays.get("version", np.array(0))
    found = str(arrays.get("kind", "")), int(version) if version.shape == () and version.dtype.kind in "iu" else 0
    if found != (kind, VERSION):
        raise ModelError(
            "JD403", f"{path}: holds {found[0] or 'no model'!r} version {found[1]}, not {kind!r} version {VERSION}. Train it again."
        )
    if missing := sorted(set(names) - arrays.keys()):
        raise ModelError(
            "JD402", f"{path}: lacks {', '.join(missing)}. Train it again with the scripts of this version (models/README.md)."
        )
    return arrays


def _check_size(path: Path) -> None:
    """Raise ValueError where an archive would unpack to more than the limit."""
    with zipfile.ZipFile(path) as packed:
        size = sum(entry.file_size for entry in packed.infolist())
    if size > MAX_UNPACKED:
        raise ValueError(f"it unpacks to {size:,} bytes, more than the {MAX_UNPACKED:,} allowed")


def save_weights(path: str | Path, kind: str, arrays: dict[str, Any]) -> None:
    """Write a model file that ``load_weights`` reads; the same arrays give the same bytes. ValueError where a number is none.

    The arrays are stored as they are: unpacking them took a tenth of a first parse, and wheels are packed anyway.
    """
    broken = [
        name for name, array in arrays.items() if np.issubdtype(np.asarray(array).dtype, np.floating) and not np.isfinite(array).all()
    ]
    if broken:
        raise ValueError(f"{path}: not written, {', '.join(broken)} holds numbers that are none (nan or infinite)")
    named = {"kind": np.array(kind), "version": np.array(VERSION), **{k: np.asarray(v) for k, v in arrays.items()}}
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in named.items():
            # A fixed date: the archive must not change where the weights do not.
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            with archive.open(entry, "w", force_zip64=True) as file:
                np.lib.format.write_array(file, array, allow_pickle=False)


def quantized(table: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """A table of weights as signed bytes and one scale a column: ``bytes * scale`` is the table within half a step."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-8) / 127
    return np.rint(table / scale).astype(np.int8), scale.astype(np.float32)
