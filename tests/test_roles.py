"""Who may do what: each role opens its pages and no others, and what it is not given is not drawn."""

import errno
import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from care import access, audit, grants
from care.answers import Ask
from care.grants import Grant
from care.notes import Figure
from care.roles import ACTIONS, LOCAL, PAGES, ROLES, user
from care.screen import page
from care.screen.panels import How, Listing, Notes
from care.words import voice
from tests import worked_town

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 1, 20)
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")


def script(page: str, roles: tuple[str, ...]) -> None:
    """A page file past the menu, as somebody would run who found another way in."""
    import runpy

    from care import access
    from care.roles import user

    with access.house(user("somebody", roles, None, None)):
        runpy.run_path(page)


def past_the_menu(page: str, role: str) -> AppTest:
    asked = {"page": str(ROOT / "pages" / f"{page}.py"), "roles": (role,)}
    return AppTest.from_function(script, default_timeout=120, kwargs=asked).run()


@pytest.fixture
def opened(monkeypatch):
    """A function that opens a page of the dashboard as somebody with one role."""

    def page(name: str, role: str) -> AppTest:
        monkeypatch.setattr(access, "visitor", lambda: user("somebody", (role,), None, None))
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        return at.switch_page(f"pages/{name}.py").run()

    return page


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("roles")
    worked_town.write(folder)
    return folder


@pytest.fixture(autouse=True)
def data(office, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(office))


def test_every_page_says_which_action_opens_it():
    assert set(PAGES) == {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert {action for wanted in PAGES.values() for action in wanted} <= set(ACTIONS)
    assert frozenset().union(*ROLES.values()) == frozenset(ACTIONS) == LOCAL.actions


def test_the_table_of_capabilities_is_what_roles_may_do():
    """SECURITY.md, cell by cell."""
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in SECURITY.splitlines()
        if re.match(r"\| (action|`\w+`) ", line)
    ]
    head, lines = table[0], table[1:]
    said = {
        (role, line[0].strip("`")): line[at] == "●" for line in lines for at, role in enumerate(head) if at
    }
    assert said == {(role, action): action in ROLES[role] for role in ROLES for action in ACTIONS}


PAIRS = [(page, role, user("x", (role,), None, None).may_open(page)) for page in PAGES for role in ROLES]


@pytest.mark.parametrize(("page", "role"), [(page, role) for page, role, may in PAIRS if not may])
def test_a_role_opens_no_other_pages(page, role):
    at = past_the_menu(page, role)
    assert any("没有打开此页的权限" in one.value for one in at.info)
    assert not (
        at.metric or at.dataframe or at.title or at.selectbox or at.button or at.get("download_button")
    )


@pytest.mark.parametrize(("page", "role"), [(page, role) for page, role, may in PAIRS if may])
def test_a_role_opens_its_pages(opened, page, role):
    at = opened(page, role)
    assert not at.exception and not at.warning
    assert at.title or at.get("html") or at.info


@pytest.mark.parametrize("page", [page for page, wanted in PAGES.items() if "figures" in wanted])
def test_a_viewer_is_shown_no_name_no_list_and_no_file_to_take(opened, page):
    at = opened(page, "viewer")
    names = {row["name"] for row in worked_town.ROSTER}
    shown = " ".join(
        str(one.value) for kind in ("markdown", "caption", "metric", "info") for one in at.get(kind)
    )
    shown += " ".join(frame.value.to_string() for frame in at.dataframe)
    assert not any(name in shown for name in names)
    assert not [one for one in at.button if (one.key or "").startswith(("list_", "all_", "note_"))]
    assert not at.get("download_button")
    assert not [one for one in at.toggle if "names" in (one.key or "")]


def test_a_measure_of_too_few_is_hidden_and_the_page_goes_on(opened, monkeypatch):
    """A viewer asks for a rare group of whom one measure concerns few."""
    from care.briefing import sparing
    from care.briefing.sparing import Sparing, TooFew

    count = Sparing.count

    def few(self, ask):
        if ask.name == "pairing_coverage":
            raise TooFew
        return count(self, ask)

    monkeypatch.setattr(sparing.Sparing, "count", few)
    at = opened("overview", "viewer")
    values = [one.value for one in at.metric]
    assert values.count("不公布") == 1 and len(values) > 4 and not at.exception


@pytest.mark.parametrize("page", [page for page, wanted in PAGES.items() if "figures" in wanted])
def test_where_everything_asked_is_of_too_few_each_card_says_so_and_none_stops_the_page(
    opened, monkeypatch, page
):
    from care.briefing import sparing
    from care.briefing.sparing import TooFew

    def few(*_, **__):
        raise TooFew

    at = opened(page, "viewer")
    for name in ("count", "by", "breakdown", "households", "households_by"):
        monkeypatch.setattr(sparing.Sparing, name, few)
    at.query_params["group"] = "orphans"
    at.run()
    assert not at.exception and not at.warning
    said = voice("zh")("state.too_few", n=5)
    assert said not in [one.value for one in at.info]
    assert any(said in one.value for one in at.markdown) or page == "meeting"


