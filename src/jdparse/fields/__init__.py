"""A job board's own columns as typed values: salary, experience, education, headcount, age, gender.

Each function takes one column as the board wrote it and returns a small frozen object, or None where the column states nothing
that can be known (``-``, ``0``, 其他, a bare ``15-25``); the string itself stays in ``raw``. They read a column with a
grammar, not with a table of one board's strings, and never guess a unit.

>>> from jdparse import fields
>>> fields.salary("8千-1.2万").max, fields.experience("3年以上").min_years, fields.education("大专及以上").min_level
(12000.0, 3.0, '大专')
"""

from __future__ import annotations

from jdparse.fields.compare import Disagreement, compare
from jdparse.fields.money import salary
from jdparse.fields.values import Age, Education, Experience, Gender, Headcount, Salary
from jdparse.fields.words import education, gender, headcount
from jdparse.fields.years import age, experience

__all__ = [
    "Age",
    "Disagreement",
    "Education",
    "Experience",
    "Gender",
    "Headcount",
    "Salary",
    "age",
    "compare",
    "education",
    "experience",
    "gender",
    "headcount",
    "salary",
]
