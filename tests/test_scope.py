"""Nobody is ever shown a subject outside their scope: random users, questions, days, lists, files and exports' answers,
held against a naive filter over the plain ledger rows."""

import random
import re
from dataclasses import replace
from datetime import date

import pytest

from care.answers import Answers, Ask
from care.briefing.about import everybody
from care.definitions import load
from care.exports import gap_sheets
from care.inspection import gaps, person
from care.inspection.findings import Finding, Step, Wanted
from care.inspection.findings_list import listed
from care.inspection.gaps import Sought
from care.roles import user
from care.screen.page import own_groups
from care.store import EVERYTHING, QUERIES, Scope
from care.words import voice
from tests import naive, random_town, worked_town
from tests.making import batch, built

DAYS = [date(2025, 7, 15), date(2025, 12, 31), date(2026, 1, 20)]
BREAKDOWNS = [path.stem for path in sorted((QUERIES / "breakdowns").glob("*.sql"))]
VIEWS = (
    "people", "stays", "memberships", "households", "pairings", "contacts", "absences", "relief", "houses", "filled",
    "updates", "letters", "risks", "plans", "diaries", "subjects", "subject_groups", "household_members", "sources",
    "statements", "row_problems", "relief_families", "alike_texts", "unmatched", "batches", "tallies", "helpers",
)  # fmt: skip


@pytest.fixture(scope="module", params=range(3), ids=lambda seed: f"seed{seed}")
def town(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"scope{request.param}")
    return random_town.write(folder, request.param), built(folder), random.Random(request.param)


def scopes(rng: random.Random) -> list[Scope]:
    """Random users: some units or all, some groups or all."""
    places = [random_town.TOWN, *random_town.VILLAGES, *random_town.CLASSES, f"{random_town.TOWN}/校"]
    found = [Scope((), None), Scope(None, ()), Scope((), ())]
    for _ in range(8):
        units = None if rng.random() < 0.3 else tuple(rng.sample(places, rng.choice([1, 1, 2])))
        groups = None if rng.random() < 0.4 else tuple(rng.sample(random_town.GROUPS, rng.choice([1, 2])))
        found.append(Scope(units, groups))
    return found


def visible(people: list[dict], scope: Scope) -> set[str]:
    """Names of those whom a user may see, by the plainest of rules."""

    def within(unit: str | None) -> bool:
        return (
            scope.units is None
            or bool(unit)
            and any(unit == top or unit.startswith(f"{top}/") for top in scope.units)
        )

    return {
        one["name"]
        for one in people
        if (within(one["unit_id"]) or within(one["class_unit_id"]))
        and (scope.groups is None or set(one["groups"].split(",")) & set(scope.groups))
    }


def of_people(frame) -> set[str]:
    return set(frame.loc[frame["kind"].isin(["person", "household", "house"]), "name"].dropna())


def test_lists_files_and_tables_hold_nobody_else(town):
    rows, store, rng = town
    known = load()
    for scope in scopes(rng):
        mine, told = visible(rows["roster"], scope), Answers(store, scope, known)
        assert set(store.query(scope, "select name from people")["name"]) == mine, scope
        day = rng.choice(DAYS)
        for name in known.indicators:
            assert of_people(told.rows(Ask(name, day), "all", size=10_000).frame) <= mine, (scope, name)
        for name in BREAKDOWNS:
            assert of_people(told.breakdown_rows(Ask(name, day), size=10_000).frame) <= mine, (scope, name)
        assert of_people(gaps.gaps(store, scope, known, Sought(day), 1, 10_000).frame) <= mine, scope
        contacts = "select p.name from contacts as c left join people as p on c.person_id = p.person_id"
        assert set(store.query(scope, contacts)["name"].fillna("?")) <= mine, scope


def test_the_roll_is_exactly_whom_the_naive_filter_leaves(town):
    rows, store, rng = town
    for scope in scopes(rng):
        for day in DAYS:
            on_roll = [one for one in rows["roster"] if naive.on_roll(one, day)]
            frame = Answers(store, scope, load()).rows(Ask("on_roll", day), "all", size=10_000).frame
            assert set(frame["name"]) == visible(on_roll, scope), (scope, day)


