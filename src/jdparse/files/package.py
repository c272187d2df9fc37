"""The parts of an Office document: a zip archive of XML, opened without trusting what it says of its size.

The directory of the archive is looked at before it is read, every part is unpacked up to a limit and no further, XML with a
document type (the way of entity bombs; Office writes none) is refused, and so is XML that nests deeper than any document does.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from jdparse.errors import SourceError

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["MAX_UNPACKED", "Package", "local"]

MAX_UNPACKED = 40_000_000
"""Bytes that one XML part may unpack to; the text of a long novel in Word has a tenth of it."""
MAX_TAGS = 4_000_000
"""Tags of one XML part: each takes a hundred times its size once it is read. A handbook of 500 pages has some 600,000."""
MAX_DIRECTORY = 2_000_000
"""Bytes of the archive's directory, which is some 20,000 parts."""
_END = b"PK\x05\x06"
_END_SIZE = 22
_END64 = b"PK\x06\x06"
_LONGEST_COMMENT = 65_535
_ENCRYPTED = 0x1


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: Office has two for everything; empty for a comment.

    >>> from lxml import etree
    >>> local(etree.fromstring('<w:p xmlns:w="x"/>'))
    'p'
    """
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


class Package:
    """An Office document; ``part`` and ``related`` give its XML."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        _check_directory(data, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, struct.error, OSError) as error:
            raise self.damaged(str(error)) from error
        self.names = frozenset(self._zip.namelist())

    def damaged(self, what: str) -> SourceError:
        """JD205, with what is wrong."""
        return SourceError("JD205", f"{self.name}: a damaged Word document: {what}. Was it sent whole? Open it in Word and save it anew.")

    def part(self, path: str) -> etree._Element:
        """The root of an XML part.

        Raises:
            SourceError: JD203 it unpacks to more than is allowed, JD204 lxml is missing, JD205 it is damaged, JD206 it is encrypted.
        """
        data = self._read(path)
        try:
            from lxml import etree
        except ModuleNotFoundError:
            raise SourceError("JD204", f"{self.name}: Word documents need lxml: pip install 'jdparse[files]'") from None
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]  # UTF-16, in which every other byte of a tag is zero
        if b"<!DOCTYPE" in (data.replace(b"\0", b"") if wide else data):
            raise self.damaged(f"{path} declares a document type, which Word never does and attacks by entities need")
        if data.count(b"<") > MAX_TAGS:
            raise SourceError("JD203", f"{self.name}: {path} has more than the {MAX_TAGS:,} tags allowed. Cut the document up.")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged(f"{path}: {error}") from error
        if root.getroottree().docinfo.doctype:  # in an encoding in which it does not look like one
            raise self.damaged(f"{path} declares a document type")
        return root

    def _read(self, path: str) -> bytes:
        try:
            info = self._zip.getinfo(path)
        except KeyError:
            raise self.damaged(f"it has no part {path}") from None
        if info.flag_bits & _ENCRYPTED:
            raise SourceError("JD206", f"{self.name}: protected by a password. Remove it in Word and save the file anew.")
        data = b""
        if info.file_size <= MAX_UNPACKED:
            try:
                with self._zip.open(info) as stream:
                    data = stream.read(MAX_UNPACKED + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
                raise self.damaged(f"{path}: {error}") from error
        if info.file_size > MAX_UNPACKED or len(data) > MAX_UNPACKED:
            raise SourceError("JD203", f"{self.name}: {path} unpacks to more than the {MAX_UNPACKED:,} bytes allowed. Cut the document up.")
        return data

    def related(self, source: str, kind: str) -> str | None:
        """The path of the part that ``source`` names for a purpose (officeDocument, styles, numbering), or None."""
        folder, file = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.names:
            return None
        for relation in self.part(path):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                found = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                return found if found in self.names else None
        return None


def _check_directory(data: bytes, name: str) -> None:
    """JD203 where the archive's directory is larger than any document's: reading it alone would fill the memory."""
    at = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - _END_SIZE))
    if at >= 0 and len(data) >= at + _END_SIZE:
        size = struct.unpack_from("<I", data, at + 12)[0]
        wide = data.rfind(_END64, 0, at)  # the directory of an archive with more than 65,535 parts
        if wide >= 0 and len(data) >= wide + 48:
            size = max(size if size < 0xFFFFFFFF else 0, struct.unpack_from("<Q", data, wide + 40)[0])
        if size > MAX_DIRECTORY:
            raise SourceError("JD203", f"{name}: an archive with a directory of {size:,} bytes; at most {MAX_DIRECTORY:,} are allowed.")
