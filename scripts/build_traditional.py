"""Write src/jdparse/lexicon/traditional.txt from OpenCC's TSCharacters table.

usage: pip install opencc-python-reimplemented && python scripts/build_traditional.py

One line a pair: the traditional character and the first simplified one OpenCC gives, where both are one code point
and differ. Characters that simplified text uses too (OpenCC lists some only for variants) are left out when the
simplified list of OpenCC's STCharacters has them as a key, so that simplified text never changes.
"""

from __future__ import annotations

from pathlib import Path

import opencc

TABLES = Path(opencc.__file__).parent / "dictionary"
TARGET = Path(__file__).resolve().parents[1] / "src/jdparse/lexicon/traditional.txt"


def pairs(name: str) -> dict[str, str]:
    rows = (line.split("\t") for line in (TABLES / name).read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {key: value.split()[0] for key, value in rows}


def main() -> None:
    simplified = set(pairs("STCharacters.txt"))
    rows = [
        f"{key}{value}"
        for key, value in sorted(pairs("TSCharacters.txt").items())
        if len(key) == len(value) == 1 and key != value and key not in simplified
    ]
    TARGET.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(rows)} characters")


if __name__ == "__main__":
    main()
