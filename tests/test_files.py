"""Word, PDF, HTML and old Word files → text: the numbers that Word shows, tables as pairs, wrapped lines whole, nothing that a reader does not see."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import jdparse
import office
from jdparse.cli import app
from jdparse.errors import SourceError
from jdparse.files import text_of
from jdparse.files.tables import table_lines

pytest.importorskip("lxml")
pytest.importorskip("pypdfium2")
pytest.importorskip("docx")
pytest.importorskip("reportlab")


def lines(data: bytes) -> list[str]:
    return text_of(data, "file").split("\n")


def numbered(levels: list[office.Level], items: list[tuple[str, int]], more: str = "", extra: str = "") -> list[str]:
    document = office.word()
    office.add_list(document, levels, 70, more, extra=extra)
    for text, depth in items:
        office.item(document, text, 70, depth)
    return lines(office.saved(document))


# --- Word: automatic numbers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "text", "first", "third"),
    [
        ("decimal", "%1、", "1、甲", "3、丙"),
        ("decimal", "%1.", "1. 甲", "3. 丙"),
        ("decimal", "（%1）", "（1）甲", "（3）丙"),
        ("decimal", "第%1条", "第1条 甲", "第3条 丙"),
        ("decimalZero", "%1.", "01. 甲", "03. 丙"),
        ("chineseCounting", "%1、", "一、甲", "三、丙"),
        ("chineseCountingThousand", "（%1）", "（一）甲", "（三）丙"),
        ("japaneseCounting", "%1、", "一、甲", "三、丙"),
        ("chineseLegalSimplified", "%1、", "壹、甲", "叁、丙"),
        ("ideographTraditional", "%1、", "甲、甲", "丙、丙"),
        ("lowerLetter", "%1)", "a)甲", "c)丙"),
        ("upperLetter", "%1.", "A. 甲", "C. 丙"),
        ("lowerRoman", "%1.", "i. 甲", "iii. 丙"),
        ("upperRoman", "%1、", "I、甲", "III、丙"),
        ("decimalEnclosedCircle", "%1", "① 甲", "③ 丙"),
        ("decimalEnclosedCircleChinese", "%1", "① 甲", "③ 丙"),
        ("decimalEnclosedParen", "%1", "⑴ 甲", "⑶ 丙"),
        ("bullet", "\uf0b7", "• 甲", "• 丙"),
        ("bullet", "l", "• 甲", "• 丙"),
        ("bullet", "■", "■ 甲", "■ 丙"),
        ("bullet", "-", "- 甲", "- 丙"),
        ("none", "", "甲", "丙"),
    ],
)
def test_numbers_that_word_shows_are_written_out(form, text, first, third):
    found = numbered([(form, text)], [("甲", 0), ("乙", 0), ("丙", 0)])
    assert (found[0], found[2]) == (first, third)


def test_lower_levels_start_anew_below_each_upper_one():
    levels = [("chineseCounting", "%1、"), ("decimal", "%2."), ("decimal", "%2.%3")]
    items = [("职责", 0), ("接待", 1), ("登记", 1), ("电话登记", 2), ("现场登记", 2), ("要求", 0), ("大专", 1)]
    assert numbered(levels, items) == ["一、职责", "1. 接待", "2. 登记", "2.1 电话登记", "2.2 现场登记", "二、要求", "1. 大专"]


def test_legal_numbering_writes_upper_levels_in_digits():
    levels = [("chineseCounting", "%1、"), ("decimal", "%1.%2")]
    assert numbered(levels, [("职责", 0), ("接待", 1)], extra="<w:isLgl/>")[1] == "1.1 接待"


def test_a_list_that_starts_elsewhere():
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert numbered([("decimal", "%1、")], [("甲", 0), ("乙", 0)], start) == ["5、甲", "6、乙"]


def test_two_lists_of_one_definition_count_on_unless_one_starts_anew():
    document = office.word()
    office.add_list(document, [("decimal", "%1、")], 70)
    numbering = document.part.numbering_part.element
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering.append(office.xml('<w:num w:numId="71"><w:abstractNumId w:val="70"/></w:num>'))
    numbering.append(office.xml(f'<w:num w:numId="72"><w:abstractNumId w:val="70"/>{start}</w:num>'))
    for text, key in [("甲", 70), ("乙", 71), ("丙", 72), ("丁", 72)]:
        office.item(document, text, key)
    assert lines(office.saved(document)) == ["1、甲", "2、乙", "1、丙", "2、丁"]


def test_a_style_gives_its_paragraphs_their_number_and_zero_takes_it_away():
    document = office.word()
    office.add_list(document, [("decimal", "%1、"), ("decimal", "（%2）")], 70)
    style = document.styles.add_style("要点", 1)
    style.element.get_or_add_pPr().append(office.xml('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="70"/></w:numPr>'))
    based = document.styles.add_style("小要点", 1)
    based.base_style = style
    document.add_paragraph("甲", style="要点")
    document.add_paragraph("乙", style="小要点")
    office.item(document, "丙", 0).style = style
    assert lines(office.saved(document)) == ["（1）甲", "（2）乙", "丙"]


def test_an_empty_numbered_paragraph_counts_and_shows_nothing():
    assert numbered([("decimal", "%1、")], [("甲", 0), ("", 0), ("丙", 0)]) == ["1、甲", "", "3、丙"]


def test_automatic_numbers_reach_the_clauses(tmp_path):
    document = office.word()
    office.add_list(document, [("decimal", "%1.")], 70)
    office.add_list(document, [("decimal", "%1.")], 71)
    document.add_paragraph("岗位职责")
    for text in ("接待来访客户，登记信息", "订购办公用品"):
        office.item(document, text, 70)
    document.add_paragraph("任职要求")
    for text in ("3年以上前台工作经验", "大专及以上学历"):
        office.item(document, text, 71)
    (tmp_path / "前台.docx").write_bytes(office.saved(document))
    job = jdparse.parse(jdparse.read_file(tmp_path / "前台.docx")).jobs[0]
    assert [(clause.number, clause.text, clause.section) for clause in job.clauses] == [
        ("1.", "接待来访客户，登记信息", "duties"),
        ("2.", "订购办公用品", "duties"),
        ("1.", "3年以上前台工作经验", "requirements"),
        ("2.", "大专及以上学历", "requirements"),
    ]
    assert job.experience.min_years == 3


# --- Word: what is text and what is not ------------------------------------------------------------------------------

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (
            RUN.format("底薪")
            + '<w:del w:id="1"><w:r><w:delText>5000</w:delText></w:r></w:del><w:ins w:id="2">'
            + RUN.format("6000")
            + "</w:ins>",
            ["底薪6000"],
        ),
        ('<w:moveFrom w:id="1">' + RUN.format("旧") + '</w:moveFrom><w:moveTo w:id="2">' + RUN.format("新") + "</w:moveTo>", ["新"]),
        ("<w:r><w:t>接待</w:t><w:br/><w:t>登记</w:t><w:cr/><w:t>盘点</w:t></w:r>", ["接待", "登记", "盘点"]),
        ("<w:r><w:t>学历</w:t><w:tab/><w:t>大专</w:t></w:r>", ["学历\t大专"]),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部代码</w:t></w:r>" + RUN.format("会计"), ["会计"]),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>会计</w:t></w:r>', ["会计"]),
        ("<w:hyperlink>" + RUN.format("官网") + "</w:hyperlink><w:smartTag>" + RUN.format("北京") + "</w:smartTag>", ["官网北京"]),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + RUN.format("出纳") + "</w:sdtContent></w:sdt>", ["出纳"]),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + RUN.format("会计"), ["会计"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>' + RUN.format("接待"), ["\uf06c接待"]),
        (
            "<w:r><w:ruby><w:rt>"
            + RUN.format("kuài")
            + "</w:rt><w:rubyBase>"
            + RUN.format("会")
            + "</w:rubyBase></w:ruby></w:r>"
            + RUN.format("计"),
            ["会计"],
        ),
        (
            RUN.format("正文")
            + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent><w:p>"
            + RUN.format("框里")
            + "</w:p></w:txbxContent>"
            "</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>"
            + RUN.format("框里")
            + "</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            ["正文", "框里"],
        ),
    ],
    ids="revision move breaks tab hidden shown wrappers control field symbol ruby textbox".split(),
)
def test_what_a_reader_of_the_paragraph_sees(inner, said):
    document = office.word()
    document.element.body.insert(0, office.xml(f"<w:p>{inner}</w:p>"))
    assert lines(office.saved(document)) == said


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next():
    document = office.word()
    document.element.body.insert(0, office.xml('<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + RUN.format("接待来访") + "</w:p>"))
    document.element.body.insert(1, office.xml("<w:p>" + RUN.format("客户") + "</w:p>"))
    assert lines(office.saved(document)) == ["接待来访客户"]


def test_headers_footers_and_contents_are_left_out():
    document = office.word()
    document.sections[0].header.paragraphs[0].text = "某某公司人力资源部"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("行政前台\t3", style="toc 1")
    document.add_paragraph("行政前台")
    assert [line for line in lines(office.saved(document)) if line] == ["行政前台"]


# --- tables ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["岗位名称", "行政前台"], ["所属部门：", "行政部"]], ["岗位名称：行政前台", "所属部门：行政部"]),
        (
            [["岗位名称", "会计", "直接上级", ""], ["所属部门", "财务部", "定员", "2人"]],
            ["岗位名称：会计", "所属部门：财务部", "定员：2人"],
        ),
        ([["岗位职责", "1、核对账目；\n2、编制报表。"]], ["岗位职责：", "1、核对账目；\n2、编制报表。"]),
        ([["岗位职责", "1、核对账目；2、编制报表。"]], ["岗位职责：", "1、核对账目；2、编制报表。"]),
        ([["任\n职\n要\n求", "大专以上"]], ["任职要求：大专以上"]),
        ([["任职要求", "学历", "大专"], [None, "年龄", "35岁以下"]], ["任职要求：", "学历：大专", "年龄：35岁以下"]),
        ([["1", "核对账目"], ["2、", "编制报表"]], ["1、核对账目", "2、编制报表"]),
        ([["序号", "工作内容"], ["1", "核对账目"], ["2", "编制报表"]], ["工作内容：", "1、核对账目", "2、编制报表"]),
        ([["会计岗位说明书"], ["岗位名称", "会计"]], ["会计岗位说明书", "岗位名称：会计"]),
        ([["这一格是一整句话，所以它不是标签。", "这一格也是一句话。"]], ["这一格是一整句话，所以它不是标签。", "这一格也是一句话。"]),
        (
            [["招聘需求表"], ["序号", "岗位", "人数", "学历要求"], ["1", "会计", "2", "大专"], ["2", "出纳", "1", None]],
            ["招聘需求表", "【会计】", "人数：2", "学历要求：大专", "【出纳】", "人数：1", "学历要求：大专"],
        ),
        (
            [["岗位名称", "会计", "所属部门", "财务部"], ["直接上级", "经理", "岗位定员", "1"]],
            ["岗位名称：会计", "所属部门：财务部", "直接上级：经理", "岗位定员：1"],
        ),
    ],
)
def test_tables_are_pairs_and_records(rows, said):
    assert table_lines(rows) == said


def test_a_form_in_word_becomes_facts_duties_and_requirements():
    document = office.word()
    rows = [
        ["岗位名称", "行政前台", "所属部门", "行政部"],
        ["岗位职责", "1、接待来访客户；\n2、订购办公用品。", "", ""],
        ["任职要求", "1、大专及以上学历；\n2、1年以上前台经验。", "", ""],
    ]
    made = office.table(document, rows)
    for row in (1, 2):
        made.cell(row, 1).merge(made.cell(row, 3))
    job = jdparse.parse(text_of(office.saved(document))).jobs[0]
    assert job.title == "行政前台"
    assert [(clause.text, clause.section) for clause in job.clauses if clause.section in ("duties", "requirements")] == [
        ("接待来访客户", "duties"),
        ("订购办公用品", "duties"),
        ("大专及以上学历", "requirements"),
        ("1年以上前台经验", "requirements"),
    ]


def test_a_list_of_posts_in_word_becomes_a_job_each():
    document = office.word()
    office.table(
        document,
        [
            ["岗位", "人数", "任职要求"],
            ["会计", "2", "1、大专以上学历；\n2、有会计证。"],
            ["仓管员", "1", "1、高中以上学历；\n2、能吃苦。"],
        ],
    )
    jobs = jdparse.parse(text_of(office.saved(document))).jobs
    assert [job.title for job in jobs] == ["会计", "仓管员"]
    assert [job.education.min_level for job in jobs] == ["大专", "高中"]


def test_two_forms_without_titles_are_two_jobs():
    document = office.word()
    for post in ("会计", "仓管员"):
        document.add_paragraph("岗位说明书")
        office.table(
            document,
            [["岗位名称", post], ["直接上级", "经理"], ["岗位职责", "1、核对账目\n2、编制报表"], ["任职要求", "1、大专以上\n2、会Excel"]],
        )
    assert [job.title for job in jdparse.parse(text_of(office.saved(document))).jobs] == ["会计", "仓管员"]


# --- PDF -------------------------------------------------------------------------------------------------------------

LONG = "负责公司日常行政事务的处理，包括办公用品的采购与发放，固定资产的登记与盘点，会议室的预订与管理以及其他领导交办的工作"


def test_wrapped_lines_of_a_pdf_are_whole_and_items_stay_apart():
    items = [f"{number}、{LONG}；" for number in range(1, 4)]
    assert lines(office.pdf_of(["岗位职责", *items])) == ["岗位职责", *items]


def test_lines_that_do_not_reach_the_edge_stay_lines():
    short = ["接待来访客户并做好登记工作", "订购办公用品并且控制费用", "管理会议室以及公司的车辆"]
    assert lines(office.pdf_of(["岗位职责", *short])) == ["岗位职责", *short]


def test_headers_and_page_numbers_that_repeat_are_left_out_and_items_go_on_across_pages():
    items = [f"{number}、{LONG}；" for number in range(1, 61)]
    data = office.pdf_of(items, header="某某公司岗位说明书", numbered=True)
    assert lines(data) == items


def test_a_line_that_stands_on_two_pages_is_no_header():
    data = office.pdf_of(["岗位职责：", *([""] * 60), "岗位职责："])
    assert lines(data) == ["岗位职责：", "岗位职责："]


def test_cells_beside_each_other_are_label_and_value():
    rows = [["岗位名称", "行政前台"], ["岗位职责", f"1、{LONG}；\n2、订购办公用品。"]]
    assert lines(office.pdf_of(["岗位说明书", rows])) == [
        "岗位说明书",
        "岗位名称：行政前台",
        "岗位职责",
        f"1、{LONG}；",
        "2、订购办公用品。",
    ]


def test_a_line_in_two_fonts_is_read_from_left_to_right_and_bold_by_printing_twice_once():
    import io

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.setFont("STSong-Light", 10)
    for left, text in [(100, "储备店长"), (150, "店长"), (180, "督导"), (140, "—"), (170, "—"), (300, "直接上级"), (300.4, "直接上级")]:
        canvas.drawString(left, 700, text)
    canvas.save()
    assert lines(data.getvalue()) == ["储备店长—店长—督导：直接上级"]


def test_letters_set_wide_are_one_word():
    assert lines(office.pdf_of(["岗    位    职    责"])) in (["岗位职责"], ["岗 位 职 责"])


# --- HTML and text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "gb18030", "big5"])
def test_a_page_is_read_in_the_encoding_that_it_names(encoding):
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><body><p>招聘: 前台接待</p></body></html>'
    assert text_of(page.encode(encoding)) == page


def test_a_page_saved_anew_in_utf8_is_that_whatever_it_says():
    page = '<html><head><meta charset="gb2312"></head><body>招聘前台</body></html>'
    assert text_of(page.encode()) == page


def test_an_unknown_encoding_is_found_by_the_bytes():
    page = '<html><head><meta charset="nonsense"></head><body>招聘行政前台，负责接待来访客户</body></html>'
    assert text_of(page.encode("gb18030")) == page


def test_a_table_in_html_gives_pairs():
    page = "<table><tr><td>学历要求</td><td>大专</td></tr><tr><td>岗位职责</td><td>1、接待来访客户<br>2、订购办公用品</td></tr></table>"
    job = jdparse.parse(text_of(page.encode())).jobs[0]
    assert [(found.type, found.min_level) for found in job.requirements] == [("education", "大专")]
    assert [clause.text for clause in job.duties] == ["接待来访客户", "订购办公用品"]


def test_a_web_archive_that_is_called_doc():
    page = "<html><body><p>岗位职责：接待来访客户</p></body></html>"
    import base64

    body = base64.encodebytes(page.encode("gbk")).decode()
    archive = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        f'Content-Type: text/html; charset="gbk"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--x--\r\n'
    )
    assert text_of(archive.encode(), "a.doc") == page


# --- old Word --------------------------------------------------------------------------------------------------------

OLD = Path(__file__).parent / "data" / "files" / "receptionist.doc"
EXPECTED = ["岗位名称：行政前台", "岗位职责", "接待来访客户", "登记来访信息", "任职要求", "大专及以上学历"]


@pytest.mark.system
@pytest.mark.parametrize("program", ["soffice", "catdoc"])
def test_an_old_word_file_is_read_by_a_program(program, tmp_path, monkeypatch):
    """LibreOffice gives the automatic numbers, catdoc the bare text."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    real = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: real(name) if name == program else None)
    said = [line for line in lines(OLD.read_bytes()) if line]
    if program == "soffice":
        assert said == ["岗位名称：行政前台", "岗位职责", "1、接待来访客户", "2、登记来访信息", "任职要求", "1、大专及以上学历"]
    else:
        assert said == EXPECTED


