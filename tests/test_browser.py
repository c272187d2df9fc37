"""Both pages in a headless Chromium: what a reader sees is what was parsed, nothing runs, nothing is fetched, everyone can read it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import jdparse
from browser import Browser, browser
from jdparse.batch.run import Options, run
from postings import row
from test_display import HOSTILE, facts
from test_report import ADS, ATTACK, write_ads

pytestmark = pytest.mark.system

ROOT = Path(__file__).resolve().parents[1]
NESTED = (
    "客服主管<b>\n岗位职责：\n1、团队管理：负责客服团队的排班、培训与考核；\n（1）处理客户投诉\u202e并登记\u202c\n任职要求：\n"
    "1、25-40岁，大专及以上学历，3年以上呼叫中心管理经验；\n2、英语六级，熟练使用Excel、Word者优先；\n3、沟通能力强\n"
    "工作地点：上海市徐汇区漕溪路1号 电话13912345678\n五险一金，双休\n首页 > 登录 > 注册\n版权所有"
)
SPANS = """return Array.from(document.querySelectorAll("[data-start]"),
    (span) => [Number(span.dataset.start), Number(span.dataset.end), span.textContent, span.dataset.kind || null, span.dataset.span || null]);"""
SOURCE = 'return Array.from(document.querySelectorAll(".jd-src"), (piece) => piece.textContent).join("");'


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("document") / "page.html"
    jdparse.render(jdparse.parse((ROOT / "examples" / "demo_page.txt").read_text(encoding="utf-8")), path)
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on a board of 200 plain ads and some hostile ones."""
    from jdparse.report import write_report

    folder = tmp_path_factory.mktemp("report")
    plain = [
        (values["job_id"], values["来源"], values["职位名称"], values["薪资"], "", values["职位描述"]) for values in map(row, range(200))
    ]
    hostile = [(f"h{number}", ATTACK, f"{ATTACK}{name}", "", "", text) for number, (name, text) in enumerate(HOSTILE.items())]
    run(Options([str(write_ads(folder / "ads.jsonl", [*ADS, *hostile, *plain]))], folder / "out", {"id": "编号"}))
    write_report(folder / "out", folder / "report.html")
    return folder / "report.html"


def wait_until_drawn(tab: Browser) -> None:
    for _ in range(300):
        if tab.run("return document.body.dataset.drawn"):
            return
        time.sleep(0.1)
    pytest.fail("the charts were not drawn in 30 seconds")


def quiet(tab: Browser, path: Path) -> None:
    """The console holds nothing, and nothing but the file was asked for."""
    assert tab.logged() == []
    assert {address for address in tab.asked() if not address.startswith("data:")} == {path.as_uri()}


# --- the page of a document -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [NESTED, *HOSTILE.values()], ids=["nested", *HOSTILE])
def test_a_document_is_shown_as_it_was_parsed(tab: Browser, tmp_path: Path, source: str) -> None:
    doc = jdparse.parse(source)
    jdparse.render(doc, tmp_path / "page.html")
    tab.open(tmp_path / "page.html")
    assert tab.run(SOURCE) == source
    found: dict[str, tuple[str, int, int]] = {}
    for start, end, text, kind, span in tab.run(SPANS):
        assert text == source[start:end]
        if span:
            _, first, last = found.get(span, (kind, start, end))
            found[span] = (kind, min(first, start), max(last, end))
    assert set(found.values()) == facts(doc)
    assert tab.run("return document.scripts.length + document.images.length") == 1
    quiet(tab, tmp_path / "page.html")


def test_a_long_line_and_lone_surrogates_are_shown(tab: Browser, tmp_path: Path) -> None:
    source = "岗位职责：1、" + "接待客户\ud800，" * 170_000
    jdparse.render(jdparse.parse(source), tmp_path / "page.html")
    (tmp_path / "page.html").read_bytes().decode("utf-8")
    tab.open(tmp_path / "page.html")
    assert tab.run(SOURCE) == source.replace("\ud800", "\ufffd")
    assert tab.run("return document.documentElement.scrollWidth <= innerWidth")
    quiet(tab, tmp_path / "page.html")


def test_filters_hide_and_show_a_kind(tab: Browser, document: Path) -> None:
    tab.open(document)
    line = """const mark = document.querySelector('.jd-mark[data-kind="age"]');
        return [getComputedStyle(mark).borderBottomColor, getComputedStyle(mark, "::before").display, mark.tabIndex];"""
    before = tab.run(line)
    tab.run("""document.querySelector('.jd-filter[data-filter="age"]').click()""")
    assert tab.run(line) == ["rgba(0, 0, 0, 0)", "none", -1]
    assert tab.run("""return getComputedStyle(document.querySelector('.jd-mark[data-kind="education"]'), "::before").display""") != "none"
    tab.run("""document.querySelector('.jd-filter[data-filter="age"]').click()""")
    assert tab.run(line) == before
    assert before[2] == 0
    shown = "return Array.from(document.querySelectorAll('.jd-chips, [data-tile=noise]')).filter((part) => part.offsetParent).length"
    assert tab.run(shown) > 10
    tab.run("document.querySelector('.jd-set[data-set=none]').click()")
    assert tab.run(shown) == 0
    assert tab.run("return document.querySelectorAll('.jd-filter:checked').length") == 0
    tab.run("document.querySelector('.jd-set[data-set=all]').click()")
    assert tab.run(shown) > 10