def test_a_file_outside_the_scope_is_as_if_it_were_not(town):
    rows, store, rng = town
    everybody = store.query(EVERYTHING, "select person_id, name from people")
    for scope in scopes(rng)[3:7]:
        mine = visible(rows["roster"], scope)
        for one in everybody.sample(6, random_state=rng.randrange(99)).itertuples():
            file = person.person_file(store, scope, load(), one.person_id, DAYS[-1])
            assert (file is not None) == (one.name in mine)
            if file is not None and scope.groups is not None:
                assert set(file.groups["group_id"]) <= set(scope.groups)


def test_somebody_with_some_groups_is_not_told_of_others(town):
    _, store, rng = town
    for scope in [one for one in scopes(rng) if one.groups is not None]:
        for view in ("memberships", "subject_groups"):
            groups = set(store.query(scope, f"select distinct group_id from {view}")["group_id"])
            assert groups <= set(scope.groups), (scope, view)
        said = store.query(scope, "select groups, relief_category, sheet from statements")
        spelt = {group for one in said["groups"].dropna() for group in one.split(",")}
        assert spelt <= set(scope.groups) and said["relief_category"].isna().all(), scope
        # A ledger or sheet may be called after a group: 特困人员花名册.
        told = store.query(scope, "select file as word from batches union all select sheet from sources")[
            "word"
        ]
        assert {*told.dropna(), *said["sheet"].dropna()} <= {"*"}, scope
        assert store.query(scope, "select category from relief")["category"].isna().all(), scope


def with_schemes(folder, seed: int):
    """A town in which many are due an item that only one scheme's people get; the group of either item: orphans for
    低保金, nobody of the town's for 特困供养金."""
    rng = random.Random(seed)
    rows = random_town.write(folder, seed)
    due = [
        {"name": one["name"], "unit_id": one["unit_id"], "relief_item": item, "paid_on": date(2026, 1, 10)}
        for one in rows["roster"]
        for item in ("minimum_living_q1", "hardship_pay", "condolence")
        if rng.random() < 0.5
    ]
    random_town.batch(folder, "schemes", "relief", due, random_town.FIRST, covers_to=random_town.LAST)
    known = load()
    items = dict(known.relief)
    items["minimum_living_q1"] = replace(items["minimum_living_q1"], groups=[random_town.GROUPS[0]])
    return rows, due + rows["relief"], replace(known, relief=items)


@pytest.mark.parametrize("seed", range(2))
def test_relief_of_a_scheme_is_for_those_who_answer_for_it(tmp_path, seed):
    """Rows, totals by item, person files and ledger rows agree with the plainest of filters."""
    rows, due, known = with_schemes(tmp_path, seed)
    store = built(tmp_path, known)
    day = date(2026, 1, 20)
    for group in random_town.GROUPS[:4]:
        scope = Scope(None, (group,))
        mine = visible(rows["roster"], scope)
        wanted = {
            (one["name"], one["relief_item"])
            for one in due
            if one["name"] in mine
            and (
                not known.relief[one["relief_item"]].groups
                or group in known.relief[one["relief_item"]].groups
            )
        }
        said = store.query(
            scope,
            "select distinct s.name, r.item from relief as r inner join subjects as s on r.subject_id = s.subject_id",
        )
        assert set(zip(said["name"], said["item"], strict=True)) == wanted, group
        told = store.query(
            scope, "select distinct who_name, relief_item from statements where relief_item is not null"
        )
        assert set(zip(told["who_name"], told["relief_item"], strict=True)) == wanted, group
        answers = Answers(store, scope, known)
        listed_ = answers.rows(Ask("relief_progress", day), "all", size=10_000).frame
        total = answers.count(Ask("relief_progress", day))
        assert total.due == listed_["subject_id"].nunique()  # a household once, whatever it is due
        by_item = {one.key: one.due for one in answers.by(Ask("relief_progress", day), "duty")}
        assert by_item == dict(listed_["duty"].value_counts()), group
        assert set(listed_["duty"]) <= {item for _, item in wanted}
        for one in mine:
            number = int(
                store.query(scope, "select person_id from people where name = $one", {"one": one}).iat[0, 0]
            )
            file = person.person_file(store, scope, known, number, day)
            assert set(file.relief["item"]) <= {item for name, item in wanted if name == one}, (group, one)


