"""DuckDB takes a program without a file (a test process of xdist) for a person typing, and draws bars into its output.

It looks when it is imported, so tests/conftest.py imports this first.
"""

import sys

sys.modules["__main__"].__dict__.setdefault("__file__", __file__)
