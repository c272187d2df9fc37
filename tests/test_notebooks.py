"""The notebooks run from top to bottom, with the library as it is, and are stored without outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
FILES = pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)


@FILES
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert cells
    assert not [cell.source for cell in cells if cell.outputs or cell.execution_count is not None], "clear the outputs before you save"


@pytest.mark.slow
@FILES
def test_a_notebook_runs_and_shows_something_in_every_cell(path: Path) -> None:
    pytest.importorskip("altair")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    silent = [cell.source for cell in notebook.cells if cell.cell_type == "code" and not cell.outputs]
    assert not silent
    warnings = [
        out.text for cell in notebook.cells for out in cell.get("outputs", ()) if out.output_type == "stream" and out.name == "stderr"
    ]
    assert not warnings
