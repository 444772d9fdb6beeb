"""What each command does; the pages call the same functions below it. Every command returns a Result or raises Refused."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from care import answers, office
from care.answers import Answers, Ask
from care.definitions import Definitions
from care.inspection import person
from care.ledgers import batches, remembered
from care.ledgers.importing import Report
from care.ledgers.problems import Problem
from care.ledgers.problems import Refused as Problematic
from care.ledgers.recognising import Correction
from care.store import EVERYTHING, QUERIES, Store
from care.words import LANGUAGES, voice


class Refused(ValueError):
    """The input cannot be used; the message says why and what to do."""


def replies(path: Path | None, definitions: Definitions) -> tuple[dict[str, str], dict[str, Correction]]:
    """(answers, corrections) from a JSON file: question id → reply, “layout:KEY” → {kind, header, fields}."""
    if path is None:
        return {}, {}
    try:
        said = json.loads(path.read_text("utf-8-sig"))
        layouts = {name: one for name, one in said.items() if name.startswith(remembered.LAYOUT)}
        checked = {name: remembered.checked(one, definitions) for name, one in layouts.items()}
    except (OSError, ValueError, AttributeError, TypeError) as fault:
        raise Refused(f"{path} holds no answers: {fault}") from None
    except Problematic as refusal:
        wrong = refusal.problem.values["value"]
        raise Refused(f"{path}: {wrong} is no kind of ledger, header or field") from None
    fixes = {name.removeprefix(remembered.LAYOUT): one for name, one in checked.items()}
    return {name: one for name, one in said.items() if name not in layouts}, fixes


@dataclass(frozen=True)
class Result:
    value: object
    done: bool = True


def take_in(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Import files and folders; done when no file was refused."""
    paths = [
        file
        for path in map(Path, asked.paths)
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
    ]
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise Refused(f"There is no file {missing[0]}")
    files = [(path.name, path.read_bytes()) for path in paths if path.is_file()]
    said, fixes = replies(asked.answers, definitions)
    options = {"dry_run": asked.dry_run, "answers": said, "corrections": fixes, "complete": asked.complete}
    reports = office.take_in(folder, files, definitions, asked.by, progress=_say, **options)
    told = [report_of(report, definitions) for report in reports]
    return Result(told, all(report.status != "refused" for report in reports))


def report_of(report: Report, definitions: Definitions) -> dict:
    """A report with its problems said in words, for people and machines."""
    return report.as_dict() | {"problems": [said(problem) for problem in report.problems]}


def said(problem: Problem) -> dict:
    """A problem with its sentence in both languages."""
    values = {"value": problem.value, "heading": problem.heading} | problem.values
    return problem.as_dict() | {
        "message": {lang: voice(lang)(f"problem.{problem.code}", **values) for lang in LANGUAGES}
    }


def _say(done: int, name: str) -> None:
    print(f"[{done}] {name or 'figures'}", file=sys.stderr)


