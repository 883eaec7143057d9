"""In the way of torch, for the processes that tests start: training alone brings it.

The parser's library loads it where it finds it, which takes longer than all else that it loads.
"""

raise ImportError("sayso is installed without torch")
