"""The version of the package, where its build and its tables both find it."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
