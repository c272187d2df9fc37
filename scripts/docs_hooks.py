"""What `mkdocs build` adds to the pages: the list of how-tos, and what would otherwise be written down twice.

A page writes `{{ section FILE "HEADING" }}`, `{{ taxonomy }}` or `{{ failures }}` on a line of its own.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jdparse import taxonomy
from jdparse.annotation import parse_inline

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parents[1]
HOW_TO = "怎么做 How-to"
FILLED = re.compile(r'^\{\{ (\w+)(?: ([\w/.]+) "([^"]+)")? \}\}$', re.MULTILINE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Every page that the navigation does not name is a how-to."""
    named = set(pages(config.nav))
    found = [path.name for path in sorted(Path(config.docs_dir).glob("*.md")) if path.name not in named]
    for entry in config.nav or []:
        if HOW_TO in entry:
            entry[HOW_TO] = found
    return config


def pages(nav: Any) -> Iterator[str]:
    """The files that a navigation names."""
    if isinstance(nav, str):
        yield nav
    else:
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from pages(entry)


def on_page_markdown(markdown: str, **_: object) -> str:
    """The page with its fills."""
    return FILLED.sub(lambda m: FILLS[m[1]](*[part for part in m.groups()[1:] if part is not None]), markdown)


def section(file: str, heading: str) -> str:
    """The words below a heading of a Markdown file of the project, up to the next one."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"{file} has no heading {heading!r}; name one that it has")
    return found[1].strip()


def taxonomy_tables() -> str:
    """A table for each group of the taxonomy, and the attribution that O*NET asks for."""
    known = taxonomy.load()
    parts = [f"{len(known.categories)} categories in {len(known.groups)} groups, version {known.version}.\n"]
    for group in known.groups:
        parts.append(f"## {group.name}\n\n{group.definition}\n")
        parts.append("| 类别 category | definition | 例如 typical activities |\n|---|---|---|")
        for category in known.of_group(group.id):
            others = [f"{e.what}: {'、'.join(known[see].name for see in e.see)}" for e in category.excludes]
            definition = category.definition + "".join(f"<br>*not* {other}" for other in others)
            parts.append(f"| {category.name}<br>`{category.id}` | {definition} | {'、'.join(category.includes)} |")
        parts.append("")
    return "\n".join([*parts, known.attribution])


def failures() -> str:
    """The cases that are known to be read wrongly: what each shows, and its text."""
    rows = []
    for path in sorted((ROOT / "tests/cases").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case.get("expect") == "fail":
                text = " ⏎ ".join(parse_inline(case["text"]).text.split("\n"))
                rows.append(f"| {cell(case['comment'])} | {cell(text)} |")
    return f"{len(rows)} layouts:\n\n| what is misread | a text that shows it |\n|---|---|\n" + "\n".join(rows)


def cell(text: str) -> str:
    """A text as it stands in a cell of a Markdown table."""
    return re.sub(r"([\\`*_{}\[\]#|])", r"\\\1", html.escape(text, quote=False))


FILLS = {"section": section, "taxonomy": taxonomy_tables, "failures": failures}
