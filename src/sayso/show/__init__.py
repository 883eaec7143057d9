"""Analyses for people to read: in words, and on a terminal."""
