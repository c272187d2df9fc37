"""Patterns that are compiled when they are first used.

The modules of the parser hold hundreds of patterns, a short text needs some fifty of them, and compiling them all takes longer than
anything else at the start of a process. So a module writes ``_STOP = regex("[。；]")`` where it would write ``re.compile``, and uses
``_STOP`` as the compiled pattern, which takes its place in the module at the first use: from then on there is nothing in between.

>>> words = regex("[a-z]{1,20}")
>>> words.findall("ab, cd")
['ab', 'cd']
"""

from __future__ import annotations

import re
import sys
from typing import Any, AnyStr, cast

__all__ = ["regex"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Later:
    """Stands for a pattern until its first use.

    It then puts the compiled pattern in its own place among the names of the module that wrote it and of the one that uses it.
    Where else it is held (a tuple, an attribute) it takes over the pattern's methods, which costs a little at every use.
    """

    def __init__(self, source: AnyStr, flags: int, home: dict[str, Any]) -> None:
        self.pattern: str | bytes = source
        self.flags, self._home = flags, home

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # no pattern has such: somebody looks through the names of a module
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for names in (self._home, sys._getframe(1).f_globals):  # noqa: SLF001
            for key, value in list(names.items()):
                if value is self:
                    names[key] = compiled
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return re.compile, (self.pattern, self.flags)


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern that ``re.compile`` gives for the same arguments, compiled at its first use, when an error in it is raised too."""
    return cast("re.Pattern[AnyStr]", _Later(source, int(flags), sys._getframe(1).f_globals))  # noqa: SLF001  as namedtuple finds its module
