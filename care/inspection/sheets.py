"""The sheet of a sample: what the ledgers claim beside empty cells for what is found; one part a place.

Built here in the reader's language as plain text; care.exports turns it into Excel and PDF. People by masked name
unless `full_names`; names come from the store, through the asker's row wall, for the sample holds none.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from care import masking
from care.definitions import Definitions
from care.inspection.frame import CLAIMS
from care.inspection.spot_checks import Door, Sample
from care.store import Scope, Store, read_sql
from care.words import Voice

MARK = "CB1"  # begins every hidden mark: CB1|sample|door, and CB1|sample|head for the header row


@dataclass(frozen=True)
class Known:
    """What the store knows of the people of a sample, as far as the asker may see it."""

    people: dict[str, dict]
    names: dict[tuple[str, str, str, str], str]  # (key, claim, ref, day or '') → names


@dataclass(frozen=True)
class Line:
    """One door. `claimed` and `asked` by claim; a claim that is not asked has nothing to look at."""

    number: int
    mark: str
    where: str
    person: str
    groups: str
    claimed: dict[str, str]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """The page of one place."""

    place: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole sheet in words. `verdicts` are what may be written into an empty cell."""

    title: str
    file: str
    notes: tuple[str, ...]
    how: str
    sign: tuple[str, ...]
    verdicts: tuple[str, ...]
    head_mark: str
    parts: tuple[Part, ...]


def known(store: Store, scope: Scope, sample: Sample) -> Known:
    """People and visitors of a sample by name."""
    asked = {"ids": [int(door.key) for door in sample.doors], "as_of": sample.day}
    people = store.query(scope, read_sql("spot_check/doors"), asked).to_dict("records")
    visitors = store.query(scope, read_sql("spot_check/visitors"), asked)
    names: dict[tuple[str, str, str, str], list[str]] = {}
    for one in visitors.itertuples(index=False):
        day = "" if pd.isna(one.on_day) else one.on_day.strftime("%Y-%m-%d")
        names.setdefault((str(one.subject_id), one.claim, one.ref, day), []).append(one.name)
    return Known(
        {str(one["subject_id"]): one for one in people}, {key: "、".join(v) for key, v in names.items()}
    )


def sheet(
    t: Voice,
    definitions: Definitions,
    sample: Sample,
    facts: Known,
    unit_names: dict[str, str],
    full_names: bool = False,
) -> Sheet:
    """The sheet in the voice's language. `unit_names`: unit id → what it is called there."""
    parts = tuple(
        Part(
            place,
            t("spot_check.sheet_title", unit=unit_names.get(place, place.rpartition("/")[2])),
            tuple(
                line(t, definitions, sample, facts, door, full_names)
                for door in sample.doors
                if door.place == place
            ),
        )
        for place in sample.places
    )
    return Sheet(
        title=t("spot_check.title"),
        file=f"{t('spot_check.file')}_{sample.day.isoformat()}_{sample.seed[:20]}",
        notes=notes(t, sample),
        how=t("spot_check.sheet_how", **{one: t(f"verdict.{one}") for one in ("true", "false", "unmet")}),
        sign=tuple(t(f"spot_check.sign_{one}") + t("list.colon") for one in ("inspector", "village", "day")),
        verdicts=tuple(t(f"verdict.{one}") for one in ("true", "false", "unmet")),
        head_mark=f"{MARK}|{sample.id}|head",
        parts=parts,
    )


def notes(t: Voice, sample: Sample) -> tuple[str, ...]:
    """What makes the sample repeatable, as printed on every sheet."""
    about = t("spot_check.note_sample", size=sample.size, frame=sample.frame_size, day=sample.day)
    apart = t("spot_check.note_factor", factor=sample.factor) if sample.factor > 1 else ""
    proof = t("spot_check.note_proof", seed=sample.seed, day=sample.day.isoformat(), hash=sample.frame_hash)
    return (t.sentences(about, apart), proof)


