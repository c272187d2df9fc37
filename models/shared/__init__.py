"""What the scripts of both models share: reading the corpus, the labels and the gold, and figures."""
