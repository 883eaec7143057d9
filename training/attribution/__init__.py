"""The reader of statements: its data (`corpus`, `marked`, `wrap`), its network, how it learns.

python -m training.attribution.train --shared DIR      make train-attribution SHARED=DIR
"""
