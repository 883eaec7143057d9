"""Weigh: claims of many reports to origins, propositions and opinions. Pure, over model values."""
