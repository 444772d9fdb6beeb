"""What the words of a column mean: each different text is looked up once."""

import re

from care.ledgers import spellings
from care.ledgers.expressions import LOOKED_UP, type_of
from care.ledgers.job import TEXT, WHOLE, Job
from care.ledgers.plain import plain, without_brackets
from care.ledgers.units import team_of

STATES = ("roll_state", "pairing_state")
VILLAGE = re.compile("(?:村|社区|居委会|村委会)$")  # 大坪村 in a column of villages and teams is no team
PEOPLE = {"老人": ("老人", "老年人", "长者"), "儿童": ("儿童", "学生", "未成年人", "孩子"), "妇女": ("妇女",)}


def look_up(job: Job) -> list[int]:
    """map<j> for each column of words: each different text → its value, and what of the text has none (`rest`).
    Returns the columns where some text has none."""
    columns = {j: field for j, field in job.table.fields.items() if type_of(field, job) in LOOKED_UP}
    if not columns:
        return []
    different = " union all ".join(
        f"select distinct {j} as j, {'s' if by_sheet(type_of(field, job), job) else '0'} as s, r{j} as raw "
        f"from raws where r{j} is not null"
        for j, field in columns.items()
    )
    texts: dict[int, dict[int, set[str]]] = {j: {} for j in columns}
    for j, s, text in job.rows(different):
        texts[j].setdefault(s, set()).add(text)
    unread = []
    for j, field in columns.items():
        known: dict[frozenset[str], list[tuple]] = {}  # sheets of the same texts decide alike
        found = []
        for s, said in texts[j].items():
            if (some := frozenset(said)) not in known:
                of_each = meanings(list(said), field, type_of(field, job), job)
                known[some] = [(text, *meaning) for text, meaning in zip(said, of_each, strict=True)]
            found += [(s, *one) for one in known[some]]
        job.keep(f"map{j}", {"s": WHOLE, "raw": TEXT, "value": TEXT, "rest": TEXT}, found)
        if any(value is None or rest for _, _, value, rest in found):
            unread.append(j)
    return unread


def by_sheet(type_: str, job: Job) -> bool:
    """Does what a text of this type means depend on the column's other texts?"""
    return type_ in ("flag", "groups") and job.together


def means_sql(j: int, type_: str, source: str, job: Job) -> str:
    """Where map<j> speaks of a row's text."""
    same = f"map{j}.raw = {source}.r{j}"
    return f"{same} and map{j}.s = {source}.s" if by_sheet(type_, job) else same


def meanings(texts: list[str], field: str, type_: str, job: Job) -> list[tuple[str | None, str | None]]:
    """(value, rest) of each text."""
    words = job.setting.words
    if not texts:
        return []
    if type_ == "flag":
        found = spellings.flags(texts, words.fields.get(field, {}))
        if asks_opposite(field, job):
            found |= {text: not said for text, said in spellings.flags(texts, {}).items() if said is not None}
        found |= {text: spellings.names_flag(text, field[5:], words) for text in texts if found[text] is None}
        return [(None if found[text] is None else str(found[text]).lower(), None) for text in texts]
    if type_ == "groups":
        of = about_whom(texts, job)
        listed = [spellings.groups(text, words, of) for text in texts]
        own = spellings.heading_group(job.table.places[job.by_field[field]].heading, of, words)
        listed = [
            ([own], []) if own and not known and not spellings.denies(text) else (known, rest)
            for text, (known, rest) in zip(texts, listed, strict=True)
        ]
        return [
            (",".join(known) or (None if rest else ""), "、".join(rest) if known and rest else None)
            for known, rest in listed
        ]
    if type_ == "team":
        return [(None if VILLAGE.search(text) else team_of(text), None) for text in texts]
    if field in STATES:
        heading = job.table.places[job.by_field[field]].heading
        return [(spellings.state(field, text, heading, words), None) for text in texts]
    return [(spellings.choice(field, text, words), None) for text in texts]


def asks_opposite(field: str, job: Job) -> bool:
    """是否撤离 over a field that says whether somebody lives there: its 是 means no."""
    heading = without_brackets(plain(job.table.places[job.by_field[field]].heading.split(" ")[-1]))
    return any(word in heading for word in job.setting.words.fields.get(field, {}).get("opposite", ()))


def about_whom(texts: list[str], job: Job) -> str:
    """老人, 儿童 or 妇女: by the column's other groups, the name's heading or the title, when they name just one."""
    words, hints = job.setting.words, job.table.one.hints
    families = {words.families[group] for text in texts for group in spellings.groups(text, words)[0]}
    if families in ({"elderly"}, {"children"}):
        return "老人" if families == {"elderly"} else "儿童"
    heading = job.table.places[job.by_field["name"]].heading if "name" in job.by_field else ""
    for text in (heading, *hints.titles, job.table.one.sheet.name, *hints.places):
        named = [one for one, signs in PEOPLE.items() if any(sign in text for sign in signs)]
        if named:
            return named[0] if len(named) == 1 else ""
    return ""
