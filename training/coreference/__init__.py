"""Training of coreference: the finder of phrases, and the ranker of earlier mentions."""
