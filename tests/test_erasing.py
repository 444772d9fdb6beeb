"""Erasing a person: nothing of them is left in the data directory, and they stay out; others stay as they were."""

import dataclasses
import gzip
import json
import shutil
from datetime import date
from pathlib import Path

import docx
import pyarrow as pa
import pytest

from care import (
    audit,
    backup,
    building,
    erasing,
    notes,
    office,
    passages,
    readable,
    retention,
    traces,
    unlogged,
    vault,
    whom,
)
from care.__main__ import main
from care.definitions import load
from care.inspection import findings, log, marks, results, sheets, spot_checks
from care.inspection.findings_list import said
from care.ledgers import batches, erased, kept, remembered
from care.ledgers.problems import Refused
from care.locking import lock_at
from care.store import EVERYTHING
from care.traces import Person, other_form, scrubbed
from care.words import voice
from tests.ledgers import EAST, TODAY, TOWN, id_no, xlsx
from tests.small_office import HEADINGS, NAMES, PHONE, UNITS, figures, opened, roll, small_office, take_in

NAME, ID = NAMES[0], id_no(0, "20150612")
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The small office; besides, the person is head of a household, a guardian, and named in another's remark."""
    folder = small_office(tmp_path_factory.mktemp("erase") / "live")
    others = [
        [
            "河东村",
            "韩小妹",
            id_no(61, "20150612"),
            PHONE.format(61),
            NAME,
            PHONE.format(0),
            "",
            "",
            f"与{NAME}同住，证号{ID}",
        ],
        ["河西村", NAME, id_no(62, "20150612"), PHONE.format(62), "", "", "", "", "同名的另一人"],
    ]
    heads = [["河东村", NAME, ID, "韩小妹", id_no(61, "20150612")], ["河东村", NAME, ID, NAME, ID]]
    told = take_in(
        folder,
        (f"{NAME}等.xlsx", xlsx(("花名册", [["留守儿童花名册"], HEADINGS, *others]))),
        (
            "低保.xlsx",
            xlsx(
                ("低保", [["农村低保花名册"], ["村", "户主姓名", "户主身份证号", "姓名", "身份证号"], *heads])
            ),
        ),
    )
    assert [one.status for one in told] == ["taken"] * 2
    return folder


@pytest.fixture
def desk(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "live"))


def erase(folder, name: str = ID, reason: str = "request") -> dict:
    return retention.erase(
        folder, load(), whom.find(folder, opened(folder), name), "test", reason, texts=True
    )


def everything_in(folder: Path) -> dict[str, str]:
    """All that can be read in a data directory, file by file: Parquet as its values, originals unpacked."""
    found = {}
    for path in backup.precious(folder):
        data = vault.read(path)
        if path.suffix == ".parquet":
            text = str(kept.rows(folder, path.parent.name).to_pylist())
        elif path.suffix == ".gz":
            text = gzip.decompress(data).decode()
        elif path.suffix == ".xlsx":
            text = str(list(_texts(data)))
        else:
            text = data.decode("utf-8", "replace")
        found[path.relative_to(folder).as_posix()] = f"{path.name} {text}"
    return found


def _texts(data: bytes):
    from care.ledgers.reading import read

    yield from (sheet.cells.to_pylist() for sheet in read("a.xlsx", data).sheets)


def test_nothing_of_the_person_is_left_and_everybody_else_stands(desk):
    before = figures(desk)
    number = person_id_of(desk)
    done = erase(desk)
    assert done | {"records": 0} == {"rows": 3, "batches": 4, "originals": 4, "records": 0, "doubtful": 0}
    assert done["records"] > 5
    left = {name: text for name, text in everything_in(desk).items() if ID in text or PHONE.format(0) in text}
    assert left == {}
    named = {name for name, text in everything_in(desk).items() if NAME in text}
    west = {
        f"batches/{one['batch_id']}/rows.parquet"
        for one in batches.all_batches(desk)
        if "erased" not in one and one["file"].startswith("某人")
    }
    assert named <= west  # a namesake of another village
    after = figures(desk)
    assert (after["people"], after["visits"]) == (before["people"] - 1, before["visits"] - 1)
    people = opened(desk).query(EVERYTHING, "select name, id_no from people")
    assert ID not in set(people["id_no"])
    assert set(people["name"]) >= {*NAMES[1:], "韩小妹", NAME}
    assert not (desk / erased.PENDING).exists()
    assert str(number) not in (desk / "findings.jsonl").read_text()


def person_id_of(folder: Path) -> int:
    return whom.find(folder, opened(folder), ID).person_id


def test_what_others_rows_said_of_the_person_is_blank(desk):
    erase(desk)
    (row,) = [
        row
        for one in batches.all_batches(desk)
        for row in kept.rows(desk, one["batch_id"]).to_pylist()
        if row.get("name") == "韩小妹" and "guardian_name" in row
    ]
    assert (row["guardian_name"], row["guardian_phone"], row["note"]) == (None, None, "与某人同住，证号某人")
    (heads,) = [
        kept.rows(desk, one["batch_id"]).to_pylist()
        for one in batches.all_batches(desk)
        if one["file"] == "低保.xlsx"
    ]
    assert [(one["name"], one["head_name"], one["head_id"]) for one in heads] == [("韩小妹", None, None)]


