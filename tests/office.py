"""Documents made for tests and benchmarks: Word with automatic numbers, tables and revisions, PDF with tables and running headers.

Word's by python-docx and XML of our own where it has no call for it; PDF by reportlab with the Chinese font that every reader brings.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:v="urn:v"'
Level = tuple[str, str]  # number format and text: ("decimal", "%1、")


def xml(text: str) -> Any:
    """An element of Word's; the prefix w is known."""
    from docx.oxml import parse_xml

    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {NAMESPACES}", text, count=1))


def word() -> Any:
    """An empty document."""
    import docx

    return docx.Document()


def saved(document: Any) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def add_list(document: Any, levels: Sequence[Level], key: int, more: str = "", *, extra: str = "") -> None:
    """A list ``key`` with these levels; ``more`` stands in its num, ``extra`` in each level."""
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    first = next(iter(numbering), None)
    abstract = xml(f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>')
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    numbering.append(xml(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'))


def item(document: Any, text: str, key: int, depth: int = 0) -> Any:
    """A paragraph that Word numbers."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(xml(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'))
    return paragraph


def table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    made = document.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            lines = text.split("\n")
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    return made


def word_of(lines: Iterable[str]) -> bytes:
    """A document with a paragraph for each line."""
    document = word()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


_TYPED = re.compile(r"\s*(?:(\d{1,2})([、.．)）]{1,2})|[(（](\d{1,2})[)）])\s*(?=\D)")


def word_numbered(lines: Sequence[str]) -> bytes:
    """A document in which typed numbers became Word's own, as its autocorrection does: they are no longer in the text."""
    document = word()
    key = 100
    expected: dict[str, int] = {}
    keys: dict[str, int] = {}
    for line in lines:
        found = _TYPED.match(line)
        number = int(found[1] or found[3]) if found else 0
        form = f"%1{found[2]}" if found and found[1] else "（%1）"
        if found is None or not (number == 1 or expected.get(form) == number):
            document.add_paragraph(line)
            continue
        if number == 1:
            key += 1
            add_list(document, [("decimal", form)], key)
            keys[form] = key
        item(document, line[found.end() :], keys[form])
        expected[form] = number + 1
    return saved(document)


def rezipped(data: bytes, change: dict[str, bytes | None]) -> bytes:
    """A document with parts replaced, added or (None) taken away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, part in change.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def pdf_of(
    blocks: Iterable[str | Sequence[Sequence[str]]],
    *,
    header: str = "",
    numbered: bool = False,
    password: str | None = None,
    size: float = 10.5,
) -> bytes:
    """A PDF: a string is a paragraph, a list of rows a table."""
    from reportlab.lib import pdfencrypt
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=size, leading=size * 1.5, wordWrap="CJK")

    def paragraph(text: str) -> Any:
        return Paragraph(escape(text).replace("\n", "<br/>"), style)

    def margins(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        if header:
            canvas.drawString(72, 800, header)
        if numbered:
            canvas.drawCentredString(297, 30, f"第 {document.page} 页")

    story: list[Any] = []
    for block in blocks:
        if isinstance(block, str):
            story.append(paragraph(block) if block.strip() else Spacer(1, size))
        else:
            width = 450 / max(map(len, block))
            widths = [90, 360] if max(map(len, block)) == 2 else [width] * max(map(len, block))
            lines = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
            story.append(Table([[paragraph(cell) for cell in row] for row in block], colWidths=widths, style=lines))
    data = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption(password, canPrint=0) if password else None
    template = SimpleDocTemplate(data, pagesize=(595, 842), encrypt=encrypt, invariant=True)
    template.build(story or [Spacer(1, 1)], onFirstPage=margins, onLaterPages=margins)
    return data.getvalue()
