"""The audit log: what is added stays, and whatever is changed afterwards shows."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import pytest

from care import audit, office
from care.definitions import load
from care.roles import user
from care.screen import audited, checks_case, ledger_changes, lists
from care.screen.panels import Listing
from care.words import voice
from tests.ledgers import id_no, xlsx


@pytest.fixture
def folder(tmp_path):
    for n in range(5):
        audit.record(tmp_path, "local", "export", sort="deck", rows=n)
    return tmp_path


def rewrite(folder, change) -> None:
    path = folder / audit.FILE
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", "utf-8")


def test_a_sign_that_ends_lines_elsewhere_breaks_no_chain(folder):
    audit.record(folder, "local", "list_taken", list="河东村\u2028{}\u2028名单")
    audit.record(folder, "local", "export")
    assert audit.verify(folder).lines == 7
    assert audit.entries(folder)[5]["list"] == "河东村\u2028{}\u2028名单"


def test_lines_say_who_did_what_and_the_chain_holds(folder):
    found = audit.entries(folder)
    assert [(one["n"], one["who"], one["deed"], one["rows"]) for one in found] == [
        (n + 1, "local", "export", n) for n in range(5)
    ]
    assert audit.verify(folder) == audit.Verdict(5, None, found[-1]["hash"])


@pytest.mark.parametrize("at", range(5))
def test_a_changed_line_shows(folder, at):
    rewrite(
        folder,
        lambda lines: [
            one.replace('"rows": ', '"rows": 1') if n == at else one for n, one in enumerate(lines)
        ],
    )
    assert audit.verify(folder).broken_at == at + 1


@pytest.mark.parametrize("at", range(4))
def test_a_removed_line_shows(folder, at):
    rewrite(folder, lambda lines: lines[:at] + lines[at + 1 :])
    assert audit.verify(folder).broken_at == at + 1


def test_a_line_made_up_in_between_shows(folder):
    def insert(lines):
        made = json.loads(lines[1]) | {"rows": 99}
        return [*lines[:2], json.dumps(made), *lines[2:]]

    rewrite(folder, insert)
    assert audit.verify(folder).broken_at == 3


def test_lines_that_changed_places_show(folder):
    rewrite(folder, lambda lines: [lines[0], lines[2], lines[1], *lines[3:]])
    assert audit.verify(folder).broken_at == 2


def test_after_a_line_cut_off_the_next_goes_on(folder):
    with (folder / audit.FILE).open("a", encoding="utf-8") as file:
        file.write('{"at": "2026-01-20T08:00:00", "n": 6, "wh')
    audit.record(folder, "local", "undo", batch="b1")
    assert audit.verify(folder).broken_at is None
    assert audit.entries(folder)[-1]["n"] == 6


def test_a_long_log_is_continued_from_its_last_line(folder):
    audit.record(folder, "local", "export", filters="x" * 20_000)
    audit.record(folder, "local", "export", rows=7)
    assert audit.verify(folder) == audit.Verdict(7, None, audit.entries(folder)[-1]["hash"])


def test_two_at_once_lose_nothing(folder):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: audit.record(folder, f"u{n}", "note"), range(20)))
    assert audit.verify(folder).lines == 25
    assert audit.verify(folder).broken_at is None


def test_an_empty_directory_is_whole_and_a_deed_must_be_known(tmp_path):
    assert audit.verify(tmp_path) == audit.Verdict(0, None, audit.START)
    with pytest.raises(ValueError, match="deed"):
        audit.record(tmp_path, "local", "something else")


def test_full_names_are_written_down_also_where_no_click_says_so(tmp_path, monkeypatch):
    """A hand-made first message begins with the switch turned on: Streamlit tells no callback of it."""
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    state, turned = {}, {"list_names": True}
    monkeypatch.setattr(
        audited, "st", SimpleNamespace(toggle=lambda *_, key, **__: turned[key], session_state=state)
    )
    day = date(2026, 1, 20)
    view = SimpleNamespace(
        may=lambda _: True,
        t=lambda key: key,
        page="gaps",
        unit="镇",
        group="",
        day=day,
        user="eva@town.example",
    )

    def lines() -> int:
        return sum(one["deed"] == "names_shown" for one in audit.entries(tmp_path))

    assert audited.names_shown(view, "list_names", of="first")
    assert lines() == 1
    audited.names_shown(view, "list_names", of="first")  # drawn again
    assert lines() == 1
    audited.names_shown(view, "list_names", of="second")
    assert lines() == 2
    audited.forget("list_names")  # turned off, and on again
    audited.names_shown(view, "list_names", of="second")
    assert lines() == 3
    turned["list_names"] = False
    audited.names_shown(view, "list_names", of="third")
    assert lines() == 3


def test_each_list_and_each_case_below_the_same_switch_is_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    monkeypatch.setattr(audited, "st", SimpleNamespace(toggle=lambda *_, **__: True, session_state={}))
    monkeypatch.setattr(checks_case, "filters_of", lambda *_, **__: 1 / 0)  # names are asked for before
    view = SimpleNamespace(
        may=lambda _: True,
        t=voice("en"),
        page="checks",
        unit="镇",
        group="",
        day=date(2026, 1, 20),
        user="eva",
    )
    for title in ("first", "first", "second"):
        lists._controls(view, Listing(title, None, "breakdown"))
    for case in ("1", "1", "2"):
        with pytest.raises(ZeroDivisionError):
            checks_case._records(view, {"check_id": "V7", "case_key": case})
    told = [one["list"] for one in audit.entries(tmp_path)]
    assert told == ["list_names"] * 2 + ["case_names"] * 2


def test_full_names_of_a_ledgers_changes_are_written_down(tmp_path, monkeypatch):
    """Whoever lays an empty list down as a complete one is shown everybody on file."""
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path))
    running = SimpleNamespace(toggle=lambda *_, **__: True, session_state={})
    for module in (audited, ledger_changes):
        monkeypatch.setattr(module, "st", running)
    desk = SimpleNamespace(who=user("eva@town.example", ("clerk",), None, None), t=voice("en"))
    for sort in ("vanished", "vanished", "changed"):
        assert ledger_changes._names_shown(desk, "names_paper_1", sort)
    told = [(one["deed"], one["page"], one["list"]) for one in audit.entries(tmp_path)]
    assert told == [("names_shown", "ledgers", f"changes_{sort}") for sort in ("vanished", "changed")]


def test_imports_and_undos_are_written_down_without_names_or_numbers(tmp_path):
    units = next(path for path in office.SAMPLES.iterdir() if path.name.startswith("01 "))
    roll = xlsx(
        ("花名册", [["河东村独居老人花名册"], ["姓名", "身份证号"], ["林一梅", id_no(801, "19400612")]])
    )
    files = [(units.name, units.read_bytes()), ("林一梅.xlsx", roll)]
    reports = office.take_in(tmp_path, files, load(), "王会计")
    office.undo(tmp_path, load(), reports[1].batch_id, "王会计", "林一梅不在册")
    told = [(one["deed"], one["who"], one["batch"]) for one in audit.entries(tmp_path)]
    batches = [one.batch_id for one in reports]
    assert told == [
        ("import", "王会计", batches[0]),
        ("import", "王会计", batches[1]),
        ("undo", "王会计", batches[1]),
    ]
    text = (tmp_path / audit.FILE).read_text("utf-8")
    assert "林一梅" not in text
    assert id_no(801, "19400612")[6:14] not in text
