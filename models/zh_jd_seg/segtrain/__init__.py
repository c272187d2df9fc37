"""Training and scoring of the word segmenter; run from this project's folder: ``python -m segtrain.train``."""
