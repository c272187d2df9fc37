"""jdparse: Chinese job descriptions to typed objects.

Names load on first use (PEP 562), so that ``import jdparse`` costs next to nothing.

>>> import jdparse
>>> doc = jdparse.parse("岗位职责：1、接待来访客户；2、登记客户资料。任职要求：大专以上学历。")
>>> [(clause.number, clause.text, clause.section) for clause in doc.jobs[0].clauses]
[('1、', '接待来访客户', 'duties'), ('2、', '登记客户资料', 'duties'), (None, '大专以上学历', 'requirements')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jdparse.version import __version__

if TYPE_CHECKING:
    from jdparse import arrow as arrow
    from jdparse import compliance as compliance
    from jdparse import evaluation as evaluation
    from jdparse import exports as exports
    from jdparse import fields as fields
    from jdparse import taxonomy as taxonomy
    from jdparse.api import parse as parse
    from jdparse.api import redact as redact
    from jdparse.api import tag as tag
    from jdparse.arrow import tables as tables
    from jdparse.display import render as render
    from jdparse.errors import JdparseError as JdparseError
    from jdparse.files import read_file as read_file
    from jdparse.keywords import terms as terms
    from jdparse.many import parse_many as parse_many
    from jdparse.parser import Parser as Parser
    from jdparse.requirements.rule import Rule as Rule
    from jdparse.requirements.skill_names import canonical_name as canonical_name
    from jdparse.schema import Age as Age
    from jdparse.schema import Benefit as Benefit
    from jdparse.schema import Block as Block
    from jdparse.schema import Certificate as Certificate
    from jdparse.schema import Clause as Clause
    from jdparse.schema import Contact as Contact
    from jdparse.schema import Document as Document
    from jdparse.schema import Education as Education
    from jdparse.schema import Experience as Experience
    from jdparse.schema import Failure as Failure
    from jdparse.schema import Gender as Gender
    from jdparse.schema import Headcount as Headcount
    from jdparse.schema import Height as Height
    from jdparse.schema import Job as Job
    from jdparse.schema import Language as Language
    from jdparse.schema import Location as Location
    from jdparse.schema import Major as Major
    from jdparse.schema import Requirement as Requirement
    from jdparse.schema import Residency as Residency
    from jdparse.schema import Salary as Salary
    from jdparse.schema import Skill as Skill
    from jdparse.schema import Span as Span
    from jdparse.schema import Tag as Tag
    from jdparse.schema import Trait as Trait
    from jdparse.schema import WorkCondition as WorkCondition
    from jdparse.source import decode as decode
    from jdparse.source import read_text as read_text
    from jdparse.spacy_pipe import load as load

_NAMES = {
    "jdparse.api": "parse redact tag",
    "jdparse.arrow": "tables",
    "jdparse.display": "render",
    "jdparse.files": "read_file",
    "jdparse.keywords": "terms",
    "jdparse.spacy_pipe": "load",
    "jdparse.errors": "JdparseError",
    "jdparse.many": "parse_many",
    "jdparse.parser": "Parser",
    "jdparse.requirements.rule": "Rule",
    "jdparse.requirements.skill_names": "canonical_name",
    "jdparse.schema": (
        "Age Benefit Block Certificate Clause Contact Document Education Experience Failure Gender Headcount Height Job Language Location Major "
        "Requirement Residency Salary Skill Span Tag Trait WorkCondition"
    ),
    "jdparse.source": "decode read_text",
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}

_MODULES = ("arrow", "compliance", "evaluation", "exports", "fields", "taxonomy")

__all__ = ["__version__", *_HOMES, *_MODULES]  # noqa: PLE0604  the names are strings, built above


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    if name in _MODULES:
        return import_module(f"jdparse.{name}")
    raise AttributeError(f"module 'jdparse' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
