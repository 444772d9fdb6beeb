"""Commands that answer questions: counts, the rows behind them, labelled counts."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from care.answers import STATES, Answers, Ask
from care.commands.result import Result, UsageError, day, group_named, records, store_in_force, unit_named
from care.definitions import Definitions
from care.store import EVERYTHING, QUERIES, Store


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    counts = _filters(command(asks, "answer", answer, "an indicator's counts"))
    counts.add_argument("--by", default="", metavar="unit,group,duty")
    behind = _filters(command(asks, "rows", rows, "the rows behind an indicator"))
    behind.add_argument("--state", default="unmet", choices=STATES)
    behind.add_argument("--search", default="")
    _filters(command(asks, "ask", ask, "a breakdown's labelled counts"))


def _filters(command: ArgumentParser) -> ArgumentParser:
    command.add_argument("name", metavar="NAME")
    command.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    command.add_argument("--unit", default="", help="a unit's name or path")
    command.add_argument("--group", default="", help="a group's id or name")
    command.add_argument("--duty", default="")
    return command


def answer(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    store = store_in_force(folder, definitions)
    ask = _ask(asked, store, definitions, definitions.indicators)
    told = _answers(store, definitions)
    count = told.count(ask)
    value = {
        "name": ask.name,
        "as_of": ask.as_of,
        "unit": ask.unit,
        "group": ask.group,
        "due": count.due,
        "met": count.met,
        "not_due": count.not_due,
    }
    for what in filter(None, asked.by.split(",")):
        if what not in ("unit", "group", "duty"):
            raise UsageError(f"--by takes unit, group, duty; not “{what}”")
        value[f"by_{what}"] = told.by(ask, what)
    return Result(value)


def rows(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    store = store_in_force(folder, definitions)
    ask = _ask(asked, store, definitions, definitions.indicators)
    found = _answers(store, definitions).rows(ask, asked.state, asked.search, size=1_000_000)
    return Result(records(found.frame))


def ask(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    store = store_in_force(folder, definitions)
    known = [path.stem for path in (QUERIES / "breakdowns").glob("*.sql")]
    wanted = _ask(asked, store, definitions, known)
    return Result(records(_answers(store, definitions).breakdown(wanted)))


def _answers(store: Store, definitions: Definitions) -> Answers:
    """Of one question: nothing is put by for another."""
    return Answers(store, EVERYTHING, definitions, puts_by=False)


def _ask(asked: Namespace, store: Store, definitions: Definitions, known) -> Ask:
    if asked.name not in known:
        raise UsageError(f"“{asked.name}” is not known; there are: {', '.join(sorted(known))}")
    unit = unit_named(asked.unit, store) if asked.unit else ""
    group = group_named(asked.group, definitions) if asked.group else ""
    return Ask(asked.name, asked.as_of or store.as_of, unit, group, asked.duty)
