"""The language of the command line: English, or Chinese where the locale says so.

``JDPARSE_LANG`` (``zh`` or ``en``) comes first, then ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``, as POSIX orders them; a value that
starts with ``zh`` is Chinese, everything else English. Messages stand in the code in English; ``lexicon/messages.toml`` holds the
Chinese of each, so a wheel and a checkout read the same file and nothing is compiled. Results, reason codes and the texts of errors
are the same in both languages: programs read them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from jdparse.toml_files import builtin

__all__ = ["PANELS", "catalogue", "language", "localise", "paragraphs", "say"]

PANELS = (
    "ARGUMENTS_PANEL_TITLE",
    "OPTIONS_PANEL_TITLE",
    "COMMANDS_PANEL_TITLE",
    "ERRORS_PANEL_TITLE",
    "DEFAULT_STRING",
    "REQUIRED_LONG_STRING",
)


def language(environ: Mapping[str, str] | None = None) -> Literal["en", "zh"]:
    """The language that the environment asks for.

    >>> language({"LANG": "zh_CN.UTF-8"}), language({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}), language({})
    ('zh', 'en', 'en')
    >>> language({"LC_ALL": "C", "JDPARSE_LANG": "zh"})
    'zh'
    """
    given = os.environ if environ is None else environ
    chosen = next((given[name] for name in ("JDPARSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if given.get(name)), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


@cache
def catalogue() -> Mapping[str, str]:
    """The Chinese of each English message; what has ``{names}`` is a template of ``str.format``."""
    return {entry["en"].strip(): entry["zh"].strip() for entry in builtin("messages")["message"]}


def say(message: str, /, **values: Any) -> str:
    """A message in the language of the environment, with its values filled in; English where the catalogue lacks it."""
    told = catalogue().get(message, message) if language() == "zh" else message
    return told.format(**values) if values else told


def paragraphs(text: str) -> list[str]:
    r"""The paragraphs of a help text, each in one line: a message each.

    >>> paragraphs("Parse a file.\n\nExit status:\n0.")
    ['Parse a file.', 'Exit status: 0.']
    """
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def localise(command: Any) -> None:
    """Put the help of a Typer command, of its options and of the commands below it into the language of the environment."""
    if language() == "en":
        return
    from typer import rich_utils

    for name in PANELS:
        setattr(rich_utils, name, say(getattr(rich_utils, name)))
    _translate(command, None)


def _translate(command: Any, above: Any) -> None:
    from typer import Context

    context = Context(command, parent=above, **command.context_settings)
    command.help = command.help and "\n\n".join(map(say, paragraphs(command.help)))
    command.short_help = command.short_help and say(command.short_help)
    for option in (*command.params, command.get_help_option(context)):
        if option is not None:
            option.help = option.help and say(option.help)
            option.rich_help_panel = option.rich_help_panel and say(option.rich_help_panel)
    for below in getattr(command, "commands", {}).values():
        _translate(below, context)
