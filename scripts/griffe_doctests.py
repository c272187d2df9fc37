"""For mkdocstrings: the doctests of docstrings become blocks of code; Markdown would take ``>>>`` for a quotation of quotations."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

EXAMPLE = re.compile(r"^>>> .*\n?(?:.+\n?)*", re.MULTILINE)


class Doctests(Extension):
    """Fences around examples that stand outside a section of their own."""

    def on_instance(self, *, obj: Object, **_: Any) -> None:
        """Every docstring of a module, once it is read."""
        if obj.docstring is not None:
            obj.docstring.value = EXAMPLE.sub(lambda m: f"```pycon\n{m[0].rstrip()}\n```\n", obj.docstring.value)
