"""The command line speaks JSON that any program reads, and says by its exit code how it went."""

import json

import pytest

from care.__main__ import main
from tests.worked_town import write


@pytest.fixture
def run(tmp_path, capfdbinary):
    """run(*words) → (exit code, what was written as JSON, what was said on stderr)."""
    write(tmp_path)

    def command(*words: str):
        code = main(["--data", str(tmp_path), "--json", *words])
        out, said = capfdbinary.readouterr()
        strict = {"parse_constant": lambda name: pytest.fail(f"{name} is no JSON")}
        return code, json.loads(out.decode("utf-8"), **strict) if out else None, said.decode("utf-8")

    return command


def test_answer_gives_counts_by_unit_and_group(run):
    code, told, _ = run("answer", "contact_rhythm", "--unit", "河西村", "--by", "group,duty")
    assert (code, told["due"], told["met"], told["not_due"]) == (0, 3, 1, 2)
    assert told["by_duty"] == [{"due": 3, "met": 1, "not_due": 2, "key": "visit"}]
    assert {row["key"] for row in told["by_group"]} >= {"hardship_home", "minimum_living"}


def test_rows_and_people_are_plain_json_with_days(run):
    code, rows, _ = run("rows", "pairing_coverage", "--as-of", "2026-01-20")
    assert code == 0
    assert {(row["name"], row["due_on"]) for row in rows} >= {("戊将", "2025-11-30"), ("庚话", None)}
    code, (person,), _ = run("people", "--name", "甲全", "--unit", "河东村")
    assert (code, person["birth_date"], person["last_contact_on"]) == (0, "2016-05-01", "2025-12-10")
    assert [one["helper_name"] for one in person["pairings"]] == ["王老师"]
    assert len(person["contacts"]) == 4


def test_a_breakdown_gives_labelled_counts(run):
    code, told, _ = run("ask", "helper_kinds")
    assert code == 0
    assert {row["x"]: row["n"] for row in told} == {"teacher": 4, "cadre": 3}


@pytest.mark.parametrize(
    "words",
    [
        ["answer", "nothing"],
        ["answer", "on_roll", "--unit", "无此村"],
        ["answer", "on_roll", "--group", "无"],
        ["undo", "none"],
        ["reapply", "none"],
        ["import", "no-such-file.xlsx"],
        ["answer", "on_roll", "--unit", "\udcff"],
        ["people", "--id", "\udcff"],
        ["people", "--name", "\udcff"],
        ["erase", "--id", "\udcff"],
        ["access", "give", "a@x", "--role", "viewer", "--unit", "\udcff"],
        ["import", "no-such-\udcff.xlsx"],
        ["template", "roster", "--out", "/proc/none/x.xlsx"],
        ["template", "roster", "--out", "/"],
        ["settings", "set", "programme/calendar/terms", "[" * 5000],
        [
            "settings",
            "set",
            "programme/calendar/terms",
            '[{"name": {"zh": "\\ud800"}, "from": "2026-02-01", "to": "2026-07-01"}]',
        ],
    ],
)
def test_bad_input_is_refused_with_a_reason(run, words):
    code, told, said = run(*words)
    assert (code, told) == (1, None)
    assert said.strip()


def test_names_of_refused_things_do_not_steer_the_terminal(tmp_path, capsys):
    write(tmp_path)
    file = tmp_path / "\x1b]0;x\x07.csv"
    file.write_bytes(b"a")
    for words in (["answer", "\x1b[2Jnothing"], ["undo", "\x07none"], ["import", str(file)]):
        assert main(["--data", str(tmp_path), *words]) == 1
        said = "".join(capsys.readouterr())
        assert said.strip()
        assert not {"\x1b", "\x07"} & set(said)


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        *(["answer", "on_roll", "--as-of", day] for day in ("0001-01-01", "9999-12-31", "2026-13-01")),
    ],
)
def test_wrong_usage_exits_with_2(run, words):
    with pytest.raises(SystemExit) as stop:
        run(*words)
    assert stop.value.code == 2


def test_an_office_without_ledgers_is_told_how_to_begin(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "empty"), "answer", "on_roll"]) == 1
    assert "import" in capsys.readouterr().err
