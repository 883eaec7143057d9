"""How sure a claim is: what people judged, and the fit of the score to it."""
