"""Reading bytes and files: the encodings of the field, and clear refusals."""

from __future__ import annotations

import codecs

import pytest

from jdparse import source
from jdparse.errors import SourceError
from jdparse.source import decode, read_text

SIMPLIFIED = "岗位职责：\r\n1、负责客户投诉的受理与跟进；\r\n2、整理每日通话记录。"
TRADITIONAL = "工作內容：負責門市銷售與顧客服務，維護賣場整潔；資格條件：高中以上學歷，具備服務熱忱。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "utf-8-sig"), (SIMPLIFIED, "gb18030"), (SIMPLIFIED, "gbk"), (TRADITIONAL, "big5"), ("", "utf-8")],
)
def test_encodings_are_read_as_written(text, encoding, tmp_path):
    """Line ends stay as they are; a byte order mark goes."""
    file = tmp_path / "page.txt"
    file.write_bytes(text.encode(encoding))
    assert read_text(file) == text
    assert read_text(str(file)) == text
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(mark, encoding):
    assert decode(mark + SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
def test_a_long_text_is_told_apart_too(encoding):
    text = (SIMPLIFIED if encoding == "gb18030" else TRADITIONAL) * 4000
    assert decode(text.encode(encoding)) == text


def test_a_rare_character_of_gb18030_is_read():
    assert decode("招聘主管：𠮷田先生，负责全部业务工作".encode("gb18030")) == "招聘主管：𠮷田先生，负责全部业务工作"


def told(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        decode(data, "ads/17.txt")
    assert str(caught.value).startswith(f"[{caught.value.code}] ads/17.txt: ")
    return str(caught.value)


def test_one_damaged_byte_in_utf8_is_named_by_its_offset():
    data = bytearray(SIMPLIFIED.encode())
    data[30] = 0xFF
    message = told(bytes(data))
    assert message.startswith("[JD202]")
    assert "byte 0xe5 at byte offset 29" in message or "byte 0xff at byte offset 30" in message
    assert "Convert the file to UTF-8" in message


def test_a_file_cut_in_mid_character_is_damaged_utf8():
    data = (SIMPLIFIED * 3).encode()[:-2]
    assert f"byte offset {len(data) - 1}" in told(data)


def test_bytes_in_no_known_encoding_are_refused():
    assert "not UTF-8, GB18030 or Big5" in told(b"\xff\xfa\xff\xf0\xa0\xff" * 20)


def test_damaged_utf16_is_named_with_the_mark_counted():
    assert "not UTF-16-LE: byte 0x00 at byte offset 4" in told(codecs.BOM_UTF16_LE + "岗".encode("utf-16-le") + b"\x00\xd8")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04rest", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"\x89PNG\r\n", "an image"),
        (b"\x7fELF" + bytes(200), "NUL bytes, the first at byte offset 4"),
    ],
)
def test_files_that_are_no_text_are_refused_with_a_remedy(data, words):
    assert words in told(data)


def test_a_lone_nul_is_text():
    assert decode(b"abc\x00def") == "abc\x00def"


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    file = tmp_path / "big.txt"
    file.write_bytes(b"x" * 11)
    for call in (lambda: read_text(file), lambda: decode(b"x" * 11)):
        with pytest.raises(SourceError, match="11 bytes; at most 10 are allowed") as caught:
            call()
        assert caught.value.code == "JD203"


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_an_unreadable_path_is_named(tmp_path, name):
    with pytest.raises(SourceError, match="cannot be read") as caught:
        read_text(tmp_path / name)
    assert caught.value.code == "JD201"