def test_a_finding_about_somebody_of_other_groups_is_not_the_unit_s_matter(town):
    """Findings of a subject whom the asker may not see, in a unit that they may see."""
    rows, store, _ = town
    group = random_town.GROUPS[0]
    everybody = store.query(EVERYTHING, "select person_id, unit_id from people where unit_id is not null")
    wanted = [
        Wanted("own", one.unit_id, "what", DAYS[-1], int(one.person_id)) for one in everybody.itertuples()
    ]
    found = [Finding(at, one, "open", ()) for at, one in enumerate(wanted, 1)]
    lines = listed(store, Scope(None, (group,)), found)
    mine = set(store.query(Scope(None, (group,)), "select person_id from people")["person_id"])
    assert {line.finding.wanted.subject_id for line in lines} == mine and len(mine) < len(found)
    assert len(listed(store, Scope(None), found)) == len(found)


def test_what_checks_found_of_other_groups_or_several_people_is_not_told(town):
    """A reason that names another group, and one about people of all groups; their own they see."""
    store, (ours, other) = town[1], random_town.GROUPS[:2]
    mine = int(store.query(Scope(None, (ours,)), "select person_id from people")["person_id"][0])
    unit = str(store.query(Scope(None), "select unit_id from units")["unit_id"][0])
    asked = (
        ("check|exclusive_groups|1", mine, f"{ours}|{other}"),
        ("check|too_old_for_group|1", mine, f"{ours}|19|18"),
        ("check|copied_texts|1", None, "李|3|4|都好"),
        ("own", None, "村里的事"),
    )
    found = [
        Finding(
            at, Wanted(source, unit, what, date(2026, 1, 1), subject), "open", (Step("", "anna", "open", ""),)
        )
        for at, (source, subject, what) in enumerate(asked)
    ]
    told = lambda scope, by: [one.finding.number for one in listed(store, scope, found, load(), by)]  # noqa: E731
    assert told(Scope(None, (ours,)), "ben") == [1, 3]
    assert told(Scope(None, (ours,)), "anna") == [1, 2, 3]
    assert told(Scope(None), "ben") == [0, 1, 2, 3]


@pytest.mark.parametrize("group", random_town.GROUPS[:3])
def test_of_gaps_that_became_findings_those_of_other_groups_are_not_told(town, group):
    """What a colleague of all groups made a finding of, against the gaps that the asker is shown."""
    store, known, day, scope = town[1], load(), DAYS[-1], Scope(None, (group,))

    def unmet(of: Scope) -> dict[tuple, str]:
        asked = [one.id for one in known.indicators.values() if one.form == "share"]
        frames = {
            name: gaps.gaps(store, of, known, Sought(day, indicator=name), 1, 10_000).frame for name in asked
        }
        return {
            (f"gap|{name}|{row.duty}", int(row.subject_id), row.why): row.unit_id
            for name, frame in frames.items()
            for row in frame.itertuples()
        }

    opened = (Step(f"{day}T12:00:00.000+00:00", "anna", "open", ""),)
    found = [
        Finding(at, Wanted(source, unit, why, day, subject), "open", opened)
        for at, ((source, subject, why), unit) in enumerate(unmet(EVERYTHING).items(), 1)
    ]
    lines = [one.finding.wanted for one in listed(store, scope, found, known, "ben")]
    told, theirs = {(one.source, one.subject_id, one.what) for one in lines}, set(unmet(scope))
    assert told <= theirs and told and len(told) < len(found)
    of_people = {one for one in theirs if one in unmet(EVERYTHING)}
    assert told == of_people


def test_groups_that_are_not_theirs_cannot_be_chosen():
    known = load()
    assert own_groups(user("x", ("presenter",), None, ("orphans",)), known) == ["orphans"]
    assert own_groups(user("x", ("presenter",), None, None), known) == list(known.groups)


def test_figures_only_hold_no_name_anywhere(town):
    rows, store, _ = town
    names = {one["name"] for one in rows["roster"]}
    numbers = {one.get("id_no") for one in rows["roster"]} | {one.get("phone") for one in rows["roster"]} - {
        None
    }
    for view in VIEWS:
        frame = store.query(Scope(None, None, names=False), f"select * from {view}")
        held = {value for column in frame for value in frame[column].astype(str)}
        assert not held & names and not held & (numbers - {None}), view


