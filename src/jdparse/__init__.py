"""jdparse: Chinese job descriptions to typed objects.

Names load on first use (PEP 562), so that ``import jdparse`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jdparse.api import parse as parse
    from jdparse.api import tag as tag
    from jdparse.parser import Parser as Parser

_HOMES = {"parse": "jdparse.api", "tag": "jdparse.api", "Parser": "jdparse.parser"}

__all__ = ["Parser", "parse", "tag"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'jdparse' has no attribute {name!r}")
