"""The public result: frozen pydantic objects with offsets into the text as the caller gave it.

Offsets are half-open and count Unicode code points of the source. ``text`` is the cleaned reading of a span and may
differ from ``source[start:end]`` where the source holds hard line wraps, tags or injected watermarks.
"""

# No ``from __future__ import annotations`` here: pydantic would compile every annotation again from its text.
from collections.abc import Iterable
from typing import Annotated, Literal, TypeVar, Union, get_args

from pydantic import Field

from jdparse import display, explain
from jdparse.frozen import Frozen, Lazy

__all__ = [
    "Age",
    "Benefit",
    "Block",
    "BlockKind",
    "Certificate",
    "Clause",
    "Contact",
    "Document",
    "Education",
    "EducationLevel",
    "Experience",
    "Failure",
    "Gender",
    "Headcount",
    "Height",
    "Job",
    "Language",
    "Location",
    "Major",
    "Modality",
    "Proficiency",
    "Requirement",
    "RequirementType",
    "Residency",
    "Salary",
    "SectionKind",
    "Skill",
    "Span",
    "Tag",
    "Trait",
    "WorkCondition",
    "binding",
]

SCHEMA_VERSION = "1.0"

SectionKind = Literal[
    "duties",
    "requirements",
    "benefits",
    "overview",
    "facts",
    "authority",
    "relations",
    "career",
    "assessment",
    "schedule",
    "company",
    "application",
    "other",
]
BlockKind = Literal["title", "heading", "marker", "clause", "noise"]
Modality = Literal["required", "preferred"]
EducationLevel = Literal["初中", "高中", "中专", "大专", "本科", "硕士", "博士", "不限"]
Proficiency = Literal["了解", "熟悉", "掌握", "熟练", "精通"]
ExperienceKind = Literal["years", "unlimited", "graduate", "unstated"]
SalaryPeriod = Literal["month", "year", "day", "hour"]

_EDUCATION_RANKS: dict[str, int] = {level: rank for rank, level in enumerate(("不限", *get_args(EducationLevel)[:-1]))}
_GB4658 = {"初中": "70", "高中": "60", "中专": "40", "大专": "30", "本科": "20", "硕士": "14", "博士": "11"}
_ISCED = {"初中": 2, "高中": 3, "中专": 3, "大专": 5, "本科": 6, "硕士": 7, "博士": 8}

SECTION_KINDS: tuple[str, ...] = get_args(SectionKind)


class Span(Frozen):
    """A piece of the source: ``source[start:end]``, offsets in code points."""

    start: int
    end: int


class Block(Span):
    """One tile of the source: a title, heading, list marker, clause or noise. ``reason`` names why it is that kind."""

    text: str
    kind: BlockKind
    reason: str


class Tag(Frozen):
    """A duty category: its stable id, Chinese name and a calibrated score between 0 and 1."""

    category: str
    name: str
    score: float


class Clause(Span):
    """One item of a list, as the author numbered or broke it (guideline section 3)."""

    text: str
    number: str | None
    ordinal: int | None
    level: int
    parent: int | None
    label: str | None
    section: SectionKind
    tags: tuple[Tag, ...]


class BaseRequirement(Span):
    """What every typed fact carries (guideline section 5)."""

    text: str
    modality: Modality
    clause: int
    rule: str


class Experience(BaseRequirement):
    """Years of experience; a bound that the text does not state is None."""

    type: Literal["experience"] = "experience"
    min_years: float | None
    max_years: float | None
    field: str | None
    kind: ExperienceKind