def line(
    t: Voice, definitions: Definitions, sample: Sample, facts: Known, door: Door, full_names: bool
) -> Line:
    person = facts.people.get(door.key, {})
    return Line(
        number=door.number,
        mark=f"{MARK}|{sample.id}|{door.number}",
        where=_where(person, door.place),
        person=who(t, person, sample.day, full_names),
        groups=t("list.comma").join(_group(t, definitions, group) for group in door.groups),
        claimed={claim: claimed(t, definitions, facts, door, claim) for claim in CLAIMS},
        asked=door.asked,
    )


def who(t: Voice, person: dict, day: date, full_names: bool) -> str:
    """张* 男 78岁."""
    name = _text(person.get("name"))
    told = [name if full_names else masking.name(name)]
    if person.get("gender") in ("male", "female"):
        told.append(t(f"sex.{person['gender']}"))
    born = person.get("birth_date")
    if born is not None and not pd.isna(born):
        told.append(
            t("spot_check.age", age=day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
        )
    return " ".join(filter(None, told)) or t("spot_check.nobody_known")


def _where(person: dict, place: str) -> str:
    """The address within its place: 云州县青溪镇河东村1组17号 → 1组17号, with the team where the address lacks it."""
    team, address = _text(person.get("team")), _text(person.get("address"))
    address = address.rpartition(place.rpartition("/")[2])[2] or address
    return address if team in address else f"{team} {address}"


def claimed(t: Voice, definitions: Definitions, facts: Known, door: Door, claim: str) -> str:
    """What the ledgers claim, one thing a line; '' = nothing."""
    if claim == "roll":
        return t("list.comma").join(_group(t, definitions, group) for group in door.groups)
    say = {"helper": _helper, "contact": _contact, "relief": _relief, "house": _house}[claim]
    told = [
        say(t, definitions, facts, door, one)
        if len(one) > 1
        else t("spot_check.erased")  # care/records_of.py
        for one in door.claims
        if one["claim"] == claim
    ]
    return "\n".join(dict.fromkeys(text.strip() for text in told))


def _helper(t: Voice, definitions: Definitions, facts: Known, door: Door, one: dict) -> str:
    name = facts.names.get((door.key, "helper", one["ref"], ""), "")
    since = t("spot_check.since", day=one["on_day"]) if "on_day" in one else ""
    return "\n".join(filter(None, (name or t("spot_check.nobody_known"), since)))


def _contact(t: Voice, definitions: Definitions, facts: Known, door: Door, one: dict) -> str:
    kind = definitions.contacts.kinds.get(one["ref"])
    day = one["on_day"][:7] if one.get("precision") == "month" else one["on_day"]
    by = facts.names.get((door.key, "contact", one["ref"], one["on_day"]), "")
    return " ".join(filter(None, (day, t.pick(kind.name) if kind else one["ref"], by)))


def _relief(t: Voice, definitions: Definitions, facts: Known, door: Door, one: dict) -> str:
    item = definitions.relief.get(one["ref"])
    things = [
        t(f"spot_check.{thing}", n=_amount(one[thing]))
        for thing in ("cash", "quilts", "coats", "goods_value")
        if one.get(thing)
    ]
    return (t.pick(item.name) if item else one["ref"]) + "\n" + " ".join((one["on_day"], *things))


def _house(t: Voice, definitions: Definitions, facts: Known, door: Door, one: dict) -> str:
    grade = t("spot_check.grade", grade=one["ref"]) if "ref" in one else ""
    state = t(f"spot_check.house_{one['state']}", day=one.get("on_day", ""))
    lived = t(f"spot_check.lived_{'in' if one['lived_in'] else 'out'}") if "lived_in" in one else ""
    return "\n".join(filter(None, (f"{grade} {state}".strip(), lived)))


def _amount(value: float) -> int | str:
    return int(value) if value == int(value) else f"{value:,.2f}"


def _group(t: Voice, definitions: Definitions, group: str) -> str:
    found = definitions.groups.get(group)
    return t.pick(found.short) if found else group


def _text(value) -> str:
    return value if isinstance(value, str) else ""
