"""What people wrote stays text where pages read Markdown."""

import contextlib
from types import SimpleNamespace

import pytest

from care.exports.findings_excel import Wrong
from care.grants import name_of
from care.ledgers.problems import Refused
from care.screen import export_card, findings_new, rules_page, states
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


def test_a_refusal_shows_what_a_file_or_a_browser_sent_as_text(monkeypatch):
    """Names of parts of a template, cells of a sheet, values of a field."""
    from care.exports.deck_template import TemplateRefused

    link, said = "[here](http://evil.example)", []

    def refusing(fault: Exception):
        def make(*_):
            raise fault

        return make

    for kind in ("error", "warning"):
        monkeypatch.setattr(export_card.st, kind, lambda text: said.append(text))
    t = lambda key, **values: f"{key} {link}"  # noqa: E731
    view = SimpleNamespace(t=t, user="")
    monkeypatch.setattr(findings_new, "read", refusing(Refused("no_ledger")))
    findings_new._take(view, "x.xlsx", b"", 0)
    monkeypatch.setattr(export_card, "asked", lambda _: None)
    monkeypatch.setitem(export_card.MAKERS, "deck", refusing(TemplateRefused("layout")))
    export_card._made(view, export_card.Wanted("deck"))
    monkeypatch.setattr(rules_page.office, "settle", refusing(Refused("setting_unknown")))
    rules_page._settle(SimpleNamespace(t=t, folder=None, who=SimpleNamespace(name="")), {}, [])
    monkeypatch.setattr(states, "access", SimpleNamespace(hold=lambda: None, turn=contextlib.nullcontext))
    monkeypatch.setattr(states, "st", SimpleNamespace(warning=lambda text, title: said.append(text)))
    with states.guard(t):
        raise Refused("no_ledger")
    assert len(said) == 4
    assert all(plain(link) in one and link not in one for one in said)
