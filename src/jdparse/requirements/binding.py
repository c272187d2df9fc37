"""The one fact of a kind that binds an applicant most: what ``Job.experience``, ``.education``, ``.age`` and ``.salary`` give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from jdparse.schema import Age, BaseRequirement, Education, Experience, Salary

__all__ = ["binding"]

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
