"""One self-contained page about a whole board: what ``jdparse report`` writes from the tables of ``jdparse batch``.

It needs the extra ``report`` (altair, duckdb, pyarrow, vl-convert-python). Every figure counts all jobs of the batch, in the database;
only the ads that can be opened are a sample.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_report"]


def write_report(out: str | Path, path: str | Path, *, lang: str = "zh", ads: int = 1000, overwrite: bool = False) -> str:
    """Write the page about the batch in the folder ``out`` to ``path``, and return it.

    ``ads`` is the largest number of ads that the page holds to be opened; ``lang`` the language of its own words, ``zh`` or ``en``.

    Raises:
        PageError: JD702, ``path`` is there already and ``overwrite`` is False; JD703, it cannot be written; JD704, a wrong option;
            JD705, the extra is not installed; JD711 to JD715, the folder cannot be reported on.
    """
    from jdparse.errors import PageError
    from jdparse.templating import check_free, words, write

    words(lang)
    if ads < 0:
        raise PageError("JD704", f"the number of ads is {ads}; give 0 or more.")
    check_free(Path(path), overwrite=overwrite)
    try:
        from jdparse.report.page import page
    except ModuleNotFoundError as error:
        missing = (error.name or "").split(".")[0]
        if missing not in ("altair", "duckdb", "pyarrow", "vl_convert"):
            raise
        raise PageError("JD705", f"the report needs {missing}: pip install 'jdparse[report]'") from None
    html = page(Path(out), lang, ads)
    write(Path(path), html, overwrite=overwrite)
    return html
