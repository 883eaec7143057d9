"""How the score of two names being one is trained: pairs of names, and ECB+'s reports."""
