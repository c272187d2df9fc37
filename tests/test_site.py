"""The documentation site: what its hooks fill in, and, built, that it needs no other host."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

import jdparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "scripts"))
import docs_hooks  # noqa: E402  it stands beside the package

PAGES = sorted((ROOT / "docs").glob("*.md"))


def test_the_taxonomy_page_names_every_category_once():
    text = docs_hooks.on_page_markdown("{{ taxonomy }}")
    rows = re.findall(r"^\| (\S+)<br>`(\w+)` \|", text, re.MULTILINE)
    assert rows == [
        (category.name, category.id) for group in jdparse.taxonomy.load().groups for category in jdparse.taxonomy.load().of_group(group.id)
    ]
    assert "O*NET" in text


def test_the_limits_page_holds_every_known_failure():
    lines = [line for path in (ROOT / "tests/cases").glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    known = [case for case in map(json.loads, lines) if case.get("expect") == "fail"]
    text = docs_hooks.on_page_markdown("{{ failures }}")
    assert text.startswith(f"{len(known)} layouts:")
    assert text.count("\n|") == len(known) + 2


def test_markup_in_a_failing_text_stays_text():
    assert docs_hooks.cell("<b>*1*|2</b>") == "&lt;b&gt;\\*1\\*\\|2&lt;/b&gt;"


def test_a_section_of_a_file_ends_at_the_next_heading():
    text = docs_hooks.on_page_markdown('above\n{{ section annotations/README.md "The guideline in short" }}\nbelow')
    assert text.startswith("above\n- A **job** starts")
    assert text.endswith("**noise**.\nbelow")


def test_a_section_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="no heading 'Nowhere'"):
        docs_hooks.on_page_markdown('{{ section README.md "Nowhere" }}')


def test_what_the_navigation_does_not_name_is_a_how_to():
    config = SimpleNamespace(
        docs_dir=str(ROOT / "docs"), nav=[{"Home": "index.md"}, {docs_hooks.HOW_TO: []}, {"Data": [{"Model": "model.md"}]}]
    )
    found = docs_hooks.on_config(config).nav[1][docs_hooks.HOW_TO]
    assert "batch.md" in found
    assert sorted([*found, "index.md", "model.md"]) == [path.name for path in PAGES]


class Loads(HTMLParser):
    """What a page loads: scripts, styles, images, frames; links that a reader may click are no loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if held.get("src"):
            self.found.append(held["src"] or "")
        if tag == "link" and held.get("rel") in ("stylesheet", "preload", "preconnect", "icon"):
            self.found.append(held.get("href") or "")


@pytest.mark.system
def test_the_built_site_loads_nothing_from_another_host(tmp_path):
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"], cwd=ROOT, check=True)
    built = sorted((tmp_path / "site").rglob("*.html"))
    assert {path.stem for path in PAGES} <= {path.stem for path in built}
    for path in built:
        page = Loads()
        page.feed(path.read_text(encoding="utf-8"))
        assert page.found
        assert not [address for address in page.found if re.match(r"(?:https?:)?//", address)], path.name
    styles = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.css"))
    assert not re.search(r"url\([\"']?(?:https?:)?//", styles)
    assert ">>>" not in re.sub(
        r"&gt;", ">", re.sub(r"<(?:pre|code).*?</(?:pre|code)>", "", (tmp_path / "site/model.html").read_text("utf-8"), flags=re.DOTALL)
    )
