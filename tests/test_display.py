"""The page of one document: every character of the source stands in it as text, every span at its offsets, whatever the source holds."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

import jdparse
from jdparse import templating
from jdparse.annotation import read_posting
from jdparse.cli import app
from jdparse.display.layout import sections
from jdparse.display.nesting import value_text
from jdparse.schema import REQUIREMENT_CLASSES, SECTION_KINDS, Block, Clause, Document, Job, Language, Skill, Trait
from pages import mixed

ROOT = Path(__file__).resolve().parents[1]
POSTINGS = sorted((ROOT / "annotations" / "postings").glob("*.txt"))[::6]
EMPTY = frozenset(("meta", "input", "br", "wbr", "link", "img"))

HOSTILE = {
    "a script": '岗位职责：\n1、处理<script>alert(1)</script>客户投诉\n2、"><img src=x onerror=alert(1)>登记资料',
    "the end of a script": "岗位职责：1、整理</script></style></title><!--资料--></main>；2、接待客户",
    "quotes": "任职要求：\n1、熟练使用\"Excel\"'Word'`PPT`，大专&amp;本科&lt;\n2、{{ 7*7 }}{% raw %}${x}",
    "directions": "岗位职责：\n1、接待\u202e客户\u202c来访\u2067\n2、登记\u200f资料\u200b\u200b\u2066",
    "carriage returns": "岗位职责：\r\n1、接待客户\r2、登记资料\r\n任职要求：\r\n大专以上学历",
    "control characters": "岗位职责：\n1、接待\x01客户\x1b[31m\n2、登记\x7f\x85资料\ufeff",
    "beyond the basic plane": "岗位职责：\n1、接待𠮷先生😀客户\n任职要求：🎓本科以上学历，熟练使用Excel",
    "markup of a board": "<p>岗位职责：</p><ul><li>接待客户</li><li>登记资料</li></ul><p>任职要求：大专以上&nbsp;学历</p>",
    "nothing": "",
    "white space": " \n\u3000\n",
    "no job": "首页 > 登录 > 注册\n版权所有",
    "noise behind a marker": "岗位职责：\n1、<b></b>接待客户\n2、登记资料",
}


class Page(HTMLParser):
    """What a browser reads from a page: the text of the source, each element with offsets, and all names of elements and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = ""
        self.spans: list[tuple[dict[str, str | None], str]] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self._open: list[tuple[dict[str, str | None], list[str]]] = []
        self.feed(html)
        self.close()
        assert not self._open, "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in EMPTY:
            self._open.append((dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        attrs, text = self._open.pop()
        if "data-start" in attrs:
            self.spans.append((attrs, "".join(text)))

    def handle_data(self, data: str) -> None:
        for _, text in self._open:
            text.append(data)
        if any("jd-src" in (attrs.get("class") or "") for attrs, _ in self._open):
            self.source += data

    def marks(self) -> list[tuple[dict[str, str | None], str]]:
        return [(attrs, text) for attrs, text in self.spans if "data-span" in attrs]


def check(source: str) -> Page:
    """The page of a source, held against what was parsed."""
    doc = jdparse.parse(source)
    page = Page(jdparse.render(doc))
    assert page.source == source.replace("\0", "\ufffd")
    for attrs, text in page.spans:
        assert text == source[int(attrs["data-start"]) : int(attrs["data-end"])].replace("\0", "\ufffd")
    assert covered(page) == facts(doc)
    return page


def covered(page: Page) -> set[tuple[str, int, int]]:
    """(kind, start, end) of each highlighted fact, its pieces put together: they must touch."""
    found: dict[str, tuple[str, int, int]] = {}
    for attrs, _ in sorted(page.marks(), key=lambda mark: int(mark[0]["data-start"])):
        kind, start, end = attrs["data-kind"], int(attrs["data-start"]), int(attrs["data-end"])
        if attrs["data-span"] in found:
            _, first, last = found[attrs["data-span"]]
            start, end = first, max(last, end)
        found[attrs["data-span"]] = (kind, start, end)
    return set(found.values())


def facts(doc: jdparse.Document) -> set[tuple[str, int, int]]:
    found = set()
    for job in doc.jobs:
        found |= {(fact.type, fact.start, fact.end) for fact in job.requirements}
        for kind, items in (("benefit", job.benefits), ("location", job.locations), ("contact", job.contacts)):
            found |= {(kind, item.start, item.end) for item in items}
    return found


@pytest.mark.parametrize("path", POSTINGS, ids=lambda path: path.stem)
def test_the_source_stands_in_the_page_with_every_span_at_its_offsets(path):
    check(read_posting(path).text)
    check(path.read_text(encoding="utf-8"))  # with its tags, as text


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_stays_text(source):
    page = check(source)
    plain = Page(jdparse.render(jdparse.parse("岗位职责：\n1、接待客户\n任职要求：大专以上\n首页 > 登录")))
    assert page.names <= plain.names | {"bdi", "ol", "nav", "a", "b", "p"}
    assert not {name for name in page.attributes if name.startswith("on")} | (page.attributes & {"src", "srcset", "action"})


@settings(max_examples=60, deadline=None)
@given(mixed)
def test_the_source_stands_in_the_page_of_any_text(source):
    check(source)


def test_lone_surrogates_become_the_replacement_character(tmp_path):
    source = "岗位职责：1、接待\ud800客户；2、登记\udfff资料"
    jdparse.render(jdparse.parse(source), tmp_path / "page.html")
    page = Page((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert page.source == source.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")


def test_a_line_of_a_million_characters(tmp_path):
    check("岗位职责：1、" + "接待客户，" * 200_000)


def test_spans_that_cross_are_cut_and_keep_their_id():
    text = "熟练使用英语沟通能力强"
    place = {"modality": "required", "clause": 0, "rule": "test"}
    skill = Skill(start=2, end=8, text=text[2:8], name="x", proficiency=None, **place)
    trait = Trait(start=6, end=11, text=text[6:11], name="y", **place)
    language = Language(start=4, end=6, text=text[4:6], language="英语", level=None, **place)
    clause = Clause(
        start=0, end=11, text=text, number=None, ordinal=None, level=1, parent=None, label=None, section="requirements", tags=()
    )
    job = Job(start=0, end=11, title=None, title_span=None, clauses=(clause,), requirements=(skill, trait, language), headings=())
    block = Block(start=0, end=11, text=text, kind="clause", reason="clause.line.words")
    doc = Document(text=text, jobs=(job,), blocks=(block,), schema_version="1.0")
    marks = {(attrs["data-kind"], text): attrs for attrs, text in Page(jdparse.render(doc)).marks()}
    assert set(marks) == {("skill", "使用英语沟通"), ("language", "英语"), ("trait", "沟通"), ("trait", "能力强")}
    assert marks["trait", "沟通"]["data-span"] == marks["trait", "能力强"]["data-span"]
    assert "data-label" in marks["trait", "沟通"]
    assert "data-label" not in marks["trait", "能力强"]
    assert marks["skill", "使用英语沟通"]["data-lines"] == "2"


def test_rows_hold_a_marker_with_its_clause_and_noise_of_its_line():
    doc = jdparse.parse("岗位职责：\n1、接待客户\n（1）登记资料\n任职要求：大专以上")
    rows = [
        (row.kind, row.level, "".join(doc.text[part.start : part.end] for part in row.parts if hasattr(part, "kind")))
        for row in sections(doc)[0].rows
    ]
    assert rows == [
        ("heading", 1, "岗位职责："),
        ("marker", 1, "1、接待客户"),
        ("marker", 2, "（1）登记资料"),
        ("heading", 1, "任职要求："),
        ("clause", 1, "大专以上"),
    ]


def test_a_mark_tells_its_values_rule_and_modality():
    page = jdparse.render(jdparse.parse("任职要求：1、25-40岁；2、有会计证者优先"))
    assert "年龄 age · 必需\n最小年龄: 25\n最大年龄: 40\n规则: age.bounds\n[7:13]" in page
    assert "· 优先" in page
    assert "data-preferred" in page


def test_the_page_speaks_english_where_asked():
    page = jdparse.render(jdparse.parse("任职要求：大专以上学历"), lang="en", title="A <title>")
    assert '<html lang="en">' in page
    assert "<h1>A &lt;title&gt;</h1>" in page
    assert "min. level: 大专" in page
    with pytest.raises(jdparse.JdparseError, match="JD704"):
        jdparse.render(jdparse.parse("x"), lang="fr")


def test_both_languages_say_the_same_things():
    def keys(table):
        return {name: keys(value) if isinstance(value, dict) else None for name, value in table.items() if name != "value"}

    chinese, english = templating.words("zh"), templating.words("en")
    assert keys(chinese) == keys(english)
    assert set(chinese["section"]) == set(SECTION_KINDS)
    assert set(REQUIREMENT_CLASSES) <= set(chinese["kind"])
    assert set(templating.colours()) <= set(chinese["kind"])
    fields = {name for cls in REQUIREMENT_CLASSES.values() for name in cls.model_fields}
    assert fields - {"start", "end", "text", "type", "clause", "rule", "modality"} <= set(chinese["field"])


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", templating.colours())
def test_colours_can_be_read_on_both_grounds(kind):
    """WCAG 2.1, 1.4.3: 4.5 to 1 for text, on the page and on the panel of the legend."""
    for colour, grounds in zip(templating.colours()[kind], (("#ffffff", "#f6f7f9"), ("#14171c", "#1d2128")), strict=True):
        for ground in grounds:
            light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5


# --- notebooks ----------------------------------------------------------------------------------------------------


def test_a_notebook_shows_the_document():
    html = jdparse.parse("岗位职责：1、接待客户<b>；2、登记资料。任职要求：大专以上学历")._repr_html_()
    page = Page(html)
    assert page.source == "岗位职责：1、接待客户<b>；2、登记资料。任职要求：大专以上学历"
    assert "script" not in page.names
    assert ("education", "大专以上学历") in {(attrs["data-kind"], text) for attrs, text in page.marks()}


def test_ipython_takes_it():
    formatters = pytest.importorskip("IPython.core.formatters")
    assert formatters.HTMLFormatter()(jdparse.parse("任职要求：大专以上")).startswith('<div class="jd jd-fragment">')


def test_a_notebook_without_jinja2_shows_plain_text(monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    templating.environment.cache_clear()
    try:
        assert jdparse.parse("任职要求：大专以上")._repr_html_() is None
        with pytest.raises(jdparse.JdparseError, match=r"JD701.*pip install jinja2"):
            jdparse.render(jdparse.parse("任职要求：大专以上"))
    finally:
        templating.environment.cache_clear()


def test_a_notebook_cuts_a_long_text():
    doc = jdparse.parse("岗位职责：\n" + "".join(f"{number}、负责接待客户并登记资料\n" for number in range(1, 9000)))
    html = doc._repr_html_()
    assert Page(html).source == doc.text[:100_000]
    assert f"共 {len(doc.text):,} 字" in html


def test_values_are_said_in_words():
    words = templating.words("zh")
    assert [value_text(value, words) for value in (True, False, 0.5, 10000.0, 1500000.0, "graduate", "本科")] == [
        "是", "否", "0.5", "10000", "1500000", "应届", "本科",
    ]  # fmt: skip


# --- the command --------------------------------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, result.output


def test_the_command_writes_a_page_and_replaces_none(tmp_path):
    page = tmp_path / "page.html"
    source = ROOT / "examples" / "demo_page.txt"
    assert run("parse", "--html", page, source) == (0, "")
    assert Page(page.read_text(encoding="utf-8")).source == source.read_text(encoding="utf-8")
    page.write_text("mine", encoding="utf-8")
    status, told = run("parse", "--html", page, source)
    assert (status, page.read_text(encoding="utf-8")) == (2, "mine")
    assert "[JD702]" in told
    assert "--overwrite" in told
    assert run("parse", "--html", page, "--overwrite", source)[0] == 0


def test_the_command_tells_where_a_page_cannot_be_written(tmp_path):
    source = ROOT / "examples" / "demo_page.txt"
    assert run("parse", "--html", tmp_path / "none" / "page.html", source)[0] == 1
    assert "[JD703]" in run("parse", "--html", tmp_path / "none" / "page.html", source)[1]
    assert "[JD703]" in run("parse", "--html", tmp_path, "--overwrite", source)[1]
    for more in (["--json"], ["--explain"], [source]):
        assert run("parse", "--html", tmp_path / "page.html", source, *more)[0] == 2
