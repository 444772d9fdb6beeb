"""The SQL files below queries/."""

import re
from functools import cache
from pathlib import Path

QUERIES = Path(__file__).resolve().parent.parent / "queries"


@cache
def read_sql(name: str) -> str:
    """The text of queries/<name>.sql; where it names another in {{ }}, that one's text stands."""
    text = (QUERIES / f"{name}.sql").read_text("utf-8")
    return re.sub(r"\{\{([\w/]+)\}\}\n", lambda named: read_sql(named[1]), text)
