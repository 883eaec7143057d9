"""Makes `analyses` importable from every folder of tests."""