def test_without_a_program_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for data in (OLD.read_bytes(), b"{\\rtf1 x}"):
        with pytest.raises(SourceError, match=r"libreoffice-writer-nogui") as raised:
            text_of(data, "old.doc")
        assert raised.value.code == "JD204"


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    from jdparse.files import programs

    slow = tmp_path / "catdoc"
    slow.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(programs, "TIMEOUT", 3.0)  # for the shell to start on a busy machine
    monkeypatch.setattr(shutil, "which", lambda name: str(slow) if name == "catdoc" else None)
    with pytest.raises(SourceError) as raised:
        text_of(OLD.read_bytes(), "old.doc")
    assert raised.value.code == "JD208"
    child = int((tmp_path / "child").read_text())
    status = Path(f"/proc/{child}/stat")

    def alive() -> bool:
        try:
            return status.read_text().split()[2] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False

    for _ in range(100):  # a killed process may take a moment to go
        if not alive():
            break
        time.sleep(0.1)
    assert not alive()


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_reads_every_kind_and_tells_a_wrong_ending(tmp_path):
    texts = ["岗位职责：", "1、接待来访客户", "2、订购办公用品"]
    (tmp_path / "a.docx").write_bytes(office.word_of(texts))
    (tmp_path / "b.pdf").write_bytes(office.pdf_of(texts))
    (tmp_path / "c.html").write_text("<p>" + "</p><p>".join(texts) + "</p>", encoding="utf-8")
    (tmp_path / "d.txt").write_text("\n".join(texts), encoding="gb18030")
    (tmp_path / "e.doc").write_bytes(office.word_of(texts))
    names = [str(path) for path in sorted(tmp_path.iterdir())]
    done = CliRunner().invoke(app, ["parse", *names])
    assert done.exit_code == 0, done.output
    assert done.stdout.count("1、 接待来访客户") == 5
    assert done.stderr == f"jdparse: {tmp_path}/e.doc: read as docx, which its first bytes say it is\n"
    piped = CliRunner().invoke(app, ["parse", "-"], input=office.pdf_of(texts))
    assert "2、 订购办公用品" in piped.stdout
