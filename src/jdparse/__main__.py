"""``python -m jdparse``: the same as the ``jdparse`` command."""

from __future__ import annotations

from jdparse.cli import main

if __name__ == "__main__":
    main()
