"""Weights that we trained, each folder with a card: data, metrics, licence, known failures."""
