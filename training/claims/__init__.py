"""The reader of claims, and how sure a claim is: what was annotated and judged, and both fits."""
