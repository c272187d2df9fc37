"""Broken and hostile documents: each gives an error with a stable code that says what to do, soon and in little memory."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import jdparse
import office
from jdparse.batch.run import Options, run
from jdparse.errors import SourceError
from jdparse.files import package, pdf, text_of

pytest.importorskip("lxml")
pytest.importorskip("pypdfium2")
pytest.importorskip("docx")
pytest.importorskip("reportlab")

LINES = ["岗位职责：", "1、接待来访客户", "2、订购办公用品"]
WORD = office.word_of(LINES)
PDF = office.pdf_of(LINES)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def document_xml(body: str, before: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {office.NAMESPACES}><w:body>{body}</w:body></w:document>'.encode()


def with_body(body: str, before: str = "") -> bytes:
    return office.rezipped(WORD, {"word/document.xml": document_xml(body, before)})


def archive(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return data.getvalue()


def encrypted(data: bytes) -> bytes:
    """An archive whose parts say that they are encrypted."""
    at = 0
    out = bytearray(data)
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 8] |= 1
        at += 4
    return bytes(out)


def word_with_flag(flags: int) -> bytes:
    """The head of an old Word file: the container and the first bytes of its main stream."""
    return OLE[:512] + b"\xec\xa5" + bytes(8) + struct.pack("<H", flags) + bytes(500) + "WordDocument".encode("utf-16-le")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "哈" * 50, "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(9))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

BROKEN = [
    ("empty.docx", b"", "JD205", "empty"),
    ("empty.pdf", b"", "JD205", "empty"),
    ("cut.docx", WORD[: len(WORD) // 2], "JD205", "Was it sent whole"),
    ("cut.pdf", PDF[:200], "JD205", "Was it sent whole"),
    ("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9, "JD205", "damaged PDF"),
    ("no_part.docx", office.rezipped(WORD, {"word/document.xml": None}), "JD205", "main part is missing"),
    ("no_xml.docx", office.rezipped(WORD, {"word/document.xml": b"<w:document"}), "JD205", "word/document.xml"),
    ("entities.docx", with_body(PARAGRAPH.format("&j;"), ENTITIES), "JD205", "document type"),
    ("outside.docx", with_body(PARAGRAPH.format("&a;"), OUTSIDE), "JD205", "document type"),
    ("utf16.docx", office.rezipped(WORD, {"word/document.xml": OUTSIDE.encode("utf-16") + b"\0"}), "JD205", "document type"),
    ("deep.docx", with_body("<w:sdt><w:sdtContent>" * 100 + PARAGRAPH.format("深") + "</w:sdtContent></w:sdt>" * 100), "JD208", "deep"),
    ("deep_run.docx", with_body("<w:p>" + "<w:smartTag>" * 200 + "</w:smartTag>" * 200 + "</w:p>"), "JD208", "deep"),
    ("deeper.docx", with_body("<w:sdt>" * 90_000 + "</w:sdt>" * 90_000), "JD205", "word/document.xml"),
    ("pictures.docx", with_body("<w:p/>"), "JD207", "OCR"),
    ("locked.docx", encrypted(WORD), "JD206", "password"),
    ("locked2.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "JD206", "password"),
    ("locked.doc", word_with_flag(0x0100), "JD206", "password"),
    ("locked.pdf", office.pdf_of(LINES, password="geheim"), "JD206", "password"),
    ("scan.pdf", office.pdf_of([]), "JD207", "OCR"),
    ("sheet.docx", archive(**{"xl/workbook.xml": b"", "[Content_Types].xml": b""}), "JD202", "jdparse batch"),
    ("slides.docx", archive(**{"ppt/presentation.xml": b""}), "JD202", "save it as PDF"),
    ("open.docx", archive(**{"content.xml": b"", "mimetype": b""}), "JD202", "save it as docx"),
    ("archive.docx", archive(readme=b"x"), "JD202", "Unpack it"),
    ("no_entries.docx", archive(), "JD202", "zip archive"),
    ("table.doc", OLE + "Workbook".encode("utf-16-le"), "JD202", "save it as xlsx"),
    ("mail.doc", OLE + "__substg1.0_1000001F".encode("utf-16-le"), "JD202", "Outlook"),
    ("other.doc", OLE, "JD202", "without a Word document"),
    ("picture.docx", b"\x89PNG\r\n\x1a\n", "JD202", "text recognition"),
    ("web.mht", b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", "JD205", "web archive"),
]


@pytest.mark.parametrize(("name", "data", "code", "said"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_what_cannot_be_read_says_what_to_do(name, data, code, said):
    start = time.process_time()
    with pytest.raises(SourceError) as raised:
        text_of(data, name)
    assert raised.value.code == code
    assert raised.value.message.startswith(f"{name}: ")
    assert said in raised.value.message
    assert time.process_time() - start < 2


def test_a_zip_bomb_is_refused_before_and_while_it_unpacks():
    bomb = office.rezipped(WORD, {"word/document.xml": b" " * (package.MAX_UNPACKED + 1)})
    assert len(bomb) < 200_000
    with pytest.raises(SourceError, match="JD203"):
        text_of(bomb, "bomb.docx")
    lying = bytearray(bomb)  # the directory says that it is small
    at = lying.find(b"PK\x01\x02")
    while lying[at + 46 : at + 46 + 17] != b"word/document.xml":
        at = lying.find(b"PK\x01\x02", at + 4)
    lying[at + 24 : at + 28] = struct.pack("<I", 1000)
    tracemalloc.start()
    with pytest.raises(SourceError, match=r"JD203|JD205"):
        text_of(bytes(lying), "bomb.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * package.MAX_UNPACKED


def test_a_part_of_nothing_but_tags_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(package, "MAX_TAGS", 1000)
    with pytest.raises(SourceError, match="JD203"):
        text_of(with_body("<w:p/>" * 1000), "tags.docx")


def test_a_document_type_in_a_rare_encoding_is_refused():
    body = OUTSIDE.replace("?>", "") + f"<w:document {office.NAMESPACES}/>"
    data = ('<?xml version="1.0" encoding="cp037"?>' + body).encode("cp037")
    with pytest.raises(SourceError, match="JD205"):
        text_of(office.rezipped(WORD, {"word/document.xml": data}), "ebcdic.docx")


def test_an_archive_with_a_huge_directory_is_refused():
    data = bytearray(WORD)
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", package.MAX_DIRECTORY + 1)
    with pytest.raises(SourceError, match="JD203"):
        text_of(bytes(data), "many.docx")


def test_limits_of_pages_letters_and_time(monkeypatch):
    data = office.pdf_of([""] * 120 + LINES)
    for name, limit, code in [("MAX_PAGES", 1, "JD203"), ("MAX_LETTERS", 3, "JD203"), ("TIMEOUT", -1.0, "JD208")]:
        with monkeypatch.context() as patched:
            patched.setattr(pdf, name, limit)
            with pytest.raises(SourceError) as raised:
                text_of(data, "long.pdf")
            assert raised.value.code == code
    assert text_of(data, "long.pdf").split("\n") == LINES


def test_relations_that_lead_nowhere_do_not_matter():
    """WPS leaves such behind; Word opens the files, and so must we."""
    with zipfile.ZipFile(io.BytesIO(WORD)) as parts:
        relations = parts.read("word/_rels/document.xml.rels")
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lost = (
        f'<Relationship Id="x1" Type="{kinds}/image" Target="NULL"/><Relationship Id="x2" Type="{kinds}/numbering" Target="../away.xml"/>'
    )
    changed = relations.replace(b"</Relationships>", lost.encode() + b"</Relationships>")
    assert text_of(office.rezipped(WORD, {"word/_rels/document.xml.rels": changed})).split("\n") == LINES


def test_every_cut_of_a_document_is_an_error_or_a_text():
    for data, name in ((WORD, "a.docx"), (PDF, "a.pdf")):
        for part in range(0, len(data), max(1, len(data) // 60)):
            for broken in (data[:part], data[:part] + bytes(40) + data[part + 40 :]):
                try:
                    text_of(broken, name)
                except SourceError as error:
                    assert error.code.startswith("JD20")


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_folder_of_documents_is_a_record_each_and_broken_ones_are_failures(workers, tmp_path):
    folder = tmp_path / "hr"
    folder.mkdir()
    (folder / "a.docx").write_bytes(WORD)
    (folder / "b.pdf").write_bytes(PDF)
    (folder / "c.pdf").write_bytes(PDF[:200])
    (folder / "d.html").write_text("<p>岗位职责：</p><p>1、接待来访客户</p><p>2、订购办公用品</p>", encoding="utf-8")
    (folder / "e.txt").write_text("\n".join(LINES), encoding="gb18030")
    (folder / "f").write_bytes(PDF)
    (folder / "g.docx").write_bytes(office.pdf_of([], header=""))
    (folder / "~$a.docx").write_bytes(b"\x05user")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    summary = run(Options([str(folder)], tmp_path / "out", workers=workers))
    tables = {name: pq.read_table(tmp_path / "out" / name).to_pylist() for name in ("jobs", "clauses", "failures")}
    assert [Path(job["id"]).name for job in tables["jobs"]] == ["a.docx", "b.pdf", "d.html", "e.txt", "f"]
    assert [clause["text"] for clause in tables["clauses"]] == ["接待来访客户", "订购办公用品"] * 5
    assert [(Path(found["id"]).name, found["error"]) for found in tables["failures"]] == [("c.pdf", "JD205"), ("g.docx", "JD207")]
    assert summary["records"] == 7


def test_a_text_file_with_names_of_columns_is_a_table(tmp_path):
    (tmp_path / "ads.txt").write_text("job_id\t职位描述\n1\t岗位职责：1、接待来访客户；2、订购办公用品\n", encoding="gb18030")
    (tmp_path / "post.txt").write_text("\n".join(LINES), encoding="utf-8")
    assert run(Options([str(tmp_path / "*.txt")], tmp_path / "out"))["records"] == 2
    ids = pq.read_table(tmp_path / "out" / "jobs")["id"].to_pylist()
    assert ids == ["1", str(tmp_path / "post.txt")]


def test_duplicates_are_found_among_documents_of_different_kinds(tmp_path):
    texts = [line + "，并按公司制度登记、归档和每周汇总" for line in LINES]
    (tmp_path / "a.docx").write_bytes(office.word_of(texts))
    (tmp_path / "b.pdf").write_bytes(office.pdf_of(texts))
    (tmp_path / "c.txt").write_text("任职要求：大专以上学历，三年以上财务工作经验，熟悉用友软件，能适应出差", encoding="utf-8")
    run(Options([str(tmp_path / "*.*")], tmp_path / "out", dedupe=True))
    assert pq.read_table(tmp_path / "out" / "jobs")["duplicate_group"].to_pylist() == [0, 0, 2]


def test_the_public_name_reads_a_file(tmp_path):
    (tmp_path / "a.docx").write_bytes(WORD)
    assert jdparse.read_file(tmp_path / "a.docx").split("\n") == LINES
    with pytest.raises(SourceError, match="JD201"):
        jdparse.read_file(tmp_path / "none.docx")
