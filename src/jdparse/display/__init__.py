"""A parsed document as HTML, in the manner of spaCy's displaCy: the source as it is, with what was found in it underlined.

``render`` writes one self-contained page; ``notebook`` is what ``Document._repr_html_`` shows in a notebook.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jdparse.display.reads import Document

__all__ = ["notebook", "render"]

NOTEBOOK_CHARACTERS = 100_000
"""Characters of a text that a notebook shows; a page of ``render`` holds all."""


def render(doc: Document, path: str | Path | None = None, *, lang: str = "zh", title: str | None = None, overwrite: bool = True) -> str:
    """The document as one HTML page, written to ``path`` where one is given; a file that is there is replaced, if ``overwrite``.

    The source stands in the page as it is, one row a clause, a section a job: duty categories behind their clause, requirements,
    benefits, places and contacts underlined, noise grey. Pointing at a span or reaching it with the Tab key shows its values and the
    rule that found it. The page needs no network and no script, follows the reader's dark mode and prints. ``lang`` is the language
    of its own words, ``zh`` or ``en``; ``title`` its title, by default that of the first job.

    Raises:
        PageError: JD701, jinja2 is not installed; JD702, the file is there and ``overwrite`` is False; JD703, it cannot be written;
            JD704, an unknown language.

    >>> import jdparse
    >>> page = render(jdparse.parse("任职要求：大专以上学历"))
    >>> page.startswith("<!doctype html>"), 'data-kind="education"' in page
    (True, True)
    """
    from jdparse.templating import environment, policy, script, valid, write

    code = str(environment().get_template("document.js").render())
    html = valid(
        environment().get_template("document.html").render(**_context(doc, lang, title), script=script(code), policy=policy([code]))
    )
    if path is not None:
        write(Path(path), html, overwrite=overwrite)
    return html


def notebook(doc: Document) -> str | None:
    """The document as a piece of HTML for a notebook, None where jinja2 is not installed; long texts are cut."""
    from jdparse.errors import PageError
    from jdparse.templating import environment, valid

    try:
        template = environment().get_template("fragment.html")
    except PageError:
        return None
    return valid(template.render(**_context(doc, "zh", None, shown=NOTEBOOK_CHARACTERS)))


def _context(doc: Document, lang: str, title: str | None, shown: int | None = None) -> dict[str, Any]:
    """What the templates read."""
    from hashlib import blake2b

    from jdparse.display.layout import sections
    from jdparse.display.nesting import value_text
    from jdparse.templating import colours, words
    from jdparse.version import __version__

    said = words(lang)
    made = sections(doc, shown=shown)
    counts: dict[str, int] = dict.fromkeys(colours(), 0)
    for section in made:
        for fact in section.facts:
            counts[fact.kind] += 1
    tags = sum(len(row.chips) for section in made for row in section.rows)
    labels = sum(clause.label is not None for job in doc.jobs for clause in job.clauses)
    noise = sum(block.kind == "noise" for block in doc.blocks)
    return {
        "t": said,
        "lang": {"zh": "zh-CN", "en": "en"}[lang],
        "title": title or next((job.title for job in doc.jobs if job.title), None) or "jdparse",
        "doc": doc,
        "sections": made,
        "kinds": {kind: count for kind, count in {"tag": tags, "label": labels, **counts, "noise": noise}.items() if count},
        "colours": colours(),
        "values": lambda fact: [(said["field"].get(name, name), value_text(value, said)) for name, value in fact.values.items()],
        "requirements": sum(len(job.requirements) for job in doc.jobs),
        "clauses": sum(len(job.clauses) for job in doc.jobs),
        "noise": noise,
        "shown": shown if shown is not None and len(doc.text) > shown else None,
        "uid": "jd" + blake2b(doc.text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest(),
        "version": __version__,
    }
