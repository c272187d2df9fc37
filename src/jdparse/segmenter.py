"""Chinese words: the shipped spacy-pkuseg model, loaded so that its output is the model's and nothing else's.

``load_segmenter`` returns an ordinary ``spacy_pkuseg.pkuseg``. It serves the spaCy pipeline and ``jdparse.terms``;
the parser itself works on characters. The model lies in ``models/zh_jd_seg`` under CC BY-SA 4.0, apart from the
licence of the code; how it was trained and how good it is stands in its card.

Four things go wrong when a pkuseg model is loaded in the usual ways, and are avoided here: the default
``user_dict`` silently joins words by a dictionary of 390,000 entries; without one, the post-processor lacks the word
sets that spaCy wants to save; spaCy's ``initialize(pkuseg_user_dict=None)`` reads the model's folder as a word list;
and the trie of user words yields words that it does not hold (收银员 from 收银 and 收银员工资).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from jdparse.errors import ModelError

try:
    import spacy_pkuseg
    from spacy_pkuseg import inference
except ImportError as error:
    raise ImportError("word segmentation needs spacy-pkuseg: pip install spacy-pkuseg") from error

__all__ = ["MODEL", "FastSeg", "load_segmenter", "sentence_features"]

MODEL = Path(__file__).parent / "models" / "zh_jd_seg"
FILES = ("features.msgpack", "weights.npz")
WORD_MIN, WORD_MAX = 2, 6  # lengths of the words that serve as features; pkuseg's defaults
START = 0  # the feature that every character has
LOADING = threading.Lock()  # pkuseg hands the folder to its own loader through a module-level variable


def sentence_features(nodes: Sequence[str], words: set[str], index: Callable[[str], int | None]) -> list[list[int]]:
    """The CRF features of every character of a sentence, as pkuseg defines them.

    ``nodes`` are normalised characters, ``words`` the known words and ``index`` gives the number of a feature or None
    to leave it out. pkuseg builds each name of a pair of words first and looks it up then, for 50 pairs a character;
    here the words are looked up once, and only pairs of words that are there are named.
    """
    length = len(nodes)
    starting: list[list[str]] = [[] for _ in range(length + 1)]
    ending: list[list[str]] = [[] for _ in range(length + 1)]
    for i in range(length):
        for j in range(i + WORD_MIN, min(i + WORD_MAX, length) + 1):
            word = "".join(nodes[i:j])
            if word in words:
                starting[i].append(word)
                ending[j - 1].append(word)
    return [_character_features(nodes, i, starting, ending, index) for i in range(length)]


def _character_features(
    nodes: Sequence[str],
    i: int,
    starting: list[list[str]],
    ending: list[list[str]],
    index: Callable[[str], int | None],
) -> list[int]:
    """The features of the character at ``i``: itself, its neighbours, the words that touch it and their pairs."""
    char = nodes[i]
    names = ["c." + char]
    if i > 0:
        before = nodes[i - 1]
        names += ("c-1." + before, f"c-1c.{before}.{char}")
        if i > 1:
            names += ("c-2." + nodes[i - 2], f"c-2c-1.{nodes[i - 2]}.{before}")
    if i + 1 < len(nodes):
        names += ("c1." + nodes[i + 1], f"cc1.{char}.{nodes[i + 1]}")
        if i + 2 < len(nodes):
            names.append("c2." + nodes[i + 2])
    if ending[i]:
        names += ["w-1." + word for word in ending[i]]
        names += [f"ww.r.{word}*{after}" for after in starting[i + 1] for word in ending[i]]
    if starting[i]:
        names += ["w1." + word for word in starting[i]]
        if i > 0:
            names += [f"ww.l.{before}*{word}" for before in ending[i - 1] for word in starting[i]]
    return [START, *(found for name in names if (found := index(name)) is not None)]


class FastSeg(spacy_pkuseg.pkuseg):  # type: ignore[misc]  # the package is not typed
    """A pkuseg segmenter with the same output at twice the speed."""

    def cut(self, txt: str) -> list[str]:
        """The words of ``txt`` in order, white space dropped."""
        if self.preprocesser.trie.children or self.postprocesser.do_process:
            words: list[str] = super().cut(txt)
            return words
        return [word for piece in txt.split() for word in self._cut(piece)]

    def _cut(self, text: str) -> list[str]:
        """The words of ``text``, which holds no white space and is not empty."""
        extractor = self.feature_extractor
        nodes = list(extractor.normalize_text(text))
        features = sentence_features(nodes, extractor.unigram, extractor.feature_to_idx.get)
        _, tags = inference.decodeViterbi_fast(features, self.model)
        opens = [i for i in range(1, len(text)) if "B" in self.idx_to_tag[tags[i]]]
        return [text[start:end] for start, end in zip([0, *opens], [*opens, len(text)], strict=True)]


def load_segmenter(path: str | Path | None = None) -> FastSeg:
    """A segmenter from the shipped model or from a folder with a model in pkuseg's format.

    Each call reads the files anew (about 0.1 s) and returns an object of its own. Raises ``ModelError`` (JD401) when
    ``path`` lacks ``features.msgpack`` or ``weights.npz``, so that pkuseg never looks for a model on the network.

    >>> load_segmenter().cut("负责客服人员的培训与绩效考核")
    ['负责', '客服', '人员', '的', '培训', '与', '绩效', '考核']
    """
    folder = MODEL if path is None else Path(path)
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            "JD401",
            f"{folder}: {', '.join(missing)} not found. A segmenter is a folder that holds {' and '.join(FILES)}; name such a folder.",
        )
    with LOADING:
        segmenter = FastSeg(str(folder), user_dict=None)
    segmenter.postprocesser.common_words = set()
    segmenter.postprocesser.other_words = set()
    return segmenter
