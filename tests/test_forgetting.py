"""What holds for everybody's ledgers is forgotten by whoever answers for all of them; a match, by whoever sees both."""

from contextlib import nullcontext

import pytest

from care import matching, office
from care.definitions import load
from care.ledgers import remembered
from care.ledgers.problems import Refused
from care.ledgers.recognising import Correction
from care.roles import user
from care.screen import ledger_matches, ledger_remembered
from care.screen.ledger_desk import Desk
from care.store import EVERYTHING, Scope
from care.words import voice
from tests.ledgers import EAST, TODAY, TOWN, id_no, xlsx

WEST = EAST.replace("河东", "河西")


@pytest.fixture
def folder(tmp_path):
    """Two people of the western village who may be one, an answer and a layout that are remembered."""
    units = [
        ["单位名称", "单位类型", "上级单位"],
        [TOWN, "镇", ""],
        ["河东村", "村", TOWN],
        ["河西村", "村", TOWN],
    ]
    with_id = [["姓名", "身份证号", "村", "身份类别"], ["王秀英", id_no(1, "19400101"), "河西村", "低保"]]
    without = [["姓名", "村", "身份类别", "联系电话"], ["王秀英", "河西村", "独居老人", "13800000001"]]
    sent = [("单位", units), ("低保花名册", with_id), ("独居老人花名册", without)]
    files = [(f"{name}.xlsx", xlsx((name, rows))) for name, rows in sent]
    assert {one.status for one in office.take_in(tmp_path, files, load(), "town", today=TODAY)} == {"taken"}
    remembered.remember_answers(tmp_path, {"unit:黑石村": WEST}, "town")
    remembered.remember_layout(tmp_path, "k", Correction(fields={"备注2": "risk"}), "town")
    return tmp_path


def pair_of(folder) -> tuple[int, int]:
    (one,) = matching.possible(office.current(folder, load()), EVERYTHING).itertuples()
    return int(one.person_id), int(one.other_id)


def ids(folder) -> dict[str, str]:
    return {one["sort"]: one["id"] for one in remembered.records(folder)}


@pytest.mark.parametrize("same", [True, False])
def test_a_manager_of_some_units_forgets_only_a_match_of_people_they_see(folder, same):
    matching.decide(folder, *pair_of(folder), same, "town")
    office.refresh(folder, load())
    before = ids(folder)
    groups = Scope(
        None, ("minimum_living",)
    )  # the other group of one of them stays unseen, the person does not
    for scope, may in (
        (Scope((EAST,)), set()),
        (Scope((WEST,)), {"match"}),
        (groups, {"match"} if same else set()),
    ):
        for sort, record in before.items():
            if sort not in may:
                with pytest.raises(Refused) as told:
                    office.forget(folder, load(), record, "manager", scope)
                assert told.value.problem.code == "not_yours_to_forget"
    assert ids(folder) == before
    office.forget(folder, load(), before["match"], "manager", Scope((WEST,)))
    for sort in ("answer", "layout"):
        office.forget(folder, load(), before[sort], "town", EVERYTHING)
    assert ids(folder) == {}


def test_the_page_offers_to_forget_only_what_one_may(folder, monkeypatch):
    matching.decide(folder, *pair_of(folder), False, "town")
    store = office.current(folder, load())
    monkeypatch.setattr(ledger_remembered, "open_current", lambda: store)
    offered = []
    monkeypatch.setattr(ledger_remembered.st, "button", lambda *_, key, **__: offered.append(key))
    for units, expected in (((EAST,), 0), ((WEST,), 1), (None, 3)):
        offered.clear()
        desk = Desk(user("m", ("manager",), units, None), voice("zh"), folder, load(), {}, [])
        for one in remembered.records(folder):
            ledger_remembered._line(desk, one, {})
        assert len(offered) == expected


def test_whose_access_was_narrowed_meanwhile_decides_on_no_match(folder, monkeypatch):
    pair, store = pair_of(folder), office.current(folder, load())
    monkeypatch.setattr(ledger_matches, "open_current", lambda: store)
    monkeypatch.setattr(ledger_matches.st, "spinner", lambda *_, **__: nullcontext())
    monkeypatch.setattr(ledger_matches.st, "rerun", lambda: None)
    for units, decided in (((EAST,), []), ((WEST,), [(*pair, False)])):
        monkeypatch.setattr(ledger_matches.st, "session_state", {ledger_matches.SAID: (*pair, False)})
        desk = Desk(user("c", ("clerk",), units, None), voice("zh"), folder, load(), {}, [])
        ledger_matches._decide(desk)
        assert matching.decisions(folder) == decided
