"""A made-up job board: as many ads as one asks for, put together from parts written for this project.

    python examples/generate_board.py 2000 -o board.csv        # or board.parquet
    python examples/generate_board.py 200000 --seed 7 -o board.parquet

The ads are for trying jdparse at scale, not for learning anything about the world: pay, years and education hang together as this
file says they do. The same number and seed give the same ads. Four sites each have layouts of their own: numbered lines, everything
in one line, bullets, HTML, label and value, prose without headings. On purpose some ads are messy (``SHARES``): a text says
another thing than its columns, holds two posts, is empty, or is posted again in another city.
"""

from __future__ import annotations

import argparse
import csv
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CLAUSES = HERE.parent / "annotations" / "clauses"
COLUMNS = ("职位编号", "来源", "职位名称", "薪资", "经验", "学历", "城市", "公司", "职位描述")
SHARES = {"empty": 0.004, "again": 0.02, "two_posts": 0.03, "contradicts": 0.06, "restricts": 0.1, "negotiable": 0.07, "noise": 0.4}
RANKS = {"junior": 5, "senior": 4, "head": 1}
LEADING = {"团队管理", "绩效", "计划目标"}
"""Categories of duties that those who lead nobody do not get."""

Ad = dict[str, str]


@cache
def parts() -> dict[str, Any]:
    """What ``board_parts.toml`` holds."""
    return tomllib.loads((HERE / "board_parts.toml").read_text(encoding="utf-8"))


