"""Exchange with doccano, Label Studio, Prodigy and spaCy: round trips in code points, and errors that name the place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdparse.annotation import (
    Annotated,
    LabelledSpan,
    Record,
    from_record,
    parse_inline,
    read_posting,
    restore_newlines,
    to_gold,
    to_record,
    unix_newlines,
)
from jdparse.annotation.docbin import read_docbin, write_docbin
from jdparse.annotation.doccano import read_doccano, write_doccano
from jdparse.annotation.label_studio import label_studio_config, read_label_studio, write_label_studio
from jdparse.annotation.prodigy import read_prodigy, write_prodigy
from jdparse.errors import AnnotationError

POSTINGS = sorted((Path(__file__).parents[1] / "annotations" / "postings").glob("*.txt"))
RECORDS = [
    Record(
        "📣招客服\r\n会用Excel👍🏽，粤语优先\r\n", (LabelledSpan(1, 4, "title"), LabelledSpan(6, 13, "clause/requirements")), {"id": "7"}
    ),
    Record("带团队，做培训", (LabelledSpan(0, 7, "clause/duties"), LabelledSpan(0, 7, "tag/团队管理"), LabelledSpan(2, 5, "x"))),
    Record("没有标注\u2028\x0b的文字 \t"),
    Record(""),
]
Writer = Callable[[list[Record], Path], None]
FORMATS: dict[str, tuple[Writer, Callable[[Path], list[Record]]]] = {
    "doccano": (write_doccano, read_doccano),
    "label_studio": (write_label_studio, read_label_studio),
    "prodigy": (write_prodigy, read_prodigy),
    "docbin": (write_docbin, read_docbin),
}


@pytest.mark.parametrize("name", FORMATS)
def test_round_trip_keeps_text_spans_and_meta(name: str, tmp_path: Path) -> None:
    write, read = FORMATS[name]
    postings = [to_record(read_posting(path), meta={"file": path.name}) for path in POSTINGS[:12]]
    assert postings
    write(RECORDS + postings, tmp_path / "out")
    assert read(tmp_path / "out") == RECORDS + postings


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("doccano", "label_studio", "prodigy"):
        write, _ = FORMATS[name]
        write(RECORDS, tmp_path / "a")
        write(RECORDS, tmp_path / "b")
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def row(write: Writer, tmp_path: Path) -> Any:
    write(RECORDS[:1], tmp_path / "one")
    return json.loads((tmp_path / "one").read_text(encoding="utf-8"))


def test_field_names_are_those_of_the_tools(tmp_path: Path) -> None:
    doccano = row(write_doccano, tmp_path)
    assert doccano["label"] == [[1, 4, "title"], [6, 13, "clause/requirements"]]
    (task,) = row(write_label_studio, tmp_path)
    result = task["annotations"][0]["result"][0]
    assert (result["from_name"], result["to_name"], result["type"]) == ("label", "text", "labels")
    assert result["value"] == {"start": 1, "end": 4, "text": "招客服", "labels": ["title"]}
    prodigy = row(write_prodigy, tmp_path)
    assert prodigy["spans"][0] == {"start": 1, "end": 4, "label": "title", "token_start": 1, "token_end": 3}
    assert prodigy["tokens"][0] == {"text": "📣", "start": 0, "end": 1, "id": 0, "ws": False}
    assert prodigy["answer"] == "accept"


def test_the_configuration_names_what_the_tasks_name() -> None:
    root = ET.fromstring(label_studio_config(["title", 'a"<b']))
    labels, text = root.find("Labels"), root.find("Text")
    assert labels is not None
    assert text is not None
    assert (labels.get("name"), labels.get("toName"), text.get("name"), text.get("value")) == ("label", "text", "text", "$text")
    assert [label.get("value") for label in labels] == ["title", 'a"<b']


def test_what_the_tools_export_is_read(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text(
        '{"id": 3, "text": "会Word", "labels": [[1, 5, "skill"]]}\n\n'
        '{"text": "甲", "entities": [{"id": 1, "label": "x", "start_offset": 0, "end_offset": 1}], "relations": []}\n',
        encoding="utf-8",
    )
    assert read_doccano(file) == [Record("会Word", (LabelledSpan(1, 5, "skill"),), {"id": "3"}), Record("甲", (LabelledSpan(0, 1, "x"),))]
    tasks = [
        {
            "data": {"text": "会Word"},
            "annotations": [
                {"was_cancelled": True, "result": []},
                {"result": [{"type": "choices"}, {"type": "labels", "value": {"start": 1, "end": 5, "labels": ["a", "b"]}}]},
            ],
        },
        {
            "data": {"text": "甲"},
            "predictions": [{"result": [{"type": "labels", "value": {"start": 0, "end": 1, "text": "甲", "labels": ["c"]}}]}],
        },
    ]
    file.write_text(json.dumps(tasks), encoding="utf-8")
    assert [[span.label for span in record.spans] for record in read_label_studio(file)] == [["a", "b"], ["c"]]
    file.write_text('{"text": "甲", "answer": "reject"}\n{"text": "乙"}\n{"text": "丙", "answer": "ignore"}\n', encoding="utf-8")
    assert [record.text for record in read_prodigy(file)] == ["乙"]
    assert [record.text for record in read_prodigy(file, answers=("reject", "ignore"))] == ["甲", "丙"]


def test_utf16_offsets_are_read_on_request(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text('{"text": "📣招客服", "label": [[2, 5, "title"]]}', encoding="utf-8")
    with pytest.raises(AnnotationError, match="utf16=True"):
        read_doccano(file)
    assert read_doccano(file, utf16=True)[0].spans == (LabelledSpan(1, 4, "title"),)
    value = {"start": 2, "end": 4, "text": "招客", "labels": ["title"]}
    file.write_text(
        json.dumps([{"data": {"text": "📣招客服"}, "annotations": [{"result": [{"type": "labels", "value": value}]}]}]), encoding="utf-8"
    )
    with pytest.raises(AnnotationError, match=r"value\.text.*utf16=True"):
        read_label_studio(file)
    assert read_label_studio(file, utf16=True)[0].spans == (LabelledSpan(1, 3, "title"),)


BAD = [
    ("doccano", '{"text": "甲"}\n', "line 1, field label: is missing"),
    ("doccano", '{"text": "甲", "label": []}\n{"text": 5, "label": []}', "line 2, field text: is 5"),
    ("doccano", '{"text": "甲", "label": [[0, 1]]}', "line 1, field label[0]: is [0, 1]. It must be [start, end, label]"),
    ("doccano", '{"text": "甲", "label": [[0, 2, "x"]]}', "does not lie in the text of 1 code points"),
    ("doccano", '{"text": "甲", "label": [[0, 0, "x"]]}', "does not lie"),
    ("doccano", '{"text": "甲", "label": [["0", 1, "x"]]}', "field label[0].start"),
    ("doccano", '{"text": "甲", "label": [[0, 1, 5]]}', "field label[0].label"),
    ("doccano", '{"text": "甲", "entities": [{"start_offset": 0}]}', "field entities[0].end_offset: is missing"),
    ("doccano", "[1]", "line 1: is list, not an object"),
    ("doccano", '{"text": ', "line 1: column"),
    ("label_studio", '{"text": "甲"}', "a list of tasks"),
    ("label_studio", '[{"text": "甲"}]', "task 1, field data: is missing"),
    ("label_studio", '[{"data": {"x": 1}}]', "task 1, field data.text: is missing"),
    ("label_studio", '[{"data": {"text": "甲"}, "annotations": [{"result": []}, {"result": []}]}]', "Keep one a task"),
    (
        "label_studio",
        '[{"data": {"text": "甲"}, "annotations": [{"result": [{"type": "labels"}]}]}]',
        "annotations[0].result[0].value: is missing",
    ),
    ("label_studio", "[\n1,", "line 2: column"),
    ("prodigy", '{"text": "甲", "spans": [{"start": 0, "end": 1}]}', "line 1, field spans[0].label: is missing"),
    ("prodigy", '{"text": "甲", "answer": "yes"}', "accept reject ignore"),
    ("prodigy", '{"text": "甲", "spans": {}}', "field spans: is {}"),
    ("docbin", "no docbin", "is no spaCy DocBin"),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD, ids=[f"{name}: {says}" for name, _, says in BAD])
def test_bad_files_name_file_place_field_and_remedy(name: str, content: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError) as caught:
        FORMATS[name][1](file)
    assert caught.value.code == "JD610"
    assert caught.value.message.startswith(str(file))
    assert says in caught.value.message


def test_files_that_are_not_utf8_say_where(tmp_path: Path) -> None:
    file = tmp_path / "gbk.jsonl"
    file.write_bytes('{"text": "甲"}'.encode("gb18030"))
    with pytest.raises(AnnotationError, match="byte 10: is not UTF-8"):
        read_doccano(file)


def test_a_docbin_with_another_group_says_which(tmp_path: Path) -> None:
    write_docbin(RECORDS[:1], tmp_path / "f", spans_key="clauses")
    with pytest.raises(AnnotationError, match="spans_key= one of clauses"):
        read_docbin(tmp_path / "f")
    assert read_docbin(tmp_path / "f", spans_key="clauses") == RECORDS[:1]


def test_labels_of_another_tool_become_an_annotated_text() -> None:
    marked = (
        "<title>出纳</title>\n<heading kind=duties>职责：</heading>"
        "<clause level=2 tags=财务会计,人事行政><label>票据</label>：保管支票和印章</clause>"
        "<heading kind=requirements>要求：</heading><clause><certificate modality=preferred>会计证优先</certificate></clause>"
        "<noise>首页</noise>"
    )
    annotated = parse_inline(marked)
    back = from_record(to_record(annotated))
    assert back == annotated
    assert to_gold(back) == to_gold(annotated)


def test_postings_keep_all_but_values_and_numbers_through_a_record() -> None:
    for path in POSTINGS:
        annotated = read_posting(path)
        back = from_record(to_record(annotated))
        assert spans(back) == spans(annotated), path.name
        assert back.headings == annotated.headings
        assert [job.title_span for job in back.jobs] == [job.title_span for job in annotated.jobs]


def spans(annotated: Annotated) -> list[tuple[object, ...]]:
    clauses = [(c.start, c.end, c.section, c.level, c.label, c.tags, c.job) for c in annotated.clauses]
    return [*clauses, *[(m.type, m.start, m.end, m.modality, m.clause) for m in annotated.requirements]]


@pytest.mark.parametrize(
    "label", ["", "clause", "clause/duty", "clause/duties/9", "requirement/skills", "tag", "title/x", "heading/duties/2"]
)
def test_unknown_labels_are_refused(label: str) -> None:
    with pytest.raises(AnnotationError, match="Rename it in the tool"):
        from_record(Record("甲乙", (LabelledSpan(0, 2, label),)))


def test_a_requirement_must_stand_in_a_clause() -> None:
    with pytest.raises(AnnotationError, match="in no clause"):
        from_record(Record("会Word", (LabelledSpan(1, 5, "requirement/skill"),)))


TEXTS = st.text(alphabet=st.sampled_from("招聘a\r\n📣 "), max_size=30)


@given(text=TEXTS, cuts=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_newlines_are_dropped_and_restored(text: str, cuts: list[tuple[int, int]]) -> None:
    whole = [(start, end) for start, end in cuts if start < end <= len(text)]
    inside = [(s, e) for s, e in whole if text[s - 1 : s + 1] != "\r\n" and text[e - 1 : e + 1] != "\r\n"]  # no cut within \r\n
    record = Record(text, tuple(LabelledSpan(start, end, "x") for start, end in inside))
    plain = unix_newlines(record)
    assert plain.text == text.replace("\r\n", "\n")
    for before, after in zip(record.spans, plain.spans, strict=True):
        assert plain.text[after.start : after.end] == text[before.start : before.end].replace("\r\n", "\n")
    assert restore_newlines(plain, text) == record


def test_restoring_on_another_text_is_refused() -> None:
    with pytest.raises(AnnotationError, match="Give the source"):
        restore_newlines(Record("甲"), "乙")