def test_whoever_answers_for_some_groups_has_nothing_to_do_with_ledgers():
    """Their originals, trials and undoing are about people of all groups."""
    for role in ("clerk", "manager"):
        whole, some = user("x", (role,), ("镇",), None), user("x", (role,), ("镇",), ("orphans",))
        assert whole.may_open("ledgers") and not some.may_open("ledgers")
        assert whole.actions - some.actions <= {"ledgers", "rules"} and some.may("lists")


def test_the_page_access_says_what_some_groups_only_means(opened):
    at = opened("access", "administrator")
    assert voice("zh")("access.groups_hint") in [one.value for one in at.caption]


def test_somebody_unknown_may_see_and_do_nothing(tmp_path):
    nobody = grants.user_of(tmp_path, "stranger@town.example", TODAY)
    assert nobody.actions == frozenset() and nobody.scope.units == () and not nobody.scope.names
    assert not any(nobody.may_open(page) for page in PAGES)


def test_access_given_changed_ended_and_taken(tmp_path):
    give = lambda given: grants.give(tmp_path, given, "admin")  # noqa: E731
    give(Grant("  Li@Town.Example ", ("clerk",), ("镇/甲",)))
    clerk = grants.user_of(tmp_path, "LI@town.example", TODAY)
    assert clerk.may("ledgers") and clerk.scope.units == ("镇/甲",)
    give(Grant("li@town.example", ("viewer",), None, ("orphans",), TODAY))
    viewer = grants.user_of(tmp_path, "li@town.example", TODAY)
    assert viewer.actions == ROLES["viewer"] and viewer.scope.groups == ("orphans",)
    assert not grants.user_of(tmp_path, "li@town.example", TODAY + timedelta(days=1)).actions
    grants.take(tmp_path, "li@town.example", "admin")
    assert not grants.user_of(tmp_path, "li@town.example", TODAY).actions
    assert [one["deed"] for one in audit.entries(tmp_path)] == ["access"] * 3
    with pytest.raises(KeyError):
        grants.take(tmp_path, "li@town.example", "admin")


@pytest.mark.parametrize(
    "given",
    [Grant("", ("viewer",)), Grant("Local", ("viewer",)), Grant("a", ()), Grant("a", ("viewer", "king"))],
)
def test_access_for_nobody_or_nothing_is_refused_and_nothing_is_written(tmp_path, given):
    with pytest.raises(ValueError):
        grants.give(tmp_path, given, "admin")
    assert not (tmp_path / grants.FILE).exists() and not audit.entries(tmp_path)


def test_no_access_changes_without_a_line_in_the_audit_log(tmp_path, monkeypatch):
    grants.give(tmp_path, Grant("a@x.example", ("viewer",)), "admin")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(audit, "record", full)
    for change in (
        lambda: grants.give(tmp_path, Grant("a@x.example", ("administrator",)), "admin"),
        lambda: grants.give(tmp_path, Grant("b@x.example", ("viewer",)), "admin"),
        lambda: grants.take(tmp_path, "a@x.example", "admin"),
    ):
        with pytest.raises(OSError, match="full"):
            change()
    assert [(one.who, one.roles) for one in grants.in_force(tmp_path).values()] == [
        ("a@x.example", ("viewer",))
    ]


def test_several_roles_may_do_what_each_may():
    both = user("x", ("clerk", "presenter"), None, None)
    assert both.actions == ROLES["clerk"] | ROLES["presenter"]


@pytest.mark.parametrize("role", ROLES)
def test_a_panel_opens_only_to_whom_their_role_opens_it(monkeypatch, role):
    """Whatever left the request for it."""
    who, opened = user("somebody", (role,), None, None), []
    view = SimpleNamespace(may=who.may)
    monkeypatch.setattr(page, "go_on", lambda _: None)
    for kind in ("list", "how", "notes"):
        monkeypatch.setattr(page, f"open_{kind}", lambda _, panel: opened.append(type(panel)))
    asked = {
        Listing: Listing("", Ask("on_roll", TODAY)),
        How: How("", "on_roll"),
        Notes: Notes("", Figure("on_roll", "")),
    }
    for panel in asked.values():
        monkeypatch.setattr(page, "requested", lambda panel=panel: panel)
        page._panel(view)
    assert (Listing in opened) == who.may("lists")
    assert (Notes in opened) == who.may("documents")