def test_records_keep_their_place_without_the_person(desk):
    store = opened(desk)
    (sample,) = spot_checks.everything(desk)
    findings.change(
        desk, min(findings.everything(desk)), NAME, store.as_of, "test"
    )  # who answers for themselves
    erase(desk)
    first, second = findings.everything(desk).values()
    assert first.wanted.responsible == "某人"
    assert (first.wanted.subject_id, first.wanted.what, first.steps[1].note) == (None, "", "")
    assert said(voice("zh"), first, load()) == voice("zh")("findings.erased")
    assert second.wanted.what == "补签某人的监护责任书"
    assert [one.text for one in notes.in_force(desk).values()] == ["某人已联系"]
    assert marks.marks(desk) == []
    assert not list((desk / "remembered").glob("match-*"))
    (after,) = spot_checks.everything(desk)
    assert spot_checks.drawn_again(desk, after)
    assert {one.remark for one in results.results(desk, after).values()} <= {"某人在家", ""}
    facts = sheets.known(opened(desk), EVERYTHING, after)
    assert sheets.sheet(voice("zh"), load(), after, facts, {}, True)
    assert store.version != opened(desk).version


@pytest.mark.parametrize(
    "line", [{}, {"number": [1]}, {"number": 77, "source": "own"}, {"door": {}}, {"unit": 3}]
)
def test_a_damaged_line_of_a_log_stops_no_erasing(desk, line):
    for path in [*desk.glob("[!a]*.jsonl"), *desk.glob("spot_checks/*.jsonl")]:
        with path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line | {"note": f"{NAME} {ID}"}, ensure_ascii=False) + "\n")
    erase(desk)
    assert ID not in str(everything_in(desk))
    assert not (desk / erased.PENDING).exists()


def test_the_audit_log_says_that_it_was_done_and_not_of_whom(desk):
    erase(desk, reason="ended")
    last = audit.entries(desk)[-1]
    assert (last["deed"], last["reason"], last["who"], last["rows"]) == ("erase", "ended", "test", 3)
    assert audit.verify(desk).broken_at is None
    text = (desk / audit.FILE).read_text() + (desk / erased.FILE).read_text()
    assert ID not in text and NAME not in text
    with pytest.raises(ValueError):
        erase(desk, id_no(1, "20150612"), reason="because of 赵")


def test_the_same_and_new_ledgers_do_not_bring_the_person_back(desk):
    data = {one["file"]: batches.original(desk, one["batch_id"])[1] for one in batches.in_force(desk)}
    erase(desk)
    counts = figures(desk)
    for name, again in data.items():
        take_in(desk, (name, again))
    (report,) = take_in(desk, ("又来.xlsx", roll(NAMES[:2])))
    assert (report.counts["taken"], report.facts) == (1, 1)
    assert report.problems[0].code == "erased_left_out"
    assert figures(desk) == counts
    assert ID not in set(opened(desk).query(EVERYTHING, "select id_no from people")["id_no"])
    with pytest.raises(Refused):
        batches.original(desk, report.batch_id)
    assert {one.status for one in office.reapply(desk, load(), "test")} <= {"already", "taken", "refused"}
    assert ID not in str(everything_in(desk))
    tried = office.try_files(desk, [("又来.xlsx", roll(NAMES[:2]))], load(), today=TODAY)
    assert tried[0].rows.num_rows == 1


def test_without_an_id_the_name_keeps_out_only_where_nobody_else_is_called_so(desk):
    bare = xlsx(
        (
            "走访",
            [
                ["村", "姓名", "走访时间", "走访人姓名"],
                ["河东村", NAME, date(2026, 1, 15), "帮扶赵"],
                ["河西村", NAME, date(2026, 1, 15), "帮扶赵"],
            ],
        )
    )
    erase(desk)
    (report,) = take_in(desk, ("走访二.xlsx", bare))
    rows = kept.rows(desk, report.batch_id).to_pylist()
    assert [row["unit_id"] for row in rows] == ["青溪镇/河西村"]


def test_rows_of_a_namesake_in_the_same_village_stay(desk):
    other = xlsx(
        (
            "花名册",
            [["留守儿童花名册"], HEADINGS, ["河东村", NAME, id_no(63, "20150612"), "", "", "", "", "", ""]],
        )
    )
    take_in(desk, ("同名.xlsx", other))
    done = erase(desk)
    assert done["doubtful"] == 2  # the visit that names no ID, and a remark on another child
    assert id_no(63, "20150612") in set(opened(desk).query(EVERYTHING, "select id_no from people")["id_no"])


def test_a_batch_without_its_original_can_be_undone_and_says_why_it_is_not_taken_in_anew(desk):
    erase(desk)
    one = next(one for one in batches.in_force(desk) if one.get("original_removed"))
    (report,) = office.reapply(desk, load(), "test", [one["batch_id"]])
    assert (report.status, report.problems[0].code) == ("refused", "original_removed")
    office.undo(desk, load(), one["batch_id"], "test")
    assert one["batch_id"] not in {left["batch_id"] for left in batches.in_force(desk)}


