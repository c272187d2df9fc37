"""The report on a board: its figures, counted by hand over a small board; what is wrong with the folder; nothing of the board is markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

import jdparse
from jdparse.annotation import read_posting
from jdparse.cli import app
from jdparse.errors import PageError

pytest.importorskip("altair")
pytest.importorskip("duckdb")
pytest.importorskip("vl_convert")

from jdparse.batch.run import Options, run
from jdparse.report import figures, notices, page, sample, write_report
from jdparse.report.board import Board

ROOT = Path(__file__).resolve().parents[1]
POSTINGS = sorted((ROOT / "annotations" / "postings").glob("*.txt"))
ATTACK = "<img src=x onerror=alert(1)>"

# Six ads of two boards: seven jobs (the last text holds two), and one ad without a text.
BOOKS = "岗位职责：1、负责账务处理和纳税申报"
ADS = [
    ("a0", "甲", "会计", "8-10千", "", f"{BOOKS}。任职要求：1、本科及以上学历；2、3年以上工作经验；3、熟练使用Excel和用友；4、限女性，35岁以下。"),
    ("a1", "甲", "会计", "6-8千", "", f"{BOOKS}。任职要求：1、大专及以上学历；2、1年以上工作经验；3、熟练使用excel；4、细心。"),
    ("a2", "甲", "会计", "10-12万/年", "2", f"{BOOKS}；2、负责员工招聘和面试。任职要求：1、大专及以上学历；2、细心，沟通能力强。"),
    ("a3", "乙", ATTACK, "200元/天", "", "岗位职责：1、处理客户投诉</script><script>alert(2)</script>。任职要求：1、大专及以上学历；2、2年以上工作经验；3、男女不限；4、细心者优先。"),
    ("a4", "乙", "=1+1", "面议", "", None),
    ("a5", "乙", "", "", "", "收银员\n岗位职责：\n1、准确收取现金；\n任职要求：\n1、18-35岁；\n2、不限工作经验，高中以上学历。\n保安员\n岗位职责：\n1、负责门岗值班和巡逻；\n任职要求：\n1、男性，身高170cm以上；\n2、无犯罪记录；\n3、5年以上工作经验，高中以上学历。"),
]  # fmt: skip
COLUMNS = ("编号", "平台", "职位名称", "薪资", "招聘人数", "职位描述")


def write_ads(path: Path, ads: list[tuple[str | None, ...]] = ADS) -> Path:
    lines = [json.dumps(dict(zip(COLUMNS, ad, strict=True)), ensure_ascii=False) + "\n" for ad in ads]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished batch."""
    where = tmp_path_factory.mktemp("board")
    run(Options([str(write_ads(where / "ads.jsonl"))], where / "out", {"id": "编号"}, part_size=2))
    return where / "out"


