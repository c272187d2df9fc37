"""spaCy DocBin (``.spacy``): one token a character, spans (they may overlap) in ``doc.spans``. Needs spaCy, loaded on use."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jdparse.annotation.records import LabelledSpan, Record
from jdparse.errors import AnnotationError

__all__ = ["SPANS_KEY", "read_docbin", "write_docbin"]

SPANS_KEY = "sc"
META_KEY = "jdparse_meta"


def write_docbin(records: Iterable[Record], path: Path | str, *, spans_key: str = SPANS_KEY) -> None:
    """Write the records to ``path``; ``sc`` is the key that spaCy's span categorizer reads."""
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

    vocab = Vocab()
    bin_ = DocBin(store_user_data=True)
    for record in records:
        doc = Doc(vocab, words=list(record.text), spaces=[False] * len(record.text))
        doc.spans[spans_key] = [Span(doc, span.start, span.end, label=span.label) for span in record.spans]
        doc.user_data[META_KEY] = dict(record.meta)
        bin_.add(doc)
    bin_.to_disk(path)


def read_docbin(path: Path | str, *, spans_key: str = SPANS_KEY) -> list[Record]:
    """The records of a file, whatever its tokens are; its named entities where it has no span group of that key.

    Raises AnnotationError (JD610) if the file is no DocBin, or holds other span groups only.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    raw = Path(path).read_bytes()
    try:
        docs = list(DocBin(store_user_data=True).from_bytes(raw).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and spaCy each raise their own
        raise AnnotationError("JD610", f"{path}: is no spaCy DocBin ({type(error).__name__}). Write it with DocBin.to_disk.") from error
    records = []
    for number, doc in enumerate(docs, 1):
        if doc.spans and spans_key not in doc.spans:
            raise AnnotationError(
                "JD610", f"{path}, doc {number}: has no span group {spans_key!r}. Read with spans_key= one of {' '.join(doc.spans)}."
            )
        group = doc.spans.get(spans_key, doc.ents)
        spans = tuple(LabelledSpan(span.start_char, span.end_char, span.label_) for span in group)
        records.append(Record(doc.text, spans, dict(doc.user_data.get(META_KEY, {}))))
    return records
