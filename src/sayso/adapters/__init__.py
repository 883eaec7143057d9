"""sayso inside the tools of others: thin, and each imported only by whoever has that tool."""
