"""Write the golden files and the README's demo anew from what the parser says now. Read the difference before committing it.

usage: python tests/write_expected.py
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

import jdparse
from jdparse.tree import print_tree
from test_golden import PAGES, expected, structure

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    for page in PAGES:
        text = json.dumps(structure(jdparse.parse(jdparse.read_text(page))), ensure_ascii=False, indent=1)
        expected(page).write_text(text + "\n", encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        print_tree(jdparse.parse(jdparse.read_text(ROOT / "examples" / "demo_page.txt")))
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    shown = re.compile(r"(and prints\n\n```console\n\$ make demo\n).*?^```$", re.MULTILINE | re.DOTALL)
    readme.write_text(shown.sub(lambda m: m[1] + printed.getvalue() + "```", text), encoding="utf-8")


if __name__ == "__main__":
    main()
