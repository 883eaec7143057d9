"""Coreference: which phrases of a report mean the same (`chains.refer`)."""