def test_every_view_shows_whoever_sees_a_village_what_is_of_it_only(tmp_path):
    """Also what is of units and of nobody: activities, homes, who answers for what, ledgers handed in, safety."""
    worked_town.write(tmp_path)
    store, all_ = built(tmp_path), EVERYTHING
    views = re.findall(r"create temp view (\w+) as", (QUERIES / "views_of_some.sql").read_text("utf-8"))
    assert set(VIEWS) < set(views)
    for unit in (f"{worked_town.TOWN}/河东村", f"{worked_town.TOWN}/河西村"):
        held = 0
        for view in views:
            assert store.query(Scope(), f"select * from {view}").empty, view
            frame = store.query(Scope((unit,)), f"select * from {view}")
            places = [one for one in ("unit_id", "class_id", "class_unit_id") if one in frame]
            if view in ("helpers", "subjects") or not places:  # a helper may be of another place
                continue
            here = [
                any(str(one).startswith(unit) for one in row) for row in frame[places].itertuples(index=False)
            ]
            assert all(here), (view, unit)
            held += len(frame) < len(store.query(all_, f"select * from {view}"))
        assert held > 10


def test_whoever_sees_a_person_is_not_told_of_a_household_elsewhere_that_they_belong_to(tmp_path):
    """A relief ledger of another village names them for its household."""
    east, west, day = "镇/东村", "镇/西村", date(2026, 1, 2)
    units = [{"unit_id": "镇", "unit_name": "镇", "unit_kind": "town"}]
    units += [{"unit_id": one, "unit_name": one[2:], "unit_kind": "village"} for one in (east, west)]
    batch(tmp_path, "u", "units", units, day)
    me = {"name": "员", "id_no": "990121201501010012"}
    batch(tmp_path, "a", "roster", [me | {"unit_id": east}], day)
    head = {"head_name": "头", "head_id": "990121194001010011"}
    batch(tmp_path, "b", "relief", [me | head | {"unit_id": west, "relief_item": "condolence"}], day)
    store = built(tmp_path)
    shown = "select household_id from household_members where person_id in (select person_id from people)"
    assert len(store.query(EVERYTHING, shown)) == 1
    mine = Scope((east,))
    assert list(store.query(mine, "select name from people")["name"]) == ["员"]
    assert store.query(mine, "select household_id from households").empty
    assert store.query(mine, shown).empty


def test_no_scope_at_all_sees_no_row(town):
    _, store, _ = town
    for scope in (Scope(), Scope((), ()), Scope(units=("镇/没有",))):
        assert {view: len(store.query(scope, f"select * from {view}")) for view in VIEWS} == dict.fromkeys(
            VIEWS, 0
        )


def test_answers_of_one_scope_are_never_another_s(town):
    """The same questions in turns from many threads, cursors used again: each as if alone."""
    from concurrent.futures import ThreadPoolExecutor

    _, store, rng = town
    asked = scopes(rng)
    alone = {scope: set(store.query(scope, "select name from people")["name"]) for scope in asked}
    turns = [rng.choice(asked) for _ in range(150)]
    with ThreadPoolExecutor(6) as threads:
        found = list(
            threads.map(lambda scope: set(store.query(scope, "select name from people")["name"]), turns)
        )
    assert found == [alone[scope] for scope in turns]


def test_a_part_does_not_pass_for_all_groups():
    """Whoever answers for two groups lays no figure of theirs beside a colleague's under the same words."""
    for lang in ("zh", "en"):
        t = voice(lang)
        whole, part = everybody(t, Scope(None)), everybody(t, Scope(None, ("orphans", "elderly_alone")))
        assert whole == t("filter.all_groups") and whole not in part and "2" in part
        desk = gap_sheets.Desk(None, Scope(None, ("orphans", "elderly_alone")), load(), t, lambda unit: "镇")
        said = " ".join(gap_sheets.notes(desk, Sought(DAYS[-1]), 0, 0))
        assert part in said and whole not in said
