"""Word documents (docx) → text: paragraphs with the numbers that Word shows, tables, text boxes.

Left out: headers, footers, notes and comments (they are parts of their own), deleted and hidden text, tables of contents.
Elements are known by their local names, so that both editions of the format (transitional and strict) and what WPS writes are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdparse.errors import SourceError
from jdparse.files.numbering import Numbering, Styles, attribute, child, value
from jdparse.files.package import Package, local
from jdparse.files.tables import table_lines

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["MAX_DEPTH", "read_docx"]

MAX_DEPTH = 120
"""Elements that may stand in one another; a table in a table in a text box has some forty."""
_OTHERS = (  # what else is a zip archive: a part of it, what it is, what to do
    ("xl/workbook.xml", "a spreadsheet (xlsx)", "read it with jdparse batch, or save the sheet as CSV"),
    ("xl/workbook.bin", "a spreadsheet (xlsb)", "save it as xlsx or CSV"),
    ("ppt/presentation.xml", "a presentation (pptx)", "save it as PDF"),
    ("content.xml", "an OpenDocument file (odt)", "save it as docx"),
)
_UNREAD = frozenset(  # elements whose text no reader sees, or that hold none
    "pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr del moveFrom delText instrText fldData rt footnoteReference proofErr "
    "bookmarkStart bookmarkEnd".split()
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTENTS = ("toc ", "table of figures")
_OFF = ("0", "false", "off", "none")


def read_docx(data: bytes, name: str) -> str:
    """The text of a Word document.

    Raises:
        SourceError: JD202 it is another kind of archive, JD203 it unpacks to more than is allowed, JD204 lxml is missing,
            JD205 it is damaged, JD206 it has a password, JD207 it holds no text, JD208 it nests too deep.
    """
    package = Package(data, name)
    main = package.related("", "officeDocument") or "word/document.xml"
    if main not in package.names or not main.endswith(".xml") or any(other in package.names for other, *_ in _OTHERS):
        raise _no_word(package)
    text = "\n".join(_Reader(package, main).lines())
    if not text.strip():
        raise SourceError("JD207", f"{name}: a Word document without text. If it holds pictures of text, run text recognition (OCR) first.")
    return text


def _no_word(package: Package) -> SourceError:
    for part, what, remedy in _OTHERS:
        if part in package.names:
            return SourceError("JD202", f"{package.name}: this is {what}, not a Word document; {remedy}.")
    if "[Content_Types].xml" in package.names:
        return package.damaged("its main part is missing")
    return SourceError("JD202", f"{package.name}: this is a zip archive, not a document. Unpack it and give the files in it.")


class _Reader:
    """One document on its way to lines."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._root = package.part(main)
        roots = {kind: package.related(main, kind) for kind in ("styles", "numbering")}
        styles, numbering = (package.part(path) if path is not None else None for path in roots.values())
        self._styles = Styles(styles)
        self._numbering = Numbering(numbering, self._styles)
        self._boxes: list[str] = []

    def lines(self) -> list[str]:
        return self._blocks(self._root, 0)

    def _blocks(self, parent: etree._Element, depth: int) -> list[str]:
        """The lines of the paragraphs and tables in an element."""
        if depth > MAX_DEPTH:
            what = f"its elements stand more than {MAX_DEPTH} deep in one another"
            raise SourceError("JD208", f"{self._package.name}: {what}. Open it in Word and save it as text.")
        lines: list[str] = []
        joins = ""  # the text of a paragraph whose end was deleted: the next goes on in its line
        for element in parent:
            kind = local(element)
            if kind == "p":
                line = joins + self._paragraph(element, depth)
                joins = line if child(element, "pPr", "rPr", "del") is not None else ""
                if not joins:
                    lines.append(line)
                    lines += self._boxes
                    self._boxes = []
            elif kind == "tbl":
                lines += table_lines(self._rows(element, depth))
            elif kind == "AlternateContent":
                lines += self._blocks(_alternative(element), depth + 1)
            elif kind not in _UNREAD:
                lines += self._blocks(element, depth + 1)
        return [*lines, joins] if joins else lines

    def _paragraph(self, paragraph: etree._Element, depth: int) -> str:
        properties = child(paragraph, "pPr")
        marker = self._numbering.marker(properties)
        text = "".join(self._runs(paragraph, depth))
        if not text.strip() or self._styles.name(value(child(properties, "pStyle"))).startswith(_CONTENTS):
            return ""
        return marker + text.lstrip(" \t") if marker else text

    def _runs(self, parent: etree._Element, depth: int) -> list[str]:
        """The pieces of text in a paragraph; what stands in its text boxes is kept for below it."""
        if depth > MAX_DEPTH:
            self._blocks(parent, depth)
        pieces: list[str] = []
        for element in parent:
            kind = local(element)
            if kind == "t":
                pieces.append(element.text or "")
            elif kind in _SIGNS:
                pieces.append(_SIGNS[kind])
            elif kind == "sym":
                pieces.append(_symbol(element))
            elif kind == "txbxContent":
                self._boxes += self._blocks(element, depth + 1)
            elif kind == "AlternateContent":
                pieces += self._runs(_alternative(element), depth + 1)
            elif kind not in _UNREAD and not (kind == "r" and _is_hidden(element)):
                pieces += self._runs(element, depth + 1)
        return pieces

    def _rows(self, table: etree._Element, depth: int) -> list[list[str | None]]:
        """The cells of each row; None for one that goes on with the cell above it."""
        rows = [row for row in _inside(table, "tr") if child(row, "trPr", "del") is None]
        return [[self._cell(cell, depth) for cell in _inside(row, "tc")] for row in rows]

    def _cell(self, cell: etree._Element, depth: int) -> str | None:
        text = "\n".join(line for line in self._blocks(cell, depth + 1) if line.strip())
        merged = child(cell, "tcPr", "vMerge")
        return None if merged is not None and value(merged) != "restart" and not text else text


def _inside(parent: etree._Element, kind: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    found: list[etree._Element] = []
    for element in parent:
        if local(element) == kind:
            found.append(element)
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            found += _inside(element, kind)
    return found


def _alternative(element: etree._Element) -> etree._Element:
    """The first choice of several that say the same for newer and older programs."""
    return next((choice for choice in element if local(choice) == "Choice"), element)


def _is_hidden(run: etree._Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and value(hidden) not in _OFF


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font, which has a code in the private use area; the parser reads it as a bullet."""
    code = attribute(element, "char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number <= 0xFFFD else ""
