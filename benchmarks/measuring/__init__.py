"""What `make bench` and `make speed-gate` are made of: texts, contenders, workers that time them, figures and tables."""
