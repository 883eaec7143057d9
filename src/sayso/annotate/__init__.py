"""Report -> Annotation: sentences, parse, the encoder's pass, names, date phrases.

The stage is `annotation.annotate`. The word lists and spellings beside it are read by commands that
parse nothing, so this file loads neither the parser nor the encoder: that takes four seconds.
"""
