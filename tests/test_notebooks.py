"""The notebooks run from top to bottom, with the library as it is."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_prints_in_every_cell(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    stored = [cell["outputs"] for cell in notebook.cells if cell.cell_type == "code"]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    assert all(stored), "a cell is stored without its output: run the notebook and save it"
    assert all(cell["outputs"] for cell in notebook.cells if cell.cell_type == "code")
