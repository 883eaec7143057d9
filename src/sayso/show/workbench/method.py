"""The method note of a brief: what sayso does, and what it does not establish."""

from __future__ import annotations

METHOD = (
    "sayso reads reports and keeps who said what, on whose word. A report is taken as a tree of "
    "statements: an outlet tells what others are said to have said. Every sentence of this brief "
    "about the matter names the whole chain of voices on whose word it stands.",
    "It does not establish what happened. The sentences in words are made by a program from the "
    "passages that are quoted, and may misread them; the quoted passages are exact, and they alone "
    "show what was told. Each reference names the report and the characters from and to which the "
    "passage stands in its text.",
    "Origins are counted, not reports: what is copied, or goes back to the same voice, is one. "
    "That two origins are independent is shown, by different voices with names, documents or "
    "reporters on the spot, or it is called not established.",
    "How well something is supported is told by the Admiralty's scale of credibility, from 1 "
    "(confirmed by independent origins) to 6 (cannot be judged). It follows from who tells it, "
    "through whom, and from what speaks against it; a likelihood in words of ICD 203 is told only "
    "where less than half is open. What cannot be judged has no number.",
    "Claims that a person rejected are left out. Judgements by people are listed with who made "
    "them, and when.",
    "The sha256 of an original is that of its bytes as they came into the case. The same case in "
    "the same state, read by the same version, gives the same brief.",
)
