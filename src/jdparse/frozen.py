"""What all result objects are made of: frozen pydantic models, built without validation by the parser, some fields only when read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr, SerializerFunctionWrapHandler, model_serializer
from pydantic_core import PydanticSerializationError

__all__ = ["Frozen", "Lazy", "trusted"]


_HALF = re.compile("[\ud800-\udfff]")  # half a character, which neither UTF-8 nor a JSON reader takes


class Frozen(BaseModel):
    """Immutable, and strict about unknown names.

    Validators and serialisers are built when first needed: the parser needs neither.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_dump_json(self, *, indent: int | None = None, **options: Any) -> str:
        """JSON, as pydantic writes it; a lone surrogate of the source is written as U+FFFD, so that every offset still holds.

        >>> Frozen().model_dump_json()
        '{}'
        """
        try:
            return super().model_dump_json(indent=indent, **options)
        except PydanticSerializationError:
            values = self.model_dump(mode="json", **{name: value for name, value in options.items() if name != "ensure_ascii"})
            separators = (",", ":") if indent is None else (",", ": ")
            return _HALF.sub("\ufffd", json.dumps(values, ensure_ascii=False, indent=indent, separators=separators))


class Lazy(Frozen):
    """A model some of whose fields are built when first read.

    Who never looks at them does not pay for them. Serialising, comparing, printing and pickling read them all.
    """

    _later: dict[str, Callable[[], Any]] = PrivateAttr(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        later = (object.__getattribute__(self, "__pydantic_private__") or {}).get("_later") or {}
        if name in later:
            return self.__dict__.setdefault(name, later[name]())
        if name in self.__dict__:  # another thread has built it meanwhile
            return self.__dict__[name]
        return super().__getattr__(name)  # type: ignore[misc]  # pydantic defines it for private attributes

    def _complete(self) -> None:
        """Build what has not been read yet, in the order of ``later``, and let go of what it would be built from."""
        private = self.__pydantic_private__
        if private and (later := private.get("_later")):
            own = {name: value for name, value in self.__dict__.items() if name not in later}
            object.__setattr__(self, "__dict__", own | {name: getattr(self, name) for name in later})
            private["_later"] = {}

    @model_serializer(mode="wrap")
    def _whole(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        self._complete()
        whole: dict[str, Any] = serialize(self)
        return whole

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lazy):
            return NotImplemented
        self._complete()
        other._complete()
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[tuple[str, Any]]:  # type: ignore[override]  # as in pydantic: dict(job)
        self._complete()
        yield from super().__iter__()

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        self._complete()
        return super().__repr_args__()

    def __getstate__(self) -> dict[Any, Any]:
        self._complete()
        return super().__getstate__()


M = TypeVar("M", bound=Frozen)
_new, _put = object.__new__, object.__setattr__
_FIELDS: dict[type, set[str]] = {}  # the instances are frozen: one set a class will do


def trusted(cls: type[M], values: dict[str, Any], later: dict[str, Callable[[], Any]] | None = None) -> M:
    """An instance of ``cls`` from values that the parser itself made, without validating them again.

    Validation costs ten times the parsing of a clause; a test validates what this returns. Every field must be given, in
    declaration order; ``later`` holds what builds the fields of a ``Lazy`` class that are left out.
    """
    made = _new(cls)
    _put(made, "__dict__", values)
    _put(made, "__pydantic_fields_set__", _FIELDS.get(cls) or _FIELDS.setdefault(cls, set(cls.model_fields)))
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", {"_later": later} if later is not None else None)
    return made