class Read(HTMLParser):
    """The tables of a page by their name, its cards, the names of its elements, and the JSON that its script reads."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[str, list[list[str]]] = {}
        self.cards: dict[str, str] = {}
        self.elements: Counter[str] = Counter()
        self.notes: list[str] = []
        self.json = ""
        self._table: list[list[str]] = []
        self._text: list[str] = []
        self._term = ""
        self._json = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements[tag] += 1
        if values.get("role") == "region":
            self._table = self.tables.setdefault(str(values["aria-label"]), [])
        if tag == "tr":
            self._table.append([])
        if tag in ("td", "th", "dt", "dd", "p"):
            self._text = []
        self._json = values.get("type") == "application/json"

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if self._json:
            self.json += data

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._text).strip()
        if tag in ("td", "th") and self._table:
            self._table[-1].append(text)
        elif tag == "dt":
            self._term = text
        elif tag == "dd":
            self.cards.setdefault(self._term, text)
        elif tag == "p":
            self.notes.append(text)
        self._json = False


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "LEAST_PAID", 1)
        return Read(write_report(folder, tmp_path_factory.mktemp("page") / "report.html"))


def rows(made: Read, name: str) -> list[list[str]]:
    return made.tables[name][1:]


# --- figures ------------------------------------------------------------------------------------------------------


def test_the_cards_count_ads_jobs_and_failures(made: Read) -> None:
    assert [made.cards[name] for name in ("广告", "岗位", "未见岗位", "失败")] == ["6", "6", "0", "1"]


def test_failures_and_boards(made: Read) -> None:
    assert [row[:3] for row in rows(made, "失败的广告")] == [["JD501", "1", "4"]]
    assert rows(made, "招聘平台") == [["乙", "3", "50.0%"], ["甲", "3", "50.0%"]]


def test_categories_and_groups_count_a_job_once(made: Read) -> None:
    counted = {row[0]: row[1:] for row in rows(made, "职责类别")}
    assert counted["财务会计"] == ["职能", "4", "66.7%"]  # the three accountants and the cashier
    assert counted["招聘"] == ["管理", "1", "16.7%"]
    assert counted["投诉处理"] == ["客户服务", "1", "16.7%"]
    assert counted["安全保卫"] == ["安全环境", "1", "16.7%"]
    groups = {row[0]: row[1:] for row in rows(made, "按大类")}
    assert groups["职能"] == ["4", "66.7%"]
    assert groups["安全环境"] == ["1", "16.7%"]


def test_pairs_are_shares_of_the_row(made: Read) -> None:
    pairs = {(row[0], row[1]): row[2:] for row in rows(made, "类别共现")}
    assert pairs["财务会计", "招聘"] == ["1", "25.0%"]
    assert pairs["招聘", "财务会计"] == ["1", "100.0%"]
    assert ("财务会计", "投诉处理") not in pairs
    assert ("财务会计", "财务会计") not in pairs


def test_years_by_education(made: Read) -> None:
    #    学历     不限 <1  1-2  3-4  5-9  10+  未写 中位数
    assert rows(made, "学历与工作年限") == [
        ["高中", "1", "0", "0", "0", "1", "0", "0", "2.5"],
        ["大专", "0", "0", "2", "0", "0", "0", "1", "1.5"],
        ["本科", "0", "0", "0", "1", "0", "0", "0", "3"],
    ]
    assert any("两者都写明的岗位：5 个；写了学历而没写年限的另有 1 个" in note for note in made.notes)


def test_pay_by_category_is_by_month(made: Read) -> None:
    counted = {row[0]: row[1:] for row in rows(made, "各类别月薪")}
    assert counted["财务会计"] == ["8,000", "10,000", "3"]  # 8-10, 6-8 and a twelfth of 100-120 thousand: 8.33-10
    assert counted["招聘"][2] == "1"
    assert float(counted["招聘"][0].replace(",", "")) == pytest.approx(100_000 / 12)
    assert "投诉处理" not in counted  # paid by the day
    assert any("写明月薪或年薪的岗位共 3 个" in note for note in made.notes)


def test_skills_and_traits_count_once_a_job_whatever_their_spelling(made: Read) -> None:
    skills = {row[0]: row[1:] for row in rows(made, "最常要求的技能")}
    assert skills["Excel"] == ["2", "2", "33.3%"]
    assert skills["用友"] == ["1", "1", "16.7%"]
    traits = {row[0]: row[1:] for row in rows(made, "最常要求的素质")}
    assert traits["细心"] == ["3", "2", "50.0%"]  # preferred in one


def test_limits_and_ages(made: Read) -> None:
    limits = {tuple(row[:3]): row[3] for row in rows(made, "年龄、性别、户籍与身高")}
    assert limits == {
        ("年龄", "", "必需"): "2",
        ("性别", "女", "必需"): "1",
        ("性别", "男", "必需"): "1",
        ("性别", "不限", "必需"): "1",
        ("身高", "", "必需"): "1",
    }
    assert rows(made, "年龄上限") == [["35", "2"]]
    assert rows(made, "年龄下限") == [["18", "1"]]


def test_notices_name_the_law(made: Read) -> None:
    told = {row[0]: row[1:] for row in rows(made, "合规提示")}
    female = told["限女性或女性优先sex.female"]
    assert female[:4] == ["法律明文禁止", "1", "16.7%", "限女性"]
    assert "妇女就业" in female[4]
    assert told["限制年龄age.limit"][:3] == ["有风险", "2", "33.3%"]
    assert told["限男性或男性优先sex.male"][1] == "1"
    assert told["以无犯罪记录为条件criminal_record"][1] == "1"
    lacking = {row[0]: row[1] for row in rows(made, "广告应有而正文未写的内容")}
    assert lacking["未说明招聘人数"] == "5"  # the board states it for one
    assert lacking["未说明基本劳动报酬"] == "2"
    assert "未说明工作地点" not in lacking


def test_notices_are_those_of_the_parsed_texts(tmp_path: Path) -> None:
    """The tables keep all that the check reads: the same notices as without them."""
    texts = [read_posting(path).text for path in POSTINGS]
    write_ads(tmp_path / "ads.jsonl", [(str(number), "甲", "", "", "", text) for number, text in enumerate(texts)])
    run(Options([str(tmp_path / "ads.jsonl")], tmp_path / "out", part_size=9))
    with Board(tmp_path / "out") as board:
        found = notices.count(board)
    expected: Counter[str] = Counter()
    for text in texts:
        for job in jdparse.parse(text).jobs:
            expected.update({notice.rule for notice in jdparse.compliance.check(job, stated=["place"])})
    counted = {one.notice.rule: one.jobs for one in (*found.conditions, *found.elements)}
    assert counted == dict(expected)
    assert len(expected) > 5


# --- ads ----------------------------------------------------------------------------------------------------------


def test_every_ad_can_be_opened_and_its_marks_are_its_words(made: Read) -> None:
    data = json.loads(made.json)
    assert [(ad["r"], ad["i"], ad["t"]) for ad in data["ads"]] == [
        (0, "a0", "会计"), (1, "a1", "会计"), (2, "a2", "会计"), (3, "a3", ATTACK), (5, "a5", "收银员"), (5, "a5", "保安员"),
    ]  # fmt: skip
    kinds = [kind for kind, _ in data["kinds"]]
    marks = {(kinds[kind], text[start:end]) for ad in data["ads"] for _, _, _, text, _, spans in ad["c"] for start, end, kind in spans}
    assert {("education", "本科及以上学历"), ("gender", "男女不限"), ("age", "35岁以下")} <= marks
    assert data["ads"][0]["n"] == ["sex.female", "age.limit"]
    assert (data["ads"][0]["l"], data["ads"][0]["h"], data["ads"][0]["y"], data["ads"][0]["e"]) == (8000, 10000, 3, "本科")


@pytest.mark.parametrize(("most", "expected"), [(0, []), (1, [0]), (2, [0, 3]), (3, [0, 2, 5]), (100, [0, 1, 2, 3, 5, 5])])
def test_the_sample_is_even(folder: Path, most: int, expected: list[int]) -> None:
    with Board(folder) as board:
        assert [record for record, _ in sample.keys(board, most)] == expected


def test_long_ads_leave_room_for_fewer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Board(folder) as board:
        sizes = board.rows("SELECT sum(length(text))::INT AS size FROM clauses")[0]["size"]
        monkeypatch.setattr(sample, "CHARACTERS", sizes // 2 + 1)
        assert len(sample.keys(board)) == 3
        monkeypatch.setattr(sample, "LONGEST", 20)
        (ad,) = sample.ads(board, [(0, 0)], dict.fromkeys(page.get_args(page.RequirementType), 0), {})
        assert sum(len(clause[3]) for clause in ad["c"]) == 20
        assert ad["x"] == 1


def test_the_page_says_what_the_table_holds(folder: Path, tmp_path: Path) -> None:
    html = write_report(folder, tmp_path / "few.html", ads=2)
    assert "全部 6 个岗位中均匀抽取的 2 个" in html
    assert "全部 6 个岗位。" in write_report(folder, tmp_path / "all.html")


# --- the page -----------------------------------------------------------------------------------------------------


def test_nothing_of_the_board_is_markup(made: Read, folder: Path, tmp_path: Path) -> None:
    assert made.elements["img"] == 0
    assert made.elements["script"] == 3
    html = write_report(folder, tmp_path / "report.html")
    assert ATTACK not in html
    assert "</script><script>alert" not in html


def test_a_page_stands_alone_and_is_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    html = write_report(folder, tmp_path / "one.html")
    assert (tmp_path / "one.html").read_bytes() == html.encode() == write_report(folder, tmp_path / "two.html").encode()
    before = html[: html.index('<script type="application/json"')]
    assert not re.search(r"(?:src|href)=[\"'](?!#)", before)
    assert "default-src 'none'" in unescape(before)


def test_the_page_speaks_english_where_asked(folder: Path, tmp_path: Path) -> None:
    html = write_report(folder, tmp_path / "report.html", lang="en")
    assert '<html lang="en">' in html
    assert Read(html).cards["jobs"] == "6"


@pytest.mark.parametrize(
    "ads",
    [[("a0", "甲", "会计", "", "", None)], [("a0", "甲", "会计", "", "", "版权所有，首页 > 登录 > 注册")]],
    ids=["failures", "no job"],
)
def test_a_board_without_a_job_has_a_report(ads: list[tuple[str, ...]], tmp_path: Path) -> None:
    run(Options([str(write_ads(tmp_path / "ads.jsonl", ads))], tmp_path / "out", {"text": "职位描述"}))
    made = Read(write_report(tmp_path / "out", tmp_path / "report.html"))
    assert made.cards["广告"] == "1"


# --- the command --------------------------------------------------------------------------------------------------


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    return result.exit_code, result.output


def test_the_command_writes_the_page(folder: Path, tmp_path: Path) -> None:
    status, told = command(folder, "-o", tmp_path / "report.html")
    assert status == 0
    assert re.fullmatch(rf"{re.escape(str(tmp_path))}/report.html: \d\.\d MB\n", told)
    assert command(folder, "-o", tmp_path / "report.html") == (
        2,
        f"jdparse: [JD702] {tmp_path}/report.html: is there already. Name another file, or replace it with --overwrite.\n",
    )
    assert command(folder, "-o", tmp_path / "report.html", "--overwrite")[0] == 0


def test_a_folder_with_any_name(tmp_path: Path) -> None:
    run(Options([str(write_ads(tmp_path / "ads.jsonl"))], tmp_path / "o'u*t[1]", {"id": "编号"}))
    assert Read(write_report(tmp_path / "o'u*t[1]", tmp_path / "report.html")).cards["岗位"] == "6"


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


def test_what_is_wrong_with_the_folder_is_told(folder: Path, tmp_path: Path) -> None:
    def told(out: Path, *options: str) -> str:
        with pytest.raises(PageError) as caught:
            write_report(out, tmp_path / "report.html")
        assert command(out, "-o", tmp_path / "report.html", *options)[0] in (1, 2)
        assert not (tmp_path / "report.html").exists()
        return str(caught.value)

    assert "[JD711]" in told(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    assert "jdparse batch" in told(tmp_path / "empty")
    out = copied(folder, tmp_path / "unfinished")
    (out / "summary.json").unlink()
    assert "[JD712]" in told(out)
    assert "goes on where it stopped" in told(out)
    out = copied(folder, tmp_path / "lost")
    (out / "tags" / "part-00001.parquet").unlink()
    assert "part-00001.parquet: is missing" in told(out)
    out = copied(folder, tmp_path / "damaged")
    (out / "tags" / "part-00001.parquet").write_bytes(b"PAR1 nothing")
    assert "[JD715]" in told(out)
    out = copied(folder, tmp_path / "other")
    settings = json.loads((out / "_progress" / "run.json").read_text(encoding="utf-8"))
    (out / "_progress" / "run.json").write_text(json.dumps(settings | {"schema_version": "0.1"}), encoding="utf-8")
    assert "[JD714]" in told(out)
    run(Options([str(write_ads(tmp_path / "ads.jsonl"))], tmp_path / "lines", {"id": "编号"}, form="jsonl"))
    assert "--format parquet" in told(tmp_path / "lines")


def test_where_the_page_cannot_be_written_is_told_before_the_work(folder: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "report.html", tmp_path):
        status, told = command(folder, "-o", path, "--overwrite")
        assert status == 1
        assert "[JD703]" in told
    assert command(folder, "-o", tmp_path / "r.html", "--lang", "fr")[0] == 2
    assert command(folder, "-o", tmp_path / "r.html", "--ads", "-1")[0] == 2


@pytest.mark.parametrize("missing", ["duckdb", "altair", "vl_convert", "pyarrow"])
def test_what_must_be_installed_is_told(folder: Path, tmp_path: Path, missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from jdparse.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "report", folder, "-o", tmp_path / "r.html"], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (2, f"jdparse: [JD705] the report needs {missing}: pip install 'jdparse[report]'\n")


def test_the_queries_know_their_columns() -> None:
    """Each figure is asked for by the page: none is left over."""
    from jdparse.report import board

    asked = set(
        re.findall(
            r'figure\("(\w+)"\)', Path(figures.__file__).read_text(encoding="utf-8") + Path(board.__file__).read_text(encoding="utf-8")
        )
    )
    assert asked == set(board._statements("name"))
