"""A parsed job in the words of others: schema.org ``JobPosting``, JSON Resume, the occupations of 职业分类大典.

Codes of education stand on ``jdparse.schema.Education`` (``gb4658``, ``isced``) and in both exports. ``docs/exports.md`` says what goes where.
"""

from __future__ import annotations

from jdparse.exports.occupations import EDITION, Occupation, occupations
from jdparse.exports.parts import LIMITS, NOTICE
from jdparse.exports.posting import FACTS, job_posting
from jdparse.exports.resume import job_description

__all__ = ["EDITION", "FACTS", "LIMITS", "NOTICE", "Occupation", "job_description", "job_posting", "occupations"]