@cache
def duties_of(name: str, leads: bool) -> tuple[str, ...]:
    """The duty clauses of a file under ``annotations/clauses``: one a line, behind their categories and a tab; those without one are no duties."""
    rows = (line.split("\t") for line in (CLAUSES / f"{name}.txt").read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(text for names, text in rows if names and (leads or LEADING.isdisjoint(names.split(","))))


@dataclass(frozen=True)
class Post:
    """What an ad is to say, before it has a layout."""

    title: str
    company: str
    city: str
    years: int
    education: str
    pay: tuple[int, int]
    duties: list[str]
    requirements: list[str]
    benefits: list[str]


def make_post(draw: random.Random, city: str, company: str) -> Post:
    """A post with its duties and what it asks for; pay follows rank, years, education and city."""
    data = parts()
    occupation = draw.choices(data["occupation"], [o["weight"] for o in data["occupation"]])[0]
    rank = draw.choices(list(RANKS), list(RANKS.values()))[0]
    years = draw.choice(data["rank"][rank]["years"])
    education = draw.choice(occupation["education"])
    middle = occupation["pay"] * data["rank"][rank]["pay"] * data["cities"][city] * data["education"]["pay"][education]
    middle *= (1 + 0.05 * years) * draw.uniform(0.85, 1.15)
    low = round(middle * draw.uniform(0.75, 0.9) / 500) * 500
    high = max(low + 1000, round(middle * draw.uniform(1.1, 1.3) / 500) * 500)
    duties = draw.sample([text for name in occupation["clauses"] for text in duties_of(name, rank != "junior")], draw.randint(4, 7))
    if rank != "junior":
        duties += draw.sample(
            [text for name in occupation.get("manager", data["manager"]["clauses"]) for text in duties_of(name, True)], draw.randint(1, 3)
        )
    benefits = draw.sample(data["benefits"]["phrases"], draw.randint(2, 5)) if draw.random() < 0.6 else []
    requirements = ask(draw, occupation, years, education)
    return Post(draw.choice(occupation["titles"][rank]), company, city, years, education, (low, high), duties, requirements, benefits)


def ask(draw: random.Random, occupation: dict[str, Any], years: int, education: str) -> list[str]:
    """The requirements of a post, in words."""
    data, field = parts(), occupation["field"]
    wording = draw.choice(data["experience"]["some" if years else "none"])
    first = draw.choice(data["education"]["phrases"]).format(level=education)
    if occupation["majors"] and draw.random() < 0.5:
        first += f"，{'、'.join(occupation['majors'])}相关专业"
    asked = [first, wording.format(years=draw.choice([years, "一两三四五六七八"[years - 1]]) if years else "", field=field)]
    if draw.random() < 0.3:
        asked.append(draw.choice(data["experience"]["preferred"]).format(field=field))
    for key, share in (("skills", 0.8), ("certificates", 0.35), ("conditions", 0.4)):
        if occupation[key] and draw.random() < share:
            held = draw.sample(occupation[key], min(len(occupation[key]), draw.randint(1, 2) if key == "skills" else 1))
            asked.append(("持有" if key == "certificates" else "") + "，".join(held))
    asked.append("，".join(draw.sample(data["traits"]["phrases"], draw.randint(2, 3))))
    if draw.random() < SHARES["restricts"]:
        asked.insert(1, draw.choice(data["restriction"]["phrases"]))
    return asked


def text_of(draw: random.Random, post: Post, layout: str) -> str:
    """The description of a post in one of the ``layouts``."""
    heads = parts()["headings"]
    sections = [(draw.choice(heads["duties"]), post.duties), (draw.choice(heads["requirements"]), post.requirements)]
    if post.benefits:
        sections.append((draw.choice(heads["benefits"]), post.benefits))
    if draw.random() < 0.1:
        sections[:2] = sections[1::-1]
    return laid_out(sections, layout)


def laid_out(sections: list[tuple[str, list[str]]], layout: str) -> str:
    """Headings with their items in one of the ``layouts``."""
    form = parts()["layouts"][layout]
    written = []
    for head, items in sections:
        lines = [form["item"].format(n=n, circle=chr(0x245F + n), item=item) for n, item in enumerate(items, 1)]
        written.append(form["head"].format(head=head) + form["between"].join(lines) + form["end"])
    return "".join(written).strip()


def salary_text(draw: random.Random, low: int, high: int) -> str:
    """A range of pay as one of the sites writes it."""
    if draw.random() < SHARES["negotiable"]:
        return "面议"
    forms = [
        f"{low / 1000:g}-{high / 1000:g}K",
        f"{low}-{high}元/月",
        f"{low / 1000:g}-{high / 1000:g}千/月",
        f"{low / 1000:g}-{high / 1000:g}K·13薪",
    ]
    if low >= 10_000:
        forms.append(f"{low / 10_000:g}-{high / 10_000:g}万")
    return draw.choice(forms)


def experience_text(years: int) -> str:
    """Years as the columns of boards put them."""
    return {0: "经验不限", 1: "1-3年", 2: "1-3年", 3: "3-5年", 5: "5-10年", 8: "5-10年"}[years]


def make_ad(draw: random.Random) -> Ad:
    """One ad, without its number."""
    data = parts()
    city = draw.choice(list(data["cities"]))
    company = city + "".join(draw.choice(data["company"][part]) for part in ("first", "second", "last"))
    site = draw.choice(list(data["sites"]))
    post = make_post(draw, city, company)
    text = text_of(draw, post, draw.choice(data["sites"][site]))
    if draw.random() < SHARES["two_posts"]:
        other = make_post(draw, city, company)
        both = [f"岗位{n}：{p.title}\n" + text_of(draw, p, "numbered") for n, p in (("一", post), ("二", other))]
        text = "\n".join(both)
    for key, form in (("above", "{0}\n{1}"), ("below", "{1}\n{0}")):
        if draw.random() < SHARES["noise"] / 2:
            text = form.format(draw.choice(data["noise"][key]).format(company=company, city=city), text)
    if draw.random() < SHARES["empty"]:
        text = ""
    levels = data["education"]["levels"]
    level = post.education
    if draw.random() < SHARES["contradicts"]:
        level = draw.choice([other for other in levels if other != level])
    row = (site, post.title, salary_text(draw, *post.pay), experience_text(post.years), level, city, company, text)
    return dict(zip(COLUMNS[1:], row, strict=True))


def board(number: int, seed: int = 1) -> Iterator[Ad]:
    """``number`` ads with the columns ``COLUMNS``, always the same for the same seed.

    >>> ads = list(board(3))
    >>> [tuple(ad) == COLUMNS for ad in ads], ads == list(board(3))
    ([True, True, True], True)
    """
    draw = random.Random(seed)
    last: Ad | None = None
    for count in range(1, number + 1):
        if last is not None and draw.random() < SHARES["again"]:
            last = last | {"城市": draw.choice(list(parts()["cities"]))}
        else:
            last = make_ad(draw)
        yield {"职位编号": f"A{count:07}"} | last


def write(ads: Iterator[Ad], path: Path) -> None:
    """Write CSV, or Parquet where the name ends so (needs pyarrow)."""
    if path.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(list(ads)), path)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark lets a spreadsheet see that it is UTF-8
        rows = csv.DictWriter(file, COLUMNS)
        rows.writeheader()
        rows.writerows(ads)


def main() -> None:
    """Read the options, write the board."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, help="how many ads")
    options.add_argument("-o", "--out", type=Path, required=True, help="board.csv or board.parquet")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    write(board(given.number, given.seed), given.out)


if __name__ == "__main__":
    main()
