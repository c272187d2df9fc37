"""A spaCy tokenizer for Chinese words by the shipped segmenter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import spacy_pkuseg
import srsly
from spacy import util
from spacy.lang.zh import ChineseTokenizer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from jdparse.patterns import regex
from jdparse.segmenter import load_segmenter

__all__ = ["WordTokenizer", "create_tokenizer"]

PIECE = regex(r"(\s+)|\S+")
FILES = {"pkuseg_features": "features.msgpack", "pkuseg_weights": "weights.npz"}  # spaCy's key in bytes, file on disk


class WordTokenizer(ChineseTokenizer):
    """spaCy's Chinese tokenizer with ``segmenter="pkuseg"`` and a model from the start.

    What it writes is spaCy's own format, so that a pipeline saved with it also loads into spaCy's class. It reads a
    model without the dictionary that spaCy's class loads on the way, and finds the offsets of words by adding up their
    lengths instead of searching the rest of the text after each word.
    """

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab, segmenter="pkuseg")  # type: ignore[arg-type]  # spaCy takes the name as well
        self.pkuseg_seg: Any = load_segmenter()

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for piece in PIECE.finditer(text):
            run: str | None = piece[1]
            if run is None:
                cut = self.pkuseg_seg.cut(piece[0])
                words += cut
                spaces += [False] * len(cut)
                continue
            if words and run[0] == " ":  # one blank belongs to the word before it, the rest is a token
                spaces[-1] = True
                run = run[1:]
            if run:
                words.append(run)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Any]] | None = None,
        *,
        nlp: Language | None = None,
        pkuseg_model: str | None = None,
        pkuseg_user_dict: str | None = None,
    ) -> None:
        """Load the model at ``pkuseg_model`` or the shipped one. A user dictionary is never loaded: its trie is unsafe."""
        self.pkuseg_seg = load_segmenter(pkuseg_model)

    def from_disk(self, path: str | Path, **kwargs: Any) -> WordTokenizer:
        folder = util.ensure_path(path)
        self._set_config(srsly.read_json(folder / "cfg"))
        self.pkuseg_seg = load_segmenter(folder / "pkuseg_model")
        self._restore(srsly.read_msgpack(folder / "pkuseg_processors"))
        return self

    def from_bytes(self, data: bytes, **kwargs: Any) -> WordTokenizer:
        parts: dict[str, Any] = srsly.msgpack_loads(data)
        self._set_config(srsly.json_loads(parts["cfg"]))
        with TemporaryDirectory() as folder:
            for key, name in FILES.items():
                Path(folder, name).write_bytes(parts[key])
            self.pkuseg_seg = load_segmenter(folder)
        self._restore(srsly.msgpack_loads(parts["pkuseg_processors"]))
        return self

    def _restore(self, processors: Any) -> None:
        """The user's words, kept where a pipeline added some by spaCy's ``pkuseg_update_user_dict``."""
        user_words, do_process, common_words, other_words = processors
        self.pkuseg_seg.preprocesser = spacy_pkuseg.Preprocesser(user_words)
        self.pkuseg_seg.postprocesser.do_process = do_process
        self.pkuseg_seg.postprocesser.common_words = set(common_words)
        self.pkuseg_seg.postprocesser.other_words = set(other_words)


@registry.tokenizers("jdparse.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], WordTokenizer]:
    """The tokenizer under the name that ``config.cfg`` gives it."""
    return lambda nlp: WordTokenizer(nlp.vocab)
