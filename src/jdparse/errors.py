"""Every error that jdparse raises on purpose, each with a stable code.

A message says what is wrong, where, what is allowed and what to do next. A clause or a page in which nothing is
found is not an error: it yields empty results.
"""

from __future__ import annotations

__all__ = ["AnnotationError", "BatchError", "JdparseError", "LexiconError", "ModelError", "PageError", "SourceError", "TextTooLongError"]


class JdparseError(Exception):
    """Base of all jdparse errors; ``code`` is stable across releases.

    >>> try:
    ...     raise SourceError("JD202", "page.txt: not text")
    ... except JdparseError as error:
    ...     error.code, str(error)
    ('JD202', '[JD202] page.txt: not text')
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"[{code}] {message}")
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[JdparseError], tuple[str, str]]:
        return type(self), (self.code, self.message)


class TextTooLongError(JdparseError):
    """The text is longer than the documented limit (code JD101)."""


class SourceError(JdparseError):
    """A file or a byte string could not be read as text (codes JD2xx)."""


class LexiconError(JdparseError):
    """A word list, a rule or a taxonomy file is not well formed (codes JD3xx)."""


class ModelError(JdparseError):
    """A model is missing, damaged or of another version (codes JD4xx)."""


class BatchError(JdparseError):
    """A batch cannot be read, run or written (codes JD5xx)."""


class PageError(JdparseError):
    """A page cannot be made or written (codes JD7xx)."""


class AnnotationError(JdparseError):
    """An annotated text or an exchange file of an annotation tool is not well formed (codes JD6xx)."""


def reason(error: Exception) -> tuple[str, str]:
    """The code and the message by which a record's failure is reported: a jdparse code, or the name of the exception.

    >>> reason(SourceError("JD202", "not text")), reason(TypeError("not a str"))
    (('JD202', 'not text'), ('TypeError', 'not a str'))
    """
    if isinstance(error, JdparseError):
        return error.code, error.message
    return type(error).__name__, str(error)