def answer(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    store = store_in_force(folder, definitions)
    ask = _ask(asked, store, definitions, definitions.indicators)
    told = Answers(store, EVERYTHING, definitions)
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
            raise Refused(f"--by takes unit, group, duty; not “{what}”")
        value[f"by_{what}"] = told.by(ask, what)
    return Result(value)


def rows(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    store = store_in_force(folder, definitions)
    ask = _ask(asked, store, definitions, definitions.indicators)
    return Result(
        records(
            Answers(store, EVERYTHING, definitions).rows(ask, asked.state, asked.search, size=1_000_000).frame
        )
    )


def ask(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    store = store_in_force(folder, definitions)
    known = [path.stem for path in (QUERIES / "breakdowns").glob("*.sql")]
    return Result(
        records(Answers(store, EVERYTHING, definitions).breakdown(_ask(asked, store, definitions, known)))
    )


def people(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Person files: who they are, groups, pairings and contacts; asked for by ID or name, everything on file.
    With `household` (the head's ID or name): household files."""
    store = store_in_force(folder, definitions)
    unit = unit_named(asked.unit, store) if asked.unit else ""
    if asked.household:
        return Result(_households(store, definitions, asked.household, unit))
    found = records(
        store.query(
            EVERYTHING, answers.read_sql("people"), {"id": asked.id, "name": asked.name, "unit": unit}
        )
    )
    if not (asked.id or asked.name):
        return Result([_person(store, facts) for facts in found])
    files = [
        person.person_file(store, EVERYTHING, definitions, facts["person_id"], store.as_of) for facts in found
    ]
    return Result([facts | _file(one) for facts, one in zip(found, files, strict=True) if one])


def _households(store: Store, definitions: Definitions, head: str, unit: str) -> list[dict]:
    sql = """select household_id from households
        where (head_name = $head or household_id = subject_key('household|id|' || $head))
            and ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))"""
    found = store.query(EVERYTHING, sql, {"head": head, "unit": unit})["household_id"]
    files = [person.household_file(store, EVERYTHING, definitions, int(one), store.as_of) for one in found]
    return [one.basics | _file(one) for one in files if one]


def _person(store: Store, facts: dict) -> dict:
    known = {"person": facts["person_id"], "as_of": store.as_of}
    for what in ("memberships", "pairings", "contacts"):
        facts[what] = records(store.query(EVERYTHING, answers.read_sql(f"person/{what}"), known))
    return facts


def _file(one: person.File) -> dict:
    """What the page of a file shows, beside the person's own row."""
    frames = ("pairings", "contacts", "absences", "members", "relief", "houses", "duties", "sources")
    return {
        "memberships": records(one.groups),
        **{name: records(getattr(one, name)) for name in frames},
        "missing": one.missing,
        "facts": [asdict(fact) for fact in one.facts],
        "changes": [asdict(change) for change in one.changes],
    }


def records(frame: pd.DataFrame) -> list[dict]:
    """A frame as plain rows: nothing for what is missing, days instead of moments."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [
        {name: value.date() if isinstance(value, pd.Timestamp) else value for name, value in row.items()}
        for row in rows
    ]


def list_batches(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result(batches.all_batches(folder))


def undo(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    known = {one["batch_id"] for one in batches.in_force(folder)}
    if asked.batch not in known:
        raise Refused(f"No import “{asked.batch}” is in force; `batches` lists them.")
    office.undo(folder, definitions, asked.batch, asked.by, asked.reason)
    return Result({"undone": asked.batch})


def rebuild(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result({"store": office.refresh(folder, definitions, anew=True).name})


def start_with_sample(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    if batches.all_batches(folder):
        return Result("Data is there already; the sample town is not taken in.")
    reports = office.take_in_sample(folder, definitions, _say)
    return Result([f"{one.file}: {one.status}, {one.counts['taken']} rows" for one in reports])


def store_in_force(folder: Path, definitions: Definitions) -> Store:
    """The store of the data directory. Raises Refused before the first ledger."""
    store = office.current(folder, definitions)
    if store is None:
        raise Refused(
            f"No ledger has been taken in yet. Import one: python -m care --data {folder} import FILE"
        )
    return store


def _ask(asked: Namespace, store: Store, definitions: Definitions, known) -> Ask:
    if asked.name not in known:
        raise Refused(f"“{asked.name}” is not known; there are: {', '.join(sorted(known))}")
    unit = unit_named(asked.unit, store) if asked.unit else ""
    group = group_named(asked.group, definitions) if asked.group else ""
    return Ask(asked.name, asked.as_of or store.as_of, unit, group, asked.duty)


def unit_named(word: str, store: Store) -> str:
    """A unit's path from its path or its name, if only one unit has that name."""
    found = store.query(
        EVERYTHING, "select unit_id from units where unit_id = $word or name = $word", {"word": word}
    )["unit_id"]
    if len(found) == 1:
        return found[0]
    raise Refused(f"Unit “{word}” is {'not known' if not len(found) else 'not unique: ' + ', '.join(found)}")


def group_named(word: str, definitions: Definitions) -> str:
    """A group's id from its id, name or a spelling."""
    for group in definitions.groups.values():
        if word in (group.id, *group.name.values(), *group.spellings):
            return group.id
    raise Refused(f"Group “{word}” is not known; there are: {', '.join(definitions.groups)}")