def test_stopped_at_any_moment_the_next_to_open_goes_on_with_it(desk, monkeypatch):
    whole = Path(shutil.copytree(desk, desk.parent / "whole"))
    erase(whole)
    wanted = sorted(
        opened(whole).query(EVERYTHING, "select name, phone from people").astype(str).values.tolist()
    )
    put = vault.replace
    for stop in (1, 4, 7):
        folder = Path(shutil.copytree(desk, desk.parent / f"stopped{stop}"))
        left = [stop]

        def failing(path, data, seal=False, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            put(path, data, seal)

        opened(folder)
        with monkeypatch.context() as patch:
            patch.setattr(vault, "replace", failing)
            with pytest.raises(KeyboardInterrupt):
                erase(folder)
        building_again = opened(folder)
        found = sorted(
            building_again.query(EVERYTHING, "select name, phone from people").astype(str).values.tolist()
        )
        assert found == wanted, stop
        assert ID not in str(everything_in(folder)), stop


def stopped(monkeypatch, where, name: str, work, *given) -> None:
    """Do something that is stopped where `name` of `where` is called for the first time."""

    def stop(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(where, name, stop)
        with pytest.raises(KeyboardInterrupt):
            work(*given)


def ids_shown(folder: Path) -> set[str]:
    return set(opened(folder).query(EVERYTHING, "select id_no from people")["id_no"])


def test_stopped_while_the_store_is_built_whoever_has_the_old_one_open_goes_on_with_it(desk, monkeypatch):
    """As a running server, beside which the command erases; what waits for the store names nobody any more."""
    assert ID in ids_shown(desk)
    stopped(monkeypatch, building, "_write", erase, desk)
    assert "done" in json.loads((desk / erased.PENDING).read_text("utf-8"))
    assert ID not in str(everything_in(desk))
    with lock_at(desk / "writer.lock", 0):  # somebody else is at work: the old one serves, but not for good
        assert ID in ids_shown(desk)
    assert ID not in ids_shown(desk)
    assert not (desk / erased.PENDING).exists()
    assert [one["deed"] for one in audit.entries(desk)].count("erase") == 1


def test_an_undo_whose_store_was_not_built_is_seen_by_whoever_has_the_old_one_open(desk, monkeypatch):
    _, last = take_in(desk, ("先.xlsx", roll(["先来人"], 77)), ("新.xlsx", roll(["新来人"], 78)))
    assert id_no(78, "20150612") in ids_shown(desk)
    stopped(monkeypatch, building, "build", office.undo, desk, load(), last.batch_id, "test")
    with lock_at(desk / "writer.lock", 0):
        assert id_no(78, "20150612") in ids_shown(desk)
    assert id_no(78, "20150612") not in ids_shown(desk)


def test_somebody_who_was_erased_before_is_erased_from_what_stands_all_the_same(desk):
    """The hashes are known; a store of this name may be there."""
    erase(desk)
    hashes = next(log.lines(desk / erased.FILE))["hashes"]
    (desk / erased.FILE).unlink()
    take_in(desk, ("又来.xlsx", roll([NAME], 0)))
    log.add(desk / erased.FILE, [{"by": "x", "reason": "request", "hashes": hashes}])
    assert ID in ids_shown(desk)
    erase(desk)
    assert ID not in ids_shown(desk)


def test_stopped_before_the_hashes_are_written_they_stay_out_all_the_same(desk, monkeypatch):
    opened(desk)
    stopped(monkeypatch, erasing.log, "add", erase, desk)
    opened(desk)
    (report,) = take_in(desk, ("又来.xlsx", roll([NAME], 0)))
    assert (report.status, report.facts) == ("refused", 0) or report.counts["taken"] == 0
    assert len(list(log.lines(desk / erased.FILE))) == 1


def test_what_a_killed_one_wrote_aside_goes_with_the_next(desk, monkeypatch):
    """Of a killed erasing, rewriting and import."""
    opened(desk)
    stopped(monkeypatch, Path, "replace", erase, desk)
    stopped(monkeypatch, Path, "replace", vault.replace, desk / "notes.jsonl", ID.encode())
    shutil.copytree(
        desk / "batches" / batches.in_force(desk)[0]["batch_id"], desk / "batches" / ".20260120T0"
    )
    assert any(ID.encode() in path.read_bytes() for path in desk.glob(".*.json.*"))
    erase(desk)
    assert not [path for path in desk.rglob(".*") if path.is_dir() or ID.encode() in path.read_bytes()]


def test_an_original_whose_name_says_who_goes_though_it_names_nobody_inside(desk):
    take_in(desk, (f"{NAME}家走访.xlsx", roll(["邻居"], 80)))
    assert list(desk.rglob(f"*{NAME}家*"))
    erase(desk)
    assert not list(desk.rglob(f"*{NAME}家*"))


GUISES = {
    "blank": "说明：赵 小甲已迁出".encode(),
    "wide_blank": "赵\u3000小甲".encode("gb18030"),
    "references": "<t>&#36213;&#x5c0f;甲</t>".encode(),
    "runs": "<r><t>赵</t></r><r><rPr/><t>小甲</t></r>".encode(),
    "wide_at_an_odd_place": b"\x07" + "赵 小甲".encode("utf-16-le"),
    "id_with_blanks": b"110101 20150301 001X",
}


@pytest.mark.parametrize("guise", GUISES)
def test_an_original_names_the_person_in_other_guises_too(guise):
    person = traces.Person.of(
        {"names": ["赵小甲"], "ids": ["11010120150301001X"], "numbers": [], "phones": []}
    )
    assert traces.names_in(GUISES[guise], person, names=True)
    assert not traces.names_in("赵大甲 &#36213; 20150301".encode(), person, names=True)


def test_doing_erasings_again_may_be_stopped_too(desk, tmp_path, monkeypatch):
    backup.write(desk, tmp_path / "old.zip", "test")
    erase(desk)
    backup.restore(tmp_path / "old.zip", back := tmp_path / "back", "test")
    stopped(monkeypatch, erasing, "begin", retention.again, back, load(), desk, "test")
    retention.again(back, load(), desk, "test")
    assert ID not in str(everything_in(back))


def test_somebody_who_is_cared_for_again_is_lifted_by_id(desk):
    erase(desk)
    with pytest.raises(Refused):
        retention.lift(desk, id_no(5, "20150612"), "test")
    assert retention.lift(desk, ID, "test") > 0
    assert [one["deed"] for one in audit.entries(desk)][-1] == "lift"
    assert ID not in str(audit.entries(desk))
    (report,) = take_in(desk, ("又来.xlsx", roll([NAME], 0)))
    assert (report.status, report.facts) == ("taken", 1)


def test_nobody_is_lifted_without_a_line_in_the_audit_log(tmp_path, monkeypatch):
    log.add(
        tmp_path / erased.FILE,
        [{"by": "test", "hashes": [erased.hashed(tmp_path, "id", "11010519491231002X")]}],
    )

    def full(*_, **__):
        raise OSError

    with monkeypatch.context() as disk:
        disk.setattr(audit, "record", full)
        with pytest.raises(OSError):
            retention.lift(tmp_path, "11010519491231002X", "test")
    assert erased.in_force(tmp_path)
    assert retention.lift(tmp_path, " 11010519491231002x", "test") == 1
    assert not erased.in_force(tmp_path)


def test_after_an_older_backup_the_erasings_made_since_are_done_again(desk, tmp_path):
    backup.write(desk, tmp_path / "old.zip", "test")
    erase(desk)
    backup.restore(tmp_path / "old.zip", tmp_path / "back", "test")
    assert ID in str(everything_in(tmp_path / "back"))
    assert main(["--data", str(tmp_path / "back"), "erase", "--again", str(desk)]) == 0
    assert ID not in str(everything_in(tmp_path / "back"))
    assert figures(tmp_path / "back") == figures(desk)
    other = small_salt(tmp_path / "other")
    with pytest.raises(Refused):
        retention.again(tmp_path / "back", load(), other, "test")
    with pytest.raises(Refused):
        retention.again(tmp_path / "back", load(), tmp_path / "mistyped", "test")
    assert not (tmp_path / "mistyped").exists()  # a salt there would be in a restore's way


def small_salt(folder: Path) -> Path:
    erased.salt(folder)
    return folder


def test_in_a_sealed_directory_too(desk, monkeypatch):
    from care import sealing

    monkeypatch.setenv(vault.KEY, KEY)
    sealing.encrypt(desk, "test")
    erase(desk)
    assert ID not in str(everything_in(desk))
    assert all(path.read_bytes().startswith(vault.MARK) for path in desk.glob("batches/*/*.parquet"))


def test_whose_purpose_has_ended_is_listed_and_nothing_changed(desk, capsys):
    gone = [["河东村", "离开人", id_no(70, "20100612"), "2015-03-01", "2019-06-30"]]
    headings = ["村", "姓名", "身份证号", "纳入时间", "退出时间"]
    take_in(desk, ("退出.xlsx", xlsx(("花名册", [["留守儿童花名册"], headings, *gone]))))
    store, known = opened(desk), load()
    found = retention.ended(store, EVERYTHING, known, TODAY)
    assert [(one.name, one.left_on.date()) for one in found.itertuples()] == [("离开人", date(2019, 6, 30))]
    assert retention.ended(store, EVERYTHING, known, date(2024, 6, 1)).empty
    never = dataclasses.replace(known, programme=dataclasses.replace(known.programme, retention_years=0))
    assert retention.ended(store, EVERYTHING, never, TODAY).empty
    assert main(["--data", str(desk), "--json", "erase", "--due"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == ["离开人"]


UNDONE, UNDONE_ID = "多余人", id_no(90, "20150612")


def test_who_stands_only_in_an_undone_import_is_erased_from_it_and_stays_out(desk):
    (sent,) = [
        batches.original(desk, one["batch_id"])
        for one in batches.all_batches(desk)
        if one["file"] == "多余.xlsx"
    ]
    assert UNDONE_ID in str(everything_in(desk))
    done = erase(desk, UNDONE_ID)
    assert (done["rows"], done["originals"]) == (1, 1)
    left = str(everything_in(desk))
    assert UNDONE_ID not in left and UNDONE not in left
    (again,) = take_in(desk, sent)
    assert (again.status, again.facts) == ("nothing", 0)
    assert UNDONE_ID not in str(everything_in(desk))


def with_held_row(folder, name: str) -> None:
    """A ledger of which one row, of a village that nobody knows, is held."""
    held = ["黑石村", "贺无村", id_no(93, "20150612").lower(), PHONE.format(93), "", "", "", "", ""]
    taken = ["河东村", "新来人", id_no(94, "20150612"), PHONE.format(94), "", "", "", "", ""]
    (report,) = take_in(folder, (name, xlsx(("花名册", [["留守儿童花名册"], HEADINGS, held, taken]))))
    assert (report.counts["held"], report.counts["taken"]) == (1, 1)


def test_who_stands_only_in_a_row_that_was_held_is_erased_with_the_original(desk):
    with_held_row(desk, "贺无村等.xlsx")
    people = figures(desk)
    told = whom.find(desk, opened(desk), id_no(93, "20150612"))
    assert told == whom.Told(frozenset({id_no(93, "20150612")}), names=frozenset({"贺无村"}))
    done = erase(desk, id_no(93, "20150612"))
    assert (done["rows"], done["originals"]) == (0, 1)
    left = str(everything_in(desk))
    assert [one for one in (id_no(93, "20150612"), "贺无村", PHONE.format(93)) if one in left] == []
    assert figures(desk) == people  # the row that was taken stands
    with_held = next(one for one in batches.in_force(desk) if one["counts"]["held"])
    assert not [one for one in with_held["problems"] if one["row"] == 3]
    (answered,) = take_in(
        desk,
        (
            "又来.xlsx",
            xlsx(
                (
                    "花名册",
                    [["留守儿童花名册"], HEADINGS, ["黑石村", "贺无村", id_no(93, "20150612"), *[""] * 6]],
                )
            ),
        ),
        answers={"village:黑石村": EAST},
    )
    assert answered.facts == 0


def test_what_was_erased_of_an_undone_import_and_a_held_row_is_erased_again_after_a_restore(desk, tmp_path):
    with_held_row(desk, "新.xlsx")
    backup.write(desk, tmp_path / "old.zip", "test")
    erase(desk, UNDONE_ID)
    erase(desk, id_no(93, "20150612"))
    backup.restore(tmp_path / "old.zip", back := tmp_path / "back", "test")
    retention.again(back, load(), desk, "test")
    left = str(everything_in(back))
    assert UNDONE_ID not in left and id_no(93, "20150612") not in left.upper()


def test_where_every_import_was_undone_who_stood_in_them_can_be_erased(desk):
    for one in reversed(batches.in_force(desk)):
        office.undo(desk, load(), one["batch_id"], "test")
    told = whom.find(desk, office.current(desk, load()), ID)
    assert told.names >= {NAME}
    assert main(["--data", str(desk), "erase", "--id", ID]) == 0
    assert ID not in str(everything_in(desk))


def test_a_part_of_a_number_finds_nobody(desk):
    with_held_row(desk, "新.xlsx")
    held, taken = id_no(93, "20150612"), ID
    # Fifteen digits may be a whole number: they took the originals of whoever's number they are a part of with them.
    for part in ("20150612", held[:10], held[:15], taken[:15], taken[2:17], ""):
        with pytest.raises(Refused):
            whom.find(desk, opened(desk), part)


def test_an_id_number_of_fifteen_digits_is_found_where_it_stands_by_itself(desk):
    short = "510722150612931"
    row = ["黑石村", "贺无村", f"{short} 13800000000", PHONE.format(93), "", "", "", "", ""]
    taken = ["河东村", "钱新来", id_no(94, "20150612"), "", "", "", "", "", ""]
    take_in(desk, ("旧.xlsx", xlsx(("花名册", [["留守儿童花名册"], HEADINGS, row, taken]))))
    assert whom.find(desk, opened(desk), short).ids == {short, other_form(short)}


def test_somebody_unknown_is_refused(desk, capsys):
    assert main(["--data", str(desk), "erase", "--id", id_no(99, "20150612")]) == 1
    assert "ID number" in capsys.readouterr().err


def test_units_that_hold_the_name_of_somebody_erased_keep_theirs(tmp_path):
    """李庄 of 李庄村: neighbours' addresses, notes and the office's own words stay with their village."""
    rows = [
        ["李庄村", "李庄", id_no(0, "20150612"), "李庄村三组1号", ""],
        ["李庄村", "王小", id_no(1, "20150612"), "李庄村三组2号", "与李庄同住"],
    ]
    units = [["单位名称", "单位类型", "上级单位"], [TOWN, "镇", ""], ["李庄村", "村", TOWN]]
    headings = ["村", "姓名", "身份证号", "家庭住址", "备注"]
    roster = xlsx(("花名册", [["留守儿童花名册"], headings, *rows]))
    take_in(tmp_path, ("单位.xlsx", xlsx(("单位", units))), ("李庄村花名册.xlsx", roster))
    village = f"{TOWN}/李庄村"
    notes.leave(tmp_path, notes.Figure("pairing_coverage", village), TODAY, "李庄已联系", "test")
    passages.write(tmp_path, village, "zh", "steps", "下一步继续走访。", "test")
    erase(tmp_path, rows[0][2])
    (note,) = notes.standing(tmp_path, village, "", TODAY)
    assert note.text == "某人已联系"
    assert passages.in_force(tmp_path, village, "zh")["steps"].text
    assert [one["units"] for one in batches.all_batches(tmp_path)][1] == [village]
    people = opened(tmp_path).query(EVERYTHING, "select name, address from people")
    assert people.values.tolist() == [["王小", "李庄村三组2号"]]
    assert "李庄同住" not in str(everything_in(tmp_path))
    assert unlogged.write_down(tmp_path) == 0


def test_ledgers_that_name_the_village_of_somebody_called_like_it_keep_their_originals(tmp_path):
    """李庄 of 李庄村; and the 李庄 of another village leaves 李庄村 its remembered name."""
    units = [
        ["单位名称", "单位类型", "上级单位"],
        [TOWN, "镇", ""],
        ["李庄村", "村", TOWN],
        ["河西村", "村", TOWN],
    ]
    visit = [["村", "姓名", "走访时间", "走访人姓名"], ["李庄村", "王小", date(2026, 1, 12), "帮扶赵"]]
    headings, ids = ["村", "姓名", "身份证号"], [id_no(n, "20150612") for n in range(3)]
    whom_ = [["李庄村", "李庄", ids[0]], ["李庄村", "王小", ids[1]]]
    take_in(
        tmp_path, ("单位.xlsx", xlsx(("单位", units))), ("走访.xlsx", xlsx(("走访", visit))),
        ("一.xlsx", xlsx(("花名册", [["留守儿童花名册"], headings, *whom_]))),
        ("二.xlsx", xlsx(("花名册", [["留守儿童花名册"], headings, ["河西村", "李庄", ids[2]]]))),
    )  # fmt: skip
    remembered.remember_answers(tmp_path, {"unit:老李庄村": f"{TOWN}/李庄村"}, "test")
    assert erase(tmp_path, ids[0])["originals"] == 1
    assert erase(tmp_path, ids[2])["originals"] == 1
    kept_ = {one["file"] for one in batches.all_batches(tmp_path) if not one.get("original_removed")}
    assert kept_ == {"单位.xlsx", "走访.xlsx"}
    assert remembered.answers(tmp_path) == {"unit:老李庄村": f"{TOWN}/李庄村"}
    assert names(tmp_path) == ["王小"]


@pytest.mark.parametrize("asked", [id_no(0, "19550612"), other_form(id_no(0, "19550612"))])
def test_an_id_number_is_found_in_its_old_form_too(tmp_path, asked):
    """A neighbour's remark has fifteen digits, and so has a row that was held."""
    whole = id_no(0, "19550612")
    old = other_form(whole)
    assert (len(old), other_form(old)) == (15, whole)
    headings = ["村", "姓名", "身份证号", "备注"]
    first = [["河东村", "孙长寿", whole, ""], ["河东村", "钱二", id_no(8, "19550612"), ""]]
    second = [["河西村", "周三", id_no(9, "19550612"), f"旧证号{old}"], ["无名村", "孙长寿", old, ""]]
    take_in(
        tmp_path, ("单位.xlsx", UNITS), ("甲.xlsx", xlsx(("名册", [["独居老人花名册"], headings, *first])))
    )
    (report,) = take_in(tmp_path, ("乙.xlsx", xlsx(("名册", [["独居老人花名册"], headings, *second]))))
    assert report.counts["held"] == 1
    assert erase(tmp_path, asked)["originals"] == 2
    assert not [name for name, text in everything_in(tmp_path).items() if old in text or "孙长寿" in text]
    assert names(tmp_path) == ["周三", "钱二"]


def with_register(folder: Path, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The two villages, and a roll of children with these register numbers; their ID numbers."""
    ids = tuple(id_no(70 + n, "20150612") for n in range(len(numbers)))
    rows = [["河东村", f"学{'甲乙丙丁'[n]}", ids[n], number, "1"] for n, number in enumerate(numbers)]
    roster = xlsx(("花名册", [["留守儿童花名册"], ["村", "姓名", "身份证号", "学号", "备注"], *rows]))
    take_in(folder, ("单位.xlsx", UNITS), ("花名册.xlsx", roster))
    return ids


def names(folder: Path) -> list[str]:
    return sorted(opened(folder).query(EVERYTHING, "select name from people")["name"])


def test_a_number_of_one_class_tells_nobody_and_is_sought_in_no_text(tmp_path):
    """学号 1 stood in every day, hash and batch id of every record, and with another child."""
    ids = with_register(tmp_path, ("1", "1"))
    before = [one["batch_id"] for one in batches.all_batches(tmp_path)]
    done = erase(tmp_path, ids[0])
    assert (done["rows"], done["originals"]) == (1, 1)
    assert names(tmp_path) == ["学乙"]
    assert [one["batch_id"] for one in batches.all_batches(tmp_path)] == before
    later = xlsx(("花名册", [["留守儿童花名册"], ["村", "姓名", "学号"], ["河东村", "学丙", "1"]]))
    assert take_in(tmp_path, ("后来.xlsx", later))[0].counts["taken"] == 1


def test_a_register_number_that_was_filled_down_erases_nobody_else(tmp_path):
    filled = f"G{id_no(80, '20150612')}"
    ids = with_register(tmp_path, (filled, filled, f"G{id_no(72, '20150612')}"))
    with pytest.raises(Refused):
        whom.find(tmp_path, opened(tmp_path), filled)
    assert whom.find(tmp_path, opened(tmp_path), f"G{ids[2]}").ids == {ids[2]}
    erase(tmp_path, ids[0])
    assert names(tmp_path) == ["学丙", "学乙"]


def test_a_name_of_one_sign_is_sought_in_no_text(tmp_path):
    rows = [["河东村", "王", id_no(0), ""], ["河东村", "李小", id_no(1), "住王家岭"]]
    roster = xlsx(("花名册", [["留守儿童花名册"], ["村", "姓名", "身份证号", "家庭住址"], *rows]))
    take_in(tmp_path, ("单位.xlsx", UNITS), ("花名册.xlsx", roster))
    erase(tmp_path, id_no(0))
    people = opened(tmp_path).query(EVERYTHING, "select name, address from people")
    assert people.values.tolist() == [["李小", "住王家岭"]]


def test_a_telephone_like_a_day_or_a_part_of_a_number_is_sought_in_no_id_and_no_day(tmp_path):
    """A day that slipped into the column of telephones stood in every batch's id: no store could be built any more."""
    take_in(tmp_path, ("单位.xlsx", UNITS))
    (units,) = batches.all_batches(tmp_path)
    day, short, near = units["batch_id"][:8], "88886666", "88886667"
    rows = [
        ["河东村", NAME, ID, day, ""],
        [
            "河东村",
            "王小",
            id_no(1),
            near,
            f"找{short}，{short}-{short}，工号1{short}2，{day}去过，本人{near}",
        ],
    ]
    headings = ["村", "姓名", "身份证号", "联系电话", "备注"]
    roster = xlsx(("花名册", [["留守儿童花名册"], headings, *rows]))
    take_in(tmp_path, (f"{day}花名册.xlsx", roster))
    before = [one["batch_id"] for one in batches.all_batches(tmp_path)]
    take_in(
        tmp_path, ("二.xlsx", xlsx(("花名册", [["留守儿童花名册"], headings, [*rows[0][:3], short, ""]])))
    )
    last = batches.all_batches(tmp_path)[-1]["batch_id"]
    erase(tmp_path, ID)
    found = batches.all_batches(tmp_path)
    assert [one["batch_id"] for one in found] == [*before, last]
    assert (
        found[1]["file"] == f"{day}花名册.xlsx"
        and readable.first_wrong(tmp_path, backup.precious(tmp_path)) is None
    )
    (row,) = kept.rows(tmp_path, before[1]).to_pylist()
    assert (row["phone"], row["note"]) == (near, f"找某人，某人-某人，工号1{short}2，{day}去过，本人{near}")
    assert names(tmp_path) == ["王小"]


def test_of_a_record_only_what_people_wrote_is_changed():
    person = Person(names=("ros",), places=("x",), phones=("13900010000", "88886666", "20261127", "1"))
    said = {
        "batch_id": "20261127T131625-88886666-0b83", "sha256": "13900010000", "kinds": ["roster"], "at": "88886666",
        "key": "V4|313900010000123|2026", "by": "13900010000", "value": "139****0000、88886666、1、20261127",
        "file": "13900010000.xlsx", "text": "x13900010000，188886666", "answers": {"unit:13900010000": "x"},
    }  # fmt: skip
    changed = {
        "value": "某人、某人、1、20261127",
        "file": "某人.xlsx",
        "text": "x某人，188886666",
        "answers": {"unit:某人": "x"},
    }
    assert scrubbed(said, person, True) == said | changed


@pytest.mark.parametrize("again", [False, True])
def test_an_import_that_waits_while_somebody_is_erased_does_not_bring_them_back(desk, monkeypatch, again):
    """It had read the file, and the original, before."""
    sent = ("再来.xlsx", roll([*NAMES, "新来人"]))
    if again:
        take_in(desk, sent)
    told, packed = whom.find(desk, opened(desk), ID), batches.packed

    def meanwhile(rows):
        monkeypatch.setattr(batches, "packed", packed)
        retention.erase(desk, load(), told, "test", "request")
        return packed(rows)

    definitions = dataclasses.replace(load(), sha256="other")  # else a file taken in again is known as it is
    monkeypatch.setattr(batches, "packed", meanwhile)
    if again:
        last = batches.in_force(desk)[-1]["batch_id"]
        (report,) = office.reapply(desk, definitions, "test", [last])
        assert report.status == "refused"
    else:
        (report,) = take_in(desk, sent)
        assert report.counts["taken"] == len(NAMES)
    assert ID not in str(everything_in(desk))
    assert ID not in set(opened(desk).query(EVERYTHING, "select id_no from people")["id_no"])


def test_an_erasing_that_was_stopped_is_gone_on_with_before_the_next(desk):
    """The second must not put itself in the place of the first, whose rows would stand."""
    first, other = (whom.find(desk, opened(desk), id_no(n, "20150612")) for n in (0, 1))
    with batches.writer(desk, "test"):
        person, _ = erasing.person_of(desk, first, {first.person_id})
        erasing.begin(desk, person, "test", "request")
    retention.erase(desk, load(), other, "test", "request")
    left = [str(kept.rows(desk, one["batch_id"]).to_pydict()) for one in batches.all_batches(desk)]
    assert not [text for text in left for n in (0, 1) if id_no(n, "20150612") in text]
    assert not (desk / erased.PENDING).exists()


@pytest.mark.parametrize("stop", ["_keep_out", "_from_batch", "_sweep"])
def test_a_backup_goes_on_with_an_erasing_that_was_stopped(desk, tmp_path, monkeypatch, stop):
    """Or it would hold the person until somebody opens a page."""
    stopped(monkeypatch, erasing, stop, erase, desk)
    backup.write(desk, tmp_path / "b.zip", "test")
    backup.restore(tmp_path / "b.zip", tmp_path / "back", "test")
    assert ID not in str(everything_in(tmp_path / "back"))
    assert ID not in ids_shown(tmp_path / "back")
    assert ID not in ids_shown(desk)
    assert not (desk / erased.PENDING).exists()


def test_own_templates_that_hold_the_name_are_told_and_left(desk):
    for name, text in (("通报.zh.docx", f"请{NAME}到会"), ("别的.zh.docx", "请到会")):
        document = docx.Document()
        document.add_paragraph(text)
        document.save(desk / "templates" / name)
    (desk / "templates" / "旧模板").mkdir()
    before = (desk / "templates" / "通报.zh.docx").read_bytes()
    assert erase(desk)["templates"] == 1
    assert (desk / "templates" / "通报.zh.docx").read_bytes() == before


def test_nothing_is_erased_while_a_record_cannot_be_read(desk):
    broken = next((desk / "marks").glob("*.json"))
    broken.write_text("{", "utf-8")
    with pytest.raises(Refused) as refused:
        erase(desk)
    assert refused.value.problem.values["what"] == f"marks/{broken.name}"
    assert not (desk / erased.PENDING).exists()
    broken.unlink()
    assert erase(desk)["rows"]


@pytest.mark.parametrize(
    "form", ["{0}", "{0:.6} {1}", "{0:.6}-{1}", "{0:.6}\n{1}", "{0:.6}\u00a0{1}", "wide"], ids=range(6)
)
@pytest.mark.parametrize("lower", [False, True])
def test_a_number_is_found_however_it_was_written(form, lower):
    """In rows and records alike; a number beside it that is another's stays."""
    number = next(one for n in range(400) if (one := id_no(n, "20150612")).endswith("X"))
    text = form.format(number, number[6:])
    if form == "wide":
        text = number.translate({ord(sign): ord(sign) + traces.WIDE for sign in number})
    said = f"证号{text.lower() if lower else text}，电话139-0001-0001，邻居{id_no(401, '20150612')}"
    person = Person((number,), (), ("赵一平",), (EAST,), ("13900010001",))
    wanted = f"证号某人，电话某人，邻居{id_no(401, '20150612')}"
    assert scrubbed(said, person, False) == wanted
    rows = pa.table({"unit_id": [TOWN], "note": [said]})
    assert traces.unmentioned(rows, person, load())["note"].to_pylist() == [wanted]
    assert scrubbed("与赵 一平谈心", person, True) == "与某人谈心"


def test_whoever_has_two_lines_does_not_keep_those_after_from_being_erased_again(desk, tmp_path):
    """As it is where a directory was itself erased in again."""
    older = Path(shutil.copytree(desk, tmp_path / "older"))
    erase(desk)
    lines = list(log.lines(desk / erased.FILE))
    log.add(desk / erased.FILE, [{name: one[name] for name in ("by", "reason", "hashes")} for one in lines])
    erase(desk, id_no(1, "20150612"))
    retention.again(older, load(), desk, "test")
    assert erased.in_force(older) == erased.in_force(desk)
    for n in (0, 1):
        with pytest.raises(Refused):
            whom.find(older, opened(older), id_no(n, "20150612"))