class Education(BaseRequirement):
    """The lowest accepted level of education.

    ``rank``, ``gb4658`` and ``isced`` are derived from ``min_level`` and so follow its reading of synonyms (职高 is 高中, 技校 is 中专).

    >>> place = {"start": 0, "end": 4, "text": "大专以上", "modality": "required", "clause": 0, "rule": "education.level"}
    >>> asked = Education(**place, min_level="大专", full_time=None, school_tier=None)
    >>> asked.gb4658, asked.isced, asked.rank
    ('30', 5, 4)
    """

    type: Literal["education"] = "education"
    min_level: EducationLevel | None
    full_time: bool | None
    school_tier: str | None

    @property
    def rank(self) -> int | None:
        """The level's place from 初中 (1) to 博士 (7), 不限 0, None where no level is stated.

        Boards disagree on 高中 and 中专; here 高中 is the lower, as in the order of the guideline's levels.
        """
        return None if self.min_level is None else _EDUCATION_RANKS[self.min_level]

    @property
    def gb4658(self) -> str | None:
        """The code of GB/T 4658-2006 (学历代码), None for 不限 and where no level is stated.

        The code of the group (本科 20, 大专 30, 中专 40, 高中 60, 初中 70); group 10 holds both postgraduate levels, so these take
        the codes of its members, 博士 11 and 硕士 14. The codes fall as the level rises and are no order: see ``rank``.
        """
        return None if self.min_level is None else _GB4658.get(self.min_level)

    @property
    def isced(self) -> int | None:
        """The level of ISCED 2011 (0 to 8), None for 不限 and where no level is stated; 高中 and 中专 are both 3."""
        return None if self.min_level is None else _ISCED.get(self.min_level)


class Age(BaseRequirement):
    """Age bounds in years."""

    type: Literal["age"] = "age"
    min_age: int | None
    max_age: int | None


class Gender(BaseRequirement):
    """A stated sex of the holder; 不限 where the text says so."""

    type: Literal["gender"] = "gender"
    gender: Literal["男", "女", "不限"]


class Height(BaseRequirement):
    """Body height bounds in centimetres."""

    type: Literal["height"] = "height"
    min_cm: float | None
    max_cm: float | None


class Major(BaseRequirement):
    """Fields of study; ``("不限",)`` where the text says that any will do."""

    type: Literal["major"] = "major"
    majors: tuple[str, ...]


class Language(BaseRequirement):
    """A human language and the level or certificate asked for."""

    type: Literal["language"] = "language"
    language: str
    level: str | None


class Certificate(BaseRequirement):
    """A certificate or licence."""

    type: Literal["certificate"] = "certificate"
    name: str


class Skill(BaseRequirement):
    """A tool, software, method or body of knowledge."""

    type: Literal["skill"] = "skill"
    name: str
    proficiency: Proficiency | None


class Trait(BaseRequirement):
    """A soft skill, attitude or ability."""

    type: Literal["trait"] = "trait"
    name: str


class Residency(BaseRequirement):
    """A condition on where the holder is registered or lives."""

    type: Literal["residency"] = "residency"
    condition: str


class WorkCondition(BaseRequirement):
    """Shifts, travel, overtime, pressure, availability."""

    type: Literal["work_condition"] = "work_condition"
    condition: str


class Salary(BaseRequirement):
    """Pay in yuan a period; ``months`` is the number of monthly salaries a year."""

    type: Literal["salary"] = "salary"
    min: float | None
    max: float | None
    period: SalaryPeriod | None
    months: float | None


class Headcount(BaseRequirement):
    """How many people are sought."""

    type: Literal["headcount"] = "headcount"
    count: int | None


Requirement = Annotated[
    Union[
        Experience,
        Education,
        Age,
        Gender,
        Height,
        Major,
        Language,
        Certificate,
        Skill,
        Trait,
        Residency,
        WorkCondition,
        Salary,
        Headcount,
    ],
    Field(discriminator="type"),
]
REQUIREMENT_CLASSES: dict[str, type[BaseRequirement]] = {
    cls.model_fields["type"].default: cls for cls in get_args(get_args(Requirement)[0])
}
RequirementType = Literal[
    "experience",
    "education",
    "age",
    "gender",
    "height",
    "major",
    "language",
    "certificate",
    "skill",
    "trait",
    "residency",
    "work_condition",
    "salary",
    "headcount",
]


R = TypeVar("R", bound=BaseRequirement)


