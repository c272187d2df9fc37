"""What holds for the whole run: the command in English, the same random texts every time in CI, and how many tests a marker left out.

The count is told at the end of the run, also when pytest-xdist runs the tests in workers.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

os.environ["JDPARSE_LANG"] = "en"  # also for the commands that tests start, whatever the locale of who runs them

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

LEFT_OUT = pytest.StashKey[int]()


def pytest_deselected(items):
    if items:
        config = items[0].config
        config.stash[LEFT_OUT] = config.stash.get(LEFT_OUT, 0) + len(items)


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    output = getattr(node, "workeroutput", None) or {}  # every worker collects, and leaves out, the same tests
    node.config.stash[LEFT_OUT] = max(node.config.stash.get(LEFT_OUT, 0), output.get("left_out", 0))


def pytest_terminal_summary(terminalreporter, config):
    marks = config.option.markexpr
    if marks:
        terminalreporter.write_line(f"left out by -m {marks!r}: {config.stash.get(LEFT_OUT, 0)} tests")
