"""The first wall: a page file opened alone shows nothing; only the screen's modules know Streamlit."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_file_opened_alone_shows_nothing(path, tmp_path, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    at = AppTest.from_file(str(path), default_timeout=60).run()
    assert not at.exception
    assert not (at.metric or at.dataframe or at.title or at.selectbox or at.button)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_lock_is_each_pages_first_statement(path):
    statements = re.sub(r'^""".*?"""', "", path.read_text("utf-8"), count=1, flags=re.S).strip().splitlines()
    first = next(line for line in statements if line and not line.startswith(("import ", "from ")))
    assert first == "who = access.enter(__file__)"


def test_only_the_screen_knows_streamlit():
    allowed = {"app.py", "care/access.py", "care/identity.py"}
    for path in [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "care").rglob("*.py")]:
        name = path.relative_to(ROOT).as_posix()
        if re.search(r"^\s*(import|from) streamlit", path.read_text("utf-8"), flags=re.M):
            assert name in allowed or name.startswith(("pages/", "care/screen/", "care/serving/")), name


def test_only_the_store_speaks_to_duckdb():
    for path in [
        *(ROOT / "pages").glob("*.py"),
        *(ROOT / "care" / "screen").glob("*.py"),
        *(ROOT / "care" / "exports").glob("*.py"),
    ]:
        assert "duckdb" not in path.read_text("utf-8"), path.name