def binding(requirements: Iterable[BaseRequirement], kind: type[R]) -> R | None:
    """The fact of one kind that binds most, or None where there is none of that kind.

    Required comes before preferred, then the highest minimum, then the first in the text; a minimum that is not stated is the lowest.
    The minimum is ``min_years``, the rank of ``min_level``, ``min_age`` or ``min``; kinds without one go by modality and place.

    >>> def years(low, modality="required"):
    ...     return Experience(
    ...         start=0, end=4, text="…", modality=modality, clause=0, rule="experience.years",
    ...         min_years=low, max_years=None, field=None, kind="years",
    ...     )  # fmt: skip
    >>> binding([years(2), years(5), years(8, "preferred")], Experience).min_years
    5.0
    """
    best: R | None = None
    for requirement in requirements:
        if isinstance(requirement, kind) and (best is None or _weight(requirement) > _weight(best)):
            best = requirement
    return best


def _weight(requirement: BaseRequirement) -> tuple[bool, float]:
    least: float | None = None
    if isinstance(requirement, Experience):
        least = requirement.min_years
    elif isinstance(requirement, Education):
        least = requirement.rank
    elif isinstance(requirement, Age):
        least = requirement.min_age
    elif isinstance(requirement, Salary):
        least = requirement.min
    return requirement.modality == "required", -1.0 if least is None else float(least)


class Benefit(Span):
    """A benefit that the posting states (五险一金, 双休 …), by its canonical name."""

    text: str
    name: str


class Location(Span):
    """A place of work as written, with the province and the city that it names, in short names, where it names them."""

    text: str
    province: str | None
    city: str | None


class Contact(Span):
    """A way to reach the employer: a phone number, QQ number, WeChat account, mail address or a person's name."""

    text: str
    kind: Literal["phone", "qq", "wechat", "email", "person"]


class Job(Span, Lazy):
    """One posting: from its title or first heading to its last clause (guideline section 1)."""

    title: str | None
    title_span: Span | None
    clauses: tuple[Clause, ...]
    requirements: tuple[Requirement, ...]
    headings: tuple[Block, ...]
    benefits: tuple[Benefit, ...] = ()
    locations: tuple[Location, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def duties(self) -> tuple[Clause, ...]:
        """The clauses of the duties section."""
        return tuple(c for c in self.clauses if c.section == "duties")

    @property
    def experience(self) -> Experience | None:
        """The experience that binds most (see ``binding``), or None."""
        return binding(self.requirements, Experience)

    @property
    def education(self) -> Education | None:
        """The education that binds most, or None."""
        return binding(self.requirements, Education)

    @property
    def age(self) -> Age | None:
        """The age that binds most, or None."""
        return binding(self.requirements, Age)

    @property
    def salary(self) -> Salary | None:
        """The pay that binds most, or None."""
        return binding(self.requirements, Salary)


class Failure(Frozen):
    """What a record got that could not be parsed."""

    index: int
    error: str
    message: str


class Document(Lazy):
    """A parsed source.

    ``blocks`` tile the source: every title, heading, marker, clause and piece of noise, in order, white space and
    separators aside. They are built when first read; a batch that never looks at them does not pay for them.
    """

    text: str
    jobs: tuple[Job, ...]
    blocks: tuple[Block, ...]
    schema_version: str
    steps: tuple[str, ...] = ()

    def explain(self) -> str:
        """Why each line became what it is, in words: the cleaning steps that fired, then every block with its reason.

        The sentences belong to the codes of ``Block.reason``, which are what a program should read.

        >>> import jdparse
        >>> print(jdparse.parse("任职要求：1、大专以上学历").explain(), end="")
        13 characters, 1 job, 3 blocks
        job 1: no title, as nothing in or right above it names the post
          [0:5] heading “任职要求：”: a known heading word closed by a colon
          [5:7] marker “1、”: an Arabic number with its point that fits its list
          [7:13] clause “大专以上学历”: one item of a list; requirements, as its heading says
        """
        return explain.explain(self)

    def _repr_html_(self) -> str | None:
        """How a notebook shows the document: see ``jdparse.render``, which writes the same as a page of its own."""
        return display.notebook(self)

    @property
    def noise(self) -> tuple[Block, ...]:
        """The blocks that belong to no job: navigation, adverts, notices, watermarks."""
        return tuple(b for b in self.blocks if b.kind == "noise")
