"""Training of the finder of names and descriptions: every span of words gets a label, or none."""