def test_the_keyboard_reaches_the_values_of_a_mark(tab: Browser, document: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    tab.open(document)
    tip = 'return getComputedStyle(document.activeElement, "::after").content'
    for _ in range(60):
        tab.driver.switch_to.active_element.send_keys(Keys.TAB)
        if tab.run("return document.activeElement.dataset.kind") == "age":
            break
    assert "age.bounds" in tab.run(tip)
    described = tab.run("return document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent")
    assert "age.bounds" in described
    tab.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert tab.run("return document.activeElement === document.body")


def test_a_document_can_be_read_without_scripts(tab: Browser, document: Path) -> None:
    tab.open(document, scripts=False)
    page = tab.command("DOM.getDocument", depth=1)["root"]["nodeId"]
    boxes = tab.command("DOM.querySelectorAll", nodeId=page, selector=".jd-filter, .jd-set")["nodeIds"]
    assert boxes
    for box in boxes:
        with pytest.raises(Exception, match="box model"):
            tab.command("DOM.getBoxModel", nodeId=box)
    mark = tab.command("DOM.querySelector", nodeId=page, selector=".jd-mark")["nodeId"]
    assert tab.command("DOM.getBoxModel", nodeId=mark)["model"]["width"] > 10
    tab.command("Emulation.setScriptExecutionDisabled", value=False)


# --- the report -----------------------------------------------------------------------------------------------------


def test_the_report_draws_its_charts_with_chinese_labels(tab: Browser, report: Path) -> None:
    tab.open(report)
    wait_until_drawn(tab)
    drawn = tab.run(
        "return Object.fromEntries(Array.from(document.querySelectorAll('[data-chart]'), (place) => [place.dataset.chart, place.textContent]))"
    )
    assert set(drawn) == {"groups", "categories", "salary", "pairs", "years", "max_age", "min_age", "skills", "traits"}
    for name, label in {"groups": "职能", "categories": "投诉处理", "years": "大专", "skills": "Excel", "salary": "元/月"}.items():
        assert label in drawn[name]
    assert tab.run("return Array.from(document.querySelectorAll('[data-chart] svg')).every((chart) => chart.clientWidth > 200)")
    quiet(tab, report)


def test_ads_are_found_and_opened(tab: Browser, report: Path) -> None:
    from selenium.webdriver.common.by import By

    tab.open(report)
    rows = "return document.querySelectorAll('#jd-ads > tr').length"
    assert tab.run(rows) == 50
    tab.run("document.getElementById('jd-more').click()")
    assert tab.run(rows) == 100
    tab.driver.find_element(By.ID, "jd-search").send_keys("纳税申报")
    time.sleep(0.4)
    assert (tab.run(rows), tab.run("return document.getElementById('jd-found').textContent")) == (3, "3 个")
    tab.run("document.querySelector('#jd-ads button').click()")
    marks = tab.run("return Array.from(document.querySelectorAll('.jd-opened .jd-fact'), (mark) => [mark.dataset.kind, mark.textContent])")
    assert {("education", "本科及以上学历"), ("gender", "限女性")} <= {tuple(mark) for mark in marks}
    assert "限女性或女性优先" in tab.run("return document.querySelector('.jd-opened').textContent")
    tab.run("document.querySelector('#jd-ads button').click()")
    assert tab.run("return document.querySelector('.jd-opened')") is None
    tab.run("""document.getElementById('jd-search').value = '';
        const notice = document.getElementById('jd-notice'); notice.value = 'sex.male'; notice.dispatchEvent(new Event('change'));""")
    assert tab.run(rows) == 1
    quiet(tab, report)


def test_nothing_of_a_hostile_board_runs(tab: Browser, report: Path) -> None:
    tab.open(report)
    wait_until_drawn(tab)
    tab.run("for (const button of document.querySelectorAll('#jd-ads button')) button.click()")
    assert tab.run("return document.images.length") == 0
    assert ATTACK in tab.run("return document.getElementById('jd-ads').textContent")
    assert tab.run("return document.scripts.length") == 3
    assert tab.run("return document.querySelectorAll('[onerror], [onload], [onclick]').length") == 0
    quiet(tab, report)


# --- both -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["document", "report"])
def test_axe_finds_no_error(tab: Browser, request: pytest.FixtureRequest, name: str, dark: bool) -> None:
    """WCAG 2.1, levels A and AA, contrast among them, with everything unfolded."""
    tab.open(request.getfixturevalue(name), dark=dark)
    if name == "report":
        wait_until_drawn(tab)
        tab.run("for (const button of Array.from(document.querySelectorAll('#jd-ads button')).slice(0, 4)) button.click()")
    tab.run("for (const details of document.querySelectorAll('details')) details.open = true")
    ground = tab.run("return getComputedStyle(document.body).backgroundColor")
    assert (
        ground == {"document": ("rgb(255, 255, 255)", "rgb(20, 23, 28)"), "report": ("rgb(246, 247, 249)", "rgb(29, 33, 40)")}[name][dark]
    )
    assert tab.axe() == []


def test_axe_finds_what_is_wrong(tab: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<!doctype html><title>x</title><button></button><p style="color:#aaa">pale</p>', encoding="utf-8")
    tab.open(tmp_path / "page.html")
    assert {line.partition(":")[0] for line in tab.axe()} == {"button-name", "color-contrast", "html-has-lang"}


@pytest.mark.parametrize("name", ["document", "report"])
def test_a_narrow_window_needs_no_sideways_scrolling(tab: Browser, request: pytest.FixtureRequest, name: str) -> None:
    tab.open(request.getfixturevalue(name), width=400)
    if name == "report":
        wait_until_drawn(tab)
    tab.run("for (const details of document.querySelectorAll('details')) details.open = true")
    assert tab.run("return document.documentElement.scrollWidth") <= 400
