"""What people wrote stays text where pages read Markdown."""

from types import SimpleNamespace

import pytest

from care.exports.findings_excel import Wrong
from care.grants import name_of
from care.screen import findings_new
from care.screen.escaping import UNSEEN, plain
from care.words import voice


@pytest.mark.parametrize("text", ["见http://evil.example/a", "HTTPS://x.example", "WWW.evil.example", "a@evil.example", "ftp://x"])  # fmt: skip
def test_a_bare_address_is_no_link_and_reads_as_before(text):
    """Streamlit's Markdown links what stands between these signs, whatever was escaped."""
    told = plain(text).replace("\\", "")
    for begins in ("://", "www.", "WWW."):
        assert begins not in told
    assert "@" not in told.replace(f"{UNSEEN}@", "")
    assert told.replace(UNSEEN, "") == text


def test_signs_of_layout_are_escaped():
    assert plain("*a* [b](c) `d` $e$ :red[f] <g>") == (r"\*a\* \[b\]\(c\) \`d\` \$e\$ \:red\[f\] \<g\>")


def test_a_name_copied_from_a_page_is_the_same_name():
    assert name_of(plain("anna@town.example").replace("\\", "")) == "anna@town.example"


def test_what_stands_in_an_answered_sheet_is_no_link_in_what_is_said_of_it():
    """A village fills it in; an inspector is told what cannot be understood."""
    link = "[here](http://evil.example)"
    view = SimpleNamespace(t=voice("en"))
    for one in (Wrong("number", link, 3, "A", link), Wrong("unknown", value=link)):
        said = findings_new._said(view, one)
        assert link not in said
        assert plain(link) in said
